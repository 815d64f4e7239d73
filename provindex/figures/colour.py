"""Colours mixed and judged, for figures that Office draws itself."""

from __future__ import annotations

_DARK, _LIGHT = 140, 200


def blend(colours: tuple[str, ...], span: tuple[float, float], value: float) -> str:
    """The colour of a value between the colours of a span, mixed in straight lines as on the pages; ends are kept."""
    share = (value - span[0]) / (span[1] - span[0]) if span[1] > span[0] else 0.5
    place = min(max(share, 0.0), 1.0) * (len(colours) - 1)
    low = min(int(place), len(colours) - 2) if len(colours) > 1 else 0
    high = min(low + 1, len(colours) - 1)
    first, second = (tuple(int(colours[one][i : i + 2], 16) for i in (1, 3, 5)) for one in (low, high))
    return "#" + "".join(f"{round(a + (b - a) * (place - low)):02x}" for a, b in zip(first, second, strict=True))


def is_dark(colour: str) -> bool:
    """Whether white letters are read better on it than black ones."""
    return luminance(colour) < _DARK


def is_light(colour: str) -> bool:
    """Whether it hardly stands out from white paper."""
    return luminance(colour) > _LIGHT


def luminance(colour: str) -> float:
    """From 0 to 255 for ``#rrggbb``, without gamma, which is enough to tell dark from light."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue
