"""How the figures are fetched by other programs: the stable addresses and lines to copy."""

import pandas as pd
import streamlit as st

from components.state import links, results, view_state
from components.widgets import table
from provindex.catalog import Index
from provindex.core import inert
from provindex.core.translate import Translator
from provindex.export.data import api_examples


def show(index: Index, t: Translator) -> None:
    """The lines for each program with a button to copy them, then every address."""
    year = view_state.current().year
    st.markdown(
        inert.markdown(
            t(
                "Programs fetch the figures from addresses that stay. The lines below fetch {index} {year}; press the "
                "button at their right edge to copy them.",
                index=index.short.get(t.lang),
                year=year,
            )
        )
    )
    found = api_examples.of_year(links.of_data(f"{index.key}/{year}.csv"), index.root.key)
    for tab, one in zip(st.tabs([inert.markdown(one.program) for one in found]), found, strict=True):
        with tab:
            st.code(one.lines, language=one.language, wrap_lines=True)
    st.caption(
        inert.markdown(
            t(
                "Excel: Data, Get Data, From Other Sources, Blank Query, Advanced Editor. An address gives the figures "
                "of today; with ?version={version} at its end it gives those of this data version for good. A year "
                "that is held is in no answer.",
                version=results.citable(),
            )
        )
    )
    _addresses(index, year, t)


def _addresses(index: Index, year: int, t: Translator) -> None:
    rows = [
        ("catalog.json", t("Every index with its measures, scales, breaks, missing figures and years")),
        *((f"{index.key}/{year}.{kind}", t("All figures of one year")) for kind in ("csv", "json", "parquet")),
        (f"{index.key}/{index.root.key}.csv", t("One measure in all years")),
        ("provinces/63.geojson", t("Shapes of the 63 provinces, with both archipelagos")),
        ("provinces/34.geojson", t("Shapes of the 34 provinces, with both archipelagos")),
    ]
    frame = pd.DataFrame([(links.of_data(path), what) for path, what in rows], columns=["address", "what"])
    table.show(
        frame, {"what": t("What it gives"), "address": t("Address")}, key="about-addresses", alt=t("Stable addresses")
    )
