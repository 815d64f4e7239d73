"""An uploaded file read as one of a reform programme, against everything that was published so far."""

from functools import lru_cache

from provindex import paths, programme_intake, programme_shown, publish_programme, store
from provindex.intake import Reading as IndexReading
from provindex.programme_intake import Reading

_KEPT = 6  # readings at hand; one is asked for anew at every step of a person on the desk


def reading(found: IndexReading, data: bytes, province: str | None = None) -> Reading | None:
    """The file read as one of a programme; None where it is not one. Figures that are held count as published.

    Args:
        found: The file read as that of an index.
        data: Its bytes.
        province: Id of the province, where a person chose it.

    Raises:
        CatalogError: What ships cannot be read.
        StoreError: The store of what was published cannot be reached.
    """
    version = store.data_version(see_embargoed=True)
    if not programme_intake.recognises(found, data, programme_shown.current(version=version)):
        return None
    return _read(data, found.name, province, paths.store_location(), version)


@lru_cache(maxsize=_KEPT)
def _read(data: bytes, name: str, province: str | None, location: str, version: str) -> Reading:  # noqa: ARG001
    known = programme_shown.current(version=version)
    return programme_intake.read(data, name, known, province, publish_programme.files)
