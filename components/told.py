"""The sentences of a View: each number in them comes from the frames that are drawn beside them."""

from components import cache, selection
from provindex import sentences
from provindex.profile import profile
from provindex.view import View


def overview(view: View) -> str:
    """How the country stands."""
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


def on_map(view: View, way: str) -> str:
    """What a map shows: groups, the range of scores, or how the provinces moved."""
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
    """Who leads and who trails."""
    return sentences.ranking(cache.index_of(view), view.measure, view.year, cache.standing(view), selection.words())


def province(view: View, identity: str) -> str:
    """Where a province stands."""
    found = profile(cache.index_of(view), view.year, identity, view.measure, cache.year_table, before=view.base)
    return sentences.province(found, selection.words())
