"""The one layer of state: the View in the session and in the address, and the widgets that change it.

The address wins whenever it differs from what was last written there (a link, Back, reload); otherwise the session
does, because a page switch arrives with an empty address. Widgets are assigned before they are drawn, on every run.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Literal
from urllib.parse import urlencode

import streamlit as st

from components import cache
from provindex import collation, geography, steps
from provindex import view as views
from provindex.figures.theme import MAX_HIGHLIGHTS, Theme, theme
from provindex.geography_model import Province
from provindex.translate import Translator, translator
from provindex.view import Notice, View

_STAGE_SIZE = 20  # px
_VIEW, _WRITTEN, _NOTICES, _CHOSEN = "view", "written", "notices", "chosen"


def restore() -> View:
    """The View of this run, read from the address and the session and written back to both."""
    catalog = cache.catalog()
    asked = st.query_params.to_dict()
    start = st.session_state.get(_VIEW) or views.first_view(catalog)
    notices: tuple[Notice, ...] = st.session_state.pop(_NOTICES, ())
    # A hand that is faster than the network sends its next choice with an address that lags behind.
    chosen = st.session_state.pop(_CHOSEN, False)
    if asked != st.session_state.get(_WRITTEN) and not chosen:
        start, told = views.parse(asked, catalog, start)
        notices += told
    st.session_state[_VIEW] = start
    st.session_state[_NOTICES] = notices
    written = start.params()
    if asked != written:
        st.query_params.from_dict(written)
    st.session_state[_WRITTEN] = written
    return start


def current() -> View:
    """The View of this run."""
    return st.session_state[_VIEW]


def words() -> Translator:
    """The translator of the reader's language."""
    return translator(current().lang)


def figure_theme(size: int | None = None) -> Theme:
    """The figure theme that fits the page the reader sees; on stage its letters are read from the last row."""
    size = size or (_STAGE_SIZE if current().option("play") != "0" else 13)
    return theme("dark" if st.context.theme.type == "dark" else "light", size=size)


def notices() -> tuple[Notice, ...]:
    """What could not be used in the address; told once."""
    told: tuple[Notice, ...] = st.session_state.pop(_NOTICES, ())
    return told


def kept(name: str) -> dict[str, Any]:
    """What a page keeps for this session beside the View, such as notes typed in; no link carries it."""
    return st.session_state.setdefault(f"kept-{name}", {})


def typed(key: str) -> Any:  # noqa: ANN401 - whatever the widget holds
    """What a widget holds; for callbacks of widgets that are not part of the View."""
    return st.session_state[key]


def put(view: View) -> None:
    """Shows another View; for callbacks, which run before the script."""
    st.session_state[_VIEW], st.session_state[_CHOSEN] = view, True


def choose(**changes: Any) -> None:
    """Changes the View; for callbacks."""
    put(replace(current(), **changes))


def option(name: str, value: str, **changes: Any) -> None:
    """Sets one chart option of the View, and what goes with it; for callbacks."""
    choose(options={**current().options, name: value}, **changes)


def pick_province(province: str | None) -> None:
    """Selects a province, or none; for callbacks. One of the other edition takes the View there."""
    if province:
        put(views.with_edition(current(), geography.province(province).edition))
    choose(province=province)


def query(view: View, **options: str) -> str:
    """The query of a link to a View with some chart options changed."""
    return urlencode(replace(view, options={**view.options, **options}).params())


def on_points(key: str, *, keep: bool = False) -> None:
    """Callback of a chart: selects the province that was clicked.

    Where nothing is selected none is; with ``keep`` the province stays, as on a page that is about one.
    """
    points = st.session_state[key]["selection"]["points"]
    found = next((known for known in map(_id_of, points) if known), None)
    if found or not keep:
        pick_province(found)


def on_rows(key: str, ids: Sequence[str]) -> None:
    """Callback of a table: selects the province of the chosen row, none where no row is chosen."""
    rows = st.session_state[key]["selection"]["rows"]
    pick_province(ids[rows[0]] if rows else None)


def option_picker(name: str, labels: dict[str, str], label: str, *, listed: bool = False, **changes: Any) -> str:
    """A row of choices for one chart option; returns the chosen value, always one of ``labels``.

    ``listed`` folds many or long choices into a list; ``changes`` are made to the View together with another choice.
    """
    key = f"option-{name}"
    chosen = current().option(name)
    if chosen not in labels:
        chosen = next(iter(labels))
    st.session_state[key] = chosen
    draw = st.selectbox if listed else partial(st.segmented_control, required=True)
    draw(
        label,
        list(labels),
        format_func=labels.__getitem__,
        key=key,
        label_visibility="collapsed",
        on_change=lambda: option(name, st.session_state[key], **changes),
    )
    return chosen


def select(
    label: str,
    name: str,
    names: dict[Any, str],
    chosen: Any,  # noqa: ANN401 - an index key, a year or a region id
    change: Callable[[View, Any], View],
    shown: Literal["visible", "collapsed"] = "visible",
) -> None:
    """A list of which one is chosen; ``change`` makes the View of another choice."""
    key = f"bar-{name}"
    st.session_state[key] = chosen
    st.selectbox(
        label,
        list(names),
        format_func=names.__getitem__,
        key=key,
        label_visibility=shown,
        on_change=lambda: put(change(current(), st.session_state[key])),
    )


def chooser(
    label: str,
    key: str,
    names: dict[Any, str],
    chosen: object,
    choose: Callable[[Any], None],
    *,
    radio: bool = False,
) -> None:
    """A list of which one is chosen, for what is no part of the View."""
    st.session_state[key] = chosen
    getattr(st, "radio" if radio else "selectbox")(
        label,
        list(names),
        format_func=names.__getitem__,
        key=key,
        label_visibility="collapsed" if radio else "visible",
        on_change=lambda: choose(st.session_state[key]),
    )


def edition_switch(label: str, names: dict[str, str], explained: str) -> None:
    """The provinces on which the figures are seen; ``names`` by the key of an edition."""
    key = "bar-edition"
    st.session_state[key] = current().edition
    st.segmented_control(
        label,
        list(names),
        format_func=names.__getitem__,
        key=key,
        required=True,
        help=explained,
        on_change=lambda: put(views.with_edition(current(), st.session_state[key])),
    )


def highlights(label: str, placeholder: str) -> None:
    """The provinces that are shown in colours of their own on every page."""
    key, view = "bar-highlighted", current()
    names = {province.id: searchable(province, view.lang) for province in geography.provinces(view.edition)}
    st.session_state[key] = list(view.highlighted)
    st.multiselect(
        label,
        list(names),
        format_func=names.__getitem__,
        key=key,
        placeholder=placeholder,
        select_all=False,
        wrap=False,
        on_change=lambda: _highlight(st.session_state[key]),
    )


def base_picker(*, compact: bool = False) -> None:
    """The year that a change is counted from; compact: its label inside the field, for a row of controls."""
    catalog, t = cache.catalog(), words()
    listed = sorted(catalog.indices[current().index].editions, reverse=True)
    years = {year: t("Compared with {year}", year=year) if compact else str(year) for year in listed}
    shown: Literal["visible", "collapsed"] = "collapsed" if compact else "visible"
    select(t("Compared with"), "base", years, current().base, lambda v, c: replace(v, base=c), shown)


def province_picker(label: str, key: str, shown: str | None = None) -> None:
    """A typed search for one province; the keyboard's way to what a click on the map does.

    ``shown`` is the province that the page is about where the reader has selected none.
    """
    view = current()
    provinces = geography.provinces(view.edition)
    names = {province.id: searchable(province, view.lang) for province in provinces}
    st.session_state[key] = view.province or shown
    st.selectbox(
        label,
        list(names),
        format_func=names.__getitem__,
        key=key,
        index=None,
        placeholder=words()("Type a name"),
        label_visibility="collapsed",
        on_change=lambda: pick_province(st.session_state[key]),
    )


def step_slider(measure: str, label: str, positions: Sequence[float], chosen: float, printed: dict[float, str]) -> None:
    """A slider for the points that a simulation adds to one measure; ``chosen`` is one of ``positions``."""
    key, places = f"step-{measure}", f"places-{measure}"
    # What is assigned overwrites what a hand is just moving, so it is only where slider and View differ.
    if st.session_state.get(key) != chosen or st.session_state.get(places) != list(positions):
        st.session_state[key], st.session_state[places] = chosen, list(positions)
    st.select_slider(
        label,
        positions,
        format_func=printed.__getitem__,
        key=key,
        on_change=lambda: _step(measure, st.session_state[key]),
    )


def _step(measure: str, points: float) -> None:
    view = current()
    choose(steps=steps.changed(view.steps, cache.index_of(view), measure, points))


def _highlight(chosen: list[str]) -> None:
    if len(chosen) > MAX_HIGHLIGHTS:
        st.session_state[_NOTICES] = (views.too_many_highlights(),)
    choose(highlighted=tuple(chosen[:MAX_HIGHLIGHTS]))


def searchable(province: Province, lang: str) -> str:
    """The name, with its plain spelling where the two differ, so that typing without accents finds it."""
    name, plain = province.name.get(lang), province.name.en
    return name if collation.fold(name) == name.lower() else f"{name} ({plain})"


def _id_of(point: dict[str, Any]) -> str | None:
    """The province id of a selected point: a shape's location, or the id a dot carries."""
    found = point.get("location") or (point.get("customdata") or [None])[0]
    if found in {"hoang_sa", "truong_sa"}:
        return geography.archipelago_owner(current().edition).get(found)
    return found if isinstance(found, str) else None
