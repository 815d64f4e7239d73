"""The floor: a bare page with the widgets of the dashboard, nothing read, nothing computed, nothing drawn."""

import streamlit as st

YEARS = list(range(2024, 2010, -1))

st.set_page_config(layout="wide")
asked = int(st.query_params.get("year", "2024"))
columns = st.columns(6)
columns[0].selectbox("Index", ["PAPI", "PAR INDEX", "SIPAS"])
columns[1].selectbox("Measure", [f"Measure {number}" for number in range(37)])
year = columns[2].selectbox("Year", YEARS, index=YEARS.index(asked))
columns[3].selectbox("Compare with", YEARS, index=1)
columns[4].selectbox("Region", [f"Region {number}" for number in range(7)])
columns[5].selectbox("Province", [f"Province {number}" for number in range(64)])
st.title(f"Year {year}")
