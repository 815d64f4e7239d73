"""What publications state about provinces, typed by hand from the page named in the last column, against the data.

`published.csv` holds one fact a row. A value is a number, a group key, or yes or no. The tolerance is half a unit of
the last decimal printed, or a whole one where the page cuts decimals off instead of rounding. Where a publication
contradicts the official sheet it stands in ``data/SOURCES.md``, not here.
"""

from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from provindex import catalog, geography
from provindex.analysis import change, ranking
from provindex.store import score_store

FACTS = pd.read_csv(Path(__file__).with_name("published.csv"), dtype="string", keep_default_na=False)


@cache
def indices() -> dict[str, catalog.Index]:
    return catalog.load_catalog().indices


@cache
def standing(index: str, measure: str, year: int) -> pd.DataFrame:
    provinces = geography.provinces("63")
    return ranking.standing(indices()[index], measure, year, score_store.read(index, year), provinces)


def province_value(fact: pd.Series) -> object:
    quantity, _, base = str(fact["quantity"]).partition("_from_")
    now = standing(fact["index"], fact["measure"], int(fact["year"]))
    row = now.set_index("province").loc[fact["province"]]
    if quantity == "lowest":
        return "yes" if row["score"] == now["score"].min() else "no"
    if quantity == "missing":
        return "yes" if row["missing"] else "no"
    if not base:
        return row[quantity]
    before = standing(fact["index"], fact["measure"], int(base))
    moved = change.between(before, now).set_index("province").loc[fact["province"]]
    if quantity == "rose":
        return "yes" if moved["change"] > 0 else "no"
    if quantity == "percent":
        return 100 * moved["change"] / moved["score_from"]
    return moved[quantity]


def country_value(fact: pd.Series) -> object:
    now = standing(fact["index"], fact["measure"], int(fact["year"]))
    quantity, _, group = str(fact["quantity"]).partition("_")
    if fact["quantity"] == "mean_rose_from_2023":
        return "yes" if now["score"].mean() > standing(fact["index"], fact["measure"], 2023)["score"].mean() else "no"
    if quantity == "valid":
        return now["valid"].iloc[0]
    scores = now.loc[now["group"] == group, "score"] if group else now["score"]
    return {
        "size": scores.size,
        "mean": scores.mean(),
        "median": scores.median(),
        "least": scores.min(),
        "highest": scores.max(),
    }[quantity]


def published_mean(fact: pd.Series) -> object:
    means = score_store.means(fact["index"]).set_index(["year", "area"])["mean"]
    return means[int(fact["year"]), fact["province"] or "VN"]


def found(fact: pd.Series) -> object:
    if fact["quantity"] == "published_mean":
        return published_mean(fact)
    return province_value(fact) if fact["province"] else country_value(fact)


@pytest.mark.parametrize(
    "row", FACTS.index, ids=["-".join(fact) for fact in FACTS[["year", "province", "measure", "quantity"]].to_numpy()]
)
def test_the_data_agree_with_what_was_published(row: int) -> None:
    fact = FACTS.loc[row]
    value = found(fact)
    if fact["tolerance"]:
        # Float noise of the decimal notation itself must not decide a fact at the edge of its tolerance.
        assert abs(float(value) - float(fact["value"])) <= float(fact["tolerance"]) + 1e-9, fact["source"]
    else:
        assert value == fact["value"], fact["source"]


def test_every_year_of_papi_has_a_published_fact() -> None:
    papi = FACTS[FACTS["index"] == "papi"]
    scores = papi[papi["quantity"] == "score"]
    assert set(scores["year"].astype(int)) == set(indices()["papi"].editions)


def test_every_fact_names_its_source() -> None:
    assert (FACTS["source"].str.len() > 0).all()
