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
    told,
)
from provindex import formats
from provindex.figures import slope
from provindex.figures.lines import Focus
from provindex.figures.theme import highlight_colours
from provindex.view import View

_DENSE = 15  # px of letters where eight rows of figures and names stand beside each other
_BESIDE = ("map", "relief", "ends", "movers")
_ABOVE, _TITLE = 305, 165  # px above and below a figure: title and bar, and the sentence where it stands over it


def show(view: View, figure: str, said: str, remarks: str, height: int) -> None:
    """Draws the figure with its sentence: beside a map, above anything that is wide.

    Args:
        view: The View, as the scene has it or as the audience has changed it.
        figure: One of `provindex.scenes.FIGURES`.
        said: The sentence.
        remarks: Coverage, breaks and source in one line.
        height: Height of the window in px.
    """
    if figure in _BESIDE:
        left, right = st.columns([6.4, 5.6], gap="medium", vertical_alignment="center")
        with left:
            _figure(view, figure, height - _TITLE)
        with right:
            st.header(said, anchor=False)
            if view.province:
                st.header(told.province(view, view.province), anchor=False)
            st.caption(" · ".join(part for part in (remarks, maps.attribution(selection.words())) if part))
        return
    st.header(said, anchor=False)
    _figure(view, figure, height - _ABOVE)
    st.caption(remarks)


def _figure(view: View, figure: str, height: int) -> None:
    with card.card("", key=f"stage-{figure}"):
        if figure in scenery.ABOUT_ONE and view.province is None:
            pickers.province_picker(selection.words()("Choose a province"), "stage-missing")
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
    figure = profile_measures.figure(view, "range", selection.figure_theme(_DENSE), row=44)
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
