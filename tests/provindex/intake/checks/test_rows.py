"""Figures beside the wrong province: exchanged rows, moved blocks, columns sorted without their names."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from provindex import geography
from provindex.core import collation
from provindex.intake.checks.pairs import pairs_of
from provindex.intake.checks.rows import misfits_of, moved_block, swapped
from provindex.store import score_store
from tests.provindex.intake import layouts
from tests.provindex.intake.checks.published import Given, Shipped, tables, year_of
from tests.provindex.intake.expect import codes, only, read

# Two provinces of different standing that the merger of 2025 left unchanged, and their columns in the workbook.
CAO_BANG, NGHE_AN = "63:04", "63:40"


def pair_of(index, year, table=None):
    shipped = tables(index)
    checked = year_of(index, year)
    now = shipped[year] if table is None else table
    return checked, next(pairs_of(checked, now, {year - 1: shipped[year - 1]}), None)


def exchanged(frame, one, other):
    return frame.assign(province=frame["province"].replace({one: other, other: one}))


class TestExchanged:
    def test_two_exchanged_rows_are_named_with_both_places(self):
        frame = exchanged(score_store.read_shipped("papi", 2024), CAO_BANG, NGHE_AN)
        reading = read(layouts.wide(frame, 2024).bytes(), "PAPI-2024.xlsx", published=Shipped())
        issue = only(reading, "rows_swapped")
        facts = dict(issue.facts)
        assert (facts["province"].en, facts["other"].en, facts["before"]) == ("Cao Bang", "Nghe An", 2023)
        assert (issue.severity, issue.column, issue.row) == ("warns", "F", 7)
        assert facts["other_place"].endswith("7")

    def test_what_is_explained_by_the_exchange_is_not_told_as_a_jump_too(self):
        frame = exchanged(score_store.read_shipped("papi", 2024), CAO_BANG, NGHE_AN)
        reading = read(layouts.wide(frame, 2024).bytes(), "PAPI-2024.xlsx", published=Shipped())
        jumping = {dict(one.facts)["province"].en for one in reading.issues if one.code == "jump"}
        assert not jumping & {"Cao Bang", "Nghe An"}

    def test_exchanged_totals_of_the_reform_index(self):
        """Made-up totals: each year adds a little, and two provinces of 2024 stand in each other's row."""
        frame = score_store.read_shipped("par", 2023).iloc[:1]
        scores = {one.id: 78 + (place * 37 % 63) / 4.5 for place, one in enumerate(layouts.OLD)}
        before = frame.loc[frame.index.repeat(63)].assign(
            province=list(scores), measure="par", score=list(scores.values())
        )
        now = {key: round(value + 1 + np.sin(place) / 2, 2) for place, (key, value) in enumerate(scores.items())}
        ranked = sorted(now, key=now.__getitem__)
        low, high = ranked[4], ranked[-4]
        now[low], now[high] = now[high], now[low]
        rows = [["Tỉnh", "PAR INDEX"], *[[geography.province(key).name.vi, value] for key, value in now.items()]]
        reading = read(layouts.xlsx(rows), "PAR INDEX 2024.xlsx", published=Given({2023: before}))
        facts = dict(only(reading, "rows_swapped").facts)
        assert {facts["province"], facts["other"]} == {geography.province(one).name for one in (low, high)}

    @pytest.mark.parametrize("year", [2012, 2014, 2019, 2020, 2022, 2024])
    def test_exchanged_provinces_are_caught_in_most_cases(self, year):
        """Every fifth pair of provinces: at least six in ten, and where two are alike nobody could tell."""
        checked, pair = pair_of("papi", year)
        pairs = list(itertools.combinations(range(len(pair.provinces)), 2))[::41]
        caught = 0
        for one, other in pairs:
            now = pair.now.copy()
            now[[one, other]] = now[[other, one]]
            caught += (one, other) in swapped(misfits_of(checked, replaced(pair, now)))
        assert caught >= 0.6 * len(pairs)

    def test_one_typing_error_is_no_exchange(self):
        checked, pair = pair_of("papi", 2024)
        now = pair.now.copy()
        now[5, 3], now[9, 3] = 9.9, 1.1
        assert swapped(misfits_of(checked, replaced(pair, now))) == []


class TestMoved:
    @pytest.mark.parametrize("by", [1, -1])
    def test_a_block_moved_by_one_row_is_one_issue(self, by):
        frame = score_store.read_shipped("papi", 2024)
        order = [one.id for one in layouts.OLD][20:40]
        moved = dict(zip(order, order[by:] + order[:by], strict=True))
        frame = frame.assign(province=frame["province"].replace(moved))
        reading = read(layouts.wide(frame, 2024).bytes(), "PAPI-2024.xlsx", published=Shipped())
        facts = dict(only(reading, "rows_shifted").facts)
        names = {geography.province(one).name for one in order}
        assert facts["n"] >= 15
        assert set(facts["provinces"]) <= names
        assert "rows_swapped" not in codes(reading)

    @pytest.mark.parametrize("index", ["papi", "par", "sipas"])
    def test_no_published_year_looks_moved_in_any_usual_order(self, index):
        for year in score_store.shipped_years(index):
            if year - 1 not in score_store.shipped_years(index):
                continue
            checked, pair = pair_of(index, year)
            if pair is None:
                continue  # too few provinces with a score in both years
            misfits = misfits_of(checked, pair)
            names = [collation.sort_key(geography.province(one).name.vi) for one in pair.provinces]
            orders = (range(len(names)), sorted(range(len(names)), key=names.__getitem__), np.argsort(-pair.now[:, 0]))
            for order, by in itertools.product(orders, (1, -1)):
                assert moved_block(misfits, [int(row) for row in order], by) == [], year


class TestSorted:
    def rows(self, values):
        return [["Tỉnh", "PAR INDEX"], *[[one.name.vi, value] for one, value in zip(layouts.OLD, values, strict=True)]]

    def test_a_column_sorted_without_its_names_warns(self):
        values = sorted((80 + (place * 29 % 121) / 10 for place in range(63)), reverse=True)
        reading = read(layouts.xlsx(self.rows(values)), "PAR INDEX 2023.xlsx")
        issue = only(reading, "sorted_alone")
        assert (issue.severity, issue.row, issue.column) == ("warns", 1, "B")

    def test_a_table_sorted_by_the_figures_is_silent(self):
        values = [80 + (place * 29 % 121) / 10 for place in range(63)]
        rows = self.rows(values)
        rows = [rows[0], *sorted(rows[1:], key=lambda row: -row[1])]
        assert "sorted_alone" not in codes(read(layouts.xlsx(rows), "PAR INDEX 2023.xlsx"))


def replaced(pair, now):
    return replace(pair, now=now)
