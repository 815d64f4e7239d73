"""A copy of the whole store, a folder or an object store, taken while servers go on publishing, and the way back."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from pyarrow.fs import FileSelector, FileSystem, FileType, LocalFileSystem, SubTreeFileSystem

from provindex.core.errors import StoreError
from provindex.core.translate import N_
from provindex.store.location import FAILURES, Place, not_written, unreachable

_LOG = "/_delta_log/"
_PIECE = 8_000_000

_NOTHING = N_("The store holds no published years, so there is nothing to copy.")
_THERE = N_("{place} is there already. Name a new folder.")
_NO_COPY = N_("{place} is no copy of a store.")
_NOT_EMPTY = N_(
    "The store holds something already, and a copy never writes over it. Let PROVINDEX_STORE name an empty place."
)


def backup(place: Place, target: Path) -> int:
    """Copy a store into a folder that does not exist yet; it appears there whole or not at all.

    The logs are copied first: what they name was written before them and is never removed, so the copy is the store as
    it stood at that moment, whatever is published meanwhile.

    Returns:
        How many files were copied.

    Raises:
        StoreError: There is nothing to copy, the folder is there already, or the store cannot be read.
    """
    if target.exists():
        raise StoreError(_THERE, place=target)
    part = target.with_name(target.name + ".part")
    try:
        source = place.whole()
        logs = [name for name in _names(source) if _LOG in name]
        if not logs:
            raise StoreError(_NOTHING)
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        copy = SubTreeFileSystem(str(part), LocalFileSystem())
        _copy(logs, source, copy)
        others = [name for name in _names(source) if _LOG not in name]
        _copy(others, source, copy)
        part.rename(target)
    except FAILURES as error:
        raise unreachable(error) from error
    return len(logs) + len(others)


def restore(source: Path, place: Place) -> int:
    """Fill an empty store from a copy, the logs last and in their order: no reader finds a year that is not there yet.

    Returns:
        How many files were copied.

    Raises:
        StoreError: The folder is no copy, the store is not empty, or it cannot be written.
    """
    if not list(source.glob("*/_delta_log/*.json")):
        raise StoreError(_NO_COPY, place=source)
    copy = SubTreeFileSystem(str(source), LocalFileSystem())
    names = _names(copy)
    try:
        if place.folder is not None:
            place.folder.mkdir(parents=True, exist_ok=True)
        target = place.whole()
        if _names(target):
            raise StoreError(_NOT_EMPTY)
        _copy(sorted(names, key=lambda name: (_LOG in name, name)), copy, target)
    except FAILURES as error:
        raise not_written(error) from error
    return len(names)


def _names(files: FileSystem) -> list[str]:
    found = files.get_file_info(FileSelector("", recursive=True, allow_not_found=True))
    return sorted(one.path for one in found if one.type == FileType.File)


def _copy(names: Iterable[str], source: FileSystem, target: FileSystem) -> None:
    for name in names:
        if isinstance(target, SubTreeFileSystem):
            target.create_dir(name.rpartition("/")[0], recursive=True)
        with (
            source.open_input_stream(name, compression=None) as reading,
            target.open_output_stream(name, compression=None) as writing,
        ):
            while piece := reading.read(_PIECE):
                writing.write(piece)
