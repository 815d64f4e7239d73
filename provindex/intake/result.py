"""What came out of a file: the years in the schema of the store, the issues, and what a person has to be asked."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from provindex import geography
from provindex.catalog import Index
from provindex.core.translate import N_, Translator
from provindex.intake.formats.workbook import Workbook
from provindex.intake.issues import Issue, Place
from provindex.intake.normalisation import Year
from provindex.intake.province_matching import Unresolved

CLEAN, BLOCKED, UNREADABLE = 0, 1, 2

_PART = N_(
    "This file has {n} of {of} provinces for {year}, and no figures of {year} are published. Publish it as a part of "
    "the list?"
)


@dataclass(frozen=True)
class Question:
    """What only a person can say; the answer goes into ``Answers`` and the file is read once more.

    Attributes:
        about: ``zeros``: are these zeros missing figures? ``name``: which province is meant? ``words``: are
            these the provinces in some longer names? ``year`` and ``index``: which one is the file of? ``part``: are
            these provinces all that is to be published of a year without published figures?
        year: The year of the zeros, of the name or of the part.
        name: The name as written; of ``words`` what all of the names have beside a province's.
        edition: Key of the province edition in which the name is sought.
        options: Ids of provinces that may be meant.
        places: Where in the file.
        provinces: Ids of the provinces with zeros; of ``part`` all those of the file.
        proposed: Each longer name as written, with the id of the province in it.
    """

    about: Literal["zeros", "name", "words", "year", "index", "part"]
    year: int | None = None
    name: str = ""
    edition: str = ""
    options: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    provinces: tuple[str, ...] = ()
    proposed: tuple[tuple[str, str], ...] = ()

    def asked_part(self, t: Translator) -> str:
        """The question of ``part`` as a sentence."""
        return t(_PART, n=len(self.provinces), of=len(geography.provinces(self.edition)), year=self.year)


@dataclass(frozen=True)
class Reading:
    """A file that was read, as far as it could be.

    Attributes:
        name: Name of the file, without folders.
        sha256: Hash of its bytes.
        layout: Which layout it has: ``papi_yearly``, ``papi_multi``, ``papi_wide``, ``par_annex``, ``plain``,
            ``mixed``; None if it is none of them.
        index: The index it is about; None if that could not be said.
        years: The figures of each year in the schema of the store, without rows for missing figures.
        assembled: The same with the places of the figures in the file.
        issues: What is wrong or to be known, what blocks first.
        unresolved: Names that mean no province for certain.
        questions: What only a person can say.
        workbook: The cells that were read; None if the file could not be opened.
        source: The decision or report that the lines around the tables name, in Vietnamese; empty where none.
    """

    name: str
    sha256: str
    layout: str | None = None
    index: Index | None = None
    years: dict[int, pd.DataFrame] = field(default_factory=dict)
    assembled: dict[int, Year] = field(default_factory=dict, repr=False)
    issues: tuple[Issue, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    questions: tuple[Question, ...] = ()
    workbook: Workbook | None = field(default=None, repr=False)
    source: str = ""

    @property
    def edition(self) -> str | None:
        """Key of the province edition of the newest year."""
        return self.assembled[max(self.assembled)].edition if self.assembled else None

    @property
    def blocks(self) -> bool:
        """Whether anything has to be mended before figures are published."""
        return any(issue.severity == "blocks" for issue in self.issues)

    def is_part(self, year: int) -> bool:
        """Whether provinces of the edition have no row or column in a year, for no reason that the register knows."""
        return bool(self.assembled[year].lacking)

    def missing(self, year: int) -> int:
        """Provinces of the edition times measures of the file, less the rows that were read."""
        figures = self.assembled[year]
        measures = {measure for measure, _ in figures.headings} | set(self.years[year]["measure"])
        expected = len(geography.provinces(figures.edition)) * len(measures)
        return expected - len(self.years[year])


def exit_code(reading: Reading) -> int:
    """0 if nothing blocks, 1 if something does, 2 if no table of a known layout could be read from the file."""
    if reading.layout is None:
        return UNREADABLE
    return BLOCKED if reading.blocks else CLEAN


def to_json(reading: Reading) -> dict[str, object]:
    """Plain values: layout, index, edition, years (year, rows, missing) and issues, without sentences."""
    return {
        "layout": reading.layout,
        "index": reading.index.key if reading.index else None,
        "edition": reading.edition,
        "source": reading.source or None,
        "years": [
            {"year": year, "rows": len(frame), "missing": reading.missing(year)}
            for year, frame in reading.years.items()
        ],
        "issues": issues_json(reading.issues),
    }


def issues_json(issues: Iterable[Issue]) -> list[dict[str, object]]:
    """Issues as plain values, without sentences."""
    return [issue.values() for issue in issues]
