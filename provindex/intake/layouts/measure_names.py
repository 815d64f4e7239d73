"""Which measure a heading means, and what else headings of a table are called."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz, process

from provindex import geography
from provindex.catalog import Index
from provindex.geography import name_matching
from provindex.intake import cells
from provindex.intake.layouts.aliases import MEASURES

Field = Literal["score", "rank_published", "group_published", "low", "high", "se"]
Role = Literal[
    "province", "region", "code", "year", "index", "measure", "source", "number", "score", "rank_published",
    "group_published", "low", "high", "se", "maximum", "note",
]  # fmt: skip

_LIKENESS = 88
"""Per cent of likeness from which a heading with another measure's number is held to contradict itself."""

_KEY = re.compile(r"\[([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)(?: (rank|group|low|high|se))?\]$")
_BARE_KEY = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")
_FIELDS: dict[str, Field] = {
    "rank": "rank_published",
    "group": "group_published",
    "low": "low",
    "high": "high",
    "se": "se",
}
_BEFORE_NUMBER = (
    r"(?:chi so noi dung|noi dung|truc noi dung|chi so thanh phan|linh vuc|dimension|component|field|sub-?dimension) ?"
)
# Prefix, number, mark, name; "1-10" is a scale and has no number of its own.
_NUMBERED = re.compile(
    rf"({_BEFORE_NUMBER})?(\d{{1,2}}(?:\.\d{{1,2}})*)(?:(?P<mark> ?[.:)]+| -|)(?: +|$)(.*)|(?P<close>[.:)]+)(\D.*))?",
    re.DOTALL,
)
_BRACKETS = re.compile(r"\([^()]*\)")
# Annexes number the fields of reform, and the regions, in Roman numerals; a letter without a mark behind it is none.
_ROMAN = re.compile(rf"({_BEFORE_NUMBER})?(ix|iv|x|v?i{{1,3}}|v)(?= ?[.:)]| - )")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_YEAR = re.compile(r"(?:\bnam )?(?<!\d)(20[0-4]\d)(?!\d)")
_RANK = re.compile(r"(?:vi tri )?(?:xep hang|xep thu|thu hang|hang|vi thu|rank)\b(?!.*\d)")
_REGION = re.compile(r"(?:(?:vung|khu vuc) )?(.*?)(?: region)?")

_ROLES: dict[Role, tuple[str, ...]] = {
    "province": (
        "tinh", "ten tinh", "tinh thanh pho", "tinh thanh", "ten tinh thanh pho", "ten tinh thanh",
        "tinh thanh pho truc thuoc trung uong", "tinh thanh pho truc thuoc tw", "dia phuong", "ten dia phuong",
        "don vi", "ten don vi", "province", "provinces", "province name", "name", "ten", "tentinh vie", "tentinh eng",
        "ubnd tinh thanh pho", "cac tinh thanh pho", "province city", "tinh tp",
    ),
    "region": ("vung", "khu vuc", "vung kinh te", "vung mien", "mien", "region"),
    "code": (
        "ma", "ma so", "ma tinh", "ma don vi", "ma tinh thanh pho", "ma dvhc", "ma don vi hanh chinh", "ma tinh tp",
        "id", "code", "tinhid", "province id", "province code",
    ),
    "year": ("nam", "year"),
    "index": ("index",),
    "measure": (
        "measure", "noi dung", "chi tieu", "tieu chi", "linh vuc", "indicator", "ma noi dung", "ten chi so",
        "chi so thanh phan", "chi so linh vuc", "ten chi so thanh phan", "ten linh vuc",
    ),
    "source": ("source", "nguon"),
    "number": ("stt", "tt", "so tt", "so thu tu", "thu tu", "no", "order"),
    "score": (
        "diem", "score", "chi so", "gia tri", "value", "ket qua", "tong diem", "diem so", "diem tong hop", "tong hop",
        "chi so tong hop", "tong", "total", "ty le", "ket qua chi so", "chung", "diem chung", "ket qua chung",
    ),
    "rank_published": (
        "xep hang", "thu hang", "hang", "vi tri", "rank", "ranking", "xep thu", "vi thu", "rank published",
    ),
    "group_published": ("nhom", "group", "group published", "xep nhom", "xep loai"),
    "low": ("low", "can duoi", "ci low", "lower end"),
    "high": ("high", "can tren", "ci high", "upper end"),
    "se": ("se", "sai so chuan", "standard error"),
    "maximum": ("diem toi da", "toi da", "diem chuan", "thang diem", "maximum", "max", "scale"),
    "note": ("ghi chu", "chu thich", "note", "notes", "remark", "remarks"),
}  # fmt: skip
_ROLE_OF: dict[str, Role] = {name: role for role, names in _ROLES.items() for name in names}

_AGGREGATES = (
    "ca nuoc", "toan quoc", "trung binh", "binh quan", "trung vi", "cao nhat", "thap nhat", "diem cao nhat",
    "diem thap nhat", "national", "average", "mean", "median", "highest", "lowest", "minimum", "maximum", "tong cong",
    "gia tri trung binh", "do lech chuan", "standard deviation", "tong so", "viet nam", "vietnam", "country", "max",
    "min", "lon nhat", "nho nhat", "tb",
)  # fmt: skip
# Words that alone, or with how many provinces they are about, head a sum or a mean.
_WHOLE = re.compile(
    r"(?:tong|cong|chung|tong cong|tong diem|diem chung|ket qua chung|total|overall|all)"
    r"(?: (?:chung|(?:cac|toan|ca|\d\d) .*))?"
    r"|(?:cong|tong) chung|\d\d (?:tinh|provinces)(?: (?:thanh pho|tp|and cities))*"
)
_NOTE = re.compile(
    r"(?:ghi chu|chu thich|chu y|luu y|nguon|notes?|sources?|remarks?|nguoi lap|nguoi ky|noi nhan)\b"
    r"|[(\[]?(?:\*+|[†‡])[)\]]? ?[^\d\s*)\]]"
)
_LONGEST_NAME = 60
"""Letters of a name; a note below a table is longer. A name with its former provinces in brackets is no longer."""

# Regions as publications call them beside the names of the government's own grouping.
_REGIONS = {
    "trung du va mien nui bac bo", "mien nui phia bac", "dong bang bac bo", "dong bac", "tay bac", "dong bac bo",
    "tay bac bo", "bac trung bo", "nam trung bo", "duyen hai nam trung bo", "duyen hai mien trung", "tay nam bo",
    "duyen hai trung bo", "bac trung bo va duyen hai trung bo", "mien bac", "mien trung", "mien nam", "bac bo",
    "trung bo", "nam bo",
}  # fmt: skip


@dataclass(frozen=True)
class Found:
    """What a heading means.

    Attributes:
        key: The measure; None if it means none.
        field: Which of the measure's figures it is about.
        code: Why not, as the code of an issue; None if it means a measure, or if it is no heading of one at all.
        others: The measures of a heading that contradicts itself, by number and by name; the measure of another year.
    """

    key: str | None = None
    field: Field = "score"
    code: str | None = None
    others: tuple[str, ...] = ()


class MeasureNames:
    """The headings of one index in one year: keys, names in both languages, official variants, printed numbers."""

    def __init__(self, index: Index, year: int) -> None:
        """Gather what the measures of the year are called."""
        self.index = index
        self.year = year
        self._any = _names(index, None)
        self._names = _names(index, year)
        self._numbers = {
            period.code: measure.key
            for measure in index.measures.values()
            if (period := measure.period(year)) and period.code
        }

    def find(self, heading: str, *, strict: bool = False) -> Found:
        """The measure that a heading means.

        A key in brackets or alone decides; then the name; a printed number alone counts only where no name speaks
        against it, because numbers move from year to year. ``strict`` is that of `numbered`.
        """
        if keyed := self._keyed(heading):
            return keyed
        if is_weighted(heading):
            return Found()
        if beside := self._beside(heading):
            return beside
        number, name = numbered(heading, strict=strict)
        by_number = self._numbers.get(number) if number else None
        by_name = self._names.get(name)
        if by_name:
            return Found(by_name)
        if by_number:
            like = (
                process.extractOne(name, list(self._names), scorer=fuzz.ratio, score_cutoff=_LIKENESS) if name else None
            )
            if like and self._names[like[0]] != by_number:
                return Found(None, "score", "measure_conflict", (by_number, self._names[like[0]]))
            return Found(by_number)
        if name in self._any:
            return Found(None, "score", "measure_not_of_year", (self._any[name],))
        return Found(None, "score", "measure_unknown" if is_numbered(heading) else None)

    def names_any(self, heading: str) -> bool:
        """Whether a heading names a measure of the index in any year, by its key or name; a number says nothing."""
        match = _KEY.search(heading.strip())
        key = match[1] if match else heading.strip()
        return key in self.index.measures or numbered(heading)[1] in self._any

    def parts_in(self, text: str) -> list[str]:
        """The parts of the index that a text names among other words, by names of more than one word."""
        words = f" {re.sub(r'[^a-z0-9%]+', ' ', cells.plain(text)).strip()} "
        root = self.index.root.key
        return [key for name, key in self._names.items() if key != root and " " in name and f" {name} " in words]

    def dimension(self, key: str | None) -> str | None:
        """The main part of the index that a measure is or belongs to; None for the total and for none."""
        while key is not None and self.index.measures[key].depth > 1:
            key = self.index.measures[key].parent
        return None if key == self.index.root.key else key

    def parts(self, key: str) -> tuple[str, ...]:
        """The parts of a measure in the year."""
        return tuple(part.key for part in self.index.children(key) if part.period(self.year)) if key else ()

    def _beside(self, heading: str) -> Found | None:
        """A figure beside the score, as this program's own workbooks head it: “Name: rank”, “Name: lower end”."""
        name, _, figure = heading.rpartition(":")
        kind = role(figure) if name else None
        field = next((one for one in _FIELDS.values() if one == kind), None)
        measure = self.find(name) if field else Found()
        return Found(measure.key, field) if field and measure.key and measure.field == "score" else None

    def _keyed(self, heading: str) -> Found | None:
        text = heading.strip()
        match = _KEY.search(text)
        key = match[1] if match else text if _BARE_KEY.fullmatch(text) else ""
        if key not in self.index.measures:
            return Found(None, "score", "measure_unknown") if match or key.startswith(f"{self.index.key}.") else None
        if self.index.measures[key].period(self.year) is None:
            return Found(None, "score", "measure_not_of_year", (key,))
        return Found(key, _FIELDS[match[2]] if match and match[2] else "score")


def numbered(heading: str, *, strict: bool = False) -> tuple[str | None, str]:
    """The printed number of a heading, None if it has none, and the rest of it in `simple` form.

    Args:
        heading: As it stands in the file.
        strict: Take only a number before a colon or behind a word such as "Dimension" for one, as where sentences that
            begin with a number stand among the headings.
    """
    match = _NUMBERED.fullmatch(_ROMAN.sub(_arabic, cells.plain(heading), count=1))
    if match is None:
        return None, simple(heading)
    name = simple(match[4] or match[6] or "")
    mark = (match["mark"] or match["close"] or "").strip()
    counts = match[1] or ":" in mark or (not strict and (mark or not name))
    return (match[2] if counts else None), name


@lru_cache(maxsize=4096)
def simple(text: str) -> str:
    """A heading as words in small plain letters; what stands in brackets at its end is left out."""
    bare = re.sub(r"[^a-z0-9%]+", " ", _BRACKETS.sub(" ", cells.plain(text))).strip()
    return bare or re.sub(r"[^a-z0-9%]+", " ", cells.plain(text)).strip()


def role(heading: str) -> Role | None:
    """What a column holds beside measures, by its heading; None if the heading is none of the customary ones."""
    if says_goods(heading):
        return None
    found = _ROLE_OF.get(simple(heading))
    return found if found is not None or "/" not in heading else _role_of_both(heading)


def says_goods(heading: str) -> bool:
    """Whether a heading has the word "hàng", which without its accent is that of a rank."""
    return "hàng" in heading.lower()


def _role_of_both(heading: str) -> Role | None:
    """What a heading in two languages says, as "Xếp hạng/Rank"; None where its halves say different things."""
    roles = {_ROLE_OF.get(simple(half)) for half in heading.split("/")}
    return next(iter(roles)) if len(roles) == 1 else None


def is_rank(heading: str) -> bool:
    """Whether a heading is that of a rank, perhaps with what is ranked, as "Xếp thứ PAPI"; a title has a year."""
    return len(heading) <= _LONGEST_NAME and _RANK.match(cells.plain(heading)) is not None


def is_customary(heading: str) -> bool:
    """Whether a heading is one of those that tables of any index have, or the name of a measure as publishers write it.

    It says that a text was decoded rightly, not what its column holds.
    """
    return role(heading) is not None or simple(_YEAR.sub(" ", cells.plain(heading))) in _measure_names()


@lru_cache(maxsize=1)
def _measure_names() -> frozenset[str]:
    return frozenset(simple(name) for names in MEASURES.values() for name in names)


def of_year(heading: str, year: int) -> str | None:
    """A heading without the year of its table; None where it names other years, as "PAR INDEX 2022" beside 2023."""
    plain = cells.plain(heading)
    named = _YEAR.findall(plain)
    if not named:
        return heading
    return _YEAR.sub(" ", plain) if str(year) in named else None


def is_numbered(heading: str) -> bool:
    """Whether a heading has the form of a measure's, "8.4: Name"; "63 provinces" has not."""
    return re.match(rf"(?:{_BEFORE_NUMBER})?\d(?:\.\d)? ?: ?\S", cells.plain(heading)) is not None


def has_key(heading: str) -> bool:
    """Whether a heading has the form of a key with a dot, or ends in one in brackets."""
    text = heading.strip()
    return _KEY.search(text) is not None or ("." in text and _BARE_KEY.fullmatch(text) is not None)


def is_weighted(heading: str) -> bool:
    """Whether a heading is about scores weighted by population, which nothing here reads."""
    words = re.sub(r"[^a-z0-9]+", " ", cells.plain(heading))
    bare = re.sub(r"khong co trong so|un ?weighted", "", words)
    return "trong so" in bare or "weighted" in bare


def is_aggregate(name: str) -> bool:
    """Whether a row or column is about the whole country or a region, such as a mean or the highest score."""
    bare = numbered(name)[1]
    for words in (simple(name), bare):
        if _WHOLE.fullmatch(words) or any(
            words == one or words.startswith(f"{one} ") or words.endswith(f" {one}") for one in _AGGREGATES
        ):
            return True
    region = _REGION.fullmatch(bare)
    return region is not None and (region[1] in _REGIONS or name_matching.is_region(region[1]))


def begins_note(line: str) -> bool:
    """Whether a line begins with the word or mark of a note, as in "Nguồn: …" and "(*) …"."""
    return _NOTE.match(cells.plain(line)) is not None


def is_note(name: str) -> bool:
    """Whether a text is a note below a table, by its first word or mark or by its length, and no name of a province."""
    if len(name) <= _LONGEST_NAME and not begins_note(name):
        return False
    return name_matching.known(name[:200], *(edition.key for edition in geography.editions())) is None


def _arabic(match: re.Match[str]) -> str:
    """A Roman numeral in figures, after the word that stood before it."""
    return f"{match[1] or ''}{_ROMANS.index(match[2]) + 1}"


def _names(index: Index, year: int | None) -> dict[str, str]:
    """Headings in `simple` form -> measure, of one year or of any."""
    found: dict[str, str] = {}
    for measure in index.measures.values():
        if year is None or measure.period(year):
            for name in (measure.name.vi, measure.name.en, *MEASURES.get(measure.key, ())):
                found.setdefault(simple(name), measure.key)
    return found
