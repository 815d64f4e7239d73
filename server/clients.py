"""Whose address a request comes from: that of the connection, or what proxies of ours wrote down.

Two readings of it: `address` always gives one, for counts that all may share; `counted` gives one only where it stands
for one place, so that readers behind a proxy that nobody declared are never taken for a single one.
"""

import ipaddress
import logging
import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import streamlit as st
from starlette.requests import HTTPConnection
from starlette.types import Scope

from provindex.core import logs
from provindex.core.rate_limit import number
from server import local_desk

PROXIES = "PROVINDEX_PROXIES"
"""Variable: how many proxies stand in front; so many names from the end of ``X-Forwarded-For`` are believed."""

_LOG = logging.getLogger(f"{logs.ROOT}.server")
_WRITTEN = "x-forwarded-for"
_PREFIX = 64  # bits of an IPv6 address that a provider assigns to one line; its user chooses the others
_logged: set[str] = set()


@dataclass(frozen=True)
class Client:
    """What is known of where a request comes from.

    Attributes:
        peer: Address of the connection; None where it has none, as with a socket of this machine.
        written: Each ``X-Forwarded-For`` of the request, in order.
        headers: The names of its headers, small.
    """

    peer: str | None
    written: Sequence[str] = ()
    headers: Collection[str] = ()

    @property
    def address(self) -> str:
        """The address of the reader; empty where there is none.

        What a reader wrote into the header stands before what proxies of ours wrote, and is not believed.
        """
        return self._named() or _place(self.peer or "")

    @property
    def counted(self) -> str | None:
        """The address under which the reader counts, or None where it may stand for any number of readers.

        So it is with addresses of this machine, where the reader sits or a proxy whose word is not believed, and, as
        long as nobody said how many proxies there are, with requests that one seems to have passed on.
        """
        if named := self._named():
            return named
        if self.peer is None or _is_of_machine(self.peer):
            return None
        if not os.environ.get(PROXIES) and local_desk.are_of_proxy(self.headers):
            _warn()
            return None
        return _place(self.peer)

    def _named(self) -> str:
        proxies = number(PROXIES, 0)
        named = [one.strip() for one in ",".join(self.written).split(",")]
        return _place(named[-proxies]) if 0 < proxies <= len(named) else ""


def of_scope(scope: Scope) -> Client:
    """Where a request or the connection of a browser comes from."""
    asked = HTTPConnection(scope)
    return Client(asked.client.host if asked.client else None, asked.headers.getlist(_WRITTEN), asked.headers.keys())


def of_session() -> Client:
    """Where the browser of this session comes from; Streamlit names no address of this machine."""
    names = {name.casefold() for name in st.context.headers}
    return Client(st.context.ip_address, st.context.headers.get_all(_WRITTEN), names)


def _place(address: str) -> str:
    """An address without a port; of an IPv6 address the network of one line."""
    text = address.strip().removeprefix("[").partition("]")[0]
    if text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return address[:100]
    if isinstance(found, ipaddress.IPv6Address):
        return str(found.ipv4_mapped or ipaddress.ip_network((found, _PREFIX), strict=False))
    return str(found)


def _is_of_machine(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return (mapped or found).is_loopback


def _warn() -> None:
    """Logs once that addresses are not counted behind an undeclared proxy, and which variable declares it."""
    if PROXIES not in _logged:
        _logged.add(PROXIES)
        _LOG.warning("a proxy passes requests on, and addresses are not counted", extra={"set": PROXIES})
