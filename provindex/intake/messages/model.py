"""The two sentences of an issue's code."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["blocks", "warns"]


@dataclass(frozen=True)
class Wording:
    """The texts of one code; both are messages with the issue's facts in braces.

    Attributes:
        severity: ``blocks`` if nothing may be published before it is mended, ``warns`` if a person may go on.
        found: What was found, without its place.
        fix: What to do.
    """

    severity: Severity
    found: str
    fix: str
