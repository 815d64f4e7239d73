"""What a table tells of its rows becomes the selected province, and nothing else does."""

import pytest
from streamlit.testing.v1 import AppTest


def _script(told: list[str]) -> None:
    import streamlit as st

    from components.state import view_state

    view_state.restore()
    for row in told:
        st.session_state["table"] = {"row": row}
        view_state.on_row("table", ["63:01", "63:79"])
    st.write(str(view_state.current().province))


@pytest.mark.parametrize(
    ("told", "province"),
    [
        pytest.param(["63:79"], "63:79", id="a row is chosen"),
        pytest.param(["63:79", ""], "None", id="the choice is taken back"),
        pytest.param(["63:31"], "63:14", id="a browser names a row that is not there"),
        pytest.param([None], "63:14", id="nothing is told"),
        pytest.param([{"row": 1}], "63:14", id="a browser tells something else"),
    ],
)
def test_the_rows_of_a_table_select_a_province(told, province):
    app = AppTest.from_function(_script, args=(told,), default_timeout=60)
    app.query_params["index"], app.query_params["year"], app.query_params["province"] = "papi", "2023", "63:14"
    app.run()
    assert not app.exception, app.exception
    assert app.markdown[0].value == province
