"""The catalogue: ``data/<index>/index.toml`` read, held against itself, and given as frozen parts.

A new index is a folder, a dimension is a block, a year is a block and a file.
"""

import csv
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal, cast

from provindex.catalog import shipped
from provindex.catalog.model import (
    SEPARATOR,
    Break,
    Catalog,
    Edition,
    Exemption,
    GroupKind,
    GroupPeriod,
    GroupRule,
    Index,
    Measure,
    Missing,
    Period,
    Remark,
    Severity,
    Source,
    Status,
    matches,
)
from provindex.catalog.validation import contradictions
from provindex.core import paths
from provindex.core.errors import CatalogError, Fault
from provindex.core.toml_table import TomlTable
from provindex.core.translate import LANGS, Text

__all__ = [
    "SEPARATOR",
    "Break",
    "Catalog",
    "Edition",
    "Exemption",
    "GroupKind",
    "GroupPeriod",
    "GroupRule",
    "Index",
    "Measure",
    "Missing",
    "Period",
    "Remark",
    "Severity",
    "Source",
    "Status",
    "folders",
    "index_of",
    "load_catalog",
    "matches",
    "read_index",
]


def load_catalog() -> Catalog:
    """Read every index of the data folder, in the order of the folders' names.

    The coverage text of a partial year is filled with the counts of its table.

    Raises:
        CatalogError: With every fault of every index.
    """
    indices: dict[str, Index] = {}
    faults: list[Fault] = []
    for folder in folders():
        try:
            indices[folder.name] = _with_coverage(read_index(folder))
        except CatalogError as error:
            faults.extend(error.faults)
    if not indices and not faults:
        faults.append(Fault(paths.data_folder().name, "", "no folder here holds an index.toml"))
    if faults:
        raise CatalogError(faults)
    return Catalog(indices)


def folders() -> tuple[Path, ...]:
    """The folders of the indices: those with an ``index.toml``, by name."""
    return tuple(sorted(path.parent for path in paths.data_folder().glob("*/index.toml")))


def read_index(folder: Path) -> Index:
    """Read one index without looking at its scores.

    Raises:
        CatalogError: With every fault of ``index.toml`` and ``sources.csv``.
    """
    top = TomlTable.load(folder / "index.toml", paths.shown(folder / "index.toml"))
    return index_of(top, folder.name, _pages(folder, top.faults))


def index_of(top: TomlTable, name: str, pages: Mapping[str, Source]) -> Index:
    """The index that an ``index.toml`` describes.

    Args:
        top: The file.
        name: What its folder is called, or would be.
        pages: Sources beside those of the file.

    Raises:
        CatalogError: With every fault of the file.
    """
    coverage = top.maybe_text("coverage")
    measures = [_measure(table) for table in top.tables("measure", required=True)]
    editions = [_edition(table, coverage) for table in top.tables("edition", required=True)]
    index = Index(
        key=top.string("key"),
        name=top.text("name"),
        short=top.text("short"),
        publisher=top.text("publisher"),
        about=top.text("about"),
        licence=top.text("licence"),
        source_line=top.text("source_line"),
        unit=top.text("unit"),
        digits=top.integer("digits"),
        additive=top.flag("additive"),
        groups=_groups(top.table("groups")),
        measures={measure.key: measure for measure in measures},
        breaks=tuple(_break(table) for table in top.tables("break")),
        missing=tuple(_missing(table) for table in top.tables("missing")),
        editions={edition.year: edition for edition in sorted(editions, key=lambda one: one.year)},
        sources={key: _source(key, table) for key, table in top.named_tables("source")} | dict(pages),
        exemptions=tuple(_exemption(table) for table in top.tables("exception")),
        remarks=tuple(_remark(table) for table in top.tables("remark")),
        levels=tuple(_level(table) for table in top.tables("level")),
    )
    top.close()
    faults = top.faults or [
        Fault(top.file, key, problem) for key, problem in contradictions(index, name, measures, editions)
    ]
    if faults:
        raise CatalogError(faults)
    return index


def _pages(folder: Path, faults: list[Fault]) -> dict[str, Source]:
    """The sources of ``sources.csv`` (key, name, address), where an index quotes many pages; none without it."""
    path = folder / "sources.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    if not rows or set(rows[0]) != {"key", "name", "address"}:
        faults.append(Fault(paths.shown(path), "", "expected are the columns key, name, address"))
        return {}
    return {row["key"]: Source(row["key"], Text(**dict.fromkeys(LANGS, row["name"])), row["address"]) for row in rows}


def _with_coverage(index: Index) -> Index:
    """Fill ``{scores}`` and ``{ranks}`` in the coverage text of each partial year from its table."""
    editions = dict(index.editions)
    for year, edition in index.editions.items():
        if edition.coverage:
            scores = shipped.read_shipped(index.key, year).query(
                "measure == @root", local_dict={"root": index.root.key}
            )
            counts = {"scores": scores["score"].count(), "ranks": scores["rank_published"].count()}
            texts = {lang: edition.coverage.get(lang).format(**counts) for lang in LANGS}
            editions[year] = replace(edition, coverage=Text(**texts))
    return replace(index, editions=editions)


def _measure(table: TomlTable) -> Measure:
    measure = Measure(
        key=table.string("key"),
        parent=table.maybe_string("parent"),
        name=table.text("name"),
        about=table.text("about"),
        periods=tuple(_period(one) for one in table.tables("periods", required=True)),
        name_is_ours=table.flag("name_is_ours"),
    )
    table.close()
    return measure


def _period(table: TomlTable) -> Period:
    period = Period(
        first=table.integer("first"),
        last=table.maybe_integer("last"),
        code=table.maybe_string("code"),
        low=table.number("low"),
        high=table.number("high"),
        note=table.maybe_text("note"),
        max_points=table.maybe_number("max_points"),
    )
    table.close()
    if period.low >= period.high:
        table.fault("low", f"{period.low:g} has to be below {period.high:g}, the top of the scale")
    return period


def _level(table: TomlTable) -> Text:
    name = table.text("name")
    table.close()
    return name


def _break(table: TomlTable) -> Break:
    found = Break(
        before=table.integer("before"),
        measures=table.strings("measures"),
        severity=cast("Severity", table.choice("severity", ("notice", "refuse"))),
        reason=table.text("reason"),
        source=table.string("source"),
    )
    table.close()
    return found


def _missing(table: TomlTable) -> Missing:
    hole = Missing(
        year=table.integer("year"),
        province=table.string("province"),
        measures=table.strings("measures"),
        published_as=table.string("published_as"),
        reason=table.text("reason"),
        source=table.string("source"),
    )
    table.close()
    return hole


def _edition(table: TomlTable, coverage: Text | None) -> Edition:
    status = cast("Status", table.choice("status", ("final", "provisional", "partial")))
    edition = Edition(
        year=table.integer("year"),
        provinces=table.string("provinces"),
        status=status,
        published=table.day("published"),
        coverage=table.maybe_text("coverage") or (coverage if status == "partial" else None),
        respondents=table.maybe_integer("respondents"),
    )
    table.close()
    return edition


def _groups(table: TomlTable) -> GroupRule:
    kind = cast("GroupKind", table.choice("kind", ("quartile", "fixed", "none")))
    rule = GroupRule(
        kind=kind,
        labels=table.texts("labels"),
        measures=() if kind == "none" else table.strings("measures"),
        periods=tuple(_group_period(one) for one in table.tables("periods")),
    )
    table.close()
    return rule


def _group_period(table: TomlTable) -> GroupPeriod:
    period = GroupPeriod(
        first=table.integer("first"),
        last=table.maybe_integer("last"),
        ties=cast("Literal['upper', 'lower']", table.choice("ties", ("upper", "lower"), default="upper")),
        voids_as_lowest=table.flag("voids_as_lowest"),
        cuts=table.numbers("cuts"),
    )
    table.close()
    return period


def _source(key: str, table: TomlTable) -> Source:
    source = Source(
        key=key,
        name=table.text("name"),
        address=table.string("address"),
        note=table.maybe_text("note"),
    )
    table.close()
    return source


def _exemption(table: TomlTable) -> Exemption:
    exemption = Exemption(
        year=table.integer("year"),
        province=table.string("province"),
        measure=table.string("measure"),
        reason=table.text("reason"),
    )
    table.close()
    return exemption


def _remark(table: TomlTable) -> Remark:
    remark = Remark(
        year=table.integer("year"),
        province=table.maybe_string("province"),
        measures=table.strings("measures"),
        text=table.text("text"),
    )
    table.close()
    return remark
