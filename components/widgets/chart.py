"""Draws figures: one place for their configuration, their key, their alternative text and their selection."""

from typing import Any

import plotly.graph_objects as go
import pydeck
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.state import figure_cache, rendered_figures, view_state
from provindex.core.translate import Translator
from provindex.figures import captioned
from provindex.figures.serialized_figure import Finished
from server import urls


def plotly(
    figure: go.Figure | Finished,
    *,
    key: str,
    alt: str,
    select: bool = False,
    keep: bool = False,
    fill: bool = False,
) -> None:
    """A plotly figure; with ``select`` a click on a province selects it in the View.

    With ``keep`` a click beside everything leaves the selected province as it is. With ``fill`` it grows with the place
    it stands in, and is never less high than it was drawn.
    """
    t = view_state.words()
    rendered_figures.add(key, figure, alt)
    if isinstance(figure, go.Figure):
        figure_cache.separated(figure, t.lang)
    listen: dict[str, Any] = {}
    if select:
        listen = {
            "on_select": lambda: view_state.on_points(key, keep=keep),
            "selection_mode": "points",
        }
    st.plotly_chart(figure, key=key, alt=alt, config=_config(t, key), height="stretch" if fill else "content", **listen)


def sideways(key: str) -> DeltaGenerator:
    """A place for what needs more width than a telephone has: there it is moved sideways, see `server.page_style`."""
    return st.container(key=f"sideways-{key}", gap="xsmall")


def picture(figure: go.Figure, *, key: str, alt: str, name: str) -> None:
    """A figure with its words inside, as it is saved; ``name`` is that of the file."""
    t = view_state.words()
    figure_cache.separated(figure, t.lang)
    config = _config(t, key) | {
        "displayModeBar": True,
        "toImageButtonOptions": {
            "format": "png",
            "width": figure.layout.width,
            "height": figure.layout.height,
            "scale": captioned.PROJECTOR / figure.layout.width,
            "filename": name,
        },
    }
    # Without Streamlit's theme, which would set the whole title bold.
    st.plotly_chart(figure, key=key, alt=alt, config=config, theme=None)


def deck(scene: pydeck.Deck, *, key: str, alt: str, height: int) -> None:
    """A pydeck scene, without tiles: nothing is fetched from outside."""
    st.pydeck_chart(scene, key=key, alt=alt, height=height)


def _config(t: Translator, name: str) -> dict[str, Any]:
    """Plotly's configuration; the base map is an empty one of our own, as plotly fetches one for every map.

    The camera appears while a reader points at the figure, and saves it in the size of a projector.
    """
    return {
        "topojsonURL": urls.empty_base_map(),
        "displayModeBar": "hover",
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "png", "width": 1600, "height": 900, "scale": 2, "filename": name},
        "doubleClick": "reset",
        "scrollZoom": False,
        "locale": t.lang,
    }
