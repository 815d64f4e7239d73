"""What a column of figures means: year, index, measure and kind of figure, from the path of its headings.

Every heading of the path has to be understood. A column whose headings contradict each other, or of whose lowest one
nothing is known, is left and named: a figure is never taken for that of a measure which it may not be.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from provindex.catalog import Index
from provindex.intake import cells
from provindex.intake.formats import old_fonts
from provindex.intake.layouts import measure_names, years
from provindex.intake.layouts.aliases import MEASURES
from provindex.intake.layouts.measure_names import Field, Found, MeasureNames

Unit = Literal["points", "percent"]

_FIGURES: tuple[Field, ...] = ("score", "rank_published", "group_published", "low", "high", "se")
_FIGURE_OF: dict[str, Field] = {name: name for name in _FIGURES}

_MAXIMUM = re.compile(
    r"(?:toi da|maximum|max|/) ?:? ?(\d{1,3}(?:[.,]\d{1,3})?)|\((\d{1,3}(?:[.,]\d{1,3})?) ?(?:diem|points?)\)"
)
# Changes, and what is not the published figure: points that a province gives itself, targets, means.
_BESIDE = re.compile(
    r"\b(?:(?<!ha )tang|giam(?! sat)|thay doi|chenh lech|bien dong|so voi|so sanh|muc tang|cai thien|change"
    r"|difference|diff|increase|decrease|compared|tu danh gia|tu cham|tham dinh|dieu tra|khao sat|xhh|muc tieu"
    r"|chi tieu giao|target|du kien|uoc|trung binh|binh quan|average|mean|median|trung vi|cao nhat|thap nhat"
    r"|toi thieu|cap (?:huyen|xa(?! ?[/,]? ?phuong)|so)|truoc (?:dieu chinh|phuc tra))\b|\+ ?/ ?-|[±↑↓▲▼]|\( ?\+ ?\)"
)
_PREVIOUS = re.compile(r"\b(?:(?:ky|nam|lan|dot) (?:truoc|ngoai)|truoc do|previous|last year|prior)\b")
_CURRENT = re.compile(r"\b(?:(?:ky|nam|lan|dot) (?:nay|bao cao|hien tai)|current|this year)\b")
_GROUP = re.compile(r"\b(?:nhom(?: xep hang)?|xep loai|xep nhom|group(?: published)?)\b")
_RANK = re.compile(
    r"\b(?:(?:vi tri )?(?:xep hang|xep thu|thu hang)|vi thu|vi tri|rank published|ranking|rank)\b"
    r"(?: (?:tren |trong )?(?:ca nuoc|toan quoc)$)?|^hang(?: (?:tren |trong )?(?:ca nuoc|toan quoc)$|\b)|\bhang$"
)
_SCORE = re.compile(
    r"^(?:tong diem|tong so diem|diem so|so diem|diem dat duoc|diem dat|diem|ket qua|gia tri|score of|scores?|points)\b"
)
_SCORE_BEHIND = re.compile(r"\b(?:diem so|diem|ket qua|scores?|points)$")
_PERCENT = re.compile(r"%|\b(?:ty le|phan tram|percent|per cent)\b")
_POINTS = re.compile(r"\b(?:diem|points?)\b")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_SCALE = re.compile(r"\bthang (?:diem )?\d+")
# "Nam" without its accent is men, unless a year or a word of time follows, or it is the south or the country.
_OF_MEN = re.compile(
    r"(?<!vi[eệ]t )(?<!mi[eề]n )(?<!ph[ií]a )(?<!qu[aả]ng )(?<!h[aà] )\bnam\b"
    r"(?!\s*(?:\d|nay|tr|ngo|b[aá]o|hi[eệ]n|b[oộ]|trung|[dđ][iị]nh))",
    re.IGNORECASE,
)
_MEN = re.compile(r"\bnam\b", re.IGNORECASE)
_WOMEN = re.compile(r"\bnữ\b|\bnu\b|\b(?:women|females?)\b", re.IGNORECASE)
_SAYS_NOTHING = frozenset({
    "khong", "co", "unweighted", "tren", "out", "of", "diem", "point", "points", "percent", "per", "cent", "phan",
    "tram", "score",
    "scores", "chi", "so", "index", "ket", "qua", "chung", "tong", "hop", "total", "overall", "result",
    "results", "max", "maximum", "trong", "ii", "iii", "iv", "vi", "vii", "viii", "ix",
})  # fmt: skip
"""Words in brackets that leave a heading what it is."""
# Words of headings that say nothing about which figure stands below them.
_GENERIC = frozenset(
    (
        *(
            "bang",
            "bieu",
            "phu",
            "luc",
            "so",
            "ket",
            "qua",
            "chi",
            "thanh",
            "phan",
            "cac",
            "linh",
            "vuc",
            "truc",
            "noi",
        ),
        *("dung", "diem", "danh", "gia", "tong", "hop", "cai", "cach", "hanh", "chinh", "cap", "tinh", "cua", "theo"),
        *("va", "trong", "do", "cong", "tac", "xac", "dinh", "dat", "duoc", "toi", "da", "nam", "tieu", "luong", "muc"),
        *(
            "don",
            "vi",
            "pho",
            "thuoc",
            "trung",
            "uong",
            "chung",
            "hieu",
            "quan",
            "tri",
            "ty",
            "le",
            "tram",
            "%",
            "score",
        ),
        *(
            "scores",
            "index",
            "results",
            "points",
            "percent",
            "the",
            "of",
            "by",
            "in",
            "province",
            "provincial",
            "total",
        ),
        *("component", "components", "dimension", "dimensions"),
    )
)


@dataclass(frozen=True)
class Column:
    """A column of figures.

    Attributes:
        at: Where it stands.
        path: Its headings from top to bottom.
        years: The years that they name.
        relative: 0 for "Kỳ này", -1 for "Kỳ trước"; None where they say neither.
        is_beside: Whether it holds something beside the published figures, such as changes or targets.
    """

    at: int
    path: tuple[str, ...]
    years: tuple[int, ...] = ()
    relative: int | None = None
    is_beside: bool = False

    @property
    def text(self) -> str:
        """Its headings as one text."""
        return " – ".join(self.path)


@dataclass(frozen=True)
class Meaning:
    """What a heading or a path of headings means in one year.

    Attributes:
        found: The measure and the kind of figure, or why there is none.
        unit: Whether the heading says points, per cent, or neither.
        maximum: The most points that it states.
        known: Whether everything that it says is understood.
        named: Whether a measure is named; a mere "Điểm" means the total of the table.
    """

    found: Found | None = None
    unit: Unit | None = None
    maximum: float | None = None
    known: bool = True
    named: bool = False


def column_of(at: int, path: tuple[str, ...], indices: Sequence[MeasureNames]) -> Column:
    """A column with what its headings say beside its measure; years inside of a measure's own name do not count.

    Args:
        at: Where it stands.
        path: Its headings from top to bottom.
        indices: The measures' names of every index that it may be about.
    """
    named: set[int] = set()
    beside, relative = False, None
    for part in path:
        if _is_name(indices, part) or measure_names.has_key(part):
            continue
        named |= set(years.years_in(part))
        plain = cells.plain(part)
        beside = beside or years.is_part_of_year(part)
        if _is_name(indices, years.without_years(part)):
            continue
        beside = beside or _BESIDE.search(plain) is not None
        if _PREVIOUS.search(plain):
            relative = -1
        elif _CURRENT.search(plain):
            relative = 0
    return Column(at, path, tuple(sorted(named)), relative, beside)


def meaning(known: MeasureNames, path: Sequence[str]) -> Meaning:
    """What a path of headings means: the lowest measure that it names, which the headings above may only contain.

    Args:
        known: The measures of the column's year.
        path: Headings from top to bottom.
    """
    if any(is_doubtful(known, text) for text in path):
        return Meaning(known=False)
    parts = [_part(known, text) for text in path]
    codes = [one for one in parts if one.found is not None and one.found.code]
    if codes:
        return codes[-1]
    fields = {one.found.field for one in parts if one.found is not None and one.found.field != "score"}
    naming = [place for place, one in enumerate(parts) if one.named]
    keys = [found.key for place in naming if (found := parts[place].found) is not None and found.key]
    units = [one.unit for one in parts if one.unit]
    # The most points of all fields together stand above those of each.
    stated = [one.maximum for one in parts[naming[-1] if naming else 0 :] if one.maximum is not None]
    merged = Meaning(None, units[-1] if units else None, stated[-1] if stated else None)
    # "Tỉnh | 2022 | 2023" under a title that names the index: a year alone heads its scores.
    is_figure = bool(keys) or any(one.found is not None for one in parts) or any(map(_says_when, path))
    understood = parts[-1].known and (bool(keys) or all(one.known for one in parts))
    if not is_figure or not understood or len(fields) > 1 or not _nested(known.index, keys):
        return replace(merged, known=False)
    field: Field = next(iter(fields), "score")
    key = keys[-1] if keys else known.index.root.key
    return replace(merged, found=Found(key, field), named=bool(keys))


def _says_when(text: str) -> bool:
    """Whether a heading says nothing but the year, or that its figures are the current or the previous ones."""
    plain = cells.plain(text)
    rest = _PREVIOUS.sub(" ", _CURRENT.sub(" ", years.without_years(text)))
    return plain != rest.strip() and not re.search(r"[a-z0-9%]", rest)


def names_root(known: MeasureNames, text: str) -> bool:
    """Whether a heading names an index as a whole; with a number or another maximum it is a part of another index."""
    one = _part(known, text)
    root = known.index.root
    period = root.period(known.year)
    if one.found is None or not one.named or one.found.key != root.key or measure_names.numbered(text)[0] is not None:
        return False
    return one.maximum is None or (period is not None and one.maximum == period.high)


def _nested(index: Index, keys: Sequence[str]) -> bool:
    """Whether each measure is the one below it or contains it."""
    return all(
        upper == lower or upper in _containing(index, lower) for upper, lower in zip(keys, keys[1:], strict=False)
    )


def _containing(index: Index, key: str) -> set[str]:
    containing: set[str] = set()
    parent = index.measures[key].parent
    while parent is not None:
        containing.add(parent)
        parent = index.measures[parent].parent
    return containing


def _part(known: MeasureNames, text: str) -> Meaning:
    """What one heading means by itself."""
    if measure_names.has_key(text) or _is_name((known,), text):
        return Meaning(known.find(text), _unit(cells.plain(text)), stated_maximum(text), named=True)
    plain = " ".join(_PREVIOUS.sub(" ", _CURRENT.sub(" ", years.without_years(text))).split())
    empty = Meaning(None, _unit(plain), stated_maximum(plain))
    plain = _MAXIMUM.sub(" ", plain)
    role = (
        None
        if _says_figure(plain)
        else measure_names.role(plain) or measure_names.role(measure_names.numbered(plain)[1])
    )
    if not re.search(r"[a-z]", plain) or role in ("year", "measure", "index"):
        return empty if not re.fullmatch(r"[ ()%]*%[ ()%]*", plain) else replace(empty, found=Found())
    if role in _FIGURES:
        return replace(empty, found=Found(None, _FIGURE_OF[role]))
    if role is not None:
        return replace(empty, known=False)
    field, bare = _field(plain)
    for heading in (bare, _SCORE_BEHIND.sub(" ", _SCORE.sub(" ", bare)).strip()):
        found = known.find(heading) if heading.strip() else Found()
        if found.key is not None or found.code is not None:
            return replace(empty, found=replace(found, field=field) if field != "score" else found, named=True)
    rest, named = _without_root(known, bare)
    understood = all(word in _GENERIC or word.isdecimal() for word in rest)
    if named and understood:
        return replace(empty, found=Found(known.index.root.key, field), named=True)
    says = field != "score" or _SCORE.match(plain) is not None or empty.unit is not None
    return replace(empty, found=Found(None, field) if says else None, known=understood)


def _without_root(known: MeasureNames, text: str) -> tuple[list[str], bool]:
    """The words of a heading without those that name the index, perhaps in two ways, and whether it does."""
    words = whole = f" {measure_names.simple(text)} "
    for name in sorted(root_names(known.index), key=len, reverse=True):
        words = words.replace(f" {name} ", " ")
    return words.split(), words != whole


def root_names(index: Index) -> set[str]:
    """What an index as a whole is called, in `measure_names.simple` form."""
    root = index.root
    called = (index.short.vi, index.short.en, index.name.vi, index.name.en, root.name.vi, root.name.en)
    return {measure_names.simple(name) for name in (*called, *MEASURES.get(root.key, ()))}


def _field(plain: str) -> tuple[Field, str]:
    """Which figure of a measure a heading is about, also where brackets say so, and the rest of it."""
    text = " ".join(re.sub(r"[()\[\]:–-]", " ", plain).split())
    fields: tuple[tuple[re.Pattern[str], Field], ...] = ((_GROUP, "group_published"), (_RANK, "rank_published"))
    for pattern, field in fields:
        if pattern.search(text):
            return field, " ".join(pattern.sub(" ", text).split())
    return "score", plain


def _says_figure(plain: str) -> bool:
    """Whether brackets say which figure it is, as in "Chỉ số CCHC (thứ hạng)"; a role leaves brackets out."""
    says = (_RANK, _GROUP, _BESIDE)
    return any(one.search(inner.strip()) for inner in _BRACKETS.findall(plain) for one in says)


def is_doubtful(known: MeasureNames, text: str) -> bool:
    """Whether a heading says in brackets, or of men, what nothing here understands: its figures may be of another kind.

    Brackets may hold a unit, the most points, a year, a number, which figure it is, and a name of the measure or index.
    """
    if _OF_MEN.search(unicodedata.normalize("NFC", text)) and text.strip().lower() != "nam":
        return True
    if measure_names.says_goods(text) and not _is_name((known,), text):
        return True
    if measure_names.has_key(text) or not _BRACKETS.search(text):
        return False
    # A heading in an old font that no word of it proved to be one is understood as that font shows it.
    shown = (text, *(encoding.convert(text) for encoding in old_fonts.ENCODINGS))
    return not any(
        all(_is_understood(known, inner.strip()) for inner in _BRACKETS.findall(cells.plain(one))) for one in shown
    )


def names_women(text: str) -> bool:
    """Whether a heading says that its figures are those of women."""
    return _WOMEN.search(unicodedata.normalize("NFC", text)) is not None


def names_men(path: Sequence[str]) -> bool:
    """Whether a heading has the word of men, which without its accent is also that of a year."""
    return any(_MEN.search(unicodedata.normalize("NFC", text)) for text in path)


def is_another_figure(known: MeasureNames, texts: Sequence[str]) -> bool:
    """Whether the labels of a row say that it holds other figures than scores: ranks, targets, those of some people."""
    return any(
        is_doubtful(known, text)
        or _says_figure(cells.plain(text))
        or (not _is_name((known,), text) and _BESIDE.search(cells.plain(text)) is not None)
        for text in texts
    )


def _is_understood(known: MeasureNames, inner: str) -> bool:
    rest = _SCALE.sub(" ", _MAXIMUM.sub(" ", _PREVIOUS.sub(" ", _CURRENT.sub(" ", years.without_years(inner)))))
    says_figure = any(one.search(inner) for one in (_RANK, _GROUP, _BESIDE))
    if says_figure or measure_names.role(rest) not in (None, "maximum") or known.names_any(rest):
        return True
    if measure_names.role(rest) == "maximum":
        return False  # without a number it is the score that is the most
    words = re.findall(r"[a-z]{2,}", _without_names(known, rest))
    return all(word in _SAYS_NOTHING for word in words)


def _without_names(known: MeasureNames, text: str) -> str:
    return " ".join(_without_root(known, text)[0])


def _unit(plain: str) -> Unit | None:
    if _PERCENT.search(plain):
        return "percent"
    return "points" if _POINTS.search(plain) else None


def stated_maximum(text: str) -> float | None:
    """The most points that a heading states."""
    match = _MAXIMUM.search(cells.plain(text))
    return cells.number(match[1] or match[2]).value if match else None


def _is_name(indices: Sequence[MeasureNames], text: str) -> bool:
    """Whether a heading is the name of a measure as it stands, so that a year or a word inside of it says nothing."""
    return not _says_figure(cells.plain(text)) and any(one.names_any(text) for one in indices)
