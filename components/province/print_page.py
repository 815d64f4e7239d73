"""The profile of a province on one page of A4: one column, no controls."""

import streamlit as st

from components.province import history, measures, moved, page, peers, subject, targets
from components.state import results, view_state
from components.widgets import chart, footnotes, notices
from provindex import sentences
from provindex.core import formats, inert
from provindex.figures.profile import Frame
from provindex.sentences import aims
from provindex.views.view import View

# 700 px fit between the usual margins of an A4 page at full size; 12 px are 9 points on paper. The heights leave room
# for the longest texts: names, breaks and a simulation.
_WIDTH, _TEXT, _YEARS, _ROW = 700, 12, 150, 35


def show(view: View) -> None:
    """Everything of the page that holds on paper."""
    index, t = results.index_of(view), view_state.words()
    found = results.profile(view)
    with st.container(width=_WIDTH, gap="xsmall", key="print"):
        measure = "" if view.measure == index.root.key else f" · {index.measures[view.measure].name.get(t.lang)}"
        title = f"{page.name(view)} · {index.short.get(t.lang)} {view.year}{measure}"
        st.subheader(inert.markdown(f"{title} · {page.region_name(view)}"), anchor=False)
        if found.score is None and found.rank is None:
            notices.nothing(sentences.province(found, t))
        else:
            st.markdown(inert.markdown(sentences.province(found, t)))
        if measures.known(view) and not subject.partial(view):
            said = measures.sentence(view)
            drawn = measures.figure(view, "range", view_state.figure_theme(_TEXT), _WIDTH, Frame(row=_ROW))
            chart.plotly(drawn, key="print-measures", alt=said)
        years = history.figure(view, "rank", _YEARS, _WIDTH)
        chart.plotly(years, key="print-history", alt=history.sentence(view))
        for heading, said in _told(view):
            if said:
                st.markdown(f":small[**{inert.markdown(heading)}.** {inert.markdown(said)}]")
        # The break between the two years is part of the first sentence.
        st.caption(inert.markdown(f"{footnotes.coverage(view)} · {footnotes.source(view)}"))


def _told(view: View) -> list[tuple[str, str]]:
    """What the page says in words, with its headings."""
    t = view_state.words()
    told = [(t("Over the years"), history.missing(view))]
    if view.base < view.year and not subject.partial(view):
        told.append((t("Rose and fell"), moved.sentence(view)))
    if subject.partial(view) or results.profile(view).score is None:
        return told
    # A reader who has set a plan of their own needs no other; there is room for one of the two.
    levers, plan = targets.levers(view), _simulated(view)
    reach = aims.levers(results.index_of(view), levers, t) if len(levers) and not plan else ""
    told += [
        (t("Similar provinces"), peers.sentence(view)),
        (t("Targets"), f"{targets.gap_sentence(view)} {reach}"),
        (t("Simulation"), plan),
        (t("Rank"), page.uncertainty(view)),
    ]
    return told


def _simulated(view: View) -> str:
    """The simulation of the link, where it carries one."""
    steps, _ = targets.chosen(view)
    result = targets.simulate(view, steps) if steps else None
    if result is None:
        return ""
    index, t = results.index_of(view), view_state.words()
    listed = [
        f"{index.measures[key].name.get(t.lang)} ({formats.signed(points, t.lang, index.digits)})"
        for key, points in steps.items()
    ]
    ranked = int(results.standing(view)["ranked"].iloc[0])
    return f"{'; '.join(listed)}. {aims.simulated(index, result, ranked, t)}"
