"""Pages as a reader opens them: through the frame, at an address, without a browser."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from dev import ROOT

FRAME = ROOT / "components" / "frame.py"
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


def text(app: AppTest) -> str:
    """Everything the page says in words: headings, sentences, notes, figures in metrics, notices."""
    parts = [*app.title, *app.subheader, *app.markdown, *app.caption, *app.info, *app.warning]
    return "\n".join([part.value for part in parts] + [f"{one.label} {one.value} {one.delta}" for one in app.metric])


def alts(app: AppTest) -> list[str]:
    """The alternative texts of the charts of the page, in order."""
    return [chart.proto.alt for chart in app.get("plotly_chart")]
