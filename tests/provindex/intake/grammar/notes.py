"""What stands around a table: titles, decisions, units, totals, regions, notes."""

from collections.abc import Sequence
from random import Random

from provindex import geography
from provindex.geography import Province
from tests.provindex.intake.grammar import words
from tests.provindex.intake.grammar.model import Grid
from tests.provindex.intake.grammar.tables import Row, region_name
from tests.provindex.intake.grammar.world import edition

ROMAN = ("I", "II", "III", "IV", "V", "VI")


def title(random: Random, indices: Sequence[str], year: str) -> str:
    """A title that names the indices, and the year where ``year`` is not empty."""
    text = random.choice(words.TITLE[indices[0]])
    if len(indices) > 1:
        text = random.choice(("KẾT QUẢ PAR INDEX VÀ SIPAS {year}", "Chỉ số CCHC và Chỉ số SIPAS {year} cấp tỉnh"))
    return " ".join(text.format(year=year).split())


def year_text(random: Random, years: Sequence[int]) -> str:
    """How a title names the years."""
    if len(years) == 1:
        return random.choice(("NĂM {}", "năm {}", "{}", "năm {}")).format(years[0])
    first, last = min(years), max(years)
    return random.choice(
        ("NĂM {0} VÀ NĂM {1}", "các năm {0} - {1}", "giai đoạn {0}-{1}", "năm {1} so với năm {0}")
    ).format(first, last)


def decision(random: Random, year: int) -> str:
    """The line that names the decision and its date, which lies in the year after that of the figures."""
    number = random.choice((268, 1150, 628, 876, year, 2019, 1294))
    date = random.choice(words.DATES).replace("2024", str(year + 1))
    date = date if date.startswith(("ngày", "tháng")) else f"ngày {date}"
    return random.choice(words.BELOW_TITLE).format(number=number, date=date)


def put_lines(grid: Grid, random: Random, lines: Sequence[str], top: int, width: int, *, merged: bool) -> int:
    """Write lines above a table, one a row; returns the row below."""
    for line in lines:
        column = 0 if merged or random.random() < 0.8 else min(1, width - 1)
        grid.put(top, column, line)
        if merged and width > 1:
            grid.merged.append((top, 0, top, width - 1))
        top += 1
    return top


def body(random: Random, provinces: Sequence[Province], *, regions: bool, means: bool, totals: bool) -> list[Row]:
    """The rows of a table: provinces as they are sorted, or under their regions, and rows of means."""
    rows = [Row("province", one) for one in provinces]
    if regions:
        rows = []
        for number, (region, members) in enumerate(_by_region(provinces).items()):
            prefix = random.choice(("", "Vùng ", f"{ROMAN[number]}. ", "Khu vực "))
            label = f"{prefix}{region}"
            shown = tuple(members) if means else ()
            rows.append(Row("region", label=label, number=random.choice((None, ROMAN[number])), members=shown))
            rows += [Row("province", one) for one in members]
    if totals:
        total = Row("total", label=random.choice(words.TOTAL), members=tuple(provinces))
        rows = [total, *rows] if random.random() < 0.2 else [*rows, total]
        if random.random() < 0.2:
            rows.append(Row("total", label=random.choice(words.TOTAL), members=tuple(provinces)))
    return rows


def put_notes(grid: Grid, random: Random, top: int, count: int, year: int) -> None:
    """Notes below a table, mostly after a blank row."""
    top += random.choice((0, 1, 1, 2))
    for line in random.sample(words.NOTES + words.FOOTNOTES, count):
        grid.put(top, random.choice((0, 0, 1)), line.replace("2024", str(year + 1)))
        top += 1


def put_signature(grid: Grid, random: Random, top: int, width: int, year: int) -> None:
    """Who signed, to the right below a table, and perhaps who gets it, to the left."""
    top += random.choice((1, 2))
    recipients = words.RECIPIENTS if random.random() < 0.5 else ()
    for row, line in enumerate(random.choice(words.SIGNATURE)):
        grid.put(top + row, max(2, width - 2), line and line.replace("2024", str(year + 1)))
    for row, line in enumerate(recipients):
        grid.put(top + row, 0, line)


def _by_region(provinces: Sequence[Province]) -> dict[str, list[Province]]:
    found: dict[str, list[Province]] = {}
    for province in provinces:
        found.setdefault(region_name(province), []).append(province)
    return found


def in_edition(year: int) -> list[Province]:
    return list(geography.provinces(edition(year)))
