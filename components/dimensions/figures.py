"""The figures of a measure's parts: maps side by side, a table of colours, strips of dots, a triangle of pairs."""

import textwrap
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from components.charts import maps
from components.dimensions import drilldown
from components.dimensions.drilldown import Level
from components.state import figure_cache, results, scope, view_state
from components.widgets import chart, notices, surface
from provindex import geography
from provindex.analysis import drilldown as parts
from provindex.analysis import map_values
from provindex.catalog import Index
from provindex.core import formats
from provindex.core.translate import Translator
from provindex.figures import colour_axis, heatmap, strip_plot, triangle
from provindex.figures.colour_axis import Paint
from provindex.figures.maps import small_maps
from provindex.figures.maps.map_model import MapText
from provindex.figures.strip_plot import Strip, StripText
from provindex.views.view import View

_MAPS, _DOTS = 332, 390  # px
# px of a row of colours, where they are many and where they are few, and of all around them
_ROW, _ROW_OF_FEW, _AROUND = 30, 42, 142
_NOTICE = 40  # px
_NAME, _SHORT = 46, 36  # letters of a measure's name in one line, and where it may have two
_LINE = 290  # px: a name in one line


def show_maps(view: View, found: Level, alt: str) -> None:
    """One small map a part, with its name over it."""
    t = view_state.words()
    made = figure_cache.figure("dims-maps", view, lambda: _maps(view, found, t))
    with chart.sideways("dims-maps"):  # the names with their maps
        drilldown.titles(view, found.branch, found.known)
        chart.plotly(made, key="dims-maps", alt=alt, select=True)


def _maps(view: View, found: Level, t: Translator) -> go.Figure:
    rows = drilldown.painted(view, found.known, found.way)
    return small_maps.small_maps_figure(
        rows,
        found.known,
        _paint(view, rows, found),
        maps.shapes(replace(view, options={})),
        MapText(
            missing=t("No figure"),
            insets={"hoang_sa": "Hoàng Sa", "truong_sa": "Trường Sa"},
            hover=_hover(view, t, 0),
            ranked=t("Rank only"),
        ),
        view_state.figure_theme(),
        maps.marks(view, t),
        height=_MAPS - _lowered(view),
    )


def show_colours(view: View, found: Level, alt: str, height: int | None = None) -> None:
    """A cell a province and part; with ``height`` for the stage."""
    t, made = (
        view_state.words(),
        figure_cache.chart("dims-heatmap", view, lambda: _colours(view, found, alt, height), height),
    )
    if made is None:
        notices.nothing(t("No province of this region has a score. Choose another region."))
        return
    chart.plotly(made[0], key="dims-heatmap", alt=made[1], select=True)


def _colours(view: View, found: Level, alt: str, height: int | None) -> tuple[go.Figure, str] | None:
    index, t = results.index_of(view), view_state.words()
    head = found.branch.head.key
    shown = tuple(dict.fromkeys((head, *found.known)))
    rows = drilldown.painted(view, shown, found.way)
    if found.way == "level":
        rows = rows[rows["province"].isin(rows.loc[~rows["missing"], "province"])]
    if rows.empty:
        return None
    standing = results.standing(results.at_measure(view, head))
    by = view.option("order")
    order = parts.order(found.rows, by if by in (*parts.ORDERS, *found.known) else parts.BY_RANK, standing, _sort_key)
    inside = set(rows["province"])
    columns = {province: scope.name(province, view) for province in order if province in inside}
    gap = "<b>%{customdata[1]}</b><br>%{fullData.name}<br>%{customdata[2]}"
    figure = heatmap.heatmap_figure(
        rows,
        [(key, _wrapped(index.measures[key].name.get(t.lang))) for key in shown],
        columns,
        _paint(view, rows, found),
        (_hover(view, t, 1, "%{fullData.name}"), gap),
        (t("Rank only"), t("No figure")),
        view_state.figure_theme(),
        maps.marks(view, t),
        height=height or _AROUND + len(shown) * (_ROW if len(shown) > 6 else _ROW_OF_FEW) - _lowered(view),
        named=height is None,
    )
    return figure, alt


def show_dots(view: View, found: Level, alt: str, height: int | None = None) -> None:
    """A strip of dots a part; with ``height`` for the stage."""
    t = view_state.words()
    made = figure_cache.chart("dims-distribution", view, lambda: _strips(view, found, alt, height), height)
    if made is None:
        notices.nothing(t("No province of this region has a score. Choose another region."))
        return
    chart.plotly(made[0], key="dims-distribution", alt=made[1], select=True)


def _strips(view: View, found: Level, alt: str, height: int | None) -> tuple[go.Figure, str] | None:
    index, t = results.index_of(view), view_state.words()
    rows = found.rows[found.rows["score"].notna()]
    dots = _dots(scope.in_region(rows, view), view, found, index)
    if dots.empty:
        return None
    spread = parts.spreads(index, view.year, found.rows)
    strip = [
        Strip(
            measure=key,
            label=_wrapped(index.measures[key].name.get(t.lang), _NAME if height else _SHORT),
            median=None if (median := spread[key].median) is None else _at(median, key, view, found, index),
            printed=formats.score(spread[key].median, t.lang, index.digits),
            beside="" if height else drilldown.beside(view, found, key, index, t),
        )
        for key in found.known
        if spread[key].n
    ]
    text = StripText(
        axis=_axis(view, found, index, t),
        median=t("Median") if any(one.median is not None for one in strip) else "",
        beside=scope.name(str(view.province), view) if found.has(view.province) and not height else "",
        hover=_hover(view, t, 1),
    )
    ends = (float(dots["at"].min()), float(dots["at"].max()))
    look, marks = view_state.figure_theme(), maps.marks(view, t)
    room = {"height": height, "names": _LINE} if height else {"height": _DOTS - _lowered(view)}
    figure = strip_plot.strips_figure(dots, strip, ends, text, look, marks, **room)
    return figure, alt


def show_pairs(view: View, found: Level, alt: str, height: int | None = None) -> None:
    """A cell a pair of parts; with ``height`` for the stage."""
    index, t = results.index_of(view), view_state.words()
    if index.editions[view.year].status == "partial":
        notices.nothing(
            t(
                "The table of {year} is partial: a correlation over the provinces at hand would be read as the "
                "country's, so none is computed.",
                year=view.year,
            )
        )
        return
    pairs = drilldown.pairs(view, found)
    if pairs["spearman"].isna().all():
        notices.nothing(t("It takes two parts with figures of three provinces to see whether they go together."))
        return
    wide = surface.wide() if height else None
    made = figure_cache.figure(
        "dims-correlation", view, lambda: _triangle(view, found, pairs, height, wide), height, wide
    )
    chart.plotly(made, key="dims-correlation", alt=alt)


def _triangle(view: View, found: Level, pairs: pd.DataFrame, height: int | None, width: int | None) -> go.Figure:
    index, t = results.index_of(view), view_state.words()
    one, other, value, n = (f"%{{customdata[{i}]}}" for i in range(4))
    return triangle.triangle_figure(
        pairs.rename(columns={"spearman": "value"}).assign(
            printed=[formats.score(value, t.lang) for value in pairs["spearman"]]
        ),
        [(key, index.measures[key].name.get(t.lang)) for key in found.known],
        t("<b>{one}</b><br><b>{other}</b><br>{value}, n = {n}", one=one, other=other, value=value, n=n),
        view_state.figure_theme(),
        height=height,
        width=width,
    )


def _lowered(view: View) -> int:
    """How many px a figure gives up for the notice over derived figures."""
    return _NOTICE if results.is_derived(view) else 0


def _paint(view: View, rows: pd.DataFrame, found: Level) -> Paint:
    index, t, look = results.index_of(view), view_state.words(), view_state.figure_theme()
    if found.way == "level":
        known = rows["value"].dropna().astype(float)
        low, high = (known.min(), known.max()) if len(known) else (0.0, 1.0)
        return colour_axis.levels_paint(low, high, look, t("Score {year}", year=view.year))
    heading = t("Group {year}", year=view.year) if found.way == "group" else t("Fifths {year}", year=view.year)
    return colour_axis.classes_paint(maps.classes(index, found.way, look, t), heading)


def _hover(view: View, t: Translator, first: int, measure: str = "") -> str:
    """The text over a province whose name, figure and rank are the custom data from ``first`` on."""
    name, printed, place = (f"%{{customdata[{first + i}]}}" for i in range(3))
    unit = results.index_of(view).unit.get(t.lang)
    said = t("{score} {unit}, rank {rank}", score=printed, unit=unit, rank=place)
    return "<br>".join(part for part in (f"<b>{name}</b>", measure, said) if part)


def _axis(view: View, found: Level, index: Index, t: Translator) -> str:
    period = index.measures[found.known[0]].period(view.year)
    if found.branch.one_scale and period:
        return t("Score on the scale {scale}", scale=formats.scale(period.low, period.high, t.lang))
    return t("Share of the scale (%)")


def _dots(rows: pd.DataFrame, view: View, found: Level, index: Index) -> pd.DataFrame:
    lang = view.lang
    return rows.assign(
        name=[scope.name(province, view) for province in rows["province"]],
        at=[_at(score, key, view, found, index) for score, key in zip(rows["score"], rows["measure"], strict=True)],
        printed=[formats.score(score, lang, index.digits) for score in rows["score"]],
        rank=[map_values.place(rank, tied, lang) for rank, tied in zip(rows["rank"], rows["tied"], strict=True)],
    )


def _at(score: float, measure: str, view: View, found: Level, index: Index) -> float:
    """Where a score lies on the common axis: as it is, or in per cent of its scale where the scales differ."""
    period = index.measures[measure].period(view.year)
    if found.branch.one_scale or period is None:
        return score
    return 100 * (score - period.low) / (period.high - period.low)


def _wrapped(name: str, width: int = _NAME) -> str:
    return "<br>".join(textwrap.wrap(name, width))


def _sort_key(province: str) -> object:
    return geography.sort_key(geography.province(province).name.vi)
