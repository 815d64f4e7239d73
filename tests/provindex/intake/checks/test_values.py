"""Implausible figures: what warns, what is left in peace, and how many typing errors are caught."""

from dataclasses import replace

import numpy as np
import pytest

from provindex import geography
from provindex.core.translate import translator
from provindex.intake import exit_code
from provindex.intake.checks.pairs import last_of, pairs_of, wide
from provindex.intake.checks.rows import check_rows
from provindex.intake.checks.values import check_values, suspects
from provindex.intake.issues import Issues
from provindex.store import score_store
from tests.provindex.intake import layouts
from tests.provindex.intake.checks.published import EVERY_YEAR, Given, tables, year_of
from tests.provindex.intake.expect import codes, only, read

MOST_WARNINGS = 3


def par(values, name="PAR INDEX 2023", ending="xlsx", **options):
    """A file with a total for some provinces, by place in the list of 63."""
    rows = [["Tỉnh, thành phố", "PAR INDEX"]]
    rows += [[layouts.OLD[place].name.vi, value] for place, value in values.items()]
    data = layouts.text(rows) if ending == "csv" else layouts.xlsx(rows)
    return read(data, f"{name}.{ending}", **options)


@pytest.fixture
def percents():
    """A total for every province, from 80 to 92."""
    return {place: 80 + (place * 29 % 121) / 10 for place in range(63)}


class TestUnits:
    @pytest.mark.parametrize("ending", ["xlsx", "csv"])
    @pytest.mark.parametrize(("value", "fitting"), [(0.87, "87"), (0.9, "90"), (9.102, "91.02"), (8.7, "87")])
    def test_a_slip_of_the_unit_names_the_cell_the_value_and_what_would_fit(self, percents, value, fitting, ending):
        percents[20] = value
        reading = par(percents, ending=ending)
        issue = only(reading, "unit_slip")
        assert (issue.row, issue.column, issue.value, issue.expected) == (22, "B", f"{value:g}", fitting)
        assert (issue.severity, exit_code(reading)) == ("warns", 0)

    def test_the_sentence_says_why_in_both_languages(self, percents):
        percents[20] = 0.87
        issue = only(par(percents), "unit_slip")
        name = layouts.OLD[20].name
        assert issue.found(translator("en")) == (
            f"PAR INDEX total of {name.en} is 0.87; the others lie between 80 and 92, where 87 would fit."
        )
        assert issue.found(translator("vi")) == (
            f"Chỉ số cải cách hành chính của {name.vi} là 0,87; các nơi khác nằm trong khoảng từ 80 đến 92, "
            "và 87 thì khớp với khoảng này."
        )

    def test_many_slips_of_one_measure_are_one_issue(self, percents):
        percents |= {place: percents[place] / 100 for place in range(20)}
        reading = par(percents)
        issue = only(reading, "unit_slips")
        assert (issue.row, dict(issue.facts)["n"], "unit_slip" in codes(reading)) == (2, 20, False)

    def test_a_percentage_among_shares_is_refused_as_all_the_shares_are(self, percents):
        reading = par({place: value / (1 if place == 9 else 100) for place, value in percents.items()})
        assert only(reading, "points_or_percent").severity == "blocks"

    def test_half_of_the_figures_in_shares_are_never_silent(self, percents):
        for shares in range(1, 63):
            mixed = {place: value / (100 if place < shares else 1) for place, value in percents.items()}
            assert {"unit_slip", "unit_slips", "points_or_percent"} & set(codes(par(mixed))), shares

    def test_one_share_among_few_percentages(self):
        assert only(par({0: 88.1, 1: 0.87, 2: 90.0}), "unit_slip").row == 3

    def test_a_few_figures_are_held_against_the_year_before(self, percents):
        frame = score_store.read_shipped("par", 2022).iloc[:0]
        before = frame.reindex(range(63)).assign(
            province=[one.id for one in layouts.OLD], measure="par", score=list(percents.values())
        )
        assert only(par({4: 8.55}, published=Given({2022: before})), "unit_slip").expected == "85.5"

    def test_points_of_a_few_provinces_are_told_by_all_the_parts_together(self):
        rows = [["Tỉnh", "PAR INDEX", "Thể chế", "Thủ tục hành chính", "Tài chính công"]]
        rows += [["An Giang", 85.6, 8.4, 11.9, 10.4], ["Bắc Ninh", 83.4, 8.3, 11.7, 9.2], ["Cà Mau", 80.6, 7.9, 9.1, 9]]
        reading = read(layouts.xlsx(rows), "PAR INDEX 2023.xlsx")
        assert [one.column for one in reading.issues if one.code == "points_or_percent"] == ["C", "D", "E"]

    def test_percentages_of_a_few_provinces_are_left_in_peace(self):
        rows = [["Tỉnh", "PAR INDEX", "Thể chế", "Thủ tục hành chính", "Tài chính công"]]
        rows += [["An Giang", 85.6, 84.4, 91.9, 80.4], ["Bắc Ninh", 83.4, 28.3, 81.7, 79.2]]
        assert "points_or_percent" not in codes(read(layouts.xlsx(rows), "PAR INDEX 2023.xlsx"))

    def test_shares_alone_are_refused_however_few_they_are(self):
        assert only(par({4: 0.855}), "points_or_percent").severity == "blocks"


class TestOutliers:
    @pytest.mark.parametrize("value", [48.97, 28.0, 50.1])
    def test_a_figure_far_from_the_others(self, percents, value):
        percents[7] = value
        issue = only(par(percents), "outlier")
        assert (issue.row, issue.column, issue.value, issue.expected) == (9, "B", f"{value:g}", "80-92")

    def test_figures_that_lie_together_are_silent(self, percents):
        assert not {"outlier", "unit_slip", "jump"} & set(codes(par(percents)))

    def test_a_skewed_measure_is_measured_on_each_side(self):
        """Most provinces have hardly any figure and a few have much: the long side is no error."""
        skewed = {place: 40 + 50 * (place / 62) ** 3 for place in range(63)}
        assert not {"outlier", "unit_slip"} & set(codes(par(skewed)))

    def test_a_field_is_held_against_its_own_column(self):
        keys = [part.key for part in layouts.PAR.children("par")]
        scores = {
            (one.id, key): 70 + (place * 29 + at * 7) % 121 / 10
            for place, one in enumerate(layouts.OLD)
            for at, key in enumerate(["par", *keys])
        }
        scores["63:12", "par.finance"] = 0.744
        reading = read(layouts.annex(scores, layouts.PAR, 2021).bytes(), "PAR.xlsx")
        assert dict(only(reading, "unit_slip").facts)["measure"].en == "Public finance"


class TestJumps:
    def test_over_the_merger_the_unchanged_provinces_are_held_against_their_own_year(self):
        before = score_store.read_shipped("papi", 2024)
        table = wide(before)
        now = tables_over_the_merger(table)
        now.loc["34:01", "papi.delivery"] -= 2.0
        year = year_of("papi", 2025)
        found = list(suspects(year, now, tuple(pairs_of(year, now, {2024: table})), table))
        assert [(one.province, one.measure, one.code, one.before) for one in found] == [
            ("34:01", "papi.delivery", "jump", 2024)
        ]

    def test_the_last_year_with_a_figure_counts_where_one_lacks_the_province(self):
        shipped = tables("papi")
        now, before = shipped[2023].copy(), shipped[2022].drop(index="63:01")
        now.loc["63:01", "papi.corruption"] = 3.9
        others = {2022: before, 2021: shipped[2021]}
        year = year_of("papi", 2023)
        pairs = tuple(pairs_of(year, now, others))
        found = {(one.province, one.measure): one.before for one in suspects(year, now, pairs, None)}
        assert found["63:01", "papi.corruption"] == 2021

    def test_a_figure_that_was_as_far_out_last_year_is_no_outlier(self):
        """An Giang's water stands alone, and did the year before."""
        shipped = tables("papi")
        year = year_of("papi", 2022)
        without = {one.province for one in suspects(year, shipped[2022], (), None) if one.measure.endswith("water")}
        pairs = tuple(pairs_of(year, shipped[2022], {2021: shipped[2021]}))
        within = {one.province for one in suspects(year, shipped[2022], pairs, None) if one.measure.endswith("water")}
        assert (without, within) == ({"63:87"}, set())

    def test_many_jumps_of_one_measure_are_one_issue_with_its_provinces(self):
        shipped = tables("papi")
        now = shipped[2023].copy()
        now.loc[now.index[20:29], "papi.corruption"] -= 3.0
        year, issues = year_of("papi", 2023), Issues()
        check_values(year, now, tuple(pairs_of(year, now, shipped)), None, (), issues)
        found = next(issue for issue in issues.collected() if issue.code == "jumps")
        assert dict(found.facts)["n"] == len(dict(found.facts)["provinces"]) == 9
        assert dict(found.facts)["measure"] == layouts.PAPI.measures["papi.corruption"].name


@pytest.mark.parametrize(("index", "year"), EVERY_YEAR)
def test_published_years_raise_at_most_three_warnings(index, year):
    shipped = tables(index)
    others = {other: table for other, table in shipped.items() if other != year}
    issues, checked = Issues(), year_of(index, year)
    checked.named = tuple(shipped[year].index)
    pairs = tuple(pairs_of(checked, shipped[year], others))
    misplaced = check_rows(checked, pairs, issues)
    check_values(checked, shipped[year], pairs, last_of(checked, others), misplaced, issues)
    assert len(issues.collected()) <= MOST_WARNINGS


@pytest.mark.parametrize("year", [2012, 2024])
def test_most_slips_of_a_whole_digit_are_caught_in_totals_and_dimensions(year):
    """Each first digit replaced, and each first pair exchanged, where that moves a score by five deviations or more."""
    shipped = tables("papi")
    checked, table = year_of("papi", year), shipped[year]
    pairs = tuple(pairs_of(checked, table, {year - 1: shipped[year - 1]}))
    tried = caught = 0
    for measure in [key for key in table if key.count(".") < 2]:
        spread, province = table[measure].std(), table[measure].dropna().index[7]
        for wrong in slips(table.loc[province, measure]):
            if abs(wrong - table.loc[province, measure]) >= 5 * spread:
                now = table.copy()
                now.loc[province, measure] = wrong
                shifted = [
                    replace(one, now=now.loc[list(one.provinces), list(one.measures)].to_numpy()) for one in pairs
                ]
                found = {(one.province, one.measure) for one in suspects(checked, now, shifted, None)}
                tried, caught = tried + 1, caught + ((province, measure) in found)
    assert tried > 30
    assert caught >= 0.9 * tried


def slips(score):
    """Typing errors of the first two digits of a score with two decimals."""
    text = f"{score:.2f}"
    first, second = [at for at, letter in enumerate(text) if letter != "."][:2]
    swapped = list(text)
    swapped[first], swapped[second] = swapped[second], swapped[first]
    return {float(digit + text[1:]) for digit in "123456789" if digit != text[0]} | {float("".join(swapped))}


def tables_over_the_merger(table):
    """A year of the 34 in which the provinces that the merger left unchanged have last year's figures and a bit."""
    crosswalk = geography.crosswalk().query("relation == 'unchanged'")
    now = table.loc[list(crosswalk["old"])].rename(index=dict(zip(crosswalk["old"], crosswalk["new"], strict=True)))
    wobble = np.sin(np.arange(now.size)).reshape(now.shape) * 0.1
    return now + wobble
