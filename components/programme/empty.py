"""Where a province has no programme figures: what to hand in, templates for it, and who has figures."""

from functools import partial

import pandas as pd
import streamlit as st

from components.programme import subject
from components.state import results, scope, view_state
from components.widgets import card, download_button, file_queue, table
from provindex import geography
from provindex.analysis import programme_comparison
from provindex.core import formats, inert, sorting
from provindex.export.excel import programme_workbook as templates
from provindex.export.excel.workbook import MEDIA_TYPE
from provindex.views.view import View

_TEMPLATES = {"by-indicator": templates.by_indicator, "by-unit": templates.by_unit}


def show(view: View) -> None:
    """What is missing and how to hand it in on the left, the provinces that have figures on the right."""
    t = view_state.words()
    left, right = st.columns([6, 5], gap="large")
    with left:
        if view.province is None:
            with card.card(t("Which province's reform programme?"), _some(), key="programme-none"):
                st.markdown(t("Choose a province above, or one of those that have figures."))
        else:
            what_to_hand_in(view)
    with right, card.card(t("Which provinces have figures?"), key="programme-known"):
        _known(view)


def what_to_hand_in(view: View, *, units: bool = False) -> None:
    """What a province may hand in, with a template to fill; ``units`` where its units are asked for."""
    t, name = view_state.words(), scope.name(str(view.province), view)
    missing = (
        t("{province} has published no index of its departments, districts and communes here.", province=name)
        if units
        else t("{province} has no programme figures here yet.", province=name)
    )
    with card.card(t("What can be handed in?"), missing, key="programme-empty"):
        _former(view)
        lines = [
            t("Tasks of the plan: assigned, done, under way, overdue, with the day of the report."),
            t("Rates: dossiers settled on time and filed online, services online, satisfaction, each with its target."),
            t("Units: each department, district and commune with its score in the province's own index."),
        ]
        st.markdown("\n".join(f"- {line}" for line in (lines[2:] if units else lines)))
        st.markdown(
            t("Fill in a template and upload it on the desk, where it is checked before anything is published.")
        )
        downloads(view)


def _former(view: View) -> None:
    """The provinces that a merged one was made of, where they have figures; a button leads to each."""
    t, table_of = view_state.words(), geography.crosswalk()
    known = set(subject.known().observations["province"])
    former = [old for old in table_of.loc[table_of["new"] == view.province, "old"] if old in known]
    if not former:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(t("There are figures of provinces that it was made of:"))
        for old in former:
            name = geography.province(old).name.get(t.lang)
            st.button(
                inert.markdown(name), key=f"programme-former-{old}", on_click=partial(view_state.pick_province, old)
            )


def downloads(view: View) -> None:
    """The two templates, filled with the province's units and the catalogue's indicators."""
    t = view_state.words()
    heads = {"by-indicator": t("Template by indicator"), "by-unit": t("Template by unit")}
    with st.container(horizontal=True):
        for key, build in _TEMPLATES.items():
            download_button.button(
                heads[key],
                partial(build, subject.known(), str(view.province), view.year + 1, t),
                f"programme-{str(view.province).replace(':', '-')}-{key}.xlsx",
                MEDIA_TYPE,
                key=f"programme-template-{key}",
            )
    file_queue.line("programme-waiting")


def _indicators() -> None:
    """What the templates ask for, and which published measures stand beside each figure."""
    t, indices = view_state.words(), results.catalog().indices
    rows = [
        {
            "name": one.name.get(t.lang),
            "unit": "%" if one.unit == "percent" else t("number"),
            "beside": "; ".join(
                f"{indices[index].short.get(t.lang)}: {indices[index].measures[key].name.get(t.lang)}"
                for index, key in one.feeds.items()
            ),
        }
        for one in subject.known().indicators.values()
    ]
    names = {"name": t("Indicator"), "unit": t("Unit of measure"), "beside": t("Stands beside")}
    table.show(pd.DataFrame(rows), names, key="programme-indicators", alt=t("Indicators of the templates"), height=212)


def _some() -> str:
    t, found = view_state.words(), programme_comparison.provinces(subject.known())
    return t.plural("{n} province has figures here.", "{n} provinces have figures here.", len(found))


def _known(view: View) -> None:
    """The provinces with figures; a chosen row selects one."""
    t, found = view_state.words(), programme_comparison.provinces(subject.known())
    units = subject.known().observations.dropna(subset=["unit"]).groupby("province")["unit"].unique()
    shown = pd.DataFrame(
        {
            "province": [scope.name(province, view) for province in found["province"]],
            "places": [
                formats.listing(
                    [subject.known().units[key].name.get(t.lang) for key in units.get(province, [])], t.lang
                )
                for province in found["province"]
            ],
            "figures": [formats.integer(count, t.lang) for count in found["figures"]],
            "end": [formats.day(day, t.lang) for day in found["end"]],
        }
    )
    names = {
        "province": t("Province"),
        "places": t("Units inside it"),
        "figures": t("Figures"),
        "end": t("Newest until"),
    }
    table.show(
        shown,
        names,
        key="programme-provinces",
        alt=t("Provinces with programme figures"),
        ids=list(found["province"]),
        numbers=("figures", "end"),
        orders={"end": sorting.by_value(found["end"])},
    )
