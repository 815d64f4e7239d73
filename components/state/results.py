"""Every cached computation, keyed by ids and the stamps of the years it reads; pages get results, never files.

A stamp changes with what it stands for, so a publish shows everywhere at once and nothing else is computed again.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

import geopandas as gpd
import pandas as pd
import streamlit as st

from components.state import catalogs, data_version, reads
from components.state.reads import Part
from provindex import geography
from provindex.analysis import change, comparability, decomposition, derived, scores, targets, uncertainty
from provindex.analysis import profile as profiles
from provindex.analysis.comparability import Verdict
from provindex.analysis.profile import Profile
from provindex.analysis.scores import Coverage, Summary
from provindex.analysis.targets import Bound, Gap
from provindex.catalog import Catalog, Index
from provindex.core.digests import digest
from provindex.core.translate import in_every_language
from provindex.figures import spark
from provindex.figures.maps.map_model import Shapes
from provindex.store import score_store
from provindex.store.ledger_records import Record
from provindex.views.view import View

_MOST = 400  # results kept of each kind; a result is some kilobytes
_TABLES = 80  # whole years kept; one is a quarter of a megabyte, and a publish makes new ones of all that are looked at


def catalog() -> Catalog:
    """Every index; read again when a byte of it has changed."""
    reads.note(Part("catalogue"))
    return catalogs.at(data_version.settled())


def stamps(parts: Iterable[Part], version: str | None = None) -> tuple[str, ...]:
    """What each part is known by, in an order of the parts: in this run, or at a version."""
    version = version or data_version.settled()
    known, outlines = score_store.stamps(version), catalogs.outlines(version)
    by_kind: dict[str, Callable[[Part], str]] = {
        "year": lambda part: known.year(part.index, part.year),
        "definition": lambda part: outlines[part.index].definition if part.index in outlines else "",
        "edition": lambda part: outlines[part.index].editions.get(part.year, "") if part.index in outlines else "",
        "outline": lambda part: outlines[part.index].whole if part.index in outlines else "",
        "years": lambda part: known.years(part.index),
        "catalogue": lambda _: digest({key: one.whole for key, one in outlines.items()}),
        "version": lambda _: version,
    }
    return tuple(by_kind[part.kind](part) for part in sorted(parts))


def version() -> str:
    """The data version that this run draws from: that which the reader's link cites, else the newest."""
    reads.note(Part("version"))
    return data_version.settled()


def citable() -> str:
    """The data version for lines below figures and for links: where only other years change, it still gives these."""
    return data_version.settled()


def record(view: View) -> Record | None:
    """What was published last of a View's year; None where it is as shipped."""
    reads.note(Part("year", view.index, view.year))
    return score_store.published(version=data_version.settled()).get((view.index, view.year))


def standing(view: View, year: int | None = None) -> pd.DataFrame:
    """Where every province stands in a View's measure, in its year or another: see `ranking.standing`."""
    return _standing(view.index, view.measure, year or view.year, view.edition, *_reads(view.index, year or view.year))


def changes(view: View) -> tuple[pd.DataFrame, Verdict]:
    """The change from the base year to the year of a View, and whether the two may be compared.

    A year is not compared with itself: that nothing changed since would be read as a finding.
    """
    if not view.has_base:
        found, _ = _changes(*_pair(view))
        reason = in_every_language(lambda t: t("There is no other year to compare {year} with.", year=view.year))
        return found, Verdict("refuse", (reason,))
    return _changes(*_pair(view))


def summary(view: View, year: int | None = None) -> Summary:
    """Median, spread and counts of a View's measure, in its year or another."""
    return _summary(view.index, view.measure, year or view.year, view.edition, *_reads(view.index, year or view.year))


def coverage(index: str, measure: str, year: int, edition: str | None = None) -> Coverage:
    """How many provinces of an edition have a figure, by default of the year's own, and why the others have none."""
    return _coverage(index, measure, year, edition or _own(index, year), *_reads(index, year))


def is_derived(view: View, year: int | None = None) -> bool:
    """Whether the figures of a View's year, or of another, are derived for its provinces and not official."""
    return derived.is_derived(index_of(view), year or view.year, view.edition)


def ranges(view: View, year: int | None = None) -> pd.DataFrame:
    """What the derived figures of a View's measure rest on: see `derived.ranges`."""
    return _ranges(view.index, view.measure, year or view.year, *_reads(view.index, year or view.year))


def courses(view: View) -> pd.DataFrame:
    """The rank of every province in every year of a View's measure: see `_courses`."""
    return _courses(view.index, view.measure, view.edition, *_reads(view.index))


def score_parts(view: View) -> pd.DataFrame:
    """The change of score from base year to year by part of the measure: see `decomposition.score_parts`."""
    return _score_parts(*_pair(view))


def rank_parts(view: View) -> pd.DataFrame:
    """The change of rank from base year to year by its two causes: see `decomposition.rank_parts`."""
    return _rank_parts(*_pair(view))


def profile(view: View) -> Profile:
    """Where the selected province of a View stands, against its base year: see `provindex.analysis.profile`.

    It carries the index with all its editions, and so counts as reading them.
    """
    reads.note(Part("outline", view.index))
    outline = stamps((Part("outline", view.index),))[0]
    key, version = _reads(view.index, view.base, view.year)
    return _profile(view.index, view.year, str(view.province), view.measure, view.base, digest(key, outline), version)


def bounds(index: str, year: int) -> dict[str, Bound]:
    """How far provinces have moved in one year in each measure of the year: see `targets.bounds`."""
    return _bounds(index, year, *_reads(index))


def gap(view: View) -> Gap | None:
    """The way of a View's province to the next group and to the median: see `targets.gap`."""
    return _gap(view.index, view.measure, view.year, view.edition, str(view.province), *_reads(view.index, view.year))


def rank_ranges(view: View, level: float = uncertainty.PUBLISHED_LEVEL) -> pd.DataFrame:
    """The ranks that provinces may hold once sampling error is counted: see `uncertainty.rank_ranges`."""
    return _rank_ranges(view.index, view.measure, view.year, view.edition, level, *_reads(view.index, view.year))


def index_of(view: View) -> Index:
    """The catalogue of a View's index; of its editions those count as read that are asked for."""
    reads.note(Part("definition", view.index))
    return catalogs.noting(data_version.settled())[view.index]


def at_measure(view: View, measure: str) -> View:
    """The same View of another measure."""
    return replace(view, measure=measure)


def sparks(view: View) -> pd.Series:
    """The rank over the years of each province as a small picture: province -> address of the picture."""
    return _sparks(view.index, view.measure, view.edition, *_reads(view.index))


def boundaries(edition: str) -> gpd.GeoDataFrame:
    """The boundaries of an edition, simple outlines: province, geometry."""
    return _boundaries(edition)


def archipelagos(edition: str) -> gpd.GeoDataFrame:
    """Hoàng Sa and Trường Sa with the province of the edition that each belongs to: province, geometry."""
    return _archipelagos(edition)


def year_table(index: str, year: int, edition: str | None = None) -> pd.DataFrame:
    """The scores of one year in the schema of the store, on its own provinces or derived for those of an edition."""
    return _table(index, year, edition or _own(index, year), *_reads(index, year))


def _own(index: str, year: int) -> str:
    return catalogs.noting(data_version.settled())[index].editions[year].provinces


def _pair(view: View) -> tuple[str, str, int, int, str, str, str]:
    """What computations over the two years of a View go by."""
    return (
        view.index,
        view.measure,
        view.base,
        view.year,
        view.edition,
        *_reads(view.index, view.base, view.year),
    )


def _reads(index: str, *years: int) -> tuple[str, str]:
    """What `_at` gives for this run, noted as read."""
    if years:
        reads.note(*parts_of(index, *years))
    else:
        reads.note(Part("outline", index), Part("years", index))
    return _at(data_version.settled(), index, *years)


def parts_of(index: str, *years: int) -> tuple[Part, ...]:
    """What is read where some years of an index are: what it is, and the edition and the figures of each."""
    editions = [Part("edition", index, year) for year in years]
    return (Part("definition", index), *editions, *(Part("year", index, year) for year in years))


def _at(version: str, index: str, *years: int) -> tuple[str, str]:
    """Key of what some years of an index say, or all of them where none is named; and the version to read them at."""
    parts = parts_of(index, *years) if years else (Part("outline", index), Part("years", index))
    return digest(*stamps(parts, version)), version


def _year_at(version: str, index: str, year: int) -> pd.DataFrame:
    return _year(index, year, *_at(version, index, year))


def _standing_at(version: str, index: str, measure: str, year: int, edition: str) -> pd.DataFrame:
    return _standing(index, measure, year, edition, *_at(version, index, year))


@st.cache_data(max_entries=_TABLES, show_spinner=False)
def _year(index: str, year: int, key: str, _version: str) -> pd.DataFrame:
    return score_store.read(index, year, version=_version)


@st.cache_data(max_entries=_TABLES, show_spinner=False)
def _table(index: str, year: int, edition: str, key: str, _version: str) -> pd.DataFrame:
    return derived.table(catalogs.at(_version).indices[index], year, _year_at(_version, index, year), edition)


@st.cache_data(max_entries=_MOST, show_spinner=False)
def _sparks(index: str, measure: str, edition: str, key: str, _version: str) -> pd.Series:
    described = catalogs.at(_version).indices[index]
    runs = comparability.runs(described, measure)
    years = [year for run in runs for year in run]
    ranks = pd.DataFrame(
        {year: _standing_at(_version, index, measure, year, edition).set_index("province")["rank"] for year in years}
    )
    known = {
        province: {year: int(rank) for year, rank in zip(years, row, strict=True) if pd.notna(rank)}
        for province, row in zip(ranks.index, ranks.to_numpy(dtype=object), strict=True)
    }
    pictures = {province: spark.rank_spark(row, runs, len(ranks)) for province, row in known.items()}
    return pd.Series(pictures, dtype="string")


@st.cache_data(max_entries=_MOST, show_spinner=False)
def _courses(index: str, measure: str, edition: str, key: str, _version: str) -> pd.DataFrame:
    """Columns province, year, rank (missing where there is none), of (as `ranking.standing` gives it as ranked)."""
    described = catalogs.at(_version).indices[index]
    found = []
    for year in sorted(described.editions):
        if described.measures[measure].period(year) is None:
            continue
        rows = _standing_at(_version, index, measure, year, edition)
        found.append(rows[["province", "rank"]].assign(year=year, of=rows["ranked"]))
    return pd.concat(found, ignore_index=True)


@st.cache_data(max_entries=_MOST, show_spinner=False)
def _score_parts(index: str, measure: str, base: int, year: int, edition: str, key: str, _version: str) -> pd.DataFrame:
    described = catalogs.at(_version).indices[index]
    before, after = (_table(index, one, edition, *_at(_version, index, one)) for one in (base, year))
    return decomposition.score_parts(described, measure, base, year, before, after)


@st.cache_data(max_entries=_MOST, show_spinner=False)
def _rank_parts(index: str, measure: str, base: int, year: int, edition: str, key: str, _version: str) -> pd.DataFrame:
    before, after = (_standing_at(_version, index, measure, one, edition) for one in (base, year))
    return decomposition.rank_parts(before, after)


@st.cache_resource(max_entries=_MOST, show_spinner=False)
def _profile(index: str, year: int, province: str, measure: str, base: int, key: str, _version: str) -> Profile:
    def read(other: str, wanted: int) -> pd.DataFrame:
        return _year_at(_version, other, wanted)

    return profiles.profile(catalogs.at(_version).indices[index], year, province, measure, read, base)


@st.cache_resource(max_entries=40, show_spinner=False)
def _bounds(index: str, year: int, key: str, _version: str) -> dict[str, Bound]:
    described = catalogs.at(_version).indices[index]
    tables = [_year_at(_version, index, one).assign(year=one) for one in described.editions]
    measures = [measure.key for measure in described.measures_of(year)]
    return targets.bounds(described, year, pd.concat(tables, ignore_index=True), measures)


@st.cache_resource(max_entries=_MOST, show_spinner=False)
def _gap(index: str, measure: str, year: int, edition: str, province: str, key: str, _version: str) -> Gap | None:
    standing = _standing_at(_version, index, measure, year, edition)
    return targets.gap(catalogs.at(_version).indices[index], measure, year, standing, province)


@st.cache_data(max_entries=_MOST, show_spinner=False)
def _rank_ranges(
    index: str, measure: str, year: int, edition: str, level: float, key: str, _version: str
) -> pd.DataFrame:
    return uncertainty.rank_ranges(_standing_at(_version, index, measure, year, edition), level)


@st.cache_resource(max_entries=4, show_spinner=False)
def _boundaries(edition: str) -> gpd.GeoDataFrame:
    return geography.boundaries(edition, "m")


@st.cache_resource(max_entries=4, show_spinner=False)
def _archipelagos(edition: str) -> gpd.GeoDataFrame:
    shapes, owners = geography.archipelagos(), geography.archipelago_owner(edition)
    return shapes.assign(province=shapes["archipelago"].map(owners))


@st.cache_data(max_entries=_MOST, show_spinner=False)
def _standing(index: str, measure: str, year: int, edition: str, key: str, _version: str) -> pd.DataFrame:
    described = catalogs.at(_version).indices[index]
    return derived.standing(described, measure, year, _year_at(_version, index, year), edition)


@st.cache_data(max_entries=_MOST, show_spinner=False)
def _changes(
    index: str, measure: str, base: int, year: int, edition: str, key: str, _version: str
) -> tuple[pd.DataFrame, Verdict]:
    described = catalogs.at(_version).indices[index]
    standings = (
        _standing_at(_version, index, measure, base, edition),
        _standing_at(_version, index, measure, year, edition),
    )
    tables = _year_at(_version, index, base), _year_at(_version, index, year)
    return change.compared(described, measure, (base, year), tables, standings, edition)


@st.cache_data(max_entries=_MOST, show_spinner=False)
def _summary(index: str, measure: str, year: int, edition: str, key: str, _version: str) -> Summary:
    described = catalogs.at(_version).indices[index]
    standing = _standing_at(_version, index, measure, year, edition)
    return scores.summary(described, year, measure, standing, score_store.means(index))


@st.cache_data(max_entries=_MOST, show_spinner=False)
def _coverage(index: str, measure: str, year: int, edition: str, key: str, _version: str) -> Coverage:
    described = catalogs.at(_version).indices[index]
    return derived.coverage(described, year, measure, _year_at(_version, index, year), edition)


@st.cache_data(max_entries=_MOST, show_spinner=False)
def _ranges(index: str, measure: str, year: int, key: str, _version: str) -> pd.DataFrame:
    return derived.ranges(catalogs.at(_version).indices[index], measure, year, _year_at(_version, index, year))


@st.cache_resource(max_entries=8, show_spinner=False)
def shapes(edition: str, lang: str, provinces: str, archipelagos: str) -> Shapes:
    """Places and addresses for the maps of one edition; addresses carry the content's hash."""
    islands = geography.islands()
    return Shapes(
        provinces=provinces,
        archipelagos=archipelagos,
        owners=geography.archipelago_owner(edition),
        points=pd.DataFrame(
            [(one.id, one.lon, one.lat) for one in geography.provinces(edition)], columns=["province", "lon", "lat"]
        ),
        islands=islands.assign(name=islands[f"name_{lang}"])[["archipelago", "name", "lon", "lat", "label_rank"]],
    )
