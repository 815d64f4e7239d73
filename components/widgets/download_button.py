"""A button that makes a file when it is pressed; how many files a session may take a minute is limited."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from components.state import view_state
from components.widgets import file_queue
from provindex.core import inert
from server import quotas


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
        quick: Whether it is made in no time; others are made one after the other, see `components.widgets.file_queue`.
    """
    busy = quotas.exports_left()
    pressed = st.download_button(
        inert.markdown(label),
        data=quotas.export(made) if quick else file_queue.in_turn(made),
        file_name=name,
        mime=media_type,
        icon=":material/download:",
        type=kind,
        key=key,
        disabled=busy is not None,
        help=inert.markdown(busy.sentence(view_state.words())) if busy else None,
    )
    if pressed and not quick:
        file_queue.asked()
