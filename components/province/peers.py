"""The provinces most like one: nearest profiles in the country, in the region or in the reader's own set."""

import pandas as pd
import streamlit as st

from components.province import subject
from components.state import results, scope, view_state
from components.widgets import card, footnotes, notices, pickers, table
from provindex import sentences
from provindex.analysis import comparison, map_values, scores
from provindex.analysis.comparability import comparable
from provindex.catalog import Index
from provindex.core import formats, sorting
from provindex.core.translate import Translator
from provindex.sentences import one_profile, words
from provindex.views.view import View

_MOST = 5


def picker(view: View) -> str:
    """The choice of a set: similar profiles, the region, or the highlighted provinces where there are any."""
    t = view_state.words()
    names = {"similar": t("Similar profiles"), "region": t("In the region"), "own": t("Highlighted")}
    if not subject.others(view):
        del names["own"]
    return pickers.option_picker("peers", names, t("Set of provinces"))


def found(view: View) -> pd.DataFrame:
    """The nearest profiles in the chosen set: see `comparison.peers`; none for a partial table."""
    if subject.partial(view):
        return pd.DataFrame({"province": pd.Series(dtype="string"), "distance": pd.Series(dtype="float64")})
    way, own = _way(view), subject.others(view)
    within = {"similar": None, "region": subject.region(view), "own": own}[way]
    wide = scores.wide(results.year_table(view.index, view.year, view.edition), subject.parts(view))
    return comparison.peers(wide, str(view.province), max(len(own), 1) if way == "own" else _MOST, within)


def label(view: View) -> str:
    """What the mark of the peers stands for; empty where there are none."""
    t, way, n = view_state.words(), _way(view), len(found(view))
    if not n:
        return ""
    if way == "own":
        return t("median of the highlighted provinces")
    if way == "region":
        return t("median of the {n} nearest in the region", n=n)
    return t("median of the {n} nearest profiles", n=n)


def sentence(view: View) -> str:
    """Whose profile lies nearest."""
    return one_profile.peers(found(view), str(view.province), view.year, view_state.words())


def start_sentence(view: View) -> str:
    """Who rose most from a similar start, and in which part; why not where the years may not be compared."""
    index, t = results.index_of(view), view_state.words()
    if view.base >= view.year:
        return t("A start lies before the year: choose an earlier year to compare with.")
    verdict = comparable(index, view.measure, view.base, view.year)
    if not verdict.has_points:
        return sentences.refused(index, view.measure, view.base, view.year, verdict, t)
    risen = _risen(view, index)
    return one_profile.similar_start(index, view.measure, risen, str(view.province), view.base, view.year, verdict, t)


def show(view: View) -> None:
    """Two cards: the nearest profiles, and those that started alike."""
    index, t = results.index_of(view), view_state.words()
    if not comparable_at_all(view):
        return
    with card.card(t("Which provinces are most like it?"), sentence(view), key="profile-peers"):
        picker(view)
        nearest(view)
        st.caption(
            t(
                "Distance: Euclidean over the parts, each divided by its standard deviation over all provinces, so "
                "that no part counts for more because it spreads wider. Choose a row to open that profile."
            )
        )
    question = t("Who rose most from a similar start?")
    with card.card(question, start_sentence(view), [footnotes.line(view)], key="profile-start"):
        pickers.base_picker(compact=True)
        if view.base < view.year and comparable(index, view.measure, view.base, view.year).has_points:
            _starts(view, index, t)


def comparable_at_all(view: View) -> bool:
    """Whether the province can be set beside others this year; says why where it cannot."""
    t = view_state.words()
    if subject.partial(view):
        notices.nothing(
            t(
                "The table of {year} does not hold the whole country: neither similar provinces nor targets are "
                "computed from it.",
                year=view.year,
            )
        )
        return False
    profile = results.profile(view)
    if profile.score is None:
        notices.nothing(sentences.province(profile, t))
        return False
    return True


def listed(view: View, t: Translator) -> tuple[pd.DataFrame, dict[str, str], tuple[str, ...]]:
    """The nearest profiles: rows of printed texts with ``province``, column -> heading, the columns of numbers."""
    index = results.index_of(view)
    rows = found(view).merge(results.standing(view), on="province", how="left")
    groups = subject.groups(view)
    shown = pd.DataFrame(
        {
            "province": rows["province"],
            "name": [scope.name(key, view) for key in rows["province"]],
            "distance": [formats.score(value, t.lang) for value in rows["distance"]],
            "score": [formats.score(value, t.lang, index.digits) for value in rows["score"]],
            "place": [
                map_values.place(rank, tied, t.lang) for rank, tied in zip(rows["rank"], rows["tied"], strict=True)
            ],
            "group": [groups.get(key, "") if pd.notna(key) else "" for key in rows["group"]],
        }
    )
    names = {
        "name": t("Province"),
        "distance": t("Distance"),
        "score": t("Score"),
        "place": t("Rank"),
        "group": t("Group"),
    }
    return shown, names, ("distance", "score", "place")


def nearest(view: View, room: int | None = None) -> None:
    """The table of the nearest profiles; a row opens its province. ``room`` in px is what there is on the stage."""
    t = view_state.words()
    shown, names, numbers = listed(view, t)
    if shown.empty:
        notices.nothing(t("No province of this set has figures of all parts in {year}.", year=view.year))
        return
    table.show(
        shown[list(names)],
        names,
        key=f"profile-nearest-{view.province}",
        alt=t("Nearest profiles"),
        ids=list(shown["province"]),
        numbers=numbers,
        orders={"group": sorting.by_class(shown["group"], list(subject.groups(view).values()))},
        room=room,
    )


def _starts(view: View, index: Index, t: Translator) -> None:
    rows = _risen(view, index)
    if rows.empty:
        return
    verdict = comparable(index, view.measure, view.base, view.year)
    shown = pd.DataFrame(
        {
            "name": [scope.name(key, view) for key in rows["province"]],
            "from": [formats.score(value, t.lang, index.digits) for value in rows["score_from"]],
            "to": [formats.score(value, t.lang, index.digits) for value in rows["score_to"]],
            "change": [formats.signed(value, t.lang, index.digits) for value in rows["change"]],
            "lever": [
                f"{index.measures[key].name.get(t.lang)} ({formats.signed(value, t.lang, index.digits)})"
                if pd.notna(key)
                else formats.MISSING
                for key, value in zip(rows["lever"], rows["lever_change"], strict=True)
            ],
        }
    )
    names = {
        "name": t("Province"),
        "from": str(view.base),
        "to": str(view.year),
        "change": t("Change") + words.in_parts(index, view.measure, verdict, t),
        "lever": t("Part that rose most"),
    }
    table.show(
        shown,
        names,
        key=f"profile-starts-{view.province}",
        alt=t("Provinces with a similar start"),
        ids=list(rows["province"]),
        numbers=("from", "to", "change"),
    )


def _risen(view: View, index: Index) -> pd.DataFrame:
    """Similar starts; the part is looked for among the lowest level below the measure that may be compared."""
    below = [key for key in index.measures if key.startswith(f"{view.measure}.") and not index.children(key)]
    alike = [key for key in below if comparable(index, key, view.base, view.year).verdict == "yes"]
    before, after = (results.year_table(view.index, year, view.edition) for year in (view.base, view.year))
    verdict = comparable(index, view.measure, view.base, view.year)
    summed = verdict.parts if verdict.basis == "parts" else ()
    return comparison.similar_start(before, after, view.measure, alike, str(view.province), alike=summed)


def _way(view: View) -> str:
    way = view.option("peers")
    return "similar" if way == "own" and not subject.others(view) else way
