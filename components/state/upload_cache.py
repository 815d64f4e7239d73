"""Uploaded files read once: kept by their bytes, what a person said of them, and what was published before."""

import hashlib
from dataclasses import astuple, dataclass, replace

import pandas as pd
import streamlit as st

from components.state import catalogs, identity
from provindex.catalog import Catalog, Index
from provindex.core.digests import digest
from provindex.intake import Answers, Reading, diff, overlap, reader
from provindex.intake.checks.history import Stored
from provindex.intake.formats.workbook import Workbook
from provindex.intake.overlap import Extract
from provindex.publishing import accepted_names, programme_upload, publish_log
from provindex.publishing.publish import Upload
from provindex.store import ledger, programme_ledger, published_catalog, score_store
from provindex.store.ledger_records import Key
from provindex.worker import opening

_MOST = 6  # readings kept; an official workbook with its cells is some megabytes
_OUTLINES = 30  # what is kept of files that are not at hand: their figures alone


@dataclass(frozen=True)
class Outline:
    """What a file holds, without the cells from which it was read.

    Attributes:
        extract: The figures of an index that stand in it; none where it is of a programme.
        province: Id of the province of whose reform programme it is; None where it is of an index, or none was found.
        blocking: How many issues hold it back.
    """

    extract: Extract
    province: str | None
    blocking: int

    @property
    def index(self) -> Index | None:
        """The index that it is of; None where it is of none."""
        return self.extract.index

    @property
    def years(self) -> frozenset[Key]:
        """The index with each year of which it has figures."""
        index = self.extract.index
        return frozenset() if index is None else frozenset((index.key, year) for year in self.extract.years)

    @property
    def parts(self) -> frozenset[Key | str]:
        """Everything of which it has figures; empty where that could not be said."""
        return frozenset({*self.years, *([self.province] if self.province else [])})


def catalog(definition: bytes | None = None) -> Catalog:
    """Every index with what was published, held years too: for analysts alone; with the one of an ``index.toml``.

    Raises:
        CatalogError: The ``index.toml`` contradicts itself.
        StoreError: The store of published years cannot be reached.
    """
    return published_catalog.with_definition(
        catalogs.at(score_store.data_version(see_embargoed=identity.sees_held())), definition, _parsed
    )


def defined(definition: bytes) -> Index:
    """The index that an ``index.toml`` describes.

    Raises:
        CatalogError: It contradicts itself.
    """
    return published_catalog.read_definition(definition, _parsed)


def accepted() -> dict[tuple[str, str], str]:
    """Every spelling that was accepted on this desk: province edition and name as written -> province id."""
    return accepted_names.accepted()


def basis() -> int:
    """Version of the table of published years at this moment: the one state that a file is read and compared with.

    Raises:
        StoreError: The store of published years cannot be reached.
    """
    return ledger.current().state().version


def reading(content: bytes, name: str, answers: Answers, basis: int, definition: bytes | None = None) -> Reading:
    """The file read and checked against what stands in `basis`; nothing is written. Held figures count as published.

    Raises:
        StoreError: The store of published years cannot be reached.
    """
    version = score_store.data_version(see_embargoed=True)
    key = digest(content, name, _said(answers), definition, version, basis)
    return _read(
        key, _content=content, _name=name, _answers=answers, _definition=definition, _basis=basis, _version=version
    )


def outline(
    upload: Upload,
    sha256: str,
    answers: Answers,
    basis: int,
    definition: bytes | None,
    province: str | None,
    *,
    whole: bool,
) -> Outline:
    """What a file holds, and how much of it blocks; see `reading`.

    Args:
        upload: The file.
        sha256: Hash of its bytes.
        answers: What a person said about it.
        basis: As in `reading`.
        definition: As in `reading`.
        province: Id of the province of a programme, where a person chose it.
        whole: Whether its cells are kept as well, since the page draws this file.

    Raises:
        CatalogError: What ships cannot be read.
        StoreError: The store of what was published cannot be reached.
    """
    if whole:
        found = reading(upload.content, upload.name, answers, basis, definition)
        return _outlined(found, answers, province)
    versions = score_store.data_version(see_embargoed=True), programme_ledger.current().state().version, basis
    key = digest(sha256, upload.name, _said(answers), definition, province, versions)
    return _outline(key, _upload=upload, _answers=answers, _basis=basis, _definition=definition, _province=province)


def contradictions(first: Outline, second: Outline, index: Index, year: int) -> pd.DataFrame | None:
    """The figures by which two files contradict each other about a year, see `provindex.intake.overlap`."""
    sides = [(one.extract.corrects, _hash(one.extract.years[year])) for one in (first, second)]
    return _contradictions(
        digest(sides, index.key, year), _first=first.extract, _second=second.extract, _index=index, _year=year
    )


def changes(found: Reading, index: Index, year: int, basis: int, definition: bytes | None = None) -> pd.DataFrame:
    """What publishing a year would change of what stands in `basis`, see `provindex.intake.diff`.

    Raises:
        StoreError: The store of published years cannot be reached.
    """
    frame, version = found.years[year], score_store.data_version(see_embargoed=True)
    part = found.is_part(year)
    key = digest(_hash(frame), index.key, year, definition, version, basis, part)
    return _changes(key, _basis=basis, _frame=frame, _index=index, _year=year, _part=part)


def undone(found: Reading, index: Index, year: int, seen: int, basis: int) -> pd.DataFrame:
    """What publishing a year would undo of what was changed between two versions, see `provindex.intake.diff`.

    Raises:
        StoreError: The store of published years cannot be reached.
    """
    before, now = (publish_log.figures(index.key, year, version) for version in (seen, basis))
    return diff.undone(before, now, found.years[year], index, year)


def past_changes(change: int, index: Index, year: int) -> pd.DataFrame:
    """What a change of the history changed, see `provindex.intake.diff`; empty where it has no figures on either side.

    Raises:
        StoreError: The store of published years cannot be reached.
    """
    key = digest(change, index.key, year, score_store.data_version(see_embargoed=True))
    return _past_changes(key, _change=change, _index=index, _year=year)


def replaced(found: Reading, index: Index, year: int, basis: int) -> pd.DataFrame:
    """The final figures that everybody sees and that publishing a year would change or take away.

    Raises:
        StoreError: The store of published years cannot be reached.
    """
    frame, version = found.years[year], score_store.data_version(see_embargoed=False)
    key = digest(_hash(frame), index.key, year, version, basis)
    return _replaced(key, _basis=basis, _frame=frame, _index=index, _year=year)


def is_final(index: Index, year: int, basis: int) -> bool:
    """Whether everybody sees final figures of a year today.

    Raises:
        StoreError: The store of published years cannot be reached.
    """
    return _is_final(index.key, year, score_store.data_version(see_embargoed=False), basis, _index=index)


def _hash(frame: pd.DataFrame) -> str:
    return hashlib.sha256(pd.util.hash_pandas_object(frame).to_numpy().tobytes()).hexdigest()


def _said(answers: Answers) -> tuple[str, ...]:
    return tuple(repr(one) for one in astuple(replace(answers, names=dict(sorted(answers.names.items())))))


def _outlined(found: Reading, answers: Answers, province: str | None) -> Outline:
    programme = programme_upload.reading(found, province)
    if programme is not None:
        blocking = sum(issue.severity == "blocks" for issue in programme.issues)
        return Outline(Extract(None, {}, corrects=False), programme.province, blocking)
    blocking = sum(issue.severity == "blocks" for issue in found.issues)
    return Outline(overlap.extract(found, corrects=answers.correct), None, blocking)


def _parsed(definition: bytes) -> dict[str, object]:
    return _values(digest(definition), _definition=definition)


@st.cache_resource(max_entries=_MOST, show_spinner=False)
def _values(key: str, *, _definition: bytes) -> dict[str, object]:  # noqa: ARG001
    return opening.toml(_definition)


@st.cache_resource(max_entries=_MOST, show_spinner=False)
def _read(
    key: str,  # noqa: ARG001 - a digest of all that follows and of what is published
    *,
    _content: bytes,
    _name: str,
    _answers: Answers,
    _definition: bytes | None,
    _basis: int,
    _version: str,
) -> Reading:
    catalog = published_catalog.with_definition(catalogs.at(_version), _definition, _parsed)
    return reader.read(_content, _name, catalog, _answers, Stored(_basis), _opened)


def _opened(content: bytes, name: str) -> Workbook:
    """The cells of a file: the same whatever a person answers, and whatever is published meanwhile."""
    return _workbook(digest(content, name), _content=content, _name=name)


@st.cache_resource(max_entries=_MOST, show_spinner=False)
def _workbook(key: str, *, _content: bytes, _name: str) -> Workbook:  # noqa: ARG001
    return opening.load(_content, _name)


@st.cache_resource(max_entries=_OUTLINES, show_spinner=False)
def _outline(
    key: str,  # noqa: ARG001 - a digest of all that follows and of what is published
    *,
    _upload: Upload,
    _answers: Answers,
    _basis: int,
    _definition: bytes | None,
    _province: str | None,
) -> Outline:
    version = score_store.data_version(see_embargoed=True)
    catalog = published_catalog.with_definition(catalogs.at(version), _definition, _parsed)
    found = reader.read(_upload.content, _upload.name, catalog, _answers, Stored(_basis), opening.load)
    return _outlined(found, _answers, _province)


@st.cache_data(max_entries=_OUTLINES, show_spinner=False)
def _contradictions(
    key: str,  # noqa: ARG001 - of the figures on both sides
    *,
    _first: Extract,
    _second: Extract,
    _index: Index,
    _year: int,
) -> pd.DataFrame | None:
    return overlap.contradictions(_first, _second, _index, _year)


@st.cache_data(max_entries=_MOST, show_spinner=False)
def _changes(
    key: str,  # noqa: ARG001 - a digest of all that follows and of what is published
    *,
    _basis: int,
    _frame: pd.DataFrame,
    _index: Index,
    _year: int,
    _part: bool,
) -> pd.DataFrame:
    return _difference(publish_log.figures(_index.key, _year, _basis), _frame, _index, _year, part=_part)


@st.cache_data(max_entries=_MOST, show_spinner=False)
def _replaced(
    key: str,  # noqa: ARG001 - as in `_changes`; what everybody sees changes also on the day on which an embargo ends
    *,
    _basis: int,
    _frame: pd.DataFrame,
    _index: Index,
    _year: int,
) -> pd.DataFrame:
    before = publish_log.public_final(_index, _year, _basis)
    # Mostly what everybody sees is also what the file is compared with, and has been compared already.
    return diff.replacing(_difference(_frame if before is None else before, _frame, _index, _year))


def _difference(
    before: pd.DataFrame, after: pd.DataFrame, index: Index, year: int, *, part: bool = False
) -> pd.DataFrame:
    key = digest(_hash(before), _hash(after), index, year, part)
    return _compared(key, _before=before, _after=after, _index=index, _year=year, _part=part)


@st.cache_data(max_entries=_MOST, show_spinner=False)
def _compared(
    key: str,  # noqa: ARG001 - a digest of all that follows
    *,
    _before: pd.DataFrame,
    _after: pd.DataFrame,
    _index: Index,
    _year: int,
    _part: bool,
) -> pd.DataFrame:
    return diff.difference(_before, _after, _index, _year, part=_part)


@st.cache_data(max_entries=_OUTLINES, show_spinner=False)
def _is_final(
    key: str,  # noqa: ARG001
    year: int,
    version: str,  # noqa: ARG001 - as for what is replaced
    basis: int,
    *,
    _index: Index,
) -> bool:
    return publish_log.public_final(_index, year, basis) is not None


@st.cache_data(max_entries=_MOST, show_spinner=False)
def _past_changes(
    key: str,  # noqa: ARG001 - a digest of all that follows and of what is published
    *,
    _change: int,
    _index: Index,
    _year: int,
) -> pd.DataFrame:
    before, after = publish_log.difference(_change)
    return diff.difference(before, after, _index, _year)
