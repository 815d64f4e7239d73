"""Texts written for the fonts of before Unicode: found by what they mean once they are converted, and converted.

TCVN3 (TCVN 5712:1993 VN3, "ABC") gives each letter with an accent one code of its own, in which its .Vn fonts draw
another letter than Latin-1 has; capitals with tones have no codes, .VnTimeH draws them from the small ones. VNI writes
a vowel and behind it a letter that its fonts draw as hat and tone. Both were compared with the tables of independent
converters; every letter of the alphabet is held by the tests.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from provindex import geography
from provindex.geography import name_matching
from provindex.intake import cells
from provindex.intake.layouts import measure_names

_TCVN3 = (
    "¡Ă ¢Â £Ê ¤Ô ¥Ơ ¦Ư §Đ ¨ă ©â ªê «ô ¬ơ \u00adư ®đ µà \u03bcà ¶ả ·ã ¸á ¹ạ »ằ ¼ẳ ½ẵ ¾ắ Æặ Çầ Èẩ Éẫ Êấ Ëậ "
    "Ìè Îẻ Ïẽ Ðé Ñẹ Òề Óể Ôễ Õế Öệ ×ì Øỉ Üĩ Ýí Þị ßò áỏ âõ ãó äọ åồ æổ çỗ èố éộ êờ ëở ìỡ íớ îợ "
    "ïù ñủ òũ óú ôụ õừ öử ÷ữ øứ ùự úỳ ûỷ üỹ ýý þỵ"
)
_FROM_TCVN3 = {ord(pair[0]): pair[1] for pair in _TCVN3.split(" ")}

_TONES = dict(zip("øùûõï", "\u0300\u0301\u0309\u0303\u0323", strict=True))
_VNI_HATS = {"aâ": "â", "aê": "ă", "eâ": "ê", "oâ": "ô", "ô": "ơ", "ö": "ư"}
_VNI_HATTED = {
    **dict(zip(("aà", "aá", "aå", "aã", "aä"), "ầấẩẫậ", strict=True)),
    **dict(zip(("aè", "aé", "aú", "aü", "aë"), "ằắẳẵặ", strict=True)),
    **dict(zip(("eà", "eá", "eå", "eã", "eä"), "ềếểễệ", strict=True)),
    **dict(zip(("oà", "oá", "oå", "oã", "oä"), "ồốổỗộ", strict=True)),
}
_VNI_ALONE = dict(zip("ìíæóòîñ", "ìíỉĩịỵđ", strict=True))
_VNI_TONED = {
    **dict(zip((f"a{tone}" for tone in _TONES), "àáảãạ", strict=True)),
    **dict(zip((f"e{tone}" for tone in _TONES), "èéẻẽẹ", strict=True)),
    **dict(zip((f"o{tone}" for tone in _TONES), "òóỏõọ", strict=True)),
    **dict(zip((f"ô{tone}" for tone in _TONES), "ờớởỡợ", strict=True)),
    **dict(zip((f"u{tone}" for tone in _TONES), "ùúủũụ", strict=True)),
    **dict(zip((f"ö{tone}" for tone in _TONES), "ừứửữự", strict=True)),
    **dict(zip(("yø", "yù", "yû", "yõ"), "ỳýỷỹ", strict=True)),
}
_FROM_VNI = {**_VNI_HATS, **_VNI_HATTED, **_VNI_ALONE, **_VNI_TONED}
_VNI = re.compile("|".join(sorted(_FROM_VNI, key=len, reverse=True)), re.IGNORECASE)

# Ă, Đ, Ĩ, Ũ, Ơ, Ư, the letters with two marks, and marks of their own.
_ONLY_UNICODE = re.compile(
    "[\u0300-\u036f\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]"
)
_ACCENTED = re.compile("[\u00a1-\u00ff\u03bc]")
_FEWEST = 3
"""Different names and headings that have to become words: one or two may be chance."""
_LOOKED_AT = 20_000
"""Different texts of a file that are looked at; names and headings stand among its first."""
_LONGEST = 200

Rows = list[list[object]]


@dataclass(frozen=True)
class Encoding:
    """An encoding of old fonts: its name, and what its fonts show for a text."""

    name: str
    convert: Callable[[str], str]


def from_tcvn3(text: str) -> str:
    """The Unicode text of what a .Vn font shows for these letters."""
    return text.translate(_FROM_TCVN3)


def from_vni(text: str) -> str:
    """The Unicode text of what a VNI font shows for these letters; the case of a letter is that of its vowel."""
    return _VNI.sub(_vni_letter, text)


ENCODINGS = (Encoding("TCVN3 (ABC)", from_tcvn3), Encoding("VNI", from_vni))


def encoding_of(texts: Iterable[str]) -> tuple[Encoding, int] | None:
    """The encoding in which several texts of a file become names of provinces or headings that they are not as written.

    Names without accents, such as "An Giang", are the same in every encoding and prove none.

    Returns:
        The encoding and how many different texts prove it; None where fewer do than proof takes.
    """
    first = _first(texts)
    proofs = [(sum(_proves(text, encoding) for text in first), encoding) for encoding in ENCODINGS]
    count, best = max(proofs, key=lambda proof: proof[0])
    return (best, count) if count >= _FEWEST else None


def named_in(text: str) -> Encoding | None:
    """The encoding in which a text becomes the name of a province that it is not as written."""
    return next((one for one in ENCODINGS if _proves(text, one) and _is_province(one.convert(text))), None)


def converted(sheets: Sequence[Rows]) -> tuple[Encoding, int] | None:
    """Convert the texts of a file in place, if they are proven to be written for old fonts.

    A file without any letter that only Unicode has is converted as a whole. In a mixed one these cells are: those that
    become names or headings themselves, and those in a column of such where no cell is certainly Unicode. What is a
    name or heading as it stands is left as it is everywhere.

    Returns:
        The encoding and how many cells were converted; None where nothing was.
    """
    texts = [value for rows in sheets for row in rows for value in row if isinstance(value, str)]
    if not any(_ACCENTED.search(text) for text in texts):
        return None
    proven = encoding_of(texts)
    if proven is None:
        return None
    encoding = proven[0]
    whole = not any(_ONLY_UNICODE.search(text) for text in texts)
    count = 0
    for rows in sheets:
        columns = None if whole else set(_old_columns(rows, encoding))
        for row in rows:
            for column, value in enumerate(row):
                if not isinstance(value, str) or not _is_old(value):
                    continue
                if _proves(value, encoding) or ((columns is None or column in columns) and not _is_word(value)):
                    new = encoding.convert(value)
                    count += new != value
                    row[column] = new
    return encoding, count


def _old_columns(rows: Rows, encoding: Encoding) -> Iterator[int]:
    """The columns in which cells are proven and none is certainly Unicode."""
    for column in range(max(map(len, rows), default=0)):
        texts = [row[column] for row in rows if column < len(row) and isinstance(row[column], str)]
        written = [str(text) for text in texts]
        if any(_proves(text, encoding) for text in written) and not any(map(_ONLY_UNICODE.search, written)):
            yield column


def _first(texts: Iterable[str]) -> list[str]:
    """The different texts that may be in an old encoding, in the order of the file, as many as are looked at."""
    found: dict[str, None] = {}
    for text in texts:
        if _is_old(text):
            found.setdefault(text)
            if len(found) >= _LOOKED_AT:
                break
    return list(found)


def _is_old(text: str) -> bool:
    """Whether a text has letters that old fonts draw as others, and none that only Unicode has."""
    return _ACCENTED.search(text) is not None and not _ONLY_UNICODE.search(text)


def _proves(text: str, encoding: Encoding) -> bool:
    new = encoding.convert(text)
    return new != text and len(text) <= _LONGEST and _is_word(new) and not _is_word(text)


def _is_word(text: str) -> bool:
    """Whether a text is the name of a province or region, or a customary heading."""
    return _is_province(text) or measure_names.is_customary(text) or measure_names.is_aggregate(text)


def _is_province(text: str) -> bool:
    return name_matching.known(cells.text(text), *(edition.key for edition in geography.editions())) is not None


def _vni_letter(match: re.Match[str]) -> str:
    written = match[0]
    letter = _FROM_VNI[written.lower()]
    return letter.upper() if written[0].isupper() else letter
