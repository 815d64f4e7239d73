"""The ASGI application: the script of the frame, the routes of the shapes, compression and headers."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from components import (
    backchannel,
    compression,
    connection_limits,
    headers,
    lifespan,
    limits,
    local_desk,
    operations,
    preload,
    reticence,
    routes,
    upload_door,
    window,
)

operations.configure()

app = st.App(
    Path(__file__).resolve().parent / "components" / "frame.py",
    routes=routes.ROUTES,
    lifespan=lifespan.lifespan,
    middleware=[
        Middleware(GZipMiddleware, minimum_size=500),
        Middleware(headers.SecurityHeaders),
        Middleware(connection_limits.PerAddress),
        Middleware(limits.Readers),
        Middleware(local_desk.LocalDesk),
        Middleware(upload_door.UploadDoor),
        Middleware(backchannel.BackChannel),
        Middleware(reticence.Reticence),
        Middleware(preload.Preload),
        Middleware(window.WindowHeight),
        Middleware(compression.StaticCompression),
        Middleware(operations.Connections),
    ],
)
