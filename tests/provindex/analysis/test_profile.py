"""One province in one year: the facts that were published, voids, first years, partial tables."""

from functools import cache

import pandas as pd
import pytest

from provindex.analysis.profile import Profile, profile
from provindex.catalog import read_index
from provindex.core import paths
from provindex.store import score_store

INDICES = {key: read_index(paths.data_folder() / key) for key in ("papi", "par", "sipas")}
SON_LA, QUANG_NINH, BAC_GIANG = "63:14", "63:22", "63:24"


@cache
def _profile(index: str, year: int, province: str, measure: str | None = None) -> Profile:
    return profile(INDICES[index], year, province, measure)


def test_son_la_in_2023() -> None:
    found = _profile("papi", 2023, SON_LA)
    assert found.score == pytest.approx(42.3966, abs=5e-5)
    assert (found.rank, found.valid, found.group, found.tied) == (30, 61, "medium_high", False)
    assert found.change is not None
    assert found.change.score == pytest.approx(1.5272, abs=5e-5)
    assert (found.change.from_year, found.change.rank, found.change.group_from) == (2022, 16, "medium_low")


def test_the_json_has_the_promised_keys() -> None:
    answer = _profile("papi", 2023, SON_LA).to_json("vi")
    promised = "index year province name score rank valid ranked group change rose fell coverage comparability"
    later = "decomposition peers gap_to_next_group"
    assert set(answer) == set(f"{promised} {later}".split())
    assert set(answer["change"]) == {"from_year", "score", "rank", "parts", "from_median"}
    assert answer["change"]["parts"] is None
    assert answer["rose"] == [
        f"papi.{name}"
        for name in ("participation", "transparency", "accountability", "delivery", "environment", "egovernance")
    ]
    assert answer["fell"] == ["papi.corruption", "papi.procedures"]
    assert answer["comparability"] == {"verdict": "yes", "reasons": []}
    assert answer["coverage"]["missing"] == ["63:74", "63:22"]


@pytest.mark.parametrize(("lang", "name"), [("vi", "Sơn La"), ("en", "Son La")])
def test_the_json_speaks_the_language_asked_for(lang: str, name: str) -> None:
    answer = _profile("papi", 2019, SON_LA).to_json(lang)
    assert answer["name"] == name
    reasons = [reason.get(lang) for reason in _profile("papi", 2019, SON_LA).verdict.reasons]
    assert answer["comparability"] == {"verdict": "notice", "reasons": reasons}


def test_the_parts_of_a_change_add_up_to_it() -> None:
    answer = _profile("papi", 2023, SON_LA).to_json("vi")
    split = answer["decomposition"]
    assert sum(split["score"].values()) == pytest.approx(answer["change"]["score"], abs=1e-9)
    assert split["rank"]["own"] + split["rank"]["others"] == answer["change"]["rank"]


def test_a_void_has_a_reason_and_no_number() -> None:
    found = _profile("papi", 2023, QUANG_NINH)
    assert (found.score, found.rank, found.group, found.change, found.gap) == (None,) * 5
    assert (found.parts.rose, found.parts.fell, found.peers) == ((), (), ())
    assert found.reason is not None
    assert "sai số" in found.reason.vi
    answer = found.to_json("vi")
    assert (answer["score"], answer["change"], answer["decomposition"]) == (None, None, None)


def test_a_province_back_from_a_void_has_no_change() -> None:
    found = _profile("papi", 2023, BAC_GIANG)
    assert (found.rank, found.change, found.split) == (10, None, None)


def test_a_refused_comparison_gives_its_reason_and_no_change() -> None:
    found = _profile("papi", 2018, SON_LA)
    assert (found.verdict.verdict, found.change, found.split) == ("refuse", None, None)
    assert len(found.to_json("en")["comparability"]["reasons"]) == 1


def test_the_first_year_has_nothing_before_it() -> None:
    found = _profile("papi", 2011, SON_LA)
    assert (found.before, found.change) == (None, None)
    assert found.verdict.reasons[0].en == "PAPI has no figures for 2010."


def test_a_dimension_has_parts_of_its_own() -> None:
    found = _profile("papi", 2023, SON_LA, "papi.delivery")
    assert set(found.parts.rose + found.parts.fell) <= {
        f"papi.delivery.{part}" for part in ("health", "education", "infrastructure", "safety")
    }
    assert found.group is not None


def test_a_partial_table_gives_the_published_rank_and_nothing_computed() -> None:
    found = _profile("par", 2024, SON_LA)
    assert (found.score, found.rank, found.group) == (90.02, 12, "A")
    assert found.coverage.status == "partial"
    assert found.peers == ()


def test_a_rank_without_a_score_is_kept() -> None:
    found = _profile("sipas", 2018, SON_LA)
    assert (found.score, found.rank, found.reason) == (None, 1, None)


@pytest.mark.parametrize(
    ("year", "province", "measure"),
    [(1999, SON_LA, None), (2023, "34:99", None), (2023, SON_LA, "papi.nonsense")],
    ids=["year", "province", "measure"],
)
def test_what_does_not_exist_is_an_error_of_the_caller(year: int, province: str, measure: str | None) -> None:
    with pytest.raises(ValueError, match=r"has no|is not in"):
        profile(INDICES["papi"], year, province, measure)


def test_a_base_year_that_does_not_exist_is_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match="has no papi of 2023 or 1999"):
        profile(INDICES["papi"], 2023, SON_LA, before=1999)


def test_a_base_year_may_lie_further_back() -> None:
    found = profile(INDICES["papi"], 2023, SON_LA, before=2021)
    assert found.change is not None
    assert (found.before, found.change.from_year, found.change.rank) == (2021, 2021, 20)


def test_a_page_may_read_through_a_memory_of_its_own() -> None:
    asked: list[tuple[str, int]] = []

    def read(index: str, year: int) -> pd.DataFrame:
        asked.append((index, year))
        return score_store.read(index, year)

    profile(INDICES["papi"], 2023, SON_LA, read=read)
    assert asked == [("papi", 2023), ("papi", 2022)]


# ---- On the merged provinces


def test_a_merged_province_has_a_derived_score_and_rank_and_no_group() -> None:
    found = _profile("papi", 2024, "34:25")
    assert found.score == pytest.approx(44.069325, abs=1e-6)
    assert (found.rank, found.valid, found.group, found.gap) == (13, 33, None, None)
    assert (found.coverage.known, found.coverage.of) == (33, 34)


def test_an_unchanged_province_moves_as_published() -> None:
    merged, own = _profile("papi", 2023, "34:14"), _profile("papi", 2023, SON_LA)
    assert merged.change is not None
    assert own.change is not None
    assert (merged.score, merged.change.score) == (own.score, own.change.score)
    assert merged.parts == own.parts
    assert merged.split is not None
    assert sum(merged.split.score.values()) == pytest.approx(merged.change.score)


def test_a_merged_province_without_enough_members_says_which_are_missing() -> None:
    found = _profile("papi", 2024, "34:82")
    assert (found.score, found.rank, found.change) == (None, None, None)
    assert found.reason is not None
    assert found.reason.en.startswith("The former Tien Giang, 52.4% of the population")


def test_a_partial_index_has_no_rank_on_the_merged_provinces() -> None:
    found = _profile("par", 2023, "34:22")
    assert (found.score, found.rank, found.group) == (92.18, None, None)
