"""Words of a PDF whose font lacks letters: completed where one known name alone fits, and told; never guessed.

A font without Vietnamese letters shows a box for each of them, and readers give nothing but their places. "Lâm Đ□ng"
can mean one province only; "B□c N□" none, and stays as it is.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from provindex import geography
from provindex.catalog import load_catalog
from provindex.intake import cells
from provindex.intake.formats.pdf_pages import LOST
from provindex.intake.formats.tables import Block, Grid, Line, Table
from provindex.intake.issues import Fact, Issue, Refused, issue_of
from provindex.intake.layouts.aliases import MEASURES

HEADINGS = (
    "Tỉnh", "Tỉnh, thành phố", "Tên tỉnh", "Tên tỉnh, thành phố", "Địa phương", "Đơn vị", "Xếp hạng", "Thứ hạng",
    "Hạng", "Vị trí", "Xếp thứ", "Vị thứ", "Chỉ số", "Điểm", "Điểm số", "Tổng điểm", "Giá trị", "Kết quả", "Tỷ lệ",
    "Điểm tối đa", "Điểm chuẩn", "Nhóm", "Ghi chú", "Số thứ tự", "Nội dung", "Tiêu chí", "Lĩnh vực", "Mã tỉnh",
)  # fmt: skip
"""Headings that `labels.role` knows, with their accents."""

_OTHERS = (
    "Phụ lục",
    "Cả nước",
    "Toàn quốc",
    "Trung bình",
    "Bình quân",
    "Trung vị",
    "Tổng cộng",
    "Cao nhất",
    "Thấp nhất",
)
_WORD = re.compile(rf"(?:[^\W\d_]|{LOST})+")
_UNREADABLE_SHARE = 0.3
_EXAMPLES = 3


class Completer:
    """Completes texts, and remembers which."""

    def __init__(self) -> None:
        """Begin with none."""
        self._known: dict[str, str] = {}

    def block(self, block: Block) -> Block:
        """The block with its texts completed."""
        if isinstance(block, Line):
            return Line(self.text(block.text))
        rows = [[text and self.text(text) for text in row] for row in block.rows]
        return Grid(rows, block.merged, block.edges, block.page)

    def text(self, text: str) -> str:
        """A text with its lost letters where one name alone fits each of its words; the others stay lost."""
        if LOST not in text:
            return text
        if text not in self._known:
            self._known[text] = _completed(text)
        return self._known[text]

    def issues(self, tables: Iterable[Table]) -> list[Issue]:
        """What a person should know about texts that were completed.

        Raises:
            Refused: The letters of the tables are lost for the most part.
        """
        written = "".join(text for table in tables for row in table.rows for text in row if text)
        if written.count(LOST) > _UNREADABLE_SHARE * len(written):
            raise Refused(issue_of("letters_lost"))
        done = [(before, after) for before, after in self._known.items() if before != after]
        if not done:
            return []
        short = sorted(done, key=lambda pair: len(pair[0]))[:_EXAMPLES]
        shown: tuple[Fact, ...] = tuple(
            f"{before.replace(LOST, '□')} → {after.replace(LOST, '□')}" for before, after in short
        )
        return [issue_of("letters_completed", facts={"n": len(done), "examples": shown})]


def _completed(text: str) -> str:
    words = list(_WORD.finditer(text))
    parts: list[str] = []
    end = at = 0
    while at < len(words):
        length, phrase = _fitting([word[0] for word in words[at:]])
        if phrase is not None:
            parts += [text[end : words[at].start()], phrase]
            end = words[at + length - 1].end()
        at += max(length, 1)
    return "".join([*parts, text[end:]])


def _fitting(words: Sequence[str]) -> tuple[int, str | None]:
    """How many of the words the longest name that fits them has, and that name; None if none fits or several do."""
    for length in range(min(len(words), max(_phrases())), 0, -1):
        if any(LOST in word for word in words[:length]):
            fitting = {
                phrase
                for key, phrase in _phrases().get(length, ())
                if all(_fits(word, known) for word, known in zip(words, key, strict=False))
            }
            if fitting:
                return length, fitting.pop() if len(fitting) == 1 else None
    return 1, None


def _fits(word: str, known: str) -> bool:
    """Whether a word may be a known one: a lost letter is one that fonts of Western Europe lack."""
    return len(word) == len(known) and all(
        other > "\xff" if letter == LOST else letter == other
        for letter, other in zip(word.casefold(), known, strict=True)
    )


@cache
def _phrases() -> dict[int, tuple[tuple[tuple[str, ...], str], ...]]:
    """Known names by how many words they have, each with its words in small letters."""
    provinces = [one.name.vi for edition in geography.editions() for one in geography.provinces(edition.key)]
    indices = load_catalog().indices.values()
    named = [name for index in indices for name in (index.name.vi, *(one.name.vi for one in index.measures.values()))]
    aliases = [alias for names in MEASURES.values() for alias in names]
    found: dict[int, dict[tuple[str, ...], str]] = {}
    for name in (*provinces, *HEADINGS, *_OTHERS, *named, *aliases):
        composed = unicodedata.normalize("NFC", cells.text(name))
        words = tuple(_WORD.findall(composed.casefold()))
        if words:
            found.setdefault(len(words), {}).setdefault(words, composed)
    return {length: tuple(names.items()) for length, names in found.items()}
