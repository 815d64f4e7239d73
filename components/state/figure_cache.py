"""What is made from a View and the scores alone, kept finished: charts with their words, sentences, lines below a card.

A year that somebody has looked at costs the next reader no drawing, and a publish costs only what reads the year it
touches: while a thing is made, `results` notes which parts of the data are read, and the thing is kept under their
stamps. Whoever is here reads at their own data version, so nothing held is shown to others.
"""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from threading import RLock
from typing import Any, Generic, TypeVar

import plotly.graph_objects as go
import streamlit as st

from components.state import data_version, reads, results, view_state
from components.state.reads import Part
from provindex.core.digests import digest
from provindex.figures.serialized_figure import Finished
from provindex.views.view import View

Made = TypeVar("Made")

_MOST = 2000  # things kept; a chart is ten kilobytes or so


def kept(name: str, view: View, make: Callable[[], Made], *parts: object) -> Made:
    """What ``make`` gives, from memory where it was made before.

    Args:
        name: What it is; one name for one way of making it.
        view: The View it is made from; nothing else that changes may be read, a session least of all.
        make: Makes it; draws nothing on the page, and nobody changes what it returns.
        parts: Whatever else decides how it comes out, such as a height.
    """
    look, lang = view_state.figure_theme(), view_state.words().lang
    cited = data_version.shown() is not None
    key = digest((name, view, cited, lang, look.mode, look.size, *map(str, parts)))
    return _current(key, _least(view), make)


def _least(view: View) -> frozenset[Part]:
    """What everything that is made from a View counts as reading: what its index is, and its two years."""
    return frozenset(results.parts_of(view.index, view.base, view.year))


@dataclass(frozen=True)
class _Kept(Generic[Made]):
    """A thing with the parts of the data that were read while it was made."""

    thing: Made
    read: frozenset[Part]


@dataclass
class _Needs:
    """Which parts of the data a thing reads, as known from the last time it was made; None before the first."""

    parts: frozenset[Part] | None = None
    lock: RLock = field(default_factory=RLock)


def _current(key: str, least: frozenset[Part], make: Callable[[], Made]) -> Made:
    """The thing as the data of this run have it, made where no data with the same stamps have made it before."""
    needs = _needs(key)

    def made() -> _Kept[Made]:
        with reads.noted() as noted:
            thing = make()
        return _Kept(thing, least | noted)

    # Until it is known what it reads, it has no key of its own: who comes second waits for the first.
    with needs.lock if needs.parts is None else nullcontext():
        if needs.parts is None:
            first = made()
            needs.parts = first.read
            _made(digest(key, *results.stamps(first.read)), lambda: first)
    found: _Kept[Made] = _made(digest(key, *results.stamps(needs.parts)), made)
    while not found.read <= needs.parts:
        # A figure may decide which others are read. Kept under less than it reads, it would outlive a change of those.
        needs.parts |= found.read
        found = _made(digest(key, *results.stamps(needs.parts)), made)
    reads.note(*found.read)
    return found.thing


def figure(name: str, view: View, make: Callable[[], go.Figure], *parts: object) -> Finished:
    """A finished figure; arguments as in `kept`."""
    return kept(name, view, lambda: Finished(separated(make(), view_state.words().lang)), *parts)


def chart(
    name: str, view: View, make: Callable[[], tuple[go.Figure, str] | None], *parts: object
) -> tuple[Finished, str] | None:
    """A finished figure and its alternative text, or None where there is nothing to draw; arguments as in `kept`."""

    def finished() -> tuple[Finished, str] | None:
        made = make()
        return made and (Finished(separated(made[0], view_state.words().lang)), made[1])

    return kept(name, view, finished, *parts)


def separated(figure: go.Figure, lang: str) -> go.Figure:
    """The figure with the decimal mark of a language in what plotly itself prints."""
    return figure.update_layout(separators=",." if lang == "vi" else ".,")


@st.cache_resource(max_entries=_MOST, show_spinner=False)
def _needs(key: str) -> _Needs:  # noqa: ARG001 - a digest of what it is
    return _Needs()


@st.cache_resource(max_entries=_MOST, show_spinner=False)
def _made(
    key: str,  # noqa: ARG001 - a digest of what it is and of what it was made from
    _make: Callable[[], Any],
) -> Any:  # noqa: ANN401 - whatever is made
    return _make()
