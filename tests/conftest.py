"""What every test starts from: the shipped data, the same examples everywhere, one worker for the browser.

A card that could not be drawn says so in its place and the page goes on; here it fails the test that drew it.
"""

import logging
import os
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

# A developer's own data must not decide a test; tests that need other folders set these themselves.
for name in [name for name in os.environ if name.startswith("PROVINDEX_")]:
    del os.environ[name]
os.environ["PROVINDEX_STORE"] = os.path.join(os.devnull, "store")  # nothing is there, and nothing can be made there
# All tests are one reader and one publisher; those of the limits set them.
os.environ["PROVINDEX_EXPORTS_PER_MINUTE"] = os.environ["PROVINDEX_PUBLISHES_PER_MINUTE"] = "0"

# The same examples everywhere, so that a failure can be repeated; no time limits, so that a busy machine is no failure.
settings.register_profile("provindex", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("provindex")


REAL = ("tests/browser/", "tests/replicas/", "tests/security/")
"""Where servers and browsers run beside the tests."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Gives a test with a browser or a server a second chance: on a busy machine a click may come before its page.

    The last line of the run counts the repeats, so that one that needs it again and again is seen.
    """
    for item in items:
        if item.nodeid.startswith(REAL):
            item.add_marker(pytest.mark.flaky(reruns=1))


class FailedCards(logging.Handler):
    """The cards that could not be drawn since the last test, each with what was raised."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(self.format(record))


FAILED_CARDS = FailedCards()
logging.getLogger("components.widgets.card").addHandler(FAILED_CARDS)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Fails a test in which a card failed, in a page that it or a fixture of its module opened.

    A test about failing cards is marked ``failing_cards``. Pages in another process are watched by the log of theirs.
    """
    try:
        result = yield
        if FAILED_CARDS.seen and not item.get_closest_marker("failing_cards"):
            pytest.fail("A card could not be drawn.\n" + "\n".join(FAILED_CARDS.seen), pytrace=False)
        return result
    finally:
        FAILED_CARDS.seen.clear()


class BrowserTogether(LoadScopeScheduling):
    """Keeps the tests of a file together, and those of folders that share servers and a browser.

    ``--dist loadgroup`` with a mark would do the same, but pytest-xdist 3.8 ignores the mark under pytest 9.2:
    https://github.com/pytest-dev/pytest-xdist/issues/1386.
    """

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in REAL if nodeid.startswith(folder)), nodeid.split("::")[0])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    config.option.loadscopereorder = False  # the browser tests take longest and are collected first
    return BrowserTogether(config, log)
