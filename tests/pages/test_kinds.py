"""Every page over every kind of edition in both languages: no card fails, nothing is raised, no page contradicts it.

Kinds that the shipped data lack are made up: an index of one year without groups, one of ranks alone, and one with a
break that refuses between its years.
"""

import shutil

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import streamlit as st

from provindex import geography
from provindex.catalog.schema import SCHEMA
from provindex.core.paths import ROOT
from tests.pages.conftest import text

WORD = '{ vi = "Giả định", en = "Made up" }'
INDEX = """
key = "{key}"
name = {word}
short = {word}
publisher = {word}
about = {word}
licence = {word}
source_line = {word}
unit = {{ vi = "điểm", en = "points" }}
digits = 2
additive = false

[groups]
kind = "none"

[[measure]]
key = "{key}"
name = {word}
about = {word}
periods = [{{ first = {first}, low = 0, high = 100 }}]

[source.made_up]
name = {word}
address = "https://example.org"
"""
EDITION = """
[[edition]]
year = {year}
provinces = "63"
status = "final"
"""
BREAK = """
[[break]]
before = 2024
measures = ["{key}"]
severity = "refuse"
reason = {word}
source = "made_up"
"""
MADE_UP = {"single": (2024,), "ranks": (2023, 2024), "refused": (2023, 2024)}
"""Index -> its years."""

EDITIONS = {
    "first year": ("papi", 2011),
    "whole": ("papi", 2023),
    "a break that is noticed": ("papi", 2019),
    "a break that refuses": ("papi", 2018),
    "partial": ("par", 2024),
    "partial without groups": ("sipas", 2024),
    "first year of a partial index": ("sipas", 2017),
    "single year": ("single", 2024),
    "ranks alone": ("ranks", 2024),
    "no groups after a break that refuses": ("refused", 2024),
    "derived": ("papi", 2023),
    "derived after a break": ("papi", 2021),
    "derived of ranks alone": ("ranks", 2024),
    "derived of a partial year": ("par", 2024),
}
PAGES = {
    "overview": {},
    "overview of a province": {"province": "63:02"},
    "map": {},
    "ranking": {},
    "change": {"chart": "movers"},
    "citizens": {},
    "dimensions": {},
    "province": {"province": "63:02"},
    "moved": {"province": "63:02", "profile": "moved"},
    "programme": {"province": "63:02", "programme": "fell"},
    "stage": {},
    "about": {},
    "desk": {},
}
MERGED = "34:08"
FILES = {"overview of a province": "overview", "moved": "province"}


def scores(key: str, year: int) -> pd.DataFrame:
    """63 provinces in descending order, the later year turned round; ranks alone have no score."""
    ids = [one.id for one in geography.provinces("63")]
    order = range(1, len(ids) + 1) if year == 2024 else range(len(ids), 0, -1)
    rows = pd.DataFrame({"province": ids, "measure": key, "rank_published": pd.array(order, dtype="Int16")})
    rows["score"] = None if key == "ranks" else [90.0 - place / 4 for place in order]
    return rows.assign(source="made_up").reindex(columns=SCHEMA.names)


@pytest.fixture(scope="module", autouse=True)
def made_up(tmp_path_factory):
    """A data folder with the shipped indices and those of `MADE_UP`."""
    folder = tmp_path_factory.mktemp("kinds") / "data"
    shutil.copytree(ROOT / "data", folder, ignore=shutil.ignore_patterns("source", "__pycache__"))
    for key, years in MADE_UP.items():
        home = folder / key
        home.mkdir()
        catalogue = INDEX.format(key=key, word=WORD, first=years[0])
        catalogue += "".join(EDITION.format(year=year) for year in years)
        catalogue += BREAK.format(key=key, word=WORD) if key == "refused" else ""
        (home / "index.toml").write_text(catalogue, encoding="utf-8")
        for year in years:
            pq.write_table(
                pa.Table.from_pandas(scores(key, year), SCHEMA, preserve_index=False), home / f"{year}.parquet"
            )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROVINDEX_DATA", str(folder))
        yield
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_drawn_over_every_kind_of_edition(open_page, page, edition, lang):
    index, year = EDITIONS[edition]
    derived = {"edition": "34"} if edition.startswith("derived") else {}
    # On the 34 provinces one that was merged is chosen.
    chosen = {key: value.replace("63:02", MERGED) if derived else value for key, value in PAGES[page].items()}
    asked = {"lang": lang, "index": index, "measure": index, "year": str(year)} | chosen | derived
    app = open_page(FILES.get(page, page), **asked)
    assert (app.query_params["index"], app.query_params["year"]) == (index, str(year))
    if derived:
        assert app.query_params["edition"] == "34"
    said = text(app)
    assert f"since {year}" not in said
    assert f"so với {year}" not in said
    if edition.startswith(("partial", "first year of a partial")):
        assert "Changed group since" not in said
        assert "Đổi nhóm so với" not in said
