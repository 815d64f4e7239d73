"""What is kept finished is made once for a View, a language, a look and a data version."""

from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from components import drawn


def page() -> None:
    """A page that shows how often something has been made."""
    import streamlit as st

    from components import drawn, selection

    view = selection.restore()
    times = st.session_state.setdefault("times", [])
    drawn.kept(st.session_state["name"], view, lambda: times.append("made") or "made", st.session_state["height"])
    st.text(len(times))


def made(name: str, height: str = "1", **params: str) -> int:
    """How often a fresh session had to make it."""
    app = AppTest.from_function(page, default_timeout=30)
    app.session_state["name"], app.session_state["height"] = name, height
    for key, value in params.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, app.exception
    return int(app.text[0].value)


def test_a_second_session_at_the_same_view_makes_nothing_again():
    assert [made("second", year="2023"), made("second", year="2023")] == [1, 0]


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"year": "2022"}, id="another year"),
        pytest.param({"lang": "en"}, id="another language"),
        pytest.param({"p": "63:01"}, id="another highlighted province"),
        pytest.param({"map": "rank"}, id="another option"),
        pytest.param({"height": "2"}, id="another part"),
        pytest.param({"name": "anew-other"}, id="another name"),
    ],
)
def test_it_is_made_anew_for(changed):
    name = f"anew-{'-'.join(changed)}"
    assert [made(name, year="2023"), made(**({"name": name, "year": "2023"} | changed))] == [1, 1]


def test_it_is_made_anew_from_other_figures(monkeypatch):
    before = made("version")
    monkeypatch.setattr(drawn, "cache", SimpleNamespace(version=lambda: "another version"))
    assert [before, made("version")] == [1, 1]
