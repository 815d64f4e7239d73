"""Uploaded files read once: kept by their bytes, what a person said of them, and what was published before."""

import hashlib
from dataclasses import astuple, replace

import pandas as pd
import streamlit as st

from components import gate
from provindex import accepted_names, ledger, overlay, publish_history, store
from provindex.catalog import Catalog, Index
from provindex.intake import Answers, Reading, diff, read
from provindex.intake.checks.history import Stored

_MOST = 6  # readings kept; an official workbook with its cells is some megabytes


def catalog(definition: bytes | None = None) -> Catalog:
    """Every index with what was published, held years too: for analysts alone; with the one of an ``index.toml``.

    Raises:
        CatalogError: The ``index.toml`` contradicts itself.
        StoreError: The store of published years cannot be reached.
    """
    return overlay.with_definition(_known(store.data_version(see_embargoed=gate.sees_held())), definition)


def accepted() -> dict[tuple[str, str], str]:
    """Every spelling that was accepted on this desk: province edition and name as written -> province id."""
    return accepted_names.accepted()


def basis() -> int:
    """Version of the table of published years at this moment: the one state that a file is read and compared with.

    Raises:
        StoreError: The store of published years cannot be reached.
    """
    return ledger.current().state().version


def reading(content: bytes, name: str, answers: Answers, basis: int, definition: bytes | None = None) -> Reading:
    """The file read and checked against what stands in `basis`; nothing is written. Held figures count as published.

    Raises:
        StoreError: The store of published years cannot be reached.
    """
    said = tuple(repr(one) for one in astuple(replace(answers, names=dict(sorted(answers.names.items())))))
    version = store.data_version(see_embargoed=True)
    return _read(content, name, said, definition, version, basis, _answers=answers)


def changes(found: Reading, index: Index, year: int, basis: int, definition: bytes | None = None) -> pd.DataFrame:
    """What publishing a year would change of what stands in `basis`, see `provindex.intake.diff`.

    Raises:
        StoreError: The store of published years cannot be reached.
    """
    frame, version = found.years[year], store.data_version(see_embargoed=True)
    return _changes(_hash(frame), index.key, year, definition, version, basis, _frame=frame, _index=index)


def undone(found: Reading, index: Index, year: int, seen: int, basis: int) -> pd.DataFrame:
    """What publishing a year would undo of what was changed between two versions, see `provindex.intake.diff`.

    Raises:
        StoreError: The store of published years cannot be reached.
    """
    before, now = (publish_history.figures(index.key, year, version) for version in (seen, basis))
    return diff.undone(before, now, found.years[year], index, year)


def past_changes(change: int, index: Index, year: int) -> pd.DataFrame:
    """What a change of the history changed, see `provindex.intake.diff`; empty where it has no figures on either side.

    Raises:
        StoreError: The store of published years cannot be reached.
    """
    return _past_changes(change, index.key, year, store.data_version(see_embargoed=True), _index=index)


def replaced(found: Reading, index: Index, year: int, basis: int) -> pd.DataFrame:
    """The final figures that everybody sees and that publishing a year would change or take away.

    Raises:
        StoreError: The store of published years cannot be reached.
    """
    frame, version = found.years[year], store.data_version(see_embargoed=False)
    return _replaced(_hash(frame), index.key, year, version, basis, _frame=frame, _index=index)


def _hash(frame: pd.DataFrame) -> str:
    return hashlib.sha256(pd.util.hash_pandas_object(frame).to_numpy().tobytes()).hexdigest()


@st.cache_resource(max_entries=3, show_spinner=False)
def _known(version: str) -> Catalog:
    return overlay.load_catalog(version=version)


@st.cache_resource(max_entries=_MOST, show_spinner=False)
def _read(
    content: bytes,
    name: str,
    said: object,  # noqa: ARG001
    definition: bytes | None,
    version: str,
    basis: int,
    *,
    _answers: Answers,
) -> Reading:
    return read(content, name, overlay.with_definition(_known(version), definition), _answers, Stored(basis))


@st.cache_data(max_entries=_MOST, show_spinner=False)
def _changes(
    figures: str,  # noqa: ARG001
    key: str,
    year: int,
    definition: bytes | None,  # noqa: ARG001
    version: str,  # noqa: ARG001
    basis: int,
    *,
    _frame: pd.DataFrame,
    _index: Index,
) -> pd.DataFrame:
    return diff.difference(publish_history.figures(key, year, basis), _frame, _index, year)


@st.cache_data(max_entries=_MOST, show_spinner=False)
def _replaced(
    figures: str,  # noqa: ARG001
    key: str,  # noqa: ARG001
    year: int,
    version: str,  # noqa: ARG001 - of everybody: it changes on the day on which an embargo ends
    basis: int,
    *,
    _frame: pd.DataFrame,
    _index: Index,
) -> pd.DataFrame:
    return diff.replaced(publish_history.public_final(_index, year, basis), _frame, _index, year)


@st.cache_data(max_entries=_MOST, show_spinner=False)
def _past_changes(
    change: int,
    key: str,  # noqa: ARG001
    year: int,
    version: str,  # noqa: ARG001
    *,
    _index: Index,
) -> pd.DataFrame:
    before, after = publish_history.difference(change)
    return diff.difference(before, after, _index, year)
