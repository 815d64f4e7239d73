"""How a figure is printed."""

from dataclasses import dataclass
from random import Random

from tests.provindex.intake.grammar import words
from tests.provindex.intake.grammar.model import Cell

SCORE_FORMS = ("number", "number", "number", "format", "comma", "point", "more_digits")
PERCENT_FORMS = ("percent_cell", "percent_text")
"""Only of PAR INDEX and SIPAS, which are per cent."""
BESIDE = ("",) * 14 + ("mark", "unit")
"""What stands behind figures that are written as text: marks of footnotes behind some, or the unit behind all."""
MARKS = ("*", " *", "**", " (*)", "\u00b9", "\u00b2", " (1)", " (2)", "(3)", " [1]", "\u2020")
SPACES = ("", "", "", "\u00a0", "\u2009", "\u202f", "  ")
RANK_FORMS = ("number", "number", "number", "number", "text", "behind", "before", "words", "range", "of_all", "padded")


@dataclass
class Printing:
    """How all figures of a table are printed.

    Attributes:
        random: Draws the digits that a cell holds and does not show.
        score_form: One of `SCORE_FORMS` or `PERCENT_FORMS`.
        rank_form: One of `RANK_FORMS`; some only show where ranks are shared.
        digits: Decimals shown.
        exact: Decimals of the figures themselves. What a cell holds beyond those that it shows is the figure before it
            was rounded: parts in full still add up to their total in full, and ranks follow from them.
        missing: What stands where there is no figure.
        space: What stands around a figure that is written as text.
        thousands: What parts the thousands of a number beside the figures.
        beside: One of `BESIDE`.
        slash: Whether a rank that stands in the cell of its score does so behind a slash.
    """

    random: Random
    score_form: str = "number"
    rank_form: str = "number"
    digits: int = 2
    exact: int = 2
    missing: str | None = None
    space: str = ""
    thousands: str = ""
    beside: str = ""
    slash: bool = False

    def score(self, value: float) -> tuple[Cell, float]:
        """The cell, and by how much what it holds differs at most from what it shows."""
        shown = f"{value:.{self.digits}f}"
        half = 0.501 * 10**-self.digits
        match self.score_form:
            case "format":
                return Cell(value, f"0.{'0' * self.digits}"), half
            case "comma":
                return Cell(self._spaced(self._marked(shown.replace(".", ",")))), half
            case "point":
                return Cell(self._spaced(self._marked(shown))), half
            case "percent_cell":
                return Cell(value / 100, "0.00%"), 0
            case "percent_text":
                return Cell(f"{shown.replace('.', ',')}{self.random.choice(('%', ' %', f'{self.space}%'))}"), 0
            case "more_digits":
                more = value + round(self.random.uniform(-0.45, 0.45) * 10**-self.exact, 7)
                return Cell(more, f"0.{'0' * self.digits}"), half + 0.5 * 10**-self.exact
            case _:
                return Cell(value), 0

    def _marked(self, shown: str) -> str:
        if self.beside == "unit":
            return f"{shown} điểm"
        return shown + self.random.choice(MARKS) if self.beside and self.random.random() < 0.08 else shown

    def _spaced(self, shown: str) -> str:
        return shown if not self.space else self.random.choice((f"{self.space}{shown}", f"{shown}{self.space}"))

    def count(self) -> object:
        """A number beside the figures, such as how many answered."""
        number = self.random.randint(300, 9_000)
        if not self.thousands:
            return number
        text = f"{number:,}".replace(",", self.thousands)
        return text + self.random.choice(("", ",5")) if self.thousands == "." else text

    def score_and_rank(self, value: float, rank: int) -> tuple[Cell, float]:
        """A score and its rank in brackets, and by how much the score may be off."""
        shown = f"{value:.{self.digits}f}".replace(".", ",")
        return Cell(f"{shown}/{rank}" if self.slash else f"{shown} ({rank})"), 0.501 * 10**-self.digits

    def rank(self, rank: int, sharing: int, count: int) -> Cell:
        """A rank that ``sharing`` of ``count`` provinces have."""
        tied = sharing > 1
        match self.rank_form:
            case "text":
                return Cell(str(rank))
            case "behind" if tied:
                return Cell(f"{rank}=")
            case "before" if tied:
                return Cell(f"={rank}")
            case "words" if tied:
                return Cell(f"{rank} (đồng hạng)")
            case "range" if tied:
                return Cell(f"{rank}-{rank + sharing - 1}")
            case "of_all":
                return Cell(f"{rank}/{count}")
            case "padded":
                return Cell(f"{rank:02}")
            case _:
                return Cell(rank)


def printing(random: Random, indices: list[str]) -> Printing:
    """A way of printing that fits the indices."""
    percent = "papi" not in indices
    forms = (*SCORE_FORMS, *(PERCENT_FORMS if percent else ()))
    return Printing(
        random,
        random.choice(forms),
        random.choice(RANK_FORMS),
        2 if percent else random.choice((2, 3, 4)),
        2 if percent else 4,
        random.choice(words.MISSING),
        random.choice(SPACES),
        random.choice(("", ".", "\u00a0")),
        random.choice(BESIDE),
    )
