"""What is drawn in this run: each figure with the words of its card, so that it can be taken away as a picture."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from plotly.basedatatypes import BaseFigure

FLAT = "-flat"
"""Ends the key of the map that stands for a relief where a picture is saved."""


@dataclass(frozen=True, eq=False)
class Shown:
    """A figure on the page.

    Attributes:
        key: Key of its chart.
        figure: As it was drawn.
        alt: What it shows, in a sentence.
        question: Title of its card; empty where the card has none.
        sentence: The card's sentence; empty where it has none.
        notes: The card's small type.
    """

    key: str
    figure: BaseFigure
    alt: str
    question: str = ""
    sentence: str = ""
    notes: tuple[str, ...] = ()


class _Run(threading.local):
    """One run of one page: Streamlit gives each a thread of its own."""

    def __init__(self) -> None:
        self.shown: list[Shown] = []
        self.card: tuple[str, str, tuple[str, ...]] = ("", "", ())


_RUN = _Run()


def begin() -> None:
    """Forgets what was drawn before; for the start of a run."""
    _RUN.shown, _RUN.card = [], ("", "", ())


@contextmanager
def within(question: str, sentence: str, notes: Sequence[str]) -> Iterator[None]:
    """What is drawn inside belongs to a card with these words."""
    before, _RUN.card = _RUN.card, (question, sentence, tuple(notes))
    try:
        yield
    finally:
        _RUN.card = before


def add(key: str, figure: BaseFigure, alt: str) -> None:
    """Notes a figure that is drawn."""
    _RUN.shown.append(Shown(key, figure, alt, *_RUN.card))


def shown() -> list[Shown]:
    """The figures of this run so far, in the order in which they were drawn."""
    return list(_RUN.shown)
