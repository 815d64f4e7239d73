"""The naive way: the frame read again at every run, the shapes inlined in a figure that is built anew."""

import json

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from provindex import geography
from provindex.core import paths

YEARS = list(range(2024, 2010, -1))

st.set_page_config(layout="wide")
asked = int(st.query_params.get("year", "2024"))
year = st.selectbox("Year", YEARS, index=YEARS.index(asked))
frames = [pd.read_parquet(path).assign(year=int(path.stem)) for path in paths.data_folder().glob("papi/*.parquet")]
scores = pd.concat(frames, ignore_index=True)
rows = scores[(scores["year"] == year) & (scores["measure"] == "papi")].copy()
rows["rank"] = rows["score"].rank(ascending=False, method="min")
st.title(f"Year {year}")
figure = go.Figure(
    go.Choropleth(
        geojson=json.loads(geography.geojson("63-m")),
        locations=rows["province"],
        z=rows["score"],
        colorscale="Blues",
    )
)
figure.update_geos(fitbounds="locations", visible=False)
st.plotly_chart(figure, config={"topojsonURL": "/geo/base/"})
st.dataframe(rows[["province", "score", "rank"]])
