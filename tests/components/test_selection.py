"""What a table tells of its rows becomes the selected province, and nothing else does."""

import pytest
from streamlit.testing.v1 import AppTest


def _script(told: list[list[int]]) -> None:
    import streamlit as st

    from components import selection

    selection.restore()
    for rows in told:
        st.session_state["table"] = {"selection": {"rows": rows}}
        selection.on_rows("table", ["63:01", "63:79"])
    st.write(str(selection.current().province))


@pytest.mark.parametrize(
    ("told", "province"),
    [
        pytest.param([[1]], "63:79", id="a row is chosen"),
        pytest.param([[1], []], "None", id="the choice is taken back"),
        pytest.param([[]], "63:14", id="a table leaves the page that nobody chose in"),
        pytest.param([[1], [], []], "None", id="a table leaves the page after the choice was taken back"),
    ],
)
def test_the_rows_of_a_table_select_a_province(told, province):
    app = AppTest.from_function(_script, args=(told,), default_timeout=60)
    app.query_params["index"], app.query_params["year"], app.query_params["province"] = "papi", "2023", "63:14"
    app.run()
    assert not app.exception, app.exception
    assert app.markdown[0].value == province
