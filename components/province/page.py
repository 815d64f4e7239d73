"""The page about one province: whom it is about, its head, and the part that the reader has chosen."""

from dataclasses import replace

import streamlit as st

from components.province import history, measures, peers, targets
from components.province import moved as profile_moved
from components.province import subject as profile_view
from components.state import results, scope, view_state
from components.widgets import card, footnotes, merged_members, notices, pickers
from provindex import geography, sentences
from provindex.analysis import comparison, map_values
from provindex.analysis.profile import Profile
from provindex.core import formats, inert
from provindex.sentences import one_profile, words
from provindex.views.view import View

_PARTS = {
    "measures": measures.show,
    "history": history.show,
    "moved": profile_moved.show,
    "peers": peers.show,
    "targets": targets.show,
}


def subject(view: View) -> View:
    """The View about one province: the selected one, else the first that is highlighted, else none."""
    return view if view.province or not view.highlighted else replace(view, province=view.highlighted[0])


def show(view: View) -> None:
    """The head on the left, the chosen part on the right; what to do where there is no province to show."""
    if view.province is None:
        _choose()
    else:
        left, right = st.columns([4, 8], gap="medium")
        with left, st.container(gap="xsmall", key="profile-head"):
            _head(view)
        with right:
            _part(view)


def name(view: View) -> str:
    """The name of the View's province."""
    return scope.name(str(view.province), view)


def region_name(view: View) -> str:
    """The name of the region that the View's province lies in."""
    region = geography.province(str(view.province)).region
    return next(one for one in geography.regions(view.edition) if one.id == region).name.get(view.lang)


def _figures(view: View) -> None:
    """Score, rank, group and the way to the next group, with the change where the two years may be compared."""
    t, found = view_state.words(), results.profile(view)
    index, change = found.index, found.change
    since = t("since {base}", base=view.base)
    places = [*st.columns(2), *st.columns(2)]
    moved = None if change is None else formats.signed(change.score, t.lang, index.digits)
    score = formats.score(found.score, t.lang, index.digits)
    _metric(places[0], t("Score"), score, moved, since + words.share_of_parts(found.verdict))
    climbed = None if change is None else formats.signed(change.rank, t.lang, 0)
    rank, valid = map_values.place(found.rank, found.tied, t.lang), formats.integer(found.ranked, t.lang)
    label = t("Derived rank of {valid}", valid=valid) if results.is_derived(view) else t("Rank of {valid}", valid=valid)
    _metric(places[1], label, rank, climbed, since)
    if found.group is not None:
        places[2].metric(t("Group"), inert.markdown(index.groups.labels[found.group].get(t.lang)))
    if found.gap is not None and found.gap.next_group is not None:
        points = formats.score(found.gap.points, t.lang, index.digits)
        places[3].metric(t("Points to the next group"), inert.markdown(points))


def uncertainty(view: View) -> str:
    """The range of the rank, or that the publisher states no error; empty where nothing is computed of the table."""
    found = results.profile(view)
    if found.coverage.status == "partial" or found.rank is None or results.is_derived(view):
        return ""
    return one_profile.rank_range(results.rank_ranges(view), str(view.province), view.year, view_state.words())


def standing_out(view: View) -> tuple[str, str]:
    """Where the province stands higher and lower than most within the year; empty for a partial table."""
    index = results.index_of(view)
    if profile_view.partial(view):
        return "", ""
    standings = {key: results.standing(results.at_measure(view, key)) for key in profile_view.parts(view)}
    return one_profile.standing_out(index, comparison.strengths(standings, str(view.province)), view_state.words())


def _head(view: View) -> None:
    t, found = view_state.words(), results.profile(view)
    pickers.province_picker(t("Choose a province"), "profile-province", view.province)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
        st.subheader(inert.markdown(name(view)), anchor=False, width="content")
        st.link_button(
            t("Page for printing"),
            "?" + view_state.query(view, layout="print"),
            icon=":material/print:",
            type="tertiary",
            help=t("Opens one page of A4 in a new tab; print it there with Ctrl+P."),
        )
    st.caption(inert.markdown(region_name(view)))
    if found.score is None and found.rank is None:
        notices.nothing(sentences.province(found, t))
        return
    st.markdown(inert.markdown(sentences.province(found, t)))
    _figures(view)
    if results.is_derived(view):
        merged_members.show(view)
    _words(found, view)


def _words(found: Profile, view: View) -> None:
    """What the figures leave out: where the province stands out, how sure the rank is, what the table holds."""
    for said in standing_out(view):
        if said:
            st.caption(inert.markdown(said))
    if found.coverage.status == "partial" and found.coverage.figures < found.coverage.of:
        st.caption(inert.markdown(footnotes.coverage(view)))
    elif said := uncertainty(view):
        st.caption(inert.markdown(said))


def _part(view: View) -> None:
    t = view_state.words()
    names = {
        "measures": t("Measures"),
        "history": t("Over the years"),
        "moved": t("Rose and fell"),
        "peers": t("Similar provinces"),
        "targets": t("Targets"),
    }
    if not measures.known(view):
        del names["measures"]
    _PARTS[pickers.option_picker("profile", names, t("Part of the profile"))](view)


def _choose() -> None:
    t = view_state.words()
    st.title(t("Province profile"), anchor=False)
    st.markdown(t("Choose a province to see where it stands, how it moved, whom it resembles and what it would take."))
    pickers.province_picker(t("Choose a province"), "profile-province")


def _metric(place: st.delta_generator.DeltaGenerator, label: str, value: str, delta: str | None, since: str) -> None:
    card.metric(place, label, value, delta, since)
