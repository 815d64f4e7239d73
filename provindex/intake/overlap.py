"""Two files of one round that hold figures of the same year: whether one would replace what the other says."""

from dataclasses import dataclass

import pandas as pd

from provindex.catalog import Index
from provindex.intake.diff import difference
from provindex.intake.issues import Place
from provindex.intake.result import Reading

_KEYS = ["province", "measure"]


@dataclass(frozen=True)
class Extract:
    """What one file holds, without the cells from which it was read.

    Attributes:
        index: The index; None if it could not be said.
        years: The figures that stand in the file, by year, in the schema of the store.
        corrects: Whether these are laid over what is published, so that all else of their years stays.
    """

    index: Index | None
    years: dict[int, pd.DataFrame]
    corrects: bool


def extract(reading: Reading, *, corrects: bool) -> Extract:
    """The figures of a file; of a correction without those that it takes over from what is published."""
    years = dict(reading.years)
    if corrects:
        years = {year: _standing_in_file(reading, year) for year in years}
    return Extract(reading.index, years, corrects)


def contradictions(first: Extract, second: Extract, index: Index, year: int) -> pd.DataFrame | None:
    """The figures by which two files contradict each other about a year of an index.

    Args:
        first: One file, which has figures of the year.
        second: The other, which has some too.
        index: The catalogue of the index.
        year: The year.

    Returns:
        The rows of `provindex.intake.diff.difference` from the first to the second that are not the same. Of two whole
        tables only one can stand, so there may be no rows. None where both can be published: at least one is a
        correction, and no figure that stands in both differs.
    """
    before, after = first.years[year], second.years[year]
    either_corrects = first.corrects or second.corrects
    if either_corrects:
        before, after = _common(before, after), _common(after, before)
    rows = difference(before, after, index, year)
    rows = rows[rows["status"] != "same"]
    return None if either_corrects and rows.empty else rows


def _standing_in_file(reading: Reading, year: int) -> pd.DataFrame:
    places = reading.assembled[year].places.items()
    pairs = {key[:2] for key, place in places if place != Place()}
    frame = reading.years[year]
    stands = [pair in pairs for pair in zip(frame["province"], frame["measure"], strict=True)]
    return frame[stands]


def _common(frame: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """The rows of which the other table has the same province and measure."""
    both = pd.MultiIndex.from_frame(frame[_KEYS]).isin(pd.MultiIndex.from_frame(other[_KEYS]))
    return frame[both]
