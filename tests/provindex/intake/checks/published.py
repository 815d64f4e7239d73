"""What shipped, as years to be checked, and files to be read against it."""

from provindex.intake.checks.pairs import wide
from provindex.intake.normalisation import Year, edition_of
from provindex.store import score_store
from tests.provindex.intake.layouts import CATALOG

EVERY_YEAR = tuple((key, year) for key in CATALOG.indices for year in score_store.shipped_years(key))


class Shipped:
    """Only what ships was published."""

    def __init__(self, files=None):
        self._files = files or {}

    def years(self, index):
        return score_store.shipped_years(index)

    def scores(self, index, year):
        return score_store.read_shipped(index, year)

    def files(self):
        return self._files


class Given(Shipped):
    """Some frames were published, by year, whatever the index."""

    def __init__(self, frames):
        super().__init__()
        self._frames = frames

    def years(self, index):
        return tuple(self._frames)

    def scores(self, index, year):
        return self._frames[year]


def tables(index):
    """Scores of every shipped year of an index, provinces times measures."""
    return {year: wide(score_store.read_shipped(index, year)) for year in score_store.shipped_years(index)}


def year_of(index, year):
    """A year without figures, as the checks want it beside a table."""
    found = CATALOG.indices[index]
    return Year(found, year, edition_of(found, year))
