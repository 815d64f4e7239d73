"""What a View shows as one figure: its title, its sentence, the frames it is drawn from, and the same as a slide.

Pages, the stage and the files a reader takes away share it, so that each says the same of the same View.
"""

from collections.abc import Callable

import pandas as pd

from components.charts import map_pair, maps, rank_change
from components.pairs import page, sides
from components.province import history, measures
from components.scenes import analysis, programme
from components.scenes import names as scene_names
from components.state import links, narrative, results, scope, view_state
from components.widgets import footnotes
from provindex import geography
from provindex.analysis import change, time_series
from provindex.analysis.map_values import Way
from provindex.core import formats
from provindex.core.translate import Translator
from provindex.export import slide_builders, slide_model
from provindex.export.slide_model import Column, PairSlide, Slide, TableSlide
from provindex.views.view import View

_ENDS, _MOST_LINES = 5, 6
_YOUNGER = ["ranked", "gap_from", "gap_to"]
"""Columns that came after scenes were first stored with a mark; no figure of a scene draws them."""
_NAMED = ("ends", "movers", "league", "bump", "slope", "profile", "editions")
"""Figures whose name belongs into the title, which would else be that of the map."""

ABOUT_ONE = ("causes", "parts", "profile", "history", *analysis.ABOUT_ONE, *programme.FIGURES)
"""Figures about one province: a View without one has none of them."""


def title(view: View, figure: str, t: Translator) -> str:
    """A title in the words of the View: index, measure, years, and the province where the figure is about one."""
    if figure in programme.FIGURES:
        return programme.title(view, figure, t)
    index = results.catalog().indices[view.index]
    name = index.short.get(t.lang)
    if figure == "gap":
        name = formats.listing([sides.short(side) for side in sides.sides(view)], t.lang)
    elif view.measure != index.root.key:
        name = f"{name}, {index.measures[view.measure].name.get(t.lang)}"
    years = str(view.year)
    if figure in ("movers", "slope", "causes", "parts") or figure == "map" and way_of(view) == "change":
        years = f"{view.base}–{view.year}"
    who = geography.province(view.province).name.get(t.lang) if view.province and figure in ABOUT_ONE else ""
    names = scene_names.figure_names(t)
    way = names[figure] if figure in (*_NAMED, *analysis.FIGURES) else ""
    return ": ".join(part for part in (who, f"{name} {years}", way) if part)


def sentence(view: View, figure: str) -> str:
    """The one sentence of a figure, its numbers from the frames it is drawn from."""
    if figure in ABOUT_ONE:
        return _about_one(view, figure)
    if figure in analysis.FIGURES:
        return analysis.sentence(view, figure) or narrative.ranking(view)
    if figure in ("bump", "slope", "movers"):
        return rank_change.sentence(view, figure)
    if figure == "gap":
        return sides.absent(view) or page.sentence(view)
    if figure in ("map", "relief", "editions"):
        return narrative.on_map(view, way_of(view, figure))
    return narrative.ranking(view)


def way_of(view: View, figure: str = "map") -> str:
    """How the map of a View is coloured: as chosen, else the first way that its measure and year allow.

    Groups are of the provinces that a year was published for, so two maps have fewer ways in common.
    """
    t = view_state.words()
    ways = map_pair.way_names(view, t) if figure == "editions" else maps.way_names(results.index_of(view), view, t)
    chosen = view.option("map")
    return chosen if chosen in ways else next(iter(ways))


def frames(view: View, figure: str) -> tuple[pd.DataFrame, ...]:
    """The figures that a figure is drawn from, for the mark of a scene."""
    return tuple(frame.drop(columns=_YOUNGER, errors="ignore") for frame in _frames(view, figure))


def _frames(view: View, figure: str) -> tuple[pd.DataFrame, ...]:
    if figure in programme.FIGURES:
        return programme.frames(view, figure)
    if figure in analysis.FIGURES:
        return analysis.frames(view, figure)
    if figure == "gap":
        return tuple(results.standing(side) for side in sides.sides(view) if not sides.absent(view))
    if figure in ("bump", "history"):
        return (results.courses(view),)
    if figure in ("movers", "slope", "causes", "parts") or figure == "map" and way_of(view) == "change":
        return (results.changes(view)[0],)
    return (results.standing(view),)


def slide(view: View, figure: str, heading: str = "", said: str = "", spoken: str = "") -> Slide:
    """A View as a slide; what is left out is generated.

    Args:
        view: The View.
        figure: One of `provindex.views.scenes.FIGURES`.
        heading: Title in the reader's language.
        said: Sentence in the reader's language.
        spoken: The speaker's notes.
    """
    index, t = results.index_of(view), view_state.words()
    own = f"{narrative.province(view, view.province)} " if figure == "map" and view.province else ""
    said = said or own + sentence(view, figure)
    return Slide(
        title=heading or title(view, figure, t),
        sentence=said,
        figure=_DRAWN.get(figure, _map)(view, t),
        n="" if figure == "programme" else footnotes.coverage(view),
        source=programme.source(view) if figure == "programme" else index.source_of(view.year).get(t.lang),
        version=footnotes.version(),
        link=links.of_view(view),
        notes=spoken,
        caveats=tuple(part for part in (footnotes.provisional(view), footnotes.breaks(view)) if part),
        alt=said,
    )


def _about_one(view: View, figure: str) -> str:
    if view.province is None:
        t = view_state.words()
        return t("Choose a province to see where it stands.")
    if figure in programme.FIGURES:
        return programme.sentence(view, figure)
    if figure in analysis.FIGURES:
        return analysis.sentence(view, figure) or narrative.province(view, view.province)
    if figure == "history":
        return history.sentence(view)
    if figure in ("causes", "parts") and not rank_change.obstacle(view):
        return narrative.score_change(view, view.province)
    return narrative.province(view, view.province)


def _map(view: View, t: Translator) -> slide_model.Figure:
    way: Way = way_of(view)  # type: ignore[assignment]
    index, rows = results.index_of(view), maps.rows_of(view, way)
    marked = dict.fromkeys((*view.highlighted, *((view.province,) if view.province else ())))
    return slide_builders.map_of(
        index, view.year, rows, way, view.edition, t, base=view.base, highlighted=tuple(marked)[:_MOST_LINES]
    )


def _editions(view: View, t: Translator) -> slide_model.Figure:
    """The map of the published provinces beside that of those they went into; one map where there is no second."""
    if len(map_pair.editions(view)) < 2:
        return _map(view, t)
    way: Way = way_of(view, "editions")  # type: ignore[assignment]
    index, drawn, both = results.index_of(view), [], map_pair.heads(view)
    like = map_pair.scale(both[0][0], way)
    for seen, name, status in both:
        rows = maps.rows_of(seen, way)
        drawn.append(
            (
                f"{name}: {status}",
                slide_builders.map_of(index, view.year, rows, way, seen.edition, t, base=view.base, like=like),
            )
        )
    return PairSlide(tuple(drawn))


def _profile(view: View, t: Translator) -> slide_model.Figure:
    """Each part with its score, its rank, the median and the highest score of the country."""
    if view.province is None:
        return _league(view, t)
    index, found = results.index_of(view), measures.rows(view)
    figures = ("score", "middle", "highest")
    shown = pd.DataFrame(
        {
            "name": [index.measures[key].name.get(t.lang) for key in found["measure"]],
            "rank": [formats.rank(rank, t.lang) for rank in found["rank"]],
            **{name: [formats.score(value, t.lang, index.digits) for value in found[name]] for name in figures},
        }
    )
    columns = (
        Column("name", t("Measure")),
        Column("score", t("Score"), "right"),
        Column("rank", t("Rank"), "right"),
        Column("middle", t("Median of the country"), "right"),
        Column("highest", t("Highest"), "right"),
    )
    return TableSlide(shown, columns)


def _league(view: View, t: Translator) -> slide_model.Figure:
    standing = scope.in_region(results.standing(view), view)
    return slide_builders.table_of(
        results.index_of(view), standing, t, chosen=view.province, highlighted=tuple(view.highlighted)
    )


def _ends(view: View, t: Translator) -> slide_model.Figure:
    standing = scope.in_region(results.standing(view), view)
    if standing["score"].notna().sum() < 2:
        return _league(view, t)
    return slide_builders.ranking_of(results.index_of(view), standing, t, n=_ENDS)


def _lines(view: View, t: Translator, *, ranks: bool) -> slide_model.Figure:
    index = results.index_of(view)
    who = dict.fromkeys((*((view.province,) if view.province else ()), *view.highlighted))
    if not who:
        leading = results.standing(view).sort_values("rank", kind="stable")["province"]
        who = dict.fromkeys(str(one) for one in leading.head(_MOST_LINES))
    found = {one: history.years_of(view, one) for one in who}
    return slide_builders.course_of(found, time_series.cuts(index, view.measure), t, ranks=ranks, median=not ranks)


def _parts(view: View, t: Translator) -> slide_model.Figure:
    index = results.index_of(view)
    if view.province is None or rank_change.obstacle(view):
        return _league(view, t)
    rows = results.score_parts(view)
    own = rows[rows["province"] == view.province].dropna(subset=["change"])
    changes = dict(zip(own["part"], own["change"].astype(float), strict=True))
    return slide_builders.parts_of(index, changes, t) if changes else _league(view, t)


def _analysis(figure: str) -> Callable[[View, Translator], slide_model.Figure]:
    return lambda view, t: analysis.slide(view, figure, t) or _league(view, t)


def _programme(view: View, figure: str, t: Translator) -> slide_model.Figure:
    return programme.slide(view, figure, t) if view.province else _league(view, t)


def _moves(view: View, t: Translator) -> slide_model.Figure:
    """Ranks of the two years side by side, the furthest up first; the ranking where the years are not compared."""
    if rank_change.obstacle(view):
        return _league(view, t)
    return _pairs(results.changes(view)[0], (str(view.base), str(view.year)), view, t)


def _gap(view: View, t: Translator) -> slide_model.Figure:
    if sides.absent(view):
        return _league(view, t)
    a, b = sides.sides(view)
    return _pairs(ranks_of(a, b), (sides.short(a), sides.short(b)), view, t)


def ranks_of(a: View, b: View) -> pd.DataFrame:
    """The ranks of two Views of one year side by side, in the columns of `change.between`."""
    return change.between(results.standing(a), results.standing(b))


def _pairs(rows: pd.DataFrame, heads: tuple[str, str], view: View, t: Translator) -> TableSlide:
    rows = scope.in_region(rows, view).dropna(subset=["places"]).sort_values("places", ascending=False, kind="stable")
    shown = pd.DataFrame(
        {
            "name": [scope.name(province, view) for province in rows["province"]],
            "from": [formats.rank(rank, t.lang) for rank in rows["rank_from"]],
            "to": [formats.rank(rank, t.lang) for rank in rows["rank_to"]],
            "places": [formats.signed(places, t.lang, 0) for places in rows["places"]],
        }
    )
    columns = (
        Column("name", t("Province")),
        Column("from", heads[0], "right"),
        Column("to", heads[1], "right"),
        Column("places", t("Places"), "right"),
    )
    return TableSlide(shown, columns)


_DRAWN: dict[str, Callable[[View, Translator], slide_model.Figure]] = {
    **{figure: _analysis(figure) for figure in analysis.FIGURES},
    "editions": _editions,
    "ends": _ends,
    "league": _league,
    "slope": _moves,
    "movers": _moves,
    "gap": _gap,
    "profile": _profile,
    "bump": lambda view, t: _lines(view, t, ranks=True),
    "history": lambda view, t: _lines(view, t, ranks=view.option("history") == "rank"),
    "causes": _parts,
    "parts": _parts,
    "programme": lambda view, t: _programme(view, "programme", t),
    "fell": lambda view, t: _programme(view, "fell", t),
}
