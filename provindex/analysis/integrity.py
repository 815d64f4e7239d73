"""Hold the catalogue, the scores and the provinces against each other, and list every contradiction at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from provindex import catalog, geography
from provindex.catalog import Index, programme_loader
from provindex.core import paths
from provindex.core.errors import CatalogError, Fault
from provindex.store import score_store

# The publisher rounds scores to six decimals; eight dimensions of them stay within this of their total.
SUM_TOLERANCE = 1e-4
SCALE_TOLERANCE = 1e-6

COUNTS = ["index", "year", "status", "provinces", "measures", "rows", "scores", "ranks"]


@dataclass(frozen=True)
class Report:
    """What a check found.

    Attributes:
        faults: What has to be mended before the data can be relied on.
        warnings: What is published so and contradicts itself; to be told to the reader, not to be changed.
        counts: One row an index and year: index, year, status, provinces (of its edition), measures (that exist in the
            year), rows, scores and ranks (published figures among the rows).
    """

    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    counts: pd.DataFrame


def check() -> Report:
    """Check everything in the data folder and the geo folder.

    Never raises for faulty data: a file that cannot be read is a fault like any other.
    """
    faults: list[Fault] = []
    warnings: list[Fault] = []
    counts: list[dict[str, object]] = []
    editions = _editions(faults)
    homes = catalog.folders()
    if not homes:
        faults.append(Fault(paths.shown(paths.data_folder()), "", "no folder here holds an index.toml"))
    for home in homes:
        try:
            index = catalog.read_index(home)
        except CatalogError as error:
            faults.extend(error.faults)
            continue
        faults.extend(_register(index, editions))
        faults.extend(_means(index))
        for year in sorted({*index.editions, *score_store.shipped_years(index.key)}):
            _year(index, year, editions, faults, warnings, counts)
    faults.extend(_programmes())
    return Report(tuple(faults), tuple(warnings), pd.DataFrame(counts, columns=COUNTS))


def _programmes() -> tuple[Fault, ...]:
    """The faults of the reform programmes; none where none ship."""
    try:
        if programme_loader.version():
            programme_loader.load()
    except CatalogError as error:
        return error.faults
    return ()


def _editions(faults: list[Fault]) -> dict[str, set[str]]:
    """The province ids of each edition; notes editions whose boundaries hold other provinces."""
    editions: dict[str, set[str]] = {}
    for edition in geography.editions():
        known = {province.id for province in geography.provinces(edition.key)}
        drawn = set(geography.boundaries(edition.key)["province"])
        place = f"{paths.geo_folder().name}/boundaries"
        faults.extend(Fault(place, one, "there is no boundary for this province") for one in sorted(known - drawn))
        faults.extend(Fault(place, one, "there is no province for this boundary") for one in sorted(drawn - known))
        editions[edition.key] = known
    return editions


def _register(index: Index, editions: dict[str, set[str]]) -> Iterator[Fault]:
    """Provinces and years that the catalogue names and nobody knows."""
    file = _file(index, "index.toml")
    for year, edition in index.editions.items():
        if edition.provinces not in editions:
            yield Fault(file, f"edition {year}.provinces", f"there is no province edition “{edition.provinces}”")
    named = [("missing", one.year, one.province) for one in index.missing]
    named += [("exception", one.year, one.province) for one in index.exemptions]
    named += [("remark", one.year, one.province) for one in index.remarks if one.province]
    for block, year, province in named:
        if year not in index.editions:
            yield Fault(file, f"{block} {year} {province}.year", "there is no edition of this year")
        elif province not in editions.get(index.editions[year].provinces, set()):
            yield Fault(file, f"{block} {year} {province}.province", "there is no such province in that year")


def _means(index: Index) -> Iterator[Fault]:
    """Means of unknown areas, sources and kinds, or outside the scale of the total."""
    file = _file(index, "means.csv")
    try:
        means = score_store.means(index.key)
    except CatalogError as error:
        yield from error.faults
        return
    areas = {"VN"} | {region.id for edition in geography.editions() for region in geography.regions(edition.key)}
    for row in means.to_dict("records"):
        place = f"{row['year']} {row['area']}"
        if row["area"] not in areas:
            yield Fault(file, place, "there is no such region; expected is VN or the id of a region")
        if row["kind"] not in ("stated", "derived"):
            yield Fault(file, place, f"“{row['kind']}” stands here; expected is stated or derived")
        period = index.root.period(row["year"])
        if period is None or not period.low <= row["mean"] <= period.high:
            yield Fault(file, place, f"{row['mean']:g} lies outside the scale of the total in {row['year']}")
        yield from _unknown_sources(index, file, place, row["source"])


def _year(
    index: Index,
    year: int,
    editions: dict[str, set[str]],
    faults: list[Fault],
    warnings: list[Fault],
    counts: list[dict[str, object]],
) -> None:
    """Check the scores of one year and count them."""
    file = _file(index, f"{year}.parquet")
    edition = index.editions.get(year)
    if edition is None:
        faults.append(Fault(file, "", f"the catalogue has no edition of {year}"))
        return
    try:
        scores = score_store.read_shipped(index.key, year)
    except CatalogError as error:
        faults.extend(error.faults)
        return
    provinces = editions.get(edition.provinces, set())
    faults.extend(_rows(index, year, scores, provinces, file))
    faults.extend(_sums(index, year, scores, file))
    if edition.status != "partial":
        faults.extend(_holes(index, year, scores, provinces, file))
    warnings.extend(_ranks(scores, file))
    counts.append(
        {
            "index": index.key,
            "year": year,
            "status": edition.status,
            "provinces": len(provinces),
            "measures": len(index.measures_of(year)),
            "rows": len(scores),
            "scores": int(scores["score"].count()),
            "ranks": int(scores["rank_published"].count()),
        }
    )


def _rows(index: Index, year: int, scores: pd.DataFrame, provinces: set[str], file: str) -> Iterator[Fault]:
    """Rows that name something unknown or hold a number that cannot be."""
    for measure in scores["measure"].unique():
        if measure not in index.measures:
            yield Fault(file, measure, "the catalogue has no such measure")
        elif index.measures[measure].period(year) is None:
            yield Fault(file, measure, f"the catalogue has no period of this measure for {year}")
    for province in sorted(set(scores["province"]) - provinces):
        yield Fault(file, province, "there is no such province in that year's edition")
    for cell in scores["source"].unique():
        yield from _unknown_sources(index, file, "source", cell)
    for group in sorted(set(scores["group_published"].dropna()) - set(index.groups.labels)):
        yield Fault(file, "group_published", f"the catalogue has no group “{group}”")

    periods = {measure.key: measure.period(year) for measure in index.measures_of(year)}
    low = scores["measure"].map({key: period.low for key, period in periods.items() if period})
    high = scores["measure"].map({key: period.high for key, period in periods.items() if period})
    outside = (scores["score"] < low - SCALE_TOLERANCE) | (scores["score"] > high + SCALE_TOLERANCE)
    for row in scores.assign(floor=low, top=high)[outside].itertuples():
        yield _cell(file, row, f"{row.score:g} lies outside the scale, {row.floor:g} to {row.top:g}")
    for row in scores[(scores["rank_published"] < 1) | (scores["rank_published"] > len(provinces))].itertuples():
        yield _cell(file, row, f"rank {row.rank_published} among {len(provinces)} provinces")
    wrong = (scores["low"] > scores["score"]) | (scores["high"] < scores["score"]) | (scores["se"] < 0)
    for row in scores[wrong].itertuples():
        yield _cell(file, row, "the score has to lie inside its interval, and the standard error may not be negative")
    for row in scores[scores["score"].isna() & scores["rank_published"].isna()].itertuples():
        yield _cell(file, row, "this row holds neither a score nor a rank; a hole has no row")


def _sums(index: Index, year: int, scores: pd.DataFrame, file: str) -> Iterator[Fault]:
    """Measures that differ from the sum of their parts, and exceptions that nothing needs."""
    if not index.additive:
        return
    parents = {measure.key: measure.parent for measure in index.measures_of(year)}
    expected = pd.Series([parent for parent in parents.values() if parent]).value_counts()
    parts = scores.assign(measure=scores["measure"].map(parents)).dropna(subset=["measure", "score"])
    sums = parts.groupby(["province", "measure"])["score"].agg(["sum", "count"]).reset_index()
    complete = sums[sums["count"] == sums["measure"].map(expected)]
    pairs = complete.merge(scores[["province", "measure", "score"]], on=["province", "measure"])
    apart = pairs[(pairs["sum"] - pairs["score"]).abs() > SUM_TOLERANCE]
    exempt = {(one.province, one.measure) for one in index.exemptions if one.year == year}
    for row in apart.itertuples():
        if (row.province, row.measure) not in exempt:
            yield _cell(file, row, f"the parts add up to {row.sum:.6f}, published is {row.score:.6f}")
    needed = set(zip(apart["province"], apart["measure"], strict=True))
    for province, measure in sorted(exempt - needed):
        yield Fault(_file(index, "index.toml"), f"exception {year} {province}", f"the parts of {measure} do add up")


def _holes(index: Index, year: int, scores: pd.DataFrame, provinces: set[str], file: str) -> Iterator[Fault]:
    """Figures that are missing without a word, and holes of the register that hold a figure."""
    measures = [measure.key for measure in index.measures_of(year)]
    figures = scores.dropna(subset=["score"])
    empty = [measure for measure in measures if measure not in set(figures["measure"])]
    for measure in empty:
        yield Fault(file, measure, f"the catalogue has a period for {year}, but no province has a figure")
    wanted = {(province, measure) for province in provinces for measure in measures if measure not in empty}
    holes = wanted - set(zip(figures["province"], figures["measure"], strict=True))
    register = [one for one in index.missing if one.year == year]
    explained = {(one.province, measure) for one in register for measure in measures if one.covers(measure)}
    for province, measure in sorted(holes - explained):
        yield Fault(file, f"{province} {measure}", "no figure here, and the register of missing figures is silent")
    for province, measure in sorted(explained - holes):
        place = f"missing {year} {province}"
        yield Fault(_file(index, "index.toml"), place, f"the register calls {measure} missing, but it has a figure")


def _ranks(scores: pd.DataFrame, file: str) -> Iterator[Fault]:
    """Neighbours in the published ranking of which the one ranked higher has the lower score."""
    both = scores.dropna(subset=["score", "rank_published"]).sort_values(["measure", "rank_published", "province"])
    before = both.groupby("measure")[["province", "rank_published", "score"]].shift()
    against = (both["rank_published"] > before["rank_published"]) & (both["score"] > before["score"])
    for row in both.assign(above=before["province"])[against].itertuples():
        yield _cell(file, row, f"ranked {row.rank_published} with {row.score:g}, below {row.above} with a lower score")


def _unknown_sources(index: Index, file: str, place: str, cell: object) -> Iterator[Fault]:
    keys: Iterable[str] = cell.split(catalog.SEPARATOR) if isinstance(cell, str) else [""]
    for key in keys:
        if key not in index.sources:
            yield Fault(file, place, f"there is no source “{key}” in the catalogue or in sources.csv")


def _cell(file: str, row: object, problem: str) -> Fault:
    return Fault(file, f"{getattr(row, 'province', '')} {getattr(row, 'measure', '')}", problem)


def _file(index: Index, name: str) -> str:
    return paths.shown(paths.data_folder() / index.key / name)
