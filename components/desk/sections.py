"""The desk's first half: whether it is open, templates, and what is wrong with the file."""

import time
from typing import Literal

import pandas as pd
import streamlit as st

from components.desk.questions import kept as kept
from components.state import identity, upload_cache, view_state
from components.widgets import notices, pickers, table
from provindex.core import formats, inert
from provindex.core.translate import N_
from provindex.intake import Reading, template
from provindex.intake.annotated_copy import Read, marked
from provindex.publishing import permissions
from provindex.publishing.permissions import Decision

LAYOUTS = {
    "papi_yearly": N_("one year a file, as in 2011–2017"),
    "papi_multi": N_("several years in one workbook, as of 2011–2016"),
    "papi_wide": N_("provinces in columns, as since 2018"),
    "par_annex": N_("annex of a decision"),
    "plain": N_("plain table"),
}


Tab = Literal["new", "past"]

_SECONDS = 20.0
"""Seconds for which the outcome of an action is shown."""


def door(decision: Decision) -> bool:
    """Says who works here, or why the desk is closed and how it is opened; returns whether it is open."""
    t = view_state.words()
    with st.container(horizontal=decision.allowed, vertical_alignment="center"):
        if decision.allowed:
            st.caption(inert.markdown(decision.sentence(t)))
        else:
            st.info(inert.markdown(decision.sentence(t)))
        if identity.is_logged_in():
            st.button(t("Log out"), key="desk-logout", on_click=st.logout, type="tertiary")
        elif decision.reason == permissions.LOG_IN:
            st.button(t("Log in"), key="desk-login", on_click=st.login, type=view_state.primary())
    return decision.allowed


def report(kind: Literal["done", "failed"], sentence: str, tab: Tab) -> None:
    """Keeps the outcome of an action, to be shown where it was done."""
    kept()["outcome"] = (kind, sentence, tab)


def outcome(*tabs: Tab) -> None:
    """The outcome of the last action, near its button; a publish draws the page anew, so it is shown for a while."""
    last, since = kept().get("outcome"), kept().get("outcome-since")
    if last is not None and (since is None or since[0] is not last):
        kept()["outcome-since"] = since = (last, time.monotonic())
    if since is not None and time.monotonic() > since[1] + _SECONDS:
        kept().pop("outcome", None)
        last = None
    with st.container(key=f"desk-outcome-{tabs[0]}"):  # one place, so that nothing below moves when the sentence goes
        if last and last[2] in tabs:
            kind, sentence, _ = last
            if kind == "done":
                st.success(inert.markdown(sentence))
            else:
                st.error(inert.markdown(sentence))


def templates() -> None:
    """A workbook to fill in, for each index and year."""
    t, catalog = view_state.words(), upload_cache.catalog(kept().get("definition"))
    names = {key: index.short.get(t.lang) for key, index in catalog.indices.items() if index.editions}
    asked, wanted = kept().get("template", (None, None))
    index = catalog.indices[asked if asked in names else next(iter(names))]
    years = {year: str(year) for year in (index.latest + 1, *sorted(index.editions, reverse=True))}
    year = wanted if wanted in years else index.latest + 1
    st.caption(t("Without a file of the publisher: take a template, fill it in and choose it above."))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container(width=200):
            pickers.chooser(
                t("Index"), "desk-template-index", names, index.key, lambda key: kept().update(template=(key, year))
            )
        with st.container(width=120):
            pickers.chooser(
                t("Year"), "desk-template-year", years, year, lambda of: kept().update(template=(index.key, of))
            )
        st.download_button(
            t("Template to fill in"),
            data=lambda: template.template(index, year, t),
            file_name=template.file_name(index, year),
            icon=":material/download:",
            key="desk-template",
        )


def summary(found: Reading) -> None:
    """What the file is: index, layout, years, rows."""
    t = view_state.words()
    if found.layout is None or found.index is None:
        return
    years = ", ".join(str(year) for year in sorted(found.years)) or "–"
    rows = formats.integer(sum(len(frame) for frame in found.years.values()), t.lang)
    st.markdown(
        inert.markdown(
            t(
                "{file}: {index} {years}, {rows} figures; layout: {layout}.",
                file=notices.quoted(found.name),
                index=found.index.short.get(t.lang),
                layout=t(LAYOUTS[found.layout]),
                years=years,
                rows=rows,
            )
        )
    )


def issues(found: Read) -> None:
    """Everything that is wrong or to be known, what blocks first, with a marked copy to take away."""
    t = view_state.words()
    blocking = sum(issue.severity == "blocks" for issue in found.issues)
    if not found.issues:
        st.success(t("Nothing is wrong with this file."))
        return
    st.markdown(
        inert.markdown(
            t(
                "{blocking} that block publishing, {other} to know.",
                blocking=blocking,
                other=len(found.issues) - blocking,
            )
        )
    )
    if blocking:
        st.caption(t("Answer what is asked above; mend the rest in the file, save it and choose it again."))
    severities = {"all": t("All"), "blocks": t("Blocks"), "warns": t("Warns")}
    with st.container(horizontal=True, vertical_alignment="center"):
        wanted = st.segmented_control(
            t("Show"),
            list(severities),
            format_func=severities.__getitem__,
            default="all",
            required=True,
            key="desk-severity",
            label_visibility="collapsed",
        )
        st.download_button(
            t("Copy with the cells marked"),
            data=lambda: marked(found, t),
            file_name=f"{found.name.rpartition('.')[0] or found.name}-issues.xlsx",
            icon=":material/download:",
            type="tertiary",
            key="desk-marked",
        )
    rows = [
        {
            "severity": severities[issue.severity],
            "place": issue.place(t),
            "found": issue.found(t),
            "fix": issue.fix(t),
            "value": issue.shown(t),
        }
        for issue in found.issues
        if wanted in ("all", issue.severity)
    ]
    names = {
        "severity": t("Severity"),
        "place": t("Where"),
        "found": t("What was found"),
        "fix": t("What to do"),
        "value": t("Value"),
    }
    widths = {"severity": 70, "place": 180, "found": 350, "fix": 300, "value": 110}
    alt = t("Issues of the file")
    table.show(
        pd.DataFrame(rows, columns=list(names)), names, key="desk-issues", alt=alt, look=table.Look(widths=widths)
    )
