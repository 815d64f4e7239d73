"""The changes of the parts around zero."""

import pandas as pd

from provindex.figures.diverging_bars import parts_figure
from provindex.figures.theme import theme

ROWS = pd.DataFrame(
    {
        "label": ["Cung ứng", "Thủ tục", "Môi trường"],
        "change": [0.52, -0.07, float("nan")],
        "printed": ["+0,52", "−0,07", "không so sánh"],
        "hover": ["a", "b", "c"],
    }
)


def test_a_part_that_is_not_compared_has_words_and_no_bar():
    figure = parts_figure(ROWS, theme())
    assert list(figure.data[0].x) == [0.52, -0.07, None]
    assert "không so sánh" in [note.text for note in figure.layout.annotations]


def test_rises_and_falls_differ_in_colour_and_in_side():
    look = theme()
    figure = parts_figure(ROWS, look)
    assert list(figure.data[0].marker.color)[:2] == [look.change[-1], look.change[0]]
    beside = {note.text: note.xanchor for note in figure.layout.annotations}
    assert (beside["+0,52"], beside["−0,07"]) == ("left", "right")


def test_parts_stand_in_the_order_given_from_the_top():
    assert list(parts_figure(ROWS, theme()).data[0].y) == [0.0, -1.0, -2.0]


def test_nothing_to_compare_leaves_an_axis_that_can_be_drawn():
    low, high = parts_figure(ROWS.assign(change=float("nan")), theme()).layout.xaxis.range
    assert low < 0 < high
