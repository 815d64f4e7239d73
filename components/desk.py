"""The desk's first half: the file, what is wrong with it, and what only a person can say about it."""

from typing import Any

import pandas as pd
import streamlit as st

from components import pickers, selection, table, uploads
from provindex import geography
from provindex.access import Decision
from provindex.intake import Answers, Reading, template
from provindex.intake.marked import marked
from provindex.intake.reading import Question
from provindex.translate import N_, Translator

LAYOUTS = {
    "papi_yearly": N_("PAPI, one year a file (2011–2017)"),
    "papi_multi": N_("PAPI 2011–2016 in one workbook"),
    "papi_wide": N_("PAPI, provinces in columns (2018–2024)"),
    "par_annex": N_("annex of PAR INDEX or SIPAS"),
    "plain": N_("plain table"),
}
_ZEROS = ("ask", "missing", "keep")


def kept() -> dict[str, Any]:
    """What the desk keeps for this session: answers about the file at hand, and what came of the last action."""
    return selection.kept("desk")


def door(decision: Decision) -> bool:
    """Says who works here, or why the desk is closed and how it is opened; returns whether it is open."""
    t = selection.words()
    (st.caption if decision.allowed else st.info)(decision.told(t))
    if not decision.allowed and decision.reason == "Log in to publish.":
        st.button(t("Log in"), key="desk-login", on_click=st.login, type="primary")
    return decision.allowed


def outcome() -> None:
    """What came of the last action, told once."""
    told = kept().pop("outcome", None)
    if told:
        kind, sentence = told
        (st.success if kind == "done" else st.error)(sentence)


def upload() -> tuple[bytes, str] | None:
    """The file that was dropped; None before one was. Another file forgets the answers about the one before."""
    t = selection.words()
    dropped = st.file_uploader(
        t("The publisher's workbook, or a table (XLSX, XLS, ODS, CSV, TSV, Parquet)"), key="desk-file"
    )
    name = dropped.file_id if dropped else None
    if kept().get("file") != name:
        outcome_of_last = kept().get("outcome")
        kept().clear()
        kept().update(file=name, **({"outcome": outcome_of_last} if outcome_of_last else {}))
    return (dropped.getvalue(), dropped.name) if dropped else None


def templates() -> None:
    """A workbook to fill in, for each index and year."""
    t, catalog = selection.words(), uploads.catalog()
    names = {key: index.short.get(t.lang) for key, index in catalog.indices.items()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = st.selectbox(t("Index"), list(names), format_func=names.__getitem__, key="desk-template-index", width=200)
        index = catalog.indices[key]
        years = [index.latest + 1, *sorted(index.editions, reverse=True)]
        year = st.selectbox(t("Year"), years, key="desk-template-year", width=120)
        st.download_button(
            t("Template to fill in"),
            data=lambda: template.template(index, year, t),
            file_name=template.file_name(index, year),
            icon=":material/download:",
            key="desk-template",
        )


def answers() -> Answers:
    """What was said about the file so far, with every spelling that was accepted before."""
    said = kept()
    names = {**uploads.accepted(), **said.get("names", {})}
    return Answers(index=said.get("index"), year=said.get("year"), names=names, zeros=said.get("zeros", "ask"))


def summary(found: Reading) -> None:
    """What the file is: index, layout, years, rows."""
    t = selection.words()
    if found.layout is None or found.index is None:
        return
    years = ", ".join(str(year) for year in sorted(found.years)) or "–"
    rows = sum(len(frame) for frame in found.years.values())
    st.markdown(
        t(
            "**{file}**: {index}, {layout}; years {years}; {rows} figures.",
            file=found.name.replace("*", "·").replace("_", "·").replace("[", "("),
            index=found.index.short.get(t.lang),
            layout=t(LAYOUTS[found.layout]),
            years=years,
            rows=rows,
        )
    )


def issues(found: Reading) -> None:
    """Everything that is wrong or to be known, what blocks first, with a marked copy to take away."""
    t = selection.words()
    blocking = sum(issue.severity == "blocks" for issue in found.issues)
    if not found.issues:
        st.success(t("Nothing is wrong with this file."))
        return
    st.markdown(
        t("{blocking} that block publishing, {other} to know.", blocking=blocking, other=len(found.issues) - blocking)
    )
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
            "value": issue.value or "",
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
    table.show(pd.DataFrame(rows, columns=list(names)), names, key="desk-issues", alt=t("Issues of the file"))


def questions(found: Reading) -> None:
    """What only a person can say; an answer reads the file once more."""
    t = selection.words()
    for question in found.questions:
        if question.about == "name":
            _ask_name(question, t)
        elif question.about == "zeros":
            _ask_zeros(question, t)
        elif question.about == "index":
            names = {key: index.short.get(t.lang) for key, index in uploads.catalog().indices.items()}
            _ask("index", t("Which index is this file of?"), names)
        else:
            years = {year: str(year) for index in uploads.catalog().indices.values() for year in index.editions}
            newest = max(years) + 1
            _ask("year", t("Which year is this file of?"), {newest: str(newest), **dict(sorted(years.items()))})
    _said(t)


def _ask_name(question: Question, t: Translator) -> None:
    """The provinces that may be meant, most likely first, then all others of the edition."""
    edition = geography.province(question.options[0]).edition if question.options else "63"
    others = [one.id for one in geography.provinces(edition) if one.id not in question.options]
    options = [*question.options, *others]
    names = {identity: pickers.searchable(geography.province(identity), t.lang) for identity in options}
    label = t("Which province is “{name}”?", name=question.name)
    key = f"desk-name-{question.name}"
    st.selectbox(
        label,
        list(names),
        format_func=names.__getitem__,
        index=None,
        key=key,
        placeholder=t("Choose a province"),
        on_change=lambda: kept().setdefault("names", {}).update({question.name: selection.typed(key)}),
    )


def _ask_zeros(question: Question, t: Translator) -> None:
    provinces = ", ".join(geography.province(one).name.get(t.lang) for one in question.provinces)
    meanings = {
        "ask": t("Not answered yet"),
        "missing": t("Missing figures"),
        "keep": t("Scores of zero"),
    }
    label = t(
        "{n} zeros of {year} ({provinces}): what do they mean?",
        n=len(question.places),
        year=question.year,
        provinces=provinces,
    )
    key = f"desk-zeros-{question.year}"
    st.radio(
        label,
        _ZEROS,
        format_func=meanings.__getitem__,
        key=key,
        horizontal=True,
        on_change=lambda: kept().update(zeros=selection.typed(key)),
    )


def _ask(name: str, label: str, names: dict[Any, str]) -> None:
    key = f"desk-{name}"
    st.selectbox(
        label,
        list(names),
        format_func=names.__getitem__,
        index=None,
        key=key,
        on_change=lambda: kept().update({name: selection.typed(key)}),
    )


def _take_back() -> None:
    for name in ("names", "zeros", "index", "year"):
        kept().pop(name, None)


def _said(t: Translator) -> None:
    """What was said about this file, with a way to take it back."""
    said = kept()
    lines = [
        t("“{name}” is {province}", name=name, province=geography.province(province).name.get(t.lang))
        for name, province in said.get("names", {}).items()
    ]
    if said.get("zeros", "ask") != "ask":
        lines.append(t("zeros are missing figures") if said["zeros"] == "missing" else t("zeros are scores"))
    lines += [str(said[name]) for name in ("index", "year") if said.get(name)]
    if lines:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(t("You said: {answers}.", answers="; ".join(lines)))
            st.button(
                t("Take back"),
                key="desk-takeback",
                type="tertiary",
                on_click=_take_back,
            )
