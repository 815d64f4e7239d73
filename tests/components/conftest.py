"""What tests of components that publish start from: a store of one's own, and no data version of another test."""

from collections.abc import Iterator

import pytest

from components.state import data_version
from tests.provindex.conftest import catalog as catalog
from tests.provindex.conftest import own_store as own_store


@pytest.fixture
def newest_version() -> Iterator[None]:
    """The newest version is kept for a second, in which another test may have had another store."""
    data_version.look_again()
    yield
    data_version.look_again()
