"""Addresses of what the browser fetches from this server itself: shapes by content hash, and the empty base map."""

from urllib.parse import urlencode, urlsplit

import streamlit as st

from components import cache, citing
from provindex import geography
from provindex.view import View


def shapes(name: str) -> str:
    """The address of a boundary file; it changes with the content, so browsers may keep it for good."""
    return f"{base()}geo/{name}-{geography.geojson_hash(name)}.geojson"


def empty_base_map() -> str:
    """The folder of the empty base map that plotly asks for."""
    return f"{base()}geo/base/"


def of_view(view: View) -> str:
    """The whole address of a View on the page that is open, with its data version."""
    return _of_page(view.params() | {citing.PARAMETER: cache.citable()})


def of_frame(view: View) -> str:
    """The whole address of a card of a View for a frame in another site, where the newest figures are shown."""
    return _of_page({"embed": "true"} | view.params())


def of_stage(view: View) -> str:
    """The whole address of a scene on stage, always of the newest figures."""
    return _of_page(view.params())


def _of_page(params: dict[str, str]) -> str:
    page = str(st.context.url or "").partition("?")[0]
    return f"{page}?{urlencode(params)}"


def of_data(path: str) -> str:
    """The whole address of a file of data, such as ``papi/2024.csv``; of a version of the past where one is shown."""
    parts, version = urlsplit(str(st.context.url or "")), citing.shown()
    pinned = f"?{citing.PARAMETER}={version}" if version else ""
    return f"{parts.scheme}://{parts.netloc}{base()}data/v1/{path}{pinned}"


def base() -> str:
    """The path under which the dashboard is served, with a slash at both ends."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}/" if path else "/"
