"""Which parts of the data a computation reads, so that its result is made anew when one of them changes, not before."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

from provindex.catalog import Edition


@dataclass(frozen=True, order=True)
class Part:
    """A part of the data.

    Attributes:
        kind: ``year`` (the figures of one), ``years`` (those of all of an index), ``definition`` (what an index is
            without its years), ``edition`` (provinces and status of one year, or that there is none), ``outline``
            (definition and all editions), ``catalogue`` (the outlines of all), ``version`` (everything).
        index: Key of the index, for all but the last two.
        year: The year, for ``year`` and ``edition``.
    """

    kind: Literal["year", "years", "definition", "edition", "outline", "catalogue", "version"]
    index: str = ""
    year: int = 0


_NOTED: ContextVar[set[Part] | None] = ContextVar("noted", default=None)


def note(*parts: Part) -> None:
    """Says that parts are read, to the computation that is under way; to nobody where none is."""
    noted = _NOTED.get()
    if noted is not None:
        noted.update(parts)


@contextmanager
def noted() -> Iterator[set[Part]]:
    """What is read inside; a computation around it learns of nothing here and is told with `note`."""
    found: set[Part] = set()
    token = _NOTED.set(found)
    try:
        yield found
    finally:
        _NOTED.reset(token)


class Editions(Mapping[int, Edition]):
    """The editions of an index, of which each says that it is read, and all do where they are looked through.

    A chart then counts as reading the years that it asks for, and stays where another one goes from final to
    provisional.
    """

    def __init__(self, index: str, editions: Mapping[int, Edition]) -> None:
        """The editions of the index with that key."""
        self._index, self._editions = index, editions

    def __getitem__(self, year: int) -> Edition:
        """One edition; that there is none is read as well."""
        note(Part("edition", self._index, year))
        return self._editions[year]

    def __iter__(self) -> Iterator[int]:
        """All years."""
        note(Part("outline", self._index))
        return iter(self._editions)

    def __len__(self) -> int:
        """How many years there are."""
        note(Part("outline", self._index))
        return len(self._editions)

    def __repr__(self) -> str:
        """All of them, of which digests are made."""
        note(Part("outline", self._index))
        return repr(self._editions)
