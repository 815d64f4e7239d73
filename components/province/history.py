"""A province over the years: rank or score, with its holes and breaks, and the highlighted provinces beside it."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.province import subject
from components.state import figure_cache, results, scope, view_state
from components.widgets import card, chart, footnotes, notices, pickers, table
from provindex import geography
from provindex.analysis import map_values, scores, time_series
from provindex.analysis.uncertainty import PUBLISHED_LEVEL, half_width
from provindex.catalog import Index
from provindex.core import formats, inert, sorting
from provindex.core.translate import Translator
from provindex.figures import history
from provindex.figures.history import Break, Course
from provindex.figures.theme import highlight_colours
from provindex.sentences import one_profile
from provindex.views.view import View


def show(view: View) -> None:
    """The card; a province without any figure in any year is told so."""
    index, t = results.index_of(view), view_state.words()
    rows = years_of(view, str(view.province))
    told, empty = sentence(view, rows), bool(rows["missing"].all())
    question = t("How did it stand over the years?")
    with card.card(question, "" if empty else told, _notes(view, rows, index, t), key="profile-history"):
        if empty:
            notices.nothing(told)
            return
        with st.container(horizontal=True, vertical_alignment="center"):
            way = pickers.option_picker("history", {"rank": t("Rank"), "score": t("Score")}, t("Rank or score"))
            card.twin(lambda: _values(view, rows, index, t), key="profile-history")
            _breaks(view, index, t)
        if way == "rank" and rows["rank"].isna().all() or way == "score" and rows["score"].isna().all():
            notices.nothing(t("Nothing of this kind is published for the province. Choose the other one."))
            return
        made = figure_cache.figure("profile-history", view, lambda: figure(view, way))
        chart.plotly(made, key=f"profile-history-{view.province}", alt=told, select=True, keep=True)


def sentence(view: View, rows: pd.DataFrame | None = None) -> str:
    """How many years have figures, the highest and the lowest rank, and where the line stops.

    ``rows`` are those of `years_of`, where they are at hand.
    """
    index, t, province = results.index_of(view), view_state.words(), str(view.province)
    rows = years_of(view, province) if rows is None else rows
    return one_profile.over_years(index, view.measure, province, rows, time_series.cuts(index, view.measure), t)


def figure(view: View, way: str, height: int = 350, width: int | None = None) -> go.Figure:
    """The line of the province, those of the highlighted ones, and for scores the median of the country."""
    index, t, look = results.index_of(view), view_state.words(), view_state.figure_theme()
    colours = highlight_colours(view.highlighted)
    courses = [_course(view, other, way, colours[other]) for other in subject.others(view)]
    own = _course(view, str(view.province), way, colours.get(str(view.province), look.accent), strong=True)
    if way == "score":
        courses.insert(0, _median(view, index, t))
    return history.history_figure(
        [*courses, own],
        _marks(index, view.measure, t),
        _axis([*courses, own], way),
        look,
        height=height,
        ranks=way == "rank",
        selected=view.year,
        width=width,
    )


def missing(view: View, rows: pd.DataFrame | None = None) -> str:
    """The years without a figure and why, in one line; empty where there is none or the tables are partial anyway."""
    index, t = results.index_of(view), view_state.words()
    rows = years_of(view, str(view.province)) if rows is None else rows
    holes = [int(year) for year in rows.loc[rows["missing"], "year"] if index.editions[int(year)].status != "partial"]
    if not holes:
        return ""
    told = []
    for year in holes:
        reason = scores.reason(index, year, str(view.province), view.measure)
        told.append(f"{year} ({reason.get(t.lang).rstrip('.')})" if reason else str(year))
    return t("No figure: {years}.", years="; ".join(told))


def _notes(view: View, rows: pd.DataFrame, index: Index, t: Translator) -> list[str]:
    grouped = index.groups.covers(view.measure) and index.groups.kind != "none"
    colours = t("The colour of a dot is the group of the year.") if grouped else ""
    line = t("Grey line: median of the country.") if view.option("history") == "score" else ""
    return [missing(view, rows), colours, line, footnotes.source(view)]


def years_of(view: View, province: str) -> pd.DataFrame:
    """Where a province stood in every year of the View's measure: see `time_series.rows`."""
    index = results.index_of(view)

    def standing(year: int) -> pd.DataFrame:
        frame = results.standing(view, year)
        return frame if view.edition in geography.shown_on(index.editions[year].provinces) else frame.iloc[:0]

    return time_series.rows(index, view.measure, province, standing)


def _course(view: View, province: str, way: str, colour: str, *, strong: bool = False) -> Course:
    index, t, look = results.index_of(view), view_state.words(), view_state.figure_theme()
    rows = years_of(view, province)
    fills = look.group_colours(tuple(index.groups.labels))
    name = scope.name(province, view)
    found = rows.assign(
        value=rows["rank"].astype("Float64") if way == "rank" else rows["score"].astype("Float64"),
        hover=[f"<b>{name} {row['year']}</b><br>{_printed(row, province, view, t)}" for row in rows.to_dict("records")],
        fill=[fills.get(key, look.paper) if pd.notna(key) else look.paper for key in rows["group"]],
    )
    found = found.astype({"value": "float64"})
    if not strong:
        found = found.assign(fill=colour)
    drawn = strong and way == "score"
    found = found.assign(**_ends(rows)) if drawn else found.drop(columns=["low", "high"])
    return Course(found, province, name, colour, strong)


def _ends(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """The interval as published, or at the same level from the standard error."""
    reach = half_width(PUBLISHED_LEVEL) * rows["se"]
    return {"low": rows["low"].fillna(rows["score"] - reach), "high": rows["high"].fillna(rows["score"] + reach)}


def _printed(row: dict, province: str, view: View, t: Translator) -> str:
    index = results.index_of(view)
    if row["missing"]:
        reason = scores.reason(index, int(row["year"]), province, view.measure)
        return reason.get(t.lang) if reason else t("No figure")
    said = []
    if pd.notna(row["score"]):
        said.append(f"{formats.score(row['score'], t.lang, index.digits)} {index.unit.get(t.lang)}")
    if pd.notna(row["rank"]):
        place = map_values.place(row["rank"], row["tied"], t.lang)
        said.append(t("rank {rank} of {of}", rank=place, of=int(row["ranked"])))
    if pd.notna(row["group"]):
        said.append(index.groups.labels[row["group"]].get(t.lang))
    return "<br>".join(said)


def _median(view: View, index: Index, t: Translator) -> Course:
    look = view_state.figure_theme()
    rows = years_of(view, str(view.province))
    printed = [formats.score(value, t.lang, index.digits) for value in rows["median"]]
    name = t("Median of the country")
    hover = [f"<b>{name} {year}</b><br>{value}" for year, value in zip(rows["year"], printed, strict=True)]
    found = pd.DataFrame({"year": rows["year"], "run": rows["run"], "value": rows["median"], "hover": hover})
    return Course(found, "", t("Median"), look.muted)


def _axis(courses: Sequence[Course], way: str) -> tuple[float, float]:
    """The lowest and the highest value; ranks run from the last possible one."""
    if way == "rank":
        return float(courses[-1].rows["ranked"].max()), 1.0
    frames = [one.rows.reindex(columns=["value", "low", "high"]) for one in courses]
    known = pd.concat(frames).to_numpy(dtype="float64")
    return float(np.nanmin(known)), float(np.nanmax(known))


def _marks(index: Index, measure: str, t: Translator) -> list[Break]:
    return [
        Break(
            cut.after,
            cut.before,
            f"<b>{cut.after} | {cut.before}</b><br>" + "<br>".join(reason.get(t.lang) for reason in cut.reasons),
            cut.verdict == "refuse",
        )
        for cut in time_series.cuts(index, measure)
    ]


def _breaks(view: View, index: Index, t: Translator) -> None:
    cuts = time_series.cuts(index, view.measure)
    if not cuts:
        return
    icon = ":material/info:"
    with st.popover(t("Breaks"), icon=icon, type="tertiary", on_change="rerun", key="history-breaks") as place:
        if place.open:
            for cut in cuts:
                st.markdown(
                    f"**{cut.before:d}.** " + inert.markdown(" ".join(reason.get(t.lang) for reason in cut.reasons))
                )


def _values(view: View, rows: pd.DataFrame, index: Index, t: Translator) -> None:
    groups = subject.groups(view)
    records = rows.iloc[::-1].to_dict("records")
    shown = pd.DataFrame(
        {
            "year": [str(row["year"]) for row in records],
            "score": [formats.score(row["score"], t.lang, index.digits) for row in records],
            "place": [map_values.place(row["rank"], row["tied"], t.lang) for row in records],
            "of": [formats.integer(row["ranked"], t.lang) for row in records],
            "group": [
                _printed(row, str(view.province), view, t)
                if row["missing"]
                else groups.get(row["group"], "")
                if pd.notna(row["group"])
                else ""
                for row in records
            ],
            "median": [formats.score(row["median"], t.lang, index.digits) for row in records],
        }
    )
    names = {
        "year": t("Year"),
        "score": t("Score"),
        "place": t("Rank"),
        "of": t("Provinces ranked"),
        "group": t("Group"),
        "median": t("Median of the country"),
    }
    numbers = ("score", "place", "of", "median")
    orders = {"group": sorting.by_class(shown["group"], list(groups.values()))}
    alt = t("The province over the years")
    table.show(shown, names, key="profile-years", alt=alt, numbers=numbers, orders=orders)


def _partial(index: Index, year: int) -> bool:
    return index.editions[year].status == "partial"
