"""A figure that plays through the years in the browser: its frames go there once, and no server is asked again.

A play runs to the last year before a break and stops there, with the reason in the figure; the next press goes on
behind it. That needs no script: each frame hands the buttons the years that the next press plays. Nothing ever starts
by itself, and where no motion is wanted a year simply stands in the place of the one before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from provindex.figures.theme import Theme

PACES = (2000, 1000, 500)
"""Milliseconds a year stands when played slowly, as usual and fast."""

FOOT = 58
"""Height in px of the buttons and the handle below a figure."""

_GLIDE = 0.6  # share of a year's time in which points move on to the next


@dataclass(frozen=True)
class Words:
    """What stands on the controls.

    Attributes:
        slow: Plays slowly.
        play: Plays.
        fast: Plays fast.
        pause: Stops where it is.
    """

    slow: str
    play: str
    fast: str
    pause: str


@dataclass(frozen=True)
class Places:
    """Where the notes stand, in plotly's words for annotations: the year, and below it why a play stops.

    Attributes:
        year: x, y and whatever else places the year.
        why: The same of the reason.
        aside: Share of the width that the buttons take, left of the handle.
        above: Height in px that the figure itself needs below its axis, over the controls.
        below: Height in px that the reason takes below the controls.
    """

    year: Mapping[str, Any]
    why: Mapping[str, Any]
    aside: float = 0.4
    above: int = 0
    below: int = 0


@dataclass(frozen=True)
class Reel:
    """The years that are played.

    Attributes:
        runs: The years, cut where they may not be played through.
        stops: Last year of a run -> why it stops there; lines parted by ``<br>``.
        at: The year it starts from.
        gliding: Whether points move from year to year; else each year replaces the one before at once.
    """

    runs: Sequence[Sequence[int]]
    stops: Mapping[int, str]
    at: int
    gliding: bool = False

    @property
    def years(self) -> list[int]:
        """All years in order."""
        return [year for run in self.runs for year in run]

    def ahead(self, year: int) -> list[int]:
        """What a press of play shows from a year on: the rest of its run, the next run, or all from the start."""
        for run, following in pairwise([*self.runs, self.runs[0]]):
            if year in run:
                rest = [one for one in run if one > year]
                return rest or list(following)
        return list(self.runs[0])


def played(
    figure: go.Figure,
    reel: Reel,
    moving: Sequence[int],
    frames: Mapping[int, Sequence[Mapping[str, Any]]],
    layouts: Mapping[int, Mapping[str, Any]],
    words: Words,
    places: Places,
    theme: Theme,
) -> go.Figure:
    """The figure with frames, buttons and a handle.

    Args:
        figure: As it looks in the year it starts from; its margin below becomes that of the controls.
        reel: The years.
        moving: Places of the traces that change.
        frames: Year -> what changes of each of these traces.
        layouts: Year -> what else changes of the layout; no annotations, buttons or handles.
        words: What stands on the controls.
        places: Where the notes stand.
        theme: Colours and sizes.
    """
    own = figure.layout.annotations or ()
    figure.layout.annotations = (*_notes(reel, reel.at, places, theme), *own)
    figure.frames = [
        go.Frame(
            name=str(year),
            data=[{"type": figure.data[at].type, **one} for at, one in zip(moving, frames[year], strict=True)],
            traces=list(moving),
            layout={
                **layouts.get(year, {}),
                # Frames change lists place by place: the notes come first, the figure's own stay as they are.
                "annotations": _said(reel, year),
                "updatemenus": [{"buttons": _buttons(reel, year, words)}],
            },
        )
        for year in reel.years
    ]
    figure.update_layout(
        margin={"b": places.above + FOOT + places.below},
        updatemenus=[_menu(_buttons(reel, reel.at, words), places.above, theme)],
        sliders=[_handle(reel, places, theme)],
    )
    return figure


def _said(reel: Reel, year: int) -> list[dict[str, Any]]:
    """The texts of the two notes in a year."""
    why = reel.stops.get(year, "")
    return [{"text": f"<b>{year}</b>"}, {"text": why, "visible": bool(why)}]


def _notes(reel: Reel, year: int, places: Places, theme: Theme) -> list[dict[str, Any]]:
    usual = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top", "align": "left", "showarrow": False}
    box = {"bgcolor": theme.paper, "bordercolor": theme.muted, "borderwidth": 1, "borderpad": 6}
    looks = (
        {"font": {"size": 2 * theme.size, "color": theme.text}, **places.year},
        {"font": {"size": theme.size, "color": theme.text}, **box, **places.why},
    )
    return [usual | look | said for look, said in zip(looks, _said(reel, year), strict=True)]


def _buttons(reel: Reel, year: int, words: Words) -> list[dict[str, Any]]:
    names = [str(one) for one in reel.ahead(year)]
    plays = [
        {"label": label, "method": "animate", "args": [names, _pace(pace, reel.gliding)]}
        for label, pace in zip((words.slow, words.play, words.fast), PACES, strict=True)
    ]
    halt = {"mode": "immediate", "frame": {"duration": 0, "redraw": False}, "transition": {"duration": 0}}
    return [*plays, {"label": words.pause, "method": "animate", "args": [[None], halt]}]


def _pace(pace: int, gliding: bool) -> dict[str, Any]:
    glide = {"duration": round(pace * _GLIDE) if gliding else 0, "easing": "linear"}
    return {"mode": "immediate", "frame": {"duration": pace, "redraw": True}, "transition": glide}


def _menu(buttons: list[dict[str, Any]], above: int, theme: Theme) -> dict[str, Any]:
    return {
        "type": "buttons",
        "direction": "right",
        "showactive": False,
        "buttons": buttons,
        "x": 0,
        "y": 0,
        "xanchor": "left",
        "yanchor": "top",
        "pad": {"t": above + 14, "r": 0, "l": 0, "b": 0},
        "bgcolor": theme.paper,
        "bordercolor": theme.outline,
        "font": {"size": theme.size, "color": theme.text},
    }


def _handle(reel: Reel, places: Places, theme: Theme) -> dict[str, Any]:
    straight = {"mode": "immediate", "frame": {"duration": 0, "redraw": True}, "transition": {"duration": 0}}
    years = reel.years
    return {
        "active": years.index(reel.at),
        "steps": [{"label": str(year), "method": "animate", "args": [[str(year)], straight]} for year in years],
        "currentvalue": {"visible": False},
        "transition": {"duration": 0},
        "x": places.aside,
        "y": 0,
        "len": 1 - places.aside,
        "pad": {"t": places.above + 10, "b": 0, "l": 8, "r": 12},
        "bgcolor": theme.accent,
        "bordercolor": theme.outline,
        "tickcolor": theme.muted,
        "font": {"size": theme.size, "color": theme.muted},
    }
