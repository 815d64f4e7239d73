"""One scene on stage: its title, its sentence and its live figure, as large as the window allows."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from components.charts import map_pair, maps, rank_change, ranking_table, relief
from components.overview import summary
from components.pairs import sides as pairs_view
from components.programme import subject
from components.province import history, measures, moved
from components.scenes import analysis, programme, registry
from components.state import narrative, scope, view_state
from components.widgets import card, chart, footnotes, notices, pickers, surface
from provindex.core import formats, inert
from provindex.core.translate import Translator
from provindex.figures import slope, text_metrics
from provindex.figures.lines import Focus
from provindex.figures.profile import Frame
from provindex.figures.theme import highlight_colours
from provindex.views.view import View

_OWN = ("gap", "programme")  # remarks that are not those of a View
_BESIDE, _MAPS = ("map", "relief", "ends", "movers"), ("map", "relief", "editions")
_NAMES, _KEY, _LETTER = 46, 100, 0.47
"""Letters of the longest name of a measure, of a line of the key, and the width of a letter over its height."""
_TITLE, _HEAD, _BODY, _SMALL = (1.6, 1.2), (1.05, 1.2), (1.0, 1.6), (0.875, 1.6)
"""Size of letters and height of a line in letters of the root, as the theme sets them."""
_GAP, _TALL, _EDGE, _NARROW, _FAR = 1.0, 1.27, 0.9, 1200, 4
_FULL = 0.85  # share of the height that a short list takes
_LINES = 2  # that the legend of a relief takes in half a window
_SANS = 0.92  # width of Source Sans over that of Arial


def show(view: View, figure: str, title: str, said: str, room: int) -> None:
    """Draws the figure with its sentence: beside a map, above anything that is wide.

    Args:
        view: The View, as the scene has it or as the audience has changed it.
        figure: One of `provindex.views.scenes.FIGURES`.
        title: The title over it, already drawn.
        said: The sentence.
        room: Height in px for all of it and the title.
    """
    window, t = surface.current(), view_state.words()
    drawn = scope.attribution(t) if figure in _MAPS else ""
    whole = " · ".join(part for part in (_how(view, figure, t), remarks(view, figure), drawn) if part)
    # In a narrow window what is left out is a touch away.
    narrow = window.width < _NARROW
    small = (
        " · ".join(part for part in (footnotes.short(view), drawn) if part) if narrow and figure not in _OWN else whole
    )
    more = whole if narrow else None
    gap = _GAP * window.letters
    left = room - _tall(title, _TITLE, window.wide, bold=True) - (_TALL + _EDGE) * window.letters - gap
    if figure in _BESIDE:
        left -= _tall(small, _SMALL, window.wide) + gap if narrow else 0
        share = 0.62 if narrow else 0.53
        left_side, words = st.columns([share, 1 - share], gap="medium", vertical_alignment="center")
        with left_side:
            draw(view, figure, int(left))
        with words:
            first = narrative.province(view, view.province) if view.province and figure == "map" else said
            st.subheader(inert.markdown(first), anchor=False)
            if first != said and not narrow:
                st.markdown(inert.markdown(said))
            if not narrow:
                st.caption(inert.markdown(small))
        if narrow:
            st.caption(inert.markdown(small), help=inert.markdown(more))
        return
    left -= _tall(said, _BODY, window.wide) + _tall(small, _SMALL, window.wide) + 2 * gap
    st.markdown(inert.markdown(said))
    draw(view, figure, int(left))
    st.caption(inert.markdown(small), help=inert.markdown(more))


def _how(view: View, figure: str, t: Translator) -> str:
    """How to read a figure that does not tell it by itself, and who is not in it."""
    if figure == "heatmap" and analysis.known(view, figure):
        return t("A column is a province; point at it for its name.")
    return rank_change.apart(view) if figure in ("bump", "slope", "movers") and not rank_change.obstacle(view) else ""


def remarks(view: View, figure: str) -> str:
    """Coverage, breaks and source; of two indices those of both, of a programme its own."""
    if figure == "programme" and view.province:
        return subject.sources(subject.rows(view))
    if figure != "gap" or pairs_view.absent(view):
        return footnotes.line(view)
    sides = pairs_view.sides(view)
    covered = [f"{pairs_view.short(side)}: {footnotes.coverage(side)}" for side in sides]
    return " · ".join([*covered, *dict.fromkeys(footnotes.source(side) for side in sides)])


def _tall(text: str, kind: tuple[float, float], wide: float, *, bold: bool = False) -> float:
    """The height in px of a text of one of the kinds above, in lines of ``wide`` px."""
    size = kind[0] * surface.current().letters
    return text_metrics.rows_of(text, size * _SANS, wide, bold=bold) * size * kind[1] if text else 0.0


def draw(view: View, figure: str, height: int) -> None:
    """Draws a figure alone, live; ``height`` in px is what it may take."""
    t = view_state.words()
    with card.card("", key=f"stage-{figure}"):
        if figure in registry.ABOUT_ONE and view.province is None:
            pickers.province_picker(t("Choose a province"), "stage-missing")
        else:
            _DRAWN[figure](view, height)


def _map(view: View, height: int) -> None:
    way = registry.way_of(view)
    maps.show(view, way, key="stage-map", height=height, alt=narrative.on_map(view, way))


def _relief(view: View, height: int) -> None:
    lines = _LINES + 1 if surface.current().narrow else _LINES
    relief.show(view, registry.way_of(view), key="stage-relief", height=height, legend=lines)


def _editions(view: View, height: int) -> None:
    window = surface.current()
    heads = (_SMALL[0] * _SMALL[1] + _GAP) * window.letters
    narrow = window.width < _NARROW or surface.narrow()
    map_pair.show(view, registry.way_of(view, "editions"), key="stage-pair", height=int(height - heads), brief=narrow)


def _course(view: View, height: int) -> None:
    way = view.option("history")
    figure = history.figure(view, way, height, int(surface.current().wide))
    chart.plotly(figure, key="stage-history", alt=history.sentence(view), select=True, keep=True)


def _profile(view: View, height: int) -> None:
    look, wide = view_state.figure_theme(), surface.current().wide
    letters = wide / look.size / _LETTER
    room = height / look.px(1000) * 1000 - 40 - 24 * (3 if letters < _KEY else 2)
    rows = max(len(measures.rows(view)), 1)
    frame = Frame(int(_NAMES * _LETTER * 13), ends=False, letters=int(letters), row=int(min(room / rows, 44)))
    figure = measures.figure(view, "range", look, frame=frame, line=_NAMES)
    chart.plotly(figure, key="stage-profile", alt=measures.sentence(view))


def _parts(view: View, height: int) -> None:
    if not moved.known(view):
        notices.nothing(moved.sentence(view))
        return
    figure = moved.figure(view, None, height, _NAMES, int(_NAMES * _LETTER * 13))
    chart.plotly(figure, key="stage-parts", alt=moved.sentence(view))


def _ends(view: View, height: int) -> None:
    summary.ends(view, int(height * _FULL))


def _movers(view: View, height: int) -> None:
    summary.unmoved(view, int(height * _FULL))
    summary.movers(view, int(height * _FULL))


def _moved(way: str) -> Callable[[View, int], None]:
    def draw(view: View, height: int) -> None:
        rank_change.show(view, "bump" if rank_change.obstacle(view) else way, height)

    return draw


def _gap(view: View, height: int) -> None:
    t, absent = view_state.words(), pairs_view.absent(view)
    if absent:
        notices.nothing(absent)
        return
    a, b = pairs_view.sides(view)
    heads = (pairs_view.short(a), pairs_view.short(b))
    rows = scope.in_region(registry.ranks_of(a, b), view).dropna(subset=["places"])
    rows = rows.assign(
        name=[scope.name(province, view) for province in rows["province"]],
        printed=[formats.signed(places, t.lang, 0) for places in rows["places"]],
    )
    focus = [
        Focus(
            province,
            colour,
            end=f"{formats.rank(row['rank_to'], t.lang)}  {row['name']}",
            start=f"{row['name']}  {formats.rank(row['rank_from'], t.lang)}",
        )
        for province, colour in _standing_out(view, rows).items()
        for _, row in rows[rows["province"] == province].iterrows()
    ]
    name, old, new = (f"%{{customdata[{i}]}}" for i in (1, 2, 3))
    hover = f"<b>{name}</b><br>{heads[0]}: {old}<br>{heads[1]}: {new}"
    figure = slope.slope_figure(rows, focus, heads, hover, view_state.figure_theme(), height=height)
    chart.plotly(figure, key="stage-gap", alt=registry.sentence(view, "gap"), select=True)


def _standing_out(view: View, rows: pd.DataFrame) -> dict[str, str]:
    """Province -> colour: those that were chosen; where none of them is drawn, those whose ranks lie furthest apart."""
    colours = highlight_colours(view.highlighted)
    if view.province:
        colours = {view.province: colours.get(view.province, view_state.figure_theme().strong)} | colours
    there = set(rows["province"])
    chosen = {province: colour for province, colour in colours.items() if province in there}
    if chosen:
        return chosen
    far = rows.loc[rows["places"].abs().sort_values(ascending=False, kind="stable").index, "province"]
    return highlight_colours(tuple(far.head(_FAR)))


def _analysis(figure: str) -> Callable[[View, int], None]:
    return lambda view, height: analysis.show(view, figure, height)


_DRAWN: dict[str, Callable[[View, int], None]] = {
    **{figure: _analysis(figure) for figure in analysis.FIGURES},
    "map": _map,
    "relief": _relief,
    "editions": _editions,
    "ends": _ends,
    "movers": _movers,
    "league": lambda view, height: ranking_table.show(view, ranking_table.rows(view, ""), height),
    "bump": _moved("bump"),
    "slope": _moved("slope"),
    "causes": _parts,
    "parts": _parts,
    "profile": _profile,
    "history": _course,
    "gap": _gap,
    "programme": lambda view, height: programme.show(view, "programme", height),
    "fell": lambda view, height: programme.show(view, "fell", height),
}
