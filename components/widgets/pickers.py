"""The widgets that change the View: lists, switches and searches; each has the value of the View when it is drawn."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any, Literal

import streamlit as st

from components.state import results, view_state
from provindex import geography
from provindex.analysis import scenario
from provindex.core import collation, inert
from provindex.figures.theme import MAX_HIGHLIGHTS
from provindex.geography.model import Province
from provindex.views import view as views
from provindex.views import view_url
from provindex.views.view import View


def _assign(key: str, value: object) -> None:
    """Gives a widget its value where it has another one.

    What is assigned is sent to the browser, which then builds the list of choices anew, be the value the same or not.
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def option_picker(name: str, labels: dict[str, str], label: str, *, listed: bool = False, **changes: Any) -> str:
    """A row of choices for one chart option; returns the chosen value, always one of ``labels``.

    ``listed`` folds many or long choices into a list; ``changes`` are made to the View together with another choice.
    """
    key = f"option-{name}"
    chosen = view_state.current().option(name)
    if chosen not in labels:
        chosen = next(iter(labels))
    _assign(key, chosen)
    shape: dict[str, Any] = {
        "key": key,
        "label_visibility": "collapsed",
        "on_change": lambda: view_state.option(name, st.session_state[key], **changes),
    }
    if listed:
        st.selectbox(inert.markdown(label), list(labels), format_func=labels.__getitem__, **shape)
    else:
        shown = partial(_worded, labels)
        st.segmented_control(inert.markdown(label), list(labels), format_func=shown, required=True, **shape)
    return chosen


def _worded(names: dict[Any, str], one: object) -> str:
    """A choice for what renders its choices; lists show them as they are."""
    return inert.markdown(names[one])


def option_switch(name: str, label: str, explained: str) -> bool:
    """A switch for a chart option of ``off`` and ``on``; returns whether it is on."""
    key = f"option-{name}"
    on = view_state.current().option(name) == "on"
    _assign(key, on)
    chosen = {True: "on", False: "off"}
    st.toggle(
        inert.markdown(label),
        key=key,
        help=inert.markdown(explained),
        on_change=lambda: view_state.option(name, chosen[st.session_state[key]]),
    )
    return on


def select(
    label: str,
    name: str,
    names: dict[Any, str],
    chosen: Any,  # noqa: ANN401 - an index key, a year or a region id
    change: Callable[[View, Any], View],
    shown: Literal["visible", "collapsed"] = "visible",
    width: int | Literal["stretch"] = "stretch",
) -> None:
    """A list of which one is chosen; ``change`` makes the View of another choice; ``width`` in px."""
    key = f"bar-{name}"
    _assign(key, chosen)
    st.selectbox(
        inert.markdown(label),
        list(names),
        format_func=names.__getitem__,
        key=key,
        label_visibility=shown,
        on_change=lambda: view_state.put(change(view_state.current(), st.session_state[key])),
        width=width,
    )


def chooser(
    label: str,
    key: str,
    names: dict[Any, str],
    chosen: object,
    choose: Callable[[Any], None],
    *,
    radio: bool = False,
    placeholder: str | None = None,
) -> None:
    """A list of which one is chosen, for what is no part of the View; with a placeholder it may be none."""
    _assign(key, chosen)
    shape: dict[str, Any] = {"key": key, "on_change": lambda: choose(st.session_state[key])}
    if radio:
        shown = partial(_worded, names)
        st.radio(inert.markdown(label), list(names), format_func=shown, label_visibility="collapsed", **shape)
        return
    if placeholder is not None:
        shape |= {"index": None, "placeholder": placeholder}
    st.selectbox(inert.markdown(label), list(names), format_func=names.__getitem__, **shape)


def edition_switch(label: str, names: dict[str, str], explained: str) -> None:
    """The provinces on which the figures are seen; ``names`` by the key of an edition."""
    key = "bar-edition"
    _assign(key, view_state.current().edition)
    st.segmented_control(
        inert.markdown(label),
        list(names),
        format_func=partial(_worded, names),
        key=key,
        required=True,
        help=inert.markdown(explained),
        on_change=lambda: view_state.put(views.with_edition(view_state.current(), st.session_state[key])),
    )


def highlights(label: str, placeholder: str, width: int) -> None:
    """The provinces that are shown in colours of their own on every page; ``width`` in px."""
    key, view = "bar-highlighted", view_state.current()
    names = {province.id: searchable(province, view.lang) for province in geography.provinces(view.edition)}
    _assign(key, list(view.highlighted))
    st.multiselect(
        inert.markdown(label),
        list(names),
        format_func=names.__getitem__,
        key=key,
        placeholder=placeholder,
        select_all=False,
        wrap=False,
        width=width,
        on_change=lambda: _highlight(st.session_state[key]),
    )


def base_picker(*, compact: bool = False) -> None:
    """The year that a change is counted from; compact: its label inside the field, for a row of controls."""
    catalog, t = results.catalog(), view_state.words()
    listed = sorted(catalog.indices[view_state.current().index].editions, reverse=True)
    years = {year: t("Compared with {year}", year=year) if compact else str(year) for year in listed}
    shown: Literal["visible", "collapsed"] = "collapsed" if compact else "visible"
    width: int | Literal["stretch"] = 210 if compact else "stretch"
    select(t("Compared with"), "base", years, view_state.current().base, lambda v, c: replace(v, base=c), shown, width)


def province_picker(label: str, key: str, shown: str | None = None) -> None:
    """A typed search for one province; the keyboard's way to what a click on the map does.

    ``shown`` is the province that the page is about where the reader has selected none.
    """
    view, t = view_state.current(), view_state.words()
    provinces = geography.provinces(view.edition)
    names = {province.id: searchable(province, view.lang) for province in provinces}
    _assign(key, view.province or shown)
    st.selectbox(
        inert.markdown(label),
        list(names),
        format_func=names.__getitem__,
        key=key,
        index=None,
        placeholder=t("Type a name"),
        label_visibility="collapsed",
        on_change=lambda: view_state.pick_province(st.session_state[key]),
    )


def step_slider(measure: str, label: str, positions: Sequence[float], chosen: float, printed: dict[float, str]) -> None:
    """A slider for the points that a simulation adds to one measure; ``chosen`` is one of ``positions``."""
    key, places = f"step-{measure}", f"places-{measure}"
    # What is assigned overwrites what a hand is just moving, so it is only where slider and View differ.
    if st.session_state.get(key) != chosen or st.session_state.get(places) != list(positions):
        st.session_state[key], st.session_state[places] = chosen, list(positions)
    st.select_slider(
        inert.markdown(label),
        positions,
        format_func=partial(_worded, printed),
        key=key,
        on_change=lambda: _step(measure, st.session_state[key]),
    )


def _step(measure: str, points: float) -> None:
    view = view_state.current()
    view_state.choose(steps=scenario.changed(view.steps, results.index_of(view), measure, points))


def _highlight(chosen: list[str]) -> None:
    if len(chosen) > MAX_HIGHLIGHTS:
        view_state.tell(view_url.too_many_highlights())
    view_state.choose(highlighted=tuple(chosen[:MAX_HIGHLIGHTS]))


def searchable(province: Province, lang: str) -> str:
    """The name, with its plain spelling where the two differ, so that typing without accents finds it."""
    return _searchable(province.name.get(lang), province.name.en)


@lru_cache(maxsize=512)
def _searchable(name: str, plain: str) -> str:
    return name if collation.fold(name) == name.lower() else f"{name} ({plain})"
