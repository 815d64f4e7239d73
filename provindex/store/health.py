"""Whether a server can be trusted with readers: catalogue, boundaries and store, each by itself."""

import time
from dataclasses import dataclass
from threading import Lock
from typing import Literal

from provindex import catalog, geography
from provindex.core.errors import CatalogError, StoreError
from provindex.store import location, score_store

State = Literal["ok", "failing", "unknown"]

KEPT = 5.0
"""Seconds that an answer stands, so that whoever asks often costs nothing."""


@dataclass(frozen=True)
class Health:
    """What is in order; the details are for the log, since anybody may ask.

    Attributes:
        catalogue: Whether the shipped catalogue and every shipped score can be read.
        boundaries: Whether provinces, crosswalk and shapes can be read.
        store: Whether the store answers, and every published year that shows can be read.
        version: The data version that readers see; None where it is not known.
        problems: What is wrong, one sentence each.
    """

    catalogue: State
    boundaries: State
    store: State
    version: str | None
    problems: tuple[str, ...] = ()

    @property
    def well(self) -> bool:
        """Whether all three are in order."""
        return (self.catalogue, self.boundaries, self.store) == ("ok", "ok", "ok")


def examine() -> Health:
    """Look at everything now; never raises for what is found."""
    problems: list[str] = []
    version, reached = _version(problems)
    return Health(_catalogue(problems), _boundaries(problems), reached, version, tuple(problems))


class Watch:
    """Examines at most every few seconds, and never twice at once; safe to share between threads."""

    def __init__(self, kept: float = KEPT) -> None:
        """Nothing is examined before it is asked for."""
        self._kept, self._lock = kept, Lock()
        self._last: tuple[float, Health] | None = None

    def current(self) -> Health:
        """The last answer, or a new one where that is too old."""
        with self._lock:
            if self._last is None or time.monotonic() > self._last[0] + self._kept:
                found = examine()
                self._last = time.monotonic(), found
            return self._last[1]


def _version(problems: list[str]) -> tuple[str | None, State]:
    try:
        version = score_store.data_version()
        for index, year in score_store.published(version=version):
            score_store.read(index, year, version=version)  # once a process: what is published never changes
        if (unsound := score_store.trouble()) is not None:
            problems.append(str(unsound))
            return version, "failing"
        return version, "ok"
    except StoreError as error:
        problems.append(str(error))
        if error.__cause__ is not None:
            problems.append(location.root(error.__cause__))
        return None, "failing"
    except OSError as error:  # a shipped file is gone: the catalogue tells which
        problems.append(str(error))
        return None, "unknown"


def _catalogue(problems: list[str]) -> State:
    try:
        for index in catalog.load_catalog().indices.values():
            for year in score_store.shipped_years(index.key):
                score_store.read_shipped(index.key, year)
    except CatalogError as error:
        problems.append(str(error))
        return "failing"
    return "ok"


def _boundaries(problems: list[str]) -> State:
    try:
        geography.check()
    except CatalogError as error:
        problems.append(str(error))
        return "failing"
    return "ok"
