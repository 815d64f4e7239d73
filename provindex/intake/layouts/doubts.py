"""What makes a table doubtful whose headings are understood: what its title says, decimals in cells of their own."""

import re
from collections.abc import Mapping, Sequence

from provindex.catalog import Index
from provindex.intake import cells
from provindex.intake.extraction import Desk, Table, Target
from provindex.intake.formats.workbook import Sheet
from provindex.intake.issues import Fact, Issues, Place, issue_of
from provindex.intake.layouts import measure_names, titles
from provindex.intake.layouts.blocks import Block
from provindex.intake.layouts.columns import Meaning, is_another_figure, root_names
from provindex.intake.layouts.headings import Head, heads_of
from provindex.intake.layouts.measure_names import Found, MeasureNames
from provindex.intake.layouts.years import years_in

_FEWEST = 5
"""Whole numbers from which it is no chance that no score has decimals."""

# What is not the published result of a year: points that somebody gives themselves, targets, drafts, parts of a year.
_NO_RESULT = re.compile(
    r"\b(?:tu cham(?: diem)?|tu danh gia|chua (?:qua )?tham dinh|muc tieu|chi tieu\b.*\bgiao|du bao|du kien|du thao"
    r"|phan dau|ke hoach (?:nang cao|cai thien|tang diem)|kich ban|mo phong|tinh thu|minh hoa|gia dinh"
    r"|muc tang|(?<!ngay )[369] thang(?! ?\d)(?: dau| cuoi)?|quy (?:[1-4]|i{1,3}|iv)"
    r"|trung binh \d nam|cap huyen|cap xa(?! ?[/,]? ?phuong)|cap so"
    r"|thuoc tinh|(?:cac )?huyen, (?:thi xa|thanh pho)|cac huyen|thi xa)\b"
)
# What a caption of one table among others says of its points: whose they are, or that they are not of this year.
_ANOTHER = re.compile(
    r"\bdiem (?:tham dinh|dieu tra|khao sat)|\bxa hoi hoc\b|\bxhh\b|\b(?:ky|nam|lan) (?:truoc|ngoai)\b|\bthay doi\b"
    r"|\bchenh lech\b|\btang ?[/,] ?giam\b|\bprevious|\bchanges?\b"
)
# One source of an index that adds up several: its title is no title of the whole, unless it names both sources.
_APPRAISAL = re.compile(r"\bdiem tham dinh\b")
_SURVEY = re.compile(r"\bdiem (?:dieu tra|khao sat)|\bdieu tra xa hoi hoc\b|\b(?:dt)?xhh\b")
_EFFECT = re.compile(r"\b(?:diem|danh gia) (?:so )?(?:danh gia )?tac dong\b")
_APPRAISED = re.compile(r"(?<!chua )(?<!chua qua )\btham dinh\b")
_INDICES = {
    "papi": "papi|hieu qua quan tri|quan tri va hanh chinh cong",
    "par": "par ?index|cchc|cai cach hanh chinh",
    "sipas": "sipas|hai long",
    "pci": "pci|nang luc canh tranh",
    "dti": "dti|muc do chuyen doi so|chi so chuyen doi so",
    "pgi": "pgi|chi so xanh",
    "pii": "pii|doi moi sang tao",
    "ict": "ict index|vietnam ict",
}
"""What the indices of provinces are called, in plain letters."""

_COMPONENT = frozenset({"ket qua", "gia tri", "ty le"})
"""Headings of a score that are also those of one component among others."""

_LARGEST_DECIMALS = 9_999
_SHARE = 0.6


def ask_about_title(desk: Desk, head: Head, names: MeasureNames, meant: Mapping[int, Meaning]) -> None:
    """Hold back figures taken for the total under a title, or on a sheet, that names a part of the index.

    A heading that names the index, such as “PAR INDEX”, names what is measured under a title of one of its parts; it is
    held back only there, as any other line may name a part in passing.

    Args:
        desk: Where the issue goes.
        head: The table.
        names: The measures of its year.
        meant: What its columns mean; where one of them names a part, the table is of more than that of the title.
    """
    root = names.index.root.key
    found = {at: one.found for at, one in meant.items() if one.found is not None}
    if any(one.key not in (None, root) for one in found.values()):
        return
    scores = [at for at, one in found.items() if one.key == root and one.field == "score"]
    bare = [at for at in scores or found if found[at].key == root]
    if not bare:
        return
    named = all(meant[at].named for at in bare)
    if not named:
        bare = [at for at in bare if not meant[at].named]
    lines = (desk.workbook.stem.replace("_", " "), head.sheet.name, *head.lines)
    part = titles.part_named(lines, names, bare=not named)
    if part is not None:
        place = head.sheet.place(*head.place_of(bare[0]))
        facts: dict[str, Fact] = {"measure": part, "index": names.index.short}
        desk.issues.add(issue_of("title_of_part", place, value=head.texts[bare[0]], facts=facts))


def ask_about_kind(desk: Desk, head: Head, names: MeasureNames, meant: Mapping[int, Meaning]) -> None:
    """Hold back figures that title, sheet or file call something else than results, and one component among others.

    Args:
        desk: Where the issues go.
        head: The table.
        names: The measures of its year.
        meant: What its columns mean.
    """
    root = names.index.root.key
    scores = [at for at, one in meant.items() if one.found and one.found.key and one.found.field == "score"]
    if not scores:
        return
    place = head.sheet.place(*head.place_of(scores[0]))
    first = heads_of(head.sheet)[0]
    further = head.goes_on or (head is not first and head.lines is not first.lines)
    units = [head.texts[at] for at in head.names if at in head.texts]
    ask_about_titles(desk, head.titles, head.sheet, place, names.index, further=further, units=units)
    bare = [
        at for at in scores if meant[at].found == Found(root) and measure_names.simple(head.paths[at][-1]) in _COMPONENT
    ]
    others = [
        head.texts[at]
        for at, path in head.paths.items()
        if at not in meant
        and at not in head.names
        and measure_names.role(path[-1]) is None
        and not years_in(head.texts[at])
        and not is_another_figure(names, path)
    ]
    if bare and len(others) > 1 and not any(meant[at].named for at in scores):
        facts: dict[str, Fact] = {"index": names.index.short, "others": " | ".join(others[:3])}
        desk.issues.add(issue_of("component", place, value=head.texts[bare[0]], facts=facts))


def ask_about_titles(
    desk: Desk,
    lines: Sequence[str],
    sheet: Sheet,
    place: Place,
    index: Index,
    *,
    further: bool = False,
    units: Sequence[str] = (),
) -> None:
    """Hold back figures that the title of their table, its sheet or the file call something else than results.

    Args:
        desk: Where the issue goes.
        lines: What stands above the table.
        sheet: Where it stands.
        place: Of its figures.
        index: The index that is read.
        further: Whether it is not the first of its sheet, so that all above it is about it alone.
        units: What its columns of names are called.
    """
    above = [line for line in lines if len(line) <= titles.LONGEST and (further or titles.is_title(line))]
    said = next(
        (found for text in (*above, *units, sheet.name, desk.workbook.stem) if (found := no_result(text))), None
    )
    if said is None:
        said = next((line for line in above if _says_source(line, index)), None)
    if said is None and further:
        said = next((line for line in above if says_another_figure(line)), None)
    if said is not None:
        desk.issues.add(issue_of("no_result", place, value=said, facts={"index": index.short}))
    other = next((line for line in above if further and names_another_index(line, index)), None)
    if other is not None:
        desk.issues.add(issue_of("rows_of_index", place, value=other, facts={"index": index.short}))


def leave_ranks_of_others(paths: Mapping[int, tuple[str, ...]], meant: dict[int, Meaning]) -> None:
    """Leave a rank or group under a common heading whose neighbour in front is another figure: it may be of that.

    “Thể chế | Người dân, Xếp hạng” may rank the measure or the answers of citizens.

    Args:
        paths: Headings of each column of the table.
        meant: What those of a block and year mean; loses such ranks and groups.
    """
    scored = {one.found.key for one in meant.values() if one.found and one.found.key and one.found.field == "score"}
    for at, one in list(meant.items()):
        before = paths.get(at - 1, ())
        if (
            one.found is not None
            and one.found.field in ("rank_published", "group_published")
            and one.found.key not in scored
            and len(before) > 1
            and before[:-1] == paths[at][:-1]
            and at - 1 not in meant
            and not (measure_names.role(before[-1]) or measure_names.is_rank(before[-1]) or years_in(before[-1]))
        ):
            del meant[at]


def names_another_index(text: str, index: Index) -> bool:
    """Whether a text names an index that provinces are ranked by, of the catalogue or not, and not the one given."""
    words = f" {measure_names.simple(text)} "
    if any(f" {name} " in words for name in root_names(index)):
        return False
    found = {key for key, pattern in _INDICES.items() if re.search(rf"\b(?:{pattern})\b", words)}
    return bool(found) and index.key not in found


def says_another_figure(text: str) -> bool:
    """Whether a caption beside others says that its points are one part of a score, a change, or those of before."""
    return _ANOTHER.search(cells.plain(text)) is not None


def _says_source(text: str, index: Index) -> bool:
    """Whether a title names one of the sources that an index adds up; an index of one survey alone has none."""
    if index.additive or len(index.measures) == 1:
        return False
    plain = cells.plain(text)
    return sum(bool(source.search(plain)) for source in (_APPRAISAL, _SURVEY, _EFFECT)) == 1


def no_result(text: str) -> str | None:
    """The words by which a text says that figures are no published results; None where it does not."""
    plain = cells.plain(text.replace("_", " ").replace("-", " "))
    found = _NO_RESULT.search(plain)
    if found is None or (found[0].startswith("tu ") and _APPRAISED.search(plain)):
        return None
    return text.strip()


def ask_about_decimals(desk: Desk, head: Head, block: Block, rows: Sequence[int], targets: Sequence[Target]) -> None:
    """Hold back scores without decimals beside whole numbers that nothing heads.

    A spreadsheet program that opens a CSV parts "86,89" into two cells; the second moves all behind it to the right.

    Args:
        desk: Where the issue goes.
        head: The table.
        block: The part of it that is read.
        rows: Rows of provinces.
        targets: Its columns of figures.
    """
    sheet, scores = head.sheet, [target.at for target in targets if target.field == "score"]
    values = [value for at in scores for row in rows if (value := cells.number(sheet.value(row, at)).value) is not None]
    if block.name is None or len(values) < _FEWEST or any(value != int(value) for value in values):
        return
    for column in block.columns:
        path = head.paths.get(column)
        if column < block.name or (path and measure_names.role(path[-1]) != "note"):
            continue
        beside = [value for row in rows if (value := cells.number(sheet.value(row, column)).value) is not None]
        whole = [value for value in beside if value == int(value) and 0 <= value <= _LARGEST_DECIMALS]
        if len(whole) == len(beside) >= max(_FEWEST, _SHARE * len(values) / len(scores)):
            first = next(row for row in rows if cells.number(sheet.value(row, column)).state == "number")
            place = sheet.place(first, scores[0])
            facts: dict[str, Fact] = {"column": cells.column_letter(column), "beside": sheet.text(first, column)}
            desk.issues.add(issue_of("decimals_apart", place, value=sheet.text(first, scores[0]), facts=facts))
            return


def ask_about_rows(table: Table, index: Index, issues: Issues) -> None:
    """Hold back a table in which a line between its rows calls those below it of another year, or no results.

    Args:
        table: With the lines that are no provinces.
        index: The index that is read.
        issues: Takes what is found.
    """
    said = [
        (name, place)
        for name, place in table.left
        if years_in(name) or no_result(name) or says_another_figure(name) or names_another_index(name, index)
    ]
    last: dict[str, int] = {}
    for figure, sheet in table.placed() if said else ():
        if cells.number(figure.raw).state == "number":
            last[sheet.name] = max(last.get(sheet.name, 0), sheet.place(figure.row).row or 0)
    for name, place in said:
        if place.row is None or place.row >= last.get(place.sheet, 0) or measure_names.begins_note(name):
            continue
        named = years_in(name)
        if named and table.year not in named:
            facts: dict[str, Fact] = {"year": table.year, "other": named[0]}
            issues.add(issue_of("rows_of_year", place, value=name, facts=facts))
        elif no_result(name) is not None or says_another_figure(name):
            issues.add(issue_of("no_result", place, value=name, facts={"index": index.short}))
        elif names_another_index(name, index):
            issues.add(issue_of("rows_of_index", place, value=name, facts={"index": index.short}))
