"""Order of the Vietnamese alphabet, and plain spellings for search."""

import unicodedata

SortKey = tuple[tuple[int, ...], tuple[int, ...], str]

# Letters with their own place in the alphabet come after the letter they are made from; f, j, w and z of foreign names
# stand where Latin has them.
_ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACE = {letter: place for place, letter in enumerate(_ALPHABET, start=1)}
# Tones decide only between words of the same letters: level, huyền, hỏi, ngã, sắc, nặng, as in the Unicode CLDR
# collation of Vietnamese.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
# U+00D0 (Icelandic eth) and U+0189 (African d) look like Đ and are typed for it; no decomposition leads from any to D.
_CROSSED = str.maketrans(dict.fromkeys("ĐđÐðƉɖ", "đ"))
_UNCROSSED = str.maketrans(dict.fromkeys("ĐđÐðƉɖ", "d"))
_DASHES = frozenset("\u2212\u2043")


def sort_key(text: str) -> SortKey:
    """A key that sorts texts in the order of the Vietnamese alphabet.

    Đ follows D, Ă and Â follow A, Ê follows E, Ô and Ơ follow O, Ư follows U. A shorter word comes before a longer one
    that begins with it, so that a space counts before every letter. Tones count last, capitals not at all; the text
    itself breaks the remaining ties, so that the order never depends on the order before.
    """
    letters: list[int] = []
    tones: list[int] = []
    for letter in unicodedata.normalize("NFC", text.translate(_CROSSED).casefold()):
        parts = unicodedata.normalize("NFD", letter)
        tone = next((_TONES[mark] for mark in parts[1:] if mark in _TONES), 0)
        bare = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
        if bare in _PLACE:
            letters.append(_PLACE[bare])
            tones.append(tone)
        elif letters and letters[-1]:
            letters.append(0)
            tones.append(0)
    return tuple(letters), tuple(tones), text


def fold(text: str) -> str:
    """The plain spelling that is compared in a search: "Đà Nẵng" becomes "da nang".

    Small letters without marks; every dash becomes "-", runs of spaces become one, and what has no width is left out.
    What has no plain spelling, such as another script, stays as it is.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    small = unicodedata.normalize("NFKD", text).casefold().translate(_UNCROSSED)
    return " ".join(unicodedata.normalize("NFKD", small).translate(_PLAIN).split())


def without_invisible(text: str) -> str:
    """The text without letters of no width that only direct or join others (category Cf)."""
    if text.isprintable():  # such letters are not
        return text
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cf")


class _Plain(dict[int, str]):
    """The plain spelling of each letter by its code, looked up once: for `str.translate`."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        category = unicodedata.category(letter)
        plain = "" if category in {"Mn", "Cf"} else "-" if category == "Pd" or letter in _DASHES else letter
        self[code] = plain
        return plain


_PLAIN = _Plain({code: chr(code) for code in range(128)})
