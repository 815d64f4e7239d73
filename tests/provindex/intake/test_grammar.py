"""Workbooks by grammar are read right or refused; `tests.provindex.intake.grammar` reads thousands of them."""

import csv
import io
import re
from dataclasses import replace
from functools import cache

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.provindex.intake.grammar.files import SEPARATORS, make
from tests.provindex.intake.grammar.judge import judge
from tests.provindex.intake.grammar.model import Key, Made

SEEDS = range(1, 121)
PROPERTY = 20
"""Examples of the property."""


@cache
def made(seed: int) -> Made:
    return make(seed)


def first(feature: str) -> Made:
    """The first clear file with a feature that is read right."""
    chosen = (made(seed) for seed in range(1, 400))
    return next(one for one in chosen if feature in one.features and judge(one).outcome == "right")


def test_a_seed_makes_the_same_file_again():
    assert all(make(seed) == made(seed) for seed in range(1, 30))


def test_a_figure_stands_in_the_cell_that_a_person_reads_it_in():
    """The oracle holds against another reading of the file."""
    checked = 0
    for one in map(made, range(1, 60)):
        if one.name.endswith(".xlsx") and not any(feature.startswith("font=") for feature in one.features):
            book = openpyxl.load_workbook(io.BytesIO(one.data), data_only=True)
            for key, figure in one.figures.items():
                shown = book[figure.sheet].cell(figure.row + 1, figure.column + 1)
                checked += 1
                assert _is(key, figure.value, shown.value, shown.number_format, one), (one.seed, key)
    assert checked > 3000


def test_a_figure_of_a_csv_stands_in_the_row_of_its_province():
    checked = 0
    for one in map(made, range(1, 80)):
        if "encoding=utf-8-sig" in one.features and "bare commas" not in one.unclear:
            text = io.StringIO(one.data.decode("utf-8-sig"))
            separator = next(mark for mark, name in SEPARATORS.items() if f"separator={name}" in one.features)
            rows = list(csv.reader(text, delimiter=separator))
            for key, figure in one.figures.items():
                checked += 1
                assert _is(key, figure.value, rows[figure.row][figure.column], "", one), (one.seed, key)
    assert checked > 100


def _is(key: Key, value: float, cell: object, number_format: str, one: Made) -> bool:
    """Whether a cell shows the value: in points of its field, as a share of 1, with a comma, with a mark or a unit."""
    if isinstance(cell, str) and "/" in cell and "ranks behind a slash" in one.features:
        cell = cell.split("/")[key.field == "rank_published"]
    if isinstance(cell, str) and key.field == "score" and any(said.startswith("beside=") for said in one.features):
        cell = re.match(r"[\s\d.,]*", cell)[0]
    if isinstance(cell, str) and cell.endswith(")") and cell[0].isdigit() and "ranks in brackets" in one.features:
        cell = cell.removesuffix(")").split(" (")[key.field == "rank_published"]
    if key.field == "rank_published":
        return str(cell).strip("=").split("-")[0].split("/")[0].split(" ")[0].lstrip("0") == f"{value:.0f}"
    if key.field == "group_published":
        return str(cell).removeprefix("Nhóm ") == "ABCD"[int(value)]
    number = float(str(cell).replace(",", ".").strip(" %"))
    if number_format.endswith("%"):
        number *= 100
    if "measures=fields in points" in one.features and "." in key.measure:
        return 0 < number <= 16.5
    return number == pytest.approx(value, abs=0.006)


def test_a_changed_figure_is_found_wrong():
    one = first("format=xlsx")
    key, figure = next(iter(one.figures.items()))
    other = replace(one, figures={**one.figures, key: replace(figure, value=figure.value - 1)})
    assert judge(other).outcome == "wrong"


def test_a_figure_of_another_year_is_found_wrong():
    one = first("format=csv")
    figures = {key._replace(year=key.year - 1): figure for key, figure in one.figures.items()}
    assert judge(replace(one, figures=figures, derived={})).outcome == "wrong"


def test_a_figure_left_out_in_silence_is_found_wrong():
    one = first("format=xlsx")
    key, figure = next(iter(one.figures.items()))
    unread = key._replace(measure=f"{key.measure}.unread")
    verdict = judge(
        replace(one, figures={**one.figures, unread: replace(figure, labels=("Nobody says this",), row=9999)})
    )
    assert verdict.outcome == "wrong"
    assert verdict.faults[0].startswith(f"left out in silence: {unread.measure}")


def test_no_figure_of_the_fixed_seeds_is_read_wrongly():
    verdicts = {one.seed: judge(one) for one in map(made, SEEDS)}
    assert {seed: verdict.faults[0] for seed, verdict in verdicts.items() if verdict.outcome == "wrong"} == {}
    assert len(verdicts) > 100


@settings(max_examples=PROPERTY)
@given(st.integers(1_000, 1_000_000))
def test_no_figure_of_any_seed_is_read_wrongly(seed):
    assert judge(make(seed)).outcome != "wrong"
