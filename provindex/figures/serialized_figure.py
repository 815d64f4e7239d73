"""A figure whose drawing is over: its JSON alone, so that keeping hundreds costs neither time nor memory."""

from __future__ import annotations

from typing import Any

import orjson
import plotly.graph_objects as go
import plotly.io
from plotly.basedatatypes import BaseFigure


class Finished(BaseFigure):  # type: ignore[misc]  # plotly ships no types
    """Stands for a figure wherever one is shown; it cannot be drawn on any more.

    A plotly figure is some thousands of objects that refer to each other in circles. Kept by the hundred they would
    have to be walked through by every full collection of garbage.
    """

    def __init__(self, figure: go.Figure) -> None:
        """Takes the figure as it is; the base is left unmade, as nothing of it is needed."""
        self.__dict__["_json"] = plotly.io.to_json(figure, validate=False).encode()

    def to_dict(self) -> dict[str, Any]:
        """The figure as plotly's own `to_dict` gives it; a new copy on each call."""
        made: dict[str, Any] = orjson.loads(self.__dict__["_json"])
        return made
