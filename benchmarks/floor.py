"""The floor: a bare page with the widgets of the landing page, nothing read, nothing computed, nothing drawn."""

import streamlit as st

YEARS = list(range(2024, 2010, -1))
PROVINCES = [f"Province {number}" for number in range(63)]

st.set_page_config(layout="wide")
asked = int(st.query_params.get("year", "2024"))
with st.container(horizontal=True):
    st.selectbox("Index", ["PAPI", "PAR INDEX", "SIPAS"], width=150)
    st.selectbox("Measure", [f"Measure {number}" for number in range(37)])
    year = st.selectbox("Year", YEARS, index=YEARS.index(asked), width=96)
    st.segmented_control("Provinces", ["63", "34"], default="63")
    st.selectbox("Region", [f"Region {number}" for number in range(7)], width=190)
    st.multiselect("Highlighted", PROVINCES, width=200)
    st.popover("Take away")
    st.button("English")
st.title(f"Year {year}")
with st.container(horizontal=True):
    for number in range(3):
        st.metric(f"Metric {number}", year + number)
with st.container(horizontal=True):
    st.popover("Table")
    st.selectbox("Province", PROVINCES, index=None)
st.caption("n = 61 of 63 provinces")
