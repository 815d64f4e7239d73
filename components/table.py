"""Tables: the twin of every figure, reachable by keyboard, with the same selection; numbers are formatted text."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any, Literal

import pandas as pd
import streamlit as st

from components import selection, stage_window

# A row of st.dataframe and its header, in px; used so that short tables end with their last row.
ROW, HEADER = 35, 37


def show(
    frame: pd.DataFrame,
    names: Mapping[str, str],
    *,
    key: str,
    alt: str,
    ids: Sequence[str] | None = None,
    numbers: Sequence[str] = (),
    extra: Mapping[str, Any] | None = None,
    height: int | Literal["stretch"] | None = None,
    width: int | None = None,
    lines: int = 1,
    room: int | None = None,
) -> None:
    """A table of the columns named in ``names``, in that order.

    Args:
        frame: The rows; columns not named are left out.
        names: Column -> heading in the reader's language.
        key: Key of the widget.
        alt: What the table is, for a screen reader.
        ids: Province id of each row; with it a chosen row selects the province in the View.
        numbers: Columns of formatted numbers, set to the right.
        extra: Column -> column configuration where text is not enough (bars, sparklines).
        height: Height in px, or ``stretch`` for what its card leaves, ten rows at least; by default that of the rows
            there are, at most twelve.
        lines: How many times as high as usual rows are, for sentences to wrap.
        width: Width in px, for a table in a popover, which is only as wide as it has to be; by default all there is.
        room: Height in px that there is on the stage, whose rows grow with its letters; its short tables end with their
            last row too.
    """
    configs: dict[str, Any] = {
        column: st.column_config.TextColumn(heading, alignment="right" if column in numbers else None)
        for column, heading in names.items()
    }
    configs |= dict(extra or {})
    listen: dict[str, Any] = {}
    if ids is not None:
        chosen = list(ids)
        listen = {"on_select": lambda: selection.on_rows(key, chosen), "selection_mode": "single-row"}
        selected = selection.current().province
        listen["selection_default"] = {"selection": {"rows": [chosen.index(selected)] if selected in chosen else []}}
    st.dataframe(
        frame[list(names)],
        column_config=configs,
        hide_index=True,
        key=key,
        alt=alt,
        placeholder="–",
        height=height or (_on_page(len(frame), lines) if room is None else _on_stage(len(frame), room)),
        row_height=lines * ROW if lines > 1 else None,  # text wraps from twice the usual height on
        width=width or "stretch",
        **listen,
    )


def _on_page(rows: int, lines: int) -> int:
    """The height of a table in px: at most twelve rows of one line."""
    return HEADER + lines * ROW * max(1, min(rows, 12 // lines))


def _on_stage(rows: int, room: int) -> int:
    """The height of a table on the stage or in a frame in px: rows follow the letters, which are 16 px on a page."""
    return min(room, ceil(ROW * (1 + max(1, rows)) * stage_window.letters() / 16) + 2)
