"""Who may publish: roles, what each may do, and when the desk is open at all. Reading is open to everybody.

======================================  =======  ==========
right                                   analyst  publisher
======================================  =======  ==========
see figures that are held               yes      yes
publish as provisional, held or not     yes      yes
save, delete and undo presentations     yes      yes
publish as final, make final            no       yes
publish over final figures              no       yes
release figures that are held           no       yes
undo                                    no       yes
======================================  =======  ==========

On a server without a login that was started for its own machine alone, the person who opens the printed address there
is the local analyst, who may do all of it. The rights are checked where the commit is made, not only where the button
is drawn.
"""

import getpass
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, cast

from provindex.core.errors import AccessDenied, CatalogError, Fault
from provindex.core.translate import N_, Translator

Role = Literal["reader", "analyst", "publisher"]
Right = Literal["see", "provisional", "present", "final", "replace", "release", "undo"]

RIGHTS: dict[Role, frozenset[Right]] = {
    "reader": frozenset(),
    "analyst": frozenset({"see", "provisional", "present"}),
    "publisher": frozenset({"see", "provisional", "present", "final", "replace", "release", "undo"}),
}

SECTION = "access"
"""Name of the table of ``secrets.toml`` that lists who may publish."""

_LISTS: dict[str, Role] = {"analysts": "analyst", "publishers": "publisher"}

_DENIED: dict[Right, str] = {
    "see": N_("{name} may not see figures that are held: this takes an analyst or a publisher."),
    "provisional": N_("{name} may not publish: this takes an analyst or a publisher."),
    "present": N_("{name} may not save or delete presentations: this takes an analyst or a publisher."),
    "final": N_("{name} may publish as provisional; to publish as final takes a publisher."),
    "replace": N_("{name} may not publish over final figures that everybody sees: this takes a publisher."),
    "release": N_("{name} may not release figures before the day they are held until: this takes a publisher."),
    "undo": N_("{name} may not undo a publish: this takes a publisher."),
}

_CLOSED = N_(
    "The desk is closed: this server has no login. Set up a login under [auth] in .streamlit/secrets.toml and list "
    "addresses under [access]; to publish on this machine alone start it with “python3 dev.py run”."
)
_NOT_SHOWN = N_(
    "The desk is closed in this browser. Open the address that the server printed when it was started, on this "
    "machine: it ends in a token, which this browser then keeps."
)
LOG_IN = N_("Log in to publish.")
"""Why the desk is closed where a login is set up and nobody has come through it."""

_NO_ADDRESS = N_(
    "The login gave no confirmed e-mail address, so nobody can be found in the list of those who may publish."
)
_NOT_LISTED = N_(
    "{address} is not in the list of those who may publish. Whoever runs this server adds an address under [access] in "
    ".streamlit/secrets.toml."
)
_LOCAL = N_("You work as {name}: this server has no login, and this browser opened the address that it printed.")
_OWN_NAMES = ("localhost", "127.0.0.1", "[::1]")
_HTTP_PORT = 80
_LISTED = N_("You are logged in as {address}.")


@dataclass(frozen=True)
class Actor:
    """Who does something: the name that the history keeps, and the role."""

    name: str
    role: Role

    def may(self, right: Right) -> bool:
        """Whether the role has a right."""
        return right in RIGHTS[self.role]


@dataclass(frozen=True)
class User:
    """Whom a login named.

    Attributes:
        email: E-mail address; None where the login gave none.
        verified: Whether the login says that it has confirmed the address; saying nothing is no confirmation.
    """

    email: str | None
    verified: bool = False


@dataclass(frozen=True)
class Visit:
    """How somebody reached a server.

    Attributes:
        opened: Whether it was started with a desk for the person at its machine.
        address: Address the server is bound to (``server.address``); empty stands for all addresses.
        port: Its port.
        host: Host that the browser asked for, as in the request's ``Host`` header, with the port.
        origin: Page that asked, as in the ``Origin`` header that browsers send when they open a websocket.
        forwarded: Whether a proxy said that it passed the request on.
        shown: Whether the browser has the token of the printed address.
    """

    opened: bool = False
    address: str = ""
    port: int = 0
    host: str = ""
    origin: str = ""
    forwarded: bool = False
    shown: bool = False

    @property
    def is_of_machine(self) -> bool:
        """Whether the request came from this machine as far as it says: by its own name, from its own page, unpassed.

        A page of another host that leads here by its name (DNS rebinding) asks for that name, and one that connects
        from elsewhere names itself as origin. A forwarded port is another one than the own.
        """
        hosts = {f"{name}:{self.port}" for name in _OWN_NAMES} | (set(_OWN_NAMES) if self.port == _HTTP_PORT else set())
        host = self.host.casefold()
        origins = {f"http://{host}", f"https://{host}"}
        return host in hosts and self.origin.casefold() in origins and is_local(self.address) and not self.forwarded


@dataclass(frozen=True)
class Decision:
    """Whether the desk is open for somebody.

    Attributes:
        allowed: Whether it is.
        role: The role; ``reader`` where it is closed.
        name: Under which the history keeps what is done; empty where it is closed.
        reason: A sentence in English, as it is registered for translation.
        values: What stands in its places.
    """

    allowed: bool
    role: Role
    name: str
    reason: str
    values: Mapping[str, str] = field(default_factory=dict)

    def sentence(self, t: Translator) -> str:
        """Why it is open or closed, and how to open it."""
        return t(self.reason, **self.values)

    @property
    def actor(self) -> Actor:
        """Who acts from here on."""
        return Actor(self.name, self.role)


def may_publish(
    visit: Visit,
    login_configured: bool,
    user: User | None,
    allow: Mapping[str, Role],
    *,
    local_name: str = "local",
) -> Decision:
    """Decide whether the desk is open.

    Args:
        visit: How the server was reached; it counts only where no login is set up.
        login_configured: Whether a login is set up.
        user: Who is logged in; None where nobody is.
        allow: Roles by e-mail address, from `allow_list`.
        local_name: Name of the person at this machine, from `local_name`.

    Returns:
        Open for whoever is on the list where a login is set up; without one open for the local analyst alone, who has
        shown the token of a server that was started for them.
    """
    if not login_configured:
        if not visit.opened or not visit.is_of_machine:
            return Decision(False, "reader", "", _CLOSED)
        if not visit.shown:
            return Decision(False, "reader", "", _NOT_SHOWN)
        return Decision(True, "publisher", local_name, _LOCAL, {"name": local_name})
    if user is None:
        return Decision(False, "reader", "", LOG_IN)
    if not user.email or not user.verified:
        return Decision(False, "reader", "", _NO_ADDRESS)
    email = user.email.strip().casefold()
    role = allow.get(email, "reader")
    if "provisional" not in RIGHTS[role]:
        return Decision(False, "reader", "", _NOT_LISTED, {"address": email})
    return Decision(True, role, email, _LISTED, {"address": email})


def allow_list(section: Mapping[str, object]) -> dict[str, Role]:
    """Roles by e-mail address, from the ``[access]`` table of ``secrets.toml``.

    The table holds two lists of addresses, ``analysts`` and ``publishers``; who stands in both is a publisher.

    Raises:
        CatalogError: It holds anything else.
    """
    faults = [
        Fault("secrets.toml", f"{SECTION}.{key}", "this key is not known; known are analysts and publishers")
        for key in section
        if key not in _LISTS
    ]
    roles: dict[str, Role] = {}
    for key, role in _LISTS.items():
        addresses = section.get(key, [])
        if not isinstance(addresses, list | tuple) or not all(isinstance(one, str) and "@" in one for one in addresses):
            faults.append(Fault("secrets.toml", f"{SECTION}.{key}", "expected is a list of e-mail addresses in quotes"))
            continue
        roles |= {cast("str", one).strip().casefold(): role for one in addresses}
    if faults:
        raise CatalogError(faults)
    return roles


def require(actor: Actor, right: Right) -> None:
    """Make sure that somebody may do something.

    Raises:
        AccessDenied: The role does not have the right.
    """
    if not actor.may(right):
        raise AccessDenied(_DENIED[right], name=actor.name)


def local_name() -> str:
    """The name of the person at this machine, as the operating system knows it: ``an (local)``."""
    try:
        return f"{getpass.getuser()} (local)"
    except (KeyError, OSError):  # a container may run under a number without a name
        return "local"


def is_local(address: str | None) -> bool:
    """Whether an address reaches this machine alone: ``localhost``, 127.0.0.0/8 or ::1."""
    if not address:
        return False
    if address.rstrip(".").casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False
