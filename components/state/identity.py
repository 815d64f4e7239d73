"""Who is at the desk: asks Streamlit for the login, and `provindex.publishing.permissions` for the decision."""

from collections.abc import Mapping
from typing import cast

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from provindex.core.errors import AccessDenied
from provindex.publishing import permissions
from provindex.publishing.permissions import Actor, Decision, User
from server import local_desk, quotas


def decision() -> Decision:
    """Whether the desk is open for whoever is here, with which role, and why; asked anew on every run.

    Raises:
        CatalogError: The list of those who may publish holds something unknown.
    """
    has_login = _has_login()
    return permissions.may_publish(
        local_desk.visit(),
        has_login,
        _user() if has_login else None,
        permissions.allow_list(_secrets(permissions.SECTION)),
        local_name=permissions.local_name(),
    )


def actor() -> Actor:
    """Who acts here and now; asked where something is written, and counted.

    Raises:
        AccessDenied: The desk is closed to whoever is here.
        BusyError: The same person wrote as often as one may within a minute.
    """
    found = decision()
    if not found.allowed:
        raise AccessDenied(found.reason, **found.values)
    quotas.PUBLISHES.take(found.name)
    return found.actor


def is_logged_in() -> bool:
    """Whether there is a login and somebody came through it, on the list or not."""
    return _has_login() and _user() is not None


def sees_held() -> bool:
    """Whether figures that are held are shown to whoever is here."""
    found = decision()
    return found.allowed and found.actor.may("see")


def _has_login() -> bool:
    return bool(_secrets("auth"))


def _user() -> User | None:
    """Who came through the login, which there must be; None where nobody did."""
    if not st.user.is_logged_in:
        return None
    # Some providers send words: “false” is true in Python, and only what is said to be true counts.
    verified = st.user.get("email_verified") is True
    return User(cast("str | None", st.user.get("email")), verified)


def _secrets(section: str) -> Mapping[str, object]:
    """One table of secrets.toml; empty where there is no such file or table."""
    try:
        return cast("Mapping[str, object]", st.secrets.get(section, {}))
    except StreamlitSecretNotFoundError:
        return {}
