"""From headings to figures: each column of a table into the year, measure and province that it belongs to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from provindex.catalog import Index
from provindex.intake import cells
from provindex.intake.extraction import Desk, Table, Target, add_heading, add_rows, leave_columns
from provindex.intake.issues import Fact, Place, Refused, issue_of
from provindex.intake.layouts import bracketed, measure_names, provinces
from provindex.intake.layouts.blocks import Block
from provindex.intake.layouts.columns import Column, Meaning, column_of, meaning, names_men, names_root, names_women
from provindex.intake.layouts.doubts import ask_about_decimals, ask_about_kind, ask_about_title, leave_ranks_of_others
from provindex.intake.layouts.headings import Head
from provindex.intake.layouts.kinds import rows_of_all
from provindex.intake.layouts.measure_names import Field, Found, MeasureNames
from provindex.intake.layouts.years import Stated, disputed, settled_year, year_of_file

_NO_FIGURES = ("province", "region", "code", "number", "note", "year", "index", "source", "measure", "maximum")
_SAME = 1e-6
_PERCENT = 100


@dataclass
class Tables:
    """The tables of a file by year, as they are filled from its headings.

    Attributes:
        desk: Where answers come from and issues go.
        index: The index that is read.
        by_year: The tables.
        across: Of each year the tables with provinces side by side, by their measures: a number, and the provinces
            of each sheet.
    """

    desk: Desk
    index: Index
    by_year: dict[int, Table] = field(default_factory=dict)
    across: dict[int, dict[frozenset[str], tuple[int, dict[str, set[str]]]]] = field(default_factory=dict)
    _names: dict[int, MeasureNames] = field(default_factory=dict)
    _parts: dict[tuple[int, str, frozenset[tuple[str, Field]]], int] = field(default_factory=dict)

    def of(self, year: int, *, repeats: bool = False) -> tuple[Table, MeasureNames]:
        """The table of a year, and what its measures are called."""
        table = self.by_year.setdefault(year, Table(year, [], repeats=repeats))
        return table, self.names(year)

    def names(self, year: int) -> MeasureNames:
        """What the measures of a year are called."""
        return self._names.setdefault(year, MeasureNames(self.index, year))

    def in_order(self, place: Place) -> list[Table]:
        """The tables, oldest first.

        Raises:
            Refused: None of them has a column of figures.
        """
        if not any(table.headings for table in self.by_year.values()):
            raise Refused(issue_of("no_measure", place, facts={"index": self.index.short}))
        return [table for _, table in sorted(self.by_year.items())]

    def add(self, head: Head, stated: Stated | None = None, rows: Mapping[int, Sequence[int]] | None = None) -> None:
        """Read the columns of a table, and name those that are left.

        Args:
            head: The table.
            stated: What says its year beside its columns; its own title and sheet if left out.
            rows: Rows of each year, where a column of years says so.

        Raises:
            Refused: Nothing says the year, or two things say different ones.
        """
        columns = {column.at: column for column in figure_columns(head, self.desk, self.index)}
        if not columns:
            leave_columns(self.desk, head.sheet, head.row, (), head.paths, head.named_rows)
            return
        if rows is None:
            years = years_of(self.desk, stated or head.stated, list(columns.values()), self._is_score)
        else:
            years = {year: [one for one in columns.values() if one.years in ((), (year,))] for year in rows}
        body = rows_of_all(self.desk, head, head.body) if rows is None else []
        read: set[int] = set()
        for year, dated in years.items():
            at = {column.at for column in dated}
            for block in head.blocks:
                chosen = [columns[column] for column in block.columns if column in at]
                read |= self._add_block(head, block, year, chosen, body if rows is None else rows[year])
        sources = {at for at, path in head.paths.items() if path and _is_source(path[-1])}
        leave_columns(self.desk, head.sheet, head.row, read | sources | {*head.names}, head.paths, head.named_rows)

    def holds_total(self, head: Head) -> bool:
        """Whether a column of a table holds figures of the index as a whole."""
        known, root = self.names(self.index.latest), self.index.root.key
        meant = (meaning(known, column.path).found for column in figure_columns(head, self.desk, self.index))
        return any(found is not None and found.key == root for found in meant)

    def _is_score(self, column: Column) -> bool:
        found = meaning(self.names(column.years[0] if column.years else self.index.latest), column.path).found
        return found is not None and found.key is not None and found.field == "score"

    def _add_block(
        self, head: Head, block: Block, year: int, columns: Sequence[Column], rows: Sequence[int]
    ) -> set[int]:
        """Add the figures of one block and year; the columns that are read or have an issue of their own."""
        table, names = self.of(year)
        meant = self._without_groups(_meanings(names, columns, merged=head.merges), columns)
        leave_ranks_of_others(head.paths, meant)
        kept = frozenset((one.found.key, one.found.field) for one in meant.values() if one.found and one.found.key)
        if kept and block.unclear:
            self.desk.issues.add(issue_of("provinces_unclear", head.sheet.place(head.row, block.names[0])))
            return set()
        if kept and block.passed:
            place = head.sheet.place(head.row, block.name)
            called = [head.texts.get(at) or cells.column_letter(at) for at in (block.name or 0, block.passed[-1])]
            facts: dict[str, Fact] = {"chosen": called[0], "passed": called[1]}
            self.desk.issues.add(issue_of("provinces_chosen", place, facts=facts))
        part = self._parts.get((year, head.sheet.name, kept))
        targets: list[Target] = []
        for at, one in meant.items():
            target = self._target(head, table, at, one, joins=part is not None or head.goes_on)
            targets += [target] if target is not None else []
        if not targets:
            self._ask_about_bare(head, block)
            return {at for at, one in meant.items() if one.found and one.found.code}
        targets = bracketed.parted(table, head, targets, rows)
        part = self._parts.setdefault((year, head.sheet.name, kept), len(self._parts))
        first = len(table.figures)
        left = min((*block.columns, *block.names), default=0)
        add_rows(table, head.sheet, rows, targets, name=block.name, code=block.code, part=part, left=left)
        ask_about_title(self.desk, head, names, meant)
        ask_about_kind(self.desk, head, names, meant)
        ask_about_decimals(self.desk, head, block, rows, targets)
        _add_sources(head, block, table, names, first)
        return {at for at, one in meant.items() if one.found and (one.found.key or one.found.code)}

    def _ask_about_bare(self, head: Head, block: Block) -> None:
        """Hold back a table in which other provinces stand beside figures that nothing heads."""
        known = {
            one: set(provinces.in_column(head.sheet, one.names[0], head.rows).values())
            for one in head.blocks
            if one.names
        }
        others = set[str]().union(*(found for one, found in known.items() if one != block))
        if known.get(block, set()) - others and others and not any(column in head.paths for column in block.columns):
            self.desk.issues.add(issue_of("provinces_unclear", head.sheet.place(head.row, block.names[0])))

    def _without_groups(self, meant: dict[int, Meaning], columns: Sequence[Column]) -> dict[int, Meaning]:
        """Without columns of groups of measures that have none: they are another measure's or another index's.

        A heading that names both in one cell, as in a workbook that was taken away here, leaves no doubt.
        """
        sure = {column.at for column in columns if len(column.path) == 1}
        return {at: one for at, one in meant.items() if not self.is_foreign_group(one.found, sure=at in sure)}

    def is_foreign_group(self, found: Found | None, *, sure: bool) -> bool:
        """Whether a group is one of a measure that has none; ``sure`` where the heading leaves no doubt of which."""
        if found is None or found.field != "group_published":
            return False
        outside = found.key is not None and not self.index.groups.covers(found.key)
        return not self.index.groups.labels or (outside and not sure)

    def _target(self, head: Head, table: Table, at: int, one: Meaning, *, joins: bool) -> Target | None:
        """The target of a column; the second half of a list has the headings of the first once more."""
        found = one.found or Found()
        if joins and found.key is not None and (found.key, found.field) in table.headings:
            target: Target | None = Target(at, found.key, found.field)
        else:
            target = add_heading(self.desk, table, head.sheet, found, head.place_of(at), self.index, across=True)
        return target and self._scaled(head, table, target, one)

    def _scaled(self, head: Head, table: Table, target: Target, one: Meaning) -> Target:
        """The target with the factor that turns points into per cent, where the file states the most points."""
        period = self.index.measures[target.measure].period(table.year)
        stated = head.maxima.get(target.at, one.maximum)
        # Headings that stand there once more on the next page leave out the row of maxima.
        stated = table.maxima.get(target.measure) if stated is None else stated
        if target.field != "score" or period is None or stated is None or stated <= 0:
            return target
        table.maxima[target.measure] = stated
        in_percent = one.unit == "percent" or _is_in_percent(head, target.at, stated)
        if abs(stated - period.high) < _SAME or in_percent:
            return target
        if period.max_points is not None and abs(stated - period.max_points) > _SAME:
            facts: dict[str, Fact] = {
                "measure": self.index.measures[target.measure].name, "year": table.year, "high": period.max_points
            }  # fmt: skip
            expected = f"{period.max_points:g}"
            place = head.sheet.place(*head.place_of(target.at))
            self.desk.issues.add(issue_of("maximum_differs", place, value=stated, expected=expected, facts=facts))
        return Target(target.at, target.measure, target.field, period.high / stated)


def _is_in_percent(head: Head, column: int, stated: float) -> bool:
    """Whether most figures of a column are more than the points that it states: per cent of them then."""
    values = [cells.number(head.sheet.value(row, column)).value for row in head.rows]
    known = [value for value in values if value is not None]
    return sum(value > stated for value in known) * 2 > len(known)


def _is_source(heading: str) -> bool:
    """Whether a column holds the keys of sources: of its rows, or of one measure as in “Name: source”."""
    return measure_names.role(heading.rpartition(":")[2]) == "source"


def _add_sources(head: Head, block: Block, table: Table, names: MeasureNames, first: int) -> None:
    """Keep the keys of sources that stand beside the figures from ``first`` on, for their measure or for their row."""
    sources: dict[str, int] = {}
    for at in block.columns:
        path = head.paths.get(at)
        if path and _is_source(path[-1]):
            name = path[-1].rpartition(":")[0]
            of = names.find(name).key if name else ""
            sources |= {} if of is None else {of: at}
    for figure in table.figures[first:] if sources else ():
        column = sources.get(figure.measure, sources.get(""))
        if column is not None and (source := head.sheet.text(figure.row, column)):
            table.sources[figure.label, figure.measure] = source


def figure_columns(head: Head, desk: Desk, index: Index | None) -> list[Column]:
    """The columns of a table that may hold figures: of one index, or of any if none is given."""
    known = [MeasureNames(one, one.latest) for one in desk.catalog.indices.values()]
    women = any(map(names_women, head.parts))
    found = [
        column_of(at, path, known)
        for block in head.blocks
        for at in block.columns
        if (path := head.paths.get(at)) and measure_names.role(path[-1]) not in _NO_FIGURES and not _is_source(path[-1])
    ]
    found = [column for column in found if not column.is_beside and not (women and names_men(column.path))]
    return found if index is None else [column for column in found if of_index(column, index.key, known)]


def of_index(column: Column, key: str, known: Sequence[MeasureNames]) -> bool:
    """Whether a column may be about an index: it names that one, or none at all."""
    named = indices_named(column, known)
    return key in named or not named


def indices_named(column: Column, known: Sequence[MeasureNames]) -> set[str]:
    """The indices that the headings of a column name as a whole; a part of another index that is called so is none."""
    return {one.index.key for one in known if any(names_root(one, part) for part in column.path)}


def years_of(
    desk: Desk, stated: Stated, columns: Sequence[Column], is_score: Callable[[Column], bool]
) -> dict[int, list[Column]]:
    """The columns of each year that is read.

    A year in a heading belongs to its column alone. Where something else says one year, columns of others are left;
    where nothing does, each year is read by itself and columns without one are left.

    Args:
        desk: Where answers come from.
        stated: What the title and the sheet say.
        columns: Columns that may hold figures.
        is_score: Whether a column holds scores.

    Raises:
        Refused: Nothing says the year, or the headings say another one than the rest.
    """
    place = Place(stated.sheet)
    dated, undated = dict[int, list[Column]](), list[Column]()
    this = None
    for column in columns:
        if column.relative is not None and not column.years:
            this = this or settled_year(desk, stated)
            dated.setdefault(this + column.relative, []).append(column)
        elif len(column.years) == 1:
            dated.setdefault(column.years[0], []).append(column)
        elif not column.years:
            undated.append(column)
    scored = {year: found for year, found in dated.items() if any(map(is_score, found))}
    if not scored and (any(map(is_score, undated)) or not dated):
        year = settled_year(desk, stated)
        if stated.several and desk.answers.year is None and stated.tab != year:
            # A title of several years over columns without one: which of them is meant nobody can say.
            raise Refused(issue_of("year_unknown", place))
        return {year: [*undated, *dated.get(year, [])]}
    scored = scored or dated
    if year_of_file(desk) is None and stated.year is None:
        first = next(iter(scored))
        return {first: [*scored[first], *undated]} if len(scored) == 1 else dict(sorted(scored.items()))
    year = settled_year(desk, stated)
    if year in scored or any(map(is_score, undated)):
        return {year: [*dated.get(year, []), *undated]}
    if desk.answers.year is not None and len(scored) == 1:
        ((other, found),) = scored.items()
        facts: dict[str, Fact] = {"year": year, "other": other}
        desk.issues.add(issue_of("year_conflict", place, value=other, expected=str(year), facts=facts))
        return {year: [*found, *undated]}
    raise Refused(disputed(place, year, max(scored)))


def _meanings(known: MeasureNames, columns: Sequence[Column], *, merged: bool) -> dict[int, Meaning]:
    """What each column means beside the others of its block; those that mean nothing for certain are left out.

    Args:
        known: The measures of the year.
        columns: The columns of the block.
        merged: Whether the file says over which columns a heading stands.
    """
    meant = {column.at: meaning(known, column.path) for column in columns}
    period = known.index.root.period(known.year)
    for at, one in list(meant.items()):
        # A share of the most points is no score of an index that is not in per cent.
        if one.found is None or (
            one.unit == "percent" and one.found.field == "score" and period is not None and period.high != _PERCENT
        ):
            del meant[at]
    _prefer_percent(meant)
    if not merged:
        _leave_doubtful(known.index.root.key, columns, meant)
    return _with_ranks(meant, known.index.root.key)


def _leave_doubtful(root: str, columns: Sequence[Column], meant: dict[int, Meaning]) -> None:
    """Leave the only rank or group of a table where a blank gives it to a part: it may be that of the total."""
    headed = {one.found.key for one in meant.values() if one.found is not None}
    for name in ("rank_published", "group_published"):
        at = [at for at, one in meant.items() if one.found is not None and one.found.field == name]
        found = meant[at[0]].found if len(at) == 1 else None
        if found is None or found.key in (None, root) or root not in headed:
            continue
        path = next(column.path for column in columns if column.at == at[0])
        if len(path) > 1 and measure_names.role(path[-1]) == name:
            del meant[at[0]]


def _prefer_percent(meant: dict[int, Meaning]) -> None:
    """Of the points and the per cent of one measure, side by side, leave the per cent: the unit they are stored in."""
    scores: dict[str, list[int]] = {}
    for at, one in meant.items():
        if one.found is not None and one.found.key is not None and one.found.field == "score":
            scores.setdefault(one.found.key, []).append(at)
    for found in scores.values():
        percent = [at for at in found if meant[at].unit == "percent"]
        if len(percent) == 1 and len(found) > 1 and all(meant[at].unit for at in found):
            for at in set(found) - set(percent):
                del meant[at]


def _with_ranks(meant: Mapping[int, Meaning], root: str) -> dict[int, Meaning]:
    """The meanings with ranks and groups that name no measure given to the one that they stand beside.

    One such column is about the total, or about the only measure there is. Several stand each behind its own scores,
    or each in front of them.
    """
    result = dict(meant)
    scores = [
        (at, one.found.key)
        for at, one in meant.items()
        if one.found is not None and one.found.key is not None and one.found.field == "score"
    ]
    keys = dict.fromkeys(key for _, key in scores)
    of_others: tuple[Field, ...] = ("rank_published", "group_published")
    for name in of_others:
        bare = [at for at, one in meant.items() if not one.named and one.found and one.found.field == name]
        if not bare or not keys:
            continue
        if len(bare) == 1:
            key = root if root in keys else next(iter(keys)) if len(keys) == 1 else None
            beside = {bare[0]: key}
        else:
            beside = _beside(bare, scores, list(meant))
        for at in bare:
            if (key := beside.get(at)) is None:
                del result[at]
            else:
                result[at] = replace(meant[at], found=Found(key, name))
    return result


def _beside(bare: Sequence[int], scores: Sequence[tuple[int, str]], columns: Sequence[int]) -> dict[int, str | None]:
    """The measure that each of several ranks stands behind, or in front of; none where that is not plain."""
    of = dict(scores)
    order = sorted(columns)
    for step in (-1, 1):
        neighbours = [order[place] if 0 <= (place := order.index(at) + step) < len(order) else None for at in bare]
        found = [of.get(at) if at is not None else None for at in neighbours]
        if all(found) and len(set(found)) == len(found):
            return dict(zip(bare, found, strict=True))
    return {}
