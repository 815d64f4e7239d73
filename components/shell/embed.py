"""One card alone, for a frame in another site: its title, sentence and figure, its source, and the way to the whole."""

import html
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from components.province import measures
from components.scenes import names as scene_names
from components.scenes import registry
from components.stage import scene
from components.state import links, scope, view_state
from components.widgets import card, chart
from provindex.core import inert
from provindex.views.view import View

_HEIGHT, _FRAME = 440, 760  # px of the figure, and of the frame that holds it with its words
_MAPS = ("map", "relief", "editions")


def wanted() -> str | None:
    """The figure that this frame is to show; None where a whole page is asked for."""
    return view_state.current().option("card") or None if st.context.is_embedded else None


def show(view: View, figure: str) -> None:
    """Draws one of `provindex.views.scenes.FIGURES` with its words and a link to the page it stands on."""
    t = view_state.words()
    st.subheader(inert.markdown(registry.title(view, figure, t)), anchor=False)
    st.markdown(inert.markdown(registry.sentence(view, figure)))
    _draw(view, figure)
    attribution = scope.attribution(t) if figure in _MAPS else ""
    st.caption(inert.markdown(" · ".join(part for part in (scene.remarks(view, figure), attribution) if part)))
    st.link_button(
        t("Open the whole page"), links.of_view(_whole(view)), type="tertiary", icon=":material/open_in_new:"
    )


def _draw(view: View, figure: str) -> None:
    if figure == "profile" and view.province:  # as on its page: the stage is wider than a frame
        with card.card("", key="frame"):
            chart.plotly(measures.figure(view, "range"), key="frame-profile", alt=measures.sentence(view))
    else:
        scene.draw(view, figure, _HEIGHT)


def offer(view: View, figures: Sequence[str]) -> None:
    """The line to copy into another site's page, of one card of several."""
    t = view_state.words()
    names = scene_names.figure_names(t)
    with st.expander(t("Show in another site")):
        figure = st.selectbox(t("Card"), figures, format_func=names.__getitem__, key="embed-card")
        st.code(line(view, figure), language="html", wrap_lines=True)
        st.caption(
            t(
                "The frame shows the newest figures. Who may frame this dashboard is set by whoever runs the server "
                "(PROVINDEX_FRAME_ANCESTORS)."
            )
        )


def line(view: View, figure: str) -> str:
    """An iframe of one figure of a View, as a line of HTML."""
    address = links.of_frame(replace(view, options={**view.options, "card": figure}))
    title = registry.title(view, figure, view_state.words())
    return (
        f'<iframe src="{html.escape(address)}" title="{html.escape(title)}" '
        f'width="100%" height="{_FRAME}" style="border:0" loading="lazy"></iframe>'
    )


def _whole(view: View) -> View:
    return replace(view, options={name: value for name, value in view.options.items() if name != "card"})
