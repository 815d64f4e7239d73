"""The figures of the pages as figures of slides and briefs: standings, changes and courses in, `slides` out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from provindex import geography
from provindex.analysis import map_values
from provindex.analysis.map_values import Way
from provindex.analysis.time_series import Cut
from provindex.catalog import Index
from provindex.core import formats
from provindex.core.translate import Translator
from provindex.export.slide_model import BarSlide, Column, LineSlide, MapSlide, Ramp, Series, TableSlide
from provindex.figures.maps.map_model import MapClass
from provindex.figures.theme import Theme, highlight_colours, theme

_TICKS = 4
_SHORT = 12  # rows of a table that is seen at a glance
MEDIAN = "median"


def map_of(
    index: Index,
    year: int,
    rows: pd.DataFrame,
    way: Way,
    edition: str,
    t: Translator,
    *,
    base: int | None = None,
    highlighted: Sequence[str] = (),
    aside: BarSlide | LineSlide | TableSlide | None = None,
    like: pd.DataFrame | None = None,
) -> MapSlide:
    """A map coloured in one of the ways of `provindex.analysis.map_values`.

    Args:
        index: The catalogue of the index.
        year: Year of the figures.
        rows: `map_values.of_standing` or `map_values.of_change`.
        way: How the map is coloured.
        edition: Province edition drawn.
        t: The reader's language.
        base: The year a change is counted from.
        highlighted: Province ids in the reader's order, which decides their colour.
        aside: What stands beside the map.
        like: Rows of another map on whose scale this one is coloured.
    """
    look = theme("light")
    legend = {
        "group": t("Group {year}", year=year),
        "quantile": t("Fifths {year}", year=year),
        "level": t("Score {year}", year=year),
        "rank": t("Rank {year}", year=year),
        "change": t("Change {base}–{year}", base=base, year=year),
    }
    colours = highlight_colours(tuple(highlighted))
    return MapSlide(
        edition=edition,
        # Rank 1 has the least value and the darkest colour, so the ramp runs over the negated ranks.
        cells=rows.assign(value=-rows["value"]) if way == "rank" else rows,
        classes=_classes(index, way, look, t),
        missing=t("No figure"),
        ranked=t("Change of rank only") if way == "change" else t("Rank only"),
        legend=legend[way],
        ramp=_ramp(index, rows if like is None else like, way, look, t),
        highlighted=tuple((one, _name(one, t), colours[one]) for one in highlighted),
        aside=aside,
    )


def ranking_of(index: Index, standing: pd.DataFrame, t: Translator, *, n: int | None = None) -> BarSlide:
    """The scores from the highest down, each bar in the colour of its group.

    Args:
        index: The catalogue of the index.
        standing: `provindex.analysis.ranking.standing`; provinces without a score are left out.
        t: The reader's language.
        n: Only the first and the last ``n``; all if left out or if that leaves none out.
    """
    look = theme("light")
    known = standing.dropna(subset=["score"]).sort_values(["score", "province"], ascending=[False, True])
    if n is not None and len(known) > 2 * n:
        known = pd.concat([known.head(n), known.tail(n)])
    colours = look.group_colours(tuple(index.groups.labels))
    rows = pd.DataFrame(
        {
            "label": [_name(one, t) for one in known["province"]],
            "score": known["score"].to_numpy(dtype="float64"),
            "colour": [look.accent if pd.isna(one) else colours[one] for one in known["group"]],
        }
    )
    return BarSlide(rows, (Series("score", t("Score"), look.accent),), digits=index.digits)


def table_of(
    index: Index, standing: pd.DataFrame, t: Translator, *, chosen: str | None = None, highlighted: Sequence[str] = ()
) -> TableSlide:
    """The ranking as a table: rank, province, score and, where the measure is grouped, the group.

    As on the page, rows that the reader marked have a coloured edge and a word, and stand on top of a long table too.

    Args:
        index: The catalogue of the index.
        standing: `provindex.analysis.ranking.standing`; provinces without a figure stand at the end.
        t: The reader's language.
        chosen: Id of the chosen province.
        highlighted: Ids of the highlighted provinces in the reader's order, which decides their colour.
    """
    order = standing.assign(place=standing["rank"].astype("Float64")).sort_values(
        ["place", "province"], na_position="last"
    )
    labels = {key: label.get(t.lang) for key, label in index.groups.labels.items()}
    alone = order["score"].isna() & order["rank"].notna()
    rows = pd.DataFrame(
        {
            "rank": [
                map_values.place(rank, tied, t.lang) for rank, tied in zip(order["rank"], order["tied"], strict=True)
            ],
            "name": [_name(one, t) for one in order["province"]],
            "score": [formats.score(one, t.lang, index.digits) for one in order["score"]],
            "group": [
                labels[one] if pd.notna(one) else t("Rank only") if alone else formats.MISSING
                for one, alone in zip(order["group"], alone, strict=True)
            ],
        }
    )
    head = t("Rank of {valid}", valid=formats.integer(standing["ranked"].max(), t.lang)) if len(standing) else t("Rank")
    columns = [Column("rank", head, "right"), Column("name", t("Province")), Column("score", t("Score"), "right")]
    if order["group"].notna().any():
        columns.append(Column("group", t("Group")))
    words = dict.fromkeys(highlighted, t("highlighted")) | ({chosen: t("chosen")} if chosen else {})
    colours = ({chosen: theme("light").accent} if chosen else {}) | highlight_colours(tuple(highlighted))
    rows["province"] = order["province"].to_numpy()
    rows["name"] = [
        f"{name} ({words[one]})" if one in words else name
        for one, name in zip(rows["province"], rows["name"], strict=True)
    ]
    top = [one for one in colours if one in set(rows["province"])]
    heads: tuple[int, ...] = ()
    if top and len(rows) > _SHORT:
        over, below = (pd.DataFrame({"name": [head]}) for head in (t("Chosen and highlighted"), t("All in order")))
        pinned = rows.set_index("province").loc[top].reset_index()
        rows, heads = pd.concat([over, pinned, below, rows], ignore_index=True), (0, len(top) + 1)
    edges = {place: colours[one] for place, one in enumerate(rows["province"]) if one in colours}
    return TableSlide(rows.drop(columns="province"), tuple(columns), tuple(edges), heads, edges)


def parts_of(index: Index, changes: Mapping[str, float], t: Translator) -> BarSlide:
    """The change of a measure in its parts, as signed bars; a remainder that rounds to nothing is left out.

    Args:
        index: The catalogue of the index.
        changes: Part (or `provindex.analysis.decomposition.REMAINDER`) -> points, in the order drawn.
        t: The reader's language.
    """
    down, *_, up = theme("light").change
    changes = {key: one for key, one in changes.items() if key in index.measures or formats.shows(one, index.digits)}
    rows = pd.DataFrame(
        {
            "label": [
                index.measures[key].name.get(t.lang) if key in index.measures else t("Rounding") for key in changes
            ],
            "change": list(changes.values()),
            "colour": [up if value >= 0 else down for value in changes.values()],
        }
    )
    return BarSlide(rows, (Series("change", t("Change"), up),), digits=index.digits, signed=True)


def course_of(
    courses: Mapping[str, pd.DataFrame], cuts: Sequence[Cut], t: Translator, *, ranks: bool = False, median: bool = True
) -> LineSlide:
    """Provinces over the years, the line stopping at every break.

    Args:
        courses: Province -> `provindex.analysis.time_series.rows`, in the reader's order, which decides the colours.
        cuts: `provindex.analysis.time_series.cuts` of the measure.
        t: The reader's language.
        ranks: Draw ranks instead of scores.
        median: Draw the median of the country too; never with ranks.
    """
    look, colours = theme("light"), highlight_colours(tuple(courses))
    column = "rank" if ranks else "score"
    wide = {one: rows.set_index("year")[column].astype("Float64") for one, rows in courses.items()}
    series = [Series(one, _name(one, t), colours.get(one, look.accent)) for one in courses]
    if median and not ranks and courses:
        wide = {MEDIAN: next(iter(courses.values())).set_index("year")["median"].astype("Float64"), **wide}
        series = [Series(MEDIAN, t("Median of the country"), look.muted), *series]
    rows = pd.DataFrame(wide).astype("float64").sort_index().rename_axis("year").reset_index()
    return LineSlide(rows, tuple(series), tuple(cut.before for cut in cuts), digits=0 if ranks else 2, ranks=ranks)


def _classes(index: Index, way: Way, look: Theme, t: Translator) -> tuple[MapClass, ...]:
    """The classes of the pages' maps, in legend order; none for a continuous way."""
    if way == "group":
        colours = look.group_colours(tuple(index.groups.labels))
        return tuple(MapClass(key, label.get(t.lang), colours[key]) for key, label in index.groups.labels.items())
    if way == "quantile":
        steps = (look.levels[-1], look.levels[-3], look.levels[-4], look.levels[-6], look.levels[0])
        names = (t("Highest fifth"), t("Second fifth"), t("Middle fifth"), t("Fourth fifth"), t("Lowest fifth"))
        return tuple(MapClass(*parts) for parts in zip(map_values.FIFTHS, names, steps, strict=True))
    return ()


def _ramp(index: Index, rows: pd.DataFrame, way: Way, look: Theme, t: Translator) -> Ramp | None:
    if way in ("group", "quantile"):
        return None
    known = [float(value) for value in rows["value"].dropna()] or [0.0, 1.0]
    low, high = min(known), max(known)
    if way == "change":
        reach = max(abs(low), abs(high)) or 1.0
        ends = tuple((one, formats.signed(one, t.lang, index.digits)) for one in (-reach, 0.0, reach))
        return Ramp(look.change, (-reach, reach), ends)
    if way == "rank":
        return Ramp(look.levels, (-high, -low), tuple((-one, formats.rank(one, t.lang)) for one in (low, high)))
    high = high if high > low else low + 1
    marks = tuple(low + (high - low) * place / (_TICKS - 1) for place in range(_TICKS))
    return Ramp(look.levels, (low, high), tuple((one, formats.score(one, t.lang, index.digits)) for one in marks))


def _name(province: str, t: Translator) -> str:
    return geography.province(province).name.get(t.lang)
