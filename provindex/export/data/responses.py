"""What the stable data addresses answer with: bytes, their type, and a tag that changes with the content.

Which years and versions a reader may see is for the caller, who hands in the tables; nothing is read from the store
here. Tables for machines have commas between the cells and points in the numbers, whatever the reader's language.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from pandas.api.types import is_string_dtype

from provindex import geography
from provindex.analysis import ranking
from provindex.catalog import Catalog, Index, Measure
from provindex.catalog.schema import SCHEMA
from provindex.core import inert
from provindex.core.translate import Text

Format = Literal["csv", "json", "parquet"]
FORMATS: tuple[Format, ...] = ("csv", "json", "parquet")

MEDIA_TYPES: Mapping[Format, str] = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}
GEOJSON = "application/geo+json"
# Ten metres: what the boundaries themselves are good for.
_DECIMALS = 4


@dataclass(frozen=True)
class Payload:
    """One answer.

    Attributes:
        content: The bytes.
        media_type: Value of ``Content-Type``.
        etag: Value of ``ETag``, in quotes; the same bytes have the same tag.
        name: Name of the file a browser saves.
    """

    content: bytes
    media_type: str
    etag: str
    name: str


def catalog(found: Catalog, years: Mapping[str, Sequence[int]], version: str) -> Payload:
    """``catalog.json``: every index with its measures, scales, breaks, gaps, groups, editions and sources.

    Args:
        found: The catalogue.
        years: By index the years whose tables the reader may fetch.
        version: Data version they are of.
    """
    whole = {
        "version": version,
        "indices": {key: _index(one, years.get(key, ())) for key, one in found.indices.items()},
        "provinces": {one.key: {"name": _text(one.name), "count": one.count} for one in geography.editions()},
    }
    return _payload(_json(whole), MEDIA_TYPES["json"], "catalog.json")


def year(index: Index, of: int, scores: pd.DataFrame, kind: Format) -> Payload:
    """``<index>/<year>.csv``, ``.json`` or ``.parquet``: all rows of one year.

    Args:
        index: The catalogue of the index.
        of: The year.
        scores: Its table, in the schema of the store.
        kind: One of `FORMATS`.

    Returns:
        The columns of the store after year and name_vi, and last ``ranked``, the n of “rank 3 of n”: how many provinces
        the publisher counts (see `provindex.analysis.ranking.counted`). Parquet has the store's own columns, and
        ``ranked`` in the file's metadata, as JSON by measure. A figure that is not published is empty or null, never
        zero.
    """
    scores = scores.assign(ranked=ranking.counted(index, of, scores))
    name = f"{index.key}-{of}.{kind}"
    if kind == "parquet":
        out = io.BytesIO()
        table = pa.Table.from_pandas(scores[SCHEMA.names], schema=SCHEMA, preserve_index=False)
        counts = {str(key): int(n) for key, n in scores.groupby("measure", sort=False)["ranked"].first().items()}
        pq.write_table(table.replace_schema_metadata({b"ranked": _json(counts)}), out)
        return _payload(out.getvalue(), MEDIA_TYPES[kind], name)
    table = _named(scores.assign(year=of))
    return _payload(_csv(table) if kind == "csv" else _rows(table), MEDIA_TYPES[kind], name)


def measure(index: Index, key: str, history: pd.DataFrame) -> Payload:
    """``<index>/<measure>.csv``: one measure in all years.

    Args:
        index: The catalogue of the index.
        key: Measure key.
        history: Tables of all years with a column year, see `provindex.store.score_store.history`.

    Raises:
        KeyError: The index has no such measure.
    """
    rows = history.loc[history["measure"] == index.measures[key].key]
    counts = [ranking.counted(index, of, rows[rows["year"] == of]) for of in rows["year"].unique().tolist()]
    rows = rows.assign(ranked=pd.concat(counts) if counts else pd.Series(dtype="Int16"))
    return _payload(_csv(_named(rows)), MEDIA_TYPES["csv"], f"{key.replace('.', '-')}.csv")


def provinces(edition: str) -> Payload:
    """``provinces/<edition>.geojson``: shapes with id, names and region, and origin and licence on the collection.

    Hoàng Sa and Trường Sa are part of the shape of the province they belong to, so that no map made from the file lacks
    them. Exteriors run counter-clockwise, as RFC 7946 asks; the files the pages draw with run the other way.

    Raises:
        ValueError: There is no such edition.
    """
    tag = geography.geojson_hash(f"{edition}-m") + geography.geojson_hash("archipelagos")
    return _payload(_provinces(edition, tag), GEOJSON, f"provinces-{edition}.geojson")


def _payload(content: bytes, media_type: str, name: str) -> Payload:
    return Payload(content, media_type, f'"{hashlib.sha256(content).hexdigest()[:32]}"', name)


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    """The table with year first and the province's name beside its id."""
    names = {one: geography.province(one).name.vi for one in rows["province"].unique()}
    table = rows.assign(name_vi=rows["province"].map(names))
    first = ["year", "province", "name_vi"]
    return table[[*first, *(name for name in SCHEMA.names if name not in first), "ranked"]]


def _csv(table: pd.DataFrame) -> bytes:
    texts = {
        str(name): column.map(inert.cell, na_action="ignore")
        for name, column in table.items()
        if is_string_dtype(column)
    }
    return table.assign(**texts).to_csv(index=False, lineterminator="\r\n").encode()


def _rows(table: pd.DataFrame) -> bytes:
    # pandas writes numbers with ten decimals at most; the scores have six, and JSON needs null for what is missing.
    rows = [{name: _plain(value) for name, value in row.items()} for row in table.to_dict("records")]
    return _json(rows)


def _plain(value: Any) -> Any:  # noqa: ANN401 - a cell of a frame
    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _text(text: Text | None) -> dict[str, str] | None:
    return None if text is None else {"vi": text.vi, "en": text.en}


def _index(index: Index, years: Sequence[int]) -> dict[str, Any]:
    return {
        "name": _text(index.name),
        "short": _text(index.short),
        "about": _text(index.about),
        "publisher": _text(index.publisher),
        "licence": _text(index.licence),
        "source": _text(index.source_line),
        "unit": _text(index.unit),
        "years": [_edition(index, one) for one in sorted(years)],
        "groups": {key: _text(label) for key, label in index.groups.labels.items()},
        "measures": [_measure(one) for one in index.measures.values()],
        "breaks": [
            {
                "before": one.before,
                "measures": list(one.measures),
                "severity": one.severity,
                "reason": _text(one.reason),
            }
            for one in index.breaks
        ],
        "missing": [
            {
                "year": one.year,
                "province": one.province,
                "measures": list(one.measures),
                "published_as": one.published_as,
                "reason": _text(one.reason),
            }
            for one in index.missing
        ],
        "sources": {
            key: {"name": _text(one.name), "address": one.address, "note": _text(one.note)}
            for key, one in index.sources.items()
        },
    }


def _edition(index: Index, of: int) -> dict[str, Any]:
    edition = index.editions[of]
    return {
        "year": of,
        "provinces": edition.provinces,
        "status": edition.status,
        "published": edition.published.isoformat() if edition.published else None,
        "coverage": _text(edition.coverage),
        "respondents": edition.respondents,
        "source": None if edition.source is None else _text(edition.source.name),
    }


def _measure(measure: Measure) -> dict[str, Any]:
    periods = [
        {
            "first": one.first,
            "last": one.last,
            "code": one.code,
            "low": one.low,
            "high": one.high,
            "note": _text(one.note),
        }
        for one in measure.periods
    ]
    return {
        "key": measure.key,
        "parent": measure.parent,
        "name": _text(measure.name),
        "name_is_ours": measure.name_is_ours,
        "about": _text(measure.about),
        "periods": periods,
    }


# The tag in the signature is what makes an entry old once a file changes.
@lru_cache(maxsize=4)
def _provinces(edition: str, tag: str) -> bytes:  # noqa: ARG001
    islands = geography.archipelagos().set_index("archipelago").geometry
    owners = {owner: islands[key] for key, owner in geography.archipelago_owner(edition).items()}
    features = [
        _feature(province, shape, owners.get(province))
        for province, shape in _shapes(geography.boundaries(edition, "l"))
    ]
    collection = {
        "type": "FeatureCollection",
        "attribution": _text(geography.attribution()),
        "features": features,
    }
    return _json(collection)


def _shapes(found: gpd.GeoDataFrame) -> list[tuple[str, shapely.Geometry]]:
    return [(str(province), shape) for province, shape in zip(found["province"], found.geometry, strict=True)]


def _feature(province: str, shape: shapely.Geometry, islands: shapely.Geometry | None) -> dict[str, Any]:
    known = geography.province(province)
    parts = [*shapely.get_parts(shape), *(() if islands is None else shapely.get_parts(islands))]
    whole = shapely.orient_polygons(shapely.MultiPolygon(parts), exterior_cw=False)
    polygons = [
        [shapely.get_coordinates(ring).round(_DECIMALS).tolist() for ring in (polygon.exterior, *polygon.interiors)]
        for polygon in whole.geoms
    ]
    return {
        "type": "Feature",
        "id": province,
        "properties": {
            "id": province,
            "name_vi": known.name.vi,
            "name_en": known.name.en,
            "region": known.region,
        },
        "geometry": {"type": "MultiPolygon", "coordinates": polygons},
    }
