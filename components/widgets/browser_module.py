"""Parts of a page that run in the browser: each is a file in `scripts/`, loaded from this server like Streamlit's own.

Streamlit turns a script that is given as text into a ``blob:`` address, which the content security policy refuses, and
serves a file only for a package that is installed. This registers the folder in the way an installed package is, so
that the policy stays without ``blob:`` and nothing has to be installed.
"""

from pathlib import Path

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.components.v2.types import ComponentRenderer

_PACKAGE, _FOLDER = "provindex", "scripts"
_HERE = Path(__file__).resolve().parent


def part(name: str, html: str = "<span></span>") -> ComponentRenderer:
    """The part of a name: what is called to place it on the page.

    Args:
        name: Name of its file in `scripts/`, without the ending.
        html: What it starts from.
    """
    key = f"{_PACKAGE}.{name}"
    manager = get_bidi_component_manager()  # of the server, or of the one test that runs
    if manager.get_component_asset_root(key) is None:
        folder = ComponentConfig(name, asset_dir=_FOLDER)
        manager.register_from_manifest(ComponentManifest(_PACKAGE, "1", [folder]), _HERE)
    return st.components.v2.component(key, html=html, js=f"{name}.js")
