"""What is made from a View and the scores alone, kept finished: charts with their words, sentences, lines below a card.

A year that somebody has looked at costs the next reader no drawing. Whoever is here sees their own data version, so
nothing held is shown to others.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import plotly.graph_objects as go
import streamlit as st

from components import cache, citing, selection
from provindex.digests import digest
from provindex.figures.finished import Finished
from provindex.view import View

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
    look, lang = selection.figure_theme(), selection.words().lang
    cited = citing.shown() is not None
    key = digest((name, view, cited, lang, look.mode, look.size, *map(str, parts)), cache.version())
    made: Made = _made(key, make)
    return made


def figure(name: str, view: View, make: Callable[[], go.Figure], *parts: object) -> Finished:
    """A finished figure; arguments as in `kept`."""
    return kept(name, view, lambda: Finished(separated(make(), selection.words().lang)), *parts)


def chart(
    name: str, view: View, make: Callable[[], tuple[go.Figure, str] | None], *parts: object
) -> tuple[Finished, str] | None:
    """A finished figure and its alternative text, or None where there is nothing to draw; arguments as in `kept`."""

    def finished() -> tuple[Finished, str] | None:
        made = make()
        return made and (Finished(separated(made[0], selection.words().lang)), made[1])

    return kept(name, view, finished, *parts)


def separated(figure: go.Figure, lang: str) -> go.Figure:
    """The figure with the decimal mark of a language in what plotly itself prints."""
    return figure.update_layout(separators=",." if lang == "vi" else ".,")


@st.cache_resource(max_entries=_MOST, show_spinner=False)
def _made(
    key: str,  # noqa: ARG001 - a digest of what it is and of what it was made from
    _make: Callable[[], Any],
) -> Any:  # noqa: ANN401 - whatever is made
    return _make()
