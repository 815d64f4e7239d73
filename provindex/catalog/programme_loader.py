"""The door to the reform programmes: ``data/programme/`` read and held against itself."""

import csv
import hashlib
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import cast

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from provindex import geography
from provindex.catalog.model import Source
from provindex.catalog.programme_model import (
    LEVELS,
    OBSERVATIONS,
    QUALIFIERS,
    UNIT_SCORES,
    UNITS,
    Aim,
    Indicator,
    Kind,
    Level,
    Plan,
    Programme,
    Target,
    Unit,
    empty,
    frame,
)
from provindex.core import collation, paths
from provindex.core.errors import CatalogError, Fault
from provindex.core.toml_table import TomlTable
from provindex.core.translate import Text

_CATALOGUE, _UNITS = "indicators.toml", "units.csv"
_OBSERVATIONS, _SCORES = "observations.parquet", "unit_scores.parquet"
_INDICES = ("papi", "par", "sipas")


def folder() -> Path:
    """Where the programmes ship."""
    return paths.data_folder() / "programme"


def version() -> str:
    """Twelve hex digits that change with any byte of the shipped programmes; empty where none ship."""
    files = sorted(path for path in folder().glob("*") if path.is_file())
    digest = hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files))
    return digest.hexdigest()[:12] if files else ""


def current() -> Programme:
    """What `load` gives, read again only when one of its files has changed.

    Raises:
        CatalogError: As `load` does.
    """
    files = sorted(path for path in folder().glob("*") if path.is_file())
    return _kept(folder(), tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in files))


def load() -> Programme:
    """What ships: catalogue, registry of units, figures, and the units' own scores where there are any.

    Raises:
        CatalogError: With every fault of the catalogue, or else of the tables.
    """
    top = TomlTable.load(folder() / _CATALOGUE, paths.shown(folder() / _CATALOGUE))
    indicators = [_indicator(table) for table in top.tables("indicator", required=True)]
    plans = [_plan(table) for table in top.tables("plan")]
    sources = {key: _source(key, table) for key, table in top.named_tables("source")}
    pairing = top.text("pairing")
    top.close()
    by_key = {one.key: one for one in indicators}
    faults = top.faults or [Fault(top.file, key, problem) for key, problem in _contradictions(indicators, plans)]
    if faults:
        raise CatalogError(faults)
    units = units_of(_units())
    found = Programme(
        indicators=by_key,
        plans=tuple(plans),
        pairing=pairing,
        sources=sources,
        units=units,
        observations=_table(_OBSERVATIONS, OBSERVATIONS),
        scores=_table(_SCORES, UNIT_SCORES),
    )
    faults = list(_figures(found))
    if faults:
        raise CatalogError(faults)
    return found


def units_of(registry: pd.DataFrame) -> dict[str, Unit]:
    """The units of a table of `programme_model.UNITS` by key, in the order of the Vietnamese alphabet."""
    units = [
        Unit(
            key=str(row["unit"]),
            province=str(row["province"]),
            level=cast("Level", row["level"]),
            name=Text(vi=str(row["name_vi"]), en=str(row["name_en"] if pd.notna(row["name_en"]) else row["name_vi"])),
            first=row["valid_from"] if pd.notna(row["valid_from"]) else None,
            last=row["valid_to"] if pd.notna(row["valid_to"]) else None,
        )
        for row in registry.to_dict("records")
    ]
    return {unit.key: unit for unit in sorted(units, key=lambda unit: collation.sort_key(unit.name.vi))}


@lru_cache(maxsize=4)
def _kept(home: Path, stamps: tuple[tuple[str, int, int], ...]) -> Programme:  # noqa: ARG001 - the key of the cache
    return load()


def _indicator(table: TomlTable) -> Indicator:
    found = Indicator(
        key=table.string("key"),
        name=table.text("name"),
        short=table.text("short"),
        about=table.text("about"),
        unit=cast("Kind", table.choice("unit", ("percent", "count"))),
        aim=cast("Aim", table.choice("aim", ("higher", "lower", "none"))),
        counted=table.maybe_text("counted"),
        feeds={index: measure for index in _INDICES if (measure := table.maybe_string(index))},
        targets=tuple(_target(one) for one in table.tables("targets")),
    )
    table.close()
    for index, measure in found.feeds.items():
        if measure.split(".")[0] != index:
            table.fault(index, f"“{measure}” is no measure of {index}")
    return found


def _target(table: TomlTable) -> Target:
    first = table.day("first")
    found = Target(
        table.number("value"), first or date.min, table.day("last"), table.text("text"), table.string("source")
    )
    table.close()
    if first is None:
        table.fault("first", "this key is missing; expected is a date such as 2021-07-15")
    return found


def _plan(table: TomlTable) -> Plan:
    keys = {name: table.string(name) for name in ("key", "assigned", "done", "under_way", "overdue")}
    plan = Plan(name=table.text("name"), **keys)
    table.close()
    return plan


def _source(key: str, table: TomlTable) -> Source:
    source = Source(key, table.text("name"), table.maybe_string("address") or "", table.maybe_text("note"))
    table.close()
    return source


def _contradictions(indicators: list[Indicator], plans: list[Plan]) -> Iterator[tuple[str, str]]:
    """Keys that stand twice, and plans of indicators that are not there."""
    known: set[str] = set()
    for number, one in enumerate(indicators, start=1):
        if one.key in known:
            yield f"indicator[{number}].key", f"“{one.key}” stands here more than once"
        known.add(one.key)
    for number, plan in enumerate(plans, start=1):
        for key in plan.indicators:
            if key not in known:
                yield f"plan[{number}]", f"there is no indicator “{key}”"


def _units() -> pd.DataFrame:
    """The registry of units; empty where the file is not there."""
    path = folder() / _UNITS
    if not path.exists():
        return empty(UNITS)
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        if reader.fieldnames != UNITS.names:
            raise CatalogError([Fault(paths.shown(path), "", f"expected are the columns {', '.join(UNITS.names)}")])
        rows = [{key: value or None for key, value in row.items()} for row in reader]
    table: dict[str, list[str | date | None]] = {name: [row[name] for row in rows] for name in UNITS.names}
    try:
        for name in ("valid_from", "valid_to"):
            table[name] = [date.fromisoformat(day) if (day := row[name]) else None for row in rows]
    except ValueError as error:
        raise CatalogError([Fault(paths.shown(path), "", f"expected are dates such as 2025-06-30: {error}")]) from None
    return frame(pa.table(table, schema=UNITS))


def _table(name: str, schema: pa.Schema) -> pd.DataFrame:
    """A parquet file of the folder; empty where it is not there."""
    path = folder() / name
    if not path.exists():
        return empty(schema)
    try:
        table = pq.read_table(path)
    except (OSError, pa.ArrowException) as error:
        raise CatalogError([Fault(paths.shown(path), "", f"the file cannot be read as parquet: {error}")]) from None
    if not table.schema.equals(schema):
        expected = ", ".join(f"{field.name} ({field.type})" for field in schema)
        raise CatalogError([Fault(paths.shown(path), "", f"expected are the columns {expected}")])
    return frame(table)


def _figures(found: Programme) -> Iterator[Fault]:
    """Figures and units that name what is not there."""
    observations, units = paths.shown(folder() / _OBSERVATIONS), paths.shown(folder() / _UNITS)
    provinces = {one.id for edition in geography.editions() for one in geography.provinces(edition.key)}
    for unit in found.units.values():
        if unit.province not in provinces or unit.level not in LEVELS:
            yield Fault(units, unit.key, f"expected are the id of a province and one of {', '.join(LEVELS)}")
    rows = found.observations
    known: dict[str, set[str]] = {
        "province": provinces,
        "indicator": set(found.indicators),
        "level": set(LEVELS),
        "source": set(found.sources),
        "unit": set(found.units),
        "qualifier": set(QUALIFIERS),
    }
    for column, allowed in known.items():
        for value in sorted(set(rows[column].dropna()) - allowed):
            yield Fault(observations, column, f"there is no {column} “{value}”")
    for row in rows[rows["start"] > rows["end"]].itertuples():
        yield Fault(observations, f"{row.province} {row.indicator}", "the period ends before it starts")
    twice = rows[rows.duplicated(["province", "unit", "level", "indicator", "start", "end"])]
    for row in twice.itertuples():
        yield Fault(observations, f"{row.province} {row.indicator}", "the same period stands here more than once")
