"""The table of saved presentations: a part is one presentation, its text in one row, each change with who and when."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self

import pyarrow as pa

from provindex.core import paths
from provindex.core.translate import N_, in_every_language
from provindex.store.ledger import Book, Layout
from provindex.store.ledger_records import Entry

NAME = "stage"

ROWS = pa.schema([("text", pa.string())])
"""The presentation as `provindex.views.scenes.written` gives it."""

_CALLED = N_("the presentation")


@dataclass(frozen=True, kw_only=True)
class PresentationRecord(Entry):
    """One change of one presentation; without rows it was deleted, or an undo took its first change back.

    Attributes:
        presentation: Its name in addresses.
        scenes: How many scenes it has afterwards.
    """

    presentation: str
    scenes: int

    @property
    def key(self) -> tuple[str]:
        """The name."""
        return (self.presentation,)

    @property
    def called(self) -> tuple[object, object]:
        """What it is, and its name."""
        return in_every_language(lambda t: t(_CALLED)), self.presentation

    def emptied(self) -> Self:
        """As for every change; no scene is left either."""
        return replace(self, rows=0, scenes=0)


_LAYOUT = Layout(
    NAME,
    "Presentations",
    ROWS,
    pa.schema([("presentation", pa.string())]),
    PresentationRecord,
    event="presentation changed",
)


def current() -> Book[PresentationRecord]:
    """The table in `provindex.core.paths.store_location`, kept open between calls."""
    return _book(paths.store_location())


@lru_cache(maxsize=16)
def _book(location: str) -> Book[PresentationRecord]:
    return Book(location, _LAYOUT)
