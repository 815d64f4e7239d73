"""What a disk may hold after a machine went down at any moment of a program that ``strace`` watched.

The calls that change a folder are read from the trace. A file has the bytes that were written to it, a folder the
names that were put into it; both are certain only once the file or the folder was written out (``fsync``). Everything
that was done before a moment and not yet written out may be on the disk or not, whatever was done after it: bytes
whole, half, as zeros or not at all, names put in or not, taken out or not.
"""

import itertools
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from provindex.core.paths import ROOT

CALLS = (
    *("openat", "close", "write", "pwrite64", "writev", "fsync", "fdatasync", "rename", "renameat", "renameat2"),
    *("link", "linkat", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "ftruncate", "truncate", "fallocate"),
    *("copy_file_range", "sendfile", "splice", "sync_file_range"),
)
_LINE = re.compile(r"(?P<pid>\d+) +(?:(?P<name>\w+)\((?P<arguments>.*)\) += +(?P<result>-?\d+).*)")
_BEGUN = re.compile(r"(?P<pid>\d+) +(?P<head>\w+\(.*) <unfinished \.\.\.>")
_ENDED = re.compile(r"(?P<pid>\d+) +<\.\.\. \w+ resumed>(?P<tail>.*)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_PLACE = re.compile(r"<((?:\\x[0-9a-f]{2})*)>")

MOST_WAITING = 16
"""Names of folders that may wait at once; each doubles the number of states."""

Path_ = tuple[str, ...]
"""Names from the watched folder down."""
Name = tuple[int, str]
"""A folder and a name in it."""


@dataclass(frozen=True)
class Call:
    """One call that went through: its name, the bytes between quotation marks, the path behind its first number."""

    name: str
    texts: tuple[bytes, ...]
    place: bytes
    flags: str


def traced(script: str, arguments: list[str], trace: Path, variables: dict[str, str]) -> list[Call]:
    """Run a script of Python under ``strace``; the calls of all its threads in the order in which they ended.

    Raises:
        PermissionError: This system lets no program watch another.
    """
    watched = [sys.executable, "-c", script, *arguments]
    command = ["strace", "-f", "-y", "-xx", "-s", "10000000", "-e", f"trace={','.join(CALLS)}", "-o", str(trace)]
    environment = dict(os.environ) | {"PYTHONPATH": str(ROOT)} | variables
    done = subprocess.run([*command, *watched], env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode and "ptrace" in done.stderr.lower():
        raise PermissionError(done.stderr)
    assert done.returncode == 0, done.stderr[-2000:]
    return list(_calls(trace.read_text("ascii").splitlines()))


def _calls(lines: list[str]) -> Iterator[Call]:
    begun: dict[str, str] = {}
    for line in lines:
        if found := _BEGUN.fullmatch(line):
            begun[found["pid"]] = found["head"]
            continue
        if found := _ENDED.fullmatch(line):
            line = f"{found['pid']} {begun.pop(found['pid'])}{found['tail']}"  # noqa: PLW2901
        found = _LINE.fullmatch(line)
        if found and int(found["result"]) >= 0:
            arguments = found["arguments"]
            places = _PLACE.findall(arguments)
            texts = tuple(_bytes(text) for text in _TEXT.findall(arguments))
            yield Call(found["name"], texts, _bytes(places[0]) if places else b"", arguments.rpartition('"')[2])


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


@dataclass
class Disk:
    """A folder as the program sees it, and what of it is certain.

    Attributes:
        root: The folder.
        bytes_of: File -> what was written to it.
        certain_bytes: File -> how much of that is certain.
        names: Folder -> its names -> file or folder.
        certain_names: The same as it is certain.
        waiting: Folder -> what was done to its names since it was written out: the name, what it is from then on.
    """

    root: Path
    bytes_of: dict[int, bytes] = field(default_factory=dict)
    certain_bytes: dict[int, int] = field(default_factory=dict)
    names: dict[int, dict[str, int]] = field(default_factory=lambda: {0: {}})
    certain_names: dict[int, dict[str, int]] = field(default_factory=lambda: {0: {}})
    waiting: dict[int, list[tuple[tuple[str, int | None], ...]]] = field(default_factory=lambda: {0: []})
    _next: int = 1

    def done(self, call: Call) -> bool:
        """Take a call over; whether it changed anything in the folder."""
        inside = [path for path in map(self._inside, call.texts) if path] if call.name not in _WRITES else []
        match call.name, inside:
            case "openat", [path] if "O_CREAT" in call.flags and self._at(path) is None:
                self._put(path, self._file())
            case "openat", [path] if "O_TRUNC" in call.flags:
                raise AssertionError(f"{path} is written anew in its place")
            case (("mkdir" | "mkdirat"), [path]):
                self._put(path, self._folder())
            case (("rename" | "renameat" | "renameat2"), [old, new]):
                self._rename(old, new)
            case (("link" | "linkat"), [old, new]):
                self._put(new, self._known(old))
            case (("unlink" | "unlinkat"), [path]):
                self._set(path[:-1], (path[-1], None))
            case _:
                return self._by_number(call, inside)
        return True

    def _by_number(self, call: Call, inside: list[Path_]) -> bool:
        """A call that names an open file; what is not known here must not have touched the folder."""
        path = self._inside(call.place)
        if call.name in ("openat", "close") or (path is None and not inside):
            return False
        assert path is not None, f"{call.name} of {inside}: a replay does not know what it does"
        node = self._known(path)
        if call.name == "write":
            self.bytes_of[node] += b"".join(call.texts)
        elif call.name in ("fsync", "fdatasync"):
            if node in self.bytes_of:
                self.certain_bytes[node] = len(self.bytes_of[node])
            else:
                self.certain_names[node], self.waiting[node] = dict(self.names[node]), []
        else:
            raise AssertionError(f"{call.name} of {path}: a replay does not know what it does")
        return True

    def states(self) -> Iterator[dict[Path_, bytes | None]]:
        """Every content that the folder may have if the machine goes down now; None stands for a folder."""
        changes = [(folder, change) for folder, many in self.waiting.items() for change in many]
        assert len(changes) <= MOST_WAITING, "so many names are not written out, and ought to be"
        trees = set()
        for kept in itertools.product((False, True), repeat=len(changes)):
            names = {folder: dict(known) for folder, known in self.certain_names.items()}
            for (folder, change), there in zip(changes, kept, strict=True):
                for name, node in change if there else ():
                    names[folder].pop(name, None) if node is None else names[folder].update({name: node})
            trees.add(frozenset(self._tree(names, 0, ())))
        for tree in sorted(trees, key=sorted):
            yield from self._contents(dict(tree))

    def _contents(self, tree: dict[Path_, int]) -> Iterator[dict[Path_, bytes | None]]:
        files = sorted({node for node in tree.values() if node in self.bytes_of})
        for contents in itertools.product(*map(self._pieces, files)):
            known = dict(zip(files, contents, strict=True))
            yield {path: known.get(node) for path, node in tree.items()}

    def _pieces(self, node: int) -> list[bytes]:
        whole, certain = self.bytes_of[node], self.certain_bytes[node]
        lost = len(whole) - certain
        if not lost:
            return [whole]
        return [whole, whole[:certain], whole[: certain + lost // 2], whole[:certain] + bytes(lost)]

    def _tree(self, names: dict[int, dict[str, int]], folder: int, above: Path_) -> Iterator[tuple[Path_, int]]:
        for name, node in names[folder].items():
            yield (*above, name), node
            if node in names:
                yield from self._tree(names, node, (*above, name))

    def _inside(self, text: bytes) -> Path_ | None:
        path = Path(os.fsdecode(text))
        return path.relative_to(self.root).parts if path.is_relative_to(self.root) else None

    def _at(self, path: Path_) -> int | None:
        node: int | None = 0
        for name in path:
            node = None if node is None else self.names.get(node, {}).get(name)
        return node

    def _known(self, path: Path_) -> int:
        node = self._at(path)
        assert node is not None, f"{'/'.join(path)} was there before, or came in a way that a replay does not know"
        return node

    def _put(self, path: Path_, node: int) -> None:
        self._set(path[:-1], (path[-1], node))

    def _rename(self, old: Path_, new: Path_) -> None:
        assert old[:-1] == new[:-1], "a replay knows names that change within a folder"
        self._set(new[:-1], (old[-1], None), (new[-1], self._known(old)))

    def _set(self, folder: Path_, *change: tuple[str, int | None]) -> None:
        node = self._known(folder)
        self.waiting[node].append(change)
        for name, what in change:
            self.names[node].pop(name, None) if what is None else self.names[node].update({name: what})

    def _file(self) -> int:
        self._next += 1
        self.bytes_of[self._next], self.certain_bytes[self._next] = b"", 0
        return self._next

    def _folder(self) -> int:
        self._next += 1
        self.names[self._next], self.certain_names[self._next], self.waiting[self._next] = {}, {}, []
        return self._next


_WRITES = ("write", "pwrite64", "writev")


def laid(state: dict[Path_, bytes | None], folder: Path) -> Path:
    """Write a state into an empty folder."""
    folder.mkdir(parents=True)
    for path, content in sorted(state.items(), key=lambda item: len(item[0])):
        place = folder.joinpath(*path)
        if content is None:
            place.mkdir()
        else:
            place.write_bytes(content)
    return folder
