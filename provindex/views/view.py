"""The state of a view: what a reader has chosen, as one value that a link, a scene and an export can carry.

A View holds ids only and knows nothing of pages or widgets. It is read from query parameters and written back with
every parameter present, so that a link keeps its meaning when a newer year arrives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from provindex import geography
from provindex.analysis import scenario
from provindex.analysis.scenario import Steps
from provindex.catalog import Catalog, Index
from provindex.core.translate import LANGS
from provindex.views.options import OPTIONS, SHAPED

EVERYWHERE = "all"


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
        steps: Measures with the points added to them in a simulation, see `provindex.analysis.scenario`.
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

    @property
    def has_base(self) -> bool:
        """Whether there is a year to compare with: an index of a single year has none, and is its own base year."""
        return self.base != self.year

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
            "sim": scenario.written(self.steps),
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


def with_index(view: View, catalog: Catalog, key: str) -> View:
    """The view on another index: its total, the same year where it has one."""
    index = catalog.indices[key]
    year = view.year if view.year in index.editions else index.latest
    options = {name: value for name, value in view.options.items() if name in SHAPED or value in OPTIONS[name]}
    there = replace(view, index=key, measure=index.root.key, year=year, base=base_for(index, year, view), steps=())
    return _shown(replace(there, options=options), index)


def with_year(view: View, catalog: Catalog, year: int) -> View:
    """The view on another year; the measure climbs to one that was measured then."""
    index = catalog.indices[view.index]
    there = replace(
        view,
        year=year,
        base=base_for(index, year, view),
        measure=measured_in(index, view.measure, year),
        steps=scenario.kept(view.steps, index, year),
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


def base_for(index: Index, year: int, start: View) -> int:
    """The year compared with: the year before, unless the reader chose a distance of their own."""
    usual = start.index in (index.key, "") and start.base in index.editions
    if usual and start.year == year and start.base != year:
        return start.base
    return year_before(index, year)
