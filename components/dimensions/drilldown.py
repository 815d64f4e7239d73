"""The way through an index: from the total over a dimension to its parts and back, and what is found on each level."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd
import streamlit as st

from components.state import results, scope, view_state
from provindex.analysis import correlation, drilldown, map_values
from provindex.analysis.drilldown import Branch
from provindex.catalog import Index, Measure
from provindex.core import formats, inert
from provindex.core.translate import Text, Translator
from provindex.views.view import View


@dataclass(frozen=True)
class Level:
    """What is known of a View's measure and its parts.

    Attributes:
        branch: The measure and its parts.
        way: How the parts are coloured.
        rows: `drilldown.profile` of all parts.
        known: The parts with a figure of any province; the only ones drawn.
    """

    branch: Branch
    way: map_values.Way
    rows: pd.DataFrame
    known: tuple[str, ...]

    def has(self, province: str | None) -> bool:
        """Whether a province has a figure of any part."""
        return province is not None and not self.rows.loc[self.rows["province"] == province, "missing"].all()


def level(view: View) -> Level:
    """What is known of a View's measure and its parts."""
    index = results.index_of(view)
    branch = drilldown.branch(index, view.measure, view.year)
    way = drilldown.way(index, branch.keys, view.year, derived=results.is_derived(view))
    rows = drilldown.profile({key: results.standing(results.at_measure(view, key)) for key in branch.keys}, way)
    return Level(branch, way, rows, drilldown.known_parts(rows))


def breadcrumb(view: View) -> None:
    """The measure with the ones above it, each a way up; a list of its parts, the way down; what it measures."""
    index, t = results.index_of(view), view_state.words()
    branch = drilldown.branch(index, view.measure, view.year)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        for above in branch.path[:-1]:
            _step(above, index.short.get(t.lang) if above.parent is None else title(above, view))
            st.markdown(":material/chevron_right:", width="content")
        st.markdown(f"**{inert.markdown(title(branch.measure, view))}**", width="content")
        if not branch.leaf:
            st.markdown(":material/chevron_right:", width="content")
            with st.popover(t("Go deeper"), type="tertiary", on_change="rerun", key="deeper") as place:
                for part in branch.parts if place.open else ():
                    _step(part, title(part, view))
        period = branch.measure.period(view.year)
        note = period.note.get(t.lang) if period and period.note else None
        st.caption(inert.markdown(about(branch.measure, view, index, t)), width="content", help=inert.markdown(note))


def titles(view: View, branch: Branch, shown: tuple[str, ...]) -> None:
    """The names of the parts over their maps; each leads one level down, or sideways where there is none."""
    index, t = results.index_of(view), view_state.words()
    # Over narrow maps the names stand in the middle, over wide ones at the left, where the map is.
    side: Literal["center", "left"] = "center" if len(shown) > 4 else "left"
    for place, key in zip(
        st.columns(max(len(shown), 3), gap="small", vertical_alignment="bottom"), shown, strict=False
    ):
        part = index.measures[key]
        with place, st.container(horizontal_alignment=side):
            _step(part, title(part, view), about(part, view, index, t), chosen=key == branch.measure.key)


def title(measure: Measure, view: View) -> str:
    """The name of a measure with the number printed before it in the View's year."""
    period = measure.period(view.year)
    code = f"{period.code} " if period and period.code else ""
    return code + measure.name.get(view.lang)


def about(measure: Measure, view: View, index: Index, t: Translator) -> str:
    """What a measure measures, and on which scale in the View's year."""
    period = measure.period(view.year)
    told = [measure.about.get(t.lang)]
    if period:
        scale = formats.scale(period.low, period.high, t.lang)
        told.append(t("Scale: {scale} {unit}.", scale=scale, unit=index.unit.get(t.lang)))
    return " ".join(told)


def reasons(view: View, branch: Branch) -> Mapping[str, Text]:
    """Part -> why the selected province has no figure there; a part without a known reason is left out."""
    found = {
        key: results.coverage(view.index, key, view.year, view.edition).reasons.get(str(view.province))
        for key in branch.keys
    }
    return {key: reason for key, reason in found.items() if reason}


def painted(view: View, measures: tuple[str, ...], way: map_values.Way) -> pd.DataFrame:
    """The cells of several measures, those of the View's region.

    Beside the columns of `map_values.of_standing`: measure, missing (neither score nor rank).
    """
    index, t = results.index_of(view), view_state.words()
    rows = []
    for measure in measures:
        own = results.at_measure(view, measure)
        standing = results.standing(own)
        found = map_values.of_standing(standing, way, index, t, scope.reasons(own, t))
        rows.append(found.assign(measure=measure, missing=standing["missing"]))
    found = pd.concat(rows, ignore_index=True)
    found["printed"] = [
        t("No score at hand, rank {rank}", rank=place)
        if ranked
        else t("No figure: {reason}", reason=printed)
        if missing
        else printed
        for printed, place, ranked, missing in zip(
            found["printed"], found["place"], found["ranked"], found["missing"], strict=True
        )
    ]
    return scope.in_region(found, view)


def pairs(view: View, found: Level) -> pd.DataFrame:
    """How the parts of a level go together, each pair once: see `correlation.between_measures`."""
    index = results.index_of(view)
    wide = drilldown.wide(found.rows)[list(found.known)]
    found_pairs = correlation.between_measures(index, view.year, wide)
    order = {key: place for place, key in enumerate(found.known)}
    return found_pairs[found_pairs["a"].map(order) > found_pairs["b"].map(order)].reset_index(drop=True)


def beside(view: View, found: Level, measure: str, index: Index, t: Translator) -> str:
    """Score and rank of the selected province on a part, as text; empty where none is selected."""
    if not view.province:
        return ""
    rows = found.rows
    row = rows[(rows["measure"] == measure) & (rows["province"] == view.province)].iloc[0]
    if row["missing"]:
        return formats.MISSING
    printed = formats.score(row["score"], t.lang, index.digits)
    return t("{score} (rank {rank})", score=printed, rank=map_values.place(row["rank"], row["tied"], t.lang))


def _step(measure: Measure, label: str, more: str | None = None, *, chosen: bool = False) -> None:
    st.button(
        f"**{inert.markdown(label)}**" if chosen else inert.markdown(label),
        key=f"step-to-{measure.key}-{'title' if more else 'path'}",
        help=inert.markdown(more),
        type="tertiary",
        wrap=True,
        on_click=lambda: view_state.choose(measure=measure.key),
    )
