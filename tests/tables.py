"""The tables of a page as it was drawn, without a browser: their texts, headings and orders."""

import json
from typing import Any

import pandas as pd
from streamlit.testing.v1 import AppTest


def parts(app: AppTest) -> list[dict[str, Any]]:
    """What each table of the page was handed, in the order in which they were drawn."""
    found = [element.proto for element in app.get("bidi_component")]
    return [json.loads(proto.json) for proto in found if proto.component_name.endswith(".table")]


def frame(part: dict[str, Any]) -> pd.DataFrame:
    """A table as a frame: columns by their ids, rows in the order in which they were handed over."""
    return pd.DataFrame({column["id"]: column["cells"] for column in part["columns"]})


def frames(app: AppTest) -> list[pd.DataFrame]:
    """The tables of the page as frames, see `frame`."""
    return [frame(part) for part in parts(app)]


def headings(part: dict[str, Any]) -> dict[str, str]:
    """The headings of a table, by the id of the column."""
    return {column["id"]: column["head"] for column in part["columns"]}


def sorted_by(part: dict[str, Any], column: str, *, falling: bool = False) -> list[int]:
    """The rows of a table as a click on a heading puts them: by place, those without one last in both directions."""
    order = next(one["order"] for one in part["columns"] if one["id"] == column)
    known = [row for row, place in enumerate(order) if place is not None]
    known.sort(key=lambda row: -order[row] if falling else order[row])
    return known + [row for row, place in enumerate(order) if place is None]
