"""One colour axis for many cells: where a class and a value lie on it."""

import pandas as pd
import pytest

from provindex.figures.colour_axis import bar, classes_paint, levels_paint
from provindex.figures.maps.map_model import MapClass
from provindex.figures.theme import theme

THREE = [MapClass("high", "High", "#111111"), MapClass("mid", "Middle", "#222222"), MapClass("low", "Low", "#333333")]


def test_the_number_of_a_class_lies_in_the_middle_of_its_step():
    paint = classes_paint(THREE)
    numbers = paint.numbers(pd.DataFrame({"key": ["low", "high", "mid"]}))
    at = [(number - paint.low) / (paint.high - paint.low) for number in numbers]
    steps = [
        (start, end, colour) for (start, colour), (end, _) in zip(paint.scale[::2], paint.scale[1::2], strict=True)
    ]
    found = [next(colour for start, end, colour in steps if start < place < end) for place in at]
    assert found == ["#333333", "#111111", "#222222"]
    assert at == pytest.approx([5 / 6, 1 / 6, 1 / 2])


def test_a_cell_without_a_class_has_no_number():
    paint = classes_paint(THREE)
    assert paint.numbers(pd.DataFrame({"key": pd.array([pd.NA, "low"], dtype="string")})).isna().tolist() == [
        True,
        False,
    ]


def test_a_continuous_scale_takes_the_value_itself():
    paint = levels_paint(80.0, 95.5, theme())
    numbers = paint.numbers(pd.DataFrame({"key": ["low", "low"], "value": [80.1234, float("nan")]}))
    assert numbers.iloc[0] == 80.123
    assert pd.isna(numbers.iloc[1])
    assert (paint.low, paint.high) == (80.0, 95.5)


def test_a_scale_of_a_single_value_still_has_a_length():
    assert levels_paint(80.0, 80.0, theme()).high > 80.0


def test_only_a_continuous_scale_has_a_bar():
    assert bar(classes_paint(THREE), theme(), 0, 0) == {}
    assert bar(levels_paint(0, 1, theme()), theme(), 0.3, 1)["showscale"] is True
