"""The sentences of a View: each number in them comes from the frames that are drawn beside them."""

from collections.abc import Callable

import pandas as pd

from components.state import figure_cache, results, scope, view_state
from provindex import geography, sentences
from provindex.analysis import comparability, uncertainty
from provindex.analysis.profile import profile
from provindex.views.view import View


def overview(view: View) -> str:
    """How the country stands."""
    return figure_cache.kept("told-overview", view, lambda: _overview(view))


def on_map(view: View, way: str) -> str:
    """What a map shows: groups, the range of scores, or how the provinces moved."""
    return figure_cache.kept("told-map", view, lambda: _on_map(view, way), way)


def _overview(view: View) -> str:
    changes, verdict = results.changes(view)
    return sentences.overview(
        results.index_of(view),
        view.measure,
        view.year,
        results.standing(view),
        changes,
        verdict,
        results.summary(view),
        view_state.words(),
        view.base,
    )


def _on_map(view: View, way: str) -> str:
    index, t = results.index_of(view), view_state.words()
    if way == "change":
        changes, verdict = results.changes(view)
        return sentences.change(index, view.measure, view.base, view.year, changes, verdict, t)
    if way == "group":
        return sentences.groups(index, view.measure, view.year, results.standing(view), t)
    if way == "rank":
        return sentences.ranking(index, view.measure, view.year, results.standing(view), t)
    return sentences.levels(index, view.measure, view.year, results.standing(view), t)


def ranking(view: View) -> str:
    """Where the chosen province stands, and who leads and who trails."""
    return figure_cache.kept("told-ranking", view, lambda: _ranking(view))


def _ranking(view: View) -> str:
    index, standing, t = results.index_of(view), results.standing(view), view_state.words()
    country = sentences.ranking(index, view.measure, view.year, standing, t)
    if view.province not in set(standing["province"]):
        return country
    return f"{sentences.place_of(index, view.year, standing, str(view.province), t)} {country}"


def province(view: View, identity: str) -> str:
    """Where a province stands."""
    return figure_cache.kept("told-province", view, lambda: _province(view, identity), identity)


def _province(view: View, identity: str) -> str:
    found = profile(results.index_of(view), view.year, identity, view.measure, results.year_table, before=view.base)
    return sentences.province(found, view_state.words())


def change(view: View) -> str:
    """How the provinces of the View's region moved, in places and groups."""
    return figure_cache.kept("told-change", view, lambda: _of_region(view, sentences.change))


def scores_moved(view: View) -> str:
    """How many scores of the View's region rose and fell, and which did so most; for years that may be compared."""
    return figure_cache.kept("told-scores", view, lambda: _of_region(view, sentences.scores_moved))


def course(view: View, identity: str) -> str:
    """The ranks of a province in the two years, and their span over the years that are measured alike."""
    return figure_cache.kept("told-course", view, lambda: _course(view, identity), identity)


def _course(view: View, identity: str) -> str:
    index = results.index_of(view)
    ranks = results.courses(view)
    runs = comparability.runs(index, view.measure)
    run = next((run for run in runs if view.year in run), (view.year,))
    own = ranks[ranks["province"] == identity]
    years = [year for year in sorted({view.base, view.year}) if year in set(ranks["year"])]
    return sentences.course(index, view.measure, identity, own, years, run, view_state.words())


def score_change(view: View, identity: str) -> str:
    """How the score of a province changed, and which parts moved it most; for two years compared in points."""
    return figure_cache.kept("told-score-change", view, lambda: _score_change(view, identity), identity)


def _score_change(view: View, identity: str) -> str:
    changes, verdict = results.changes(view)
    parts = results.score_parts(view)
    old, new = (_row(results.standing(view, year), identity) for year in (view.base, view.year))
    whole = verdict.basis == "whole"
    apart = uncertainty.separable(old["score"], old["se"], new["score"], new["se"]) if whole else None
    return sentences.score_change(
        results.index_of(view),
        view.measure,
        (view.base, view.year),
        _row(changes, identity),
        parts[parts["province"] == identity],
        verdict,
        view_state.words(),
        within_error=None if apart is None else not apart,
    )


def rank_change(view: View, identity: str) -> str:
    """How far a province moved in the order, and how much of that is its own change."""
    return figure_cache.kept("told-rank-change", view, lambda: _rank_change(view, identity), identity)


def _rank_change(view: View, identity: str) -> str:
    causes = results.rank_parts(view)
    own = _row(causes, identity) if identity in set(causes["province"]) else None
    return sentences.rank_change(_row(results.changes(view)[0], identity), own, view_state.words())


def incomplete(view: View) -> str:
    """Why nobody is said to have moved furthest between two years of which one holds a part of the provinces."""
    t = view_state.words()
    return t(
        "A table is not complete, so nobody is said to have moved furthest from {base} to {year}.",
        base=view.base,
        year=view.year,
    )


def apart(view: View) -> str:
    """The provinces of the View's region without a figure at either end of the change, with the reasons."""
    return figure_cache.kept("told-apart", view, lambda: _apart(view))


def _apart(view: View) -> str:
    changes, _ = results.changes(view)
    before, after = (results.coverage(view.index, view.measure, year).reasons for year in (view.base, view.year))
    shown = scope.in_region(changes, view)
    return sentences.apart((view.base, view.year), shown, before, after, view_state.words())


def _of_region(view: View, sentence: Callable[..., str]) -> str:
    """A sentence about two years of the provinces of the View's region, led by the region's name."""
    changes, verdict = results.changes(view)
    shown = scope.in_region(changes, view)
    years = (view.base, view.year)
    said = sentence(results.index_of(view), view.measure, *years, shown, verdict, view_state.words())
    region = next((one for one in geography.regions(view.edition) if one.id == view.region), None)
    return f"{region.name.get(view.lang)}: {said}" if region else said


def _row(frame: pd.DataFrame, province: str) -> pd.Series:
    return frame.loc[frame["province"] == province].iloc[0]
