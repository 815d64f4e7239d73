"""Presentations under a name: those that ship, which nobody changes, and those that were saved in the store."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow.fs as pafs

from provindex import paths
from provindex.scenes import MOST_BYTES, TOO_LARGE, Presentation, PresentationError, is_name, read, written
from provindex.store_place import FAILURES, Place, not_written, unreachable
from provindex.translate import N_

FOLDER, MOST_KEPT = "presentations", 500
_ENDING = ".json"
_NO_NAME = N_("“{name}” cannot be the name of a presentation: use small letters, digits and hyphens.")
_NOT_THERE = N_("There is no presentation “{name}”. Choose one from the list.")
_SHIPPED = N_("“{name}” came with the dashboard and is not changed. Save it under another name.")
_FULL = N_("There are {most} presentations in the store already. Delete one that is no longer needed.")


@dataclass(frozen=True)
class Entry:
    """One presentation of the list.

    Attributes:
        name: Its name in addresses.
        shipped: It came with the dashboard.
    """

    name: str
    shipped: bool


def entries() -> tuple[Entry, ...]:
    """Every presentation by name, those that ship first; a saved one never stands in the place of one that ships.

    Raises:
        StoreError: The store cannot be reached.
    """
    shipped = shipped_names()
    saved = sorted(name for name in _saved() if name not in shipped)
    return (*(Entry(name, True) for name in shipped), *(Entry(name, False) for name in saved))


def shipped_names() -> tuple[str, ...]:
    """The names of the presentations that ship, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in (paths.data_folder() / FOLDER).glob(f"*{_ENDING}")))


def load(name: str) -> Presentation:
    """The presentation under a name.

    Raises:
        PresentationError: There is none, or what is kept cannot be read.
        StoreError: The store cannot be reached.
    """
    if not is_name(name):
        raise PresentationError(_NO_NAME, name=name[:60])
    if name in shipped_names():
        return read((paths.data_folder() / FOLDER / f"{name}{_ENDING}").read_text("utf-8"))
    if name not in _saved():
        raise PresentationError(_NOT_THERE, name=name)
    try:
        with _files().open_input_stream(name + _ENDING, compression=None) as stream:
            content: bytes = stream.read(MOST_BYTES + 1)
    except FAILURES as error:
        raise unreachable(error) from error
    return read(content.decode("utf-8", "replace"))


def save(name: str, presentation: Presentation) -> None:
    """Keep a presentation under a name, whole or not at all; one of the same name is replaced.

    Raises:
        PresentationError: The name is of one that ships or no name, it is too large, or there are too many.
        StoreError: It could not be written.
    """
    _expect_own(name)
    content = written(presentation).encode()
    if len(content) > MOST_BYTES:
        raise PresentationError(TOO_LARGE, most=MOST_BYTES)
    saved = _saved()
    if name not in saved and len(saved) >= MOST_KEPT:
        raise PresentationError(_FULL, most=MOST_KEPT)
    try:
        with _files().open_output_stream(name + _ENDING, compression=None) as stream:
            stream.write(content)
    except FAILURES as error:
        raise not_written(error) from error


def delete(name: str) -> None:
    """Take a saved presentation out of the store.

    Raises:
        PresentationError: The name is of one that ships, or there is none.
        StoreError: It could not be deleted.
    """
    _expect_own(name)
    if name not in _saved():
        raise PresentationError(_NOT_THERE, name=name)
    try:
        _files().delete_file(name + _ENDING)
    except FAILURES as error:
        raise not_written(error) from error


def _expect_own(name: str) -> None:
    if not is_name(name):
        raise PresentationError(_NO_NAME, name=name[:60])
    if name in shipped_names():
        raise PresentationError(_SHIPPED, name=name)


def _files() -> pafs.PyFileSystem:
    return Place(paths.store_location()).named(FOLDER)


def _saved() -> set[str]:
    place = Place(paths.store_location())
    if place.folder is not None and not (place.folder / FOLDER).is_dir():
        return set()
    try:
        found = _files().get_file_info(pafs.FileSelector("", allow_not_found=True))
    except FAILURES as error:
        raise unreachable(error) from error
    names = {info.base_name.removesuffix(_ENDING) for info in found if info.base_name.endswith(_ENDING)}
    return {name for name in names if is_name(name)}
