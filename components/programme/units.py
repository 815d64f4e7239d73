"""The units inside a province: their places in its own index, its parts, who moved, which criteria lost points."""

from textwrap import wrap

import pandas as pd
import streamlit as st

from components.programme import empty, subject
from components.state import view_state
from components.widgets import card, chart, pickers, table
from provindex.analysis import map_values, programme_units
from provindex.catalog.programme_model import Level
from provindex.core import formats, inert
from provindex.figures import programme as figures
from provindex.sentences import programme as said
from provindex.views.view import View

_HEIGHT = 470  # px: longer lists scroll inside their card
_AIR = 24  # px around a chart that scrolls
_LETTERS, _LINES = 13, 4  # of the head of a column
_LONGEST = 26  # letters of a unit's name beside its bar
_MOVERS = 8


def level_picker(view: View) -> None:
    """Which level is ranked; nothing where no level has an index."""
    t = view_state.words()
    titles: dict[str, str] = {key: said.level_title(key, t) for key in _levels(view)}
    if titles:
        pickers.option_picker("units", titles, t("Level of the units"), listed=True)


def show(view: View) -> None:
    """Ranking with its parts, movers and lost points of one level; what to hand in where there is nothing."""
    t, every, levels = view_state.words(), subject.known(), _levels(view)
    if view.province is None:
        empty.show(view)
        return
    if not levels:
        empty.what_to_hand_in(view, units=True)
        return
    level = next((key for key in levels if key == view.option("units")), levels[0])
    years = programme_units.years(every, view.province, level)
    year = view.year if view.year in years else years[0]
    base = next((one for one in years if one < year), None)
    now = programme_units.standing(every, view.province, level, year)
    moved = now.iloc[:0].assign(places=0)
    if base is not None:
        moved = programme_units.movers(now, programme_units.standing(every, view.province, level, base))
    question = t("Which place does each unit hold in the province's own index?")
    notes = [t("The province's own index, never mixed with the ministry's PAR INDEX of the province.")]
    with card.card(question, said.units(now, every, moved, year, base, t), notes, key="programme-units"):
        _ranking(view, level, year, now)
        card.twin(lambda: _table(view, level, year, now), key="programme-units")
    left, right = st.columns(2, gap="medium")
    with left, card.card(t("Which units moved most?"), key="programme-moved"):
        _movers(moved, year, base)
    with right, card.card(t("Which criteria lost points?"), key="programme-lost"):
        _lost(view, level, year)


def _levels(view: View) -> tuple[Level, ...]:
    return programme_units.levels(subject.known(), str(view.province)) if view.province else ()


def _ranking(view: View, level: Level, year: int, now: pd.DataFrame) -> None:
    """The units as bars in order of rank, beside them the parts of the index as colours."""
    t, every = view_state.words(), subject.known()
    names = [inert.untagged(name) for name in _names(now)]
    places = {unit: at for at, unit in enumerate(now["unit"])}
    most = float(now["score"].max())
    printed = [said.points(row, t) for row in now.to_dict("records")]
    labels = [map_values.place(rank, tied, t.lang) for rank, tied in zip(now["rank"], now["tied"], strict=True)]
    units = pd.DataFrame(
        {
            "label": [f"{_cut(name)}  {place}" for name, place in zip(names, labels, strict=True)],
            # Without a maximum the bars are drawn against the highest score; their numbers are printed.
            "percent": now["percent"].fillna(now["score"] / most * figures.WHOLE),
            "printed": printed,
            "hover": [
                f"<b>{name}</b><br>{text}<br>{'' if pd.isna(rating) else inert.untagged(rating)}"
                for name, text, rating in zip(names, printed, now["rating"], strict=True)
            ],
        }
    )
    parts = programme_units.components(every, str(view.province), level, year)
    parts = parts[parts["unit"].isin(places)]
    parts = parts.assign(name=parts["name"].map(inert.untagged))
    heads = parts.drop_duplicates("criterion").set_index("criterion")["name"]
    table_cells = parts.assign(
        unit=parts["unit"].map(places),
        part=parts["criterion"].map({code: at for at, code in enumerate(heads.index)}),
        printed=[formats.integer(value, t.lang) for value in parts["percent"]],
        hover=[
            f"<b>{name}</b><br>{criterion}: {formats.percent(percent, t.lang)}"
            for name, criterion, percent in zip(
                parts["unit"].map(dict(zip(now["unit"], names, strict=True))),
                parts["name"],
                parts["percent"],
                strict=True,
            )
        ],
    )
    drawn = figures.units_figure(units, table_cells, [_head(name) for name in heads], view_state.figure_theme())
    with st.container(height=min(_HEIGHT, drawn.layout.height + _AIR), border=False):
        alt = t("The units in order of their score, with the parts of the index")
        with chart.sideways("programme-units"):
            chart.plotly(drawn, key="programme-units", alt=alt)


def _table(view: View, level: Level, year: int, now: pd.DataFrame) -> None:
    """Every unit with its rank, score, rating and the points of every part."""
    t, every = view_state.words(), subject.known()
    parts = programme_units.components(every, str(view.province), level, year)
    shown = pd.DataFrame(
        {
            "rank": [map_values.place(rank, tied, t.lang) for rank, tied in zip(now["rank"], now["tied"], strict=True)],
            "unit": _names(now),
            "score": [said.points(row, t) for row in now.to_dict("records")],
            "rating": now["rating"].fillna(""),
        }
    )
    names = {"rank": t("Rank"), "unit": t("Unit inside the province"), "score": t("Score"), "rating": t("Rating")}
    for code, rows in parts.groupby("criterion", sort=False):
        points = rows.set_index("unit")["score"].reindex(now["unit"])
        shown[str(code)] = [formats.score(value, t.lang) for value in points]
        names[str(code)] = str(rows["name"].iloc[0])
    numbers = tuple(name for name in names if name not in ("unit", "rating"))
    table.show(shown, names, key="programme-units-table", alt=t("All units with their scores"), numbers=numbers)


def _movers(moved: pd.DataFrame, year: int, base: int | None) -> None:
    t = view_state.words()
    if base is None:
        st.caption(inert.markdown(t("There is no year before {year} to compare with.", year=year)))
        return
    rows = moved[moved["places"] != 0].head(_MOVERS)
    if rows.empty:
        st.caption(inert.markdown(t("No unit changed its place since {base}.", base=base)))
        return
    shown = pd.DataFrame(
        {
            "unit": _names(rows),
            "places": [formats.signed(places, t.lang, 0) for places in rows["places"]],
            "ranks": [
                f"{formats.rank(before, t.lang)} → {formats.rank(after, t.lang)}"
                for before, after in zip(rows["rank_from"], rows["rank_to"], strict=True)
            ],
            "change": [formats.signed(change, t.lang) for change in rows["change"]],
        }
    )
    names = {
        "unit": t("Unit inside the province"),
        "places": t("Places since {base}", base=base),
        "ranks": t("Rank"),
        "change": t("Change of score"),
    }
    numbers = ("places", "ranks", "change")
    table.show(shown, names, key="programme-movers", alt=t("Units that changed their place"), numbers=numbers)


def _lost(view: View, level: Level, year: int) -> None:
    t = view_state.words()
    rows = programme_units.lost(subject.known(), str(view.province), level, year)
    if rows.empty:
        st.caption(t("No criterion lost points, or the most points of the criteria are not stated."))
        return
    shown = pd.DataFrame(
        {
            "name": [f"{code} {name}" for code, name in zip(rows["criterion"], rows["name"], strict=True)],
            "lost": [formats.score(points, t.lang) for points in rows["lost"]],
            "units": [
                t("{units} of {of}", units=formats.integer(units, t.lang), of=formats.integer(of, t.lang))
                for units, of in zip(rows["units"], rows["of"], strict=True)
            ],
            "notes": rows["notes"],
        }
    )
    names = {
        "name": t("Criterion"),
        "lost": t("Points lost"),
        "units": t("Units that lost"),
        "notes": t("Reasons given"),
    }
    numbers = ("lost", "units")
    table.show(
        shown, names, key="programme-lost", alt=t("Criteria that lost points, most points first"), numbers=numbers
    )


def _names(rows: pd.DataFrame) -> list[str]:
    lang, every = view_state.words().lang, subject.known()
    return [every.units[key].name.get(lang) for key in rows["unit"]]


def _cut(name: str) -> str:
    """A name short enough to stand beside a bar; the hover and the table have all of it."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def _head(name: str) -> str:
    """The head of a column on a few short lines."""
    lines = wrap(name, _LETTERS)
    return "<br>".join(lines[:_LINES]) + ("…" if len(lines) > _LINES else "")
