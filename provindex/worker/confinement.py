"""What the worker may use: memory, seconds of a processor, files to read; nothing to write and no network.

Limits of the process hold wherever the system knows them; on Windows only the clock of `client` does.
"""

try:
    import resource
except ImportError:  # Windows has none
    resource = None  # type: ignore[assignment]

MEMORY = 512_000_000
"""Addresses that the worker may take, with what libraries only reserve."""

ENVIRONMENT = {
    "MALLOC_ARENA_MAX": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
"""Keeps libraries from reserving addresses for threads that are never started."""


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
