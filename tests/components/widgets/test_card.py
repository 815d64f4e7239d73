"""A card that cannot be drawn: what its reader sees, and that no test stays green over it."""

from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import FAILED_CARDS, pytest_runtest_call


def page():
    from components.state import view_state
    from components.widgets import card

    view_state.restore()
    with card.card("Which one?", "One of two.", key="broken"):
        raise ValueError("nothing to draw")
    with card.card("And then?", "The other.", key="whole"):
        pass


@pytest.mark.failing_cards
def test_a_card_that_fails_says_so_in_its_place_and_the_page_goes_on():
    app = AppTest.from_function(page, default_timeout=60).run()
    assert not app.exception
    assert [one.value for one in app.subheader] == ["Which one?", "And then?"]
    assert [one.value for one in app.warning] == [
        "Không vẽ được phần này. Các phần khác vẫn dùng được; hãy chọn năm hoặc nội dung khác, hoặc tải lại trang."
    ]
    assert len(FAILED_CARDS.seen) == 1
    assert "card broken failed" in FAILED_CARDS.seen[0]
    assert "ValueError: nothing to draw" in FAILED_CARDS.seen[0]


@pytest.fixture
def watched():
    """Runs the hook around the drawing of the page for a test with some marks."""

    def run(*marks):
        hook = pytest_runtest_call(SimpleNamespace(get_closest_marker=lambda name: name in marks))
        next(hook)
        AppTest.from_function(page, default_timeout=60).run()
        with pytest.raises((StopIteration, pytest.fail.Exception)) as ended:
            hook.send(None)
        return ended.value

    return run


def test_a_card_that_fails_fails_the_test_that_drew_it(watched):
    failure = watched()
    assert isinstance(failure, pytest.fail.Exception)
    assert "card broken failed" in str(failure)
    assert "ValueError: nothing to draw" in str(failure)
    assert not FAILED_CARDS.seen


def test_a_test_about_failing_cards_passes_over_them(watched):
    assert isinstance(watched("failing_cards"), StopIteration)
    assert not FAILED_CARDS.seen
