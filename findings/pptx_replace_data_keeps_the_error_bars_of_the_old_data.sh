#!/usr/bin/env bash
# python-pptx 1.0.2: replace_data gives a chart new figures and leaves the error bars (and labels typed on a point) of the old ones, by position:
# the next slide of a template shows last year's margins around this year's scores.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check python-pptx==1.0.2 lxml==6.1.3
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io

import pptx
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches


def scores(pairs):
    data = CategoryChartData()
    data.categories = [name for name, _ in pairs]
    data.add_series("Score", [score for _, score in pairs])
    return data


def bar_lengths(count):
    points = "".join(f'<c:pt idx="{i}"><c:v>{i + 1}</c:v></c:pt>' for i in range(count))
    return f'<c:numLit><c:ptCount val="{count}"/>{points}</c:numLit>'


presentation = pptx.Presentation()
slide = presentation.slides.add_slide(presentation.slide_layouts[6])
kind = XL_CHART_TYPE.COLUMN_CLUSTERED
chart = slide.shapes.add_chart(kind, 0, 0, Inches(5), Inches(4), scores([("A", 80.0), ("B", 70.0), ("C", 60.0)])).chart
series = chart.plots[0].series[0]
series.points[0].data_label.text_frame.text = "80.0 (A)"
namespace = "http://schemas.openxmlformats.org/drawingml/2006/chart"
bars = (
    f'<c:errBars xmlns:c="{namespace}"><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
    f"<c:plus>{bar_lengths(3)}</c:plus><c:minus>{bar_lengths(3)}</c:minus></c:errBars>"
)
series._element.find(qn("c:cat")).addprevious(etree.fromstring(bars))

chart.replace_data(scores([("C", 10.0), ("D", 20.0)]))
file = io.BytesIO()
presentation.save(file)
file.seek(0)
chart = pptx.Presentation(file).slides[0].shapes[0].chart
series = chart.plots[0].series[0]
plus = [point.text for point in series._element.find(qn("c:errBars")).find(qn("c:plus")).iter(qn("c:v"))]
label = series.points[0].data_label.text_frame.text
print("python-pptx", pptx.__version__)
print("expected: no error bars, or those of the new data, and no label of A")
print("seen:    ", list(chart.plots[0].categories), list(series.values), "error bars:", plus, "first label:", label)
assert pptx.__version__ == "1.0.2"
assert list(series.values) == [10.0, 20.0]
assert (plus, label) == (["1", "2", "3"], "80.0 (A)"), "the behaviour has changed"
PYTHON
