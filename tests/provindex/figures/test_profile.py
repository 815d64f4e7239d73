"""The bullet chart and the radar of one province: places on each row's own axis, marks, words."""

import pandas as pd
import pytest

from provindex.figures.profile import BulletText, Mark, bullet_figure
from provindex.figures.radar import radar_figure
from provindex.figures.theme import theme

TEXT = BulletText("Điểm", "Hạng", "Thấp nhất", "Cao nhất", "thấp nhất đến cao nhất", "nửa ở giữa", "Không có số liệu")
OWN = Mark("score", "Sơn La", "circle", 17, "●", "#d55e00")
MEDIAN = Mark("middle", "trung vị", "line-ns", 22, "┃")
HIGHEST = Mark("highest", "cao nhất", "triangle-left", 10, "◀")


@pytest.fixture
def rows():
    """Two measures on scales that have nothing in common; the second without a figure of the province."""
    return pd.DataFrame(
        {
            "province": "63:14",
            "label": ["Y tế", "Kiểm soát<br>tham nhũng"],
            "spoke": ["Y tế", "Kiểm soát"],
            "score": [5.0, float("nan")],
            "printed_score": ["5,00", "–"],
            "printed_rank": ["16", "–"],
            "start": [4.0, 60.0],
            "end": [6.0, 80.0],
            "lowest": [4.0, 60.0],
            "lower": [4.5, 65.0],
            "middle": [5.5, 70.0],
            "upper": [5.8, 75.0],
            "highest": [6.0, 80.0],
            "printed_lowest": ["4,00", "60,00"],
            "printed_highest": ["6,00  Hà Nội", "80,00  Huế"],
            "score_hover": ["own 1", "own 2"],
            "middle_hover": ["median 1", "median 2"],
            "highest_hover": ["high 1", "high 2"],
            "highest_province": ["63:01", "63:46"],
        }
    )


def traces(figure, name):
    return next(trace for trace in figure.data if trace.name == name)


def words(figure):
    return [note.text for note in figure.layout.annotations]


def test_every_row_has_its_own_axis(rows):
    figure = bullet_figure(rows, [MEDIAN], OWN, TEXT, theme())
    assert list(traces(figure, "trung vị").x) == [0.75, 0.5]
    assert list(traces(figure, "Sơn La").x) == [0.5, None]


def test_the_bands_reach_from_lowest_to_highest_and_over_the_middle_half(rows):
    figure = bullet_figure(rows, [], OWN, TEXT, theme())
    whole, half = traces(figure, TEXT.band), traces(figure, TEXT.half)
    assert (list(whole.base), list(whole.x)) == ([0.0, 0.0], [1.0, 1.0])
    assert (list(half.base), list(half.x)) == ([0.25, 0.25], pytest.approx([0.65, 0.5]))


def test_the_province_is_drawn_over_everything(rows):
    assert bullet_figure(rows, [MEDIAN, HIGHEST], OWN, TEXT, theme()).data[-1].name == "Sơn La"


def test_a_click_selects_the_holder_of_the_highest_score_and_else_the_province(rows):
    figure = bullet_figure(rows, [MEDIAN, HIGHEST], OWN, TEXT, theme())
    assert [carried[0] for carried in traces(figure, "cao nhất").customdata] == ["63:01", "63:46"]
    assert [carried[0] for carried in traces(figure, "trung vị").customdata] == ["63:14", "63:14"]


def test_numbers_and_names_stand_beside_the_bands(rows):
    said = words(bullet_figure(rows, [], OWN, TEXT, theme()))
    assert {"<b>5,00</b>", "16", "4,00", "6,00  Hà Nội", "Kiểm soát<br>tham nhũng", "Điểm", "Cao nhất"} <= set(said)


@pytest.mark.parametrize(("score", "told"), [([5.0, float("nan")], True), ([5.0, 70.0], False)], ids=["hole", "none"])
def test_a_dash_is_explained_where_there_is_one(rows, score, told):
    said = " ".join(words(bullet_figure(rows.assign(score=score), [], OWN, TEXT, theme())))
    assert ("Không có số liệu" in said.replace("\u00a0", " ")) == told


def test_the_key_names_every_mark_with_its_colour(rows):
    key = next(said for said in words(bullet_figure(rows, [MEDIAN], OWN, TEXT, theme())) if "●" in said)
    assert "color:#d55e00" in key
    assert [name in key.replace("\u00a0", " ") for name in ("Sơn La", "trung vị", "nửa ở giữa")] == [True] * 3


def test_a_row_whose_scores_are_all_the_same_is_drawn_at_its_start(rows):
    flat = rows.assign(end=rows["start"], score=rows["start"])
    assert list(traces(bullet_figure(flat, [], OWN, TEXT, theme()), "Sơn La").x) == [0.0, 0.0]


@pytest.mark.parametrize("width", [None, 700])
def test_on_paper_the_width_is_fixed(rows, width):
    assert bullet_figure(rows, [], OWN, TEXT, theme(), width).layout.width == width


def test_the_radar_closes_its_lines_and_keeps_its_gaps(rows):
    figure = radar_figure(rows, [MEDIAN, HIGHEST], OWN, theme())
    assert list(traces(figure, "trung vị").r) == [0.75, 0.5, 0.75]
    assert list(traces(figure, "Sơn La").r) == [0.5, None, 0.5]


def test_the_radar_fills_nothing_and_leaves_the_outer_ring_to_the_highest(rows):
    figure = radar_figure(rows, [MEDIAN, HIGHEST], OWN, theme())
    assert {trace.fill for trace in figure.data} == {None}
    assert [trace.name for trace in figure.data] == ["trung vị", "Sơn La"]
