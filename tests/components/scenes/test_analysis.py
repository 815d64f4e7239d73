"""Parts, similar provinces and targets as scenes: what they say, what stands on their slides, what is drawn."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from components.scenes.analysis import FIGURES
from tests.tables import frames

SON_LA = {"lang": "vi", "index": "papi", "year": "2023", "base": "2022", "province": "63:14"}
PARTS = 8


def _told(figure: str) -> None:
    import streamlit as st

    from components.scenes import analysis
    from components.state import view_state
    from provindex.views.scenes import mark_of

    view, t = view_state.restore(), view_state.words()
    slide = analysis.slide(view, figure, t)
    st.json(
        {
            "known": analysis.known(view, figure),
            "sentence": analysis.sentence(view, figure),
            "heads": [column.head for column in slide.columns] if slide else [],
            "right": [column.align == "right" for column in slide.columns] if slide else [],
            "rows": slide.rows.to_numpy().tolist() if slide else [],
            "mark": mark_of(*analysis.frames(view, figure)),
        }
    )


def _shown(figure: str) -> None:
    from components.scenes import analysis
    from components.state import view_state

    analysis.show(view_state.restore(), figure, 400)


def _run(script, figure, **params):
    app = AppTest.from_function(script, args=(figure,), default_timeout=60)
    for name, value in params.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return app


def told(figure, **params):
    return json.loads(_run(_told, figure, **(SON_LA | params)).json[0].value)


def test_the_slide_of_the_colours_has_the_chosen_provinces_beside_each_other():
    found = told("heatmap", p="63:01")
    assert found["heads"] == ["Nội dung", "Sơn La", "Hà Nội"]
    assert found["right"] == [False, True, True]
    assert len(found["rows"]) == 1 + PARTS
    assert found["rows"][0] == ["Chỉ số PAPI tổng hợp", "42,40 (30)", "43,96 (15)"]


def test_without_a_choice_the_slide_of_the_colours_has_the_five_that_lead():
    leading = ["Thừa Thiên Huế", "Thái Nguyên", "Bắc Ninh", "Sóc Trăng", "Bạc Liêu"]
    assert told("heatmap", province="")["heads"][1:] == leading


def test_the_slide_of_the_spread_has_a_row_a_part_with_its_own_province():
    found = told("distribution")
    assert len(found["rows"]) == PARTS
    assert found["heads"][-1] == "Sơn La"


def test_the_slide_of_the_pairs_starts_with_the_closest():
    rows = told("correlation")["rows"]
    assert len(rows) == PARTS * (PARTS - 1) // 2
    values = [float(row[2].replace(",", ".").replace("\u2212", "-")) for row in rows]
    assert values == sorted(values, reverse=True)


def test_the_slide_of_the_nearest_has_five_with_distance_score_and_rank():
    found = told("peers")
    assert [row[0] for row in found["rows"]] == ["Yên Bái", "Bình Thuận", "Đắk Lắk", "Nghệ An", "Lào Cai"]
    assert found["rows"][0][1:4] == ["0,95", "42,49", "28"]


def test_the_slide_of_the_targets_has_the_three_parts_of_least_effort():
    found = told("targets")
    assert [row[0] for row in found["rows"]][0] == "Kiểm soát tham nhũng trong khu vực công"
    assert [row[-1] for row in found["rows"]] == ["2,24", "2,83", "3,26"]
    assert "1,564 điểm" in found["sentence"]


@pytest.mark.parametrize("figure", FIGURES)
def test_a_mark_is_of_the_figures_that_are_drawn(figure):
    assert told(figure)["mark"] != told(figure, year="2022", base="2021")["mark"]


@pytest.mark.parametrize("figure", ["peers", "targets"])
def test_nothing_is_computed_without_a_province_or_from_a_partial_table(figure):
    for params in ({"province": ""}, {"index": "par", "year": "2023", "province": "63:22"}):
        found = told(figure, **params)
        assert (found["known"], found["sentence"], found["rows"]) == (False, "", [])


def test_a_merged_province_has_neighbours_and_no_target():
    merged = {"edition": "34", "province": "34:14", "year": "2024"}
    assert told("peers", **merged)["known"]
    assert not told("targets", **merged)["known"]


@pytest.mark.parametrize(
    ("figure", "kind"),
    [
        ("heatmap", "plotly_chart"),
        ("distribution", "plotly_chart"),
        ("correlation", "plotly_chart"),
        ("peers", "part"),
        ("targets", "table"),
    ],
)
def test_each_is_drawn_alone_on_the_stage(figure, kind):
    app = _run(_shown, figure, **SON_LA, play="1")
    drawn = {"plotly_chart": app.get("plotly_chart"), "part": frames(app), "table": app.table}
    assert {name: len(elements) for name, elements in drawn.items() if elements} == {kind: 1}
    assert not app.info


@pytest.mark.parametrize("figure", FIGURES)
def test_what_cannot_be_drawn_is_told_with_a_way_on(figure):
    app = _run(_shown, figure, **(SON_LA | {"measure": "papi.delivery.health", "province": ""}))
    said = [one.value for one in (*app.info, *app.markdown, *app.warning)]
    drawn = app.get("plotly_chart")
    assert drawn or any("Hãy chọn năm hoặc chỉ số khác" in one for one in said)
