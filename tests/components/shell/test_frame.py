"""The frame where the figures cannot be trusted: one plain page in words, never a traceback."""

import shutil

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.state import catalogs
from dev import ROOT
from provindex import geography
from provindex.core import paths

FRAME = str(ROOT / "components" / "shell" / "frame.py")


@pytest.fixture
def copies(tmp_path, monkeypatch):
    """The shipped data and boundaries in a folder of their own, which a test may damage."""
    for name, variable in (("data", "PROVINDEX_DATA"), ("geo", "PROVINDEX_GEO")):
        shutil.copytree(ROOT / name, tmp_path / name)
        monkeypatch.setenv(variable, str(tmp_path / name))
    _forget()
    yield tmp_path
    _forget()


def _forget() -> None:
    """As in a process that has just started."""
    geography.clear_cache()
    catalogs.clear()
    st.cache_data.clear()
    st.cache_resource.clear()


def _broken_page(app: AppTest) -> str:
    app.run()
    assert not app.exception
    assert [title.value for title in app.title] == ["Chưa thể hiển thị số liệu"]
    return app.table[0].value.to_csv(index=False)


def test_copies_of_the_shipped_data_are_shown(copies):
    assert paths.data_folder() == copies / "data"
    app = AppTest.from_file(FRAME, default_timeout=60).run()
    assert not app.title
    assert not app.exception


def test_a_damaged_parquet_is_named(copies):
    (copies / "data" / "papi" / "2019.parquet").write_bytes(b"PAR1 not really")
    assert "2019.parquet" in _broken_page(AppTest.from_file(FRAME, default_timeout=60))


def test_a_missing_parquet_is_named(copies):
    (copies / "data" / "papi" / "2015.parquet").unlink()
    assert "2015.parquet" in _broken_page(AppTest.from_file(FRAME, default_timeout=60))


def test_an_unknown_key_of_the_catalogue_is_named(copies):
    path = copies / "data" / "sipas" / "index.toml"
    path.write_text("colour = 'blue'\n" + path.read_text("utf-8"), "utf-8")
    said = _broken_page(AppTest.from_file(FRAME, default_timeout=60))
    assert "colour" in said
    assert "index.toml" in said


def test_a_missing_boundary_file_is_named(copies):
    (copies / "geo" / "boundaries" / "63-m.parquet").unlink()
    assert "63-m.parquet" in _broken_page(AppTest.from_file(FRAME, default_timeout=60))
