"""How much room a text takes, so that a long Vietnamese name is set smaller instead of running out of its box.

Office measures only when a file is opened, which is too late for us. Measured is Arial, which every office computer
has with all Vietnamese letters; its Latin letters are as wide as those of Helvetica (Adobe font metrics), and a letter
with a tone or a circumflex is as wide as the letter under it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

FONT = "Arial"
LEADING = 1.2
"""Height of a line over the size of its letters."""

EMU_PER_POINT = 12_700

# Widths in thousandths of the size, from the space (U+0020) to the tilde (U+007E).
_REGULAR = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 "
    "584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 "
    "667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 "
    "278 556 500 722 500 500 500 334 260 334 584"
)
_BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333 "
    "584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 "
    "667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 "
    "333 611 556 778 556 556 500 389 280 389 584"
)
# The horned letters are wider than their bases; the rest is punctuation. Anything else counts as an em.
_OTHERS = {
    "đ": 611, "Đ": 722, "ơ": 680, "Ơ": 860, "ư": 720, "Ư": 830,
    "\u00a0": 278, "–": 556, "·": 333, "−": 584, "×": 584, "“": 500, "”": 500, "‘": 278, "’": 278, "°": 400,
}  # fmt: skip
_EM = 1000
# A template's own font may be a little wider, and Office rounds every letter.
_SAFE = 1.02
# The width of an accented i is that of the accent.
_LEAST_LETTER = 278


@dataclass(frozen=True)
class Box:
    """A rectangle on a slide, in EMU (914 400 an inch)."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The lower edge."""
        return self.top + self.height

    def below(self, height: int, gap: int = 0) -> Box:
        """What is left under a strip of this height and a gap."""
        used = height + gap
        return Box(self.left, self.top + used, self.width, self.height - used)

    def above(self, height: int, gap: int = 0) -> Box:
        """What is left over a strip of this height and a gap."""
        return Box(self.left, self.top, self.width, self.height - height - gap)


def emu(points: float) -> int:
    """Points as EMU."""
    return round(points * EMU_PER_POINT)


def points(length: int) -> float:
    """EMU as points."""
    return length / EMU_PER_POINT


@lru_cache(maxsize=16_384)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """The length of one line of text in points, at a size in points."""
    return sum(_advance(letter, bold=bold) for letter in unicodedata.normalize("NFC", text)) * size * _SAFE / _EM


@lru_cache(maxsize=8_192)
def lines(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text broken between words into lines of at most ``room`` points; a longer word stands alone."""
    out: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and width(longer, size, bold=bold) > room:
                out.append(line)
                line = word
            else:
                line = longer
        out.append(line)
    return tuple(out)


def height(text: str, size: float, room: float, *, bold: bool = False) -> float:
    """The height in points of a text set in lines of ``room`` points."""
    return len(lines(text, size, room, bold=bold)) * size * LEADING


def fits(text: str, size: float, room: float, tall: float, *, bold: bool = False) -> bool:
    """Whether a text of this size stays within a rectangle in points, no word sticking out."""
    set_in = lines(text, size, room, bold=bold)
    return len(set_in) * size * LEADING <= tall and all(width(line, size, bold=bold) <= room for line in set_in)


def fitted(text: str, room: float, tall: float, largest: float, smallest: float, *, bold: bool = False) -> float:
    """The largest size, in half points, at which a text stays within a rectangle.

    Args:
        text: The text; a line break parts paragraphs.
        room: Width of the rectangle in points.
        tall: Its height in points.
        largest: The size to begin with.
        smallest: The least size that can still be read; it is given back even where the text does not fit at it.
        bold: Bold letters are wider.
    """
    size = largest
    while size > smallest and not fits(text, size, room, tall, bold=bold):
        size -= 0.5
    return max(size, smallest)


def shortened(text: str, size: float, room: float, tall: float, *, bold: bool = False) -> str:
    """The text, cut between words with an ellipsis where it does not fit even so."""
    if fits(text, size, room, tall, bold=bold):
        return text
    words = text.split(" ")
    while len(words) > 1 and not fits(" ".join(words) + "…", size, room, tall, bold=bold):
        words.pop()
    return " ".join(words).rstrip(" ,;:·") + "…"


def rows_of(text: str, size: float, room: float, *, bold: bool = False) -> int:
    """How many lines a text takes; at least one, and more for a word that is longer than the line."""
    return max(sum(ceil(width(line, size, bold=bold) / room) or 1 for line in lines(text, size, room, bold=bold)), 1)


def _advance(letter: str, *, bold: bool) -> int:
    base = unicodedata.normalize("NFD", letter)
    horned = "\u031b" in base
    plain = unicodedata.normalize("NFC", base[0] + "\u031b") if horned else base[0]
    table = _WIDTHS[bold]
    if plain in table:
        return max(table[plain], _LEAST_LETTER) if len(base) > 1 else table[plain]
    return _OTHERS.get(plain, _EM)


def _table(widths: str) -> dict[str, int]:
    return {chr(code): int(one) for code, one in enumerate(widths.split(), start=0x20)}


_WIDTHS = {False: _table(_REGULAR), True: _table(_BOLD)}
