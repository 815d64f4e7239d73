"""The limit: the floor with the finished figures of the landing page; an application, as it serves their shapes too."""

import streamlit as st

from benchmarks.servers import ROOT
from server import routes

app = st.App(ROOT / "benchmarks" / "limit_page.py", routes=routes.ROUTES)
