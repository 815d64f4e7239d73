"""Files that take long are made one at a time for all readers; whoever waits sees the place, and a way to cancel.

A file of one page is asked for by Streamlit's own button, whose request waits in a thread; one of many slides is made
in a thread of its own, and kept for the session once it is there.
"""

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import streamlit as st
from streamlit import runtime

from components.state import view_state
from provindex.core import inert
from provindex.core.errors import SentenceError
from provindex.export.queue import MOST, ExportQueue, Ticket
from server import quotas

QUEUE = ExportQueue()
"""The queue of this process."""

Progress = Callable[[int, int], None]
"""Is told how many parts of a file are made, and of how many."""

_SECONDS = 1.0  # how often a page looks how far its files are
_THREADS = MOST + 10  # those that wait, and some for whatever else the server does beside its loop
_KEPT = "waiting"
_OF_STREAMLIT = "streamlit.runtime.backend_operation_handler"


class Job:
    """A file that is made in a thread of its own.

    Attributes:
        ticket: Its place in the queue.
        done: How many of its parts are made.
        of: Of how many.
        made: Its bytes once it is there.
        error: Why there is none.
        ended: Set once there is nothing more to wait for.
    """

    def __init__(self, ticket: Ticket, work: Callable[[Progress], bytes]) -> None:
        """Begin; ``work`` is handed what it calls after each part, with how many are done and of how many."""
        self.ticket = ticket
        self.done, self.of = 0, 0
        self.made: bytes | None = None
        self.error: Exception | None = None
        self.ended = threading.Event()
        threading.Thread(target=self._run, args=(work,), daemon=True).start()

    @property
    def has_ended(self) -> bool:
        """Whether there is nothing more to wait for."""
        return self.ended.is_set()

    def _run(self, work: Callable[[Progress], bytes]) -> None:
        session = str(self.ticket.session)
        try:
            self.made = QUEUE.make(self.ticket, lambda: work(self._tell), lambda: _is_there(session))
        except Exception as error:  # noqa: BLE001 - told where the session asks for the file
            self.error = error
        self.ended.set()

    def _tell(self, done: int, of: int) -> None:
        self.done, self.of = done, of
        self.ticket.check()


def begun(work: Callable[[Progress], bytes]) -> Job:
    """A file of many parts, counted and begun for the session that is here; arguments as in `Job`.

    Raises:
        BusyError: The session, or its address, took as many files as it may.
        QueueFullError: There is no room in the queue.
    """
    ticket = QUEUE.enter(*quotas.who())
    try:
        quotas.take_export()
    except SentenceError:
        QUEUE.leave(ticket)
        raise
    return Job(ticket, work)


def in_turn(made: Callable[[], bytes]) -> Callable[[], bytes]:
    """What makes a file once its turn has come, counted against the session that is here."""
    session, address = quotas.who()
    counted = quotas.export(made)
    return lambda: QUEUE.make(QUEUE.enter(session, address), counted, lambda: _is_there(session))


def asked() -> None:
    """Notes that a file was asked for in this run: its request may reach the queue later than the page is drawn."""
    view_state.kept(_KEPT)["asked"] = True


def line(key: str) -> None:
    """Says at which place the files of this session wait, as long as they do; nothing where none waits.

    Args:
        key: Key of the place on the page.
    """
    kept, session = view_state.kept(_KEPT), quotas.who()[0]
    own = QUEUE.of_session(session)
    if (kept.pop("asked", False) and not QUEUE.is_idle(but=session)) or any(one.place for one in own):
        kept[key] = 0
        st.fragment(_line, run_every=_SECONDS)(key)


def _line(key: str) -> None:
    kept, t = view_state.kept(_KEPT), view_state.words()
    own = QUEUE.of_session(quotas.who()[0])
    kept[key] += 1
    if not own and kept[key] > 1:  # the first time the request may still be on its way
        st.rerun()
    for number, ticket in enumerate(own):
        if place := ticket.place:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.caption(inert.markdown(said(place)))
                st.button(t("Cancel"), key=f"{key}-cancel-{number}", type="tertiary", on_click=ticket.cancel)


def said(place: int) -> str:
    """At which place a file waits."""
    t = view_state.words()
    return t.plural("Waiting: one file is made before yours.", "Waiting: {n} files are made before yours.", place)


def prepare(loop: asyncio.AbstractEventLoop) -> None:
    """Gives a server as many threads as requests may wait in the queue, and keeps their cancels out of its log."""
    loop.set_default_executor(ThreadPoolExecutor(_THREADS, thread_name_prefix="beside"))
    logging.getLogger(_OF_STREAMLIT).addFilter(is_unforeseen)


def is_unforeseen(record: logging.LogRecord) -> bool:
    """Whether a line of the log tells of more than a file that was cancelled, or for which there was no room."""
    error = record.exc_info[1] if record.exc_info else None
    return not (error and isinstance(error.__cause__, SentenceError))


def _is_there(session: str) -> bool:
    """Whether the browser of a session is still connected."""
    return not runtime.exists() or runtime.get_instance().is_active_session(session)
