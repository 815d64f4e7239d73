"""What it would take: the way to the next group and to the median, the parts that could carry it, a simulator."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from components.province import peers, subject
from components.state import results, view_state
from components.widgets import card, footnotes, notices, pickers, table
from provindex import sentences
from provindex.analysis import simulation, targets
from provindex.analysis.simulation import Simulation
from provindex.analysis.targets import Bound
from provindex.catalog import Index
from provindex.core import formats, inert
from provindex.core.translate import Translator
from provindex.sentences import aims, words
from provindex.views.view import View

_COLUMNS = 2
_SHORT = 3


def show(view: View) -> None:
    """The simulator with its answer, the levers, and the gaps of every part."""
    index, t = results.index_of(view), view_state.words()
    if not peers.comparable_at_all(view):
        return
    if results.is_derived(view):
        notices.nothing(
            t(
                "Groups are those of the provinces for which {year} was published. Figures derived for merged "
                "provinces have none, so no target is computed: choose one of the members.",
                year=view.year,
            )
        )
        return
    question = t("What would it take to reach the next group?")
    with card.card(question, gap_sentence(view), key="profile-targets"):
        steps, cut = chosen(view)
        result = simulate(view, steps)
        if result is None:
            said = t("This measure has no parts that can be changed one by one: choose the total or a dimension.")
            notices.nothing(said)
        else:
            _answer(view, result, t)
            _sliders(view, steps, index, t)
            for key in cut:
                name = index.measures[key].name.get(t.lang)
                st.caption(inert.markdown(t("{measure} was cut to the end of its slider.", measure=name)))
            st.caption(inert.markdown(f"{answer(view, result)} {_reach(t)}"))
            if came := _what_came(view, index, t):
                st.caption(inert.markdown(came))
    reach = levers(view)
    if len(reach):
        with card.card(t("Which parts need the least effort?"), aims.levers(index, reach, t), key="profile-levers"):
            lever_table(view)
            st.caption(inert.markdown(_effort(t)))
    with card.card(t("How far is it in each part?"), notes=[footnotes.line(view)], key="profile-gaps"):
        _gaps(view, index, t)


def gap_sentence(view: View) -> str:
    """How far it is to the next group, to the group below and to the median."""
    found = results.profile(view).gap
    if found is None:
        return ""
    return aims.gap(results.index_of(view), found, str(view.province), view.year, view_state.words())


def chosen(view: View) -> tuple[dict[str, float], tuple[str, ...]]:
    """The steps of the View's simulation as far as the sliders reach, and the parts that were cut."""
    limits, shown = results.bounds(view.index, view.year), _shown(view)
    return simulation.within(view.steps, {key: limits[key] for key in shown if key in limits})


def simulate(view: View, steps: dict[str, float]) -> Simulation | None:
    """The province with these steps among the others as published; None where the parts cannot be changed."""
    index = results.index_of(view)
    if not index.additive or not _shown(view):
        return None
    scores = results.year_table(view.index, view.year)
    return simulation.simulate(
        index, view.measure, view.year, results.standing(view), scores, str(view.province), steps
    )


def levers(view: View) -> pd.DataFrame:
    """The parts by what they can carry in one year: see `targets.levers`."""
    index, found = results.index_of(view), results.profile(view).gap
    limits = results.bounds(view.index, view.year)
    own = {key: limits[key] for key in subject.parts(view) if key in limits and key != view.measure}
    points = None if found is None else found.points
    return targets.levers(index, view.year, points, results.year_table(view.index, view.year), str(view.province), own)


def listed(view: View, t: Translator) -> tuple[pd.DataFrame, dict[str, str], tuple[str, ...]]:
    """The parts with the smallest effort: rows of printed texts, column -> heading, the columns of numbers."""
    index, reach = results.index_of(view), levers(view)
    rows = reach.sort_values("effort", kind="stable").head(_SHORT)
    shown = pd.DataFrame(
        {
            "name": [index.measures[key].name.get(t.lang) for key in rows["measure"]],
            "score": [formats.score(value, t.lang, index.digits) for value in rows["score"]],
            "needed": [
                formats.score(value, t.lang, index.digits) if fits else t("beyond the scale")
                for value, fits in zip(rows["score_needed"], rows["fits"], strict=True)
            ],
            "gain": [formats.signed(value, t.lang, index.digits) for value in rows["gain"]],
            "effort": [formats.score(value, t.lang) for value in rows["effort"]],
        }
    )
    names = {
        "name": t("Part"),
        "score": t("Score"),
        "needed": t("Needed alone"),
        "gain": t("High yearly rise"),
        "effort": t("Effort"),
    }
    return shown, names, ("score", "needed", "gain", "effort")


def lever_table(view: View) -> None:
    """The parts with the smallest effort, as a short table."""
    t = view_state.words()
    shown, names, numbers = listed(view, t)
    table.show(shown, names, key="profile-levers-table", alt=t("Parts with the smallest effort"), numbers=numbers)


def lever_paper(view: View) -> None:
    """The same for the stage, where headings in large letters need several lines."""
    t = view_state.words()
    shown, names, _ = listed(view, t)
    st.table(shown.map(inert.markdown).rename(columns=names), hide_index=True, alt=t("Parts with the smallest effort"))


def answer(view: View, result: Simulation) -> str:
    """What the simulation gives, and what the sampling error says of it."""
    index, t = results.index_of(view), view_state.words()
    said = aims.simulated(index, result, int(results.standing(view)["ranked"].iloc[0]), t)
    if not result.change:
        return said
    return f"{said} {aims.sampling(result, str(view.province), view.year, t)}"


def _answer(view: View, result: Simulation, t: Translator) -> None:
    """Three figures; what stands as published says so, so that nothing below jumps when a slider moves."""
    index, groups = results.index_of(view), subject.groups(view)
    places = st.columns([1, 1, 1.4])
    same = t("as published")
    moved = formats.signed(result.change, t.lang, index.digits) if result.change else same
    card.metric(places[0], t("Simulated score"), formats.score(result.score_to, t.lang, index.digits), moved)
    climbed = same
    if result.rank_from is not None and result.rank_to is not None and result.rank_from != result.rank_to:
        climbed = formats.signed(result.rank_from - result.rank_to, t.lang, 0)
    card.metric(places[1], t("Simulated rank"), formats.rank(result.rank_to, t.lang), climbed)
    if result.group_to is not None:
        was = t("was {group}", group=groups[str(result.group_from)]) if result.group_from != result.group_to else same
        card.metric(places[2], t("Simulated group"), groups[result.group_to], was)


def _sliders(view: View, steps: dict[str, float], index: Index, t: Translator) -> None:
    limits = results.bounds(view.index, view.year)
    with st.container(horizontal=True, vertical_alignment="center"):
        if _levels(view) == ("dimension", "part"):
            called = [words.start_high(level.get(t.lang)) for level in index.levels]
            names = dict(zip(("dimension", "part"), called or (t("Main parts"), t("Their parts")), strict=True))
            pickers.option_picker("level", names, t("Level of the sliders"), steps=())
        st.button(
            t("Back to the published scores"),
            key="steps-clear",
            icon=":material/restart_alt:",
            type="tertiary",
            disabled=not steps,
            on_click=lambda: view_state.choose(steps=()),
        )
    places = st.columns(_COLUMNS, gap="medium")
    for i, key in enumerate(key for key in _shown(view) if key in limits):
        with places[i % _COLUMNS]:
            _slider(view, key, steps.get(key, 0.0), limits[key], index, t)


def _slider(view: View, key: str, step: float, limit: Bound, index: Index, t: Translator) -> None:
    score = subject.own(view, key)["score"]
    name = index.measures[key].name.get(t.lang)
    if pd.isna(score):
        st.caption(inert.markdown(t("{measure}: no figure, so no slider", measure=name)))
        return
    places = simulation.positions(limit, step)
    label = f"{name} ({formats.score(score, t.lang, index.digits)})"
    pickers.step_slider(key, label, places, step, {place: formats.signed(place, t.lang, 2) for place in places})


def _shown(view: View) -> tuple[str, ...]:
    """The parts that have a slider: one level below the measure, or the level below that."""
    index = results.index_of(view)
    level = _levels(view)
    if not level:
        return ()
    first = tuple(part.key for part in index.children(view.measure) if part.period(view.year))
    if level == ("part",) or view.option("level") == "dimension":
        return first
    return tuple(part.key for key in first for part in index.children(key) if part.period(view.year))


def _levels(view: View) -> tuple[str, ...]:
    """The levels below the measure that have figures in the year."""
    index = results.index_of(view)
    depth = index.measures[view.measure].depth
    below = [one.depth for one in index.measures_of(view.year) if one.key.startswith(f"{view.measure}.")]
    return tuple({1: "dimension", 2: "part"}[one] for one in sorted(set(below)) if one > depth)


def _what_came(view: View, index: Index, t: Translator) -> str:
    """What was published for the year after the one the targets start from; empty where nothing is, yet."""
    later = [year for year in index.editions if year > view.year and index.measures[view.measure].period(year)]
    if not later or index.editions[min(later)].provinces != view.edition:
        return ""
    said = sentences.province(results.profile(replace(view, year=min(later), base=view.year)), t)
    return t("What came, as published since: {sentence}", sentence=said)


def _reach(t: Translator) -> str:
    return t("Each slider reaches from what one province in ten lost to what one in ten won in a year, or more.")


def _effort(t: Translator) -> str:
    return t(
        "Effort: the rise needed over the rise that one province in ten exceeds in a year (90th percentile of the "
        "yearly changes between years that are measured alike, falls included). Above 1 is more than nine in ten "
        "achieved."
    )


def _gaps(view: View, index: Index, t: Translator) -> None:
    """Each part with its way to the next group, its margin and its way to the median."""
    groups = subject.groups(view)
    keys = dict.fromkeys((view.measure, *subject.parts(view)))
    found = [(key, results.gap(results.at_measure(view, key))) for key in keys]
    rows = [
        {
            "name": index.measures[key].name.get(t.lang),
            "score": formats.score(gap.score, t.lang, index.digits),
            "group": groups[gap.group] if gap.group else formats.MISSING,
            "points": formats.signed(gap.points, t.lang, index.digits),
            "margin": formats.signed(None if gap.margin is None else -gap.margin, t.lang, index.digits),
            "median": formats.signed(None if gap.to_median is None else -gap.to_median, t.lang, index.digits),
        }
        for key, gap in found
        if gap is not None
    ]
    names = {
        "name": t("Measure"),
        "score": t("Score"),
        "group": t("Group"),
        "points": t("To the next group"),
        "margin": t("To the group below"),
        "median": t("Against the median"),
    }
    numbers = ("score", "points", "margin", "median")
    table.show(pd.DataFrame(rows), names, key="profile-gaps-table", alt=t("Gaps of each part"), numbers=numbers)
