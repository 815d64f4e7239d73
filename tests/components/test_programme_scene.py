"""What was entered beside the indices that fell goes along into the presentation and its slides."""

import io

from pptx import Presentation
from streamlit.testing.v1 import AppTest

from provindex import assigned
from provindex.access import Actor

WATER = "papi.environment.water"


def _script() -> None:
    import streamlit as st

    from components import scenery, selection
    from provindex.export import powerpoint

    view = selection.restore()
    made = powerpoint.presentation([scenery.slide(view, "fell")], selection.words())
    st.session_state["kept-made"] = {"pptx": made}


def test_unit_and_note_stand_on_the_slide_of_what_fell(tmp_path, monkeypatch):
    monkeypatch.setenv("PROVINDEX_STORE", str(tmp_path))
    assigned.enter("63:14", 2022, 2023, WATER, ("Sở Nông nghiệp", "Báo cáo trước 30/6"), Actor("An", "analyst"))
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
