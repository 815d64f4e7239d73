"""Choropleth maps of the provinces: classes or levels, with both archipelagos in insets.

Shapes are named by address, never inlined: the browser fetches and keeps them, so a change of year sends a few
kilobytes. Exteriors in those files run clockwise, as d3-geo wants them (a counter-clockwise ring fills the globe).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from provindex.figures.maps import insets
from provindex.figures.maps.map_model import MapClass, MapText, Marks, Shapes, rank_alone
from provindex.figures.theme import NO_FILL, Theme, blank

# The frame of the country and of the two insets, in degrees; the latitudes leave room for the strokes.
_COLUMN, _LINE = 0.66, 1.5  # where legend and insets begin; height of a line of the legend, in letters
_COUNTRY = ((102.0, 109.7), (8.3, 23.5))


def classes_figure(
    cells: pd.DataFrame,
    classes: Sequence[MapClass],
    shapes: Shapes,
    text: MapText,
    theme: Theme,
    marks: Marks = Marks(),  # noqa: B008 - frozen, so one default object is safe
    *,
    height: int = 600,
) -> go.Figure:
    """A map in ordered classes, one legend entry a class with its count.

    Args:
        cells: province, name, key (class key; missing where there is no figure), printed (the figure as text; the
            reason where there is none), place (the rank as text), ranked (a rank but no score; none if left out).
        classes: The classes in legend order; a class without provinces keeps its entry.
        shapes: Addresses and places.
        text: Words of the map.
        theme: Colours and sizes.
        marks: Selected and highlighted provinces.
        height: Height in px.
    """
    uncoloured = cells[cells["key"].isna()]
    alone = uncoloured[rank_alone(uncoloured)]
    figure = canvas(theme, height, text, legend_height(len(classes) + (not alone.empty), theme))
    colours: dict[str, str] = dict.fromkeys(alone["province"], theme.ranked)
    for item in classes:
        rows = cells[cells["key"] == item.key]
        label = f"{item.label} ({len(rows)})"
        _fill(figure, rows, item.colour, label, text.hovers(rows, f"<br>{item.label}"), shapes, theme)
        colours |= dict.fromkeys(rows["province"], item.colour)
    _uncoloured(figure, uncoloured, shapes, text, theme)
    insets.fill_classes(figure, colours, shapes, theme)
    mark(figure, marks, shapes, theme)
    return figure


def levels_figure(
    cells: pd.DataFrame,
    scale: list[list[float | str]],
    span: tuple[float, float],
    shapes: Shapes,
    text: MapText,
    theme: Theme,
    marks: Marks = Marks(),  # noqa: B008 - frozen, so one default object is safe
    *,
    height: int = 600,
    reverse: bool = False,
) -> go.Figure:
    """A map of a continuous value with a colour bar.

    Args:
        cells: province, name, value (missing where there is no figure), printed, place, ranked.
        scale: Plotly colour scale.
        span: Lowest and highest value of the scale; a change uses a span centred on zero.
        shapes: Addresses and places.
        text: Words of the map; ``legend`` stands over the colour bar.
        theme: Colours and sizes.
        marks: Selected and highlighted provinces.
        height: Height in px.
        reverse: The colour bar runs downwards, as ranks do.
    """
    known, uncoloured = cells[cells["value"].notna()], cells[cells["value"].isna()]
    alone = uncoloured[rank_alone(uncoloured)]
    lines = 1.5 + 1.4 * (not alone.empty)
    figure = canvas(theme, height, text, bar_height(height, theme) + lines * _LINE * theme.size)
    figure.add_choropleth(
        geojson=shapes.provinces,
        locations=known["province"].tolist(),
        z=known["value"].astype(float).tolist(),
        customdata=_said(known),
        hovertemplate=text.hovers(known),
        coloraxis="coloraxis",
        marker={"line": {"color": theme.outline, "width": 0.6}},
        unselected={"marker": {"opacity": 1}},
        showlegend=False,
    )
    levels_bar(figure, scale, span, text, theme, height, reverse=reverse)
    _uncoloured(figure, uncoloured, shapes, text, theme)
    insets.fill_levels(figure, known, shapes, theme, alone["province"])
    mark(figure, marks, shapes, theme)
    return figure


def levels_bar(
    figure: go.Figure,
    scale: list[list[float | str]],
    span: tuple[float, float],
    text: MapText,
    theme: Theme,
    height: int,
    *,
    reverse: bool,
) -> None:
    """The bar of a continuous scale, and the legend moved below it; see `levels_figure`."""
    bar = bar_height(height, theme)
    figure.update_layout(
        coloraxis={
            "colorscale": scale,
            "cmin": span[0],
            "cmax": span[1],
            "colorbar": {
                "title": {"text": text.legend, "side": "top"},
                "x": _COLUMN,
                "xanchor": "left",
                "y": 1,
                "yanchor": "top",
                "len": round(bar / height, 4),
                "nticks": max(3, int(bar / (3 * theme.size))),
                "thickness": theme.px(14),
                "outlinewidth": 0,
                "tickfont": {"size": theme.size},
            },
            "reversescale": reverse,
        }
    )
    figure.update_layout(legend={"y": round(0.99 - bar / height, 4), "title": {"text": ""}})


def legend_height(classes: int, theme: Theme) -> float:
    """Height in px of the legend of so many classes, with its heading and the entry of what is missing."""
    return _LINE * theme.size * (classes + 2)


def bar_height(height: float, theme: Theme) -> float:
    """Length in px of the bar of a continuous scale on a map of a height."""
    return max(0.25 * height, 5.5 * theme.size)


def canvas(theme: Theme, height: int, text: MapText, above: float = 0.0) -> go.Figure:
    """The country and both insets with nothing drawn yet; a legend of above px gets its room."""
    column = insets.places(height, theme.size, above)
    figure = blank(theme, height)
    geo = {
        "visible": False,
        "bgcolor": NO_FILL,
        "projection": {"type": "mercator"},
    }
    frame = {
        "showframe": True,
        "framecolor": theme.grid,
        "framewidth": 1,
        "visible": True,
        **{
            f"show{layer}": False
            for layer in ("land", "coastlines", "countries", "lakes", "ocean", "rivers", "subunits")
        },
    }
    figure.update_layout(
        margin={"l": 0, "r": 3, "t": 4, "b": 2},
        legend={
            "x": _COLUMN,
            "y": 1,
            "xanchor": "left",
            "yanchor": "top",
            "bgcolor": NO_FILL,
            "font": {"size": theme.size, "color": theme.text},
            "itemsizing": "constant",
            "tracegroupgap": 2,
            "title": {"text": text.legend, "font": {"size": theme.size}},
        },
        geo={
            **geo,
            "domain": {"x": [0, 0.64], "y": [0, 1]},
            "lonaxis": {"range": list(_COUNTRY[0])},
            "lataxis": {"range": list(_COUNTRY[1])},
        },
        **{
            name: insets.frame(key, (_COLUMN, 1.0), (column[key].foot, column[key].top), geo | frame)
            for name, key in (("geo2", "hoang_sa"), ("geo3", "truong_sa"))
        },
    )
    for key, place in column.items():
        figure.add_annotation(
            text=text.insets[key].partition("<br>")[0] if place.short else text.insets[key],
            x=_COLUMN - 0.08 * place.short,
            y=place.words,
            xref="paper",
            yref="paper",
            xanchor="left",
            yanchor="bottom",
            showarrow=False,
            align="left",
            font={"size": theme.size, "color": theme.muted},
        )
    return figure


def _said(rows: pd.DataFrame) -> list[list[str]]:
    return rows[["name", "printed", "place"]].astype("string").fillna("").to_numpy().tolist()


def _fill(
    figure: go.Figure,
    rows: pd.DataFrame,
    colour: str,
    label: str,
    hover: str | list[str],
    shapes: Shapes,
    theme: Theme,
) -> None:
    if rows.empty:
        legend_entry(figure, colour, label, theme)
        return
    figure.add_choropleth(
        geojson=shapes.provinces,
        locations=rows["province"].tolist(),
        z=[1] * len(rows),
        customdata=_said(rows),
        hovertemplate=hover,
        colorscale=[[0, colour], [1, colour]],
        showscale=False,
        name=label,
        showlegend=True,
        marker={"line": {"color": theme.outline, "width": 0.6}},
        unselected={"marker": {"opacity": 1}},
    )


def legend_entry(figure: go.Figure, colour: str, label: str, theme: Theme) -> None:
    """The legend entry of a class that has no province; a choropleth without shapes would have none."""
    figure.add_scattergeo(
        lon=[None],
        lat=[None],
        mode="markers",
        marker={"symbol": "square", "size": 12, "color": colour, "line": {"color": theme.outline, "width": 0.6}},
        name=label,
        showlegend=True,
    )


def _uncoloured(figure: go.Figure, rows: pd.DataFrame, shapes: Shapes, text: MapText, theme: Theme) -> None:
    """Provinces with a rank alone and those without a figure: each a fill, a sign without colour, a legend entry."""
    said = f"<b>%{{customdata[0]}}</b><br>{text.missing}<br>%{{customdata[1]}}<extra></extra>"
    alone = rank_alone(rows)
    for own, colour, label, hover, sign in (
        (rows[alone], theme.ranked, text.ranked, f"{text.ranked_hover}<extra></extra>", ring(theme)),
        (rows[~alone], theme.missing, text.missing, said, cross(theme)),
    ):
        if own.empty:
            continue
        _fill(figure, own, colour, f"{label} ({len(own)})", hover, shapes, theme)
        points = shapes.points[shapes.points["province"].isin(own["province"])]
        figure.add_scattergeo(
            lon=points["lon"].tolist(),
            lat=points["lat"].tolist(),
            mode="markers",
            marker=sign,
            hoverinfo="skip",
            showlegend=False,
        )


def cross(theme: Theme) -> dict[str, Any]:
    """The sign on a province without a figure."""
    return {"symbol": "x-thin", "size": 7, "line": {"width": 1.4, "color": theme.missing_outline}}


def ring(theme: Theme) -> dict[str, Any]:
    """The sign on a province with a rank alone."""
    return {"symbol": "circle-open", "size": 7, "color": theme.strong, "line": {"width": 1.4}}


def mark(figure: go.Figure, marks: Marks, shapes: Shapes, theme: Theme) -> None:
    """Outlines and direct labels; the fill stays, so the class can still be read."""
    outlines = [(province, colour, 2.2) for province, _, colour in marks.highlighted]
    outlines += [(province, theme.strong, 1.8) for province in marks.related]
    if marks.selected:
        outlines.append((marks.selected, theme.strong, 2.6))
    for province, colour, width in outlines:
        figure.add_choropleth(
            geojson=shapes.provinces,
            locations=[province],
            z=[1],
            colorscale=[[0, NO_FILL], [1, NO_FILL]],
            showscale=False,
            showlegend=False,
            marker={"line": {"color": colour, "width": width}},
            hoverinfo="skip",
            unselected={"marker": {"opacity": 1}},
        )
    if marks.highlighted:
        places = shapes.points.set_index("province")
        figure.add_scattergeo(
            lon=[places.at[p, "lon"] for p, _, _ in marks.highlighted],
            lat=[places.at[p, "lat"] for p, _, _ in marks.highlighted],
            text=[f"<b>{name}</b>" for _, name, _ in marks.highlighted],
            mode="text",
            hoverinfo="skip",
            showlegend=False,
            textfont={"size": theme.size, "color": theme.text, "shadow": "auto"},
        )
