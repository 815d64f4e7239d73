"""Tables: the twin of every figure, a part of our own in the browser; texts and orders are made on the server."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from components.state import view_state
from components.widgets import browser_module
from provindex.core import formats, sorting

_MOST = 457  # px: twelve rows of one line under their headings


@dataclass(frozen=True)
class Scale:
    """A column of dots on one line, for figures whose axis does not start at zero.

    Attributes:
        low, high: The ends of the line, in the unit of the figures.
        middle: Where its tick stands, or None.
        ends: The two ends as printed.
    """

    low: float
    high: float
    middle: float | None
    ends: tuple[str, str]

    def share(self, value: object) -> float | None:
        """How far along the line a value stands, from 0 to 1; None for a missing one."""
        if value is None or pd.isna(value):  # type: ignore[call-overload]
            return None
        return round((float(value) - self.low) / ((self.high - self.low) or 1.0), 4)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Mark:
    """How a row stands out: the colour of its edge and its dot, and a word, as colour alone says nothing."""

    colour: str
    word: str


@dataclass(frozen=True)
class Look:
    """What only some tables have.

    Attributes:
        lines: Columns of small pictures, as addresses of data.
        scales: Column -> the line on which its figures are drawn as dots.
        widths: Column -> least width in px of a page's usual letters.
        marks: Province id -> its mark.
        pinned: Province ids that are repeated on top, in that order.
        pinned_head, all_head: Headings over the rows on top and over all rows.
    """

    lines: Sequence[str] = ()
    scales: Mapping[str, Scale] = field(default_factory=dict)
    widths: Mapping[str, int] = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)
    pinned: Sequence[str] = ()
    pinned_head: str = ""
    all_head: str = ""


def show(
    frame: pd.DataFrame,
    names: Mapping[str, str],
    *,
    key: str,
    alt: str,
    ids: Sequence[str] | None = None,
    numbers: Sequence[str] = (),
    orders: Mapping[str, sorting.Places] | None = None,
    look: Look = Look(),  # noqa: B008 - frozen
    height: int | Literal["stretch"] | None = None,
    width: int | None = None,
    room: int | None = None,
) -> None:
    """A table of the columns named in ``names``, in that order, whose headings sort it.

    Args:
        frame: The rows, printed; columns not named are left out.
        names: Column -> heading in the reader's language.
        key: Key of the part.
        alt: What the table is: its caption for a screen reader.
        ids: Province id of each row; with it a chosen row selects the province in the View.
        numbers: Columns of printed numbers, set to the right and sorted by the number that each text begins with.
        orders: Column -> places of its rows, where they follow neither from printed numbers nor from the alphabet.
        look: Pictures, scales, widths, marks and pinned rows.
        height: The largest height in px, or ``stretch`` for what its card leaves; by default that of twelve rows.
        width: Width in px, for a table in a popover, which is only as wide as it has to be; by default all there is.
        room: The largest height in px that there is on the stage.
    """
    known = list(ids) if ids is not None else None
    listen: dict[str, Any] = {}
    if known is not None:
        listen["on_row_change"] = lambda: view_state.on_row(key, known)
    browser_module.part("table")(
        key=key,
        data=_data(frame, names, alt, known, numbers, orders or {}, look)
        | {"fills": height == "stretch", "most": None if height == "stretch" else room or height or _MOST},
        height="stretch" if height == "stretch" else "content",
        width=width or "stretch",
        **listen,
    )


def _data(
    frame: pd.DataFrame,
    names: Mapping[str, str],
    alt: str,
    ids: list[str] | None,
    numbers: Sequence[str],
    orders: Mapping[str, sorting.Places],
    look: Look,
) -> dict[str, Any]:
    lang = view_state.words().lang
    rows = {id_: row for row, id_ in enumerate(ids or [])}
    return {
        "lang": lang,
        "caption": alt,
        "columns": [
            _column(column, head, frame[column].tolist(), lang, column in numbers, orders.get(column), look)
            for column, head in names.items()
        ],
        "ids": ids,
        "selected": view_state.current().province if ids else None,
        "marks": {
            rows[id_]: {"colour": mark.colour, "word": mark.word} for id_, mark in look.marks.items() if id_ in rows
        },
        "pinned": [rows[id_] for id_ in look.pinned if id_ in rows],
        "pinnedHead": look.pinned_head,
        "allHead": look.all_head,
    }


def _column(
    name: str, head: str, values: list[Any], lang: str, number: bool, order: sorting.Places | None, look: Look
) -> dict[str, Any]:
    column: dict[str, Any] = {"id": name, "head": head, "width": look.widths.get(name)}
    if name in look.lines:
        return column | {"kind": "line", "cells": [str(value) for value in values], "order": None}
    if scale := look.scales.get(name):
        middle = scale.share(scale.middle)
        column |= {"kind": "scale", "ends": scale.ends, "middle": middle}
        return column | {"cells": [scale.share(value) for value in values], "order": sorting.by_value(values)}
    plain = bool(values) and all(isinstance(value, (int, float)) for value in values)  # a year, a version
    texts = [formats.MISSING if value is None or pd.isna(value) else str(value) for value in values]
    if order is None:
        by_text = sorting.by_number(texts, lang) if number else sorting.by_text(texts)
        order = sorting.by_value(values) if plain else by_text
    return column | {"kind": "number" if number else "text", "cells": texts, "order": order}
