"""How a province is written."""

import unicodedata
from collections.abc import Callable
from random import Random

from provindex import geography
from provindex.geography import Province

Speller = Callable[[Province, int], str]
"""Writes a province that stands in a row, counted from 1."""

STYLES = (
    "plain", "plain", "plain", "plain", "full", "full_short", "ubnd", "ubnd_long", "numbered", "capitals", "decomposed",
    "old_accents", "unaccented", "starred", "footnoted", "spaced", "dashes", "short", "eth", "broken_line",
)  # fmt: skip
MERGED_STYLES = ("new", "members")
"""Only of the 34 provinces."""

_OLD_ACCENTS = {"Hòa": "Hoà", "Hóa": "Hoá", "Thủy": "Thuỷ", "Lắk": "Lăk", "Hòa Bình": "Hoà Bình"}
_SHORT = {
    "Hồ Chí Minh": ("TP.HCM", "TP HCM", "Tp. Hồ Chí Minh", "TPHCM", "TP. HCM"),
    "TP. Hồ Chí Minh": ("TP.HCM", "TP HCM", "Tp. Hồ Chí Minh", "TPHCM", "TP. HCM"),
    "Thừa Thiên Huế": ("TT-Huế", "TT. Huế", "Thừa Thiên - Huế", "TT Huế"),
    "Bà Rịa - Vũng Tàu": ("BR-VT", "BRVT", "Bà Rịa – Vũng Tàu", "Bà Rịa-Vũng Tàu"),
    "Đắk Lắk": ("Đăk Lăk", "Đắc Lắc", "Dak Lak", "Đắk Lăk"),
    "Đắk Nông": ("Đăk Nông", "Đắc Nông"),
}


def speller(style: str, random: Random) -> Speller:
    """A way of writing all provinces of a table."""
    return lambda province, row: _spell(province, row, style, random)


def _spell(province: Province, row: int, style: str, random: Random) -> str:
    name = province.name.vi
    city = province.kind == "city"
    bare = name.removeprefix("TP. ")
    match style:
        case "full":
            return f"{'Thành phố' if city else 'Tỉnh'} {bare}"
        case "full_short":
            return f"TP. {bare}" if city else name
        case "ubnd":
            return f"UBND {random.choice(('thành phố', 'TP', 'TP.')) if city else 'tỉnh'} {bare}"
        case "ubnd_long":
            return f"Ủy ban nhân dân {'thành phố' if city else 'tỉnh'} {bare}"
        case "numbered":
            return f"{row}. {name}"
        case "capitals":
            return name.upper()
        case "decomposed":
            return unicodedata.normalize("NFD", name)
        case "old_accents":
            for modern, old in _OLD_ACCENTS.items():
                name = name.replace(modern, old)
            return name
        case "unaccented":
            return province.name.en
        case "starred":
            return name + random.choice(("", "", "", " (*)", "*", " *", " (**)"))
        case "footnoted":
            return name + random.choice(("", "", "", "¹", " (1)", "(2)", " [1]"))
        case "spaced":
            return random.choice(("{}", " {}", "{} ", "\u00a0{}", "{}\u00a0")).format(name.replace(" ", "  ", row % 2))
        case "dashes":
            return name.replace(" - ", random.choice(("-", " – ", "–", " -")))
        case "short":
            return random.choice(_SHORT.get(name, (name,)))
        case "eth":
            return name.replace("Đ", "Ð")
        case "broken_line":
            return name.replace(" ", "\n", 1) if len(name) > 9 else name
        case "new":
            return name if len(_members(province)) == 1 else f"{name} (mới)"
        case "members":
            members = _members(province)
            dash = random.choice((" - ", ", ", " + "))
            return name if len(members) == 1 else f"{name} ({dash.join(members)})"
        case _:
            return name


def _members(province: Province) -> list[str]:
    crosswalk = geography.crosswalk()
    old = crosswalk.loc[crosswalk["new"] == province.id, "old"]
    return [geography.province(one).name.vi for one in old]
