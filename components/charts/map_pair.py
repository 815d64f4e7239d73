"""Two maps side by side: a year on the provinces it was published for, and on those that they went into."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from components.charts import maps
from components.state import narrative, results, scope, view_state
from components.widgets import chart
from provindex import geography
from provindex.core import formats, inert
from provindex.core.translate import Translator
from provindex.figures.maps.map_model import Marks
from provindex.figures.theme import highlight_colours
from provindex.views import view as views
from provindex.views.view import View


def editions(view: View) -> tuple[str, ...]:
    """The editions on which the View's year can be seen, its own first."""
    return geography.shown_on(results.index_of(view).editions[view.year].provinces)


def name(view: View, t: Translator) -> str:
    """What the pair is called: 63 and 34."""
    return formats.listing([str(len(geography.provinces(edition))) for edition in editions(view)], t.lang)


def way_names(view: View, t: Translator) -> dict[str, str]:
    """The ways of colouring that fit both maps."""
    return maps.way_names(results.index_of(view), _seen(view, editions(view)[-1]), t)


def heads(view: View, *, brief: bool = False) -> list[tuple[View, str, str]]:
    """The View on each of its editions, with what its map is headed: name or number; published or derived."""
    index, t = results.index_of(view), view_state.words()
    names = {one.key: one.name.get(t.lang) for one in geography.editions()}
    found = []
    for edition in editions(view):
        seen = _seen(view, edition)
        official = edition == index.editions[view.year].provinces
        status = t("as published") if official else t("derived, not official")
        if view.region != seen.region:
            status += "; " + t("the whole country, as the region chosen is one of the others")
        head = str(len(geography.provinces(edition))) if brief else names[edition]
        found.append((seen, head, status))
    return found


def show(view: View, way: str, *, key: str, height: int, brief: bool = False) -> None:
    """Both maps on one scale of scores; what is selected on one is outlined on the other; ``brief`` heads."""
    both = heads(view, brief=brief)
    like = scale(both[0][0], way)
    for place, (seen, name, status) in zip(st.columns(len(both), gap="small"), both, strict=True):
        figure = maps.figure(seen, way, height=height, marked=_marks(view, seen.edition), like=like)
        with place:
            st.caption(f"**{inert.markdown(name)}**: {inert.markdown(status)}")
            chart.plotly(figure, key=f"{key}-{seen.edition}", alt=narrative.on_map(seen, way), select=True)


def scale(view: View, way: str) -> pd.DataFrame | None:
    """The rows on whose scale both maps are coloured, so that a colour is the same score on each; None for classes."""
    return maps.rows_of(view, way) if way in ("level", "change") else None


def _seen(view: View, edition: str) -> View:
    """The View on an edition; its region is kept where it is one of the edition's."""
    return view if edition == view.edition else replace(views.with_edition(view, edition), province=None)


def _marks(view: View, edition: str) -> Marks:
    """The marks of the View on the provinces of an edition: each becomes those that share its land."""
    related = geography.counterparts(view.province, edition) if view.province and edition != view.edition else ()
    highlighted: dict[str, str] = {}
    for province, colour in highlight_colours(view.highlighted).items():
        highlighted = dict.fromkeys(geography.counterparts(province, edition), colour) | highlighted
    return Marks(
        selected=view.province if edition == view.edition else None,
        highlighted=tuple((one, scope.name(one, view), colour) for one, colour in highlighted.items()),
        related=related,
    )
