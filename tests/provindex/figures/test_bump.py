"""The bump chart as data: gaps stay gaps, lines stop at breaks, and those in focus can be told from the rest."""

import pandas as pd
import pytest

from provindex.figures.bump import BreakMark, bump_figure
from provindex.figures.lines import Focus, dotted
from provindex.figures.theme import theme

RUNS = ((2011, 2012, 2013), (2014, 2015), (2016,))
CARE = BreakMark(2013, 2014, refused=False, label="with care", reason="New questions.")
REFUSED = BreakMark(2015, 2016, refused=True, label="not compared", reason="New scale.")
RANKS = {"a": [1, 2, 3, 3, 2, 1], "b": [2, None, 1, 1, 1, 2], "c": [3, 1, 2, 2, None, None]}


@pytest.fixture
def course() -> pd.DataFrame:
    rows = [
        (province, province.upper(), year, rank, 3)
        for province, ranks in RANKS.items()
        for year, rank in zip(range(2011, 2017), ranks, strict=True)
    ]
    frame = pd.DataFrame(rows, columns=["province", "name", "year", "rank", "of"])
    return frame.astype({"rank": "Int64"})


def draw(course, *focus, breaks=(CARE, REFUSED), marked=()):
    lines = [Focus(province, f"#00000{i}", f"{province} label") for i, province in enumerate(focus)]
    return bump_figure(course, RUNS, lines, breaks, "%{y}", theme(), marked=marked)


def pieces(trace) -> list[list[tuple[int, int]]]:
    """The points of a trace, cut wherever the pen is lifted."""
    found: list[list[tuple[int, int]]] = [[]]
    for x, y in zip(trace.x, trace.y, strict=True):
        if x is None or y is None:
            found.append([])
        else:
            found[-1].append((x, y))
    return [piece for piece in found if piece]


def line(figure, colour, dash=None):
    return next(
        trace
        for trace in figure.data
        if trace.line.color == colour and trace.line.dash == dash and "lines" in trace.mode
    )


def names(figure) -> list[tuple[str, str, int, float]]:
    """Province, label and place of every name beside the lines."""
    return [
        (cell[0], text.strip(), x, y)
        for trace in figure.data
        if trace.mode == "text"
        for cell, text, x, y in zip(trace.customdata, trace.text, trace.x, trace.y, strict=True)
    ]


def test_a_line_stops_at_a_break_and_at_a_missing_year(course):
    figure = draw(course, "b")
    assert pieces(line(figure, "#000000")) == [
        [(2011, 2)],
        [(2013, 1)],
        [(2014, 1), (2015, 1)],
        [(2016, 2)],
    ]


def test_dots_lead_over_a_notice_and_over_nothing_else(course):
    figure = draw(course, "a")
    assert pieces(line(figure, "#000000", dash="dot")) == [[(2013, 3), (2014, 3)]]


def test_no_dots_where_a_neighbouring_year_has_no_rank(course):
    gap = course.assign(rank=course["rank"].mask((course["province"] == "a") & (course["year"] == 2014)))
    dashes = [trace.line.dash for trace in draw(gap, "a").data]
    assert "dot" not in dashes


def test_those_not_in_focus_are_one_grey_line_that_never_joins_two_provinces(course):
    look = theme()
    grey = line(draw(course, "a"), look.outline)
    assert pieces(grey) == [
        [(2011, 2)],
        [(2013, 1)],
        [(2014, 1), (2015, 1)],
        [(2016, 2)],
        [(2011, 3), (2012, 1), (2013, 2)],
        [(2014, 2)],
    ]


def test_every_point_carries_its_province_for_a_click(course):
    grey = line(draw(course, "a"), theme().outline)
    carried = {cell[0] for x, y, cell in zip(grey.x, grey.y, grey.customdata, strict=True) if x and y}
    assert carried == {"b", "c"}


def test_ranks_run_downwards_from_one(course):
    low, high = draw(course, "a").layout.yaxis.range
    assert low > 3 > 1 > high


def test_the_marked_years_have_their_ranks_written_and_bold_ticks(course):
    figure = draw(course, "a", marked=(2012, 2013))
    written = [(x, text) for t in figure.data if t.mode == "markers+text" for x, text in zip(t.x, t.text, strict=True)]
    assert written == [(2012, "2"), (2013, "3")]
    assert [tick for tick in figure.layout.xaxis.ticktext if tick.startswith("<b>")] == ["<b>2012</b>", "<b>2013</b>"]


def test_of_two_ranks_at_one_place_the_more_important_is_written(course):
    same = course.assign(rank=pd.array([1] * len(course), dtype="Int64"))
    figure = draw(same, "b", "a", marked=(2012,))
    bubbles = [trace.customdata for trace in figure.data if trace.mode == "markers+text"]
    assert [[cell[0] for cell in cells] for cells in bubbles] == [["b"]]


def test_a_name_stands_at_the_last_known_rank(course):
    assert names(draw(course, "c")) == [("c", dotted("#000000", "c label"), 2016, 2)]


def test_a_province_without_any_rank_has_no_name(course):
    none = course.assign(rank=course["rank"].mask(course["province"] == "c"))
    assert names(draw(none, "c")) == []


def test_each_break_is_a_line_between_its_years_with_its_reason_on_hover(course):
    figure = draw(course, "a")
    assert [(shape.x0, shape.line.dash) for shape in figure.layout.shapes] == [(2013.5, "dot"), (2015.5, "solid")]
    hovers = {note.hovertext: note.text for note in figure.layout.annotations if note.hovertext}
    assert hovers == {"New questions.": "with care", "New scale.": "not compared"}


def test_words_of_breaks_that_would_collide_are_a_star_with_the_hover_kept(course):
    years = tuple((year,) for year in range(2005, 2020))  # fifteen years leave a word no room within one year
    near = [
        BreakMark(year, year + 1, refused=False, label="with care", reason=str(year)) for year in (2010, 2011, 2014)
    ]
    figure = bump_figure(course, years, [], near, "%{y}", theme())
    assert {note.hovertext: note.text for note in figure.layout.annotations} == {
        "2010": "*",
        "2011": "with care",
        "2014": "with care",
    }


def test_nothing_in_focus_draws_the_rest(course):
    assert [trace.line.color for trace in draw(course).data if trace.mode != "text"] == [theme().outline]
