"""The page of `benchmarks.limit`: nothing is computed, and what Streamlit does with figures is left."""

import json
import os
import runpy
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

from benchmarks.servers import FIGURES, ROOT
from benchmarks.wire import Chart
from provindex.figures.serialized_figure import Finished


@st.cache_resource(show_spinner=False)
def charts(year: int) -> list[tuple[Finished, dict[str, object]]]:
    """The figures of a year with their configuration, as the dashboard sent them."""
    kept: list[Chart] = json.loads(Path(os.environ[FIGURES]).read_text(encoding="utf-8"))[str(year)]
    return [(Finished(go.Figure(json.loads(spec))), json.loads(config)) for spec, config in kept]


for place, (figure, config) in enumerate(charts(runpy.run_path(str(ROOT / "benchmarks" / "floor.py"))["year"])):
    st.plotly_chart(figure, key=f"chart-{place}", config=config, on_select="rerun", selection_mode="points")
