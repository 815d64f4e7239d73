"""The state of a view: what a reader has chosen, as one value that a link, a scene and an export can carry.

A View holds ids only and knows nothing of pages or widgets. It is read from query parameters and written back with
every parameter present, so that a link keeps its meaning when a newer year arrives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from provindex import geography, steps
from provindex.catalog import Catalog, Index
from provindex.figures.theme import MAX_HIGHLIGHTS
from provindex.options import MEASURED, OPTIONS, SHAPED, fits
from provindex.steps import Steps
from provindex.translate import LANGS, N_

EVERYWHERE = "all"

_UNKNOWN = N_("“{value}” is not known for “{name}”; the view shows {shown} instead.")
_NOT_MEASURED = N_("“{value}” was not measured in {year}; the view shows {shown} instead.")
_TOO_MANY = N_("At most {most} provinces can be highlighted; the first {most} are.")


@dataclass(frozen=True)
class Notice:
    """Something in the address that could not be used: a message id with its values."""

    message: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class View:
    """What a reader looks at.

    Attributes:
        lang: Language of texts and numbers.
        index: Index key.
        measure: Measure key; always measured in ``year``.
        year: Year of the figures.
        base: Year they are compared with; may lie after ``year`` when the reader says so.
        edition: Province edition drawn, ``63`` or ``34``.
        region: Region id, or ``all``.
        highlighted: Province ids, at most six; the place decides the colour.
        province: The selected province, or None.
        options: Chart options that differ from their defaults.
        steps: Measures with the points added to them in a simulation, see `provindex.steps`.
    """

    lang: str
    index: str
    measure: str
    year: int
    base: int
    edition: str
    region: str = EVERYWHERE
    highlighted: tuple[str, ...] = ()
    province: str | None = None
    options: Mapping[str, str] = field(default_factory=dict, hash=False)
    steps: Steps = ()

    def option(self, name: str) -> str:
        """The value of a chart option, its default where none was chosen."""
        return self.options.get(name, OPTIONS[name][0])

    def params(self) -> dict[str, str]:
        """Every query parameter, in a fixed order."""
        return {
            "lang": self.lang,
            "index": self.index,
            "measure": self.measure,
            "year": str(self.year),
            "base": str(self.base),
            "edition": self.edition,
            "region": self.region,
            "p": ",".join(self.highlighted),
            "province": self.province or "",
            "sim": steps.written(self.steps),
            **{name: self.option(name) for name in OPTIONS},
        }


def first_view(catalog: Catalog, lang: str = LANGS[0]) -> View:
    """What a reader sees who comes with no address: the first index, its total, its newest year."""
    index = next(iter(catalog.indices.values()))
    year = index.latest
    return View(
        lang=lang,
        index=index.key,
        measure=index.root.key,
        year=year,
        base=year_before(index, year),
        edition=index.editions[year].provinces,
    )


def year_before(index: Index, year: int) -> int:
    """The newest edition before ``year``; the next one where there is none; else ``year`` itself."""
    earlier = [other for other in index.editions if other < year]
    later = [other for other in index.editions if other > year]
    return max(earlier) if earlier else min(later, default=year)


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
    base = int(reader.one_of("base", years, str(_base(index, year, start))))
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
        view = replace(view, options=steps.levelled(view.options, view.steps, index))
    return view, tuple(reader.notices)


def with_index(view: View, catalog: Catalog, key: str) -> View:
    """The view on another index: its total, the same year where it has one."""
    index = catalog.indices[key]
    year = view.year if view.year in index.editions else index.latest
    options = {name: value for name, value in view.options.items() if name in SHAPED or value in OPTIONS[name]}
    there = replace(view, index=key, measure=index.root.key, year=year, base=_base(index, year, view), steps=())
    return _shown(replace(there, options=options), index)


def with_year(view: View, catalog: Catalog, year: int) -> View:
    """The view on another year; the measure climbs to one that was measured then."""
    index = catalog.indices[view.index]
    there = replace(
        view,
        year=year,
        base=_base(index, year, view),
        measure=measured_in(index, view.measure, year),
        steps=steps.kept(view.steps, index, year),
    )
    return _shown(there, index)


def with_edition(view: View, edition: str) -> View:
    """The view on the other provinces; highlighted and selected ones follow the crosswalk.

    Towards the merged provinces each old one becomes the new one that holds it; the other way a merged province
    becomes the first of its members that carries its name, else its first member.
    """
    if edition == view.edition:
        return view
    moved = dict.fromkeys(_counterpart(province, edition) for province in view.highlighted)
    return replace(
        view,
        edition=edition,
        region=EVERYWHERE,
        highlighted=tuple(moved),
        province=_counterpart(view.province, edition) if view.province else None,
    )


def measured_in(index: Index, measure: str, year: int) -> str:
    """The measure itself or its nearest ancestor that has figures in ``year``."""
    node = index.measures[measure]
    while node.period(year) is None and node.parent is not None:
        node = index.measures[node.parent]
    return node.key


def _counterpart(province: str, edition: str) -> str:
    options = geography.counterparts(province, edition)
    name = geography.province(province).name.vi
    return next((one for one in options if geography.province(one).name.vi == name), options[0])


def _shown(view: View, index: Index) -> View:
    """The view on provinces that its year can be shown on: the reader's, else the year's own."""
    editions = geography.shown_on(index.editions[view.year].provinces)
    return view if view.edition in editions else with_edition(view, editions[0])


def _base(index: Index, year: int, start: View) -> int:
    """The year compared with: the year before, unless the reader chose a distance of their own."""
    usual = start.index in (index.key, "") and start.base in index.editions
    if usual and start.year == year and start.base != year:
        return start.base
    return year_before(index, year)


class _Reader:
    """Takes values out of the parameters and keeps a notice for each that is not known."""

    def __init__(self, params: Mapping[str, str], catalog: Catalog) -> None:
        self.params = params
        self.catalog = catalog
        self.notices: list[Notice] = []

    def one_of(self, name: str, allowed: tuple[str, ...], fallback: str) -> str:
        value = self.params.get(name, "")
        if not value or value in allowed:
            return value or fallback
        self._note(_UNKNOWN, name=name, value=value, shown=fallback)
        return fallback

    def one_or_none(self, name: str, allowed: tuple[str, ...], fallback: str | None) -> str | None:
        if name not in self.params:
            return fallback if fallback in allowed else None
        value = self.params[name]
        if value and value not in allowed:
            self._note(_UNKNOWN, name=name, value=value, shown="–")
        return value if value in allowed else None

    def several(self, name: str, allowed: tuple[str, ...], fallback: tuple[str, ...]) -> tuple[str, ...]:
        if name not in self.params:
            return tuple(value for value in fallback if value in allowed)
        asked = list(dict.fromkeys(value for value in self.params[name].split(",") if value))
        for value in asked:
            if value not in allowed:
                self._note(_UNKNOWN, name=name, value=value, shown="–")
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
            chosen[name] = self.one_of(name, allowed, usual if usual in allowed else values[0])
        return {name: value for name, value in chosen.items() if value != OPTIONS[name][0]}

    def shaped(self, name: str, usual: str) -> str:
        value = self.params.get(name, usual)
        if value and not fits(name, value):
            self._note(_UNKNOWN, name=name, value=value, shown="–")
            return ""
        return value

    def steps(self, index: Index, year: int, start: View) -> Steps:
        found = steps.read(self.params.get("sim", steps.written(start.steps)), index, year)
        for value, shown in found.told if "sim" in self.params else ():
            self._note(_UNKNOWN, name="sim", value=value, shown=shown)
        return found.steps

    def _note(self, message: str, **values: str) -> None:
        cut = {name: value[:60] for name, value in values.items()}
        self.notices.append(Notice(message, tuple(cut.items())))


def too_many_highlights() -> Notice:
    """The notice for a seventh highlighted province."""
    return Notice(_TOO_MANY, (("most", str(MAX_HIGHLIGHTS)),))
