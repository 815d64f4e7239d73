"""Parts of `RESULTS.md` that come from different runs: each replaces its own and leaves the others."""

from collections.abc import Sequence
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")


def section(heading: str, text: str) -> str:
    """A part of a text from its heading to the next of its rank; empty where there is none."""
    lines, found = text.splitlines(), list[str]()
    for line in lines:
        if found and line.startswith("## "):
            break
        if found or line == heading:
            found.append(line)
    return "\n".join(found).strip()


def with_section(heading: str, lines: Sequence[str], text: str) -> str:
    """A text with a part in place of the one of the same heading, or at its end."""
    former, new = section(heading, text), "\n".join(lines).strip()
    if former:
        return text.replace(former, new)
    return f"{text.rstrip()}\n\n{new}\n"


def replace(heading: str, lines: Sequence[str], path: Path = RESULTS) -> None:
    """Write a part into the results."""
    path.write_text(with_section(heading, lines, path.read_text(encoding="utf-8")), encoding="utf-8")
