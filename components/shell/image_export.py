"""A figure of the page as a picture to be saved: PNG or SVG, as wide as a projector, with its words inside."""

import streamlit as st

from components.scenes import names as scene_names
from components.scenes import registry
from components.state import rendered_figures, scope, view_state
from components.widgets import browser_module, chart, footnotes
from provindex.core.translate import Translator
from provindex.figures import captioned
from provindex.figures.captioned import Caption
from provindex.views.view import View

_KEPT = "picture"
# Legends of the relief and the like: no figures by themselves.
_NOT_ALONE = "-legend"


def ask(menu: str) -> None:
    """Opens the window of pictures in the place of the menu with a key; for callbacks."""
    view_state.kept(_KEPT)["open"] = True
    view_state.close(menu)


def offer(page: str) -> None:
    """The window of pictures until the reader closes it; drawn last, when every figure of the page is known."""
    if not view_state.kept(_KEPT).get("open", False):
        return
    found = [one for one in rendered_figures.shown() if not one.key.endswith(_NOT_ALONE)]
    t = view_state.words()
    st.dialog(t("Save as a picture"), width="large", on_dismiss=_leave)(_window)(found, page)


def _leave() -> None:
    view_state.kept(_KEPT)["open"] = False


def _window(found: list[rendered_figures.Shown], page: str) -> None:
    view, t = view_state.current(), view_state.words()
    if not found:
        st.info(t("This page shows no figure that can be saved as a picture."), icon=":material/info:")
        return
    place = 0
    if len(found) > 1:
        names = {place: one.question or one.alt for place, one in enumerate(found)}
        place = st.selectbox(t("Figure"), list(names), format_func=names.__getitem__, key="picture-which")
    one = found[place]
    made = captioned.framed_figure(one.figure, _caption(one, view, page, t), view_state.figure_theme())
    key, name = f"picture-{one.key}", f"{view.index}-{view.measure.replace('.', '-')}-{view.year}-{one.key}"
    browser_module.part("picture", _BUTTONS)(
        key="picture-buttons",
        data={
            "chart": key,
            "png": t("Save PNG ({width} × {height})", width=captioned.PROJECTOR, height=_high(made.layout.height)),
            "svg": t("Save SVG"),
        },
    )
    if one.key.endswith(rendered_figures.FLAT):
        st.caption(
            t("The picture of a relief is the flat map of the same figures: in a relief blocks hide each other.")
        )
    chart.picture(made, key=key, alt=one.alt, name=name)


_BUTTONS = '<div class="row"><button data-format="png"></button><button data-format="svg"></button></div>'


def _high(height: int) -> int:
    return round(height * captioned.PROJECTOR / captioned.WIDTH)


def _caption(one: rendered_figures.Shown, view: View, page: str, t: Translator) -> Caption:
    """The words of the card; a card without a title of its own gets that of the View, and every picture its source."""
    figure = scene_names.of_page(view, page)
    title = one.question or (registry.title(view, figure, t) if figure else one.alt)
    sentence = one.sentence or (one.alt if one.alt != title else "")
    said = [note for note in one.notes if note]
    source, drawn_on = footnotes.source(view), scope.attribution(t)
    if not any(source in note for note in said):
        said.insert(0, footnotes.line(view))
    is_map = any(trace.get("type") == "choropleth" for trace in one.figure.to_dict().get("data", []))
    if is_map and not any(drawn_on in note for note in said):
        said.append(drawn_on)
    return Caption(title, sentence, said)
