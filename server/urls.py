"""Addresses of what the browser fetches from this server itself: shapes by content hash, and the empty base map."""

import streamlit as st

from provindex import geography


def shapes(name: str) -> str:
    """The address of a boundary file; it changes with the content, so browsers may keep it for good."""
    return f"{base()}geo/{name}-{geography.geojson_hash(name)}.geojson"


def empty_base_map() -> str:
    """The folder of the empty base map that plotly asks for."""
    return f"{base()}geo/base/"


def base() -> str:
    """The path under which the dashboard is served, with a slash at both ends."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}/" if path else "/"
