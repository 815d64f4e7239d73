"""Typed reading of a TOML file that collects every fault instead of stopping at the first."""

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from provindex.core import inert
from provindex.core.errors import CatalogError, Fault
from provindex.core.translate import LANGS, Text

MOST_BYTES = 256_000
"""The most that an ``index.toml`` may have; the longest that ships has a tenth."""

_MOST_DEPTH = 20  # a catalogue has lists of tables that hold tables of texts
# A key of many parts takes tomllib memory by the square of their number, before anything can be said of its depth.
_MOST_DOTS = 200  # in a line
_NESTED = "lists or tables stand inside each other more often than can be read"


def toml_values(content: bytes) -> dict[str, object]:
    """The values of an uploaded ``index.toml``.

    Raises:
        CatalogError: It is larger than is read, nested too deep, or no TOML.
    """
    if len(content) > MOST_BYTES:
        raise CatalogError(
            [Fault("index.toml", "", f"the file has more than the {MOST_BYTES // 1000} kB that are read")]
        )
    if any(line.count(b".") > _MOST_DOTS for line in content.splitlines()):
        raise CatalogError([Fault("index.toml", "", _NESTED)])
    try:
        values = tomllib.loads(content.decode("utf-8"))
    except ValueError as error:
        raise CatalogError([Fault("index.toml", "", f"the file cannot be read as TOML: {error}")]) from None
    except RecursionError:
        raise CatalogError([Fault("index.toml", "", _NESTED)]) from None
    if not _is_shallow(values):
        raise CatalogError([Fault("index.toml", "", _NESTED)])
    return values


def _is_shallow(values: dict[str, object]) -> bool:
    """Whether nothing stands deeper than a catalogue needs; a key with dots nests tables without brackets."""
    level: list[object] = [values]
    for _ in range(_MOST_DEPTH):
        level = [inner for one in level for inner in _inside(one)]
    return not level


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


class TomlTable:
    """One table of a TOML file.

    Every getter marks its key as known, notes a fault for a missing or mis-typed value and then returns an empty
    value, so that reading goes on. `close` notes the keys that nobody asked for.
    """

    def __init__(self, values: dict[str, object], file: str, place: str, faults: list[Fault]) -> None:
        """Read from ``values``, which stand at the dotted ``place`` of ``file``; add to ``faults``."""
        self._values = values
        self.file = file
        self._place = place
        self._known: set[str] = set()
        self.faults = faults

    @classmethod
    def load(cls, path: Path, file: str) -> "TomlTable":
        """Read a whole file, named ``file`` in faults.

        Raises:
            CatalogError: The file is missing or is no TOML.
        """
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise CatalogError([Fault(file, "", "the file is missing")]) from None
        except (OSError, ValueError) as error:
            raise CatalogError([Fault(file, "", f"the file cannot be read as TOML: {error}")]) from None
        return cls(values, file, "", [])

    def fault(self, key: str, problem: str) -> None:
        """Note a fault at ``key`` of this table."""
        self.faults.append(Fault(self.file, self._dotted(key), problem))

    def close(self) -> None:
        """Note every key that was not asked for: most often a misspelt one."""
        for key in self._values:
            if key not in self._known:
                known = ", ".join(sorted(self._known))
                self.fault(key, f"this key is not known here; known are {known}")

    def string(self, key: str) -> str:
        """A text without languages; has to be there and not empty."""
        value = self._get(key, "a text in quotes", str)
        if value == "":
            self.fault(key, "this text is empty")
        return value if isinstance(value, str) else ""

    def maybe_string(self, key: str) -> str | None:
        """A text without languages, or None."""
        value = self._get(key, "a text in quotes", str, required=False)
        return value if isinstance(value, str) else None

    def integer(self, key: str) -> int:
        """A whole number; has to be there."""
        value = self._get(key, "a whole number", int)
        return value if isinstance(value, int) else 0

    def maybe_integer(self, key: str) -> int | None:
        """A whole number, or None."""
        value = self._get(key, "a whole number", int, required=False)
        return value if isinstance(value, int) else None

    def number(self, key: str) -> float:
        """A number; has to be there."""
        value = self._get(key, "a number", int, float)
        return float(value) if isinstance(value, int | float) else 0.0

    def maybe_number(self, key: str) -> float | None:
        """A number, or None."""
        value = self._get(key, "a number", int, float, required=False)
        return float(value) if isinstance(value, int | float) else None

    def flag(self, key: str) -> bool:
        """True or false; false if it is not there."""
        return self._get(key, "true or false", bool, required=False) is True

    def day(self, key: str) -> date | None:
        """A date, or None."""
        value = self._get(key, "a date such as 2024-04-02", date, required=False)
        return value if isinstance(value, date) else None

    def choice(self, key: str, options: tuple[str, ...], default: str | None = None) -> str:
        """One of ``options``; ``default`` if the key is not there and there is a default."""
        value = self._get(key, "a text in quotes", str, required=default is None)
        if isinstance(value, str) and value not in options:
            self.fault(key, f"“{value}” stands here; expected is one of {', '.join(options)}")
            return options[0]
        return value if isinstance(value, str) else default or options[0]

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of texts; has to be there and to hold one at least."""
        value = self._get(key, "a list of texts", list)
        if not isinstance(value, list):
            return ()
        if not value or not all(isinstance(item, str) for item in value):
            self.fault(key, "expected is a list of texts with one text at least")
            return ()
        return tuple(value)

    def numbers(self, key: str) -> tuple[float, ...]:
        """A list of numbers; empty if it is not there."""
        value = self._get(key, "a list of numbers", list, required=False)
        if not isinstance(value, list):
            return ()
        if any(isinstance(item, bool) or not isinstance(item, int | float) for item in value):
            self.fault(key, "expected is a list of numbers")
            return ()
        return tuple(float(item) for item in value)

    def text(self, key: str) -> Text:
        """A text in both languages, ``{ vi = "…", en = "…" }``; has to be there."""
        return self.maybe_text(key, required=True) or Text(**dict.fromkeys(LANGS, ""))

    def maybe_text(self, key: str, *, required: bool = False) -> Text | None:
        """A text in both languages, or None."""
        value = self._get(key, 'a text in both languages, { vi = "…", en = "…" }', dict, required=required)
        if not isinstance(value, dict):
            return None
        inner = TomlTable(value, self.file, self._dotted(key), self.faults)
        text = Text(**{lang: inert.untagged(inner.string(lang)) for lang in LANGS})
        inner.close()
        return text

    def texts(self, key: str) -> dict[str, Text]:
        """A table of texts in both languages by name, in its order; empty if it is not there."""
        if self._get(key, f"a table [{key}]", dict, required=False) is None:
            return {}
        inner = self.table(key)
        return {name: inner.text(name) for name in inner._values}

    def table(self, key: str) -> "TomlTable":
        """A table inside this one; has to be there."""
        value = self._get(key, f"a table [{key}]", dict)
        values = value if isinstance(value, dict) else {}
        return TomlTable(values, self.file, self._dotted(key), self.faults)

    def named_tables(self, key: str) -> Iterator[tuple[str, "TomlTable"]]:
        """The tables ``[key.name]`` with their names; none if the key is not there."""
        if self._get(key, f"tables [{key}.name]", dict, required=False) is not None:
            inner = self.table(key)
            yield from ((name, inner.table(name)) for name in inner._values)

    def tables(self, key: str, *, required: bool = False) -> Iterator["TomlTable"]:
        """The tables ``[[key]]`` in their order, numbered from 1 in faults."""
        value = self._get(key, f"a list of tables [[{key}]]", list, required=required)
        for number, item in enumerate(value if isinstance(value, list) else (), start=1):
            place = f"{key}[{number}]"
            if isinstance(item, dict):
                yield TomlTable(item, self.file, self._dotted(place), self.faults)
            else:
                self.fault(place, f"expected is a table [[{key}]]")

    def _dotted(self, key: str) -> str:
        return f"{self._place}.{key}" if self._place else key

    def _get(self, key: str, wanted: str, *types: type, required: bool = True) -> object:
        self._known.add(key)
        if key not in self._values:
            if required:
                self.fault(key, f"this key is missing; expected is {wanted}")
            return None
        value = self._values[key]
        # In Python a bool is an int, but "first = true" is a slip all the same.
        if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
            self.fault(key, f"expected is {wanted}, found is {value!r}")
            return None
        return value
