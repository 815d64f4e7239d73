"""Reads the tables of the provinces into objects, collecting every fault of every table."""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from provindex.core import paths
from provindex.core.collation import sort_key
from provindex.core.errors import CatalogError, Fault
from provindex.core.toml_table import TomlTable
from provindex.core.translate import Text
from provindex.geography.model import Province, ProvinceEdition, Region, Tables

Row = dict[str, str]
T = TypeVar("T")

_PROVINCE_COLUMNS = ("id", "name_vi", "name_en", "full_name", "kind", "city_since", "region", "capital", "lon", "lat")


def read_tables(folder: Path) -> Tables:
    """Read the editions and their tables from a folder.

    Raises:
        CatalogError: A table is missing, damaged or contradicts another; it carries all faults found.
    """
    path = folder / "editions.toml"
    top = TomlTable.load(path, paths.shown(path))
    faults = top.faults
    editions, owners = _editions(top)
    names = top.texts("archipelagos")
    attribution = top.text("attribution")
    top.close()
    regions = _regions(folder / "regions.csv", faults)
    found = {one.key: _provinces(folder / f"provinces_{one.key}.csv", one, regions, faults) for one in editions}
    known = {province.id: province for provinces in found.values() for province in provinces}
    for edition, places in owners.items():
        for archipelago, province in places.items():
            if province not in known or known[province].edition != edition:
                problem = f"“{province}” is no province of edition {edition}"
                faults.append(Fault(top.file, f"archipelagos.{archipelago}", problem))
    aliases, ambiguous = _aliases(folder / "aliases.csv", known, faults)
    if faults:
        raise CatalogError(faults)
    return Tables(
        editions=editions,
        provinces={
            key: tuple(
                replace(one, aliases=tuple(aliases.get(one.id, ())))
                for one in sorted(provinces, key=lambda one: sort_key(one.name.vi))
            )
            for key, provinces in found.items()
        },
        regions={
            one.key: tuple(sorted((r for r in regions if r.edition == one.key), key=lambda region: region.order))
            for one in editions
        },
        ambiguous=ambiguous,
        owners=owners,
        archipelagos=names,
        attribution=attribution,
    )


def read_rows(path: Path, columns: tuple[str, ...], faults: list[Fault], *, empty: tuple[str, ...] = ()) -> list[Row]:
    """The rows of a CSV file with exactly these columns; only those named in ``empty`` may be left empty."""
    file = paths.shown(path)
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            rows, header = list(reader), tuple(reader.fieldnames or ())
    except FileNotFoundError:
        faults.append(Fault(file, "", "the file is missing"))
        return []
    except (OSError, ValueError, csv.Error) as error:
        faults.append(Fault(file, "", f"the file cannot be read as CSV: {error}"))
        return []
    if header != columns:
        faults.append(Fault(file, "row 1", f"expected are the columns {', '.join(columns)}; found are {header}"))
        return []
    kept = []
    for number, row in enumerate(rows, start=2):
        blank = [column for column in columns if not row[column] and column not in empty]
        if blank or None in row:
            problem = f"{', '.join(blank)} is empty" if blank else "there are more cells than columns"
            faults.append(Fault(file, f"row {number}", problem))
        else:
            kept.append(row)
    if not rows:
        faults.append(Fault(file, "", "the file has no rows"))
    return kept


def _editions(top: TomlTable) -> tuple[tuple[ProvinceEdition, ...], dict[str, dict[str, str]]]:
    editions, owners = [], {}
    for table in top.tables("edition", required=True):
        first = table.day("valid_from")
        if first is None:
            table.fault("valid_from", "expected is the first day in force, such as 2025-07-01")
        edition = ProvinceEdition(
            key=table.string("key"),
            name=table.text("name"),
            valid_from=first or date.min,
            valid_to=table.day("valid_to"),
            count=table.integer("count"),
        )
        belonging = table.table("archipelagos")
        owners[edition.key] = {key: belonging.string(key) for key in ("hoang_sa", "truong_sa")}
        belonging.close()
        table.close()
        editions.append(edition)
    return tuple(sorted(editions, key=lambda one: one.valid_from)), owners


def _regions(path: Path, faults: list[Fault]) -> list[Region]:
    rows = read_rows(path, ("id", "name_vi", "name_en", "order"), faults)
    return [
        Region(
            id=row["id"],
            edition=row["id"].partition(":")[0],
            name=Text(vi=row["name_vi"], en=row["name_en"]),
            order=_parsed(int, row, "order", path, faults) or 0,
        )
        for row in rows
    ]


def _provinces(path: Path, edition: ProvinceEdition, regions: list[Region], faults: list[Fault]) -> list[Province]:
    rows = read_rows(path, _PROVINCE_COLUMNS, faults, empty=("city_since",))
    file, known, seen = paths.shown(path), {region.id for region in regions}, set()
    for row in rows:
        key, code = row["id"].partition(":")[::2]
        if key != edition.key or len(code) != 2 or not code.isdecimal():
            faults.append(Fault(file, row["id"], f"expected is an id such as {edition.key}:01"))
        if row["id"] in seen:
            faults.append(Fault(file, row["id"], "stands here more than once"))
        if row["region"] not in known:
            faults.append(Fault(file, row["id"], f"the region “{row['region']}” is not in regions.csv"))
        if row["kind"] not in ("city", "province"):
            faults.append(Fault(file, row["id"], f"the kind “{row['kind']}” is neither city nor province"))
        seen.add(row["id"])
    if rows and len(rows) != edition.count:
        faults.append(Fault(file, "", f"{len(rows)} provinces stand here; editions.toml counts {edition.count}"))
    return [_province(row, path, faults) for row in rows]


def _province(row: Row, path: Path, faults: list[Fault]) -> Province:
    edition, _, code = row["id"].partition(":")
    since = row["city_since"]
    return Province(
        id=row["id"],
        edition=edition,
        code=code,
        name=Text(vi=row["name_vi"], en=row["name_en"]),
        full_name=row["full_name"],
        kind="city" if row["kind"] == "city" else "province",
        city_since=_parsed(date.fromisoformat, row, "city_since", path, faults) if since else None,
        region=row["region"],
        capital=row["capital"],
        lon=_parsed(float, row, "lon", path, faults) or 0.0,
        lat=_parsed(float, row, "lat", path, faults) or 0.0,
    )


def _aliases(
    path: Path, known: dict[str, Province], faults: list[Fault]
) -> tuple[dict[str, list[str]], dict[str, dict[str, tuple[str, ...]]]]:
    aliases: dict[str, list[str]] = {}
    ambiguous: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in read_rows(path, ("edition", "code", "alias", "kind"), faults):
        province, alias = f"{row['edition']}:{row['code']}", row["alias"]
        if province not in known:
            faults.append(Fault(paths.shown(path), alias, f"“{province}” is no province"))
        elif row["kind"] == "ambiguous":
            meant = ambiguous.setdefault(row["edition"], {})
            meant[alias] = (*meant.get(alias, ()), province)
        elif row["kind"] == "alias":
            aliases.setdefault(province, []).append(alias)
        else:
            faults.append(Fault(paths.shown(path), alias, f"the kind “{row['kind']}” is neither alias nor ambiguous"))
    return aliases, ambiguous


def _parsed(read: Callable[[str], T], row: Row, column: str, path: Path, faults: list[Fault]) -> T | None:
    try:
        return read(row[column])
    except ValueError:
        faults.append(Fault(paths.shown(path), row["id"], f"“{row[column]}” in the column {column} cannot be read"))
        return None
