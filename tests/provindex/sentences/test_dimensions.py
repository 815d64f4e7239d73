"""Sentences about the parts of a measure: their numbers, what they leave out, and every year and measure once."""

import re
from functools import cache

import pytest

from provindex import geography
from provindex.analysis import correlation, drilldown, ranking, scores
from provindex.catalog import load_catalog
from provindex.core.translate import Text, translator
from provindex.sentences import dimensions, spread
from provindex.store import score_store

INDICES = load_catalog().indices
PAPI, PAR, SIPAS = INDICES["papi"], INDICES["par"], INDICES["sipas"]
PROVINCES = geography.provinces("63")
OPEN = re.compile(r"[{}]|\bnan\b|None|<NA>|\bTrue\b|\bFalse\b|(?<!\d)–|–(?!\d)|  |\.\.| [.;,:]")
JUDGING = re.compile(r"\b(better|worse|good|bad|improve\w*|because|due to|tốt|kém|xấu|yếu|nhờ|do đó)\b", re.IGNORECASE)


@cache
def level(index, head, year):
    described = INDICES[index]
    branch = drilldown.branch(described, head, year)
    way = drilldown.way(described, branch.keys, year)
    table = score_store.read(index, year)
    standings = {key: ranking.standing(described, key, year, table, PROVINCES) for key in branch.keys}
    return branch, way, drilldown.profile(standings, way)


def pairs(index, year, rows):
    wide = drilldown.wide(rows)
    found = correlation.between_measures(index, year, wide)
    order = {key: place for place, key in enumerate(wide.columns)}
    return found[found["a"].map(order) > found["b"].map(order)]


def classes(index, head, year, province, lang="en"):
    branch, way, rows = level(index.key, head, year)
    return dimensions.classes(index, branch, year, rows, way, translator(lang), province)


def places(index, head, year, province, lang="en"):
    branch, _, rows = level(index.key, head, year)
    return dimensions.places(index, branch, year, rows, translator(lang), province)


def spreads(index, head, year, province, lang="en"):
    branch, _, rows = level(index.key, head, year)
    found = drilldown.spreads(index, year, rows)
    return spread.spreads(index, branch, year, rows, found, translator(lang), province)


def together(index, head, year, lang="en"):
    branch, _, rows = level(index.key, head, year)
    return spread.together(index, branch, year, rows, pairs(index, year, rows), translator(lang))


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "vi",
            "Sơn La năm 2023, trong 8 nội dung của PAPI: 3 thuộc nhóm trung bình cao và 5 thuộc nhóm trung bình thấp.",
        ),
        ("en", "Son La in 2023, of the 8 parts of PAPI: 3 in the medium-high group and 5 in the medium-low group."),
    ],
)
def test_a_province_is_told_by_its_groups(lang, said):
    assert classes(PAPI, "papi", 2023, "63:14", lang) == said


def test_parts_without_a_figure_are_counted():
    said = classes(PAPI, "papi", 2018, "63:22")
    assert said.endswith("; no figure on 2 parts.")
    assert "no figure" not in classes(PAPI, "papi", 2018, "63:14")


def test_the_country_is_told_by_who_is_most_often_at_the_ends():
    assert classes(PAPI, "papi", 2023, None) == (
        "In 2023, of the 8 parts of PAPI, most often in the highest group: Ninh Thuan and Thua Thien Hue (7 parts); "
        "most often in the lowest group: 5 provinces (6 parts)."
    )


def test_parts_that_are_not_grouped_are_told_by_fifths():
    assert "the lowest fifth" in classes(PAPI, "papi.delivery", 2023, "63:14")
    assert "group" not in classes(PAPI, "papi.delivery", 2023, "63:14")


def test_a_province_is_told_by_its_highest_and_lowest_part():
    assert places(PAPI, "papi", 2023, "63:14") == (
        "PAPI in 2023: Son La stands highest on “Public administrative procedures” (rank 16 of 61) "
        "and lowest on “Control of corruption in the public sector” (rank 43 of 61)."
    )


def test_the_country_is_told_by_who_is_in_one_half_throughout():
    _, _, rows = level("papi", "papi", 2023)
    rank = rows.pivot(index="province", columns="measure", values="rank").dropna()
    up, down = int((rank <= 31).all(axis=1).sum()), int((rank > 31).all(axis=1).sum())
    said = places(PAPI, "papi", 2023, None)
    assert f"of 61 provinces with all 8 parts of PAPI, {up} are in the upper half on every part and {down} in" in said


def test_the_spread_names_medians_ends_and_the_province():
    table = score_store.read("papi", 2023)
    median = {key: scores.of_measure(table, key)["score"].median() for key in drilldown.branch(PAPI, "papi", 2023).keys}
    said = spreads(PAPI, "papi", 2023, "63:14")
    assert f"highest on “Public service delivery” ({median['papi.delivery']:.2f})" in said
    assert f"lowest on “E-governance” ({median['papi.egovernance']:.2f})" in said
    assert "Son La is above the median on 3 of 8 parts" in said


def test_what_goes_together_is_told_with_its_count_and_without_a_cause():
    said = together(PAPI, "papi", 2023)
    assert "of the 28 pairs" in said.lower()
    assert "“Vertical accountability” and “Transparency in local decision-making” (0.77, n = 61)" in said
    assert said.endswith("Parts that go together need not cause one another.")


@pytest.mark.parametrize("tell", [classes, places, spreads], ids=["classes", "places", "spreads"])
def test_a_partial_year_is_told_by_its_coverage(tell):
    assert tell(PAR, "par", 2023, None) == (
        "In 2023, the publications at hand give figures of 7 of the 8 parts of PAR INDEX, "
        "most of all of “Administrative procedures” (4 provinces)."
    )


def test_a_partial_year_without_figures_of_the_parts_says_so():
    branch, _, rows = level("par", "par", 2020)
    said = dimensions.covered(PAR, branch, 2020, rows, translator("en"))
    assert said == "In 2020 the publications at hand give no figure of any part of PAR INDEX."


def test_a_total_alone_is_told_by_its_provinces():
    branch, _, rows = level("sipas", "sipas", 2023)
    said = dimensions.covered(SIPAS, branch, 2023, rows, translator("en"))
    assert said == "In 2023, the publications at hand give SIPAS for 17 of 63 provinces."


def test_a_province_without_any_figure_is_told_with_the_reason_once():
    branch, _, _ = level("papi", "papi", 2023)
    reason = Text(vi="Vượt sai số.", en="Beyond the error.")
    said = dimensions.absent(PAPI, branch, 2023, "63:22", dict.fromkeys(branch.keys, reason), translator("vi"))
    assert said == "Năm 2023, Quảng Ninh không có số liệu ở cả 8 nội dung của PAPI: vượt sai số."


HEADS = [
    pytest.param(index, measure.key, id=measure.key)
    for index in INDICES.values()
    for measure in index.measures.values()
    if index.children(measure.key)
]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("index", "head"), HEADS)
def test_every_year_reads_as_a_sentence(index, head, lang):
    for year in index.editions:
        branch, _, rows = level(index.key, head, year)
        if index.measures[head].period(year) is None or rows["missing"].all() or branch.leaf:
            continue
        known = rows.loc[~rows["missing"], "province"].iloc[0]
        told = [tell(index, head, year, who, lang) for tell in (classes, places, spreads) for who in (None, known)]
        if index.editions[year].status != "partial":
            told.append(together(index, head, year, lang))
        for said in told:
            assert not OPEN.search(said), said
            assert not JUDGING.search(said), said
            assert said.endswith(".")
