"""What is raised when the shipped data or its catalogue contradict themselves."""

from collections.abc import Iterable
from dataclasses import dataclass


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
