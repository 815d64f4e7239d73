"""Who may publish: when the desk is open, for whom, and in which role."""

from dataclasses import replace

import pytest

from provindex.core.errors import AccessDenied, CatalogError
from provindex.core.translate import translator
from provindex.publishing import permissions
from provindex.publishing.permissions import Actor, Decision, Role, User, Visit, may_publish

ALLOW: dict[str, Role] = {"an@example.org": "publisher", "binh@example.org": "analyst", "chi@example.org": "reader"}


LOCAL = Visit(
    opened=True, address="localhost", port=8501, host="localhost:8501", origin="http://localhost:8501", shown=True
)
"""The person at the machine in the browser that opened the printed address."""


def decide(visit: Visit = LOCAL, *, login: bool = False, user: User | None = None) -> Decision:
    return may_publish(visit, login, user, ALLOW, local_name="an (local)")


# ---- Without a login -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["localhost", "LOCALHOST", "127.0.0.1", "127.8.0.1", "::1", "[::1]"])
def test_a_server_of_one_machine_is_open_for_the_local_analyst(address: str) -> None:
    found = decide(replace(LOCAL, address=address))
    assert (found.allowed, found.actor) == (True, Actor("an (local)", "publisher"))
    assert found.sentence(translator("en")).startswith("You work as an (local)")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "0.0.0.0",  # noqa: S104 - the address that has to be refused
        "::",
        "192.168.1.7",
        "10.0.0.1",
        "papi.example.org",
        "localhost.example.org",
    ],
)
def test_a_server_that_others_reach_is_closed_and_says_how_to_open_it(address: str) -> None:
    found = decide(replace(LOCAL, address=address))
    assert (found.allowed, found.role, found.name) == (False, "reader", "")
    assert "[auth]" in found.sentence(translator("en"))
    assert found.sentence(translator("vi")).startswith("Bàn tiếp nhận đang đóng")


def test_a_server_that_nobody_opened_for_its_machine_is_closed() -> None:
    found = decide(replace(LOCAL, opened=False))
    assert (found.allowed, "python3 dev.py run" in found.sentence(translator("en"))) == (False, True)


def test_a_browser_without_the_token_is_closed_and_is_told_where_the_address_stands() -> None:
    found = decide(replace(LOCAL, shown=False))
    assert (found.allowed, "Open the address that the server printed" in found.sentence(translator("en"))) == (
        False,
        True,
    )


@pytest.mark.parametrize(
    ("host", "port"),
    [
        ("127.0.0.1:8501", 8501),
        ("[::1]:8501", 8501),
        ("LocalHost:8501", 8501),
        ("localhost", 80),
        ("localhost:80", 80),
    ],
)
def test_the_local_analyst_asks_for_the_machine_itself(host: str, port: int) -> None:
    assert decide(replace(LOCAL, host=host, origin=f"http://{host}", port=port)).allowed


@pytest.mark.parametrize(
    "host",
    [
        "papi.example.org",
        "papi.example.org:8501",
        "",
        "192.168.1.7:8501",
        "[fe80::1]:8501",
        "localhost:9000",
        "localhost",
        "localhost.:8501",
        "127.0.0.2:8501",
    ],
)
def test_a_page_that_leads_here_under_another_name_or_port_is_not_local(host: str) -> None:
    assert not decide(replace(LOCAL, host=host, origin=f"http://{host}")).allowed


@pytest.mark.parametrize(
    "origin", ["", "null", "http://localhost:9000", "http://127.0.0.1:8501", "https://papi.example.org"]
)
def test_a_page_of_another_origin_is_not_local(origin: str) -> None:
    assert not decide(replace(LOCAL, origin=origin)).allowed


def test_a_request_through_a_proxy_is_not_local() -> None:
    assert not decide(replace(LOCAL, forwarded=True)).allowed


# ---- With a login --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("email", "role"),
    [("an@example.org", "publisher"), (" An@Example.ORG ", "publisher"), ("binh@example.org", "analyst")],
)
def test_who_is_listed_has_the_role_of_the_list(email: str, role: str) -> None:
    found = decide(Visit(address="192.168.1.7", host="papi.example.org"), login=True, user=User(email, verified=True))
    assert (found.allowed, found.role, found.name) == (True, role, email.strip().lower())


@pytest.mark.parametrize(
    ("user", "told"),
    [
        (None, "Log in to publish"),
        (User("dung@example.org", verified=True), "dung@example.org is not in the list"),
        (User("chi@example.org", verified=True), "chi@example.org is not in the list"),
        (User("an@example.org.evil.example", verified=True), "is not in the list"),
        (User(None), "no confirmed e-mail address"),
        (User(""), "no confirmed e-mail address"),
        (User("an@example.org", verified=False), "no confirmed e-mail address"),
        (User("an@example.org"), "no confirmed e-mail address"),
    ],
    ids=[
        "nobody",
        "a stranger",
        "a reader",
        "a longer address",
        "no address",
        "empty",
        "not confirmed",
        "nothing said",
    ],
)
def test_everybody_else_is_told_why_the_desk_is_closed(user: User | None, told: str) -> None:
    found = decide(login=True, user=user)
    assert (found.allowed, found.role) == (False, "reader")
    assert told in found.sentence(translator("en"))


def test_with_a_login_the_machine_itself_has_no_privilege() -> None:
    assert not decide(LOCAL, login=True).allowed


def test_the_name_in_an_address_stays_text() -> None:
    found = decide(login=True, user=User("{0.__class__}@example.org", verified=True))
    assert found.sentence(translator("vi")).startswith("{0.__class__}@example.org")


# ---- The list ------------------------------------------------------------------------------------------------------


def test_the_list_gives_roles_by_address_capitals_aside() -> None:
    section = {"analysts": ["Binh@example.org", "an@example.org"], "publishers": ["An@example.org "]}
    assert permissions.allow_list(section) == {"binh@example.org": "analyst", "an@example.org": "publisher"}


def test_an_empty_list_lets_nobody_in() -> None:
    assert permissions.allow_list({}) == {}


@pytest.mark.parametrize(
    ("section", "told"),
    [
        ({"publisher": ["an@example.org"]}, "secrets.toml: access.publisher: this key is not known"),
        ({"analysts": "an@example.org"}, "secrets.toml: access.analysts: expected is a list"),
        ({"analysts": ["an"]}, "secrets.toml: access.analysts: expected is a list"),
        ({"publishers": [7]}, "secrets.toml: access.publishers: expected is a list"),
    ],
    ids=["misspelt", "no list", "no address", "a number"],
)
def test_a_slip_in_the_list_is_named_and_opens_nothing(section: dict[str, object], told: str) -> None:
    with pytest.raises(CatalogError, match=told):
        permissions.allow_list(section)


# ---- Rights --------------------------------------------------------------------------------------------------------

TABLE = {
    "reader": set(),
    "analyst": {"see", "provisional", "present"},
    "publisher": {"see", "provisional", "present", "final", "replace", "release", "undo"},
}


@pytest.mark.parametrize("role", TABLE)
def test_each_role_may_do_what_the_table_says(role: Role) -> None:
    for right in permissions.RIGHTS["publisher"]:
        assert Actor("An", role).may(right) == (right in TABLE[role])


@pytest.mark.parametrize("right", sorted(permissions.RIGHTS["publisher"]))
def test_a_denial_names_the_person_and_who_may(right: permissions.Right) -> None:
    with pytest.raises(AccessDenied) as raised:
        permissions.require(Actor("An", "reader"), right)
    assert str(raised.value).startswith("An may ")
    assert raised.value.sentence(translator("vi")).startswith("An ")
    permissions.require(Actor("An", "publisher"), right)


def test_the_local_name_says_that_it_is_local(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permissions.getpass, "getuser", lambda: "an")
    assert permissions.local_name() == "an (local)"


def test_a_person_whom_the_system_cannot_name_is_local(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("uid not found: 10001")

    monkeypatch.setattr(permissions.getpass, "getuser", nobody)
    assert permissions.local_name() == "local"
