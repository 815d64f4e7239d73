"""What a View shows as one figure: its title, its sentence, the frames it is drawn from, and the same as a slide.

Pages, the stage and the files a reader takes away share it, so that each says the same of the same View.
"""

from collections.abc import Callable

import pandas as pd

from components import (
    addresses,
    analysis_scene,
    cache,
    map_pair,
    maps,
    movement,
    notes,
    pairs,
    pairs_view,
    profile_history,
    profile_measures,
    programme_scene,
    scene_names,
    selection,
    told,
)
from provindex import change, course, formats, geography
from provindex.cells import Way
from provindex.export import cards, slides
from provindex.export.slides import Column, PairSlide, Slide, TableSlide
from provindex.translate import Translator
from provindex.view import View

_ENDS, _MOST_LINES = 5, 6
_YOUNGER = ["ranked", "gap_from", "gap_to"]
"""Columns that came after scenes were first stored with a mark; no figure of a scene draws them."""
_NAMED = ("ends", "movers", "league", "bump", "slope", "profile", "editions")
"""Figures whose name belongs into the title, which would else be that of the map."""

ABOUT_ONE = ("causes", "parts", "profile", "history", *analysis_scene.ABOUT_ONE, *programme_scene.FIGURES)
"""Figures about one province: a View without one has none of them."""


def title(view: View, figure: str, t: Translator) -> str:
    """A title in the words of the View: index, measure, years, and the province where the figure is about one."""
    if figure in programme_scene.FIGURES:
        return programme_scene.title(view, figure, t)
    index = cache.catalog().indices[view.index]
    name = index.short.get(t.lang)
    if figure == "gap":
        name = formats.listing([pairs_view.short(side) for side in pairs_view.sides(view)], t.lang)
    elif view.measure != index.root.key:
        name = f"{name}, {index.measures[view.measure].name.get(t.lang)}"
    years = str(view.year)
    if figure in ("movers", "slope", "causes", "parts") or figure == "map" and way_of(view) == "change":
        years = f"{view.base}–{view.year}"
    who = geography.province(view.province).name.get(t.lang) if view.province and figure in ABOUT_ONE else ""
    names = scene_names.figure_names(t)
    way = names[figure] if figure in (*_NAMED, *analysis_scene.FIGURES) else ""
    return ": ".join(part for part in (who, f"{name} {years}", way) if part)


def sentence(view: View, figure: str) -> str:
    """The one sentence of a figure, its numbers from the frames it is drawn from."""
    if figure in ABOUT_ONE:
        return _about_one(view, figure)
    if figure in analysis_scene.FIGURES:
        return analysis_scene.sentence(view, figure) or told.ranking(view)
    if figure in ("bump", "slope", "movers"):
        return movement.sentence(view, figure)
    if figure == "gap":
        return pairs_view.absent(view) or pairs.sentence(view)
    if figure in ("map", "relief", "editions"):
        return told.on_map(view, way_of(view, figure))
    return told.ranking(view)


def way_of(view: View, figure: str = "map") -> str:
    """How the map of a View is coloured: as chosen, else the first way that its measure and year allow.

    Groups are of the provinces that a year was published for, so two maps have fewer ways in common.
    """
    t = selection.words()
    ways = map_pair.way_names(view, t) if figure == "editions" else maps.way_names(cache.index_of(view), view, t)
    chosen = view.option("map")
    return chosen if chosen in ways else next(iter(ways))


def frames(view: View, figure: str) -> tuple[pd.DataFrame, ...]:
    """The figures that a figure is drawn from, for the mark of a scene."""
    return tuple(frame.drop(columns=_YOUNGER, errors="ignore") for frame in _frames(view, figure))


def _frames(view: View, figure: str) -> tuple[pd.DataFrame, ...]:
    if figure in programme_scene.FIGURES:
        return programme_scene.frames(view, figure)
    if figure in analysis_scene.FIGURES:
        return analysis_scene.frames(view, figure)
    if figure == "gap":
        return tuple(cache.standing(side) for side in pairs_view.sides(view) if not pairs_view.absent(view))
    if figure in ("bump", "history"):
        return (cache.courses(view),)
    if figure in ("movers", "slope", "causes", "parts") or figure == "map" and way_of(view) == "change":
        return (cache.changes(view)[0],)
    return (cache.standing(view),)


def slide(view: View, figure: str, heading: str = "", said: str = "", spoken: str = "") -> Slide:
    """A View as a slide; what is left out is generated.

    Args:
        view: The View.
        figure: One of `provindex.scenes.FIGURES`.
        heading: Title in the reader's language.
        said: Sentence in the reader's language.
        spoken: The speaker's notes.
    """
    index, t = cache.index_of(view), selection.words()
    own = f"{told.province(view, view.province)} " if figure == "map" and view.province else ""
    said = said or own + sentence(view, figure)
    return Slide(
        title=heading or title(view, figure, t),
        sentence=said,
        figure=_DRAWN.get(figure, _map)(view, t),
        n="" if figure == "programme" else notes.coverage(view),
        source=programme_scene.source(view) if figure == "programme" else index.source_of(view.year).get(t.lang),
        version=notes.version(),
        link=addresses.of_view(view),
        notes=spoken,
        caveats=tuple(part for part in (notes.provisional(view), notes.breaks(view)) if part),
        alt=said,
    )


def _about_one(view: View, figure: str) -> str:
    if view.province is None:
        t = selection.words()
        return t("Choose a province to see where it stands.")
    if figure in programme_scene.FIGURES:
        return programme_scene.sentence(view, figure)
    if figure in analysis_scene.FIGURES:
        return analysis_scene.sentence(view, figure) or told.province(view, view.province)
    if figure == "history":
        return profile_history.sentence(view)
    if figure in ("causes", "parts") and not movement.obstacle(view):
        return told.score_change(view, view.province)
    return told.province(view, view.province)


def _map(view: View, t: Translator) -> slides.Figure:
    way: Way = way_of(view)  # type: ignore[assignment]
    index, rows = cache.index_of(view), maps.rows_of(view, way)
    marked = dict.fromkeys((*view.highlighted, *((view.province,) if view.province else ())))
    return cards.map_of(
        index, view.year, rows, way, view.edition, t, base=view.base, highlighted=tuple(marked)[:_MOST_LINES]
    )


def _editions(view: View, t: Translator) -> slides.Figure:
    """The map of the published provinces beside that of those they went into; one map where there is no second."""
    if len(map_pair.editions(view)) < 2:
        return _map(view, t)
    way: Way = way_of(view, "editions")  # type: ignore[assignment]
    index, drawn, both = cache.index_of(view), [], map_pair.heads(view)
    like = map_pair.scale(both[0][0], way)
    for seen, name, status in both:
        rows = maps.rows_of(seen, way)
        drawn.append(
            (f"{name}: {status}", cards.map_of(index, view.year, rows, way, seen.edition, t, base=view.base, like=like))
        )
    return PairSlide(tuple(drawn))


def _profile(view: View, t: Translator) -> slides.Figure:
    """Each part with its score, its rank, the median and the highest score of the country."""
    if view.province is None:
        return _league(view, t)
    index, found = cache.index_of(view), profile_measures.rows(view)
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


def _league(view: View, t: Translator) -> slides.Figure:
    standing = maps.in_region(cache.standing(view), view)
    return cards.table_of(cache.index_of(view), standing, t, chosen=view.province, highlighted=tuple(view.highlighted))


def _ends(view: View, t: Translator) -> slides.Figure:
    standing = maps.in_region(cache.standing(view), view)
    if standing["score"].notna().sum() < 2:
        return _league(view, t)
    return cards.ranking_of(cache.index_of(view), standing, t, n=_ENDS)


def _lines(view: View, t: Translator, *, ranks: bool) -> slides.Figure:
    index = cache.index_of(view)
    who = dict.fromkeys((*((view.province,) if view.province else ()), *view.highlighted))
    if not who:
        leading = cache.standing(view).sort_values("rank", kind="stable")["province"]
        who = dict.fromkeys(str(one) for one in leading.head(_MOST_LINES))
    found = {one: profile_history.years_of(view, one) for one in who}
    return cards.course_of(found, course.cuts(index, view.measure), t, ranks=ranks, median=not ranks)


def _parts(view: View, t: Translator) -> slides.Figure:
    index = cache.index_of(view)
    if view.province is None or movement.obstacle(view):
        return _league(view, t)
    rows = cache.score_parts(view)
    own = rows[rows["province"] == view.province].dropna(subset=["change"])
    changes = dict(zip(own["part"], own["change"].astype(float), strict=True))
    return cards.parts_of(index, changes, t) if changes else _league(view, t)


def _analysis(figure: str) -> Callable[[View, Translator], slides.Figure]:
    return lambda view, t: analysis_scene.slide(view, figure, t) or _league(view, t)


def _programme(view: View, figure: str, t: Translator) -> slides.Figure:
    return programme_scene.slide(view, figure, t) if view.province else _league(view, t)


def _moves(view: View, t: Translator) -> slides.Figure:
    """Ranks of the two years side by side, the furthest up first; the ranking where the years are not compared."""
    if movement.obstacle(view):
        return _league(view, t)
    return _pairs(cache.changes(view)[0], (str(view.base), str(view.year)), view, t)


def _gap(view: View, t: Translator) -> slides.Figure:
    if pairs_view.absent(view):
        return _league(view, t)
    a, b = pairs_view.sides(view)
    return _pairs(ranks_of(a, b), (pairs_view.short(a), pairs_view.short(b)), view, t)


def ranks_of(a: View, b: View) -> pd.DataFrame:
    """The ranks of two Views of one year side by side, in the columns of `change.between`."""
    return change.between(cache.standing(a), cache.standing(b))


def _pairs(rows: pd.DataFrame, heads: tuple[str, str], view: View, t: Translator) -> TableSlide:
    rows = maps.in_region(rows, view).dropna(subset=["places"]).sort_values("places", ascending=False, kind="stable")
    shown = pd.DataFrame(
        {
            "name": [maps.name(province, view) for province in rows["province"]],
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


_DRAWN: dict[str, Callable[[View, Translator], slides.Figure]] = {
    **{figure: _analysis(figure) for figure in analysis_scene.FIGURES},
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
