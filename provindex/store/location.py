"""Where the store is: a folder or an object store, with its options, and whole files in it."""

import hashlib
import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pyarrow as pa
from deltalake.exceptions import DeltaError
from deltalake.fs import DeltaStorageHandler
from pyarrow.fs import FileSystem, LocalFileSystem, PyFileSystem, SubTreeFileSystem

from provindex.core.errors import StoreError
from provindex.core.translate import N_
from provindex.store import durability

_LOG = logging.getLogger(__name__)

FAILURES = (DeltaError, OSError, pa.ArrowException)
"""What the libraries raise when a disk is full, a right is missing or a server does not answer."""

FILES = "files"

# The customary variables of each vendor; object stores that speak another's language use its variables.
_VARIABLES = {"s3": "AWS_", "s3a": "AWS_", "az": "AZURE_", "abfs": "AZURE_", "abfss": "AZURE_", "gs": "GOOGLE_"}
# By default a silent server is asked again for three minutes, and a reader would wait as long.
_PATIENCE = {"connect_timeout": "2s", "timeout": "30s", "max_retries": "2", "retry_timeout": "5s"}

_COLOUR = re.compile(r"\x1b\[\d*m")
_UNREACHABLE = N_(
    "The store of published years cannot be read ({detail}). The figures shown before stay; look at the disk or the "
    "connection, and at PROVINDEX_STORE."
)
_NOT_WRITTEN = N_(
    "Nothing was written, and what was published before is unchanged ({detail}). Look at the connection, the rights "
    "and the room of the store, then publish again."
)
_NO_ROOM = N_(
    "There is no room left in the store. Nothing was written, and what was published before is unchanged: make room, "
    "then publish again."
)
_NAMED = N_(
    "The folder of the store, “{location}”, has a name that the library of its tables cannot open: square brackets, a "
    "backslash or a per cent sign with two digits. Name another one in PROVINDEX_STORE."
)
_UNOPENED = re.compile(r"[\[\]]|%[0-9A-Fa-f]{2}" + (r"|\\" if os.name == "posix" else ""))
_DAMAGED = N_("The file kept under {sha256} is not the one that was uploaded: its bytes have another hash.")


@contextmanager
def no_panic() -> Iterator[None]:
    """Make of a panic of the library of the tables one line in the log and an error like any other.

    A panic is none of Python's exceptions that are caught as such, and would end the thread of whoever asked.

    Raises:
        OSError: The library panicked.
    """
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        cause = " ".join(str(error).split())[:200]
        _LOG.error("a library panicked", extra={"cause": cause})  # noqa: TRY400 - its traceback says nothing
        raise OSError(cause) from error


@dataclass(frozen=True)
class Place:
    """A store by its location: a folder, or an address such as ``s3://bucket/folder``."""

    location: str

    def __post_init__(self) -> None:
        """Refuse a folder that would be written under another name, or end the process.

        Raises:
            StoreError: Its name is such a one.
        """
        if self.folder is not None and _UNOPENED.search(str(self.folder)):
            raise StoreError(_NAMED, location=str(self.folder))

    @property
    def folder(self) -> Path | None:
        """The local folder; None for an object store."""
        if "://" not in self.location:
            return Path(self.location).absolute()
        parts = urlsplit(self.location)
        return Path(url2pathname(parts.path)) if parts.scheme == "file" else None

    def uri(self, name: str) -> str:
        """Where a table or a file of the store is."""
        base = self.location.rstrip("/") if self.folder is None else str(self.folder)
        return f"{base}/{name}"

    @property
    def options(self) -> dict[str, str]:
        """The options of an object store, from the variables of its vendor; empty for a folder."""
        prefix = _VARIABLES.get(self.location.partition("://")[0])
        if self.folder is not None or prefix is None:
            return {}
        return _PATIENCE | {name: value for name, value in os.environ.items() if name.startswith(prefix)}

    def keep(self, content: bytes) -> str:
        """Keep a file under its hash, whole or not at all; one that is kept already is left alone.

        Returns:
            The SHA-256 of its bytes in hex.

        Raises:
            StoreError: It could not be written.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        try:
            if self.folder is not None:
                (self.folder / FILES).mkdir(parents=True, exist_ok=True)
            files = self._files()
            if files.get_file_info(sha256).size != len(content):
                # The object appears under its name when the stream is closed, not before.
                with files.open_output_stream(sha256, compression=None) as stream:
                    stream.write(content)
                if self.folder is not None:
                    durability.write_out_files([self.folder / FILES / sha256], up_to=self.folder.parent)
        except FAILURES as error:
            raise not_written(error) from error
        return sha256

    def kept(self, sha256: str) -> bytes:
        """The file with a hash.

        Raises:
            StoreError: It is not there, cannot be read or was damaged.
        """
        try:
            with self._files().open_input_stream(sha256, compression=None) as stream:
                content: bytes = stream.read()
        except FAILURES as error:
            raise unreachable(error) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise StoreError(_DAMAGED, sha256=sha256)
        return content

    def named(self, folder: str) -> PyFileSystem:
        """The files of a folder of the store by name; each appears whole or not at all."""
        if self.folder is not None:
            (self.folder / folder).mkdir(parents=True, exist_ok=True)
        return PyFileSystem(_Files(self.uri(folder), self.options))

    def whole(self) -> FileSystem:
        """Every file of the store by its path in it."""
        if self.folder is not None:
            return SubTreeFileSystem(str(self.folder), LocalFileSystem())
        return PyFileSystem(_Files(self.location.rstrip("/"), self.options))

    def _files(self) -> PyFileSystem:
        return PyFileSystem(_Files(self.uri(FILES), self.options))


class _Files(DeltaStorageHandler):
    """Files through the same client and options as the tables."""

    def open_output_stream(self, path: str, metadata: dict[str, str] | None = None) -> pa.PythonFile:
        return pa.PythonFile(_Bytes(self._handler.open_output_stream(path, metadata)), mode="w")


class _Bytes:
    """A stream that takes the buffers of pyarrow: deltalake 1.6 takes nothing but bytes."""

    def __init__(self, stream: Any) -> None:  # noqa: ANN401 - a class that deltalake keeps to itself
        self._stream = stream

    def write(self, data: pa.Buffer) -> int:
        return int(self._stream.write(bytes(data)))

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def unreachable(error: Exception) -> StoreError:
    """The error for a store that could not be read."""
    return StoreError(_UNREACHABLE, detail=_first_line(error))


def not_written(error: Exception) -> StoreError:
    """The error for a store that could not be written."""
    if re.search(r"No space left|File too large|quota", str(error), re.IGNORECASE):
        return StoreError(_NO_ROOM)
    return StoreError(_NOT_WRITTEN, detail=_first_line(error))


def root(error: BaseException) -> str:
    """What the library says last, since it begins with what failed and ends with why: for the log of the server."""
    return _lines(error)[-1]


def _first_line(error: Exception) -> str:
    return _lines(error)[0]


def _lines(error: BaseException) -> list[str]:
    """What the library says, without the colours and the arrows of a terminal."""
    said = _COLOUR.sub("", str(error)).strip().splitlines()
    return [line.strip(" ↳") for line in said] or [type(error).__name__]
