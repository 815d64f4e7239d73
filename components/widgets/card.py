"""One card: a question, one sentence with its numbers, the figure, what to know about it, and its table twin.

A card that fails says so in its own place and the page goes on; the fault goes to the log.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

import streamlit as st

from components.state import rendered_figures, view_state
from components.widgets import notices
from provindex.core import formats, inert

_LOG = logging.getLogger(__name__)

Metric = Callable[[st.delta_generator.DeltaGenerator], None]
"""Draws one figure in a place: `metric` or `plain_metric` with all but the place given."""


@contextmanager
def card(
    question: str, sentence: str = "", notes: Sequence[str] = (), *, key: str, fill: bool | int = False
) -> Iterator[None]:
    """The place of a card; what is drawn inside it stands between the sentence and the notes.

    Args:
        question: The title, a question.
        sentence: One sentence with the numbers of the figure.
        notes: Small type below: n and coverage, source, break, attribution.
        key: Key of the container.
        fill: Whether it takes the height that its place leaves, for a figure that grows with it; a number is a height
            in px, which a table inside it follows, and which `server.page_style` may make larger.
    """
    height: int | Literal["stretch", "content"] = ("stretch" if fill else "content") if isinstance(fill, bool) else fill
    with st.container(key=f"card-{key}", gap="xsmall", height=height, border=False):
        if question:
            st.subheader(inert.markdown(question), anchor=False)
        if sentence:
            st.markdown(inert.markdown(sentence))
        try:
            with rendered_figures.within(question, sentence, notes):
                yield
        except Exception:  # noqa: BLE001 - a card may fail in any way; the page must go on and say so
            _LOG.exception("card %s failed", key)
            notices.failed(view_state.words())
        said = [note for note in notes if note]
        if said:
            st.caption(inert.markdown(" · ".join(said)))


def metric(
    place: st.delta_generator.DeltaGenerator, label: str, value: str, delta: str | None = None, since: str = ""
) -> None:
    """A figure with its change below it: the arrow follows the printed sign, the colour says nothing.

    Args:
        place: Where it stands.
        label: What it is.
        value: The figure as text.
        delta: The change as text with its sign; none where nothing is compared.
        since: What the change is counted from.
    """
    known = delta if delta not in (None, formats.MISSING) else None
    # Streamlit looks for a hyphen; a minus sign would get an arrow upwards.
    arrow: Literal["up", "down", "off"] = "off"
    if known:
        arrow = "up" if known.startswith(formats.PLUS) else "down" if known.startswith(formats.MINUS) else "off"
    place.metric(
        inert.markdown(label),
        inert.markdown(value),
        delta=inert.markdown(known),
        delta_color="off",
        delta_arrow=arrow,
        delta_description=inert.markdown(since) if known else None,
    )


def plain_metric(
    place: st.delta_generator.DeltaGenerator,
    label: str,
    value: str,
    delta: str | None = None,
    help: str | None = None,  # noqa: A002 - as Streamlit names it
) -> None:
    """A figure with a remark below it that has no direction; arguments as in `metric`, ``help`` behind a mark."""
    place.metric(
        inert.markdown(label),
        inert.markdown(value),
        delta=inert.markdown(delta),
        delta_color="off",
        delta_arrow="off",
        help=inert.markdown(help),
    )


def twin(draw: Callable[[], None], *, key: str) -> None:
    """The table behind a figure, in a popover; its rows are sent only when it is opened."""
    t = view_state.words()
    with st.popover(
        t("Table"), icon=":material/table_rows:", type="tertiary", on_change="rerun", key=f"twin-{key}"
    ) as place:
        if place.open:
            draw()
