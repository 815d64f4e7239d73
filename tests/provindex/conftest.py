"""A store of one's own for tests that publish."""

from pathlib import Path

import pytest

from provindex.catalog import Catalog, load_catalog


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty store, in a folder whose name has blanks and accents as people's folders do."""
    folder = tmp_path / "kho dữ liệu"
    monkeypatch.setenv("PROVINDEX_STORE", str(folder))
    return folder


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The shipped catalogue."""
    return load_catalog()
