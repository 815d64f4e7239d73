"""Which province a written name means: every known spelling, and nothing by likeness."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from provindex import geography
from provindex.core import paths
from provindex.core.collation import fold, without_invisible

# In percent: one or two slips in a name of ten letters still make a suggestion, half a name in common does not.
_LIKENESS = 80
_SUGGESTIONS = 3
# Abbreviations are left out of suggestions: each is one slip away from half a dozen others.
_SHORTEST = 5

_ID = re.compile(r"\d\d:\d\d", re.ASCII)
_CODE = re.compile(r"\d\d", re.ASCII)
_APOSTROPHES = re.compile("['`´‘’‛ʻʼʹ′\uff07]")
# Footnote marks, quotes and punctuation around a name: "Quảng Ninh*", "Hà Nội²", “Huế”,
_AROUND = ' *†‡§¹²³⁰⁴⁵⁶⁷⁸⁹ªᵃᵇᶜᵈ"“”„‟«»‹›″\uff02,;:'
_MARK = r"[(\[](?:[*†‡§¹²³⁰⁴-⁹\d ]*|[a-zA-Z]|i{1,3})[)\]]"  # "Bình Dương (*)", "Huế [1]", "Hà Nội (a)"
_BRACKETED_MARK = re.compile(rf"{_MARK}$|^{_MARK}(?=\D)")
# "1. X", "1) X", "01 - X", "1 X"; in Roman numerals only with a mark behind them, for "V. Long" is a name too.
_NUMBER_BEFORE = re.compile(r"^\d{1,2}(?: ?[.):/]| ?[-–—] ?| )(?: ?[-–—])? ?(?=\D)")
_ROMAN_BEFORE = re.compile(r"^[ivxl]{1,6} ?(?:[.):/]|-) ?")
_SEPARATORS = re.compile(r"[\s._-]+")
_COMMITTEE_BEFORE = re.compile(r"^(?:ubnd|uy ban nhan dan|peoples committee of(?: the)?)[ :]+")
_KIND_BEFORE = re.compile(r"^(thanh pho|tinh|thu do|tp|t p|province|city)[ :]+")
_KIND_BEHIND = re.compile(r" (thanh pho|tp|t p|province|city)$")

# What is said of a province behind its name, in plain letters: "Lâm Đồng (mới)", "Huế (giữ nguyên)", "Sơn La cũ".
_REMARK = re.compile(r"^(?P<name>.*[^( \[]) ?[(\[] ?(?P<said>[^()\[\]]+?) ?[)\]]$")
_BARE_REMARK = re.compile(
    r"^(?P<name>.*\S) "
    r"(?P<said>(?:(?:tinh|thanh pho) )?(?:moi|cu)|(?:sau|truoc) (?:khi )?(?:sap nhap|hop nhat|sap xep))$"
)
_MERGED = re.compile(
    r"(?:(?:tinh|thanh pho|tp) )?moi|(?:sau|da) (?:khi )?(?:sap nhap|hop nhat|sap xep)|new|after (?:the )?merger"
)
_UNMERGED = re.compile(
    r"(?:(?:tinh|thanh pho|tp) )?cu|(?:truoc|chua) (?:khi )?(?:sap nhap|hop nhat|sap xep)|old|before (?:the )?merger"
)
_UNCHANGED = re.compile(r"giu nguyen|khong (?:sap nhap|hop nhat|sap xep|thay doi)|unchanged")
_KIND = re.compile(r"tinh|thanh pho|tp\.?|province|city|tp truc thuoc (?:trung uong|tw)")
_MEMBERS_BEFORE = re.compile(
    r"^(?:(?:bao gom|gom|hop nhat|sap nhap|sau khi|sau|tu|voi|cung|cac tinh|including|incl\.?|with)[ :]+)+"
)
_BETWEEN = re.compile(r" ?[,;/&+] ?| va | and | ?- ?")
_MOST_PIECES = 12
_LONGEST_MEMBER = 3
"""Pieces between dashes that one name may have: "Bà Rịa - Vũng Tàu" has two."""


@dataclass(frozen=True)
class Resolution:
    """What became of a written name.

    Attributes:
        province: Id of the province it means; None if it means none for certain.
        ambiguous: Ids it may mean, where it is an abbreviation or a spelling that matches nothing on purpose.
        suggestions: Ids of at most three provinces with a similar name, the most similar first, for a person to
            choose from; empty where the name is resolved or ambiguous.
    """

    province: str | None
    ambiguous: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


def resolve(text: str, edition: str = "63", *, codes: bool = False) -> Resolution:
    """The province of one edition that a written name means.

    A name matches if its `normal_form` is that of a province's name, full name or alias; also with a remark in brackets
    that is true of it in the edition ("Lâm Đồng (mới)" after the merger, "Lâm Đồng (cũ)" before it), and where it lists
    exactly the former provinces that one merged province was made of. An id (``63:14``) matches within its own edition.
    Likeness never matches, it only suggests.

    Args:
        text: A name as somebody wrote it.
        edition: Key of the edition; in another one the same name or code can mean another area.
        codes: Take two digits for a GSO code, where the caller knows that its column holds codes.

    Raises:
        ValueError: ``edition`` is not the key of an edition.
    """
    forms = _forms(paths.geo_folder(), edition)
    written = text.strip()
    identity = f"{edition}:{written}" if codes and _CODE.fullmatch(written) else written
    if _ID.fullmatch(identity):
        known = {province.id for province in geography.provinces(edition)}
        return Resolution(identity if identity in known else None)
    form = normal_form(text)
    if form in forms.ambiguous:
        return Resolution(None, forms.ambiguous[form])
    if certain := _named(text, edition) or _remarked(text, edition) or _joined(fold(text), edition):
        return Resolution(certain)
    return Resolution(None, (), _similar(form, forms.unique))


def known(text: str, *editions: str) -> str | None:
    """The province that a name means in the first of some editions that has it; None, and no suggestion, if none has.

    Ids and codes are no names. Cheap enough for every cell of a sheet.

    Raises:
        ValueError: An edition is not the key of one.
    """
    found = (_named(text, edition) or _remarked(text, edition) for edition in editions)
    return next((province for province in found if province), None)


def is_region(text: str) -> bool:
    """Whether a text is the name of a region of any edition, which tables print between their provinces."""
    return normal_form(text) in _regions(paths.geo_folder())


@lru_cache(maxsize=5000)
def normal_form(text: str) -> str:
    """The form in which all spellings of one name agree: small plain letters and digits without spaces.

    Left out are accents (decomposed too, in their old or new place, and of every letter that looks like Đ), capitals,
    dashes, dots, spaces and what has no width, apostrophes, surrounding quotes and footnote marks, a running number
    before it, and the words before and behind the name that only say what it is the name of ("UBND", "Tỉnh", "TP.",
    "Province", "City").
    """
    bare = _NUMBER_BEFORE.sub("", _without_marks(without_invisible(text)))
    words = _SEPARATORS.sub(" ", fold(_APOSTROPHES.sub("", _without_marks(bare)))).strip()
    words = _KIND_BEHIND.sub("", _KIND_BEFORE.sub("", _COMMITTEE_BEFORE.sub("", words)))
    return words.replace(" ", "")


def clear_cache() -> None:
    """Forget the spellings, so that a changed folder of provinces is read again."""
    _forms.cache_clear()
    _regions.cache_clear()
    _mergers.cache_clear()


@dataclass(frozen=True)
class _Forms:
    unique: dict[str, str]
    ambiguous: dict[str, tuple[str, ...]]


@lru_cache(maxsize=8)
def _forms(folder: Path, edition: str) -> _Forms:  # noqa: ARG001 - the folder is part of the cache's key
    meant: dict[str, tuple[str, ...]] = {}
    for province in geography.provinces(edition):
        names = (province.name.vi, province.name.en, province.full_name, *province.aliases)
        for form in dict.fromkeys(normal_form(name) for name in names):
            meant[form] = (*meant.get(form, ()), province.id)
    ambiguous = {form: ids for form, ids in meant.items() if len(ids) > 1}
    for abbreviation, ids in geography.ambiguous_abbreviations(edition).items():
        form = normal_form(abbreviation)
        ambiguous[form] = tuple(dict.fromkeys((*meant.get(form, ()), *ids)))
    return _Forms({form: ids[0] for form, ids in meant.items() if form not in ambiguous}, ambiguous)


@lru_cache(maxsize=8)
def _regions(folder: Path) -> frozenset[str]:  # noqa: ARG001 - the folder is part of the cache's key
    regions = [region for edition in geography.editions() for region in geography.regions(edition.key)]
    return frozenset(normal_form(name) for region in regions for name in (region.name.vi, region.name.en))


@lru_cache(maxsize=8)
def _mergers(folder: Path) -> dict[str, frozenset[str]]:  # noqa: ARG001 - the folder is part of the cache's key
    """Each province of the newer edition with the older ones that went into it."""
    members: dict[str, set[str]] = {}
    table = geography.crosswalk()
    for old, new in zip(table["old"], table["new"], strict=True):
        members.setdefault(str(new), set()).add(str(old))
    return {new: frozenset(old) for new, old in members.items()}


def _named(text: str, edition: str) -> str | None:
    """The province that a text names without a word more, with or without a number before it."""
    unique = _forms(paths.geo_folder(), edition).unique
    province = unique.get(normal_form(text))
    if province is None and (match := _ROMAN_BEFORE.match(plain := fold(text))):
        return unique.get(normal_form(plain[match.end() :]))
    return province


def _remarked(text: str, edition: str) -> str | None:
    """The province of a name with a remark behind it, if the remark is true of that province in the edition."""
    plain = fold(_without_marks(text)) if len(text) <= 200 else ""
    match = (_REMARK if plain.endswith((")", "]")) else _BARE_REMARK).match(plain)
    province = _named(match["name"], edition) if match else None
    if match is None or province is None:
        return None
    said, mergers = match["said"], _mergers(paths.geo_folder())
    members = mergers.get(province, frozenset())
    if _MERGED.fullmatch(said):
        true = bool(members)
    elif _UNMERGED.fullmatch(said):
        true = not members
    elif _UNCHANGED.fullmatch(said):
        true = len(members) == 1
    else:
        # Another spelling of it, or its former provinces, among which the one of the same name goes without saying.
        same = {old for old in members if geography.province(old).name == geography.province(province).name}
        # The "cà" of Cà Mau looks like the "cả" of "gồm cả", so that a list is read with it first.
        bare = _MEMBERS_BEFORE.sub("", said)
        listed = _listed(bare, members) or _listed(bare.removeprefix("ca "), members)
        true = _KIND.fullmatch(said) is not None or _named(said, edition) == province
        true = true or (len(members) > 1 and bool(listed) and listed | same == members)
    return province if true else None


def _joined(plain: str, edition: str) -> str | None:
    """The merged province whose former provinces a text lists, all of them and no other."""
    if len(plain) > 200 or not _BETWEEN.search(plain):
        return None
    return next(
        (
            province
            for province, members in _mergers(paths.geo_folder()).items()
            if province.startswith(f"{edition}:") and len(members) > 1 and _listed(plain, members) == members
        ),
        None,
    )


def _listed(plain: str, among: frozenset[str]) -> frozenset[str]:
    """The provinces that a list names; none where a part of it is no name of those it may name, or names one twice."""
    if not among:
        return frozenset()
    pieces = [piece for piece in _BETWEEN.split(plain) if piece]
    unique = _forms(paths.geo_folder(), next(iter(among)).partition(":")[0]).unique
    found: list[str] = []
    at = 0
    while at < len(pieces) <= _MOST_PIECES:
        # The longest name first: "Thừa Thiên - Huế" is one, although its second half alone is one too.
        for size in range(_LONGEST_MEMBER, 0, -1):
            written = re.sub(r" cu$", "", "-".join(pieces[at : at + size]))
            if at + size <= len(pieces) and (province := unique.get(normal_form(written))) in among and province:
                found.append(province)
                at += size
                break
        else:
            return frozenset()
    return frozenset(found) if len(set(found)) == len(found) else frozenset()


def _without_marks(text: str) -> str:
    """The text without what stands around the name, however often."""
    text, before = " ".join(text.split()), ""
    while text != before:
        before = text
        text = _BRACKETED_MARK.sub("", text.strip(_AROUND))
    return text


def _similar(form: str, forms: dict[str, str]) -> tuple[str, ...]:
    choices = [known for known in forms if len(known) >= _SHORTEST]
    found = process.extract(form, choices, scorer=fuzz.ratio, score_cutoff=_LIKENESS, limit=None)
    return tuple(dict.fromkeys(forms[known] for known, *_ in found))[:_SUGGESTIONS]
