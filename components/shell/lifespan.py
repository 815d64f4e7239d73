"""What an application sets once, when its server begins to listen."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

from components.widgets import file_queue
from server import connection_limits, tcp_nodelay


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Sets what the connections of this server inherit; it listens already when an application is told to start."""
    tcp_nodelay.hurry()
    file_queue.prepare(asyncio.get_running_loop())
    with connection_limits.no_silence(asyncio.get_running_loop()):
        yield
