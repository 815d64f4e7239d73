"""The catalogue with the years and indices that were published on the desk laid over what ships."""

from collections.abc import Callable
from dataclasses import replace

from provindex import catalog, geography
from provindex.catalog import Catalog, Edition, Index, Source
from provindex.catalog.schema import source_key
from provindex.core import decisions, formats
from provindex.core.errors import CatalogError, Fault
from provindex.core.toml_table import TomlTable, toml_values
from provindex.core.translate import Translator, in_every_language
from provindex.store import ledger, score_store
from provindex.store.ledger_records import Record
from provindex.store.score_store import Published

Parse = Callable[[bytes], dict[str, object]]
"""Makes the values of a TOML file; raises CatalogError where it is none."""


def load_catalog(*, see_embargoed: bool = False, version: str | None = None, shipped: Catalog | None = None) -> Catalog:
    """The shipped catalogue with what is published laid over it.

    Args:
        see_embargoed: With the years that are held too: for analysts alone.
        version: What `provindex.store.score_store.data_version` gave: the catalogue that belongs to it.
        shipped: The shipped catalogue where it has been read already.

    Raises:
        CatalogError: As `provindex.catalog.load_catalog` does.
        StoreError: The store cannot be reached.
        ValueError: ``version`` did not come from there.
    """
    published = score_store.published(see_embargoed=see_embargoed, version=version)
    return with_published(shipped or catalog.load_catalog(), published, ledger.current().place.kept)


def with_published(shipped: Catalog, published: Published, kept: Callable[[str], bytes]) -> Catalog:
    """Lay published years over a catalogue.

    A year gets the status, the provinces and the coverage of what was published. Where the day of publication is not
    said it stays that of the shipped year, and likewise the number of respondents. An index that does not ship appears
    after those that do, with the years that are published of it and no other, so that nothing is told of one that is
    held.

    Args:
        shipped: The catalogue that ships.
        published: The records that show, by index and year.
        kept: Gives a kept file by its hash: the ``index.toml`` of an index that does not ship.

    Raises:
        CatalogError: A kept ``index.toml`` contradicts itself.
        StoreError: It cannot be read.
    """
    indices = dict(shipped.indices)
    for key in dict.fromkeys(index for index, _ in published):
        records = [record for (index, _), record in published.items() if index == key]
        if key not in indices:
            newest = max((one for one in records if one.definition), key=lambda one: one.version, default=None)
            if newest is None or newest.definition is None:
                continue  # a shipped index of another release: its figures stay, and nothing can be said about them
            indices[key] = _only(read_definition(kept(newest.definition)), {record.year for record in records})
        indices[key] = _with_years(indices[key], records)
    return Catalog(indices)


def read_definition(content: bytes, parse: Parse = toml_values) -> Index:
    """The index that an uploaded ``index.toml`` describes.

    Args:
        content: The file.
        parse: Makes values of it; a server hands in `provindex.worker.opening.toml`, which does so in another process.

    Raises:
        CatalogError: With every fault of it.
    """
    values = parse(content)
    key = values.get("key")
    if not isinstance(key, str) or not ledger.INDEX_KEY.fullmatch(key):
        problem = "expected is a word of small letters, digits and underscores in quotes, such as “dti”"
        raise CatalogError([Fault("index.toml", "key", problem)])
    return catalog.index_of(TomlTable(values, "index.toml", "", []), key, {})


def with_definition(known: Catalog, content: bytes | None, parse: Parse = toml_values) -> Catalog:
    """A catalogue with the index that an uploaded ``index.toml`` describes; what it has already stays.

    Raises:
        CatalogError: As `read_definition` does.
    """
    if content is None:
        return known
    index = read_definition(content, parse)
    return Catalog({**known.indices, index.key: known.indices.get(index.key, index)})


def _only(index: Index, years: set[int]) -> Index:
    return replace(index, editions={year: one for year, one in index.editions.items() if year in years})


def _with_years(index: Index, records: list[Record]) -> Index:
    editions = {**index.editions, **{record.year: _edition(index, record) for record in records}}
    sources = {source_key(record.sha256): _source(index, record) for record in records}
    return replace(index, editions=dict(sorted(editions.items())), sources=index.sources | sources)


def _edition(index: Index, record: Record) -> Edition:
    before = index.editions.get(record.year)
    return Edition(
        year=record.year,
        provinces=record.edition,
        status="partial" if record.partial else record.status,
        published=record.published or (before.published if before else None),
        coverage=in_every_language(lambda t: _coverage(record, t)) if record.partial else None,
        respondents=before.respondents if before else None,
        source=_source(index, record) if record.source else None,
    )


def _coverage(record: Record, t: Translator) -> str:
    said = t(
        "The file “{file}” has figures of {n} among {of} provinces.",
        file=record.file,
        n=record.provinces,
        of=len(geography.provinces(record.edition)),
    )
    # The status of the year can say no more than that it is partial.
    return said + " " + t("Provisional figures: they may still change.") if record.status == "provisional" else said


def _source(index: Index, record: Record) -> Source:
    """What was stated as the source, or the file; who published it is for the history, not for every reader."""
    file = in_every_language(
        lambda t: t(
            "File “{file}”, published here at {when}", file=record.file, when=formats.moment(record.when, t.lang)
        )
    )
    said = decisions.cited(record.source)
    stated = in_every_language(
        lambda t: f"{index.short.get(t.lang)} ({index.publisher.get(t.lang)}), {said.get(t.lang)}"
    )
    note = in_every_language(
        lambda t: f"{file.get(t.lang)}; SHA-256 {record.sha256}" if record.source else f"SHA-256 {record.sha256}"
    )
    return Source(key=source_key(record.sha256), name=stated if record.source else file, address="", note=note)
