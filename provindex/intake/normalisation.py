"""Names into provinces and cells into numbers: the figures of one year, and every issue met on the way."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd
import pyarrow as pa

from provindex import geography
from provindex.catalog import SEPARATOR, Index
from provindex.catalog.schema import SCHEMA, to_frame
from provindex.intake import cells
from provindex.intake.cells import Footnoted
from provindex.intake.decimal_marks import DecimalMarks
from provindex.intake.extraction import Answers, Figure, Table
from provindex.intake.formats.workbook import Sheet
from provindex.intake.issues import Fact, Issues, Place, issue_of
from provindex.intake.layouts import measure_names
from provindex.intake.layouts.doubts import ask_about_rows
from provindex.intake.layouts.measure_names import Field
from provindex.intake.messages.texts import Severity
from provindex.intake.province_matching import Unresolved, provinces_of
from provindex.intake.towns import ask_about_towns

Key = tuple[str, str, Field]
"""Province, measure, and which of its figures."""

DECIMALS = 6
"""Decimals that are kept: publishers print six; what stands behind them in a file is the noise of single precision."""


@dataclass
class Year:
    """The figures of one year, by province, measure and kind of figure, and where each stands in the file.

    Attributes:
        index: The index.
        year: The year.
        edition: Key of the province edition.
        named: Provinces with a row or column, in the order of the file.
        numbers: Scores, ranks, ends of intervals and standard errors of each province, by measure and kind of figure; a
            missing figure has no entry.
        groups: Published groups, by province and measure.
        places: Where each figure stands, the blank ones included.
        sources: Keys of sources that the file itself states, by province and measure.
        maxima: The most points of a measure that the file itself states.
        in_points: Measures that the file gives in points, turned into per cent here.
        zeros: Scores of zero that wait for a person's word.
        computed: Those among them that are stored results of formulas.
        faulty: Cells that are no figure and have an issue of their own.
        unresolved: Names that mean no province for certain.
        foreign: Whether the names as a whole are no provinces of the edition, so that none was read.
        worded: As `provindex.intake.extraction.Table` has it.
        headings: Where the figures of each measure begin.
        words: Words that stand for missing figures, each with the places where it does.
        marks: Marks of footnotes behind figures, each with the places where it stands.
        raised: Figures, each with the raised mark of a footnote that was left out behind it.
        numbered: How many figures have a number in brackets behind them.
        part: Whether a person has said that the year, of which nothing is published, is a part of the list.
        lacking: Provinces of the edition without a row or column that the register does not explain; set by the checks.
    """

    index: Index
    year: int
    edition: str
    named: tuple[str, ...] = ()
    numbers: dict[tuple[str, Field], dict[str, float]] = field(default_factory=dict)
    groups: dict[tuple[str, str], str] = field(default_factory=dict)
    places: dict[Key, Place] = field(default_factory=dict)
    sources: dict[tuple[str, str], str] = field(default_factory=dict)
    maxima: dict[str, float] = field(default_factory=dict)
    in_points: set[str] = field(default_factory=set)
    zeros: dict[Key, Place] = field(default_factory=dict)
    computed: set[Key] = field(default_factory=set)
    faulty: set[Key] = field(default_factory=set)
    unresolved: list[Unresolved] = field(default_factory=list)
    foreign: bool = False
    worded: dict[str, dict[str, str]] = field(default_factory=dict)
    headings: dict[tuple[str, Field], Place] = field(default_factory=dict)
    words: dict[str, list[Place]] = field(default_factory=dict)
    marks: dict[str, list[Place]] = field(default_factory=dict)
    raised: list[tuple[Place, Footnoted]] = field(default_factory=list)
    numbered: Counter[tuple[str, Field]] = field(default_factory=Counter)
    part: bool = False
    lacking: tuple[str, ...] = ()

    def scores(self, measure: str) -> dict[str, float]:
        """The score of each province that has one."""
        return self.numbers.get((measure, "score"), {})

    def has(self, measure: str) -> bool:
        """Whether the file has a row or column of scores of the measure, filled or not."""
        return (measure, "score") in self.headings

    def number(self, province: str, measure: str, name: Field) -> float | None:
        """One figure; None where there is none."""
        return self.numbers.get((measure, name), {}).get(province)

    def put(self, province: str, measure: str, name: Field, value: float) -> None:
        """Set one figure."""
        self.numbers.setdefault((measure, name), {})[province] = value

    def frame(self) -> pd.DataFrame:
        """The figures in the schema of the store: by province, then in the order of the measures' tree.

        A province and measure without a score and without a rank has no row; ``source`` is missing where the file
        states none, see `provindex.publishing.publish.publish`.
        """
        order = {key: place for place, key in enumerate(self.index.measures)}
        pairs = {
            (province, measure)
            for (measure, name), values in self.numbers.items()
            if name in ("score", "rank_published")
            for province in values
        }
        rows = [
            {
                "province": province,
                "measure": measure,
                **{name: self.number(province, measure, name) for name in ("score", "low", "high", "se")},
                "rank_published": self._rank(province, measure),
                "group_published": self.groups.get((province, measure)),
                "source": self.sources.get((province, measure)),
            }
            for province, measure in sorted(pairs, key=lambda pair: (pair[0], order[pair[1]]))
        ]
        return to_frame(pa.Table.from_pylist(rows, schema=SCHEMA))

    def _rank(self, province: str, measure: str) -> int | None:
        rank = self.number(province, measure, "rank_published")
        return None if rank is None else int(rank)


def edition_of(index: Index, year: int) -> str:
    """Key of the province edition of a year: as the catalogue says, or as the law of that year."""
    if year in index.editions:
        return index.editions[year].provinces
    try:
        return geography.edition_of(year).key
    except ValueError:
        return geography.editions()[0].key


def assemble(table: Table, index: Index, answers: Answers, issues: Issues, marks: DecimalMarks) -> Year:
    """Judge the names and cells of one table.

    Args:
        table: As the layout reader found it.
        index: The index it is about.
        answers: What a person said.
        issues: Takes what is wrong.
        marks: Takes the decimal marks of the whole file.
    """
    edition = edition_of(index, table.year)
    result = Year(index, table.year, edition, headings=dict(table.headings), maxima=dict(table.maxima))
    result.part = answers.part and table.year not in index.editions
    found = provinces_of(table, result.edition, answers, issues)
    ask_about_rows(table, index, issues)
    ask_about_towns(table, edition, issues)
    result.worded = table.worded
    if found is None:
        result.foreign = True
        return result
    provinces, unresolved = found
    result.unresolved += unresolved
    result.named = tuple(dict.fromkeys(province for province in provinces if province))
    formulas: dict[str, int] = {}
    hidden: dict[str, list[tuple[int, int]]] = {}
    merged: set[tuple[int, tuple[int, int]]] = set()
    for figure, sheet in table.placed():
        province = provinces[figure.label]
        if province is None or not _is_first(result, table, figure, sheet, province, issues):
            continue
        _take(result, figure, sheet, province, answers, issues, marks)
        cell = (figure.row, figure.column)
        if figure.row in sheet.hidden_rows or figure.column in sheet.hidden_columns:
            hidden.setdefault(sheet.name, []).append(cell)
        if cell in sheet.formulas and not cells.is_blank(figure.raw):
            formulas[sheet.name] = formulas.get(sheet.name, 0) + 1
        if cell in sheet.merged and (id(sheet), sheet.merged[cell][0]) not in merged:
            merged.add((id(sheet), sheet.merged[cell][0]))
            first, last = (sheet.place(*corner).address for corner in sheet.merged[cell])
            issues.add(
                issue_of("merged_cells", sheet.place(*cell), value=figure.raw, facts={"range": f"{first}:{last}"})
            )
    # Said one by one, so that whoever knows that one of them means something else can say so.
    for code, said in (("words_missing", result.words), ("figures_marked", result.marks)):
        if said:
            facts: dict[str, Fact] = {"words": tuple(said), "n": sum(map(len, said.values()))}
            severity: Severity | None = "blocks" if code == "figures_marked" and _are_many(result) else None
            issues.add(issue_of(code, next(iter(said.values()))[0], facts=facts, severity=severity))
    if result.raised:
        _note_raised(result.raised, issues)
    for sheet in table.sheets:
        if sheet.name in hidden:
            _note_hidden(sheet, hidden[sheet.name], issues)
    for name, count in formulas.items():
        issues.add(issue_of("formula_results", Place(name), facts={"n": count}))
    for (label, measure), source in table.sources.items():
        if (province := provinces[label]) and all(one in index.sources for one in source.split(SEPARATOR)):
            result.sources[province, measure] = source
    return result


def _are_many(result: Year) -> bool:
    """Whether most figures of a column have a number in brackets behind them, which is hardly that of a footnote."""
    return any(2 * n > len(result.numbers.get(column, ())) for column, n in result.numbered.items() if n)


def _note_raised(found: Sequence[tuple[Place, Footnoted]], issues: Issues) -> None:
    """Say which raised marks were left out behind figures: a digit among them may belong to its figure."""
    place, figure = found[0]
    facts: dict[str, Fact] = {
        "n": len(found),
        "marks": tuple(dict.fromkeys(figure.mark for _, figure in found)),
        "cells": tuple(place.address for place, _ in found),
    }
    issues.add(issue_of("figures_raised", place, value=figure, facts=facts))


def _note_hidden(sheet: Sheet, found: Sequence[tuple[int, int]], issues: Issues) -> None:
    """Say which rows and columns that a person does not see hold figures that were read."""
    columns = sorted({column for _, column in found} & sheet.hidden_columns)
    rows = sorted({row for row, _ in found} & sheet.hidden_rows)
    facts: dict[str, Fact] = {
        "n": len(found), "lines": (*map(cells.column_letter, columns), *(str(row + 1 - sheet.above) for row in rows))
    }  # fmt: skip
    issues.add(issue_of("figures_hidden", sheet.place(*found[0]), facts=facts))


def _is_first(result: Year, table: Table, figure: Figure, sheet: Sheet, province: str, issues: Issues) -> bool:
    key = (province, figure.measure, figure.field)
    place = sheet.place(figure.row, figure.column)
    before = result.places.setdefault(key, place)
    if before == place:
        return True
    if table.repeats and figure.field == "score":
        facts: dict[str, Fact] = {
            "measure": result.index.measures[figure.measure].name,
            "province": geography.province(province).name,
            "first": before.address,
        }
        issues.add(issue_of("figure_twice", place, value=figure.raw, expected=before.address, facts=facts))
    return False


def _take(
    result: Year, figure: Figure, sheet: Sheet, province: str, answers: Answers, issues: Issues, marks: DecimalMarks
) -> None:
    """Read one cell into the year, or say why it is no figure."""
    cell, place = (figure.row, figure.column), sheet.place(figure.row, figure.column)
    key: Key = (province, figure.measure, figure.field)
    if cell in sheet.errors or (cell in sheet.formulas and cells.is_blank(figure.raw)):
        code = "error_cell" if cell in sheet.errors else "formula_cell"
        issues.add(issue_of(code, place, value=sheet.errors.get(cell)))
        result.faulty.add(key)
        return
    if figure.field == "group_published":
        _take_group(result, figure, place, province, issues)
        return
    number = cells.rank(figure.raw) if figure.field == "rank_published" else cells.figure(figure.raw)
    period = result.index.measures[figure.measure].period(result.year)
    # Per cent of the most points are per cent already; whoever states the most points has to give points.
    foreign = number.percent and (figure.factor != 1 or (period is not None and period.high != 100))
    if number.state == "text" or foreign:
        code = "date_cell" if cells.is_date(figure.raw) else "not_number"
        code = "figure_unshown" if isinstance(figure.raw, cells.Unshown) else code
        issues.add(issue_of(code, place, value=figure.raw))
        result.faulty.add(key)
        return
    if number.value is None:
        if cells.is_word(figure.raw):
            result.words.setdefault(cells.text(figure.raw), []).append(place)
        return
    if number.mark is not None:
        marks.add(number.mark, place, figure.raw)
    if isinstance(figure.raw, Footnoted):
        result.raised.append((place, figure.raw))
    if number.beside is not None:
        result.marks.setdefault(number.beside, []).append(place)
        result.numbered[figure.measure, figure.field] += any(map(str.isdecimal, number.beside))
    value = round(number.value * figure.factor, DECIMALS)
    if figure.measure in result.maxima and figure.factor != 1:
        result.in_points.add(figure.measure)
    if figure.field == "score" and value == 0 and answers.zeros != "keep":
        # Whether a sum stored as zero is the sum of blanks is seen when all cells are read, see `checks`.
        if answers.zeros == "ask":
            result.zeros[key] = place
            if cell in sheet.formulas:
                result.computed.add(key)
        return
    result.put(*key, value)


def _take_group(result: Year, figure: Figure, place: Place, province: str, issues: Issues) -> None:
    written = cells.plain(figure.raw)
    if cells.number(figure.raw).state == "blank":
        return
    groups = result.index.groups.labels
    known = {measure_names.simple(name): key for key, text in groups.items() for name in (key, text.vi, text.en)}
    group = known.get(measure_names.simple(written))
    if group is None:
        facts: dict[str, Fact] = {"index": result.index.short, "options": tuple(groups.values())}
        issues.add(issue_of("group_unknown", place, value=figure.raw, expected=" | ".join(groups), facts=facts))
        return
    result.groups[province, figure.measure] = group
