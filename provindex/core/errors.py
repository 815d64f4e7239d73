"""What is raised when the data or a catalogue contradict themselves, and when publishing cannot be done."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from provindex.core import formats
from provindex.core.translate import N_, Text, Translator

_CHANGED = N_("{who} changed {index} {year} at {when}, after you had looked at it.")
_CONFLICTS = {
    "publish": N_("{who} published {index} {year} at {when} (change {version}), after you had looked at it."),
    "correct": N_("{who} corrected {index} {year} at {when} (change {version}), after you had looked at it."),
    "finalise": N_("{who} made {index} {year} final at {when} (change {version}), after you had looked at it."),
    "release": N_("{who} showed {index} {year} to everybody at {when} (change {version}), after you had looked at it."),
    "undo": N_("{who} took back a change of {index} {year} at {when} (change {version}), after you had looked at it."),
}
_NOT_WRITTEN = N_("Nothing of yours was written: look at what stands there now, and confirm again.")


_FIRST = re.compile(r"\{(\w+)\}")
"""A value that begins a sentence."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to mend: in which file, at which key, and what is wrong with it.

    Attributes:
        file: Path as a person would look for it, such as ``data/papi/index.toml``.
        key: Dotted place inside the file, such as ``measure[3].parent``; empty for the file as a whole.
        problem: A sentence that says what was found and what is expected.
    """

    file: str
    key: str
    problem: str

    def __str__(self) -> str:
        """The fault on one line."""
        place = f"{self.file}: {self.key}" if self.key else self.file
        return f"{place}: {self.problem}"


class CatalogError(Exception):
    """The catalogue or a data file cannot be used; carries every fault found, not only the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults in the order in which they were found."""
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class SentenceError(Exception):
    """Something that cannot be done, said to the person who asked for it: what it is and how to mend it.

    Attributes:
        message: The sentence in English, as it is registered for translation, with ``{name}`` for each value.
        values: What stands in its places; a date, a point in time or a `Text` is written as each language does.
    """

    def __init__(self, message: str, /, **values: object) -> None:
        """Keep the sentence and its values apart, so that it can be said in any language."""
        self.message = message
        self.values = values
        super().__init__(self._filled(message, "en"))

    def sentence(self, t: Translator) -> str:
        """The sentence in the language of a translator."""
        return self._filled(t(self.message), t.lang)

    def _filled(self, sentence: str, lang: str) -> str:
        filled = sentence.format(**{name: _written(value, lang) for name, value in self.values.items()})
        # Names and keys stand as they are written; words of ours may begin a sentence.
        first = _FIRST.match(sentence)
        words = first is not None and isinstance(self.values[first[1]], Text)
        return filled[:1].upper() + filled[1:] if words else filled


def _written(value: object, lang: str) -> object:
    return value.get(lang) if isinstance(value, Text) else formats.when(value, lang)


class StoreError(SentenceError):
    """The store of published years cannot be reached, read or written; what was published before is unchanged."""


class PublishError(SentenceError):
    """What was asked for cannot be published, released or undone."""


class FinalFiguresError(PublishError):
    """Final figures that everybody sees would be replaced or taken back, without a reason or a confirmation."""


class PublishConflict(PublishError):  # noqa: N818 - the name says what happened, and nothing was at fault
    """Somebody else changed the same year or programme in the meantime, and nothing was written.

    Attributes:
        who: Who it was.
        when: At what time.
        version: Number of the change; None where it changed a part of what one change holds.
    """

    def __init__(
        self, who: str, when: datetime, index: object, year: object, *, kind: str = "", version: int | None = None
    ) -> None:
        """Name the other change; ``kind`` is that of `provindex.store.ledger_records.Entry`."""
        self.who = who
        self.when = when
        self.version = version
        values = {"who": who, "when": when, "index": index, "year": year, "version": version}
        super().__init__(_CONFLICTS.get(kind, _CHANGED), **values)

    def __str__(self) -> str:
        """The sentences in English."""
        return f"{super().__str__()} {_NOT_WRITTEN}"

    def sentence(self, t: Translator) -> str:
        """Who did what and when, and that nothing was written."""
        return f"{self.changed(t)} {self.advice(t)}"

    def changed(self, t: Translator) -> str:
        """Who did what and when, alone."""
        return super().sentence(t)

    def advice(self, t: Translator) -> str:
        """That nothing was written, and what to do, alone."""
        return t(_NOT_WRITTEN)


class AccessDenied(SentenceError):  # noqa: N818 - the customary name
    """The person's role does not allow this."""
