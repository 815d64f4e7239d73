"""Addresses that lead to a View: its page, a frame of it, its stage, and its files of data."""

from urllib.parse import urlencode, urlsplit

import streamlit as st

from components.state import data_version, results
from provindex.views.view import View
from server import urls


def of_view(view: View) -> str:
    """The whole address of a View on the page that is open, with its data version."""
    return _of_page(view.params() | {data_version.PARAMETER: results.citable()})


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
    parts, version = urlsplit(str(st.context.url or "")), data_version.shown()
    pinned = f"?{data_version.PARAMETER}={version}" if version else ""
    return f"{parts.scheme}://{parts.netloc}{urls.base()}data/v1/{path}{pinned}"
