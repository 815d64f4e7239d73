"""What derived figures rest on: the members of merged provinces, their range, and who is left out."""

import pandas as pd
import streamlit as st

from components.state import results, scope, view_state
from components.widgets import table
from provindex import geography
from provindex.analysis import derived, map_values
from provindex.catalog import Index
from provindex.core import formats, inert
from provindex.core.translate import Translator
from provindex.views import view as views
from provindex.views.view import View


def own_view(view: View) -> View:
    """The View on the provinces for which its year was published."""
    return views.with_edition(view, results.index_of(view).editions[view.year].provinces)


def heading(view: View, t: Translator) -> str:
    """What stands over the column of groups, or of the members' range where figures are derived and have no group."""
    return t("Range of the members") if results.is_derived(view) else t("Group")


def labels(view: View, rows: pd.DataFrame) -> list[str]:
    """What stands under `heading` for rows of a standing: the group, or why there is none, or the range of members."""
    t, reason = view_state.words(), scope.reasons(view, view_state.words())
    groups = {key: text.get(t.lang) for key, text in results.index_of(view).groups.labels.items()}
    ranges = spans(view) if results.is_derived(view) else {}
    found = []
    for row in rows[["province", "score", "group", "missing"]].to_dict("records"):
        if row["missing"]:
            found.append(reason(row["province"]))
        elif pd.notna(row["group"]):
            found.append(groups.get(row["group"], ""))
        else:
            found.append(t("Rank only") if pd.isna(row["score"]) else ranges.get(row["province"], ""))
    return found


def spans(view: View, *, bare: bool = False) -> dict[str, str]:
    """The lowest and the highest member of each merged province with a derived figure; who is left out behind it.

    ``bare`` leaves those names to a line of their own.
    """
    index, t = results.index_of(view), view_state.words()
    rows = results.ranges(view)
    rows = rows[rows["score"].notna() & (rows["members"].map(len) > 1)]
    found = {}
    for row in rows.to_dict("records"):
        said = formats.span(row["low"], row["high"], t.lang, index.digits)
        if row["missing"] and not bare:
            said += "; " + t("without {names}", names=_names(row["missing"], t))
        found[row["province"]] = said
    return found


def left_out(view: View) -> str:
    """Which members the figures of the View's year leave out, with their weight; empty where none is."""
    t = view_state.words()
    told = [
        t(
            "{names} ({weight} of {province})",
            names=_names(missing, t),
            weight=formats.percent(100 * weight, t.lang),
            province=_names((province,), t),
        )
        for province, missing, weight in derived.incomplete(results.ranges(view))
    ]
    return t("left out for want of a figure: {members}", members="; ".join(told)) if told else ""


def uneven(view: View) -> str:
    """The merged provinces whose two years do not rest on the same members; empty where all do or none is derived."""
    t = view_state.words()
    if not (results.is_derived(view) and results.is_derived(view, view.base)):
        return ""
    found = derived.uneven(results.ranges(view, view.base), results.ranges(view))
    if not found:
        return ""
    names = _names(found, t)
    return t("{names}: {base} and {year} do not rest on the same members.", names=names, base=view.base, year=view.year)


def show(view: View) -> None:
    """The members of the selected merged province: score, rank among their own, share of the people."""
    index, t = results.index_of(view), view_state.words()
    own = own_view(view)
    rows = derived.members(results.standing(own), str(view.province))
    if len(rows) == 1:
        st.caption(
            inert.markdown(
                t(
                    "This province did not merge: the score is the published one, only its rank among the {n} is "
                    "derived.",
                    n=len(geography.provinces(view.edition)),
                )
            )
        )
        return
    table.show(
        _printed(rows, index, t),
        {
            "name": t("Former province"),
            "score": t("Score"),
            "place": t("Rank among {n}", n=len(geography.provinces(own.edition))),
            "weight": t("% of population"),
        },
        key="panel-members",
        alt=t("Members of the merged province"),
        ids=list(rows["member"]),
        numbers=("score", "place", "weight"),
    )
    known = results.coverage(own.index, own.measure, own.year, own.edition).reasons
    for member in rows.loc[rows["score"].isna(), "member"]:
        reason = known[member].get(t.lang) if member in known else t("no figure")
        st.caption(inert.markdown(f"{_names((member,), t)}: {reason}"))


def _printed(rows: pd.DataFrame, index: Index, t: Translator) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": [geography.province(member).name.get(t.lang) for member in rows["member"]],
            "score": [formats.score(score, t.lang, index.digits) for score in rows["score"]],
            "place": [
                map_values.place(rank, tied, t.lang) for rank, tied in zip(rows["rank"], rows["tied"], strict=True)
            ],
            "weight": [formats.percent(100 * weight, t.lang) for weight in rows["weight"]],
        }
    )


def _names(provinces: tuple[str, ...], t: Translator) -> str:
    return formats.listing([geography.province(province).name.get(t.lang) for province in provinces], t.lang)
