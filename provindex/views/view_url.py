"""A View read from an address: what is known is taken, what is not falls back and is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from provindex import geography
from provindex.analysis import scenario
from provindex.analysis.scenario import Steps
from provindex.catalog import Catalog, Index
from provindex.core.translate import LANGS, N_
from provindex.figures.theme import MAX_HIGHLIGHTS
from provindex.views.options import MEASURED, OPTIONS, SHAPED, fits
from provindex.views.view import EVERYWHERE, View, base_for, measured_in

_UNKNOWN = N_("“{value}” is not known for “{name}”; the view shows {shown} instead.")
_LEFT_OUT = N_("“{value}” is not known for “{name}” and is left out.")
_SETTING = N_("“{name}={value}” in the address is no setting of this page; the usual one is used.")
_NOT_MEASURED = N_("“{value}” was not measured in {year}; the view shows {shown} instead.")
_TOO_MANY = N_("At most {most} provinces can be highlighted; the first {most} are.")


@dataclass(frozen=True)
class Notice:
    """Something in the address that could not be used.

    Attributes:
        message: A message id.
        values: What it names, as ids: ``name`` is that of the parameter, ``value`` what stood there, ``shown`` what is
            used instead.
    """

    message: str
    values: tuple[tuple[str, str], ...]


def parse(params: Mapping[str, str], catalog: Catalog, start: View) -> tuple[View, tuple[Notice, ...]]:
    """A view from query parameters; what is absent comes from ``start``, what is unknown is told.

    Args:
        params: Names and values as they stand in the address; unknown names are left alone.
        catalog: Every index.
        start: The view that fills what the address leaves open.

    Returns:
        The view, and one notice for every value that could not be used.
    """
    reader = _Reader(params, catalog)
    lang = reader.one_of("lang", LANGS, start.lang)
    index = catalog.indices[reader.one_of("index", tuple(catalog.indices), start.index)]
    years = tuple(str(year) for year in index.editions)
    kept = start.year if start.year in index.editions else index.latest
    year = int(reader.one_of("year", years, str(kept)))
    base = int(reader.one_of("base", years, str(base_for(index, year, start))))
    measure = reader.measure(index, year, start)
    editions = geography.shown_on(index.editions[year].provinces)
    edition = reader.one_of("edition", editions, start.edition if start.edition in editions else editions[0])
    known = tuple(province.id for province in geography.provinces(edition))
    regions = (EVERYWHERE, *(region.id for region in geography.regions(edition)))
    region = reader.one_of("region", regions, start.region if start.region in regions else EVERYWHERE)
    view = View(
        lang=lang,
        index=index.key,
        measure=measure,
        year=year,
        base=base,
        edition=edition,
        region=region,
        highlighted=reader.several("p", known, start.highlighted),
        province=reader.one_or_none("province", known, start.province),
        options=reader.options(index, start),
        steps=reader.steps(index, year, start),
    )
    if "level" not in params:
        view = replace(view, options=scenario.levelled(view.options, view.steps, index))
    return view, tuple(reader.notices)


class _Reader:
    """Takes values out of the parameters and keeps a notice for each that is not known."""

    def __init__(self, params: Mapping[str, str], catalog: Catalog) -> None:
        self.params = params
        self.catalog = catalog
        self.notices: list[Notice] = []

    def one_of(self, name: str, allowed: tuple[str, ...], fallback: str, message: str = _UNKNOWN) -> str:
        value = self.params.get(name, "")
        if not value or value in allowed:
            return value or fallback
        self._note(message, name=name, value=value, shown=fallback)
        return fallback

    def one_or_none(self, name: str, allowed: tuple[str, ...], fallback: str | None) -> str | None:
        if name not in self.params:
            return fallback if fallback in allowed else None
        value = self.params[name]
        if value and value not in allowed:
            self._note(_LEFT_OUT, name=name, value=value)
        return value if value in allowed else None

    def several(self, name: str, allowed: tuple[str, ...], fallback: tuple[str, ...]) -> tuple[str, ...]:
        if name not in self.params:
            return tuple(value for value in fallback if value in allowed)
        asked = list(dict.fromkeys(value for value in self.params[name].split(",") if value))
        for value in asked:
            if value not in allowed:
                self._note(_LEFT_OUT, name=name, value=value)
        known = [value for value in asked if value in allowed]
        if len(known) > MAX_HIGHLIGHTS:
            self._note(_TOO_MANY, most=str(MAX_HIGHLIGHTS))
        return tuple(known[:MAX_HIGHLIGHTS])

    def measure(self, index: Index, year: int, start: View) -> str:
        fallback = start.measure if start.measure in index.measures else index.root.key
        asked = self.one_of("measure", tuple(index.measures), fallback)
        shown = measured_in(index, asked, year)
        if shown != asked:
            self._note(_NOT_MEASURED, value=asked, year=str(year), shown=shown)
        return shown

    def options(self, index: Index, start: View) -> dict[str, str]:
        chosen = {}
        for name, values in OPTIONS.items():
            usual = start.option(name)
            if name in SHAPED:
                chosen[name] = self.shaped(name, usual)
                continue
            allowed = (*values, *index.measures) if name in MEASURED else values
            chosen[name] = self.one_of(name, allowed, usual if usual in allowed else values[0], _SETTING)
        return {name: value for name, value in chosen.items() if value != OPTIONS[name][0]}

    def shaped(self, name: str, usual: str) -> str:
        value = self.params.get(name, usual)
        if value and not fits(name, value):
            self._note(_SETTING, name=name, value=value)
            return ""
        return value

    def steps(self, index: Index, year: int, start: View) -> Steps:
        found = scenario.read(self.params.get("sim", scenario.written(start.steps)), index, year)
        for value, shown in found.told if "sim" in self.params else ():
            if shown:
                self._note(_UNKNOWN, name="sim", value=value, shown=shown)
            else:
                self._note(_LEFT_OUT, name="sim", value=value)
        return found.steps

    def _note(self, message: str, **values: str) -> None:
        cut = {name: value[:60] for name, value in values.items()}
        self.notices.append(Notice(message, tuple(cut.items())))


def too_many_highlights() -> Notice:
    """The notice for a seventh highlighted province."""
    return Notice(_TOO_MANY, (("most", str(MAX_HIGHLIGHTS)),))
