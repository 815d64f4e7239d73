"""The catalogue of each data version, read once, with the years that it names."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import streamlit as st

from components.state.reads import Editions
from provindex import geography
from provindex.catalog import Catalog, Index
from provindex.catalog import load_catalog as shipped_catalog
from provindex.core.digests import digest
from provindex.store import score_store
from provindex.store.published_catalog import load_catalog


def clear() -> None:
    """Forgets every catalogue, as in a process that has just started."""
    for function in (at, outlines, noting):
        function.cache_clear()
    for cached in (_read, _shipped, _check):
        cached.clear()


# Asked for ten times a run, which Streamlit's cache is slow for; it stands behind, so that one run reads for all.
@lru_cache(maxsize=3)
def at(version: str) -> Catalog:
    """Every index as it stands at a data version; see `provindex.store.published_catalog.load_catalog`."""
    return _read(version)


@dataclass(frozen=True)
class Outline:
    """What an index is, by digests; who says so is left out.

    The sources of a year change with every file that is published for it, and belong to its figures.

    Attributes:
        definition: Of the index without its years.
        editions: Of provinces, status and coverage of each year.
    """

    definition: str
    editions: Mapping[int, str]

    @cached_property
    def whole(self) -> str:
        """Of both together."""
        return digest(self.definition, self.editions)


@lru_cache(maxsize=64)
def outlines(version: str) -> dict[str, Outline]:
    """What each index is and which years it has at a data version."""
    return {
        key: Outline(
            digest(replace(index, sources={}, editions={})),
            {year: digest(replace(one, source=None)) for year, one in index.editions.items()},
        )
        for key, index in at(version).indices.items()
    }


@lru_cache(maxsize=3)
def noting(version: str) -> dict[str, Index]:
    """Every index at a data version, whose editions note that they are read."""
    found = at(version).indices
    return {key: replace(index, editions=Editions(key, index.editions)) for key, index in found.items()}


@st.cache_resource(max_entries=3, show_spinner=False)
def _read(version: str) -> Catalog:
    known = score_store.stamps(version)
    found = load_catalog(version=version, shipped=_shipped(known.ships.hex()))
    # Everything is read before anything is shown: a damaged file is reported on a plain page, not in a card later.
    geography.check()
    for key, described in found.indices.items():
        for year in described.editions:
            _check(key, year, known.year(key, year), version)
    return found


@st.cache_resource(max_entries=2, show_spinner=False)
def _shipped(key: str) -> Catalog:
    return shipped_catalog()


@st.cache_resource(max_entries=1000, show_spinner=False)
def _check(index: str, year: int, key: str, _version: str) -> None:
    """Raises where a year cannot be read; one that was read at its stamp is not read again."""
    score_store.read(index, year, version=_version)
