"""What the title of a table says that it is of: the whole index, or one part of it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from provindex.catalog import Index
from provindex.intake import cells
from provindex.intake.issues import Fact
from provindex.intake.layouts.columns import root_names
from provindex.intake.layouts.measure_names import MeasureNames
from provindex.intake.layouts.years import states_time

LONGEST = 200
"""Letters of a title; what is longer is a note."""

_CAPTION = re.compile(r"\W*(?:bảng|biểu|phụ lục|table|annex|appendix)\b", re.IGNORECASE)

# What a title calls a part of an index, and what makes it all parts, or what the whole is made of.
_PART = (
    r"(?:chi so )?thanh phan|chi so noi dung|noi dung thanh phan|linh vuc|truc noi dung|tieu chi|yeu to"
    r"|component|(?:sub ?)?dimension|sub ?ind(?:ex|icator)|domain"
)
_OF_PART = re.compile(rf"\b(?:{_PART})\b")
_ALL = re.compile(r"\b(?:cac|nhung|tung|moi|theo|gom|trong|bo|by|per|each|all|of|\d{1,2}|bay|tam|seven|eight)$")
_WITH_PARTS = re.compile(
    r"\b(?:va|cung|kem|gom|and|with)(?: cac| its| the)? (?:chi so|noi dung|linh vuc|component|dimension)"
)
_TOTAL = r"(?:tong hop|tong diem|tong|ket qua chung|overall|total)(?: ket qua| diem| chi so| score| of| the)*"
# Documents and offices that are named beside a table, whose own names may be those of a part.
_CITED = re.compile(
    r"\((?i:theo|kèm|ban hành|căn cứ|nguồn|quyết định|văn bản|số|under|source|according|issued)\b[^()]*\)"
    r"|\b(?i:nguồn|source)\s*:.*$|(?<!Dịch )\b(?:Cục|Vụ|Phòng|Ban [Cc]hỉ đạo)\s[^,;()–]*"
)
_NOTE = re.compile(r"\W*(?:căn cứ|theo|ghi chú|nguồn|thực hiện|lưu ý|note|source|pursuant)\b", re.IGNORECASE)
_EDGES = re.compile(r"[:;()“”\"«»|\n]|\s[-–—]\s|[–—]")
_SPARE = re.compile(
    rf"\b(?:(?:nam|year) )?(?:19|20)\d\d\b|\b(?:{_PART}|noi dung)\b(?: (?:so )?\d+(?: \d+)*)?"
    r"|^(?: ?(?:bang|bieu|phu luc|table|diem|ket qua|xep hang|score|ranking|of|ve|chi so|cua|cac|tinh|thanh pho"
    r"|\d+))+\b"
    r"|(?: ?(?:cua|cac|63|34|tinh|thanh pho|provinces))+$"
)
# What publishers call parts of an index beside the names in the catalogue: SIPAS has none there.
_FURTHER = {
    "sipas": re.compile(
        r"\b(?:tiep can dich vu|(?<!giai quyet )thu tuc hanh chinh|cong chuc|ket qua (?:cung ung )?dich vu|gop y"
        r"|kien nghi|chinh sach cong|access to services?|procedures|civil servants?|results? of services?|feedback)\b"
    ),
    "par": re.compile(
        r"(?<!cong tac )\bcai cach (?!hanh chinh\b)\w+|\bcong vu\b|\b(?!administrative\b|of\b|the\b|on\b)\w+ reform\b"
    ),
}


def is_title(line: str) -> bool:
    """Whether a line above a table is its title: it names a year, counts the tables, or is in capitals."""
    return bool(states_time(line) or _CAPTION.match(line) or line.isupper())


def part_named(lines: Sequence[str], names: MeasureNames, *, bare: bool) -> Fact | None:
    """The part of the index that one of some lines names as what a table is of; None where none does.

    Args:
        lines: Names of file and sheet, and the lines above the table.
        names: The measures of its year.
        bare: Whether its heading names nothing, as a mere “Điểm”: then a part that is named in passing counts as well.

    Returns:
        The name of the part, or the line itself where the catalogue knows no such part.
    """
    shown = [_CITED.sub(" ", line) for line in lines]
    both = [f"{one} {after}" for one, after in pairwise(shown) if _says_part(_words(one))]
    found = [part for line in (*both, *shown) if len(line) <= LONGEST and (part := _of_line(line, names)) is not None]
    if found:  # a name that the catalogue has says more than a line
        return next((part for part in found if not isinstance(part, str)), found[0])
    key = next((key for line in lines for key in names.parts_in(line)), None) if bare else None
    return None if key is None else names.index.measures[key].name


def _of_line(line: str, names: MeasureNames) -> Fact | None:
    words, called = _words(line), _called(names.index)
    whole = re.search(rf"\b{_TOTAL} (?:{called})\b", words) or _WITH_PARTS.search(words)
    known = dict.fromkeys([*_exactly(line, names), *names.parts_in(line)])
    quoted = f"“{line.strip()}”"
    says_part = _says_part(re.sub(rf"\b(?:{_PART}) (?={called}|cai cach hanh chinh|hai long)", "", words))
    if whole or len({names.dimension(key) for key in known}) > 1:  # several parts make up the whole, or are listed
        return quoted if says_part and not whole else None
    part: Fact | None = names.index.measures[next(iter(known))].name if known else None
    says_index = re.search(rf"\b(?:{called})\b", words) is not None
    if known and not _NOTE.match(line) and (says_index or is_title(line) or any(_exactly(line, names))):
        return part
    further = _FURTHER[names.index.key].findall(words) if names.index.key in _FURTHER else []
    if says_part or (len(further) == 1 and (says_index or "hai long ve" in words)):
        return part or quoted
    return None


def _exactly(line: str, names: MeasureNames) -> Iterator[str]:
    """The parts that a stretch of the line is the name of, with nothing beside it but what any title says."""
    root = names.index.root.key
    called = re.compile(rf"\b(?:{_called(names.index)})\b")
    for stretch in _EDGES.split(line):
        rest, before = called.sub(" ", _words(stretch)), ""
        while rest != before:
            before, rest = rest, " ".join(_SPARE.sub(" ", rest).split())
        key = names.find(rest).key if rest else None
        if key not in (None, root):
            yield str(key)


def _says_part(words: str) -> bool:
    """Whether words speak of one part, and not of all of them or of how the whole is made up."""
    return any(not _ALL.search(words[: found.start()].strip()) for found in _OF_PART.finditer(words))


def _called(index: Index) -> str:
    return "|".join(re.escape(name) for name in _longest_first(root_names(index)))


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=len, reverse=True)


def _words(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9%]+", " ", cells.plain(text)).split())
