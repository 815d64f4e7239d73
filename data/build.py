"""Build the shipped scores from the source tables: ``python -m data.build [SOURCE] [TARGET]``.

Reads ``papi_scores.csv.gz``, ``papi_intervals.csv``, ``par_facts.csv`` and ``par_means.csv`` of SOURCE
(``data/source``) and writes one parquet file an index and year, and for PAR INDEX and SIPAS also ``sources.csv``
and ``means.csv``, into TARGET (``data``); `data.build_programme` does the same for the reform programmes. The same
tables always give the same bytes.
"""

import hashlib
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data import build_programme
from provindex import catalog
from provindex.store.score_store import MEANS, SCHEMA

HERE = Path(__file__).resolve().parent


def build(source: Path, target: Path) -> None:
    """Write every parquet, ``sources.csv`` and ``means.csv`` file below ``target``.

    ``target`` holds a folder an index; the catalogue is read from the folders beside this file.
    """
    scores = pd.read_csv(source / "papi_scores.csv.gz", dtype={"province": "string", "measure": "string"})
    intervals = pd.read_csv(source / "papi_intervals.csv", dtype={"province": "string", "measure": "string"})
    papi = scores.merge(intervals, on=["year", "province", "measure"], how="left", validate="one_to_one")
    _write_years("papi", papi.assign(source="papi"), target)

    facts = pd.read_csv(source / "par_facts.csv", dtype={"province": "string", "measure": "string"})
    means = pd.read_csv(source / "par_means.csv", dtype={"area": "string"})
    for index in ("par", "sipas"):
        stated = facts[facts["index"] == index].rename(columns={"score_percent": "score"})
        mean = means[means["index"] == index].rename(columns={"mean_percent": "mean"})
        keys = _write_sources(pd.concat([stated["source"], mean["source"]]), target / index)
        _write_years(index, stated.assign(source=stated["source"].map(keys)), target)
        _write_means(mean.assign(source=mean["source"].map(keys)), target / index)
    build_programme.build(source, target)


def _write_years(index: str, scores: pd.DataFrame, target: Path) -> None:
    """One file a year, sorted by province and then as the measures stand in the catalogue."""
    order = {key: place for place, key in enumerate(catalog.read_index(HERE / index).measures)}
    ordered = scores.assign(place=scores["measure"].map(order)).sort_values(["province", "place"])
    (target / index).mkdir(parents=True, exist_ok=True)
    for year, rows in ordered.groupby("year"):
        columns = rows.reindex(columns=SCHEMA.names).astype({"rank_published": "Int16"})
        table = pa.Table.from_pandas(columns, schema=SCHEMA, preserve_index=False)
        # Without pandas' own metadata the bytes depend on the content and the writer alone.
        pq.write_table(table.replace_schema_metadata(None), target / index / f"{year}.parquet", compression="zstd")


def _write_sources(cells: "pd.Series[str]", target: Path) -> dict[str, str]:
    """Write ``sources.csv`` and return, for each cell of pages parted by " | ", the same cell in keys."""
    pages = {page: page_key(page) for cell in cells for page in cell.split(catalog.SEPARATOR)}
    if len(set(pages.values())) < len(pages):
        raise ValueError("two pages have the same key; lengthen the digest in page_key")
    target.mkdir(parents=True, exist_ok=True)
    listed = pd.DataFrame({"key": pages.values(), "name": [host(page) for page in pages], "address": pages.keys()})
    listed.sort_values("key").to_csv(target / "sources.csv", index=False, lineterminator="\n")
    return {cell: catalog.SEPARATOR.join(pages[page] for page in cell.split(catalog.SEPARATOR)) for cell in cells}


def _write_means(means: pd.DataFrame, target: Path) -> None:
    means.sort_values(["year", "area"])[list(MEANS)].to_csv(target / "means.csv", index=False, lineterminator="\n")


def host(page: str) -> str:
    """The host of a page, also of an address without a scheme: ``vietnamplus.vn``."""
    return urlsplit(page if "//" in page else f"//{page}").netloc.lower().partition(":")[0].removeprefix("www.")


def page_key(page: str) -> str:
    """A short key that keeps its value when other pages come or go: the host and a digest of the address."""
    return f"{host(page).replace('.', '-')}-{hashlib.sha256(page.encode()).hexdigest()[:4]}"


if __name__ == "__main__":
    folders = [Path(argument) for argument in sys.argv[1:]]
    build(*(folders + [HERE / "source", HERE][len(folders) :]))
