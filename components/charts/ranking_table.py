"""The ranking: all provinces in order, with group, bar to scale, sparkline with gaps, and search without accents."""

import pandas as pd
import streamlit as st

from components.charts import sampling_error
from components.state import results, scope, view_state
from components.widgets import merged_members, surface, table
from provindex import geography
from provindex.analysis import map_values, ranking
from provindex.catalog import Index
from provindex.core import collation, formats, sorting
from provindex.core.translate import Translator
from provindex.figures.theme import highlight_colours
from provindex.sentences import words
from provindex.views.view import View

_SHORT = 12  # rows of a table that ends with its last one
_DRAWN = ("bar", "line")  # what a narrow stage leaves out
# What stays where columns of the sampling error stand beside it.
_NARROW = ("place", "inside", "name", "group", "printed")


def search() -> str:
    """The text typed into the search field, folded to plain letters."""
    t = view_state.words()
    typed = st.text_input(
        t("Find a province"),
        key="league-search",
        placeholder=t("Find a province (accents not needed)"),
        icon=":material/search:",
        label_visibility="collapsed",
    )
    return collation.fold(typed or "")


def rows(view: View, wanted: str) -> pd.DataFrame:
    """The standing of the View's region in order of rank, with names; those found by ``wanted`` where it is typed."""
    found = scope.in_region(results.standing(view), view)
    found = found.assign(name=[scope.name(province, view) for province in found["province"]])
    if wanted:
        keys = [_keys(province) for province in found["province"]]
        found = found[[any(wanted in key for key in one) for one in keys]]
    return found.sort_values(["rank", "score"], ascending=[True, False], kind="stable").reset_index(drop=True)


def show(view: View, found: pd.DataFrame, room: int | None = None) -> None:
    """The ranking as a table whose rows select a province; ``room`` in px is what there is on the stage.

    The chosen province and the highlighted ones are marked, and repeated on top where all are shown.
    """
    index, t = results.index_of(view), view_state.words()
    if found.empty:
        st.info(t("No province is found by that name. Type another part of it, without accents if you like."))
        return
    shown = _printed(found, view, index, t)
    beside, heads = sampling_error.columns(view, found["province"].tolist())
    names = _names(view, found, t)
    if not view.has_base:
        names.pop("change", None)
    if room and surface.narrow():
        names = {name: head for name, head in names.items() if name not in _DRAWN}
    if heads:
        shown, names = (
            pd.concat([shown, beside], axis=1),
            {name: names[name] for name in _NARROW if name in names} | heads,
        )
    table.show(
        shown,
        names,
        key="league-table",
        alt=t("Ranking of the provinces"),
        ids=list(found["province"]),
        numbers=("place", "inside", "printed", "change", "interval", "ranks"),
        orders=_orders(found, shown, view, index, t),
        look=_look(found, view, index, t),
        height="stretch" if not room and len(found) > _SHORT else None,
        room=room,
    )


def _names(view: View, found: pd.DataFrame, t: Translator) -> dict[str, str]:
    names = {
        "place": t("Rank"),
        "inside": t("Rank in its region"),
        "name": t("Province"),
        "group": merged_members.heading(view, t),
        "printed": t("Score"),
        "bar": t("On the scale of the year"),
        "change": t("Since {base}", base=view.base)
        + words.in_parts(results.index_of(view), view.measure, results.changes(view)[1], t),
        "line": t("Rank over the years"),
    }
    every = len(found) == len(results.standing(view))
    if every or results.index_of(view).editions[view.year].status == "partial":  # a part of the ranks orders no region
        names.pop("inside")
    if _middle(view) is not None:
        names["bar"] = t("On the scale of the year (line: median)")
    return names


def _printed(found: pd.DataFrame, view: View, index: Index, t: Translator) -> pd.DataFrame:
    changes, verdict = results.changes(view)
    moved = changes.set_index("province")
    said = verdict.verdict != "refuse"
    order = found["province"].tolist()
    inside = _inside(view).reindex(order)
    return pd.DataFrame(
        {
            "place": [
                map_values.place(rank, tied, t.lang) for rank, tied in zip(found["rank"], found["tied"], strict=True)
            ],
            "inside": [
                formats.MISSING if pd.isna(place) else f"{formats.rank(place, t.lang)}/{formats.integer(of, t.lang)}"
                for place, of in zip(inside["place"], inside["of"], strict=True)
            ],
            "name": found["name"],
            "group": merged_members.labels(view, found),
            "printed": [formats.score(score, t.lang, index.digits) for score in found["score"]],
            "bar": found["score"],
            "change": [_change(moved, province, index, t) if said else formats.MISSING for province in order],
            "line": results.sparks(view).reindex(order).fillna("").tolist(),
        }
    )


def _inside(view: View) -> pd.DataFrame:
    regions = {one.id: one.region for one in geography.provinces(view.edition)}
    return ranking.within(results.standing(view), regions).set_index("province")


def _orders(
    found: pd.DataFrame, shown: pd.DataFrame, view: View, index: Index, t: Translator
) -> dict[str, sorting.Places]:
    changes, verdict = results.changes(view)
    points = changes.set_index("province")["change"].reindex(found["province"])
    labels = [text.get(t.lang) for text in index.groups.labels.values()]
    return {
        "printed": sorting.by_value(found["score"]),
        "group": sorting.by_class(shown["group"], labels),
        **({} if verdict.verdict == "refuse" or points.isna().all() else {"change": sorting.by_value(points)}),
    }


def _look(found: pd.DataFrame, view: View, index: Index, t: Translator) -> table.Look:
    """The line of the year's scores, which is the same whatever is looked for, and what stands out."""
    score = results.standing(view)["score"].dropna()
    low, high = (float(score.min()), float(score.max())) if len(score) else (0.0, 1.0)
    ends = (
        (formats.score(low, t.lang, index.digits), formats.score(high, t.lang, index.digits))
        if len(score)
        else ("", "")
    )
    marks = {
        province: table.Mark(colour, t("highlighted"))
        for province, colour in highlight_colours(view.highlighted).items()
    }
    if view.province:
        colour = marks[view.province].colour if view.province in marks else view_state.figure_theme().accent
        marks[view.province] = table.Mark(colour, t("chosen"))
    pinned = list(dict.fromkeys(filter(None, (view.province, *view.highlighted))))
    return table.Look(
        lines=("line",),
        scales={"bar": table.Scale(low, high, _middle(view), ends)},
        marks=marks,
        pinned=pinned if len(found) > _SHORT else (),
        pinned_head=t("Chosen and highlighted"),
        all_head=t("All in order"),
    )


def _middle(view: View) -> float | None:
    """The median of the year; none of a table that lacks a part of the country."""
    score = results.standing(view)["score"].dropna()
    if score.empty or results.index_of(view).editions[view.year].status == "partial":
        return None
    return float(score.median())


def _change(moved: pd.DataFrame, province: str, index: Index, t: Translator) -> str:
    row = moved.loc[province]
    if row["status"] == "new":
        return t("new")
    if pd.isna(row["change"]) and pd.isna(row["places"]):
        return formats.MISSING
    places = formats.signed(row["places"], t.lang, 0)
    if pd.isna(row["change"]):
        return t("{places} places", places=places)
    points = formats.signed(row["change"], t.lang, index.digits)
    return points if pd.isna(row["places"]) else f"{points} ({places})"


def _keys(province: str) -> list[str]:
    one = geography.province(province)
    return [collation.fold(text) for text in (one.name.vi, one.name.en, *one.aliases)]
