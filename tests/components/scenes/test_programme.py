"""What was entered beside the indices that fell goes along into the presentation and its slides."""

import io

from pptx import Presentation
from streamlit.testing.v1 import AppTest

from provindex.publishing import assignments
from provindex.publishing.permissions import Actor
from tests.tables import frames

WATER = "papi.environment.water"


def _script() -> None:
    import streamlit as st

    from components.scenes import registry
    from components.state import view_state
    from provindex.export.powerpoint import presentation

    view = view_state.restore()
    made = presentation.presentation([registry.slide(view, "fell")], view_state.words())
    st.session_state["kept-made"] = {"pptx": made}


def test_unit_and_note_stand_on_the_slide_of_what_fell(tmp_path, monkeypatch):
    monkeypatch.setenv("PROVINDEX_STORE", str(tmp_path))
    assignments.enter("63:14", 2022, 2023, WATER, ("Sở Nông nghiệp", "Báo cáo trước 30/6"), Actor("An", "analyst"))
    app = AppTest.from_function(_script, default_timeout=60)
    for name, value in {"lang": "vi", "index": "papi", "year": "2023", "base": "2022", "province": "63:14"}.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    deck = Presentation(io.BytesIO(app.session_state["kept-made"]["pptx"]))
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    rows = [[cell.text for cell in row.cells] for row in tables[0].rows]
    assert rows[0][-3:] == ["Đơn vị chịu trách nhiệm", "Ghi chú", "Ngày ghi"]
    assert rows[1][-3:-1] == ["Sở Nông nghiệp", "Báo cáo trước 30/6"]


def _stage(figure: str, height: int) -> None:
    from components.scenes import programme
    from components.state import view_state

    programme.show(view_state.restore(), figure, height)


def _shown(figure, height, **params):
    app = AppTest.from_function(_stage, args=(figure, height), default_timeout=60)
    for name, value in ({"lang": "vi", "index": "papi", "year": "2023", "base": "2022"} | params).items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return app


def _said() -> None:
    import streamlit as st

    from components.scenes import registry
    from components.state import view_state

    st.write(registry.sentence(view_state.restore(), "fell"))


def test_two_years_that_are_the_same_are_told_and_draw_no_list():
    assert not frames(_shown("fell", 400, base="2023", province="63:14"))
    app = AppTest.from_function(_said, default_timeout=60)
    for name, value in {"lang": "vi", "year": "2023", "base": "2023", "province": "63:14"}.items():
        app.query_params[name] = value
    app.run()
    assert "chọn" in app.markdown[0].value


def test_columns_that_nobody_filled_in_are_left_out_on_the_stage(tmp_path, monkeypatch):
    monkeypatch.setenv("PROVINDEX_STORE", str(tmp_path))
    (table,) = frames(_shown("fell", 400, province="63:14", play="1"))
    assert list(table.columns) == ["index", "measure", "before", "after", "change", "ranks", "places"]
    assert len(table) == 20


def test_a_programme_shows_as_many_rates_as_there_is_room_for_and_counts_the_others():
    whole = _shown("programme", 400, province="63:14")
    assert len(whole.get("plotly_chart")) == 2
    assert not whole.caption
    short = _shown("programme", 130, province="63:14")
    assert [one.value for one in short.caption] == ["Còn 2 số liệu khác ở trang “Chương trình cải cách”."]


def test_a_frame_on_another_site_leaves_out_the_places_too(tmp_path, monkeypatch):
    monkeypatch.setenv("PROVINDEX_STORE", str(tmp_path))
    (table,) = frames(_shown("fell", 400, province="63:14"))
    assert list(table.columns) == ["index", "measure", "before", "after", "change", "ranks"]
