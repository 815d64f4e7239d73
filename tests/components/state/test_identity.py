"""Whom a login names, and that only an address which the login calls confirmed is believed."""

import pytest
import streamlit as st

from components.state import identity
from provindex.publishing.permissions import User


class LoggedIn(dict):
    """What Streamlit knows of whoever came through the login."""

    is_logged_in = True


@pytest.mark.parametrize(
    ("claims", "verified"),
    [
        ({"email_verified": True}, True),
        ({"email_verified": False}, False),
        ({"email_verified": "false"}, False),
        ({"email_verified": "true"}, False),
        ({"email_verified": 1}, False),
        ({"email_verified": None}, False),
        ({}, False),
    ],
    ids=["true", "false", "word false", "word true", "one", "null", "nothing said"],
)
def test_an_address_is_confirmed_only_where_the_login_says_true(monkeypatch, claims, verified):
    monkeypatch.setattr(st, "user", LoggedIn(email="an@example.org", **claims))
    assert identity._user() == User("an@example.org", verified)
