"""The columns of a table and the rows of its heading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import Literal, NamedTuple

from tests.provindex.intake.grammar import words

Kind = Literal["number", "province", "region", "figure", "change", "part", "group", "note", "code", "count"]


class Of(NamedTuple):
    """What the figures of a column are of."""

    index: str
    year: int
    measure: str
    field: str


@dataclass(frozen=True)
class Column:
    """A column: ``path`` are the texts of its heading from above, ``of`` what its figures are of."""

    kind: Kind
    path: tuple[str | int, ...]
    of: Of | None = None


@dataclass
class Headings:
    """How the columns of figures are headed.

    Attributes:
        random: Chooses the words.
        topics: Index and measure of the scores.
        years: Ascending or descending, as printed.
        fields: ``score`` and perhaps ``rank_published``, as printed.
        order: Levels from the top row down: some of ``year``, ``topic``, ``field``. What is not among them is either
            the same for all columns or joined into the lowest row.
        ranked: Measures that have a rank; the parts seldom have.
        year_form: How a year is written, with y in it; ``number`` for a bare number, ``period`` for before and now.
        numbered: How the number of a measure is written, with {} for it.
        above: Whether one heading spans the parts.
        in_points: Whether scores are points.
        bracketed: What says that ranks stand in brackets behind the scores; None where they do not.
    """

    random: Random
    topics: Sequence[tuple[str, str]]
    years: Sequence[int]
    fields: Sequence[str]
    order: Sequence[str]
    ranked: Sequence[str]
    year_form: str = "Năm y"
    numbered: str = ""
    above: bool = False
    in_points: bool = False
    maxima: dict[str, float] | None = None
    bracketed: str | None = None

    def __post_init__(self) -> None:
        random = self.random
        self._score = random.choice(words.POINTS if self.in_points else words.SCORE)
        self._rank = random.choice(words.RANK)
        self._index = {index: random.choice(words.INDEX[index]) for index, _ in self.topics}
        self._measure = {
            measure: words.measure(random, measure, max(self.years), numbered=self.numbered)
            for _, measure in self.topics
            if "." in measure
        }
        self._group = {index: random.choice(names) for index, names in words.ABOVE.items()}
        self._most = random.choice((" (tối đa {})", " ({} điểm)", "\n(tối đa {} điểm)", " (Điểm tối đa: {})"))

    def columns(self) -> list[Column]:
        """The columns of figures from left to right."""
        levels = {"year": list(self.years), "topic": list(self.topics), "field": list(self.fields)}
        order = [*self.order, *[one for one in ("year", "topic", "field") if one not in self.order]]
        found = []
        for chosen in product(*(levels[level] for level in order)):
            by = dict(zip(order, chosen, strict=True))
            (index, measure), year, name = by["topic"], by["year"], by["field"]
            if name == "score" or measure in self.ranked:
                path = tuple(self._path(index, measure, year, name))
                if self.bracketed and "." not in measure and isinstance(path[-1], str):
                    path = (*path[:-1], path[-1] + self.bracketed)
                found.append(Column("figure", path, Of(index, year, measure, name)))
        return found

    def _path(self, index: str, measure: str, year: int, name: str) -> Iterator[str | int]:
        rest = {
            level
            for level, count in (("year", len(self.years)), ("topic", len(self.topics)), ("field", len(self.fields)))
            if level not in self.order and count > 1
        }
        if self.above and "." in measure:
            yield self._group[index]
        *upper, lowest = self.order or [""]
        for level in upper:
            yield self._text(level, index, measure, year, name)
        yield self._lowest(lowest, rest, index, measure, year, name)

    def _text(self, level: str, index: str, measure: str, year: int, name: str) -> str | int:
        if level == "year":
            return self._year(year)
        if level == "topic":
            return self._topic(index, measure)
        return self._score if name == "score" else self._rank

    def _topic(self, index: str, measure: str) -> str:
        if "." not in measure:
            return self._index[index]
        most = (self.maxima or {}).get(measure)
        stated = self._most.format(f"{most:g}".replace(".", ",")) if most is not None else ""
        return self._measure[measure] + stated

    def _year(self, year: int) -> str | int:
        if self.year_form == "number":
            return year
        if self.year_form == "period":
            return "Kỳ này" if year == max(self.years) else "Kỳ trước"
        return self.year_form.replace("y", str(year))

    def _lowest(self, level: str, rest: set[str], index: str, measure: str, year: int, name: str) -> str | int:
        """The lowest row, with all that no row above says."""
        own = {level, *rest} - {""}
        if own == {"year"}:
            return self._year(year)
        if "topic" in own or not own & {"field"}:
            text = self._topic(index, measure) if "topic" in own or name != "score" else self._score
            if "field" in own and name != "score":
                text = f"{self._rank} {text}" if "topic" in own else self._rank
            elif "field" in own and self.random.random() < 0.3:
                text = f"Điểm {text}"
        else:
            text = self._score if name == "score" else self._rank
        if "year" in own:
            form = self.year_form if "y" in self.year_form else "y"
            text += " " + form.replace("Năm", "năm").replace("y", str(year))
        return text


def heading_rows(columns: Sequence[Column]) -> int:
    return max(len(column.path) for column in columns)
