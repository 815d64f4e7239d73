"""Which parts of the data a computation reads, so that its result is made anew when one of them changes, not before."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, order=True)
class Part:
    """A part of the data.

    Attributes:
        kind: ``year`` (the figures of one), ``years`` (those of all of an index), ``outline`` (what an index is, its
            years, their provinces and status), ``catalogue`` (the outlines of all), ``version`` (everything).
        index: Key of the index, for the first three.
        year: The year, for the first.
    """

    kind: Literal["year", "years", "outline", "catalogue", "version"]
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
