"""A button that makes a file when it is pressed; how many files a session may take a minute is limited."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from components import limits, selection, waiting
from provindex import inert


def button(
    label: str,
    made: Callable[[], bytes],
    name: str,
    media_type: str,
    *,
    key: str,
    kind: Literal["secondary", "tertiary"] = "secondary",
    quick: bool = False,
) -> None:
    """A button that saves a file; where the session took as many as it may, it waits and says for how long.

    Args:
        label: What it says.
        made: Makes the file; called when it is pressed.
        name: Name of the file.
        media_type: Its media type.
        key: Key of the button.
        kind: With a frame or without.
        quick: Whether it is made in no time; others are made one after the other, see `components.waiting`.
    """
    busy = limits.exports_left()
    pressed = st.download_button(
        inert.markdown(label),
        data=limits.export(made) if quick else waiting.in_turn(made),
        file_name=name,
        mime=media_type,
        icon=":material/download:",
        type=kind,
        key=key,
        disabled=busy is not None,
        help=inert.markdown(busy.told(selection.words())) if busy else None,
    )
    if pressed and not quick:
        waiting.asked()
