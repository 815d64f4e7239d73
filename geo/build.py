"""Writes the tables and boundary files of this folder from a folder of source files.

``python geo/build.py SOURCE``; README.md lists what SOURCE holds. Running it again changes nothing. ``editions.toml``
is written by hand.
"""

import argparse
import csv
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

HERE = Path(__file__).resolve().parent
EDITIONS = ("63", "34")
# About a metre, the precision of the source.
DECIMALS = 5
REGIONS_FROM_NORTH = {
    "63": ("TDMNPB", "DBSH", "BTBDHMT", "TN", "DNB", "DBSCL"),
    "34": ("TDMNPB", "DBSH", "BTB", "NTBTN", "DNB", "DBSCL"),
}
# Abbreviations that match nothing on purpose: initials that several provinces share (DN: Đà Nẵng, Đồng Nai, Đắk Nông).
# BN stays a question too, although Bắc Ninh is the only one with these initials. Candidates: the names' own initials.
AMBIGUOUS = {
    "63": {
        "BD": ("52", "74"),
        "DN": ("48", "67", "75"),
        "QN": ("22", "49", "51"),
        "BN": ("27",),
        "HG": ("02", "93"),
    },
    "34": {"DN": ("48", "75"), "QN": ("22", "51"), "BN": ("24",)},
}
# Provinces that became centrally run cities while their edition was in force: Nghị quyết 175/2024/QH15 (Huế),
# Nghị quyết 30/2026/QH16 (Đồng Nai).
CITY_SINCE = {"63:46": "2025-01-01", "34:75": "2026-04-30"}
PROVINCE_COLUMNS = ("id", "name_vi", "name_en", "full_name", "kind", "city_since", "region", "capital", "lon", "lat")

Row = dict[str, Any]


def build(source: Path) -> None:
    """Write every file of this folder that comes from ``source``."""
    old, new = _rows(source / "provinces_63.csv"), _rows(source / "provinces_34.csv")
    capitals = {row["code"]: row for row in _rows(source / "capitals_63.csv")}
    seats = {row["code"]: capitals[_seat(row, old)] for row in new}
    _write("provinces_63.csv", PROVINCE_COLUMNS, (_province("63", row, capitals[row["code"]]) for row in old))
    _write("provinces_34.csv", PROVINCE_COLUMNS, (_province("34", row, seats[row["code"]]) for row in new))
    _write("capitals.csv", ("province", "name", "lon", "lat"), _capitals({"63": capitals, "34": seats}))
    _write("regions.csv", ("id", "name_vi", "name_en", "order"), _regions({"63": old, "34": new}))
    _write("aliases.csv", ("edition", "code", "alias", "kind"), _aliases(old, new))
    _write(
        "crosswalk.csv",
        ("old", "new", "relation", "population", "area_km2", "legal_source", "population_source"),
        (
            row | {"old": f"63:{row['old_code']}", "new": f"34:{row['new_code']}"}
            for row in _rows(source / "crosswalk_63_34.csv")
        ),
    )
    for edition in EDITIONS:
        pairs = _neighbours(edition, _rows(source / f"adjacency_{edition}.csv"))
        _write(f"neighbours_{edition}.csv", ("a", "b"), pairs)
    islands = ("archipelago", "name_vi", "name_en", "lon", "lat", "label_rank")
    _write("islands.csv", islands, _rows(source / "islands.csv"))
    for level in ("m", "l"):
        shapes = _boundaries_63(source / f"vn63_{level}_5d.geojson")
        _write_shapes(f"63-{level}", shapes)
        _write_shapes(f"34-{level}", _merged(shapes))
    _write_shapes("archipelagos", _archipelagos(source / "archipelagos.geojson"))
    shutil.copyfile(source / "LICENSE.txt", HERE / "LICENSE.txt")


def _province(edition: str, row: Row, capital: Row) -> Row:
    identity = f"{edition}:{row['code']}"
    # What became a city later is listed with the name and kind it had when the edition began.
    kind = "city" if row["type"] == "centrally run city" and identity not in CITY_SINCE else "province"
    return {
        "id": identity,
        "name_vi": row["name_vi"],
        "name_en": row["name_en"],
        "full_name": row["name_full_vi"],
        "kind": kind,
        "city_since": CITY_SINCE.get(identity, ""),
        "region": f"{edition}:{row['region_code']}",
        "capital": capital["cap"],
        "lon": row["label_lon"],
        "lat": row["label_lat"],
    }


def _seat(row: Row, old: list[Row]) -> str:
    """Code of the old province whose capital is the seat of the new one."""
    return next(str(one["code"]) for one in old if one["name_vi"] == row["seat_in_old_province"])


def _capitals(points: dict[str, dict[str, Row]]) -> Iterator[Row]:
    for edition, rows in points.items():
        for code, row in rows.items():
            yield {"province": f"{edition}:{code}", "name": row["cap"], "lon": row["lon"], "lat": row["lat"]}


def _regions(provinces: dict[str, list[Row]]) -> Iterator[Row]:
    for edition, rows in provinces.items():
        names = {row["region_code"]: row for row in rows}
        for order, key in enumerate(REGIONS_FROM_NORTH[edition], start=1):
            name = names.pop(key)
            yield {
                "id": f"{edition}:{key}",
                "name_vi": name["region_vi"],
                "name_en": name["region_en"],
                "order": order,
            }
        if names:
            raise ValueError(f"REGIONS_FROM_NORTH: {', '.join(names)} of edition {edition} has no place in it")


def _aliases(old: list[Row], new: list[Row]) -> Iterator[Row]:
    """The aliases of the 63; the 34 take those of the old province with their name, or of the one they continue."""
    listed = {row["code"]: [alias for alias in row["aliases"].split("|") if alias] for row in old}
    by_name = {row["name_vi"]: row["code"] for row in old}
    former = {row["code"]: row for row in old}
    for row in old:
        yield from _alias_rows("63", row["code"], listed[row["code"]])
    for row in new:
        if row["name_vi"] in by_name:
            known = listed[by_name[row["name_vi"]]]
        else:
            before = former[row["old_codes"]]
            known = [before["name_vi"], before["name_full_vi"], *listed[before["code"]]]
        names = {row["name_vi"], row["name_full_vi"], row["name_en"]}
        yield from _alias_rows("34", row["code"], [alias for alias in known if alias not in names])
    for edition, abbreviations in AMBIGUOUS.items():
        for alias, codes in abbreviations.items():
            yield from ({"edition": edition, "code": code, "alias": alias, "kind": "ambiguous"} for code in codes)


def _alias_rows(edition: str, code: str, aliases: list[str]) -> Iterator[Row]:
    yield from ({"edition": edition, "code": code, "alias": alias, "kind": "alias"} for alias in aliases)


def _neighbours(edition: str, rows: list[Row]) -> list[Row]:
    pairs = {tuple(sorted((row["code"], other))) for row in rows for other in row["neighbours"].split("|")}
    return [{"a": f"{edition}:{a}", "b": f"{edition}:{b}"} for a, b in sorted(pairs)]


def _boundaries_63(path: Path) -> gpd.GeoDataFrame:
    shapes = gpd.read_file(path)
    provinces = pd.Series("63:" + shapes["code"], name="province", dtype="string")
    return _plain(provinces, shapes.geometry)


def _merged(shapes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The 34 as unions of the 63. Neighbours share their vertices, so nothing is left along an inner border."""
    crosswalk = pd.read_csv(HERE / "crosswalk.csv", dtype="string").set_index("old")["new"]
    merged = shapes.assign(province=shapes["province"].map(crosswalk)).dissolve("province", method="coverage")
    return _plain(pd.Series(merged.index, name="province", dtype="string"), merged.geometry.reset_index(drop=True))


def _archipelagos(path: Path) -> gpd.GeoDataFrame:
    shapes = gpd.read_file(path)
    names = {"Hoàng Sa": "hoang_sa", "Trường Sa": "truong_sa"}
    return _plain(shapes["name_vi"].map(names).astype("string").rename("archipelago"), shapes.geometry)


def _plain(keys: pd.Series, geometry: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """One multipolygon a row, exteriors clockwise as d3-geo wants them, rows in the order of their keys."""
    rounded = shapely.transform(geometry.to_numpy(), lambda points: points.round(DECIMALS))
    turned = shapely.orient_polygons(rounded, exterior_cw=True)
    frame = gpd.GeoDataFrame({str(keys.name): keys}, geometry=turned, crs="EPSG:4326")
    return frame.sort_values(str(keys.name), ignore_index=True)


def _write_shapes(name: str, shapes: gpd.GeoDataFrame) -> None:
    folder = HERE / "boundaries"
    folder.mkdir(exist_ok=True)
    shapes.to_parquet(folder / f"{name}.parquet", compression="zstd", schema_version="1.1.0")


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _write(name: str, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    with (HERE / name).open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="folder of the source files that README.md lists")
    build(parser.parse_args().source)
