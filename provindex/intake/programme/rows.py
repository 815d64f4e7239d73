"""The rows of a programme file as figures, units and scores of units, each with its place in the file."""

from collections.abc import Iterator
from datetime import date

from provindex import geography
from provindex.catalog.programme_model import QUALIFIERS, TOTAL, Level, Qualifier, Unit
from provindex.core.collation import fold
from provindex.core.periods import Period
from provindex.core.translate import Text
from provindex.intake import cells
from provindex.intake.formats.workbook import Sheet
from provindex.intake.programme.headers import Head, Role, day_of, indicator_names, level_of, qualifier_of
from provindex.intake.programme.records import Figure, Found, Score, level_name, level_names

_MOST_POINTS = ("diem toi da", "most points")


def registry(sheet: Sheet, head: Head, found: Found) -> None:
    """Take the units of a registry sheet; one that is known keeps the days that the file leaves blank."""
    for row in _rows(sheet, head):
        name, level = sheet.text(row, head.roles["place"]), level_of(_text(sheet, row, head, "level"))
        if not name:
            continue
        place = sheet.place(row, head.roles["place"])
        if level is None:
            found.tell("programme_level", sheet.place(row, head.roles["level"]), _text(sheet, row, head, "level"),
                       options=level_names())  # fmt: skip
            continue
        known = found.units.get(fold(name))
        key = known.key if known else f"{found.province}.{slug(name)}"
        if key in found.added:
            found.tell("programme_unit_twice", place, name, unit=name)
            continue
        first, last = (_day(sheet, row, head, role, found) for role in ("first", "last"))
        if known:
            first, last = first or known.first, last or known.last
        unit = Unit(key, found.province, level, known.name if known else Text(vi=name, en=name), first, last)
        found.added[key] = found.units[fold(name)] = unit


def figures(sheet: Sheet, head: Head, found: Found) -> Iterator[Figure]:
    """The figures of a sheet of any layout."""
    names = indicator_names(found.programme.indicators)
    for row in _rows(sheet, head):
        if head.layout == "units":
            yield from _of_unit(sheet, row, head, found)
            continue
        text = sheet.text(row, head.roles["indicator"])
        columns = [*head.periods, *(head.roles[role] for role in ("value", "numerator") if role in head.roles)]
        if not text or all(_blank(sheet, row, column) for column in columns):
            continue
        indicator = names.get(cells.plain(text))
        if indicator is None:
            found.tell("programme_indicator", sheet.place(row, head.roles["indicator"]), text)
            continue
        where = _where(sheet, row, head, found)
        if where is None:
            continue
        if head.layout == "periods":
            for column, period in head.periods.items():
                value = _number(sheet, row, column, found)
                if value is not None:
                    yield _figure(sheet, row, column, head, found, where, period, indicator, value)
        else:
            own = _period(sheet, row, head, found)
            column = head.roles.get("value", head.roles.get("numerator", 0))
            if own is not None:
                value = _number(sheet, row, head.roles["value"], found) if "value" in head.roles else None
                one = _figure(sheet, row, column, head, found, where, own, indicator, value)
                if one.value is not None or one.numerator is not None:
                    yield one


def scores(sheet: Sheet, head: Head, found: Found) -> Iterator[Score]:
    """Total, parts and criteria of each unit of an index sheet."""
    columns = {head.roles["total"]: (TOTAL, "")} | dict(head.criteria)
    most: dict[int, float | None] = {}
    for row in _rows(sheet, head):
        name = sheet.text(row, head.roles["place"])
        if cells.plain(name) in _MOST_POINTS:
            most = {column: _number(sheet, row, column, found) for column in columns}
            continue
        if not name or all(_blank(sheet, row, column) for column in columns):
            continue
        where, year = _where(sheet, row, head, found), _year(sheet, row, head, found)
        if where is None or where[0] is None or year is None:
            continue
        rank = _number(sheet, row, head.roles["rank"], found) if "rank" in head.roles else None
        rating = _text(sheet, row, head, "rating") or None
        for column, (criterion, label) in columns.items():
            value = _number(sheet, row, column, found)
            if value is None and criterion != TOTAL:
                continue
            total = criterion == TOTAL
            yield Score(
                place=sheet.place(row, column),
                unit=where[0],
                year=year,
                criterion=criterion,
                name=label,
                score=value,
                most=most.get(column),
                rank=int(rank) if total and rank is not None else None,
                rating=rating if total else None,
            )


def slug(name: str) -> str:
    """A name as part of a key: small letters, digits and underscores."""
    plain = "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in fold(name))
    return "_".join(part for part in plain.split("_") if part)[:80] or "unit"


def _of_unit(sheet: Sheet, row: int, head: Head, found: Found) -> Iterator[Figure]:
    """The figures of one unit, a column an indicator."""
    filled = [column for column in head.indicators if not _blank(sheet, row, column)]
    if not filled:
        return
    where, period = _where(sheet, row, head, found), _period(sheet, row, head, found)
    if where is None or period is None:
        return
    for column in filled:
        value = _number(sheet, row, column, found)
        if value is not None:
            yield _figure(sheet, row, column, head, found, where, period, head.indicators[column], value)


def _figure(
    sheet: Sheet,
    row: int,
    column: int,
    head: Head,
    found: Found,
    where: tuple[Unit | None, Level],
    period: Period,
    indicator: str,
    value: float | None,
) -> Figure:
    numbers: dict[str, float | None] = {
        role: _number(sheet, row, head.roles[role], found)
        for role in ("numerator", "denominator", "target")
        if role in head.roles and (role == "target" or head.layout == "figures")
    }
    return Figure(
        place=sheet.place(row, column),
        unit=where[0],
        level=where[1],
        period=period,
        indicator=indicator,
        value=value,
        qualifier=_qualifier(sheet, row, head, found),
        note_vi=_text(sheet, row, head, "note") or None,
        note_en=_text(sheet, row, head, "note_en") or None,
        source=_text(sheet, row, head, "source") or None,
        **numbers,
    )


def _where(sheet: Sheet, row: int, head: Head, found: Found) -> tuple[Unit | None, Level] | None:
    """Unit and level of a row; None, and an issue, where they are not clear."""
    name, said = _text(sheet, row, head, "place"), _text(sheet, row, head, "level")
    level = level_of(said) if said else None
    if said and level is None:
        found.tell("programme_level", sheet.place(row, head.roles["level"]), said, options=level_names())
        return None
    if not name or fold(name) in _own_names(found.province):
        return None, level or "province"
    unit = found.units.get(fold(name))
    place = sheet.place(row, head.roles["place"])
    if unit is None:
        found.tell("programme_unit", place, name, province=geography.province(found.province).name)
        return None
    if level not in (None, unit.level):
        found.tell("programme_unit_level", place, name, unit=name, found=said, level=level_name(unit.level))
        return None
    return unit, unit.level


def _period(sheet: Sheet, row: int, head: Head, found: Found) -> Period | None:
    start, end = (_text(sheet, row, head, role) for role in ("start", "end"))
    days = [day_of(sheet.value(row, head.roles[role])) if role in head.roles else None for role in ("start", "end")]
    place = sheet.place(row, head.roles.get("start"))
    if days[0] is None or days[1] is None:
        found.tell("programme_period", place, f"{start} – {end}", start=start, end=end)
        return None
    if days[0] > days[1]:
        told = [f"{day:%d/%m/%Y}" for day in days if day]
        found.tell("programme_period_reversed", place, f"{start} – {end}", start=told[0], end=told[1])
        return None
    return Period(days[0], days[1])


def _blank(sheet: Sheet, row: int, column: int) -> bool:
    """Whether nothing stands where a number belongs; a formula is something, though it has no value of its own."""
    cell = (row, column)
    filled = cell in sheet.formulas or cell in sheet.errors
    return not filled and cells.number(sheet.value(row, column)).state == "blank"


def _number(sheet: Sheet, row: int, column: int, found: Found) -> float | None:
    """The number in a cell; None, and an issue unless it is blank, where there is none."""
    place = sheet.place(row, column)
    if (row, column) in sheet.errors:
        found.tell("error_cell", place, sheet.errors[row, column])
        return None
    if (row, column) in sheet.formulas:
        found.tell("formula_cell", place)
        return None
    number = cells.number(sheet.value(row, column))
    if number.state == "text":
        found.tell("not_number", place, sheet.value(row, column))
    return number.value


def _day(sheet: Sheet, row: int, head: Head, role: Role, found: Found) -> date | None:
    """A day of the registry; None for a blank, and an issue where something else stands."""
    if role not in head.roles or cells.is_blank(sheet.value(row, head.roles[role])):
        return None
    day = day_of(sheet.value(row, head.roles[role]))
    if day is None:
        text = _text(sheet, row, head, role)
        found.tell("programme_period", sheet.place(row, head.roles[role]), text, start=text, end="")
    return day


def _year(sheet: Sheet, row: int, head: Head, found: Found) -> int | None:
    text = _text(sheet, row, head, "year")
    if len(text) == 4 and text.isascii() and text.isdecimal() and "1990" <= text <= "2100":
        return int(text)
    found.tell("programme_year", sheet.place(row, head.roles["year"]), text)
    return None


def _qualifier(sheet: Sheet, row: int, head: Head, found: Found) -> Qualifier | None:
    text = _text(sheet, row, head, "qualifier")
    word = qualifier_of(text) if text else None
    if text and word is None:
        place = sheet.place(row, head.roles["qualifier"])
        found.tell("programme_qualifier", place, text, options=("gần", "trên", "khoảng", *QUALIFIERS))
    return word


def _rows(sheet: Sheet, head: Head) -> range:
    return range(head.row + 1, sheet.height)


def _text(sheet: Sheet, row: int, head: Head, role: Role) -> str:
    return sheet.text(row, head.roles[role]) if role in head.roles else ""


def _own_names(province: str) -> frozenset[str]:
    one = geography.province(province)
    return frozenset(fold(name) for name in (one.name.vi, one.name.en, one.full_name))
