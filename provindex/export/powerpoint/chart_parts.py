"""The look of native charts: fonts, axes, labels and places, where the library has no setter as XML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.chart.chart import Chart
from pptx.dml.color import RGBColor
from pptx.dml.line import LineFormat
from pptx.enum.chart import XL_AXIS_CROSSES, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.text.text import Font
from pptx.util import Pt

from provindex.export.axes import Axis, number_format
from provindex.export.powerpoint.drawing import clean
from provindex.export.slide_model import Series
from provindex.figures.colour import is_light
from provindex.figures.theme import Theme

_LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}


def rgb(colour: str) -> RGBColor:
    """``#rrggbb`` as the library's colour."""
    return RGBColor.from_string(colour.removeprefix("#").upper())


def letters(font: Font, size: float, *, bold: bool = False, colour: str | None = None) -> None:
    """Size and colour of letters; without a colour the template's own text colour."""
    font.size = Pt(size)
    font.bold = bold
    if colour is None:
        font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    else:
        font.color.rgb = rgb(colour)


def text(chart: Chart, size: float, lang: str) -> None:
    """Letters of the whole chart, and the language Office checks its spelling in."""
    letters(chart.font, size)
    space = chart._chartSpace  # noqa: SLF001
    for old in space.findall(qn("c:lang")):
        space.remove(old)
    mark = parse_xml(f'<c:lang {nsdecls("c")} val="{_LANGUAGES[lang]}"/>')
    before = space.find(qn("c:roundedCorners"))
    place = space.index(before) if before is not None else (1 if space.find(qn("c:date1904")) is not None else 0)
    space.insert(place, mark)


def bar_axes(chart: Chart, axis: Axis, size: float, theme: Theme) -> None:
    """Names on the left in the order of the rows, no value axis: every bar has its figure printed."""
    names = chart.category_axis
    names.reverse_order = True
    names.major_tick_mark = names.minor_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.has_major_gridlines = False
    letters(names.tick_labels.font, size)
    _stroke(names.format.line, theme.outline, 0.75)
    _all_names(names._element)  # noqa: SLF001
    values = chart.value_axis
    values.minimum_scale, values.maximum_scale = axis.low, axis.high
    values.has_major_gridlines = False
    values.visible = False


def line_axes(chart: Chart, axis: Axis, theme: Theme) -> None:
    """Years below, marks of the values on the left with light lines across."""
    years = chart.category_axis
    years.major_tick_mark = years.minor_tick_mark = XL_TICK_MARK.NONE
    years.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    _stroke(years.format.line, theme.outline, 0.75)
    _all_names(years._element)  # noqa: SLF001
    _scale(chart.value_axis, axis, theme)
    if axis.reverse:
        chart.value_axis.reverse_order = True
        chart.value_axis.crosses = XL_AXIS_CROSSES.MAXIMUM
        years.tick_label_position = XL_TICK_LABEL_POSITION.NEXT_TO_AXIS


def scatter_axes(chart: Chart, across: Axis, upward: Axis, titles: tuple[str, str], size: float, theme: Theme) -> None:
    """Both axes with marks, light lines and their words."""
    for drawn, axis, title in ((chart.category_axis, across, titles[0]), (chart.value_axis, upward, titles[1])):
        _scale(drawn, axis, theme)
        drawn.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        drawn.has_title = True
        drawn.axis_title.text_frame.text = title
        letters(drawn.axis_title.text_frame.paragraphs[0].font, size)


def _scale(drawn: Any, axis: Axis, theme: Theme) -> None:  # noqa: ANN401 - two axis classes without a common type
    drawn.minimum_scale, drawn.maximum_scale, drawn.major_unit = axis.low, axis.high, axis.step
    drawn.major_tick_mark = drawn.minor_tick_mark = XL_TICK_MARK.NONE
    drawn.has_major_gridlines = True
    _stroke(drawn.major_gridlines.format.line, theme.grid, 0.75)
    drawn.format.line.fill.background()
    drawn.tick_labels.number_format, drawn.tick_labels.number_format_is_linked = number_format(axis.digits), False


def _stroke(drawn: LineFormat, colour: str, thickness: float) -> None:
    drawn.color.rgb = rgb(colour)
    drawn.width = Pt(thickness)


def _all_names(axis: BaseOxmlElement) -> None:
    """Every name is written: Office would leave out every second one where it thinks that room is scarce."""
    for tag in ("c:tickLblSkip", "c:tickMarkSkip"):
        for old in axis.findall(qn(tag)):
            axis.remove(old)
    skip = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
    after = axis.find(qn("c:noMultiLvlLbl"))
    if after is not None:
        after.addprevious(skip)
    else:
        axis.append(skip)


def bar_colours(series: Any, colour: str, each: Sequence[str] | None, theme: Theme) -> None:  # noqa: ANN401
    """One colour for all bars of a series, and for those bars that have one of their own, that; light ones outlined."""
    series.invert_if_negative = False
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = rgb(colour)
    for place, own in enumerate(each or ()):
        if own != colour:
            fill = series.points[place].format.fill
            fill.solid()
            fill.fore_color.rgb = rgb(own)
            if is_light(own):
                _stroke(series.points[place].format.line, theme.outline, 0.5)


def value_labels(plot: Any, code: str, size: float) -> None:  # noqa: ANN401
    """The figure of every bar at its end."""
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = code, False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    letters(labels.font, size)


def line_look(series: Any, one: Series) -> None:  # noqa: ANN401
    """Strong lines with dots at their figures, others thin and without."""
    series.smooth = False
    _stroke(series.format.line, one.colour, 2.25 if one.strong else 0.75)
    series.marker.style = XL_MARKER_STYLE.CIRCLE if one.strong else XL_MARKER_STYLE.NONE
    if one.strong:
        series.marker.size = 6
        _dot(series.marker.format, one.colour)


def dots(series: Any, one: Series) -> None:  # noqa: ANN401
    """Dots without a line between them; strong ones larger."""
    series.format.line.fill.background()
    series.marker.style = XL_MARKER_STYLE.CIRCLE
    series.marker.size = 9 if one.strong else 7
    _dot(series.marker.format, one.colour)


def _dot(look: Any, colour: str) -> None:  # noqa: ANN401
    look.fill.solid()
    look.fill.fore_color.rgb = rgb(colour)
    look.line.color.rgb = rgb("#ffffff")
    look.line.width = Pt(0.5)


def end_name(series: Any, place: int, colour: str, size: float, shift: float) -> None:  # noqa: ANN401
    """The name of a line beside its last figure, ``shift`` of the chart's height lower."""
    labels = series._element.get_or_add_dLbls()  # noqa: SLF001
    for old in list(labels):
        labels.remove(old)
    layout = "" if abs(shift) < 0.002 else f'<c:manualLayout><c:x val="0"/><c:y val="{shift:.4f}"/></c:manualLayout>'
    shown = "".join(f'<c:{flag} val="{int(flag == "showSerName")}"/>' for flag in _FLAGS)
    label = (
        f'<c:dLbl><c:idx val="{place}"/><c:layout>{layout}</c:layout>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:txPr><a:bodyPr wrap="none" lIns="38100" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle/><a:p><a:pPr>'
        f'<a:defRPr sz="{round(size * 100)}" b="1"><a:solidFill><a:srgbClr val="{colour[1:].upper()}"/></a:solidFill>'
        f'</a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr><c:dLblPos val="r"/>{shown}</c:dLbl>'
    )
    hidden = "".join(f'<c:{flag} val="0"/>' for flag in _FLAGS)
    built = parse_xml(f"<c:dLbls {nsdecls('c', 'a')}>{label}{hidden}</c:dLbls>")
    for child in list(built):
        labels.append(child)


def point_name(series: Any, place: int, name: str, size: float) -> None:  # noqa: ANN401
    """A name beside one dot."""
    label = series.points[place].data_label
    label.has_text_frame = True
    label.text_frame.text = clean(name)
    letters(label.text_frame.paragraphs[0].font, size)
    label.position = XL_LABEL_POSITION.RIGHT


def leave_out(chart: Chart, places: Sequence[int]) -> None:
    """Take series out of the legend that only stand for the rest of the country."""
    if not chart.has_legend:
        return
    legend = chart.legend._element  # noqa: SLF001
    position = legend.find(qn("c:legendPos"))
    for place in reversed(places):
        entry = f'<c:legendEntry {nsdecls("c")}><c:idx val="{place}"/><c:delete val="1"/></c:legendEntry>'
        position.addnext(parse_xml(entry))


def plot_area(chart: Chart, left: float, top: float, wide: float, high: float) -> None:
    """Where the bars, lines or dots themselves lie, as shares of the chart; names and marks lie outside."""
    area = chart._chartSpace.chart.plotArea  # noqa: SLF001
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    sides = zip("xywh", (left, top, wide, high), strict=True)
    values = "".join(f'<c:{side} val="{min(max(value, 0.0), 1.0):.4f}"/>' for side, value in sides)
    area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>'
            f'<c:xMode val="edge"/><c:yMode val="edge"/>{values}</c:manualLayout></c:layout>'
        ),
    )


_FLAGS = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
