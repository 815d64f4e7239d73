"""What the worker may use: memory, seconds of a processor, files to read; nothing to write and no network.

Limits of the process hold wherever the system knows them; on Windows only the clock of `client` does. What Landlock
takes away holds where the kernel of Linux offers it.
"""

import sys
from contextlib import suppress
from pathlib import Path

from provindex.core import paths

try:
    import resource
except ImportError:  # Windows has none
    resource = None  # type: ignore[assignment]

try:
    import landlockpy
except ImportError:  # only Linux has it
    landlockpy = None  # type: ignore[assignment]

MEMORY = 512_000_000
"""Addresses that the worker may take, with what libraries only reserve."""

ENVIRONMENT = {
    "MALLOC_ARENA_MAX": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
"""Keeps libraries from reserving addresses for threads that are never started."""


_SYSTEM = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share/zoneinfo", "/etc/ld.so.cache")
"""Where libraries are loaded from."""


def readable(tasks: str) -> list[Path]:
    """What the worker may read: the interpreter, libraries, this program and its data; no store and no secrets."""
    own = [paths.ROOT / tasks.partition(".")[0], paths.ROOT / "provindex", paths.locales_folder()]
    # Not the program's own folder as a whole, in which store and secrets may lie.
    found = [Path(one) for one in sys.path if one]
    python = [Path(sys.prefix), Path(sys.base_prefix), *(one for one in found if one != paths.ROOT)]
    return [*own, paths.data_folder(), paths.geo_folder(), *python, *map(Path, _SYSTEM)]


def shut_in(tasks: str) -> bool:
    """Takes writing, other files, the network and signals to other processes away; returns whether the kernel does.

    Before any library is loaded: threads that run already would keep what they have.
    """
    if landlockpy is None:
        return False
    access = landlockpy.AccessFS.READ_FILE | landlockpy.AccessFS.READ_DIR
    scope = landlockpy.Scope.ABSTRACT_UNIX_SOCKET | landlockpy.Scope.SIGNAL
    try:
        with landlockpy.Ruleset(scoped=scope) as rules:
            for path in readable(tasks):
                with suppress(FileNotFoundError, NotADirectoryError):
                    rules.allow_path(path, access if path.is_dir() else landlockpy.AccessFS.READ_FILE)
            rules.restrict()
    except (landlockpy.LandlockError, OSError):
        return False
    return True


def limit_memory() -> None:
    """Limits addresses, and writes no picture of the memory where the worker ends by a fault."""
    if resource is not None:
        _limit("RLIMIT_AS", MEMORY)
        _limit("RLIMIT_CORE", 0)


def limit_seconds(seconds: int) -> None:
    """Ends the process after so many more seconds of a processor."""
    if resource is not None:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(usage.ru_utime + usage.ru_stime) + 1 + seconds, hard))


def _limit(name: str, most: int) -> None:
    kind = getattr(resource, name)
    hard = resource.getrlimit(kind)[1]
    try:
        resource.setrlimit(kind, (most, most if hard == resource.RLIM_INFINITY else min(most, hard)))
    except (OSError, ValueError):  # macOS knows the limit of addresses by name alone
        return
