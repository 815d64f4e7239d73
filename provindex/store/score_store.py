"""The one door to scores: what ships, a parquet file an index and year, under what analysts have published since."""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Mapping
from functools import lru_cache
from threading import Lock

import pandas as pd
import pyarrow as pa

from provindex.catalog import programme_loader
from provindex.catalog.schema import SCHEMA as SCHEMA
from provindex.catalog.schema import to_frame
from provindex.catalog.shipped import fault, shipped_files
from provindex.catalog.shipped import read_shipped as read_shipped
from provindex.catalog.shipped import shipped_indices as shipped_indices
from provindex.catalog.shipped import shipped_years as shipped_years
from provindex.core import paths
from provindex.core.errors import StoreError
from provindex.core.single_flight import Soon
from provindex.store import ledger, ledger_records, programme_ledger
from provindex.store.ledger_records import Key, Record
from provindex.store.location import Place
from provindex.store.programme_ledger import ProgrammeRecord
from provindex.store.stamps import Stamps, state

Published = Mapping[Key, Record]
Programmes = Mapping[str, ProgrammeRecord]
"""Id of a province -> what was published last of its reform programme."""

MEANS = {"year": "int64", "area": "string", "mean": "float64", "kind": "string", "source": "string"}

# A version in use is asked for again and again; those of a day of publishing stay at hand.
_VERSIONS = 256
_AT: OrderedDict[str, tuple[Stamps, Programmes]] = OrderedDict()
_LOCK = Lock()

# A folder that did not answer is left alone for so many seconds, or every reader would wait for it at every step.
_REST = 15.0
# A healthy object store answers in some hundredths of a second; a slow one keeps a reader no longer than this.
_SOON: Soon[str] = Soon(0.5)
_LAST: dict[tuple[str, bool], str] = {}
_TROUBLE: dict[str, tuple[float, StoreError]] = {}


def read(index: str, year: int, *, see_embargoed: bool = False, version: str | None = None) -> pd.DataFrame:
    """The scores of one index in one year: as published on the desk, else as shipped.

    Returns one row a province and measure, sorted by province and then in the order of the measures' tree:
    province and measure (ids), score (in the measure's own scale; NaN = not published), rank_published (1 = highest),
    group_published, low, high and se (interval and standard error as published), source (keys of the catalogue's
    sources, parted by " | "). A hole in the published table has no row.

    Args:
        index: Key of the index.
        year: The year.
        see_embargoed: Read figures that are held too: for analysts alone.
        version: What `data_version` gave: reads what stood then, whatever was published since.

    Raises:
        CatalogError: The shipped file is missing, damaged, has other columns or types than `SCHEMA`, or holds a
            province and measure twice.
        StoreError: The store of published years cannot be reached; not for a shipped year of a given ``version``.
        ValueError: ``version`` did not come from `data_version`.
    """
    record = published(see_embargoed=see_embargoed, version=version).get((index, year))
    return read_shipped(index, year) if record is None else to_frame(_rows(paths.store_location(), record))


@lru_cache(maxsize=512)
def _rows(_: str, record: Record) -> pa.Table:
    """The rows of a record of a place, which never change: what was read once stays while the store is away."""
    return ledger.current().rows(record)


def history(index: str, *, see_embargoed: bool = False, version: str | None = None) -> pd.DataFrame:
    """All years of one index: the columns of `read` after a column year (int64), years ascending.

    Raises:
        CatalogError: As `read` does, or there is no year at all.
        StoreError: As `read` does.
    """
    pinned = version or data_version(see_embargoed=see_embargoed)
    frames = {year: read(index, year, version=pinned) for year in years(index, version=pinned)}
    if not frames:
        raise fault(paths.data_folder() / index, "", "no file here is called like a year, such as 2024.parquet")
    return pd.concat([frame.assign(year=year) for year, frame in frames.items()], ignore_index=True)[
        ["year", *SCHEMA.names]
    ]


def years(index: str, *, see_embargoed: bool = False, version: str | None = None) -> tuple[int, ...]:
    """The years that have scores, shipped or published, ascending; empty for an index without any.

    Raises:
        StoreError: As `read` does.
    """
    shown = published(see_embargoed=see_embargoed, version=version)
    return tuple(sorted({*shipped_years(index), *(year for key, year in shown if key == index)}))


def published(*, see_embargoed: bool = False, version: str | None = None) -> Published:
    """The years that were published on the desk and show now, or showed at a version: their records.

    Raises:
        StoreError: As `read` does.
        ValueError: As `read` does.
    """
    if version is None:
        return ledger.current().state().shown(ledger_records.today(), see_embargoed=see_embargoed)
    return _at(version)[0].published


def stamps(version: str) -> Stamps:
    """What each part of a data version is known by, so that what a publish left alone is not made anew.

    Raises:
        ValueError: ``version`` did not come from `data_version`.
    """
    return _at(version)[0]


def programmes(*, see_embargoed: bool = False, version: str | None = None) -> Programmes:
    """The provinces of whose reform programmes something was published that shows now, or showed at a version.

    Raises:
        StoreError: As `read` does.
        ValueError: As `read` does.
    """
    if version is not None:
        return _at(version)[1]
    shown = programme_ledger.current().state().shown(ledger_records.today(), see_embargoed=see_embargoed)
    return {province: one for (topic, province), one in shown.items() if topic == programme_ledger.FIGURES}


def means(index: str) -> pd.DataFrame:
    """Means of the country and of regions as published, not computed here.

    Returns year, area (``VN`` or a region id), mean (in the scale of the total), kind (``stated`` by a page, or
    ``derived`` from two stated figures), source (key of the catalogue's sources). Empty where nothing is published.

    Raises:
        CatalogError: ``means.csv`` has other columns or holds text in place of a number.
    """
    path = paths.data_folder() / index / "means.csv"
    if not path.exists():
        return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in MEANS.items()})
    try:
        frame = pd.read_csv(path, dtype=MEANS)
    except (ValueError, OSError) as error:
        raise fault(path, "", f"the file cannot be read as a table: {error}") from None
    if list(frame.columns) != list(MEANS):
        raise fault(path, "", f"expected are the columns {', '.join(MEANS)}")
    return frame


def data_version(*, see_embargoed: bool = False, stay: bool = False) -> str:
    """Twelve hex digits that change with any byte of what a reader may see, and with nothing else.

    They stand for the shipped catalogue, scores and reform programmes and for the record of each published year and
    programme that shows. What is held changes the version of analysts alone, until its day comes; an undo brings back
    the version of what it restores.

    Args:
        see_embargoed: The version of analysts, who see figures that are held.
        stay: Where the store cannot be reached or a published year cannot be read, stay with the version given last,
            or with what ships where none was given; `trouble` then says why. Where an object store takes its time,
            stay until it has answered.

    Raises:
        StoreError: The store of published years cannot be reached, and the version is not to stay.
    """
    place = paths.store_location()
    last = _LAST.get((place, see_embargoed)) if stay else None
    since, error = _TROUBLE.get(place, (-_REST, None))
    try:
        if last and Place(place).folder is None:
            return _SOON.ask((place, see_embargoed), lambda: _look(place, see_embargoed, whole=True)) or last
        if last and error and time.monotonic() < since + _REST:
            return last
        return _look(place, see_embargoed, whole=stay)
    except StoreError:
        if not stay:
            raise
        # Where the store has not answered since the start, what ships is the last that is known to stand.
        return last or _named(place, see_embargoed, {}, {})


def _look(place: str, see_embargoed: bool, *, whole: bool) -> str:
    """The data version as the store has it now; a whole one only once each of its years has been read."""
    try:
        shown, reforms = published(see_embargoed=see_embargoed), programmes(see_embargoed=see_embargoed)
        if whole:
            before = _AT.get(_LAST.get((place, see_embargoed), ""))
            known = before[0].published if before else {}
            for record in (one for key, one in shown.items() if one != known.get(key)):
                _rows(place, record)
    except StoreError as found:
        _TROUBLE[place] = time.monotonic(), found
        raise
    unsound = ledger.current().trouble() or programme_ledger.current().trouble()
    if unsound is not None:
        _TROUBLE[place] = time.monotonic(), unsound  # what stood before it is shown
    else:
        _TROUBLE.pop(place, None)
    return _named(place, see_embargoed, shown, reforms)


def _named(place: str, see_embargoed: bool, shown: Published, reforms: Programmes) -> str:
    ships = shipped()
    version = stamp(ships, shown, reforms)
    remember(version, ships, shown, reforms)
    with _LOCK:
        _LAST[place, see_embargoed] = version
    return version


def shipped() -> tuple[bytes, bytes]:
    """Hashes of what ships: the indices, and the reform programmes."""
    digest = hashlib.sha256()
    for path in shipped_files():
        digest.update(path.relative_to(paths.data_folder()).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest(), programme_loader.version().encode()


def stamp(ships: tuple[bytes, bytes], shown: Published, reforms: Programmes) -> str:
    """The data version of what ships, from `shipped`, with records laid over it."""
    digest = hashlib.sha256(ships[0])
    for (index, year), record in shown.items():
        digest.update(f"{index} {year} {state(record)} {record.edition} {record.source}\n".encode())
    digest.update(ships[1])
    for province, reform in reforms.items():
        digest.update(f"programme {province} {state(reform)}\n".encode())
    return digest.hexdigest()[:12]


def remember(version: str, ships: tuple[bytes, bytes], shown: Published, reforms: Programmes) -> None:
    """Keep what belongs to a version at hand, so that it can be read by its name; see `provindex.store.versions`."""
    with _LOCK:
        _AT[version] = Stamps(ships[0], shown), reforms
        _AT.move_to_end(version)
        while len(_AT) > _VERSIONS:
            _AT.popitem(last=False)


def trouble() -> StoreError | None:
    """Why the store could not be reached when the version was asked for last; None where it could."""
    found = _TROUBLE.get(paths.store_location())
    return None if found is None else found[1]


def _at(version: str) -> tuple[Stamps, Programmes]:
    with _LOCK:
        if version not in _AT:
            raise ValueError(f"version: “{version}” did not come from data_version")
        _AT.move_to_end(version)
        return _AT[version]
