"""The chart options of a view that travel in the address; a page adds its own here."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from provindex.core import periods
from provindex.views.scenes import FIGURES, is_name

OPTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "map": ("group", "level", "quantile", "rank", "change"),
        "kind": ("flat", "fine", "relief", "both"),
        "film": ("off", "on"),
        "error": ("off", "90", "95"),
        "pair": ("par", "sipas", "procedures", "digital", "corruption"),
        "chart": ("bump", "slope", "map", "movers"),
        "profile": ("measures", "history", "moved", "peers", "targets"),
        "compare": ("range", "scale", "radar"),
        "history": ("rank", "score"),
        "peers": ("similar", "region", "own"),
        "level": ("dimension", "part"),
        "layout": ("page", "print"),
        "dims": ("maps", "heatmap", "distribution", "correlation"),
        "order": ("rank", "similar", "name"),
        "programme": ("progress", "units", "compare", "fell"),
        "units": ("department", "district", "commune", "central"),
        "period": ("",),
        "unit": ("",),
        "indicator": ("",),
        "play": ("0", "1", "speaker"),
        "show": ("",),
        "scene": ("",),
        "card": ("",),
    }
)
"""Name -> allowed values, the default first."""

MEASURED = frozenset({"order"})
"""Options that may also name a measure of the index."""

SHAPED = frozenset({"period", "unit", "indicator", "show", "scene", "card"})
"""Options without a list: a period of a reform programme, a unit inside a province, an indicator, a presentation,
the number of its scene, and the figure that a frame in another site shows. Their values have a known
shape and name something or nothing; the page that uses them knows which."""

_UNIT = re.compile(r"\d\d:\d\d\.[a-z0-9_]{1,80}", re.ASCII)
_NUMBER = re.compile(r"[1-9]\d{0,2}", re.ASCII)
_KEY = re.compile(r"[a-z][a-z0-9_]{0,79}", re.ASCII)


def fits(name: str, value: str) -> bool:
    """Whether a value has the shape of one of `SHAPED`."""
    if name == "period":
        return periods.read(value) is not None
    if name == "show":
        return is_name(value)
    if name == "card":
        return value in FIGURES
    if name == "scene":
        return _NUMBER.fullmatch(value) is not None
    return (_UNIT if name == "unit" else _KEY).fullmatch(value) is not None
