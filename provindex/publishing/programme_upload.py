"""An uploaded file read as one of a reform programme, against everything that was published so far."""

from dataclasses import dataclass, field
from functools import lru_cache

from provindex.core import paths
from provindex.intake import Reading as IndexReading
from provindex.intake.formats.workbook import Workbook
from provindex.intake.programme import reader
from provindex.intake.programme.reader import Reading
from provindex.publishing import publish_programme
from provindex.store import programme_ledger, published_programme

_KEPT = 6  # readings at hand; one is asked for anew at every step of a person on the desk


@dataclass(frozen=True)
class _Request:
    """What a reading depends on; the workbook is that of the hash."""

    sha256: str
    name: str
    province: str | None
    store: str
    version: int
    workbook: Workbook = field(repr=False, compare=False)


def reading(found: IndexReading, province: str | None = None, basis: int | None = None) -> Reading | None:
    """The file read as one of a programme; None where it is not one. Figures that are held count as published.

    Args:
        found: The file read as that of an index.
        province: Id of the province, where a person chose it.
        basis: Version of the table of programmes that it is read against; the newest if left out.

    Raises:
        CatalogError: What ships cannot be read.
        StoreError: The store of what was published cannot be reached.
    """
    version = programme_ledger.current().state().version if basis is None else basis
    book = found.workbook
    if book is None or not reader.recognises(found, published_programme.as_of(version)):
        return None
    return _read(_Request(found.sha256, found.name, province, paths.store_location(), version, book))


@lru_cache(maxsize=_KEPT)
def _read(request: _Request) -> Reading:
    known = published_programme.as_of(request.version)
    return reader.read(request.workbook, known, request.province, publish_programme.files)
