"""Data versions of the past: what a link cited, found again in the history of what was published.

A version is a hash and not a number, so it is found by walking through the history: each change, and each day on which
something that was held opened, gave the figures a version. Only what ships with this release can be walked through; a
version of other shipped figures is not known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise
from typing import Any, TypeVar

from provindex.core import paths
from provindex.core.formats import VIETNAM
from provindex.store import ledger, ledger_records, programme_ledger, score_store
from provindex.store.ledger_records import Entry, Key, R, Record, State
from provindex.store.programme_ledger import ProgrammeRecord
from provindex.store.score_store import Programmes, Published

_K = TypeVar("_K")
_Both = tuple[State[Record], State[ProgrammeRecord]]


@dataclass(frozen=True)
class Known:
    """A version that is no longer the newest.

    Attributes:
        version: The version.
        until: When the change came that made it old.
        years: Index-years whose figures differ from those of now.
        provinces: Provinces whose reform programme differs from that of now.
    """

    version: str
    until: datetime
    years: tuple[Key, ...]
    provinces: tuple[str, ...]


@dataclass(frozen=True)
class _Past:
    shown: Published
    reforms: Programmes
    until: datetime


def known(version: str, *, see_embargoed: bool = False) -> Known | None:
    """What a version of the past was; from then on `provindex.store.score_store` reads by its name.

    What is held today is in no version that a reader is given: neither figures that are still held, nor earlier ones of
    a year or programme that is held now, other than those that everybody sees of it today.

    Args:
        version: As a link names it.
        see_embargoed: For analysts, who see figures that are held.

    Returns:
        None for the version of now, for one that is not found in the history, and for one that may not be seen.

    Raises:
        StoreError: The store cannot be reached.
    """
    states = ledger.current().state(), programme_ledger.current().state()
    today = ledger_records.today()
    now = _shown(states, today, see_embargoed)
    ships = score_store.shipped()
    if version == score_store.stamp(ships, *now):
        return None
    place, at = paths.store_location(), (states[0].version, states[1].version)
    past = _walked(place, at, ships, today, see_embargoed).get(version)
    if past is None or not (see_embargoed or _open(past, now, states, today)):
        return None
    score_store.remember(version, ships, past.shown, past.reforms)
    return Known(version, past.until, _differing(past.shown, now[0]), _differing(past.reforms, now[1]))


def _open(past: _Past, now: tuple[Published, Programmes], states: _Both, today: date) -> bool:
    """Whether nothing of it is held today."""
    programmes = {province for topic, province in _held(states[1], today) if topic == programme_ledger.FIGURES}
    return not (
        _tells(past.shown, now[0], _held(states[0], today), today) or _tells(past.reforms, now[1], programmes, today)
    )


def _tells(then: Mapping[_K, Entry], now: Mapping[_K, Entry], held: Collection[_K], today: date) -> bool:
    """Whether figures of then are held today, or are others of a held part than those that everybody sees of it."""
    return any(one.held(today) for one in then.values()) or any(
        _origin(then.get(key)) != _origin(now.get(key)) for key in held
    )


def _held(state: State[R], today: date) -> set[Any]:
    """The parts whose last change is held on a day."""
    last = {one.key: one for one in state.records.values()}
    return {key for key, one in last.items() if one.held(today)}


# The arguments beside the location say which history was walked through.
@lru_cache(maxsize=8)
def _walked(
    location: str,  # noqa: ARG001
    at: tuple[int, int],  # noqa: ARG001
    ships: tuple[bytes, bytes],
    today: date,
    see_embargoed: bool,
) -> dict[str, _Past]:
    """Every version that was ever shown up to a day, the newest span of each; analysts know those of readers too."""
    states = ledger.current().state(), programme_ledger.current().state()
    found: dict[str, _Past] = {}
    for states_then, first, until in _spans(states):
        last = min(until.astimezone(VIETNAM).date(), today)
        for day in _days(states_then, min(first, today), last):
            for see in {False, see_embargoed}:
                shown, reforms = _shown(states_then, day, see)
                found[score_store.stamp(ships, shown, reforms)] = _Past(shown, reforms, until)
    return found


def _spans(states: _Both) -> Iterator[tuple[_Both, date, datetime]]:
    """Both tables between one change and the next: as they stood, the first day, and when the next change came.

    Changes are told apart to the second. Where both tables changed within one, either may have come first.
    """
    events = [(one.when, table, version) for table in (0, 1) for version, one in states[table].records.items()]
    now = ledger_records.now()
    for order in (sorted(events), sorted(events, key=lambda one: (one[0], -one[1], one[2]))):
        counts = [-1, -1]
        moments = [*order, (max(now, order[-1][0]) if order else now, 0, -1)]
        first = moments[0][0].astimezone(VIETNAM).date()
        yield _until(states, counts), first, moments[0][0]
        for (when, table, version), (following, _, _) in pairwise(moments):
            counts[table] = version
            yield _until(states, counts), when.astimezone(VIETNAM).date(), following


def _until(states: _Both, counts: list[int]) -> _Both:
    return _first(states[0], counts[0]), _first(states[1], counts[1])


def _first(state: State[R], version: int) -> State[R]:
    return State(version, {at: one for at, one in state.records.items() if at <= version})


def _days(states: _Both, first: date, last: date) -> list[date]:
    """The days of a span on which something may have opened: the first, and the end of each embargo."""
    ends = {one.embargo for state in states for one in state.records.values() if one.embargo is not None}
    return [first, *sorted(end for end in ends if first < end <= last)]


def _shown(states: _Both, day: date, see_embargoed: bool) -> tuple[Published, Programmes]:
    scores = states[0].shown(day, see_embargoed=see_embargoed)
    programmes = states[1].shown(day, see_embargoed=see_embargoed)
    return scores, {province: one for (topic, province), one in programmes.items() if topic == programme_ledger.FIGURES}


def _differing(then: Mapping[_K, Entry], now: Mapping[_K, Entry]) -> tuple[_K, ...]:
    keys = dict.fromkeys([*then, *now])
    return tuple(key for key in keys if _origin(then.get(key)) != _origin(now.get(key)))


def _origin(record: Entry | None) -> int:
    return 0 if record is None else record.origin
