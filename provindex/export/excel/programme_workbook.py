"""Workbooks on reform programmes: templates to fill in, and the list of the indices that fell."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd

from provindex import geography
from provindex.catalog.programme_model import LEVELS, UNIT_LEVELS, Programme
from provindex.core import formats
from provindex.core.periods import Period
from provindex.core.translate import Translator
from provindex.export.excel.notes_sheet import Line
from provindex.export.excel.workbook import Column, Sheet, shown
from provindex.sentences import programme as said

_Blank = dict[str, list[str | None]]


def by_indicator(programme: Programme, province: str, year: int, t: Translator) -> bytes:
    """A template with a row an indicator: one sheet with every detail, one with a column a quarter of a year."""
    indicators = list(programme.indicators.values())
    named: _Blank = {
        "key": [one.key for one in indicators],
        "name": [one.name.get(t.lang) for one in indicators],
        "unit": [t("per cent") if one.unit == "percent" else t("number") for one in indicators],
        "place": [None] * len(indicators),
        "level": [said.level("province", t)] * len(indicators),
    }
    details = Sheet(
        t("By indicator"),
        (
            *_named(t),
            Column("start", _head(t("From day"), "start")),
            Column("end", _head(t("To day"), "end")),
            Column("qualifier", _head(t("Printed as"), "qualifier")),
            Column("value", _head(t("Figure"), "value"), "number"),
            Column("numerator", _head(t("Numerator"), "numerator"), "count"),
            Column("denominator", _head(t("Denominator"), "denominator"), "count"),
            Column("target", _head(t("Target"), "target"), "number"),
            Column("note", _head(t("Note"), "note")),
            Column("source", _head(t("Source"), "source")),
        ),
        _blank(named, ("start", "end", "qualifier", "value", "numerator", "denominator", "target", "note", "source")),
    )
    quarters = _quarters(year)
    by_quarter = Sheet(
        t("By quarter"),
        (
            *_named(t),
            Column("target", _head(t("Target"), "target"), "number"),
            *[Column(str(one), _head(one.label(t), str(one)), "number") for one in quarters],
            Column("source", _head(t("Source"), "source")),
        ),
        _blank(named, ("target", *map(str, quarters), "source")),
    )
    return shown([details, by_quarter], _guide(province, t), t)


def by_unit(programme: Programme, province: str, year: int, t: Translator) -> bytes:
    """A template with a row a unit: its indicators, its place in the province's own index, and the registry."""
    units = programme.units_of(province)
    names: list[str | None] = [unit.name.get("vi") for unit in units]
    levels: list[str | None] = [said.level(unit.level, t) for unit in units]
    listed: _Blank = {"place": names, "level": levels}
    rates = [one for one in programme.indicators.values() if one.unit == "percent"]
    place = (
        Column("place", _head(t("Unit inside the province"), "place")),
        Column("level", _head(t("Level"), "level")),
    )
    days = (Column("start", _head(t("From day"), "start")), Column("end", _head(t("To day"), "end")))
    figures = Sheet(
        t("Figures of units"),
        (*place, *days, *[Column(one.key, _head(one.name.get(t.lang), one.key), "number") for one in rates]),
        _blank(listed, ("start", "end", *(one.key for one in rates))),
    )
    parts = [("1", t("First part of the index")), ("2", t("Second part of the index"))]
    most: _Blank = {"place": [t("Most points"), *names], "level": [None, *levels]}
    index = Sheet(
        t("Index of the units"),
        (
            *place,
            Column("year", _head(t("Year"), "year"), "count"),
            Column("total", _head(t("Total score"), "total"), "number"),
            Column("rank", _head(t("Rank"), "rank"), "count"),
            Column("rating", _head(t("Rating"), "rating")),
            *[Column(code, f"{code}. {name}", "number") for code, name in parts],
        ),
        _blank(most, ("total", "rank", "rating", *(code for code, _ in parts))).assign(year=year),
    )
    registry = Sheet(
        t("Registry of units"),
        (*place, Column("first", _head(t("Exists from"), "first")), Column("last", _head(t("Exists to"), "last"))),
        pd.DataFrame(
            {
                **listed,
                "first": [unit.first and formats.day(unit.first, "vi") for unit in units],
                "last": [unit.last and formats.day(unit.last, "vi") for unit in units],
            }
        ),
    )
    return shown([figures, index, registry], _guide(province, t), t)


def fell(rows: pd.DataFrame, told: Sequence[Line], t: Translator) -> bytes:
    """The list of the indices that fell, with the unit responsible and the note entered beside each.

    Args:
        rows: index, measure, score_from, score_to, change, places, unit, note, entered (day), as the page shows them.
        told: What to know about the list.
        t: The reader's language.
    """
    columns = (
        Column("index", t("Index")),
        Column("measure", t("Measure")),
        Column("score_from", t("Before"), "number"),
        Column("score_to", t("After"), "number"),
        Column("change", t("Change"), "number", signed=True),
        Column("places", t("Places"), "count", signed=True),
        Column("unit", t("Responsible unit")),
        Column("note", t("Note")),
        Column("entered", t("Entered")),
    )
    return shown([Sheet(t("Indices that fell"), columns, rows)], told, t)


def _named(t: Translator) -> tuple[Column, ...]:
    return (
        Column("key", _head(t("Key"), "indicator")),
        Column("name", t("Indicator")),
        Column("unit", t("Unit of measure")),
        Column("place", _head(t("Unit inside the province"), "place")),
        Column("level", _head(t("Level"), "level")),
    )


def _head(name: str, key: str) -> str:
    """A heading with the key by which the reader of the file knows it, whatever the language."""
    return f"{name} [{key}]"


def _blank(known: _Blank, columns: Iterable[str]) -> pd.DataFrame:
    return pd.DataFrame(known).assign(**dict.fromkeys(columns))


def _quarters(year: int) -> list[Period]:
    last = [calendar.monthrange(year, month)[1] for month in (3, 6, 9, 12)]
    return [Period(date(year, 3 * i + 1, 1), date(year, 3 * i + 3, day)) for i, day in enumerate(last)]


def _guide(province: str, t: Translator) -> list[Line]:
    name = geography.province(province)
    levels = ", ".join(said.level(level, t) for level in (LEVELS[0], *UNIT_LEVELS))
    return [
        Line(t("Province"), (f"{name.id} {name.full_name}",)),
        Line(
            t("Blank rows"),
            (t("Delete the rows that you have no figure for, or leave them blank; a blank is no zero."),),
        ),
        Line(t("Unit inside the province"), (t("The name of a unit; blank where the whole level is meant."),)),
        Line(t("Level"), (t("One of: {levels}.", levels=levels),)),
        Line(t("Period"), (t("Two days, such as 01/01/2024 and 31/03/2024; or a column a quarter."),)),
        Line(
            t("Figure"),
            (
                t(
                    "As it was printed. With numerator and denominator beside it the percentage is computed and "
                    "a difference is told."
                ),
            ),
        ),
        Line(
            t("Printed as"),
            (t("“nearly”, “above” or “about” where that word was printed before the figure; else blank."),),
        ),
        Line(t("Units"), (t("A unit that is not listed goes into the registry of units, with the days it existed."),)),
    ]
