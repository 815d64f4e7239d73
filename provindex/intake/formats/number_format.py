"""What a number format makes of a number: per cent, another figure than the cell holds, or the figure itself.

Source: the grammar of number formats in ECMA-376 part 1, 18.8.31, which XLS files share.
"""

import re
from typing import Literal

Shown = Literal["percent", "other"]
"""``percent``: a hundred times the number and a per cent sign. ``other``: nothing, or the number scaled."""

BUILT_IN: dict[int, Shown] = {9: "percent", 10: "percent"}
"""Formats without a code of their own: 0% and 0.00%."""

# Quoted and escaped letters, fillers, widths, and colours or conditions in brackets are no part of the number.
_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]')
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_LONGEST = 255


def shown_as(code: str) -> Shown | None:
    """What a format shows for a positive number, None where it is the number itself, with fewer decimals perhaps.

    A per cent sign in quotes, as in ``0.0"%"``, is a letter like any other. Commas behind the last digit divide by
    thousands; an empty section or one of letters alone hides the number.
    """
    section = _LITERAL.sub("", code[:_LONGEST]).split(";")[0]
    if not re.search(r"[0#?@]|general", section, re.IGNORECASE):
        # Formats of dates have no digits either, but letters for years, months, days, hours, minutes and seconds.
        return None if re.search("[ymdhsbeg]", section, re.IGNORECASE) else "other"
    if _SCALED.search(section) or section.count("%") > 1:
        return "other"
    return "percent" if "%" in section else None
