"""Native Office charts: each keeps its data sheet, so that a ministry can edit it."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import pandas as pd
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.util import Emu

from provindex.core import inert
from provindex.export import axes
from provindex.export.axes import Axis
from provindex.export.powerpoint import chart_parts
from provindex.export.powerpoint.drawing import Canvas
from provindex.export.slide_model import BarSlide, LineSlide, Look, ScatterSlide, Series
from provindex.figures import text_metrics
from provindex.figures.text_metrics import Box, emu, points
from provindex.figures.theme import Theme

BREAK = "//"
"""What stands on the axis where a break keeps two years apart, as on a broken axis."""

_MOST_PANELS = 3
_PANEL_GAP = emu(18)
# A bar with its gap, over the size of its label; below the least pitch names could not be read.
_PITCH = 1.5
# Share of a chart's width that names beside bars may take before they are broken into lines.
_MOST_NAMES = 0.52
_MARGIN = 6.0
# Height of a name beside a bar with the air around it, over its size.
_AIR = 1.35


def draw_bars(canvas: Canvas, slide: BarSlide, box: Box, look: Look, theme: Theme, alt: str) -> None:
    """Bars in one chart, or side by side in up to three on one scale where one has no room for the names.

    Args:
        canvas: The slide.
        slide: What is drawn.
        box: Where.
        look: Sizes of letters.
        theme: Colours of text and grid.
        alt: Alternative text.
    """
    panels = _panels(len(slide.rows), box, look)
    each = ceil(len(slide.rows) / panels)
    wide = (box.width - (panels - 1) * _PANEL_GAP) // panels
    axis = axes.of_bars(slide)
    legend = _legend_height(look) if len(slide.series) > 1 else 0
    size = _bar_size(slide, wide, (box.height - legend) / each, look)
    for place in range(panels):
        rows = slide.rows.iloc[place * each : (place + 1) * each]
        # The last panel may hold fewer rows; its bars stay as thick as the others'.
        tall = round((box.height - legend) * len(rows) / each) + legend
        room = Box(box.left + place * (wide + _PANEL_GAP), box.top, wide, min(tall, _tallest(len(rows), look) + legend))
        _bar_chart(canvas, slide, rows, room, axis, size, legend, look, theme, alt)


def _bar_chart(
    canvas: Canvas,
    slide: BarSlide,
    rows: pd.DataFrame,
    box: Box,
    axis: Axis,
    size: float,
    legend: int,
    look: Look,
    theme: Theme,
    alt: str,
) -> None:
    code = axes.number_format(slide.digits, signed=slide.signed)
    data = CategoryChartData(number_format=code)
    data.categories = [inert.of_chart(str(label)) for label in rows["label"]]
    for one in slide.series:
        data.add_series(inert.of_chart(one.name), axes.cells(rows[one.column], slide.digits))
    chart = _added(canvas, XL_CHART_TYPE.BAR_CLUSTERED, data, box, alt)
    chart_parts.text(chart, size, canvas.lang)
    chart_parts.bar_axes(chart, axis, size, theme)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap, plot.vary_by_categories = 45, -5, False
    colours = [str(colour) for colour in rows["colour"]] if "colour" in rows else None
    for drawn, one in zip(plot.series, slide.series, strict=True):
        chart_parts.bar_colours(drawn, one.colour, colours if len(slide.series) == 1 else None, theme)
    chart_parts.value_labels(plot, code, size)
    names = _names_width(rows["label"], size, points(box.width))
    _legend(chart, legend, look)
    inner = 1 - legend / box.height
    chart_parts.plot_area(chart, names / points(box.width), 0.0, 1 - names / points(box.width), inner)


def draw_lines(canvas: Canvas, slide: LineSlide, box: Box, look: Look, theme: Theme, alt: str) -> None:
    """Lines over the years, with an empty place on the axis at every break.

    Strong lines are named at their end where all names have room, else in a legend below.
    """
    size = look.size("label")
    table = with_breaks(slide)
    axis = axes.of_ranks(slide) if slide.ranks else axes.of_values(slide.rows[[one.column for one in slide.series]])
    data = CategoryChartData(number_format=axes.number_format(slide.digits))
    data.categories = list(table["year"])
    for one in slide.series:
        data.add_series(inert.of_chart(one.name), axes.cells(table[one.column]))
    chart = _added(canvas, XL_CHART_TYPE.LINE_MARKERS, data, box, alt)
    chart_parts.text(chart, size, canvas.lang)
    chart_parts.line_axes(chart, axis, theme)
    strong = [one for one in slide.series if one.strong]
    for drawn, one in zip(chart.plots[0].series, slide.series, strict=True):
        chart_parts.line_look(drawn, one)
    room = _end_names(strong, size, points(box.width))
    legend = _legend_height(look) if room is None and len(strong) > 1 else 0
    left = 2 * _MARGIN + text_metrics.width(axis.widest, size)
    below = 2 * size * text_metrics.LEADING
    top = size / points(box.height)
    high = 1 - top - (below + points(legend)) / points(box.height)
    wide = 1 - (left + (room or _MARGIN)) / points(box.width)
    chart_parts.plot_area(chart, left / points(box.width), top, wide, high)
    _legend(chart, legend, look)
    if room is None:
        chart_parts.leave_out(chart, [place for place, one in enumerate(slide.series) if not one.strong])
    else:
        shifts = axes.apart(_last_values(table, strong), axis, size * text_metrics.LEADING, high * points(box.height))
        for drawn, one in zip(chart.plots[0].series, slide.series, strict=True):
            if one.strong and one.column in shifts:
                last = int(table[one.column].notna().to_numpy().nonzero()[0][-1])
                chart_parts.end_name(drawn, last, one.colour, size, shifts[one.column] / points(box.height))


def draw_scatter(canvas: Canvas, slide: ScatterSlide, box: Box, look: Look, theme: Theme, alt: str) -> None:
    """One dot a province; the labels that are asked for stand beside their dots."""
    size = look.size("label")
    code = axes.number_format(slide.digits)
    known = slide.rows.dropna(subset=["x", "y"])
    data = XyChartData(number_format=code)
    parts = [known[known["key"] == one.column] for one in slide.series]
    for one, rows in zip(slide.series, parts, strict=True):
        added = data.add_series(inert.of_chart(one.name))
        for x, y in zip(rows["x"], rows["y"], strict=True):
            added.add_data_point(float(x), float(y))
    chart = _added(canvas, XL_CHART_TYPE.XY_SCATTER, data, box, alt)
    chart_parts.text(chart, size, canvas.lang)
    across = axes.of_span(slide.x_span) if slide.x_span else axes.of_values(known[["x"]])
    upward = axes.of_span(slide.y_span) if slide.y_span else axes.of_values(known[["y"]])
    chart_parts.scatter_axes(chart, across, upward, (slide.x, slide.y), size, theme)
    for drawn, one, rows in zip(chart.plots[0].series, slide.series, parts, strict=True):
        chart_parts.dots(drawn, one)
        for place, (label, shown) in enumerate(zip(rows["label"], rows["shown"], strict=True)):
            if shown:
                chart_parts.point_name(drawn, place, str(label), look.size("small"))
    legend = _legend_height(look) if len(slide.series) > 1 else 0
    _legend(chart, legend, look)
    left = (3 * _MARGIN + text_metrics.width(upward.widest, size) + size * 1.5) / points(box.width)
    below = (3.6 * size * text_metrics.LEADING + points(legend)) / points(box.height)
    chart_parts.plot_area(chart, left, 0.02, 0.97 - left, 0.98 - below)


def with_breaks(slide: LineSlide) -> pd.DataFrame:
    """The rows of a line chart with an empty row before every break, and the years as texts.

    Returns:
        year (text, `BREAK` for an empty row) and the columns of the series.
    """
    columns = [one.column for one in slide.series]
    rows = slide.rows[["year", *columns]]
    out: list[pd.DataFrame] = []
    last: int | None = None
    for year in rows["year"].astype(int):
        if last is not None and any(last < before <= year for before in slide.breaks):
            out.append(pd.DataFrame({"year": [BREAK]} | {column: [float("nan")] for column in columns}))
        out.append(rows[rows["year"] == year].astype({"year": "string"}))
        last = year
    return pd.concat(out, ignore_index=True).astype(dict.fromkeys(columns, "float64"))


def _added(canvas: Canvas, kind: XL_CHART_TYPE, data: CategoryChartData | XyChartData, box: Box, alt: str) -> Chart:
    frame = canvas.slide.shapes.add_chart(
        kind, *(Emu(side) for side in (box.left, box.top, box.width, box.height)), data
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)  # noqa: SLF001 - alternative text has no public setter
    frame._element.nvGraphicFramePr.cNvPr.set("id", str(canvas.number()))  # noqa: SLF001
    chart: Chart = frame.chart
    chart.has_title = False
    return chart


def _panels(rows: int, box: Box, look: Look) -> int:
    """How many charts side by side leave each name its least pitch."""
    most = max(int(points(box.height) / (look.size("least") * 1.15 * _PITCH)), 1)
    return min(max(ceil(rows / most), 1), _MOST_PANELS)


def _tallest(rows: int, look: Look) -> int:
    """A few bars do not swell to fill the slide."""
    return emu(rows * look.size("label") * 3.2)


def _bar_size(slide: BarSlide, wide: int, pitch: float, look: Look) -> float:
    """The largest size at which every name stays within its row."""
    size = look.size("label")
    room = _MOST_NAMES * points(wide) - _MARGIN
    while size > look.size("least") and any(
        text_metrics.rows_of(str(label), size, room) * size * _AIR > points(round(pitch))
        for label in slide.rows["label"]
    ):
        size -= 0.5
    return size


def _names_width(labels: pd.Series, size: float, wide: float) -> float:
    longest = max((text_metrics.width(str(label), size) for label in labels), default=0.0)
    return min(longest + 2 * _MARGIN, _MOST_NAMES * wide)


def _legend_height(look: Look) -> int:
    return emu(look.size("label") * 2.2)


def _legend(chart: Chart, height: int, look: Look) -> None:
    chart.has_legend = height > 0
    if height:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        chart_parts.letters(chart.legend.font, look.size("label"))


def _end_names(strong: Sequence[Series], size: float, wide: float) -> float | None:
    """Room in points for the names at the ends of the lines; None where a legend serves better."""
    longest = max((text_metrics.width(one.name, size, bold=True) for one in strong), default=0.0)
    return longest + 3 * _MARGIN if strong and longest <= 0.3 * wide and len(strong) <= 8 else None


def _last_values(table: pd.DataFrame, strong: Sequence[Series]) -> dict[str, float]:
    return {one.column: float(table[one.column].dropna().iloc[-1]) for one in strong if table[one.column].notna().any()}
