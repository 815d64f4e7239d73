"""The profile of a province on one page of A4: one column, no controls."""

import streamlit as st

from components import (
    cache,
    chart,
    notes,
    notices,
    profile,
    profile_history,
    profile_measures,
    profile_moved,
    profile_peers,
    profile_targets,
    profile_view,
    selection,
)
from provindex import formats, inert, sentences
from provindex.figures.profile import Frame
from provindex.sentences import aims
from provindex.view import View

# 700 px fit between the usual margins of an A4 page at full size; 12 px are 9 points on paper. The heights leave room
# for the longest texts: names, breaks and a simulation.
_WIDTH, _TEXT, _YEARS, _ROW = 700, 12, 150, 35


def show(view: View) -> None:
    """Everything of the page that holds on paper."""
    index, t = cache.index_of(view), selection.words()
    found = cache.profile(view)
    with st.container(width=_WIDTH, gap="xsmall", key="print"):
        measure = "" if view.measure == index.root.key else f" · {index.measures[view.measure].name.get(t.lang)}"
        title = f"{profile.name(view)} · {index.short.get(t.lang)} {view.year}{measure}"
        st.subheader(inert.markdown(f"{title} · {profile.region_name(view)}"), anchor=False)
        if found.score is None and found.rank is None:
            notices.nothing(sentences.province(found, t))
        else:
            st.markdown(inert.markdown(sentences.province(found, t)))
        if profile_measures.known(view) and not profile_view.partial(view):
            said = profile_measures.sentence(view)
            drawn = profile_measures.figure(view, "range", selection.figure_theme(_TEXT), _WIDTH, Frame(row=_ROW))
            chart.plotly(drawn, key="print-measures", alt=said)
        years = profile_history.figure(view, "rank", _YEARS, _WIDTH)
        chart.plotly(years, key="print-history", alt=profile_history.sentence(view))
        for heading, said in _told(view):
            if said:
                st.markdown(f":small[**{inert.markdown(heading)}.** {inert.markdown(said)}]")
        # The break between the two years is part of the first sentence.
        st.caption(inert.markdown(f"{notes.coverage(view)} · {notes.source(view)}"))


def _told(view: View) -> list[tuple[str, str]]:
    """What the page says in words, with its headings."""
    t = selection.words()
    told = [(t("Over the years"), profile_history.missing(view))]
    if view.base < view.year and not profile_view.partial(view):
        told.append((t("Rose and fell"), profile_moved.sentence(view)))
    if profile_view.partial(view) or cache.profile(view).score is None:
        return told
    # A reader who has set a plan of their own needs no other; there is room for one of the two.
    levers, plan = profile_targets.levers(view), _simulated(view)
    reach = aims.levers(cache.index_of(view), levers, t) if len(levers) and not plan else ""
    told += [
        (t("Similar provinces"), profile_peers.sentence(view)),
        (t("Targets"), f"{profile_targets.gap_sentence(view)} {reach}"),
        (t("Simulation"), plan),
        (t("Rank"), profile.uncertainty(view)),
    ]
    return told


def _simulated(view: View) -> str:
    """The simulation of the link, where it carries one."""
    steps, _ = profile_targets.chosen(view)
    result = profile_targets.simulate(view, steps) if steps else None
    if result is None:
        return ""
    index, t = cache.index_of(view), selection.words()
    listed = [
        f"{index.measures[key].name.get(t.lang)} ({formats.signed(points, t.lang, index.digits)})"
        for key, points in steps.items()
    ]
    ranked = int(cache.standing(view)["ranked"].iloc[0])
    return f"{'; '.join(listed)}. {aims.simulated(index, result, ranked, t)}"
