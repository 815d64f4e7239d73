"""The shipped catalogue says what the publications say, and a faulty one is refused with file and key."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from provindex import catalog
from provindex.catalog import Index, matches
from provindex.core import paths
from provindex.core.errors import CatalogError

Edit = Callable[[str, str], Path]

INDICES = catalog.load_catalog().indices
PAPI, PAR, SIPAS = INDICES["papi"], INDICES["par"], INDICES["sipas"]


@pytest.fixture
def edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Edit:
    """Replaces text in the PAPI catalogue of a copy of the data; the text has to be there."""
    data = tmp_path / "data"
    shutil.copytree(paths.data_folder(), data, ignore=shutil.ignore_patterns("source", "*.py", "*.md"))
    monkeypatch.setenv("PROVINDEX_DATA", str(data))

    def replace(old: str, new: str) -> Path:
        file = data / "papi" / "index.toml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return data / "papi"

    return replace


def faults(folder: Path) -> list[tuple[str, str, str]]:
    with pytest.raises(CatalogError) as raised:
        catalog.read_index(folder)
    return [(fault.file, fault.key, fault.problem) for fault in raised.value.faults]


# ---- What ships ----------------------------------------------------------------------------------------------------


def test_the_indices_are_offered_in_the_order_of_their_folders() -> None:
    assert list(INDICES) == ["papi", "par", "sipas"]


def test_a_dimension_is_followed_by_its_parts() -> None:
    keys = list(PAPI.measures)
    start = keys.index("papi.transparency")
    assert keys[start : start + 5] == [
        "papi.transparency",
        "papi.transparency.information",
        "papi.transparency.poverty_lists",
        "papi.transparency.budgets",
        "papi.transparency.land_plans",
    ]


def test_depth_counts_the_levels_below_the_total() -> None:
    assert [PAPI.measures[key].depth for key in ("papi", "papi.delivery", "papi.delivery.health")] == [0, 1, 2]


def test_the_total_is_the_only_measure_without_a_parent() -> None:
    assert [index.root.key for index in INDICES.values()] == ["papi", "par", "sipas"]


@pytest.mark.parametrize(
    ("years", "parts"), [(range(2011, 2018), 22), ([2018], 28), ([2019, 2020], 29), (range(2021, 2025), 28)]
)
def test_the_number_of_parts_follows_the_years(years: range, parts: int) -> None:
    for year in years:
        assert len([one for one in PAPI.measures_of(year) if one.depth == 2]) == parts


@pytest.mark.parametrize(
    ("key", "year", "code"),
    [
        ("papi.transparency.poverty_lists", 2017, "2.1"),
        ("papi.transparency.poverty_lists", 2018, "2.2"),
        ("papi.transparency.information", 2018, "2.1"),
        ("papi.accountability.inspection_boards", 2015, "3.2"),
        ("papi.accountability.inspection_boards", 2016, "3.3"),
        ("papi.accountability.responsiveness", 2016, "3.2"),
        ("papi.accountability.justice", 2018, "3.3"),
        ("papi.procedures.land", 2020, "5.3"),
        ("papi.procedures.land", 2021, None),
    ],
)
def test_a_printed_number_belongs_to_its_years(key: str, year: int, code: str | None) -> None:
    period = PAPI.measures[key].period(year)
    assert period is not None
    assert period.code == code


@pytest.mark.parametrize(
    ("key", "year", "scale"),
    [
        ("papi", 2017, (6, 60)),
        ("papi", 2018, (8, 80)),
        ("papi.delivery", 2024, (1, 10)),
        ("papi.procedures.certification", 2020, (0.25, 2.5)),
        ("papi.procedures.certification", 2021, (0.33, 10 / 3)),
        ("papi.egovernance.portals", 2018, (0.5, 5)),
        ("papi.egovernance.portals", 2019, (0.33, 10 / 3)),
    ],
)
def test_a_scale_depends_on_the_number_of_parts(key: str, year: int, scale: tuple[float, float]) -> None:
    period = PAPI.measures[key].period(year)
    assert period is not None
    assert (period.low, period.high) == scale


def test_a_measure_has_no_period_outside_its_years() -> None:
    assert PAPI.measures["papi.procedures.construction"].period(2021) is None
    assert PAPI.measures["papi.environment"].period(2017) is None


def test_only_names_that_no_publication_prints_are_marked_as_ours() -> None:
    ours = {key for key, measure in PAPI.measures.items() if measure.name_is_ours}
    assert ours == {
        one.key for dimension in ("environment", "egovernance") for one in PAPI.children(f"papi.{dimension}")
    }


def test_every_text_stands_in_both_languages() -> None:
    for index in INDICES.values():
        texts = [index.name, index.about, index.publisher, index.licence, *index.groups.labels.values()]
        texts += [text for one in index.measures.values() for text in (one.name, one.about)]
        texts += [one.reason for one in (*index.breaks, *index.missing, *index.exemptions)]
        assert all(text.vi.strip() and text.en.strip() for text in texts)


@pytest.mark.parametrize(
    ("patterns", "key", "expected"),
    [
        (("papi.delivery",), "papi.delivery", True),
        (("papi.delivery",), "papi.delivery.health", False),
        (("papi.delivery.*",), "papi.delivery", False),
        (("papi.delivery.*",), "papi.delivery.health", True),
        (("papi.*",), "papi.delivery.health", True),
        (("papi.del.*",), "papi.delivery", False),
        ((), "papi", False),
    ],
)
def test_a_pattern_names_what_lies_below(patterns: tuple[str, ...], key: str, expected: bool) -> None:
    assert matches(patterns, key) is expected


def test_only_the_total_of_2018_refuses_comparison() -> None:
    refusing = [(one.before, one.measures) for one in PAPI.breaks if one.severity == "refuse"]
    assert refusing == [(2018, ("papi",))]


def breaks_before(index: Index, measure: str) -> set[int]:
    return {one.before for one in index.breaks if one.covers(measure)}


@pytest.mark.parametrize(
    ("measure", "years"),
    [
        ("papi", {2016, 2018, 2019, 2020, 2021, 2025}),
        ("papi.participation", {2016, 2018, 2019, 2022, 2025}),
        ("papi.transparency", {2018, 2025}),
        ("papi.accountability", {2016, 2018, 2021, 2025}),
        ("papi.corruption", {2018, 2025}),
        ("papi.procedures", {2016, 2018, 2021, 2025}),
        ("papi.delivery", {2018, 2021, 2025}),
        ("papi.environment", {2019, 2025}),
        ("papi.egovernance", {2019, 2020, 2025}),
        ("papi.delivery.health", {2018, 2025}),
        ("papi.delivery.safety", {2018, 2021, 2025}),
    ],
)
def test_the_runs_without_a_break_are_those_of_the_publications(measure: str, years: set[int]) -> None:
    assert breaks_before(PAPI, measure) == years


def test_par_index_breaks_in_2016_and_2022_and_sipas_in_2022() -> None:
    assert {2016, 2022} <= breaks_before(PAR, "par")
    assert breaks_before(SIPAS, "sipas") == {2022, 2025}


def test_a_partial_gap_covers_the_dimensions_it_names_and_no_other() -> None:
    gap = next(one for one in PAPI.missing if (one.year, one.province) == (2022, "63:27"))
    covered = {measure.key for measure in PAPI.measures_of(2022) if measure.depth < 2 and gap.covers(measure.key)}
    expected = {"papi.transparency", "papi.accountability", "papi.corruption", "papi.egovernance"}
    assert covered == {"papi", *expected}
    assert gap.published_as == "0"


def test_the_voids_of_2022_count_at_the_bottom_when_groups_are_cut() -> None:
    rules = {year: PAPI.groups.period(year) for year in (2021, 2022, 2023)}
    assert [(rule.ties, rule.voids_as_lowest) for rule in rules.values() if rule] == [
        ("upper", False),
        ("upper", True),
        ("lower", False),
    ]


def test_parts_of_a_dimension_are_not_grouped() -> None:
    assert PAPI.groups.covers("papi.delivery")
    assert not PAPI.groups.covers("papi.delivery.health")


@pytest.mark.parametrize(("year", "cuts"), [(2017, (90, 80, 70)), (2018, (80, 75, 70)), (2024, (90, 80, 70))])
def test_par_index_groups_have_fixed_cuts(year: int, cuts: tuple[float, ...]) -> None:
    rule = PAR.groups.period(year)
    assert rule is not None
    assert rule.cuts == cuts


def test_sipas_has_no_groups() -> None:
    assert SIPAS.groups.kind == "none"
    assert SIPAS.groups.period(2024) is None


def test_maximum_points_of_a_field_belong_to_their_years() -> None:
    periods = PAR.measures["par.procedures"].periods
    assert [(one.first, one.max_points) for one in periods][:4] == [(2017, 14.5), (2018, 13), (2019, None), (2022, 13)]


def test_the_maximum_points_of_2017_and_2018_add_up_to_a_hundred() -> None:
    for year in (2017, 2018):
        periods = [measure.period(year) for measure in PAR.children("par")]
        assert sum(one.max_points or 0 for one in periods if one) == 100


def test_a_partial_year_says_in_words_how_much_it_holds() -> None:
    edition = PAR.editions[2012]
    assert edition.status == "partial"
    assert edition.coverage is not None
    assert edition.coverage.vi == "Bảng chưa đầy đủ: có điểm của 20 và hạng của 22 trong 63 tỉnh, thành phố."
    assert edition.coverage.en == "A partial table: the score of 20 and the rank of 22 of 63 provinces and cities."


def test_a_complete_year_needs_no_word_on_coverage() -> None:
    assert all(one.status == "final" and one.coverage is None for one in PAPI.editions.values())


def test_an_edition_carries_its_day_and_its_respondents() -> None:
    edition = PAPI.editions[2023]
    assert (edition.published, edition.respondents) == (date(2024, 4, 2), 19536)
    assert PAPI.editions[2012].published is None


def test_the_newest_year_is_the_latest() -> None:
    assert [index.latest for index in INDICES.values()] == [2024, 2024, 2024]


def test_one_cell_may_name_several_sources() -> None:
    pages = [key for key in PAR.sources if key.startswith("en-vietnamplus")][:2]
    assert [source.key for source in PAR.sources_of(" | ".join(pages))] == pages


# ---- What is refused -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "key", "problem"),
    [
        ("digits = 2", "digits = 2\ndigit = 3", "digit", "this key is not known here"),
        ("digits = 2", 'digits = "two"', "digits", "expected is a whole number, found is 'two'"),
        ("digits = 2", "digits = true", "digits", "expected is a whole number, found is True"),
        ("digits = 2\n", "", "digits", "this key is missing"),
        ('unit = { vi = "điểm", en', 'unit = { vi = "điểm", fr', "unit.en", "this key is missing"),
        ('short = { vi = "PAPI"', 'short = { vi = ""', "short.vi", "this text is empty"),
        ('kind = "quartile"', 'kind = "quarters"', "groups.kind", "expected is one of quartile, fixed, none"),
        ('code = "1.1", low', 'codes = "1.1", low', "measure[3].periods[1].codes", "this key is not known here"),
        ("low = 1, high = 10 }", "low = 10, high = 10 }", "measure[2].periods[1].low", "10 has to be below 10"),
        ("published = 2014-04-02", 'published = "2014"', "edition[3].published", "expected is a date"),
        ('severity = "refuse"', 'severity = "forbid"', "break[2].severity", "expected is one of notice, refuse"),
        ('measures = ["papi", "papi.*"]', "measures = []", "break[11].measures", "one text at least"),
        ('key = "papi"\n', 'key = "papy"\n', "key", "the folder is called “papi”"),
        ('parent = "papi.delivery"', 'parent = "papi.help"', "measure papi.delivery.health.parent", "no measure"),
        (
            'key = "papi.delivery.health"',
            'key = "papi.care.health"',
            "measure papi.care.health.key",
            "“papi.delivery.”",
        ),
        ('parent = "papi"\n', "", "measure", "found: papi, papi.participation"),
        ('key = "papi.delivery.health"', 'key = "papi.delivery.safety"', "measure papi.delivery.safety", "2 times"),
        ("{ first = 2018, low = 8", "{ first = 2017, low = 8", "measure papi.periods", "overlap"),
        ("last = 2017, low = 6", "last = 2010, low = 6", "measure papi.periods", "ends in 2010, before it starts"),
        ('measures = ["papi"]', 'measures = ["papi.total"]', "break 2018.measures", "“papi.total” names no measure"),
        ('source = "observed"', 'source = "seen"', "break 2019.source", "there is no source “seen”"),
        ("year = 2012", "year = 2011", "edition", "the year 2011 has 2 blocks"),
        ('medium_high = { vi = "Trung', 'high = { vi = "Trung', "", "cannot be read as TOML"),
    ],
)
def test_a_faulty_catalogue_names_its_key(edit: Edit, old: str, new: str, key: str, problem: str) -> None:
    found = faults(edit(old, new))
    assert [place for _, place, _ in found].count(key) == 1
    assert problem in next(text for _, place, text in found if place == key)
    assert {file for file, _, _ in found} == {"data/papi/index.toml"}


def test_all_faults_of_a_file_are_told_at_once(edit: Edit) -> None:
    edit("digits = 2", "digits = 2.5")
    edit('kind = "quartile"', 'kind = "quartiles"')
    found = faults(edit("year = 2012", 'year = "2012"'))
    assert [key for _, key, _ in found] == ["edition[2].year", "digits", "groups.kind"]


def test_faults_of_several_indices_are_told_at_once(edit: Edit) -> None:
    papi = edit("digits = 2", "digits = 2.5")
    (papi.parent / "par" / "index.toml").write_text("key = ", encoding="utf-8")
    with pytest.raises(CatalogError) as raised:
        catalog.load_catalog()
    assert [fault.file for fault in raised.value.faults] == ["data/papi/index.toml", "data/par/index.toml"]


def test_an_error_reads_as_file_key_and_problem(edit: Edit) -> None:
    with pytest.raises(CatalogError, match=re.escape("data/papi/index.toml: digits: this key is missing")):
        catalog.read_index(edit("digits = 2\n", ""))


def test_a_list_of_pages_needs_its_columns(edit: Edit) -> None:
    papi = edit("digits = 2", "digits = 2")
    (papi.parent / "par" / "sources.csv").write_text("key,page\nx,y\n", encoding="utf-8")
    assert faults(papi.parent / "par")[0][0] == "data/par/sources.csv"


def test_a_folder_without_any_index_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVINDEX_DATA", str(tmp_path))
    with pytest.raises(CatalogError, match=r"no folder here holds an index\.toml"):
        catalog.load_catalog()


def test_fixed_cuts_have_to_fall(edit: Edit) -> None:
    file = edit("digits = 2", "digits = 2").parent / "par" / "index.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("cuts = [80, 75, 70]", "cuts = [75, 80, 70]"), encoding="utf-8")
    assert faults(file.parent) == [
        ("data/par/index.toml", "groups.periods", "the cuts of 2018 have to be 3 falling numbers")
    ]


def test_a_new_index_is_a_folder(edit: Edit) -> None:
    papi = edit("digits = 2", "digits = 2")
    other = papi.parent / "pci"
    other.mkdir()
    text = (papi.parent / "sipas" / "index.toml").read_text(encoding="utf-8").replace('"sipas"', '"pci"')
    (other / "index.toml").write_text(text.replace('status = "partial"', 'status = "final"'), encoding="utf-8")
    assert list(catalog.load_catalog().indices) == ["papi", "par", "pci", "sipas"]
