"""What only a person can say about a file at the desk: the questions, the answers so far, and taking them back."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from components.state import upload_cache, view_state
from components.widgets import notices, pickers
from provindex import geography
from provindex.core import formats, inert
from provindex.core.translate import Translator
from provindex.intake import Answers, Reading
from provindex.intake.checks import correction
from provindex.intake.result import Question

_ANSWERS = ("names", "worded", "zeros", "index", "year", "correct", "blanks", "part")
_LACKING = {"provinces_missing", "dimensions_missing", "measures_missing", "figures_missing"}
"""Issues of a table that does not hold everything of its year."""

_MOST_NAMED = 8
"""Provinces with zeros that are named; a whole column of zeros is not read out."""


def kept() -> dict[str, Any]:
    """What the desk keeps for this session: its files with what was answered, and what came of the last action."""
    return view_state.kept("desk")


def file_state(file: str | None = None) -> dict[str, Any]:
    """What the desk keeps for a file: answers, terms, and what was seen of the store; of the file at hand if left out.

    Args:
        file: Id that Streamlit gave the upload.
    """
    state: dict[str, Any] = kept().setdefault("files", {}).setdefault(file or kept().get("file"), {})
    return state


def key(name: str) -> str:
    """The key of a widget for the file at hand: what is typed, ticked or pressed for one file is not for another."""
    number = file_state().get("number", 1)
    return name if number == 1 else f"{name}-file-{number}"


def definition() -> bytes | None:
    """The ``index.toml`` of an index that does not ship, where one was given with the file."""
    content: bytes | None = kept().get("definition")
    return content


def answers(file: str | None = None) -> Answers:
    """What was said about a file so far, with every spelling that was accepted before; see `file_state`."""
    given = file_state(file)
    names = {**upload_cache.accepted(), **given.get("worded", {}), **given.get("names", {})}
    return Answers(
        index=given.get("index"),
        year=given.get("year"),
        names=names,
        zeros=given.get("zeros", "ask"),
        correct=given.get("correct", False),
        blanks=given.get("blanks", "keep"),
        part=given.get("part", False),
    )


def show(found: Reading) -> None:
    """Every question once; an answer reads the file once more."""
    t = view_state.words()
    # A name that nobody knows stands in every year of a file of several years, and is asked once.
    asked: dict[tuple[str, str], Question] = {}
    for question in found.questions:
        if question.about == "name":
            asked.setdefault((question.edition, question.name), question)
    for question in asked.values():
        _ask_name(question, t)
    worded: dict[tuple[str, str], dict[str, str]] = {}
    for question in found.questions:
        if question.about == "words":
            worded.setdefault((question.edition, question.name), {}).update(question.proposed)
    for (edition, words), proposed in worded.items():
        _ask_words(edition, words, proposed, t)
    zeros = [one for one in found.questions if one.about == "zeros"]
    if zeros:
        _ask_zeros(zeros, t)
    abouts = {one.about for one in found.questions}
    if "index" in abouts:
        names = {key: index.short.get(t.lang) for key, index in upload_cache.catalog(definition()).indices.items()}
        _ask("index", t("Which index is this file of?"), names, t("Choose an index"))
    if "year" in abouts:
        years = {year for index in upload_cache.catalog(definition()).indices.values() for year in index.editions}
        listed = {year: str(year) for year in sorted({*years, max(years) + 1}, reverse=True)}
        _ask("year", t("Which year is this file of?"), listed, t("Choose a year"))
    _ask_correction(found, t)
    parts = [one for one in found.questions if one.about == "part"]
    if parts:
        _ask_part(parts, t)
    _said(t)


def _ask_correction(found: Reading, t: Translator) -> None:
    """Whether a file that lacks a part of a published year is the whole table or corrects what is in it."""
    codes = {issue.code for issue in found.issues}
    years = sorted(year for year in found.years if found.index and year in found.index.editions)
    if not file_state().get("correct") and not (codes & _LACKING and years):
        return
    listed = formats.listing([str(year) for year in years], t.lang)
    provinces, figures = correction.extent(*found.assembled.values())
    shown = formats.integer(figures, t.lang)
    counts = {
        "provinces": t.plural("{n} province", "{n} provinces", provinces),
        "figures": t.plural("{n} figure", "{n} figures", figures, n=shown),
    }
    names = {
        False: t("The whole table of {years}: what is not in it is no longer published.", years=listed),
        True: t(
            "Correct only what is in this file: {provinces}, {figures}; all else of {years} stays.",
            years=listed,
            **counts,
        ),
    }
    st.markdown(
        inert.markdown(t("Not every province and measure of {years} is in this file. What is it?", years=listed))
    )
    chosen = file_state().get("correct", False)
    label = t("What is this file?")
    pickers.chooser(label, "desk-correct", names, chosen, lambda one: file_state().update(correct=one), radio=True)
    if chosen and codes & {"blanks_kept", "blanks_removed"}:
        _ask_blanks(t)


def _ask_part(questions: Sequence[Question], t: Translator) -> None:
    """Whether a file of some provinces is all that is to be published of its years, by one press."""
    for one in questions:
        st.markdown(inert.markdown(one.asked_part(t)))
    st.caption(
        t("The others are shown without a figure, every page says how many there are, and no rank or mean is computed.")
    )
    label = t("Yes, publish it as a part of the list")
    st.button(label, key=key("desk-part"), on_click=lambda: file_state().update(part=True))


def _ask_blanks(t: Translator) -> None:
    meanings = {"keep": t("Nothing: the published figures stay"), "remove": t("These published figures are taken away")}
    st.markdown(t("Some cells are blank where a figure is published: what do they mean?"))
    chosen, label = file_state().get("blanks", "keep"), t("What do blank cells mean?")
    pickers.chooser(label, "desk-blanks", meanings, chosen, lambda one: file_state().update(blanks=one), radio=True)


def _ask_name(question: Question, t: Translator) -> None:
    """The provinces that may be meant, most likely first, then all others of the edition."""
    others = [one.id for one in geography.provinces(question.edition) if one.id not in question.options]
    names = {one: pickers.searchable(geography.province(one), t.lang) for one in (*question.options, *others)}
    pickers.chooser(
        t("Which province is {name}?", name=notices.quoted(question.name)),
        f"desk-name-{question.edition}-{question.name}",
        names,
        None,
        partial(_name, question.edition, question.name),
        placeholder=t("Choose a province"),
    )


def _name(edition: str, name: str, province: str | None) -> None:
    if province:
        file_state().setdefault("names", {})[edition, name] = province


def _ask_words(edition: str, words: str, proposed: dict[str, str], t: Translator) -> None:
    """Whether longer names are those of the provinces in them: all are shown, and one press answers for all."""
    n = len(proposed)
    st.markdown(
        inert.markdown(
            t("{n} names have more words, as in {words}. Are these the provinces?", n=n, words=notices.quoted(words))
        )
    )
    pairs = [
        f"{notices.quoted(name)} → {geography.province(province).name.get(t.lang)}"
        for name, province in proposed.items()
    ]
    st.caption(inert.markdown("; ".join(pairs)))
    answered = {(edition, name): province for name, province in proposed.items()}
    label = t("Yes, all {n} are these provinces", n=n)
    st.button(inert.markdown(label), key=key(f"desk-words-{edition}-{words}"), on_click=_agree, args=(answered,))


def _agree(answered: dict[tuple[str, str], str]) -> None:
    file_state().setdefault("worded", {}).update(answered)


def _ask_zeros(questions: Sequence[Question], t: Translator) -> None:
    """All zeros of the file at once, each year with its provinces: one answer is for all of them."""
    meanings = {"ask": t("Not answered yet"), "missing": t("Missing figures"), "keep": t("Scores of zero")}
    where = "; ".join(f"{one.year}: {_provinces(one.provinces, t)}" for one in questions)
    count = sum(len(one.places) for one in questions)
    st.markdown(
        inert.markdown(t("{n} zeros ({where}): what do they mean?", n=formats.integer(count, t.lang), where=where))
    )
    label, chosen = t("What do the zeros mean?"), file_state().get("zeros", "ask")
    pickers.chooser(
        label, "desk-zeros", meanings, chosen, lambda meaning: file_state().update(zeros=meaning), radio=True
    )


def _provinces(ids: Sequence[str], t: Translator) -> str:
    names = [geography.province(one).name.get(t.lang) for one in ids[:_MOST_NAMED]]
    more = len(ids) - len(names)
    return ", ".join(names) if not more else t("{names} and {n} more", names=", ".join(names), n=more)


def _ask(name: str, label: str, names: dict[Any, str], placeholder: str) -> None:
    def choose(chosen: object) -> None:
        file_state()[name] = chosen

    pickers.chooser(label, f"desk-{name}", names, None, choose, placeholder=placeholder)


def _said(t: Translator) -> None:
    """What was said about this file, with a way to take it back."""
    given = file_state()
    lines = [
        t("{name} is {province}", name=notices.quoted(name), province=geography.province(province).name.get(t.lang))
        for (_, name), province in given.get("names", {}).items()
    ]
    if given.get("worded"):
        lines.append(t("{n} names are the provinces in them", n=len(given["worded"])))
    if given.get("zeros", "ask") != "ask":
        lines.append(t("zeros are missing figures") if given["zeros"] == "missing" else t("zeros are scores"))
    if given.get("correct"):
        lines.append(t("only what is in the file is corrected"))
    if given.get("part"):
        lines.append(t("the file is a part of the list"))
    if given.get("blanks") == "remove":
        lines.append(t("blank cells take figures away"))
    if given.get("index"):
        known = upload_cache.catalog(definition()).indices
        lines.append(known[given["index"]].short.get(t.lang) if given["index"] in known else given["index"])
    if given.get("year"):
        lines.append(str(given["year"]))
    if lines:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(inert.markdown(t("You said: {answers}.", answers="; ".join(lines))))
            st.button(t("Take back"), key="desk-takeback", type="tertiary", on_click=_take_back)


def _take_back() -> None:
    for name in _ANSWERS:
        file_state().pop(name, None)
