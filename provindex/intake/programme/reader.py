"""A programme file read and checked: its cells in, figures, units and scores or a list of issues out.

Nothing is written here. What may be published are the three tables of a reading that has no blocking issue.
"""

import re
from collections.abc import Callable, Container
from dataclasses import dataclass, field

import pandas as pd
import pyarrow as pa

from provindex import geography
from provindex.catalog.programme_model import OBSERVATIONS, UNIT_SCORES, UNITS, Programme, Unit, empty, frame
from provindex.core.translate import in_every_language
from provindex.geography import name_matching
from provindex.intake import cells
from provindex.intake.formats.workbook import Sheet, Workbook
from provindex.intake.issues import Issue, Issues, Place, issue_of
from provindex.intake.programme import checks
from provindex.intake.programme.headers import head_of
from provindex.intake.programme.records import Figure, Found, Score
from provindex.intake.programme.rows import figures, registry, scores
from provindex.intake.result import Reading as IndexReading

_PROVINCE = ("tinh", "tinh, thanh pho", "tinh/thanh pho", "province")
_PROVINCE_ROWS = 12
_ID = re.compile(r"(\d\d:\d\d)\b")


@dataclass(frozen=True)
class Reading:
    """What a programme file says.

    Attributes:
        province: Id of the province; None where that is not clear.
        observations: Figures in `provindex.catalog.programme_model.OBSERVATIONS`, in the order of the file.
        units: Units that the file adds to the registry or gives other days, in
            `provindex.catalog.programme_model.UNITS`.
        scores: Scores of the units' own index, in `provindex.catalog.programme_model.UNIT_SCORES`.
        issues: What to mend or to know, what blocks first.
        sha256: Hash of the bytes; empty for a file that is not read at all.
        name: Name of the file, without folders.
        workbook: The cells that were read; None if the file could not be opened.
    """

    province: str | None
    observations: pd.DataFrame
    units: pd.DataFrame
    scores: pd.DataFrame
    issues: tuple[Issue, ...]
    sha256: str = ""
    name: str = ""
    workbook: Workbook | None = field(default=None, repr=False)

    @property
    def blocks(self) -> bool:
        """Whether anything has to be mended before figures are published."""
        return any(issue.severity == "blocks" for issue in self.issues)

    @property
    def publishable(self) -> bool:
        """Whether nothing blocks it and there is something to publish."""
        return not self.blocks and bool(len(self.observations) or len(self.units) or len(self.scores))


def recognises(found: IndexReading, programme: Programme) -> bool:
    """Whether a file that was read as that of an index is one of a programme.

    It is where it has the headings of one and none of the publishers' layouts. A plain table or an annex may have the
    headings of both: it is one of a programme where it names the one province that it is of, and a plain table also
    where it says no index.

    Args:
        found: The file read as that of an index.
        programme: For the indicators.
    """
    book = found.workbook
    if book is None or found.layout not in (None, "plain", "par_annex"):
        return False
    headed = any(head_of(sheet, programme.indicators) for sheet in book.sheets)
    nothing = found.layout is None or (found.layout == "plain" and found.index is None)
    return headed and (nothing or _province(book) is not None)


def read(
    book: Workbook,
    programme: Programme,
    province: str | None = None,
    published: Callable[[str], Container[str]] = lambda _: (),
) -> Reading:
    """Read a file in one of the layouts of the templates, whichever sheets it has.

    Args:
        book: Its cells.
        programme: Everything published so far.
        province: Id of the province, where a person chose it; else the file has to say.
        published: Id of a province -> hashes of the files that were published of it.

    Returns:
        The reading; where the province is not clear it has the issue that says so, and no rows.
    """
    said = _province(book)
    if said is not None and province is not None and not _alike(said, province):
        told = {"found": geography.province(said).name, "chosen": geography.province(province).name}
        return _nothing(province, issue_of("programme_other_province", facts=told), book)
    of = province or said
    if of is None:
        return _nothing(None, issue_of("programme_province"), book)
    found = Found(programme, of, Issues())
    if book.sha256 in published(of):
        what = in_every_language(
            lambda t: t("reform programme of {province}", province=geography.province(of).name.get(t.lang))
        )
        found.issues.add(issue_of("already_published", facts={"what": what}))
    return _read(book, found)


def _read(book: Workbook, found: Found) -> Reading:
    for issue in book.issues:
        found.issues.add(issue)
    heads = [(sheet, head_of(sheet, found.programme.indicators)) for sheet in book.sheets]
    if not any(head for _, head in heads):
        found.issues.add(issue_of("programme_no_table"))
    for sheet, head in heads:
        if head is None and _labelled(sheet) is None and sheet.height:
            found.issues.add(issue_of("programme_sheet_left", Place(sheet.name)))
        if head is not None and head.layout == "registry":
            registry(sheet, head, found)
    told: list[Figure] = []
    points: list[Score] = []
    for sheet, head in heads:
        if head is not None and head.layout == "index":
            points += scores(sheet, head, found)
        elif head is not None and head.layout != "registry":
            told += figures(sheet, head, found)
    checks.figures(told, found)
    checks.scores(points, found)
    return Reading(
        province=found.province,
        observations=_observations(told, found.province, book.name),
        units=_units(tuple(found.added.values()), book.name),
        scores=_scores(points, found.province, book.name),
        issues=found.issues.collected(),
        sha256=book.sha256,
        name=book.name,
        workbook=book,
    )


def _alike(said: str, chosen: str) -> bool:
    """Whether two provinces are called the same: then the one that was chosen is that of the right time."""
    return geography.province(said).name == geography.province(chosen).name


def _nothing(province: str | None, issue: Issue, book: Workbook) -> Reading:
    tables = empty(OBSERVATIONS), empty(UNITS), empty(UNIT_SCORES)
    return Reading(province, *tables, (*book.issues, issue), book.sha256, book.name, book)


def _province(book: Workbook) -> str | None:
    """The province that a sheet of the file names; None where none does."""
    return next((found for sheet in book.sheets if (found := _labelled(sheet))), None)


def _labelled(sheet: Sheet) -> str | None:
    """The province beside a cell that says “Province”."""
    for row in range(min(sheet.height, _PROVINCE_ROWS)):
        for column in range(len(sheet.rows[row])):
            if cells.plain(sheet.value(row, column)) in _PROVINCE:
                found = _named(sheet.text(row, column + 1))
                if found is not None:
                    return found
    return None


def _named(text: str) -> str | None:
    known = {one.id for edition in geography.editions() for one in geography.provinces(edition.key)}
    identity = _ID.match(text)
    if identity is not None and identity.group(1) in known:
        return identity.group(1)
    found = (name_matching.resolve(text, edition.key).province for edition in geography.editions())
    return next((province for province in found if province), None) if text else None


def _observations(rows: list[Figure], province: str, file: str) -> pd.DataFrame:
    table = {
        "province": [province for _ in rows],
        "unit": [row.unit.key if row.unit else None for row in rows],
        "level": [row.level for row in rows],
        "start": [row.period.start for row in rows],
        "end": [row.period.end for row in rows],
        "indicator": [row.indicator for row in rows],
        "value": [row.value for row in rows],
        "qualifier": [row.qualifier for row in rows],
        "numerator": [row.numerator for row in rows],
        "denominator": [row.denominator for row in rows],
        "target": [row.target for row in rows],
        "note_vi": [row.note_vi for row in rows],
        "note_en": [row.note_en for row in rows],
        "source": [row.source or file for row in rows],
    }
    return frame(pa.table(table, schema=OBSERVATIONS))


def _units(units: tuple[Unit, ...], file: str) -> pd.DataFrame:
    table = {
        "unit": [unit.key for unit in units],
        "province": [unit.province for unit in units],
        "level": [unit.level for unit in units],
        "name_vi": [unit.name.vi for unit in units],
        "name_en": [unit.name.en for unit in units],
        "valid_from": [unit.first for unit in units],
        "valid_to": [unit.last for unit in units],
        "source": [file for _ in units],
    }
    return frame(pa.table(table, schema=UNITS))


def _scores(rows: list[Score], province: str, file: str) -> pd.DataFrame:
    table = {
        "province": [province for _ in rows],
        "unit": [row.unit.key for row in rows],
        "year": [row.year for row in rows],
        "criterion": [row.criterion for row in rows],
        "name": [row.name for row in rows],
        "score": [row.score for row in rows],
        "max_points": [row.most for row in rows],
        "rank_published": [row.rank for row in rows],
        "rating": [row.rating for row in rows],
        "note": [None for _ in rows],
        "source": [file for _ in rows],
    }
    return frame(pa.table(table, schema=UNIT_SCORES))
