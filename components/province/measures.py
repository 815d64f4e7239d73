"""Every measure of a province beside the country, its region, its peers and the highest: bullet chart, table, radar."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.province import peers as profile_peers
from components.province import subject
from components.state import figure_cache, results, scope, view_state
from components.widgets import card, chart, footnotes, notices, pickers, table
from provindex.analysis import context, map_values
from provindex.core import formats, sorting
from provindex.figures import profile as figures
from provindex.figures import radar
from provindex.figures.labels import balanced
from provindex.figures.profile import BulletText, Frame, Mark
from provindex.figures.serialized_figure import Finished
from provindex.figures.theme import Theme, highlight_colours
from provindex.sentences import one_profile
from provindex.views.view import View

_LINE, _SPOKE = 31, 17  # letters of a name on one line


def known(view: View) -> bool:
    """Whether the province has a figure in any of the parts."""
    return any(not subject.own(view, key)["missing"] for key in subject.parts(view))


def sentence(view: View) -> str:
    """In how many measures the province is above the median, and where it stands highest and lowest."""
    return figure_cache.kept("told-measures", view, lambda: _sentence(view))


def _sentence(view: View) -> str:
    index = results.index_of(view)
    if subject.partial(view):
        return ""
    return one_profile.measures(index, rows(view), str(view.province), view.year, view_state.words())


def show(view: View) -> None:
    """The card: what is compared can be chosen, and how it is drawn."""
    t = view_state.words()
    question = t("How does each part compare with the country, the region and similar provinces?")
    told = sentence(view)
    with card.card(question, told, [footnotes.line(view)], key="profile-measures"):
        if subject.partial(view):
            _known_only(view)
            return
        with st.container(horizontal=True, vertical_alignment="center"):
            ways = {"range": t("Range of the year"), "scale": t("Whole scale"), "radar": t("Radar")}
            way = pickers.option_picker("compare", ways, t("How the parts are drawn"))
            profile_peers.picker(view)
            if way != "radar":
                card.twin(lambda: values(view), key="profile-measures")
        if way == "radar":
            left, right = st.columns([6, 5], vertical_alignment="center")
            with left:
                _draw(figure_cache.figure("profile-radar", view, lambda: _radar(view)), view, told)
            with right:
                values(view, ("name", "score", "middle"))
        else:
            _draw(figure_cache.figure("profile-measures", view, lambda: figure(view, way)), view, told)


def figure(
    view: View,
    way: str,
    look: Theme | None = None,
    width: int | None = None,
    frame: Frame = Frame(),  # noqa: B008 - frozen, so one default object is safe
    line: int = _LINE,
) -> go.Figure:
    """The bullet chart, each row from the lowest to the highest score of the year or over the whole scale."""
    t, look = view_state.words(), look or view_state.figure_theme()
    text = BulletText(
        score=t("Score"),
        rank=t("Rank"),
        lowest=t("Lowest"),
        highest=t("Highest"),
        band=t("lowest to highest"),
        half=t("middle half of the provinces"),
        missing=t("no figure"),
    )
    marks, own = _marks(view)
    return figures.bullet_figure(_labelled(view, way, [*marks, own], line), marks, own, text, look, width, frame)


def _radar(view: View) -> go.Figure:
    marks, own = _marks(view)
    return radar.radar_figure(_labelled(view, "range", [*marks, own]), marks, own, view_state.figure_theme())


def rows(view: View) -> pd.DataFrame:
    """What is drawn, in numbers: see `context.rows`."""
    standings = {key: results.standing(results.at_measure(view, key)) for key in subject.parts(view)}
    peers = list(profile_peers.found(view)["province"])
    region = subject.region(view)
    return context.rows(results.index_of(view), view.year, standings, str(view.province), region, peers)


def values(view: View, columns: Sequence[str] = ()) -> None:
    """The same rows as a table, with all columns or only some of them."""
    index, t = results.index_of(view), view_state.words()
    found = rows(view)
    groups = subject.groups(view)
    shown = pd.DataFrame(
        {
            "name": [index.measures[key].name.get(t.lang) for key in found["measure"]],
            "place": [
                map_values.place(rank, tied, t.lang) for rank, tied in zip(found["rank"], found["tied"], strict=True)
            ],
            "group": [groups.get(key, "") if pd.notna(key) else "" for key in found["group"]],
            **{
                column: [formats.score(value, t.lang, index.digits) for value in found[column]]
                for column in ("score", "middle", "region", "peers", "highest")
            },
            "holder": [scope.name(key, view) if pd.notna(key) else formats.MISSING for key in found["best_province"]],
        }
    )
    names = {
        "name": t("Measure"),
        "score": t("Score"),
        "place": t("Rank"),
        "group": t("Group"),
        "middle": t("Median of the country"),
        "region": t("Median of the region"),
        "peers": profile_peers.label(view) or t("Similar provinces"),
        "highest": t("Highest"),
        "holder": t("Held by"),
    }
    names = {column: names[column] for column in columns or names}
    # Beside the radar there is room for short names only; the full ones are on the radar.
    names |= {"middle": t("Median")} if columns else {}
    numbers = ("score", "place", "middle", "region", "peers", "highest")
    orders = {"group": sorting.by_class(shown["group"], list(groups.values()))}
    alt = t("The parts and what they are compared with")
    table.show(shown, names, key="profile-values", alt=alt, numbers=numbers, orders=orders)


def _known_only(view: View) -> None:
    """What a partial table holds of the province: printed, and compared with nothing."""
    index, t = results.index_of(view), view_state.words()
    notices.nothing(
        t(
            "This table does not hold the whole country, so no median, range or similar province is computed from it. "
            "Shown is what the publications at hand state."
        )
    )
    keys = dict.fromkeys((view.measure, *subject.parts(view)))
    stated = [(key, subject.own(view, key)) for key in keys if not subject.own(view, key)["missing"]]
    shown = pd.DataFrame(
        {
            "name": [index.measures[key].name.get(t.lang) for key, _ in stated],
            "score": [formats.score(row["score"], t.lang, index.digits) for _, row in stated],
            "place": [map_values.place(row["rank"], row["tied"], t.lang) for _, row in stated],
        }
    )
    names = {"name": t("Measure"), "score": t("Score"), "place": t("Rank, as published")}
    table.show(shown, names, key="profile-known", alt=t("What is known of the province"), numbers=("score", "place"))


def _draw(made: Finished, view: View, told: str) -> None:
    chart.plotly(made, key=f"profile-measures-{view.province}", alt=told, select=True, keep=True)


def _marks(view: View) -> tuple[Sequence[Mark], Mark]:
    """What the province is held against, and the province itself; a highlighted province keeps its colour."""
    look, t = view_state.figure_theme(), view_state.words()
    colours = highlight_colours(view.highlighted)
    names = {other: scope.name(other, view) for other in subject.others(view)}
    others = [Mark(other, name, "circle", 10, "●", colours[other]) for other, name in names.items()]
    name = scope.name(str(view.province), view)
    own = Mark("score", name, "circle", 17, "●", colours.get(str(view.province), look.accent))
    label = profile_peers.label(view)
    peers = [Mark("peers", label, "square-open", 11, "□")] if label else []
    return (
        Mark("highest", t("highest"), "triangle-left", 10, "◀", look.muted),
        Mark("middle", t("median of the country"), "line-ns", 22, "┃"),
        Mark("region", t("median of the region"), "diamond-open", 11, "◇"),
        *peers,
        *others,
    ), own


def _labelled(view: View, way: str, marks: Sequence[Mark], line: int = _LINE) -> pd.DataFrame:
    """The rows with their printed numbers, hovers, axis and the scores of the highlighted provinces."""
    index, t = results.index_of(view), view_state.words()
    found = rows(view)
    names = [index.measures[key].name.get(t.lang) for key in found["measure"]]
    ends = ("low", "high") if way == "scale" else ("lowest", "highest")
    found = found.assign(
        province=str(view.province),
        highest_province=found["best_province"],
        label=[balanced(name, line) for name in names],
        spoke=[balanced(name, _SPOKE) for name in names],
        start=found[ends[0]],
        end=found[ends[1]],
        printed_score=[formats.score(value, t.lang, index.digits) for value in found["score"]],
        printed_rank=[
            map_values.place(rank, tied, t.lang) for rank, tied in zip(found["rank"], found["tied"], strict=True)
        ],
        printed_lowest=[formats.score(value, t.lang, index.digits) for value in found["lowest"]],
        printed_highest=[
            f"{formats.score(value, t.lang, index.digits)}  {scope.name(key, view) if pd.notna(key) else ''}"
            for value, key in zip(found["highest"], found["best_province"], strict=True)
        ],
    )
    for other in subject.others(view):
        scores = [subject.own(view, key, other)["score"] for key in found["measure"]]
        found = found.assign(**{other: scores, f"{other}_province": other})
    for mark in marks:
        printed = [formats.score(value, t.lang, index.digits) for value in found[mark.column]]
        hovers = [f"<b>{mark.name}</b><br>{name}: {value}" for name, value in zip(names, printed, strict=True)]
        found = found.assign(**{f"{mark.column}_hover": hovers})
    return found
