"""One scene on stage: its title, its sentence and its live figure, as large as the window allows."""

from collections.abc import Callable

import streamlit as st

from components import (
    cache,
    card,
    chart,
    league,
    map_pair,
    maps,
    movement,
    notices,
    overview,
    pickers,
    profile_history,
    profile_measures,
    profile_moved,
    programme_scene,
    relief,
    scenery,
    selection,
    stage_window,
    told,
)
from provindex import formats
from provindex.export import typography
from provindex.figures import slope
from provindex.figures.lines import Focus
from provindex.figures.theme import highlight_colours
from provindex.view import View

_BESIDE = ("map", "relief", "ends", "movers")
_SIDE, _TOP, _BAR, _GAP = 5.0, 1.2, 4.6, 1.0
"""In letters of the root: the margin on each side, what lies over the title, the row of buttons, between two parts."""
_TITLE, _HEAD, _BODY, _SMALL = (1.6, 1.2), (1.25, 1.2), (1.0, 1.6), (0.875, 1.6)
"""Size of letters and height of a line in letters of the root, as the theme sets them."""
_LEFT = 0.53
"""Share of the width that a figure beside its words takes."""


def show(view: View, figure: str, title: str, said: str, remarks: str, *, above: int) -> None:
    """Draws the figure with its sentence: beside a map, above anything that is wide.

    Args:
        view: The View, as the scene has it or as the audience has changed it.
        figure: One of `provindex.scenes.FIGURES`.
        title: The title over it, already drawn.
        said: The sentence.
        remarks: Coverage, breaks and source in one line.
        above: How many lines stand between title and figure.
    """
    window = stage_window.current()
    root = window.letters
    wide = window.width - 2 * _SIDE * root
    taken = _tall(title, _TITLE, wide, bold=True) + above * 2.6 * root + (_TOP + _BAR + 2 * _GAP) * root
    taken += 2.4 * root if cache.is_derived(view) else 0
    left = window.height - taken
    if figure in _BESIDE:
        drawn, words = st.columns([_LEFT, 1 - _LEFT], gap="medium", vertical_alignment="center")
        with drawn:
            _figure(view, figure, int(left))
        with words:
            st.header(said, anchor=False)
            if view.province and figure == "map":
                st.markdown(told.province(view, view.province))
            st.caption(" · ".join(part for part in (remarks, maps.attribution(selection.words())) if part))
        return
    left -= _tall(said, _BODY, wide) + _tall(remarks, _SMALL, wide) + 2 * _GAP * root
    st.markdown(said)
    _figure(view, figure, int(left))
    st.caption(remarks)


def _tall(text: str, kind: tuple[float, float], wide: float, *, bold: bool = False) -> float:
    """The height in px of a text of one of the kinds above, in lines of ``wide`` px."""
    size = kind[0] * stage_window.current().letters
    return typography.rows_of(text, size, wide, bold=bold) * size * kind[1] if text else 0.0


def _figure(view: View, figure: str, height: int) -> None:
    t = selection.words()
    with card.card("", key=f"stage-{figure}"):
        if figure in scenery.ABOUT_ONE and view.province is None:
            pickers.province_picker(t("Choose a province"), "stage-missing")
        else:
            _DRAWN[figure](view, height)


def _map(view: View, height: int) -> None:
    way = scenery.way_of(view)
    maps.show(view, way, key="stage-map", height=height, alt=told.on_map(view, way))


def _course(view: View, height: int) -> None:
    way = view.option("history")
    figure = profile_history.figure(view, way, height)
    chart.plotly(figure, key="stage-history", alt=profile_history.sentence(view), select=True, keep=True)


def _profile(view: View, height: int) -> None:  # noqa: ARG001
    figure = profile_measures.figure(view, "range", selection.figure_theme(), row=44)
    chart.plotly(figure, key="stage-profile", alt=profile_measures.sentence(view))


def _parts(view: View, height: int) -> None:  # noqa: ARG001
    if not profile_moved.known(view):
        notices.nothing(profile_moved.sentence(view))
        return
    chart.plotly(profile_moved.figure(view), key="stage-parts", alt=profile_moved.sentence(view))


def _ends(view: View, height: int) -> None:  # noqa: ARG001
    overview.ends(view)


def _movers(view: View, height: int) -> None:  # noqa: ARG001
    overview.movers(view)


def _moved(way: str) -> Callable[[View, int], None]:
    def draw(view: View, height: int) -> None:
        movement.show(view, "bump" if movement.obstacle(view) else way, height)

    return draw


def _gap(view: View, height: int) -> None:
    t, both = selection.words(), scenery.both_indices(view)
    if len(both) < 2:
        notices.nothing(
            t("PAPI and PAR INDEX do not both have figures of {year}. Choose another year.", year=view.year)
        )
        return
    rows = maps.in_region(scenery.pairs_of(view), view).dropna(subset=["places"])
    rows = rows.assign(name=[maps.name(province, view) for province in rows["province"]])
    rows = rows.assign(printed=[formats.signed(places, t.lang, 0) for places in rows["places"]])
    colours = highlight_colours(view.highlighted)
    if view.province:
        colours = {view.province: colours.get(view.province, selection.figure_theme().strong)} | colours
    focus = [
        Focus(
            province,
            colour,
            end=f"{formats.rank(row['rank_to'], t.lang)}  {row['name']}",
            start=f"{row['name']}  {formats.rank(row['rank_from'], t.lang)}",
        )
        for province, colour in colours.items()
        for _, row in rows[rows["province"] == province].iterrows()
    ]
    index = {key: cache.catalog().indices[key].short.get(t.lang) for key in ("papi", "par")}
    name, old, new = (f"%{{customdata[{i}]}}" for i in (1, 2, 3))
    hover = f"<b>{name}</b><br>{index['papi']}: {old}<br>{index['par']}: {new}"
    figure = slope.slope_figure(
        rows, focus, (index["papi"], index["par"]), hover, selection.figure_theme(), height=height
    )
    chart.plotly(figure, key="stage-gap", alt=scenery.sentence(view, "gap"), select=True)


_DRAWN: dict[str, Callable[[View, int], None]] = {
    "map": _map,
    "relief": lambda view, height: relief.show(view, scenery.way_of(view), key="stage-relief", height=height),
    "editions": lambda view, height: map_pair.show(view, scenery.way_of(view), key="stage-pair", height=height),
    "ends": _ends,
    "movers": _movers,
    "league": lambda view, height: league.show(view, league.rows(view, "")),  # noqa: ARG005
    "bump": _moved("bump"),
    "slope": _moved("slope"),
    "causes": _parts,
    "parts": _parts,
    "profile": _profile,
    "history": _course,
    "gap": _gap,
    "programme": lambda view, height: programme_scene.show(view, "programme"),  # noqa: ARG005
    "fell": lambda view, height: programme_scene.show(view, "fell"),  # noqa: ARG005
}
