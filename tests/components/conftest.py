"""A store of one's own for tests of components that publish."""

from tests.provindex.conftest import catalog as catalog
from tests.provindex.conftest import own_store as own_store
