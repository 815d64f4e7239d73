"""What of a store in a folder is on the disk, and whole: the library that writes the tables leaves both to the system.

A change is acknowledged once the files that it wrote, its commit and the folders in which they stand are written out. A
machine that goes down before that may leave the commit empty or cut: such a change was acknowledged to nobody.
"""

import json
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

LOG = "_delta_log"
_SETTLED = 600.0
"""Seconds after which every system has written out by itself what nobody waited for; Linux does so after thirty."""
_END = b"PAR1"
"""Last bytes of a Parquet file."""


def write_out(table: Path, version: int, after: int) -> None:
    """Wait until a commit of a table, those below it and every file that they name are on the disk.

    A commit is nothing without those below it, and somebody else who made one of them may not have waited yet.

    Args:
        table: Folder of the table.
        version: The commit.
        after: The last commit that is known to be on the disk; -1 where none is.

    Raises:
        OSError: The disk did not take them, or the commit or a file that it names is not there.
    """
    files = []
    for one in range(version, after, -1):
        commit = table / LOG / f"{one:020}.json"
        if one < version and (not commit.exists() or time.time() - commit.stat().st_mtime > _SETTLED):
            break
        added = [table / unquote(action["add"]["path"]) for action in _actions(commit) or () if "add" in action]
        files += [file for file in (*added, commit) if one == version or file.exists()]
    write_out_files(files, up_to=table.parent.parent)


def is_begun(table: Path) -> bool:
    """Whether there is a table: a machine that went down while one was made leaves a first commit in pieces, alone.

    Raises:
        OSError: The log cannot be read.
    """
    first = table / LOG / f"{0:020}.json"
    whole = first.exists() and any("metaData" in action for action in _actions(first) or ())
    return whole or any(version > 0 for version, _ in _commits(table / LOG))


def clear_beginning(table: Path) -> None:
    """Take away the first commit of a table that has not begun: nobody was told of anything in it.

    Raises:
        OSError: It cannot be taken away.
    """
    if not is_begun(table):
        (table / LOG / f"{0:020}.json").unlink(missing_ok=True)


def write_out_files(files: Iterable[Path], up_to: Path) -> None:
    """Wait until files and the folders in which they stand, up to one, are on the disk.

    Raises:
        OSError: As `write_out` does.
    """
    folders: dict[Path, None] = {}
    for file in files:
        _flush(file, os.O_RDONLY)
        for folder in file.parents:
            folders.setdefault(folder)
            if folder == up_to:
                break
    if os.name == "posix":  # elsewhere a folder cannot be opened, and the system writes it with the file
        for folder in sorted(folders, key=lambda one: len(one.parts), reverse=True):
            _flush(folder, os.O_RDONLY | os.O_DIRECTORY)


def unsound_commit(table: Path) -> tuple[int, Path] | None:
    """The oldest of the commits at the end of a table that are empty, cut, or of another program; None where none is.

    So is one that names a file which is not there whole. Only the end is looked at: a commit that another followed was
    whole when that was written.

    Returns:
        Its version and its file.
    """
    found = None
    for version, commit in _commits(table / LOG):
        if version == 0 or _is_sound(commit, table):
            break
        found = version, commit
    return found


def commits(table: Path, versions: Iterable[int]) -> list[dict[str, Any]]:
    """What the commits of some versions say of themselves, with the key ``version`` added.

    Raises:
        OSError: One is not there.
    """
    found = []
    for version in versions:
        actions = _actions(table / LOG / f"{version:020}.json") or []
        info: dict[str, Any] = next((one["commitInfo"] for one in actions if "commitInfo" in one), {})
        found.append(info | {"version": version})
    return found


def _commits(log: Path) -> list[tuple[int, Path]]:
    """The commits of a log, the newest first."""
    named = [one for one in log.glob("*.json") if one.stem.isdecimal()]
    return sorted(((int(one.stem), one) for one in named), reverse=True)


def _is_sound(commit: Path, table: Path) -> bool:
    actions = _actions(commit)
    if actions is None or not any(_is_ours(one.get("commitInfo")) for one in actions):
        return False
    added = [one["add"] for one in actions if "add" in one]
    return all(_is_whole(table / unquote(one["path"]), one["size"]) for one in added)


def _is_whole(file: Path, size: int) -> bool:
    """Whether a file of rows has the size that it was written with, and the end that such files have."""
    try:
        with file.open("rb") as opened:
            return (
                opened.seek(0, os.SEEK_END) == size
                and opened.seek(-len(_END), os.SEEK_END) > 0
                and opened.read() == _END
            )
    except (OSError, ValueError):
        return False


def _is_ours(info: object) -> bool:
    return isinstance(info, dict) and "userName" in info


def _actions(commit: Path) -> list[dict[str, Any]] | None:
    """The lines of a commit; None where one is cut or there is none."""
    try:
        lines = [json.loads(line) for line in commit.read_bytes().splitlines()]
    except ValueError:
        return None
    return lines if lines and all(isinstance(line, dict) for line in lines) else None


def _flush(path: Path, how: int) -> None:
    opened = os.open(path, how if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
