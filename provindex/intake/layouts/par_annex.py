"""PAR INDEX and SIPAS as annexed to the ministry's decisions: rank, province, score, and the eight fields of reform.

The fields are in per cent of their maximum, as they are stored, or in points with the maximum stated in the heading
("tối đa 9,5 điểm") or in a row of its own ("Điểm tối đa") between the headings and the provinces. Headings may take
two rows, the lower one under a common heading of the fields. Several tables of one file are told apart by their titles.
"""

from dataclasses import dataclass, replace

from provindex.catalog import Index
from provindex.intake.extraction import Desk, Draft, leave_columns
from provindex.intake.formats.workbook import Workbook
from provindex.intake.issues import Refused, issue_of
from provindex.intake.layouts.headings import Head, heads_of
from provindex.intake.layouts.indices import index_of, other_index
from provindex.intake.layouts.tables import Tables
from provindex.intake.layouts.years import Stated, leave_sheet, stated_in_order, year_of_file

NAME = "par_annex"

_HEADED = ("rank_published", "score", "number")


@dataclass(frozen=True)
class _Annex:
    head: Head
    index: Index
    stated: Stated


def matches(workbook: Workbook) -> bool:
    """Whether a sheet has provinces beside a rank or a score, without keys or numbered names in its headings."""
    return any(_is_annex(head) for sheet in workbook.sheets for head in heads_of(sheet))


def read(desk: Desk) -> Draft:
    """Read the tables of one index and year, and say which others were left.

    Raises:
        Refused: Nothing says the index or the year, two things say different ones, or no column holds its figures.
    """
    annexes = _annexes(desk)
    # Of several years that of the file name, or the newest; the first table of it says which index is read.
    mine = [annex for annex in annexes if annex.index.key == desk.answers.index] or annexes
    years = {annex.stated.year for annex in mine if annex.stated.year}
    wanted = year_of_file(desk)
    wanted = wanted if wanted in years else max(years, default=None)
    chosen = next((annex for annex in mine if annex.stated.year in (wanted, None)), mine[0])
    tables = Tables(desk, chosen.index)
    for annex in annexes:
        sheet = annex.head.sheet
        if annex.index.key != chosen.index.key:
            desk.issues.add(issue_of("index_left", sheet.place(annex.head.row), facts={"index": annex.index.short}))
        elif annex.stated.year not in (wanted, None) and annex.stated.alone:
            place = sheet.place(annex.head.row)
            desk.issues.add(issue_of("table_left", place, facts={"year": annex.stated.year or 0}))
        elif annex.stated.year not in (wanted, None):
            leave_sheet(desk, sheet, annex.stated.year, chosen.head.sheet, wanted)
        elif annex.stated.year is None and annex is not chosen and not _continues(tables, annex, chosen):
            leave_sheet(desk, sheet, None, chosen.head.sheet, wanted)
        else:
            tables.add(annex.head, chosen.stated if annex.stated.year is None else annex.stated)
    return Draft(NAME, chosen.index, tables.in_order(chosen.head.sheet.place()))


def _is_annex(head: Head) -> bool:
    return head.name is not None and any(role in head.roles for role in _HEADED)


def _continues(tables: Tables, annex: _Annex, chosen: _Annex) -> bool:
    """Whether a table that states no year is of that of the chosen one.

    It is on the same sheet, where the file says the year, and where it holds parts: another list of totals may be of
    any year.
    """
    if (
        annex.head.goes_on
        or annex.head.sheet is chosen.head.sheet
        or chosen.stated.year is None
        or year_of_file(tables.desk) is not None
    ):
        return True
    return not tables.holds_total(annex.head)


def _annexes(desk: Desk) -> list[_Annex]:
    """The tables with the index and year that they state; one below another continues it where it states none."""
    annexes: list[_Annex] = []
    unsaid: list[tuple[Head, Refused]] = []
    for sheet in desk.workbook.sheets:
        heads = [head for head in heads_of(sheet) if head.name is not None]
        above = annexes[-1] if annexes and heads and heads[0].goes_on else None
        for head, stated in zip(heads, stated_in_order(sheet, [head.lines for head in heads]), strict=True):
            if head.goes_on and above is not None and stated.title is None:
                stated = replace(stated, title=above.stated.title)
            try:
                index = index_of(desk, [head], f"{head.title} {desk.workbook.stem}", sheet.place())
            except Refused as refused:
                if refused.issue.code != "index_unknown":
                    raise
                if above is None and _is_annex(head):
                    unsaid.append((head, refused))
                    continue
                if above is None:
                    leave_columns(desk, sheet, head.first - 1, (), head.paths)
                    continue
                index = above.index
            above = _Annex(head, other_index(desk, head, index) or index, stated)
            annexes.append(above)
    if not annexes and unsaid:
        raise unsaid[0][1]
    for head, _ in unsaid:
        desk.issues.add(issue_of("index_unsaid", head.sheet.place(head.row)))
    return annexes
