"""Files that take long are made one at a time, in the order in which they were asked for.

Two at once would take twice the memory and, since Python lets one thread run at a time, end no sooner. Whoever waits
has a ticket that knows its place; a ticket that is cancelled, or whose session is gone, gives its place to the next.
"""

import threading
from collections.abc import Callable, Hashable
from typing import TypeVar

from provindex.core.errors import SentenceError
from provindex.core.translate import N_

T = TypeVar("T")

MOST = 30
"""Tickets at once."""
MOST_OF_ONE = 3
"""Tickets of one session."""
MOST_OF_ADDRESS = 10
"""Tickets of one address."""

_LOOK = 0.5  # seconds after which a ticket looks whether its session is still there
_FULL = N_("Many files are being made at the moment. Try again in a minute.")
_OWN = N_("You are waiting for {n} files already. Wait for one of them, or cancel it.")
_CANCELLED = N_("The file was cancelled and is not made.")


class QueueFullError(SentenceError):
    """There is no room in the queue."""


class CancelledError(SentenceError):
    """The ticket was cancelled, or nobody is there any more to take the file."""

    def __init__(self) -> None:
        """There is one sentence for it."""
        super().__init__(_CANCELLED)


class Ticket:
    """A place in the queue; safe to ask from any thread.

    Attributes:
        session: Whose it is.
        address: Its address, where it counts.
    """

    def __init__(self, queue: "ExportQueue", session: Hashable, address: Hashable | None) -> None:
        self.session, self.address = session, address
        self._queue = queue
        self._cancelled = False

    @property
    def place(self) -> int | None:
        """How many are to be made before it, 0 while it is made itself; None once it has left the queue."""
        return self._queue.place_of(self)

    def cancel(self) -> None:
        """Gives its place to the next; what is being made already ends at the next `check`."""
        self._cancelled = True
        self._queue.look_again()

    def check(self) -> None:
        """Ends what is being made where nobody wants it any more.

        Raises:
            CancelledError: The ticket was cancelled.
        """
        if self._cancelled:
            raise CancelledError


class ExportQueue:
    """A queue of one: the first ticket is being made, the others wait."""

    def __init__(self) -> None:
        self._tickets: list[Ticket] = []
        self._turn = threading.Condition()

    def enter(self, session: Hashable, address: Hashable | None = None) -> Ticket:
        """A ticket at the end of the queue.

        Args:
            session: Whose it is.
            address: Its address; None where it may stand for many readers.

        Raises:
            QueueFullError: There are too many, of all, of the session or of the address.
        """
        ticket = Ticket(self, session, address)
        with self._turn:
            if sum(one.session == session for one in self._tickets) >= MOST_OF_ONE:
                raise QueueFullError(_OWN, n=MOST_OF_ONE)
            of_address = sum(one.address == address for one in self._tickets) if address is not None else 0
            if len(self._tickets) >= MOST or of_address >= MOST_OF_ADDRESS:
                raise QueueFullError(_FULL)
            self._tickets.append(ticket)
        return ticket

    def make(self, ticket: Ticket, work: Callable[[], T], is_there: Callable[[], bool] = lambda: True) -> T:
        """Wait for the turn of a ticket, do the work in this thread, and leave the queue however that ends.

        Args:
            ticket: From `enter`.
            work: Makes the file.
            is_there: Whether its session still is; asked while it waits and when its turn comes.

        Raises:
            CancelledError: The ticket was cancelled, or its session is gone.
            Exception: What the work raised.
        """
        try:
            with self._turn:
                while self._tickets[0] is not ticket:
                    self._turn.wait(_LOOK)
                    if not is_there():
                        ticket.cancel()
                    ticket.check()
            if not is_there():
                ticket.cancel()
            ticket.check()
            made = work()
            ticket.check()
            return made
        finally:
            self.leave(ticket)

    def leave(self, ticket: Ticket) -> None:
        """Takes a ticket out, where it is still in."""
        with self._turn:
            if ticket in self._tickets:
                self._tickets.remove(ticket)
            self._turn.notify_all()

    def place_of(self, ticket: Ticket) -> int | None:
        """See `Ticket.place`."""
        with self._turn:
            return self._tickets.index(ticket) if ticket in self._tickets else None

    def is_idle(self, but: Hashable) -> bool:
        """Whether nothing is made or waits for anybody but one session."""
        with self._turn:
            return all(one.session == but for one in self._tickets)

    def of_session(self, session: Hashable) -> list[Ticket]:
        """The tickets of a session, in their order."""
        with self._turn:
            return [one for one in self._tickets if one.session == session]

    def look_again(self) -> None:
        """Lets every ticket that waits see what has changed."""
        with self._turn:
            self._turn.notify_all()
