"""Which province a written name means: every known spelling, and nothing by likeness."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from provindex import geography, paths
from provindex.collation import fold

# In percent: one or two slips in a name of ten letters still make a suggestion, half a name in common does not.
_LIKENESS = 80
_SUGGESTIONS = 3
# Abbreviations are left out of suggestions: each is one slip away from half a dozen others.
_SHORTEST = 5

_ID = re.compile(r"\d\d:\d\d", re.ASCII)
_CODE = re.compile(r"\d\d", re.ASCII)
_APOSTROPHES = re.compile("['`´‘’‛ʻʼʹ′\uff07]")
# Footnote marks, quotes and punctuation around a name: "Quảng Ninh*", "Hà Nội²", “Huế”,
_AROUND = ' *†‡§¹²³⁰⁴⁵⁶⁷⁸⁹"“”„‟«»‹›″\uff02,;:'
_BRACKETED_MARK = re.compile(r"[(\[][*†‡§¹²³⁰⁴-⁹\d ]*[)\]]$")  # "Bình Dương (*)", "Huế [1]"
_SEPARATORS = re.compile(r"[\s._-]+")
_KIND_BEFORE = re.compile(r"^(thanh pho|tinh|thu do|tp|t p|province|city)[ :]+")
_KIND_BEHIND = re.compile(r" (thanh pho|tp|t p|province|city)$")


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

    A name matches if its `normal_form` is that of a province's name, full name or alias. An id (``63:14``) matches
    within its own edition. Likeness never matches, it only suggests.

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
    if form in forms.unique:
        return Resolution(forms.unique[form])
    if form in forms.ambiguous:
        return Resolution(None, forms.ambiguous[form])
    return Resolution(None, (), _similar(form, forms.unique))


def known(text: str, *editions: str) -> str | None:
    """The province that a name means in the first of some editions that has it; None, and no suggestion, if none has.

    Ids and codes are no names. Cheap enough for every cell of a sheet.

    Raises:
        ValueError: An edition is not the key of one.
    """
    form = normal_form(text)
    found = (_forms(paths.geo_folder(), edition).unique.get(form) for edition in editions)
    return next((province for province in found if province), None)


def is_region(text: str) -> bool:
    """Whether a text is the name of a region of any edition, which tables print between their provinces."""
    return normal_form(text) in _regions(paths.geo_folder())


def normal_form(text: str) -> str:
    """The form in which all spellings of one name agree: small plain letters and digits without spaces.

    Left out are accents (decomposed too, in their old or new place, and of every letter that looks like Đ), capitals,
    dashes, dots, spaces and what has no width, apostrophes, surrounding quotes and footnote marks, and one word before
    and one behind the name that only says what it is the name of ("Tỉnh", "TP.", "Province", "City").
    """
    visible = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    words = _SEPARATORS.sub(" ", fold(_APOSTROPHES.sub("", _without_marks(visible)))).strip()
    words = _KIND_BEHIND.sub("", _KIND_BEFORE.sub("", words))
    return words.replace(" ", "")


def clear_cache() -> None:
    """Forget the spellings, so that a changed folder of provinces is read again."""
    _forms.cache_clear()
    _regions.cache_clear()


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
