"""The one layer of state: the View in the session and in the address.

The address wins whenever it differs from what was last written there (a link, Back, reload); otherwise the session
does, because a page switch arrives with an empty address. The widgets that change the View are in `pickers`.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal
from urllib.parse import urlencode

import streamlit as st

from components.state import data_version, results
from provindex import geography
from provindex.core.translate import Translator, translator
from provindex.figures.theme import Theme, theme
from provindex.views import view as views
from provindex.views import view_url
from provindex.views.view import View
from provindex.views.view_url import Notice

_STAGE_SIZE = 20  # px
_VIEW, _WRITTEN, _NOTICES, _CHOSEN = "view", "written", "notices", "chosen"


def restore() -> View:
    """The View of this run, read from the address and the session and written back to both."""
    asked = st.query_params.to_dict()
    if asked != st.session_state.get(_WRITTEN):
        _cite(asked)
    catalog = results.catalog()
    start = st.session_state.get(_VIEW) or views.first_view(catalog)
    notices: tuple[Notice, ...] = st.session_state.pop(_NOTICES, ())
    # A hand that is faster than the network sends its next choice with an address that lags behind.
    chosen = st.session_state.pop(_CHOSEN, False)
    if asked != st.session_state.get(_WRITTEN) and not chosen:
        start, told = view_url.parse(asked, catalog, start)
        notices += told
    st.session_state[_VIEW] = start
    st.session_state[_NOTICES] = notices
    version = data_version.shown()
    written = start.params() | ({data_version.PARAMETER: version} if version else {})
    if asked != written:
        st.query_params.from_dict(written)
    st.session_state[_WRITTEN] = written
    return start


def _cite(asked: dict[str, str]) -> None:
    """Takes the data version that a link names; the newest needs no word."""
    named = asked.get(data_version.PARAMETER, "")
    if named and named == data_version.newest():
        data_version.forget()
    elif named:
        data_version.ask(named)


def current() -> View:
    """The View of this run."""
    return st.session_state[_VIEW]


def words() -> Translator:
    """The translator of the reader's language."""
    return translator(current().lang)


def figure_theme(size: int | None = None) -> Theme:
    """The figure theme that fits the page the reader sees; on stage its letters are read from the last row."""
    size = size or (kept("stage").get("letters", _STAGE_SIZE) if current().option("play") != "0" else 13)
    return theme("dark" if st.context.theme.type == "dark" else "light", size=size)


def primary() -> Literal["primary", "secondary"]:
    """The type of the button that a place is about.

    Streamlit writes a primary button in white on the primary colour, and a chosen segment in that colour on a tenth of
    itself; on a dark page no colour gives both of them a contrast of 4.5:1, so there the button has an outline alone.
    """
    return "secondary" if st.context.theme.type == "dark" else "primary"


def notices() -> tuple[Notice, ...]:
    """What could not be used in the address; told once."""
    told: tuple[Notice, ...] = st.session_state.pop(_NOTICES, ())
    return told


def tell(notice: Notice) -> None:
    """Keeps a notice for the run that a callback starts."""
    st.session_state[_NOTICES] = (notice,)


def kept(name: str) -> dict[str, Any]:
    """What a page keeps for this session beside the View, such as notes typed in; no link carries it."""
    return st.session_state.setdefault(f"kept-{name}", {})


def typed(key: str) -> Any:  # noqa: ANN401 - whatever the widget holds
    """What a widget holds; for callbacks of widgets that are not part of the View."""
    return st.session_state[key]


def begin(key: str, value: object) -> str:
    """Give a widget that is not on the page yet the value with which it is drawn; returns its key."""
    st.session_state.setdefault(key, value)
    return key


def close(key: str) -> None:
    """Closes a popover; for callbacks."""
    st.session_state[key] = False


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


def on_row(key: str, ids: Sequence[str]) -> None:
    """Callback of a table: selects the province of the chosen row, none where its choice was taken back.

    Whatever comes from a browser is looked at first: an id that is not in the table changes nothing.
    """
    asked = st.session_state[key].get("row")
    if asked == "" or asked in ids:
        pick_province(asked or None)


def _id_of(point: dict[str, Any]) -> str | None:
    """The province id of a selected point: a shape's location, or the id a dot carries."""
    found = point.get("location") or (point.get("customdata") or [None])[0]
    if found in {"hoang_sa", "truong_sa"}:
        return geography.archipelago_owner(current().edition).get(found)
    return found if isinstance(found, str) else None
