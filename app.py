"""The ASGI application: the script of the frame, the routes of the shapes, compression and headers."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from components.shell import lifespan
from server import (
    compression,
    connection_limits,
    local_desk,
    metrics,
    page_style,
    preload,
    quotas,
    routes,
    security_headers,
    upload_limits,
    version_filter,
    websocket_filter,
)

metrics.configure()

app = st.App(
    Path(__file__).resolve().parent / "components" / "shell" / "frame.py",
    routes=routes.ROUTES,
    lifespan=lifespan.lifespan,
    middleware=[
        Middleware(GZipMiddleware, minimum_size=500),
        Middleware(security_headers.SecurityHeaders),
        Middleware(connection_limits.PerAddress),
        Middleware(quotas.Readers),
        Middleware(local_desk.LocalDesk),
        Middleware(upload_limits.UploadDoor),
        Middleware(websocket_filter.BackChannel),
        Middleware(version_filter.Reticence),
        Middleware(preload.Preload),
        Middleware(page_style.WindowHeight),
        Middleware(compression.StaticCompression),
        Middleware(metrics.Connections),
    ],
)
