"""Decimal marks of numbers that are written as text: one file has one."""

from provindex.intake.issues import Issues, Place, issue_of


class DecimalMarks:
    """Remembers the first number with a comma and the first with a point, and how often each comes."""

    def __init__(self) -> None:
        """Begin with none."""
        self._first: dict[str, tuple[Place, object]] = {}
        self._counts: dict[str, int] = {}

    def add(self, mark: str, place: Place, raw: object) -> None:
        """Count a number."""
        self._first.setdefault(mark, (place, raw))
        self._counts[mark] = self._counts.get(mark, 0) + 1

    def note(self, issues: Issues) -> None:
        """Note the first number with the rarer mark, if there are two marks."""
        if len(self._first) < 2:
            return
        rarer, other = sorted(self._first, key=lambda mark: self._counts[mark])
        place, raw = self._first[rarer]
        example = str(self._first[other][1])
        issues.add(issue_of("decimal_marks", place, value=raw, expected=other, facts={"other": example}))
