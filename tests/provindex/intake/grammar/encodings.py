"""Encodings of Vietnamese that old files are still in."""

import unicodedata

_TCVN3 = dict(
    zip(
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
        bytes.fromhex(
            "b5b6b7b8b9a8bbbcbdbec6a9c7c8c9cacbaecccecfd0d1aad2d3d4d5d6d7d8dcdddedfe1e2e3e4abe5e6e7e8e9acea"
            "ebecedeeeff1f2f3f4adf5f6f7f8f9fafbfcfdfea1a2a3a4a5a6a7"
        ).decode("latin-1"),
        strict=True,
    )
)

_VNI_BASES = dict(zip("ăâêôơưđ", ("aê", "aâ", "eâ", "oâ", "ô", "ö", "ñ"), strict=True))
_VNI_MARKS = dict(zip("\u0301\u0300\u0309\u0303\u0323", "ùøûõï", strict=True))
_VNI_ON_BREVE = dict(zip("ùøûõï", "éèúüë", strict=True))
_VNI_ON_HAT = dict(zip("ùøûõï", "áàåãä", strict=True))
_VNI_WHOLE = dict(zip("íìỉĩịỵ", "íìæóòî", strict=True))


def tcvn3(text: str) -> str:
    """The text as a program shows it that knows nothing of the font: each byte as its letter of Latin-1.

    A capital with a tone has no byte of its own; the font of capitals draws it from the small letter.
    """
    return "".join(_TCVN3.get(letter) or _TCVN3.get(letter.lower(), letter) for letter in _typed(text))


def vni(text: str) -> str:
    """The text in VNI-Win as letters of Latin-1: a mark stands behind its vowel."""
    return "".join(_vni(letter) for letter in _typed(text))


def cp1258(text: str) -> bytes:
    """The text in Windows-1258, whose tones are marks behind the vowel."""
    # One byte is the Đ of both alphabets, which look the same.
    return "".join(_tone_apart(letter) for letter in _spaced(_composed(text)).replace("Ð", "Đ")).encode(
        "cp1258", "replace"
    )


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _typed(text: str) -> str:
    """As it is typed in an old font, which draws letters with accents in the places of Ð and of small figures."""
    return _spaced(_composed(text).replace("¹", "(1)").replace("Ð", "Đ"))


def _spaced(text: str) -> str:
    """With the one blank that does not break instead of the thin ones, which have no byte."""
    return text.replace("\u2009", "\u00a0").replace("\u202f", "\u00a0")


def _tone_apart(letter: str) -> str:
    whole = unicodedata.normalize("NFD", letter)
    tones = [mark for mark in whole if mark in _VNI_MARKS]
    if not tones:
        return letter
    return unicodedata.normalize("NFC", "".join(mark for mark in whole if mark not in _VNI_MARKS)) + tones[0]


def _vni(letter: str) -> str:
    small = letter.lower()
    apart = _tone_apart(small)
    base, tone = apart[0], _VNI_MARKS.get(apart[1:], "")
    if small in _VNI_WHOLE:
        written = _VNI_WHOLE[small]
    elif base == "ă" and tone:
        written = "a" + _VNI_ON_BREVE[tone]
    elif base in "âêô" and tone:
        written = _VNI_BASES[base][0] + _VNI_ON_HAT[tone]
    else:
        written = _VNI_BASES.get(base, base) + tone
    return written if letter == small else written.upper()
