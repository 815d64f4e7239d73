"""One card: a question, one sentence with its numbers, the figure, what to know about it, and its table twin.

A card that fails says so in its own place and the page goes on; the fault goes to the log.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from components import notices, selection

_LOG = logging.getLogger(__name__)


@contextmanager
def card(question: str, sentence: str = "", notes: Sequence[str] = (), *, key: str) -> Iterator[None]:
    """The place of a card; what is drawn inside it stands between the sentence and the notes.

    Args:
        question: The title, a question.
        sentence: One sentence with the numbers of the figure.
        notes: Small type below: n and coverage, source, break, attribution.
        key: Key of the container.
    """
    with st.container(key=f"card-{key}", gap="xsmall"):
        if question:
            st.subheader(question, anchor=False)
        if sentence:
            st.markdown(sentence)
        try:
            yield
        except Exception:  # noqa: BLE001 - a card may fail in any way; the page must go on and say so
            _LOG.exception("card %s failed", key)
            notices.failed(selection.words())
        said = [note for note in notes if note]
        if said:
            st.caption(" · ".join(said))


def twin(draw: Callable[[], None], *, key: str) -> None:
    """The table behind a figure, in a popover; its rows are sent only when it is opened."""
    t = selection.words()
    with st.popover(
        t("Table"), icon=":material/table_rows:", type="tertiary", on_change="rerun", key=f"twin-{key}"
    ) as place:
        if place.open:
            draw()
