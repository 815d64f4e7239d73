"""One topology for the tests of this folder, a browser for it, and publishers that write to its storage."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from dev import find_chromium
from tests.browser.conftest import FLAGS
from tests.provindex.nursery import Publishers
from tests.replicas.topology import PATIENCE, ObjectStorage, Proxy, Replica, image

SETTINGS = {"PROVINDEX_DOMAIN": "localhost", "PROVINDEX_COOKIE_SECRET": "0" * 64}

expect.set_options(timeout=30_000)


class Topology:
    """Two replicas behind a proxy, with one storage.

    Attributes:
        storage: The object storage.
        replicas: ``app1`` and ``app2`` of the composition.
        proxy: What readers reach.
        settings: What ``.env`` would hold.
    """

    def __init__(self, folder):
        self.folder, self.app = folder, image(folder / "app")
        self.storage = ObjectStorage(folder)
        self.settings = SETTINGS | self.storage.settings()
        self.replicas = [Replica(name, self.settings, folder, self.app) for name in ("app1", "app2")]
        for one in self.replicas:
            one.started()
        self.proxy = Proxy(self.settings, self.replicas, folder)

    def start_again(self, replica):
        """A new process in the place of one that died, as an engine does."""
        again = Replica(replica.name, self.settings, self.folder, self.app, replica.port)
        self.replicas[self.replicas.index(replica)] = again.started()

    def close(self):
        for one in [self.proxy, *self.replicas]:
            if one.process.poll() is None:
                one.kill()
        self.storage.close()


@pytest.fixture(scope="package")
def topology(tmp_path_factory) -> Iterator[Topology]:
    made = Topology(tmp_path_factory.mktemp("topology"))
    yield made
    made.close()


@pytest.fixture(autouse=True)
def no_traceback(topology):
    """Fails a test during which a server told of a fault that nobody foresaw."""
    start = {one.name: len(one.said()) for one in topology.replicas}
    yield
    for one in topology.replicas:
        said = one.said()[start[one.name] :]
        assert "Traceback" not in said, said[-5000:]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # The proxy answers to a name alone, since TLS does; other hosts have none.
        flags = [one.replace("EXCLUDE 127.0.0.1", "EXCLUDE localhost, EXCLUDE 127.0.0.1") for one in FLAGS]
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=flags)
        yield browser
        browser.close()


@pytest.fixture
def tab(browser):
    """Opens an address in a browser of its own, with cookies of its own."""
    opened = []

    def open_tab(address):
        context = browser.new_context(viewport={"width": 1366, "height": 768}, ignore_https_errors=True)
        context.set_default_timeout(PATIENCE * 1000)
        opened.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield open_tab
    for context in opened:
        context.close()


@pytest.fixture(scope="package")
def publishers(topology) -> Iterator[Publishers]:
    """Processes that publish into the storage, each with a client of its own, as every replica has."""
    nursery = Publishers(os.environ | topology.storage.settings(direct=True) | {"AWS_REGION": "us-east-1"})
    yield nursery
    nursery.end()
