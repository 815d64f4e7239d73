"""Which figures a session sees: those of now, or those that the link it came by cites.

It stands below `cache`, which asks it for the data version of every run. A version is no part of the View: two people
may look at the same view, one at the newest figures and one at those that were cited.
"""

from collections.abc import Iterable

import streamlit as st

from components.state import identity
from components.state.reads import Part
from provindex.core.errors import StoreError
from provindex.store import score_store, versions
from provindex.store.versions import Known

PARAMETER = "version"
"""Name of the data version in an address."""

_KEY, _UNKNOWN, _SETTLED, _LOOKED, _READ = "cited", "unknown-version", "data-version", "just-looked", "parts-read"


def settle() -> str:
    """Looks the data version up for this run, which asks for it a hundred times and is to draw from one alone."""
    found = st.session_state[_SETTLED] = current()
    st.session_state[_LOOKED] = True
    return found


def settled() -> str:
    """The data version of this run; looked up where no run has settled on one."""
    return st.session_state.get(_SETTLED) or current()


def begin() -> None:
    """Forgets what the page of the run before read."""
    st.session_state.pop(_READ, None)


def end(parts: Iterable[Part], stamps: tuple[str, ...]) -> None:
    """Keeps which parts of the data the page of this run has read, to its end, and by which stamps."""
    st.session_state[_READ] = frozenset(parts), stamps


def read() -> tuple[frozenset[Part], tuple[str, ...]] | None:
    """Which parts of the data the page read, and by which stamps; None for one that did not come to its end."""
    found: tuple[frozenset[Part], tuple[str, ...]] | None = st.session_state.get(_READ)
    return found


def moved_on(drawn: str) -> bool:
    """Whether the version is another one by now; asked right after `settle` it is not looked up again."""
    return not st.session_state.pop(_LOOKED, False) and current() != drawn


def current() -> str:
    """The data version of this moment: that which the link cites, else the newest."""
    return shown() or newest()


def newest() -> str:
    """The data version of now for whoever is here, looked up at most every second; analysts see held years too."""
    return _newest(identity.sees_held())


def look_again() -> None:
    """Forgets the version that is kept for a moment: for whoever has just written and is to see it at once."""
    _newest.clear()


def cited() -> Known | None:
    """What this session's link cites, shown or set aside; None where that is nothing, or nothing that may be seen."""
    found = st.session_state.get(_KEY)
    return _known(found[0], identity.sees_held()) if found else None


def shown() -> str | None:
    """The version of the past that is shown; None where the figures of now are."""
    found = st.session_state.get(_KEY)
    return found[0] if found and found[1] and cited() else None


def ask(version: str) -> None:
    """Shows the version that an address names if it is one of the past; keeps its name where it is not known."""
    if _known(version, identity.sees_held()):
        st.session_state.pop(_UNKNOWN, None)
        st.session_state[_KEY] = (version, True)
        settle()  # the run that reads the link has begun with the figures of before it
    else:
        forget()
        st.session_state[_UNKNOWN] = version


def unknown() -> str | None:
    """The version that a link named and that is not known, until the reader goes on."""
    return st.session_state.get(_UNKNOWN)


def show_cited() -> None:
    """Shows what the link cites."""
    st.session_state[_KEY] = (st.session_state[_KEY][0], True)


def show_now() -> None:
    """Shows the figures of now; what the link cites stays on offer."""
    st.session_state[_KEY] = (st.session_state[_KEY][0], False)


def forget() -> None:
    """Leaves what the link cites behind."""
    for key in (_KEY, _UNKNOWN):
        st.session_state.pop(key, None)
    settle()


@st.cache_data(ttl=1, show_spinner=False)
def _newest(see_embargoed: bool) -> str:
    return score_store.data_version(see_embargoed=see_embargoed, stay=True)


# Asked for at every step of a run; what was open may be held two seconds later, and not longer.
@st.cache_data(ttl=2, show_spinner=False, max_entries=200)
def _known(version: str, see_embargoed: bool) -> Known | None:
    try:
        return versions.known(version, see_embargoed=see_embargoed)
    except StoreError:
        return None
