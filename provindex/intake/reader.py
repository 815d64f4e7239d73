"""The door of the intake: bytes in, a `Reading` out, whatever the bytes are."""

import hashlib
import logging
from collections.abc import Callable
from types import ModuleType
from typing import Literal

import pandas as pd

from provindex.catalog import Catalog
from provindex.core.errors import StoreError
from provindex.intake.checks.correction import corrected
from provindex.intake.checks.history import Published, Stored, check_against, check_file, tables_of
from provindex.intake.checks.year import check
from provindex.intake.decimal_marks import DecimalMarks
from provindex.intake.extraction import Answers, Desk, Draft
from provindex.intake.formats.workbook import Workbook, load
from provindex.intake.issues import Issues, Refused, issue_of
from provindex.intake.layouts import mixed, papi_multi, papi_wide, papi_yearly, par_annex, plain
from provindex.intake.layouts.continued import note_continued
from provindex.intake.layouts.source import source_in
from provindex.intake.layouts.unread import leave_unread
from provindex.intake.lookback import without_lookback
from provindex.intake.normalisation import Year, assemble
from provindex.intake.result import Question, Reading

_LOG = logging.getLogger(__name__)

_ASKED: dict[str, Literal["year", "index"]] = {
    "year_unknown": "year",
    "year_disputed": "year",
    "index_unknown": "index",
    "index_several": "index",
}
"""What a person is asked where a file is refused for it."""

Opener = Callable[[bytes, str], Workbook]
"""Makes a workbook of the bytes of a file and its name; raises Refused where it cannot."""

LAYOUTS: tuple[ModuleType, ...] = (papi_multi, mixed, papi_wide, papi_yearly, par_annex, plain)
"""The readers of layouts; the first that matches reads. Each has NAME, matches(workbook) and read(desk)."""


def read(
    data: bytes,
    name: str,
    catalog: Catalog,
    answers: Answers | None = None,
    published: Published | None = None,
    opened: Opener = load,
) -> Reading:
    """Read an uploaded file and check it, without writing, running or computing anything in it.

    Args:
        data: The bytes.
        name: What the file is called; only its year is believed, its extension is not.
        catalog: The indices it may be about.
        answers: What a person said about it.
        published: What was published before; what the store shows if left out.
        opened: Opens the file; a server hands in `provindex.worker.opening.load`, which does so in another process.

    Returns:
        The years with their issues. For a file that is refused, one issue says why; nothing is ever raised for what
        the bytes are.
    """
    issues = Issues()
    sha256 = hashlib.sha256(data).hexdigest()
    base = name.replace("\\", "/").rpartition("/")[2]
    workbook: Workbook | None = None
    try:
        workbook = opened(data, base)
        return _read(workbook, sha256, catalog, answers or Answers(), published or Stored(), issues)
    except Refused as refused:
        issues.add(refused.issue)
    # Whatever a reader has not foreseen is told to the person as a refusal; the examples in the tests show none.
    except Exception:
        _LOG.exception("a reader failed", extra={"sha256": sha256})
        issues.add(issue_of("unreadable"))
    finally:
        _LOG.info("file read", extra={"sha256": sha256, "codes": issues.counts()})
    return Reading(base, sha256, issues=issues.collected(), workbook=workbook)


def layout_of(workbook: Workbook) -> ModuleType:
    """The reader of the workbook's layout.

    Raises:
        Refused: No layout fits.
    """
    note_continued(workbook)
    if plain.is_certain(workbook):
        return plain
    found = next((layout for layout in LAYOUTS if layout.matches(workbook)), None)
    if found is None:
        raise Refused(issue_of("layout_unknown"))
    return found


def read_workbook(layout: ModuleType, desk: Desk, published: Published | None = None) -> tuple[Draft, list[Year]]:
    """Read a workbook by its layout, judge names and numbers, and run the checks that need nothing else.

    A correction is laid over what was published and checked as the whole table.

    Raises:
        Refused: Nothing says the index or the year, or no row or column is a measure.
    """
    draft: Draft = layout.read(desk)
    leave_unread(desk, draft)
    marks = DecimalMarks()
    tables = without_lookback(draft.tables, draft.index, desk.issues)
    years = [assemble(table, draft.index, desk.answers, desk.issues, marks) for table in tables]
    marks.note(desk.issues)
    if desk.answers.correct:
        return draft, [corrected(year, published or Stored(), desk.answers, desk.issues) for year in years]
    for year in years:
        check(year, desk.issues)
    return draft, years


def _read(
    workbook: Workbook, sha256: str, catalog: Catalog, answers: Answers, published: Published, issues: Issues
) -> Reading:
    for issue in workbook.issues:
        issues.add(issue)
    layout = layout_of(workbook)
    draft: Draft | None = None
    years: list[Year] = []
    questions: list[Question] = []
    try:
        draft, years = read_workbook(layout, Desk(workbook, catalog, answers, issues), published)
    except Refused as refused:
        issues.add(refused.issue)
        questions += [Question(_ASKED[refused.issue.code])] if refused.issue.code in _ASKED else []
    frames = {year.year: year.frame() for year in years}
    before: dict[int, pd.DataFrame] = {}
    try:
        check_file(sha256, published, issues)
        before = tables_of(published, draft.index.key) if draft else {}
    except StoreError:
        issues.add(issue_of("history_unread"))
    found = Issues() if answers.correct else issues
    check_against(years, frames, before, found)
    for issue in found.collected() if answers.correct else ():
        # Only what stands in the file is judged: the other figures of a corrected year were published before.
        if issue.row is not None or issue.column is not None:
            issues.add(issue)
    return Reading(
        workbook.name,
        sha256,
        layout=layout.NAME,
        index=draft.index if draft else None,
        years=frames,
        assembled={year.year: year for year in years},
        issues=issues.collected(),
        unresolved=tuple(one for year in years for one in year.unresolved),
        questions=(*questions, *(question for year in years for question in _questions(year))),
        workbook=workbook,
        source=source_in(workbook),
    )


def _questions(year: Year) -> list[Question]:
    asked = [Question("name", year.year, one.name, year.edition, one.options, (one.place,)) for one in year.unresolved]
    for words, proposed in year.worded.items():
        asked.append(Question("words", year.year, words, year.edition, proposed=tuple(proposed.items())))
    if year.zeros:
        provinces = tuple(dict.fromkeys(province for province, _, _ in year.zeros))
        asked.append(Question("zeros", year.year, places=tuple(year.zeros.values()), provinces=provinces))
    # A name that is not understood yet may be that of a province that seems to be missing.
    if year.lacking and not asked and not year.part and year.year not in year.index.editions:
        asked.append(Question("part", year.year, edition=year.edition, provinces=year.named))
    return asked
