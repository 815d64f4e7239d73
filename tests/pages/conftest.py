"""Pages as a reader opens them: through the frame, at an address, without a browser."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from dev import ROOT
from provindex.publishing.permissions import Visit
from server import local_desk

FRAME = ROOT / "components" / "shell" / "frame.py"
Opener = Callable[..., AppTest]


@pytest.fixture
def open_page() -> Opener:
    """Opens a page by its file name, with query parameters, and checks that nothing was raised."""

    def opened(name: str, **params: str) -> AppTest:
        app = AppTest.from_file(str(FRAME), default_timeout=60)
        for key, value in params.items():
            app.query_params[key] = value
        if name != "overview":
            app.switch_page(str(ROOT / "pages" / f"{name}.py"))
        app.run()
        assert not app.exception, app.exception
        return app

    return opened


@pytest.fixture
def at_machine(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """The person at this machine, in the browser that opened the printed address; called with None it is a reader."""
    own = "localhost:8501"
    local = Visit(opened=True, address="localhost", port=8501, host=own, origin=f"http://{own}", shown=True)

    def comes(visit: Visit | None = local) -> None:
        monkeypatch.setattr(local_desk, "visit", lambda: visit or Visit())

    comes()
    return comes


def text(app: AppTest) -> str:
    """Everything the page says in words: headings, sentences, notes, figures in metrics, notices."""
    parts = [*app.title, *app.subheader, *app.markdown, *app.caption, *app.info, *app.warning]
    return "\n".join([part.value for part in parts] + [f"{one.label} {one.value} {one.delta}" for one in app.metric])


def alts(app: AppTest) -> list[str]:
    """The alternative texts of the charts of the page, in order."""
    return [chart.proto.alt for chart in app.get("plotly_chart")]
