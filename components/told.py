"""The sentences of a View: each number in them comes from the frames that are drawn beside them."""

from collections.abc import Callable

import pandas as pd

from components import cache, drawn, maps, selection
from provindex import comparability, geography, sentences, uncertainty
from provindex.profile import profile
from provindex.view import View


def overview(view: View) -> str:
    """How the country stands."""
    return drawn.kept("told-overview", view, lambda: _overview(view))


def on_map(view: View, way: str) -> str:
    """What a map shows: groups, the range of scores, or how the provinces moved."""
    return drawn.kept("told-map", view, lambda: _on_map(view, way), way)


def _overview(view: View) -> str:
    changes, verdict = cache.changes(view)
    return sentences.overview(
        cache.index_of(view),
        view.measure,
        view.year,
        cache.standing(view),
        changes,
        verdict,
        cache.summary(view),
        selection.words(),
        view.base,
    )


def _on_map(view: View, way: str) -> str:
    index, t = cache.index_of(view), selection.words()
    if way == "change":
        changes, verdict = cache.changes(view)
        return sentences.change(index, view.measure, view.base, view.year, changes, verdict, t)
    if way == "group":
        return sentences.groups(index, view.measure, view.year, cache.standing(view), t)
    if way == "rank":
        return sentences.ranking(index, view.measure, view.year, cache.standing(view), t)
    return sentences.levels(index, view.measure, view.year, cache.standing(view), t)


def ranking(view: View) -> str:
    """Where the chosen province stands, and who leads and who trails."""
    return drawn.kept("told-ranking", view, lambda: _ranking(view))


def _ranking(view: View) -> str:
    index, standing, t = cache.index_of(view), cache.standing(view), selection.words()
    country = sentences.ranking(index, view.measure, view.year, standing, t)
    if view.province not in set(standing["province"]):
        return country
    return f"{sentences.place_of(index, view.year, standing, str(view.province), t)} {country}"


def province(view: View, identity: str) -> str:
    """Where a province stands."""
    return drawn.kept("told-province", view, lambda: _province(view, identity), identity)


def _province(view: View, identity: str) -> str:
    found = profile(cache.index_of(view), view.year, identity, view.measure, cache.year_table, before=view.base)
    return sentences.province(found, selection.words())


def change(view: View) -> str:
    """How the provinces of the View's region moved, in places and groups."""
    return drawn.kept("told-change", view, lambda: _of_region(view, sentences.change))


def scores_moved(view: View) -> str:
    """How many scores of the View's region rose and fell, and which did so most; for years that may be compared."""
    return drawn.kept("told-scores", view, lambda: _of_region(view, sentences.scores_moved))


def course(view: View, identity: str) -> str:
    """The ranks of a province in the two years, and their span over the years that are measured alike."""
    return drawn.kept("told-course", view, lambda: _course(view, identity), identity)


def _course(view: View, identity: str) -> str:
    index = cache.index_of(view)
    ranks = cache.courses(view)
    runs = comparability.runs(index, view.measure)
    run = next((run for run in runs if view.year in run), (view.year,))
    own = ranks[ranks["province"] == identity]
    years = [year for year in sorted({view.base, view.year}) if year in set(ranks["year"])]
    return sentences.course(index, view.measure, identity, own, years, run, selection.words())


def score_change(view: View, identity: str) -> str:
    """How the score of a province changed, and which parts moved it most; for two years compared in points."""
    return drawn.kept("told-score-change", view, lambda: _score_change(view, identity), identity)


def _score_change(view: View, identity: str) -> str:
    changes, verdict = cache.changes(view)
    parts = cache.score_parts(view)
    old, new = (_row(cache.standing(view, year), identity) for year in (view.base, view.year))
    whole = verdict.basis == "whole"
    apart = uncertainty.separable(old["score"], old["se"], new["score"], new["se"]) if whole else None
    return sentences.score_change(
        cache.index_of(view),
        view.measure,
        (view.base, view.year),
        _row(changes, identity),
        parts[parts["province"] == identity],
        verdict,
        selection.words(),
        within_error=None if apart is None else not apart,
    )


def rank_change(view: View, identity: str) -> str:
    """How far a province moved in the order, and how much of that is its own change."""
    return drawn.kept("told-rank-change", view, lambda: _rank_change(view, identity), identity)


def _rank_change(view: View, identity: str) -> str:
    causes = cache.rank_parts(view)
    own = _row(causes, identity) if identity in set(causes["province"]) else None
    return sentences.rank_change(_row(cache.changes(view)[0], identity), own, selection.words())


def incomplete(view: View) -> str:
    """Why nobody is said to have moved furthest between two years of which one holds a part of the provinces."""
    t = selection.words()
    return t(
        "A table is not complete, so nobody is said to have moved furthest from {base} to {year}.",
        base=view.base,
        year=view.year,
    )


def apart(view: View) -> str:
    """The provinces of the View's region without a figure at either end of the change, with the reasons."""
    return drawn.kept("told-apart", view, lambda: _apart(view))


def _apart(view: View) -> str:
    changes, _ = cache.changes(view)
    before, after = (cache.coverage(view.index, view.measure, year).reasons for year in (view.base, view.year))
    shown = maps.in_region(changes, view)
    return sentences.apart((view.base, view.year), shown, before, after, selection.words())


def _of_region(view: View, sentence: Callable[..., str]) -> str:
    """A sentence about two years of the provinces of the View's region, led by the region's name."""
    changes, verdict = cache.changes(view)
    shown = maps.in_region(changes, view)
    years = (view.base, view.year)
    said = sentence(cache.index_of(view), view.measure, *years, shown, verdict, selection.words())
    region = next((one for one in geography.regions(view.edition) if one.id == view.region), None)
    return f"{region.name.get(view.lang)}: {said}" if region else said


def _row(frame: pd.DataFrame, province: str) -> pd.Series:
    return frame.loc[frame["province"] == province].iloc[0]
