"""What a slide shows, whatever it was made from: a title, one sentence, one figure, and what has to be said about it.

Texts come in the reader's language and numbers as numbers; `powerpoint` turns them into native charts, shapes and
tables. Frames are never changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from provindex.figures.maps.map_model import MapClass, rank_alone

Align = Literal["left", "right"]


@dataclass(frozen=True)
class Series:
    """One series of a chart: a column of its frame, the name a reader sees and its colour (``#0b4f7d``).

    Attributes:
        column: Column of the frame.
        name: Name in the chart and in its data sheet.
        colour: Line or fill.
        strong: Drawn heavier and named at its end, as a highlighted province is; other lines stay thin.
    """

    column: str
    name: str
    colour: str
    strong: bool = True


@dataclass(frozen=True, eq=False)
class BarSlide:
    """Horizontal bars, first row on top; more rows than one chart can hold stand side by side on the same scale.

    A change split into its parts is drawn so too, signed: each part has its own bar and its own printed figure.

    Attributes:
        rows: label, one column a series (float64; NaN leaves a gap), and optionally colour (of that bar).
        series: One or more; several stand beside each other in each row.
        digits: Decimals of the printed values.
        signed: Values carry their sign, as changes do, and the axis crosses at zero.
        low: Where the axis begins; None for zero. Only dots and lines may begin elsewhere, so other than None is for
            scales whose lowest possible score is not zero.
    """

    rows: pd.DataFrame
    series: tuple[Series, ...]
    digits: int = 2
    signed: bool = False
    low: float | None = None


@dataclass(frozen=True, eq=False)
class LineSlide:
    """Lines over the years; a line stops where a year has no figure and at every break.

    Attributes:
        rows: year (int, ascending), one column a series (float64; NaN = no figure).
        series: The lines; strong ones are named at their end.
        breaks: Years before which the lines stop; an empty place marks each on the axis.
        digits: Decimals of the axis; none for ranks.
        ranks: The values are ranks: the axis runs downwards from 1.
    """

    rows: pd.DataFrame
    series: tuple[Series, ...]
    breaks: tuple[int, ...] = ()
    digits: int = 1
    ranks: bool = False


@dataclass(frozen=True, eq=False)
class ScatterSlide:
    """One dot a province, two values each.

    Attributes:
        rows: label, x, y (float64; a row that lacks one is left out), key (of the series), shown (bool: its label is
            printed).
        series: ``column`` is the key of the rows that belong to it.
        x: Words under the horizontal axis.
        y: Words beside the vertical axis.
        digits: Decimals of the axes.
        x_span: Ends of the horizontal axis; from the data if left out.
        y_span: Ends of the vertical axis, likewise.
    """

    rows: pd.DataFrame
    series: tuple[Series, ...]
    x: str
    y: str
    digits: int = 0
    x_span: tuple[float, float] | None = None
    y_span: tuple[float, float] | None = None


@dataclass(frozen=True)
class Column:
    """One column of a table: its key in the frame, its heading, and to which side its cells are set."""

    key: str
    head: str
    align: Align = "left"


@dataclass(frozen=True, eq=False)
class TableSlide:
    """A native table of printed texts; long ones stand in several blocks, and go on on further slides.

    Attributes:
        rows: One column a `Column`, texts as the reader sees them.
        columns: From left to right; the first that is set to the left takes what room is left over.
        strong: Positions of rows that are emphasised.
        heads: Positions of rows that are headings over those below them.
        edges: Position -> colour of the edge of a row that stands out.
    """

    rows: pd.DataFrame
    columns: tuple[Column, ...]
    strong: tuple[int, ...] = ()
    heads: tuple[int, ...] = ()
    edges: Mapping[int, str] = field(default_factory=dict)

    def part(self, first: int, end: int) -> TableSlide:
        """The rows from ``first`` up to ``end``, which is left out, with their looks."""
        strong, heads = (tuple(one - first for one in of if first <= one < end) for of in (self.strong, self.heads))
        edges = {one - first: colour for one, colour in self.edges.items() if first <= one < end}
        return TableSlide(self.rows.iloc[first:end], self.columns, strong, heads, edges)


@dataclass(frozen=True)
class Ramp:
    """The colours of a continuous map.

    Attributes:
        colours: From the lowest to the highest value.
        span: The values of the first and the last colour; a change is centred on zero.
        ticks: Values with their printed texts, which stand beside the ramp.
    """

    colours: tuple[str, ...]
    span: tuple[float, float]
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, eq=False)
class MapSlide:
    """A map of one native shape a province, with both archipelagos in insets and a legend.

    Attributes:
        edition: Province edition, ``63`` or ``34``.
        cells: province, name, key (of a class; missing where there is no figure) or value (for a ramp), printed (the
            figure, or why there is none), place (rank as text), ranked (a rank but no score; none if left out), as
            `provindex.analysis.map_values` gives them.
        classes: In legend order; one without provinces keeps its entry. Empty for a ramp.
        missing: Legend entry of the provinces without a figure.
        legend: Words over the legend.
        ramp: Colours of a continuous value; None for classes.
        grid: Words of the two axes (right, up) of nine classes that form a square of three by three, row by row from
            the top left; None for a list.
        highlighted: Province id, printed name and colour of the outline.
        aside: A chart or a table that stands beside the map.
        ranked: Legend entry of the provinces with a rank alone.
    """

    edition: str
    cells: pd.DataFrame
    classes: tuple[MapClass, ...]
    missing: str
    legend: str = ""
    ramp: Ramp | None = None
    grid: tuple[str, str] | None = None
    highlighted: tuple[tuple[str, str, str], ...] = ()
    aside: BarSlide | LineSlide | TableSlide | None = None
    ranked: str = ""

    @property
    def uncoloured(self) -> pd.Series:
        """Whether each cell has neither a class nor, on a ramp, a value."""
        return self.cells["key" if self.ramp is None else "value"].isna()

    @property
    def alone(self) -> pd.Series:
        """Whether each cell is uncoloured because it has a rank alone."""
        return self.uncoloured & rank_alone(self.cells)


@dataclass(frozen=True, eq=False)
class PairSlide:
    """Two maps side by side, each under its head, as a year on the provinces of two editions."""

    maps: tuple[tuple[str, MapSlide], ...]


@dataclass(frozen=True)
class TextSlide:
    """Paragraphs, where a scene has no figure or its figure is gone."""

    paragraphs: tuple[str, ...]


Figure = MapSlide | PairSlide | BarSlide | LineSlide | ScatterSlide | TableSlide | TextSlide


@dataclass(frozen=True, eq=False)
class Slide:
    """One scene, one card or one page as a slide.

    Attributes:
        title: The question or headline.
        sentence: The one sentence with its numbers.
        figure: What is drawn.
        n: How many provinces have a figure, of how many, as a sentence.
        source: The publisher's source line.
        version: Data version.
        link: Address of the view.
        notes: The speaker's own notes.
        caveats: What has to be said beside the figure: breaks, partial tables, sampling error.
        attribution: Origin of the boundaries; printed wherever a map is. Left out, a map takes it from the geography.
        alt: Text for those who do not see the figure; the sentence if left out.
    """

    title: str
    sentence: str
    figure: Figure
    n: str = ""
    source: str = ""
    version: str = ""
    link: str = ""
    notes: str = ""
    caveats: tuple[str, ...] = ()
    attribution: str = ""
    alt: str = ""


@dataclass(frozen=True)
class Look:
    """What differs between templates: the colours that carry no meaning of their own, as the template's own.

    Attributes:
        scale: Factor on every size of letters; a smaller page asks for smaller letters.
        sizes: Sizes in points of the sentence, of labels in figures and of small print, before the factor.
    """

    scale: float = 1.0
    sizes: Mapping[str, float] = field(
        default_factory=lambda: {"sentence": 18.0, "label": 12.0, "small": 10.0, "least": 8.0}, hash=False
    )

    def size(self, name: str) -> float:
        """A size in points, to half a point."""
        return round(self.sizes[name] * self.scale * 2) / 2
