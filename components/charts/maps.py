"""Maps of a View: colours, words, marks and the reasons of the holes, drawn with the table twin's selection."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go

from components.state import figure_cache, rendered_figures, results, scope, view_state
from components.widgets import chart
from provindex import geography
from provindex.analysis import map_values
from provindex.catalog import Index
from provindex.core import formats
from provindex.core.translate import Translator
from provindex.figures.maps import choropleth
from provindex.figures.maps.map_model import MapClass, MapText, Marks, Shapes
from provindex.figures.theme import Theme, highlight_colours
from provindex.sentences import words
from provindex.views.view import View
from server import urls


def way_names(index: Index, view: View, t: Translator) -> dict[str, str]:
    """The ways of colouring that fit the measure and year, with their names, the default first."""
    names = {
        "group": t("Groups"),
        "level": t("Score"),
        "quantile": t("Fifths"),
        "rank": t("Rank"),
        "change": t("Change"),
    }
    ways = map_values.ways(index, view.measure, view.year)
    if results.is_derived(view):  # no groups, as no publisher states any; no ranks, as a part of the country has none
        unknown = {"group", "rank"} if index.editions[view.year].status == "partial" else {"group"}
        ways = tuple(way for way in ways if way not in unknown)
    return {way: names[way] for way in ways if way != "change" or view.has_base}


def show(view: View, way: str, *, key: str, height: int, alt: str, fill: bool = False) -> None:
    """Draws the map of a View; a click selects a province. With ``fill`` a larger place makes it larger."""
    made = figure_cache.figure("map", view, lambda: figure(view, way, height=height), way, height)
    chart.plotly(made, key=key, alt=alt, select=True, fill=fill)


def note_flat(view: View, way: str, *, key: str, height: int) -> None:
    """Notes the flat map of a View for the pictures of the page without drawing it, where a relief is on the page."""
    t = view_state.words()
    made = figure_cache.figure("map", view, lambda: figure(view, way, height=height), way, height)
    rendered_figures.add(key, made, t("Flat map of the same figures"))


def figure(
    view: View, way: str, *, height: int, marked: Marks | None = None, like: pd.DataFrame | None = None
) -> go.Figure:
    """The map of a View coloured in one of the ways of `map_values`.

    ``marked`` stands for the View's own marks; ``like`` are rows of another map on whose scale this one is coloured.
    """
    index, rows = results.index_of(view), rows_of(view, way)
    ranked = int(results.standing(view)["ranked"].iloc[0])
    return drawing(view, index, way, rows, ranked, height=height, marked=marked, like=like)


def drawing(
    view: View,
    index: Index,
    way: str,
    rows: pd.DataFrame,
    ranked: int,
    *,
    height: int,
    marked: Marks | None = None,
    like: pd.DataFrame | None = None,
) -> go.Figure:
    """The map of given rows, which need not be those of the View; their ranks are counted over ``ranked`` provinces."""
    t, look = view_state.words(), view_state.figure_theme()
    drawn, marked = shapes(view), marked or marks(view, t)
    text = _text(view, index, way, ranked, t)
    found = classes(index, way, look, t)
    if found:
        return choropleth.classes_figure(rows, found, drawn, text, look, marked, height=height)
    scale, span = ramp(rows if like is None else like, way, look)
    return choropleth.levels_figure(rows, scale, span, drawn, text, look, marked, height=height, reverse=way == "rank")


def rows_of(view: View, way: str) -> pd.DataFrame:
    """What a map shows of each province of the View's region: see `map_values`."""
    index, t = results.index_of(view), view_state.words()
    if way == "change":
        rows = map_values.of_change(results.changes(view)[0], index, t, reasons_of_change(view, t))
    else:
        rows = map_values.of_standing(results.standing(view), way, index, t, scope.reasons(view, t))  # type: ignore[arg-type]
    return scope.in_region(rows, view)


def reasons_of_change(view: View, t: Translator) -> Callable[[str], str]:
    """Province id -> in which of the View's two years it has no figure, and why, in the reader's language."""
    changes, _ = results.changes(view)
    uneven = t("Not all members have figures of both years.")
    said: dict[str, str] = dict.fromkeys(changes.loc[changes["status"] == "uneven", "province"], uneven)
    for year in (view.base, view.year):
        for province, text in results.coverage(view.index, view.measure, year, view.edition).reasons.items():
            reason = t("{year}: {reason}", year=year, reason=text.get(t.lang))
            said[province] = f"{said[province]} {reason}" if province in said else reason
    return map_values.reasons(said, t("no figure in one of the years"))


def shapes(view: View) -> Shapes:
    """The addresses of the shapes of a View's edition, and what lies where."""
    level = "l" if view.option("kind") == "fine" else "m"
    return results.shapes(view.edition, view.lang, urls.shapes(f"{view.edition}-{level}"), urls.shapes("archipelagos"))


def marks(view: View, t: Translator) -> Marks:
    """The selected and the highlighted provinces of a View."""
    colours = highlight_colours(view.highlighted)
    return Marks(
        selected=view.province,
        highlighted=tuple(
            (province, geography.province(province).name.get(t.lang), colours[province])
            for province in view.highlighted
        ),
    )


def _text(view: View, index: Index, way: str, ranked: int, t: Translator) -> MapText:
    unit = index.unit.get(t.lang)
    name, printed, place = (f"%{{customdata[{i}]}}" for i in range(3))
    if way == "change":
        hover = t(
            "<b>{name}</b><br>{change} {unit}, {places} places", name=name, change=printed, places=place, unit=unit
        )
        label, alone = (
            t("Change of rank only"),
            t("<b>{name}</b><br>{places} places<br>{reason}", name=name, places=place, reason=printed),
        )
    else:
        of = formats.integer(ranked, t.lang)
        label, alone = t("Rank only"), ranked_hover(of, t)
        hover = t(
            "<b>{name}</b><br>{score} {unit}, rank {rank} of {valid}",
            name=name,
            score=printed,
            rank=place,
            unit=unit,
            valid=of,
        )
    legend = {
        "group": t("Group {year}", year=view.year),
        "quantile": t("Fifths {year}", year=view.year),
        "level": t("Score {year}", year=view.year),
        "rank": t("Rank {year}", year=view.year),
        "change": t("Change {base}–{year}", base=view.base, year=view.year),
    }[way]
    if way == "change":  # only published years are compared: the map of a preview has none to compare
        legend += words.in_parts(index, view.measure, results.changes(view)[1], t)
    return MapText(
        missing=t("No figure"), insets=insets(view, t), hover=hover, legend=legend, ranked=label, ranked_hover=alone
    )


def ranked_hover(of: str, t: Translator) -> str:
    """The text over a province with a rank alone, as `MapText` asks for it; ``of`` is how many were ranked."""
    name, place = "%{customdata[0]}", "%{customdata[2]}"
    return t("<b>{name}</b><br>rank {rank} of {valid}, no score at hand", name=name, rank=place, valid=of)


def insets(view: View, t: Translator) -> dict[str, str]:
    """Archipelago -> the words over its inset: its name and the province it belongs to."""
    home = homes(view, t)
    return {
        "hoang_sa": t("Hoàng Sa archipelago<br>({province})", province=home["hoang_sa"]),
        "truong_sa": t("Trường Sa archipelago<br>({province})", province=home["truong_sa"]),
    }


def homes(view: View, t: Translator) -> dict[str, str]:
    """Archipelago -> the province it belongs to, by its full name."""
    owners = {key: geography.province(owner) for key, owner in geography.archipelago_owner(view.edition).items()}
    return {key: owner.full_name if t.lang == "vi" else owner.name.en for key, owner in owners.items()}


def classes(index: Index, way: str, look: Theme, t: Translator) -> list[MapClass]:
    """The classes of a way of colouring, in legend order; none for a continuous one."""
    if way == "group":
        colours = look.group_colours(tuple(index.groups.labels))
        return [MapClass(key, text.get(t.lang), colours[key]) for key, text in index.groups.labels.items()]
    if way == "quantile":
        steps = (look.levels[-1], look.levels[-3], look.levels[-4], look.levels[-6], look.levels[0])
        names = (t("Highest fifth"), t("Second fifth"), t("Middle fifth"), t("Fourth fifth"), t("Lowest fifth"))
        return [MapClass(*parts) for parts in zip(map_values.FIFTHS, names, steps, strict=True)]
    return []


def ramp(rows: pd.DataFrame, way: str, look: Theme) -> tuple[list[list[float | str]], tuple[float, float]]:
    """The colours of a continuous way of colouring, and the values at their ends."""
    known = rows["value"].dropna().astype(float)
    low, high = (known.min(), known.max()) if len(known) else (0.0, 1.0)
    if way == "change":
        reach = max(abs(low), abs(high)) or 1.0
        return look.change_scale(), (-reach, reach)
    if way == "rank":
        return [[1 - float(place), colour] for place, colour in reversed(look.level_scale())], (low, high)
    return look.level_scale(), (low, high if high > low else low + 1)
