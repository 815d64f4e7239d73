"""The ranking: all provinces in order, with group, bar to scale, sparkline with gaps, and search without accents."""

import pandas as pd
import streamlit as st

from components import cache, errors, maps, members, selection, stage_window, table
from provindex import cells, collation, formats, geography
from provindex.catalog import Index
from provindex.sentences import words
from provindex.translate import Translator
from provindex.view import View

_SHORT = 12  # rows of a table that ends with its last one
_DRAWN = ("bar", "line")  # what a narrow stage leaves out
_NARROW = ("place", "name", "group", "printed")  # what stays where columns of the sampling error stand beside it


def search() -> str:
    """The text typed into the search field, folded to plain letters."""
    t = selection.words()
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
    found = maps.in_region(cache.standing(view), view)
    found = found.assign(name=[maps.name(province, view) for province in found["province"]])
    if wanted:
        keys = [_keys(province) for province in found["province"]]
        found = found[[any(wanted in key for key in one) for one in keys]]
    return found.sort_values(["rank", "score"], ascending=[True, False], kind="stable").reset_index(drop=True)


def show(view: View, found: pd.DataFrame, room: int | None = None) -> None:
    """The ranking as a table whose rows select a province; ``room`` in px is what there is on the stage."""
    index, t = cache.index_of(view), selection.words()
    if found.empty:
        st.info(t("No province is found by that name. Type another part of it, without accents if you like."))
        return
    names = {
        "place": t("Rank"),
        "name": t("Province"),
        "group": members.heading(view, t),
        "printed": t("Score"),
        "bar": t("On the scale of the year"),
        "change": t("Since {base}", base=view.base) + words.in_parts(index, view.measure, cache.changes(view)[1], t),
        "line": t("Rank over the years"),
    }
    if room and stage_window.narrow():
        names = {name: head for name, head in names.items() if name not in _DRAWN}
    shown = _printed(found, view, index, t)
    beside, heads = errors.columns(view, found["province"].tolist())
    if heads:
        shown, names = pd.concat([shown, beside], axis=1), {name: names[name] for name in _NARROW} | heads
    table.show(
        shown,
        names,
        key="league-table",
        alt=t("Ranking of the provinces"),
        ids=list(found["province"]),
        numbers=("printed", "change", "interval", "ranks"),
        extra={name: column for name, column in _columns(shown, names).items() if name in names},
        height="stretch" if not room and len(found) > _SHORT else None,
        room=room,
    )


def _printed(found: pd.DataFrame, view: View, index: Index, t: Translator) -> pd.DataFrame:
    labels = {key: text.get(t.lang) for key, text in index.groups.labels.items()}
    reason = maps.reasons(view, t)
    spans = members.spans(view) if cache.is_derived(view) else {}
    changes, verdict = cache.changes(view)
    moved = changes.set_index("province")
    said = verdict.verdict != "refuse"
    order = found["province"].tolist()
    return pd.DataFrame(
        {
            "place": [cells.place(rank, tied, t.lang) for rank, tied in zip(found["rank"], found["tied"], strict=True)],
            "name": found["name"],
            "group": [
                labels.get(group, "") if pd.notna(group) else (reason(province) if missing else spans.get(province, ""))
                for group, province, missing in zip(found["group"], found["province"], found["missing"], strict=True)
            ],
            "printed": [formats.score(score, t.lang, index.digits) for score in found["score"]],
            "bar": found["score"],
            "change": [_change(moved, province, index, t) if said else formats.MISSING for province in order],
            "line": cache.sparks(view).reindex(order).fillna("").tolist(),
        }
    )


def _columns(shown: pd.DataFrame, names: dict[str, str]) -> dict[str, object]:
    """Bars start below the lowest score of the year, as the heading says; their numbers stand in their own column."""
    score = shown["bar"].dropna()
    low, high = (float(score.min()), float(score.max())) if len(score) else (0.0, 1.0)
    room = (high - low) or 1.0
    return {
        "place": st.column_config.TextColumn(names["place"], width=64, alignment="right"),
        "bar": st.column_config.ProgressColumn(
            names.get("bar"), min_value=low - room * 0.1, max_value=high, format=" ", width="medium"
        ),
        "line": st.column_config.ImageColumn(names.get("line"), width=150),
    }


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
