"""What tests of the server start from: a store of one's own, and no data version of another test."""

from tests.components.conftest import newest_version as newest_version
from tests.provindex.conftest import catalog as catalog
from tests.provindex.conftest import own_store as own_store
