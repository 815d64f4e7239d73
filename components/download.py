"""What a reader takes away: the rows that are shown, with names, coverage and source, as CSV."""

import pandas as pd
import streamlit as st

from components import cache, notes, selection
from provindex.export import csv
from provindex.view import View


def standing(view: View, found: pd.DataFrame) -> None:
    """A button that saves the rows of a ranking as CSV; made only when it is pressed."""
    index, t = cache.index_of(view), selection.words()
    st.download_button(
        "CSV",
        data=lambda: csv.standing(found, index, view, notes.line(view), t),
        file_name=f"{view.index}-{view.measure.replace('.', '-')}-{view.year}.csv",
        mime="text/csv",
        icon=":material/download:",
        type="tertiary",
        key="download-standing",
    )
