"""Whether a file was read right."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from provindex.intake import Answers, Issue, Reading
from provindex.intake.cells import column_letter
from tests.provindex.intake import expect
from tests.provindex.intake.grammar.model import Figure, Key, Made

Outcome = Literal["right", "part", "asked", "refused", "wrong"]

FIELDS = ("score", "rank_published", "group_published", "low", "high", "se")
GROUPS = "ABCD"
"""Groups of PAR INDEX; the figure of a group is its place among them."""

SUM_SLACK = 0.05
"""By how much the sum of eight dimensions may differ that are printed with two decimals."""

_NO_WORD = {
    "measures_missing", "parts_missing", "provinces_missing", "figures_missing", "dimensions_missing", "total_derived",
    "year_far", "jump", "more", "outlier",
}  # fmt: skip
"""Issues that say what a file does not have: said of a figure that stands there, they are false."""


@dataclass
class Verdict:
    """What became of a file.

    Attributes:
        outcome: ``right``; ``part``, where figures were left out and named; ``asked``, where a person has to say which
            of several indices is meant, whether some provinces are all, or what the file does not say, and what is read
            then is right; ``refused``; ``wrong``.
        faults: What is wrong: a figure that is stored and should not be, or one left out in silence.
        codes: The issues that block.
    """

    outcome: Outcome
    faults: list[str] = field(default_factory=list)
    codes: tuple[str, ...] = ()


def judge(made: Made) -> Verdict:
    """Read a file as the desk does, and answer its questions as the person who knows would."""
    reading = expect.read(made.data, made.name)
    faults = _of(made, reading)
    first = Verdict("wrong" if faults else "right", faults, _blocking(reading))
    if not faults and not reading.blocks and _left_out(made, reading):
        first = Verdict("part")
    answered = _answers(made, reading)
    settled = bool(answered)
    for answers in answered:
        again = expect.read(made.data, made.name, answers)
        settled = settled and not again.blocks
        if found := _of(made, again, answers):
            return Verdict("wrong", [f"told {answers.index} {answers.year}: {one}" for one in found], first.codes)
    if reading.blocks:
        part = any(question.about == "part" for question in reading.questions)
        asked = settled and (made.unclear or part or len({key.index for key in made.figures}) > 1)
        return Verdict("asked" if asked else "refused", codes=first.codes)
    return first


def stored(reading: Reading) -> dict[Key, float]:
    """What would be published."""
    if reading.blocks or reading.index is None:
        return {}
    return {
        Key(reading.index.key, year, row["province"], row["measure"], name): _number(row[name])
        for year, frame in reading.years.items()
        for row in frame.to_dict("records")
        for name in FIELDS
        if row[name] == row[name] and row[name] is not None and not _is_missing(row[name])
    }


def _number(value: object) -> float:
    return float(GROUPS.index(value)) if isinstance(value, str) else float(value)


def _is_missing(value: object) -> bool:
    return str(value) == "<NA>"


def _blocking(reading: Reading) -> tuple[str, ...]:
    return tuple(dict.fromkeys(issue.code for issue in reading.issues if issue.severity == "blocks"))


def _of(made: Made, reading: Reading, answers: Answers | None = None) -> list[str]:
    """Figures that are stored wrongly, and figures that are left out in silence; who answered named the others."""
    if reading.blocks:
        return []
    faults = []
    kept = stored(reading)
    for key, value in kept.items():
        figure = made.figures.get(key)
        right = figure.value if figure else made.derived.get(key)
        if right is None:
            faults.append(f"stored {_named(key)} = {value}, which nobody reads there")
        elif abs(value - right) > (figure.slack if figure else SUM_SLACK):
            faults.append(f"stored {_named(key)} = {value}, which reads {right}")
    asked = answers or Answers()
    silent = [
        key
        for key, figure in made.figures.items()
        if key not in kept
        and asked.index in (None, key.index)
        and asked.year in (None, key.year)
        and not _is_told(key, figure, reading)
    ]
    return faults + [f"left out in silence: {_named(key)} = {made.figures[key].value}" for key in silent]


def _left_out(made: Made, reading: Reading) -> bool:
    kept = stored(reading)
    return any(key not in kept for key in made.figures)


def _is_told(key: Key, figure: Figure, reading: Reading) -> bool:
    """Whether an issue names the figure, its row, its column, its sheet, its year or its index."""
    return any(_tells(issue, key, figure) for issue in reading.issues if issue.code not in _NO_WORD)


def _tells(issue: Issue, key: Key, figure: Figure) -> bool:
    if issue.sheet == figure.sheet and issue.row is None and issue.column is None and issue.code.startswith("sheet"):
        return True
    if issue.sheet in (figure.sheet, None) and issue.row == figure.row + 1 and issue.code != "figure_twice":
        return True
    if issue.code == "index_unsaid" and issue.sheet == figure.sheet and (issue.row or 0) <= figure.row:
        return True  # names a table by its headings
    said = _plain(" ".join(_texts(issue)))
    if issue.code == "columns_left" and column_letter(figure.column).lower() in re.findall(r"[a-z]+", said):
        return True
    if not said:
        return False
    if issue.code == "index_left":
        return key.index in said or {"par": "par index"}.get(key.index, key.index) in said
    if str(key.year) in re.findall(r"\d{4}", said) and "left" in issue.code:
        return True
    return any(len(label) > 2 and _plain(label) in said for label in figure.labels)


def _texts(issue: Issue) -> Iterable[str]:
    yield issue.value or ""
    for _, fact in issue.facts:
        yield from _flat(fact)


def _flat(fact: object) -> Iterable[str]:
    if isinstance(fact, tuple):
        for one in fact:
            yield from _flat(one)
    else:
        yield f"{fact.vi} {fact.en}" if hasattr(fact, "vi") else str(fact)


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _answers(made: Made, reading: Reading) -> list[Answers]:
    """What a person answers where the year or the index is asked for, or an index was left for another time.

    Whoever has a file of some provinces says so as well.
    """
    indices = sorted({key.index for key in made.figures})
    years = sorted({key.year for key in made.figures})
    about = {question.about for question in reading.questions}
    index = indices[0] if "index" in about else None
    year = years[-1] if "year" in about else None
    part = "some provinces" in made.features
    if index or year or "part" in about:
        return [Answers(index=one, year=year, part=part) for one in (indices if index else [None])]
    read = reading.index.key if reading.index else None
    return [Answers(index=one, part=part) for one in indices if len(indices) > 1 and one != read]


def _named(key: Key) -> str:
    return f"{key.measure} {key.year} {key.province} {key.field}"
