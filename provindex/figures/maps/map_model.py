"""What a map is drawn from: addresses of shapes, classes, words and marks."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Shapes:
    """Where the browser finds the shapes, and what lies where.

    Attributes:
        provinces: Address of the provinces' GeoJSON; feature ids are province ids.
        archipelagos: Address of the GeoJSON of Hoàng Sa and Trường Sa.
        owners: Archipelago -> province id, such as ``{"hoang_sa": "63:48"}``.
        points: province, lon, lat: where a province's label goes.
        islands: archipelago, name, lon, lat, label_rank (1 for the main ones): drawn as points in the insets.
    """

    provinces: str
    archipelagos: str
    owners: dict[str, str]
    points: pd.DataFrame
    islands: pd.DataFrame


@dataclass(frozen=True)
class MapClass:
    """One class of a map: its key in the frame, its legend text and its colour."""

    key: str
    label: str
    colour: str


@dataclass(frozen=True)
class MapText:
    """The few words a map cannot do without, in the reader's language.

    Attributes:
        missing: Legend entry of provinces without a figure.
        insets: Archipelago -> the words over its inset.
        hover: Text over a shape, a plotly hover template; ``%{customdata[0]}`` is the name, ``[1]`` the printed
            figure, ``[2]`` the printed rank.
        legend: Words over the legend or the colour bar.
        ranked: Legend entry of provinces with a rank alone.
        ranked_hover: Text over a shape with a rank alone, as ``hover``.
    """

    missing: str
    insets: dict[str, str]
    hover: str
    legend: str = ""
    ranked: str = ""
    ranked_hover: str = ""

    def hovers(self, cells: pd.DataFrame, more: str = "") -> str | list[str]:
        """The text over each shape of some cells, ``more`` below; one for all where no cell has a rank alone."""
        whole, ranked = (f"{text}{more}<extra></extra>" for text in (self.hover, self.ranked_hover))
        alone = rank_alone(cells)
        return [ranked if one else whole for one in alone] if alone.any() else whole


def rank_alone(cells: pd.DataFrame) -> pd.Series:
    """Which cells have a rank but no score; none where they do not say so in a column ``ranked``."""
    return cells["ranked"] if "ranked" in cells else pd.Series(data=False, index=cells.index)


@dataclass(frozen=True)
class Marks:
    """What the reader marked.

    Attributes:
        selected: The selected province.
        highlighted: The highlighted provinces with names and colours.
        related: Provinces that share the land of one selected on another map.
    """

    selected: str | None = None
    highlighted: tuple[tuple[str, str, str], ...] = ()
    related: tuple[str, ...] = ()
