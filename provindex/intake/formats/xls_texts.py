"""Texts of an XLS file: the shared ones in their record, and which letters of a text are raised by a font.

Source: Microsoft's open specification [MS-XLS], sections on SST, Font, XF and FormatRun.
"""

import struct
from collections.abc import Sequence

from provindex.intake.cells import Footnoted
from provindex.intake.formats import limits
from provindex.intake.formats.raised import Text

_WIDE, _PHONETIC, _RICH = 1, 4, 8
"""What the flags of a text say: two bytes a letter, more bytes behind it, runs of fonts behind it."""

Rich = tuple[bytes, tuple[int, ...]]
"""Letters of two bytes each, and where each run of a font begins with the number of that font, one after the other."""


class Shared:
    """The shared texts, which may run over into CONTINUE records.

    Each text begins with its length and a byte of flags. Where a text is torn between two records, the second begins
    with a flag of its own, so that the bytes of all records are walked one after the other.

    Attributes:
        lengths: Upper bounds of the lengths of the texts.
        rich: Those in several fonts, by number.
    """

    def __init__(self, blocks: Sequence[bytes] = ()) -> None:
        """Walk through the contents of the records."""
        self.lengths: list[int] = []
        self.rich: dict[int, Rich] = {}
        count = min(struct.unpack_from("<I", blocks[0], 4)[0], limits.CELLS) if blocks else 0
        walk = _Walk(blocks)
        while len(self.lengths) < count and walk.more():
            letters, flags = walk.number(2), walk.number(1)
            runs = walk.number(2) if flags & _RICH else 0
            extra = walk.number(4) if flags & _PHONETIC else 0
            text = walk.letters(letters, wide=bool(flags & _WIDE), keep=runs > 0)
            if runs:
                self.rich[len(self.lengths)] = (text, _halves(walk.take(4 * runs)))
            walk.skip(extra)
            self.lengths.append(letters)


class Fonts:
    """The fonts of a workbook, and which of them each style of cells has."""

    def __init__(self) -> None:
        """Begin with none."""
        self._raised: list[bool] = []
        self._styles: list[int] = []

    def add(self, content: bytes) -> None:
        """Take the record of a font: its letters may stand above or below the line."""
        self._raised.append(struct.unpack_from("<H", content, 8)[0] in (1, 2))

    def add_style(self, content: bytes) -> None:
        """Take the record of a style."""
        self._styles.append(struct.unpack_from("<H", content)[0])

    def without_marks(self, rich: Rich, style: int) -> Footnoted | None:
        """A text without its raised mark of a footnote; None where it has none."""
        letters, runs = rich
        begins = [0, *(2 * at for at in runs[::2])]
        fonts = [self._styles[style] if style < len(self._styles) else 0, *runs[1::2]]
        text = Text()
        for begin, end, font in zip(begins, [*begins[1:], len(letters)], fonts, strict=True):
            text.add(letters[begin:end].decode("utf-16-le", errors="replace"), raised=self._lifts(font))
        return text.without_marks()

    def _lifts(self, font: int) -> bool:
        # The number 4 is never given, so that the fifth font has the number 5.
        place = font - (font > 4)
        return place < len(self._raised) and self._raised[place]


def rich_of(content: bytes) -> Rich | None:
    """The text of a cell that holds it itself, with its runs; None where the record holds none."""
    length, flags = struct.unpack_from("<HB", content, 6)
    end = 9 + length * (2 if flags & _WIDE else 1)
    if len(content) < end + 2:
        return None
    runs = _halves(content[end + 2 : end + 2 + 4 * struct.unpack_from("<H", content, end)[0]])
    return (content[9:end] if flags & _WIDE else _widened(content[9:end])), runs


def _halves(content: bytes) -> tuple[int, ...]:
    """The pairs of numbers of the runs that are there whole."""
    pairs = len(content) // 4
    return struct.unpack(f"<{2 * pairs}H", content[: 4 * pairs])


def _widened(letters: bytes) -> bytes:
    return letters.decode("latin-1").encode("utf-16-le")


class _Walk:
    """Reads on through the blocks of a record and its continuations."""

    def __init__(self, blocks: Sequence[bytes]) -> None:
        self.blocks, self.block, self.at = blocks, 0, 8

    def more(self) -> bool:
        while self.block < len(self.blocks) and self.at >= len(self.blocks[self.block]):
            self.block, self.at = self.block + 1, 0
        return self.block < len(self.blocks)

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), "little")

    def take(self, size: int) -> bytes:
        taken = b""
        while len(taken) < size and self.more():
            piece = self.blocks[self.block][self.at : self.at + size - len(taken)]
            self.at += len(piece)
            taken += piece
        return taken

    def letters(self, count: int, *, wide: bool, keep: bool) -> bytes:
        """Go on behind the letters of a text; they come back, with two bytes each, only where they are asked for."""
        kept = b""
        while count and self.more():
            size = 2 if wide else 1
            taken = min(count, (len(self.blocks[self.block]) - self.at) // size)
            if keep:
                piece = self.blocks[self.block][self.at : self.at + taken * size]
                kept += piece if wide else _widened(piece)
            self.at += taken * size
            count -= taken
            if count:
                self.block, self.at = self.block + 1, 0
                if self.more():
                    wide = bool(self.blocks[self.block][0] & 1)
                    self.at = 1
        return kept

    def skip(self, size: int) -> None:
        while size and self.more():
            taken = min(size, len(self.blocks[self.block]) - self.at)
            self.at += taken
            size -= taken
