"""Rank change as figures: over the years, between two years, on the map; who stands out, and who is not compared."""

import textwrap
from typing import Literal

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.charts import animation, maps, movers
from components.state import figure_cache, narrative, results, scope, view_state
from components.widgets import chart, footnotes, notices, table
from provindex.analysis import change, comparability, ranking, time_series
from provindex.core import formats, inert
from provindex.core.translate import Translator
from provindex.figures import bump, slope
from provindex.figures.bump import BreakMark
from provindex.figures.lines import Focus
from provindex.figures.theme import highlight_colours
from provindex.views.view import View

Obstacle = Literal["same", "backwards", "refused", "nobody"]
_HEIGHT, _MAP_HEIGHT = 384, 450
_MOVERS, _LEADERS = 3, 5
_HOVER_WIDTH = 64


def obstacle(view: View) -> Obstacle | None:
    """What stands in the way of a change from base year to year; None where nothing does."""
    changes, verdict = results.changes(view)
    if view.base == view.year:
        return "same"
    if view.base > view.year:
        return "backwards"
    if verdict.verdict == "refuse":
        return "refused"
    return None if changes["status"].eq("both").any() else "nobody"


def charts(view: View, t: Translator) -> dict[str, str]:
    """The figures that can be drawn, with their names; where no change may be computed only the course of the years."""
    names = {"bump": t("Over the years"), "slope": t("Two years"), "map": t("Map"), "movers": t("Movers")}
    if obstacle(view):
        return {"bump": names["bump"]}
    return names if results.changes(view)[1].has_points else {key: names[key] for key in ("bump", "slope", "movers")}


def question(view: View, way: str, t: Translator) -> str:
    """The title of the card."""
    years = {"base": view.base, "year": view.year}
    if way == "bump":
        return t("How have the ranks moved over the years?")
    if way == "slope":
        return t("Who moved up and who moved down from {base} to {year}?", **years)
    if way == "map":
        return t("Where did the scores change from {base} to {year}?", **years)
    return t("Who moved furthest from {base} to {year}, and who changed group?", **years)


def sentence(view: View, way: str) -> str:
    """The sentence of the card: about the selected province over the years, else about all of them."""
    if way == "bump" and view.province:
        return narrative.course(view, view.province)
    if obstacle(view):
        return narrative.ranking(view)
    return narrative.scores_moved(view) if way == "map" else narrative.change(view)


def show(view: View, way: str, height: int | None = None) -> None:
    """Draws the chosen figure, and below it names the provinces that cannot be compared.

    With ``height`` in px for the stage, which has those names in its own small type; on a page the figure grows with
    its place.
    """
    alt, tall, fill = sentence(view, way), height or _HEIGHT, height is None
    if way == "bump":
        _bump(view, alt, tall, fill=fill)
    elif way == "slope":
        _slope(view, alt, tall, fill=fill)
    elif way == "map":
        maps.show(view, "change", key="change-map", height=_MAP_HEIGHT, alt=alt, fill=fill)
    else:
        movers.show(view, height=height, alt=alt)
    if height is None and not obstacle(view):
        st.caption(inert.markdown(apart(view)))


def remarks(view: View, way: str) -> list[str]:
    """The small type below the figure: how to read it, n, breaks, source, attribution of the map."""
    t = view_state.words()
    if way == "map":
        return [footnotes.line(view), scope.attribution(t)]
    said = [] if way == "movers" else [_in_colour(view, t)]
    if way == "bump" and time_series.cuts(results.index_of(view), view.measure):
        said.append(t("Vertical lines: what is measured changed; point at the word above one for the reason."))
    return [*said, footnotes.line(view)]


def twin(view: View, way: str) -> None:
    """The table behind the figure: the ranks of all years, or the change of every province."""
    if way == "bump":
        _all_years(view)
    else:
        movers.all_changes(view)


def _bump(view: View, alt: str, height: int, *, fill: bool) -> None:
    index, t = results.index_of(view), view_state.words()
    rows = scope.in_region(results.courses(view), view)
    rows = rows.assign(name=[scope.name(province, view) for province in rows["province"]])
    if rows["rank"].isna().all():
        notices.nothing(t("No rank of this measure is at hand. Choose another measure or region."))
        return
    runs = comparability.runs(index, view.measure)
    # On stage the height is what the window leaves, without controls.
    playing = view.option("film") == "on" and view.option("play") == "0" and rows["year"].nunique() > 1
    marked = [] if playing else [year for year in (view.base, view.year) if year in set(rows["year"])]
    name, of = (f"%{{customdata[{i}]}}" for i in (1, 2))
    hover = t("<b>{name}</b><br>{year}: rank {rank} of {of}", name=name, year="%{x}", rank="%{y}", of=of)
    focus = [
        Focus(province, colour, _end(rows, province, marked, t), width=width)
        for province, colour, width in _focus(view)
    ]

    def figure() -> go.Figure:
        look = view_state.figure_theme()
        return bump.bump_figure(rows, runs, focus, _breaks(view, t), hover, look, marked=marked, height=height)

    if playing:
        animation.show_bump(view, figure(), rows, focus, hover, key="change-film", alt=alt)
        return
    chart.plotly(figure_cache.figure("bump", view, figure, height), key="change-bump", alt=alt, select=True, fill=fill)


def _slope(view: View, alt: str, height: int, *, fill: bool) -> None:
    made = figure_cache.figure("slope", view, lambda: _slope_figure(view, height), height)
    chart.plotly(made, key="change-slope", alt=alt, select=True, fill=fill)


def _slope_figure(view: View, height: int) -> go.Figure:
    t = view_state.words()
    rows = scope.in_region(results.changes(view)[0], view)
    rows = rows.assign(
        name=[scope.name(province, view) for province in rows["province"]],
        printed=movers.places(rows, t),
    )
    focus = [
        Focus(
            province,
            colour,
            end=f"{formats.rank(row['rank_to'], t.lang)}  {row['name']}  ({row['printed']})",
            start=f"{row['name']}  {formats.rank(row['rank_from'], t.lang)}",
            width=width,
        )
        for province, colour, width in _focus(view)
        for _, row in rows[rows["province"] == province].iterrows()
    ]
    name, old, new, printed = (f"%{{customdata[{i}]}}" for i in range(1, 5))
    hover = t(
        "<b>{name}</b><br>rank {old} in {base}, {new} in {year} ({printed})",
        name=name,
        old=old,
        new=new,
        printed=printed,
        base=view.base,
        year=view.year,
    )
    heads = (str(view.base), str(view.year))
    return slope.slope_figure(rows, focus, heads, hover, view_state.figure_theme(), height=height)


def _focus(view: View) -> list[tuple[str, str, float]]:
    """Province, colour and width of the lines that stand out, the selected one first.

    Where nothing is selected these are the furthest movers of the region, each in a colour of its own, so that it can
    be followed through the others; where no change may be computed the provinces that lead.
    """
    colours = highlight_colours(view.highlighted)
    if view.province:
        colours = {view.province: colours.get(view.province, view_state.figure_theme().strong)} | colours
    elif not colours and obstacle(view):
        standing = scope.in_region(results.standing(view), view)
        colours = highlight_colours(tuple(ranking.leading(standing, _LEADERS)["province"]))
    elif not colours:
        far = change.movers(scope.in_region(results.changes(view)[0], view), _MOVERS)
        colours = highlight_colours((*far.up["province"].head(_MOVERS), *far.down["province"].head(_MOVERS)))
    return [(province, colour, 3.4 if province == view.province else 2.4) for province, colour in colours.items()]


def _in_colour(view: View, t: Translator) -> str:
    if view.province or view.highlighted:
        return t("In colour: the selected and the highlighted provinces.")
    if obstacle(view):
        return t("In colour: the leading provinces of {year}; select or highlight others.", year=view.year)
    return t(
        "In colour: who moved furthest up and down from {base} to {year}; select or highlight others.",
        base=view.base,
        year=view.year,
    )


def _end(rows: pd.DataFrame, province: str, marked: list[int], t: Translator) -> str:
    """The label at the right end: the name, with the last rank and, where it is older, its year."""
    own = rows[rows["province"] == province].dropna(subset=["rank"])
    if own.empty:
        return ""
    last, name = own.iloc[-1], own["name"].iloc[0]
    if last["year"] < rows["year"].max():
        return t("{name} (last in {year})", name=name, year=last["year"])
    return name if last["year"] in marked else f"{name} {formats.rank(last['rank'], t.lang)}"


def _breaks(view: View, t: Translator) -> list[BreakMark]:
    return [
        BreakMark(
            after=cut.after,
            before=cut.before,
            refused=cut.verdict == "refuse",
            label=t("not compared") if cut.verdict == "refuse" else t("with care"),
            reason=f"<b>{cut.before}</b><br>" + "<br>".join(_wrapped(reason.get(t.lang)) for reason in cut.reasons),
        )
        for cut in time_series.cuts(results.index_of(view), view.measure)
    ]


def _wrapped(text: str) -> str:
    return "<br>".join(textwrap.wrap(text, _HOVER_WIDTH))


def apart(view: View) -> str:
    """Who lacks a figure; of a partial table the count, because the names would be most of the country."""
    index, t = results.index_of(view), view_state.words()
    if index.partial(view.base, view.year):
        changes = scope.in_region(results.changes(view)[0], view)
        lacking = int((changes["status"] != "both").sum())
        return t("{n} of {of} provinces lack a figure of at least one of the years.", n=lacking, of=len(changes))
    return narrative.apart(view)


def _all_years(view: View) -> None:
    """Every province with its rank in every year of the measure."""
    t = view_state.words()
    rows = scope.in_region(results.courses(view), view)
    wide = rows.pivot(index="province", columns="year", values="rank").reindex(rows["province"].unique())
    wide = wide.loc[wide[view.year].sort_values(na_position="last", kind="stable").index]
    shown = wide.map(lambda rank: formats.rank(rank, t.lang))
    shown.columns = [str(year) for year in shown.columns]
    shown = shown.assign(name=[scope.name(province, view) for province in wide.index])
    years = {str(year): str(year) for year in wide.columns}
    names = {"name": t("Province")} | years
    alt = t("Ranks of all provinces in all years")
    table.show(shown, names, key="change-years", alt=alt, ids=list(wide.index), numbers=list(years))
