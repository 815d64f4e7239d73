"""What every test starts from: the shipped data, the same examples everywhere, one worker for the browser."""

import os
import tempfile

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

# A developer's own data must not decide a test; tests that need other folders set these themselves.
for name in [name for name in os.environ if name.startswith("PROVINDEX_")]:
    del os.environ[name]
os.environ["PROVINDEX_STORE"] = tempfile.mkdtemp(prefix="provindex-store-")
os.environ["PROVINDEX_STORE"] = os.path.join(os.devnull, "store")  # nothing is there, and nothing can be made there

# The same examples everywhere, so that a failure can be repeated; no time limits, so that a busy machine is no failure.
settings.register_profile("provindex", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("provindex")


class BrowserTogether(LoadScopeScheduling):
    """Keeps the tests of a file together, and all browser tests, which share a server and a browser.

    ``--dist loadgroup`` with a mark would do the same, but pytest-xdist 3.8 ignores the mark under pytest 9.2:
    https://github.com/pytest-dev/pytest-xdist/issues/1386.
    """

    def _split_scope(self, nodeid: str) -> str:
        return "tests/browser" if nodeid.startswith("tests/browser/") else nodeid.split("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    config.option.loadscopereorder = False  # the browser tests take longest and are collected first
    return BrowserTogether(config, log)
