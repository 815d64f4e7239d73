"""An uploaded file read as one of a reform programme, against everything that was published so far."""

from functools import lru_cache

from provindex import ledger_programme, paths, programme_intake, programme_shown, publish_programme
from provindex.intake import Reading as IndexReading
from provindex.programme_intake import Reading

_KEPT = 6  # readings at hand; one is asked for anew at every step of a person on the desk


def reading(found: IndexReading, data: bytes, province: str | None = None, basis: int | None = None) -> Reading | None:
    """The file read as one of a programme; None where it is not one. Figures that are held count as published.

    Args:
        found: The file read as that of an index.
        data: Its bytes.
        province: Id of the province, where a person chose it.
        basis: Version of the table of programmes that it is read against; the newest if left out.

    Raises:
        CatalogError: What ships cannot be read.
        StoreError: The store of what was published cannot be reached.
    """
    version = ledger_programme.current().state().version if basis is None else basis
    if not programme_intake.recognises(found, data, programme_shown.as_of(version)):
        return None
    return _read(data, found.name, province, paths.store_location(), version)


@lru_cache(maxsize=_KEPT)
def _read(data: bytes, name: str, province: str | None, location: str, version: int) -> Reading:  # noqa: ARG001
    return programme_intake.read(data, name, programme_shown.as_of(version), province, publish_programme.files)
