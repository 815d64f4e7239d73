"""Small tables of made-up figures: lists of provinces, lying and standing, for several sheets of one file."""

from collections.abc import Sequence

from tests.provindex.intake import layouts

NAMES = [one.name.vi for one in layouts.OLD]
IDS = [one.id for one in layouts.OLD]


def score(place, add=0):
    """A score of a province: not in the order of the names, and no two alike."""
    return 60 + (place * 37 % 63) / 4 + add


def column(add=0, places=range(63)):
    """The scores of a measure by province."""
    return {IDS[place]: score(place, add) for place in places}


def standing(title: str | None, heads: Sequence[object] | None, places=range(63), add=0):
    """Provinces in rows; each further column is one point higher."""
    count = len(heads) - 1 if heads else 1
    rows = [[title]] if title else []
    rows += [list(heads)] if heads else []
    return [*rows, *[[NAMES[at], *[score(at, add + one) for one in range(count)]] for at in places]]


def lying(title: str | None, labels: Sequence[str], places=range(63), add=0):
    """Provinces side by side; each further row is one point higher."""
    rows = [[title]] if title else []
    rows.append(["Chỉ số", *[NAMES[at] for at in places]])
    return [*rows, *[[label, *[score(at, add + one) for at in places]] for one, label in enumerate(labels)]]


def book(*sheets):
    """A workbook of sheets, each with its name."""
    made = layouts.Book()
    for name, rows in sheets:
        sheet = made.sheet(name)
        for row in rows:
            sheet.append(list(row))
    return made.bytes()


def scores(reading, year, measure="par", name="score"):
    """The figures of a measure by province."""
    frame = reading.years[year].query("measure == @measure").dropna(subset=[name])
    return dict(zip(frame["province"], frame[name], strict=True))
