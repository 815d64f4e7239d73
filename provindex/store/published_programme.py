"""The reform programmes as they show: what ships under what analysts published on the desk."""

from functools import lru_cache
from pathlib import Path

import pandas as pd

from provindex.catalog import programme_loader
from provindex.catalog.programme_model import OBSERVATIONS, UNIT_SCORES, UNITS, Programme, empty
from provindex.core import paths
from provindex.store import ledger_records, programme_ledger, score_store
from provindex.store.programme_ledger import table_of
from provindex.store.programme_overlay import over
from provindex.store.score_store import Programmes

_KEPT = 4  # programmes in use at a time: those of readers, of analysts, and of a publish just made


def current(*, see_embargoed: bool = False, version: str | None = None) -> Programme:
    """Everything known of all programmes; the same object as long as nothing changes, and never changed.

    Args:
        see_embargoed: With figures that are held: for analysts alone.
        version: What `provindex.store.score_store.data_version` gave: what belongs to it.

    Raises:
        CatalogError: What ships cannot be read.
        StoreError: What was published cannot be read.
        ValueError: ``version`` did not come from there.
    """
    pinned = version or score_store.data_version(see_embargoed=see_embargoed)
    return _laid(programme_loader.folder(), paths.store_location(), pinned)


def as_of(version: int) -> Programme:
    """The programmes with everything that was published up to a version of their table, figures that are held too.

    Raises:
        CatalogError: What ships cannot be read.
        StoreError: What was published cannot be read.
    """
    return _as_of(programme_loader.folder(), paths.store_location(), version)


def of_records(shipped: Programme, records: Programmes) -> Programme:
    """A programme with the published figures, units and scores of some records over its own.

    Raises:
        StoreError: They cannot be read.
    """
    observations, units, scores = [empty(OBSERVATIONS)], [empty(UNITS)], [empty(UNIT_SCORES)]
    for province, record in records.items():
        rows = programme_ledger.rows(record)
        observations.append(table_of("figure", rows, province))
        units.append(table_of("unit", rows, province))
        scores.append(table_of("score", rows, province))
    return over(shipped, *(pd.concat(tables, ignore_index=True) for tables in (observations, units, scores)))


@lru_cache(maxsize=_KEPT)
def _as_of(ships: Path, location: str, version: int) -> Programme:  # noqa: ARG001 - where the version was reached
    shown = programme_ledger.current().state().at(version).shown(ledger_records.today(), see_embargoed=True)
    records = {province: one for (topic, province), one in shown.items() if topic == programme_ledger.FIGURES}
    return of_records(programme_loader.current(), records)


@lru_cache(maxsize=_KEPT)
def _laid(ships: Path, location: str, version: str) -> Programme:  # noqa: ARG001 - where the version was given
    shipped, shown = programme_loader.current(), score_store.programmes(version=version)
    return of_records(shipped, shown) if shown else shipped
