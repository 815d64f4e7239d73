"""What the figures of one year have to fulfil by themselves: every check adds its issues, none stops the others."""

from collections.abc import Callable
from statistics import median

from provindex import geography
from provindex.catalog import Index, Measure
from provindex.core.translate import Text
from provindex.intake.checks.points import check_points, printed_decimals
from provindex.intake.issues import Fact, Issues, Place, issue_of
from provindex.intake.messages.texts import Severity
from provindex.intake.normalisation import DECIMALS, Key, Year

SUM_TOLERANCE = 0.01
"""By how much any sum and any end of an interval may be off, whatever is printed."""

_SCALE_TOLERANCE = 1e-6
_SHARE_OUTSIDE = 0.8
_FEWEST = 5
"""Figures of a measure from which their common size says something about their unit."""

_FEWEST_RANKS, _SHARE_DIFFERENT = 10, 0.8
"""Whole numbers from which they look like ranks, and which share of them may not be there twice."""

_HIGHEST_IN_POINTS = 30.0
"""No field of reform carries more points; a country whose highest percentage is below it does not exist."""

Check = Callable[[Year, Issues], None]


def check(year: Year, issues: Issues) -> None:
    """Run every check that needs nothing but the file and the catalogue; adds the total where a layout has none."""
    for one in _CHECKS:
        one(year, issues)


def _name(province: str) -> Text:
    return geography.province(province).name


def _is_partial(index: Index, year: int) -> bool:
    """Whether the catalogue says that the year's table holds a part of the country only."""
    return year in index.editions and index.editions[year].status == "partial"


def _figures(year: Year, issues: Issues) -> None:
    """That there is any figure; names that nobody could place have their own issues."""
    if not any(year.numbers.values()) and not year.zeros and not year.unresolved and not year.foreign:
        place = Place(next(iter(year.headings.values()), Place()).sheet)
        issues.add(issue_of("no_figures", place, facts={"year": year.year}))


def _provinces(year: Year, issues: Issues) -> None:
    """Provinces of the edition without a row or column; those that nobody could name are told by their own issue."""
    if not year.named:
        return
    everywhere = [measure.key for measure in year.index.measures_of(year.year)]
    missing = [
        province.id
        for province in geography.provinces(year.edition)
        if province.id not in year.named and not all(_is_explained(year, province.id, key) for key in everywhere)
    ]
    year.lacking = tuple(missing)
    place = Place(next(iter(year.headings.values()), Place()).sheet)
    _note_missing(place, missing, issues, warns=year.part or _is_partial(year.index, year.year))
    for sheet, keys in _by_sheet(year).items():
        gone = [
            province
            for province in year.named
            if not any((province, key, "score") in year.places for key in keys)
            and not all(_is_explained(year, province, key) for key in keys)
        ]
        _note_missing(Place(sheet), gone, issues, warns=_is_partial(year.index, year.year))


def _is_explained(year: Year, province: str, measure: str) -> bool:
    """Whether the register of missing figures says why there is none; such a hole needs no row."""
    return any(one.year == year.year and one.province == province and one.covers(measure) for one in year.index.missing)


def _by_sheet(year: Year) -> dict[str, list[str]]:
    """The measures whose scores are headed on each sheet."""
    found: dict[str, list[str]] = {}
    for (measure, name), place in year.headings.items():
        if name == "score":
            found.setdefault(place.sheet, []).append(measure)
    return found


def _note_missing(place: Place, provinces: list[str], issues: Issues, *, warns: bool) -> None:
    if not provinces:
        return
    severity: Severity = "warns" if warns else "blocks"
    names = tuple(_name(province) for province in provinces)
    expected = " | ".join(name.vi for name in names)
    facts: dict[str, Fact] = {"provinces": names, "n": len(names)}
    issues.add(issue_of("provinces_missing", place, expected=expected, facts=facts, severity=severity))


def _measures(year: Year, issues: Issues) -> None:
    """Measures of the year that the file does not have, main parts apart from the rest."""
    if not year.headings:
        return
    headed = {measure for measure, _ in year.headings}
    missing = [measure for measure in year.index.measures_of(year.year) if measure.key not in headed]
    main = [measure for measure in missing if measure.depth == 1 and year.index.additive]
    # The total of an additive index is made from its parts, see `_totals`.
    rest = [measure for measure in missing if measure not in main and not (measure.depth == 0 and year.index.additive)]
    for code, found in (("dimensions_missing", main), ("measures_missing", rest)):
        if found:
            facts: dict[str, Fact] = {"measures": tuple(measure.name for measure in found)}
            issues.add(issue_of(code, expected=" | ".join(measure.key for measure in found), facts=facts))


def _scales(year: Year, issues: Issues) -> None:
    """Scores outside of their scale; a measure that is outside as a whole is one issue about its unit."""
    for measure in year.index.measures_of(year.year):
        period = measure.period(year.year)
        scores = year.scores(measure.key)
        if period is None or not scores:
            continue
        facts: dict[str, Fact] = {"measure": measure.name, "low": period.low, "high": period.high}
        expected = f"{period.low:g}-{period.high:g}"
        heading = year.headings.get((measure.key, "score"), Place())
        outside = {
            province: value
            for province, value in scores.items()
            if not period.low - _SCALE_TOLERANCE <= value <= period.high + _SCALE_TOLERANCE
        }
        highest = max(scores.values())
        if len(scores) >= _FEWEST and len(outside) >= _SHARE_OUTSIDE * len(scores):
            issues.add(issue_of("other_unit", heading, value=highest, expected=expected, facts=facts))
            continue
        if (period.low, period.high) == (0, 100) and (
            _are_points_or_shares(list(scores.values())) or _are_points_together(year, measure)
        ):
            issues.add(issue_of("points_or_percent", heading, value=highest, expected=expected, facts=facts))
        if _are_ranks(list(scores.values()), len(geography.provinces(year.edition))):
            issues.add(issue_of("ranks_as_scores", heading, value=highest, facts=facts))
        for province, value in outside.items():
            place = year.places[province, measure.key, "score"]
            issues.add(issue_of("outside_scale", place, value=value, expected=expected, facts=facts))


def _are_ranks(scores: list[float], provinces: int) -> bool:
    """Whether scores are whole numbers from 1 on, hardly one of them twice and none above the number of provinces."""
    if len(scores) < _FEWEST_RANKS or any(score != int(score) for score in scores):
        return False
    return min(scores) == 1 and max(scores) <= provinces and len(set(scores)) >= _SHARE_DIFFERENT * len(scores)


def _are_points_together(year: Year, measure: Measure) -> bool:
    """Whether the parts of one whole are too low for percentages together, where each has too few scores to tell."""
    if measure.parent is None or len(year.scores(measure.key)) >= _FEWEST:
        return False
    together = [score for part in year.index.children(measure.parent) for score in year.scores(part.key).values()]
    return len(together) >= _FEWEST and max(together) <= _HIGHEST_IN_POINTS


def _are_points_or_shares(scores: list[float]) -> bool:
    """Whether percentages are too low to be any: none above the most points of a field, or most of them shares of 1."""
    if len(scores) < _FEWEST:
        return max(scores) <= 1
    return max(scores) <= _HIGHEST_IN_POINTS or median(scores) <= 1


def _zeros(year: Year, issues: Issues) -> None:
    """Zeros that wait for a person's word, all in one issue at the place of the first.

    A formula that adds up blank cells stores a zero: that zero is as blank as its parts, and nobody is asked.
    """
    for key in sorted(year.computed):
        province, measure, _ = key
        parts = [part.key for part in year.index.children(measure) if part.period(year.year)]
        blank = [
            (province, part, "score") in year.places and year.number(province, part, "score") is None for part in parts
        ]
        if parts and all(blank) and not any((province, part, "score") in year.zeros for part in parts):
            del year.zeros[key]
    if year.zeros:
        provinces = tuple(_name(one) for one in dict.fromkeys(province for province, _, _ in year.zeros))
        facts: dict[str, Fact] = {"n": len(year.zeros), "provinces": provinces}
        issues.add(issue_of("zeros", next(iter(year.zeros.values())), value=0, facts=facts))


def _totals(year: Year, issues: Issues) -> None:
    """The total of an additive index as the sum of its parts, where the file prints none at all."""
    root = year.index.root
    parts = [part.key for part in year.index.children(root.key) if part.period(year.year)]
    if not year.index.additive or year.has(root.key) or not parts:
        return
    complete = [province for province in year.named if all(province in year.scores(part) for part in parts)]
    for province in complete:
        total = sum(year.scores(part)[province] for part in parts)
        year.put(province, root.key, "score", round(total, DECIMALS))
    if complete:
        issues.add(issue_of("total_derived", facts={"measure": root.name}))


def _sums(year: Year, issues: Issues) -> None:
    """Measures that differ from the sum of their parts by more than rounding.

    Each part and the total may be off by half of the last decimal that its column is printed with.
    """
    if not year.index.additive:
        return
    exempt = {(one.province, one.measure) for one in year.index.exemptions if one.year == year.year}
    for measure in year.index.measures_of(year.year):
        parts = [part.key for part in year.index.children(measure.key) if part.period(year.year)]
        for province, score in year.scores(measure.key).items():
            values = [year.number(province, part, "score") for part in parts]
            known = [value for value in values if value is not None]
            apart = abs(sum(known) - score)
            if not parts or len(known) < len(parts) or apart <= SUM_TOLERANCE:
                continue
            if apart <= sum(_rounding(year, key) for key in (measure.key, *parts)):
                continue
            place = year.places.get((province, measure.key, "score"))
            if place is None or (province, measure.key) in exempt:
                continue
            total = round(sum(known), DECIMALS)
            facts: dict[str, Fact] = {"measure": measure.name, "province": _name(province), "sum": total}
            issues.add(issue_of("sum_differs", place, value=score, expected=f"{total:.10g}", facts=facts))


def _rounding(year: Year, measure: str) -> float:
    """By how much a score may be off that was rounded as its column is printed, and a hair; few figures say nothing."""
    scores = list(year.scores(measure).values())
    return 0.5 * 10.0 ** -printed_decimals(scores) * 1.0001 if len(scores) >= _FEWEST else 0.0


def _ranks(year: Year, issues: Issues) -> None:
    """Ranks that are none, and neighbours in the ranking of which the one ranked higher has the lower score."""
    count = len(geography.provinces(year.edition))
    for (measure, name), ranks in year.numbers.items():
        if name != "rank_published":
            continue
        for province, rank in list(ranks.items()):
            if rank != int(rank) or not 1 <= rank <= count:
                del ranks[province]
                place = year.places[province, measure, name]
                issues.add(issue_of("rank_unlikely", place, value=rank, expected=f"1-{count}", facts={"n": count}))
        scores = year.scores(measure)
        both = [(rank, -scores[province], province) for province, rank in ranks.items() if province in scores]
        _contradictions(year, measure, sorted(both), issues)


def _contradictions(year: Year, measure: str, ranked: list[tuple[float, float, str]], issues: Issues) -> None:
    for (above, lower, other), (rank, score, province) in zip(ranked, ranked[1:], strict=False):
        if rank > above and score < lower:
            known = any(
                one.year == year.year and one.province == province and one.covers(measure) for one in year.index.remarks
            )
            facts: dict[str, Fact] = {
                "province": _name(province),
                "score": -score,
                "other": _name(other),
                "above": int(above),
                "lower": -lower,
            }
            place = year.places[province, measure, "rank_published"]
            severity: Severity = "warns" if known else "blocks"
            issues.add(issue_of("rank_contradicts", place, value=int(rank), facts=facts, severity=severity))


def _intervals(year: Year, issues: Issues) -> None:
    """Scores outside of their own interval, and negative standard errors."""
    for (measure, name), values in year.numbers.items():
        for province, value in values.items() if name == "se" else ():
            if value < 0:
                place = year.places[province, measure, "se"]
                issues.add(issue_of("error_negative", place, value=value, expected=">= 0"))
        for province, value in values.items() if name == "score" else ():
            low, high = year.number(province, measure, "low"), year.number(province, measure, "high")
            low, high = value if low is None else low, value if high is None else high
            if not low - SUM_TOLERANCE <= value <= high + SUM_TOLERANCE:
                facts: dict[str, Fact] = {"province": _name(province), "low": low, "high": high}
                place = year.places.get((province, measure, "score"), Place())
                issues.add(issue_of("interval_outside", place, value=value, expected=f"{low:g}-{high:g}", facts=facts))


def _holes(year: Year, issues: Issues) -> None:
    """Figures that are blank, or that a long table leaves out, and that the register does not explain; one issue."""
    if _is_partial(year.index, year.year):
        return
    told = set(year.zeros) | year.faulty
    holes: dict[Key, Place] = {}
    for keys in _by_sheet(year).values():
        for province in year.named:
            if not any((province, measure, "score") in year.places for measure in keys):
                continue  # told as a province without a row
            for measure in keys:
                key: Key = (province, measure, "score")
                if year.number(*key) is None and key not in told and not _is_explained(year, province, measure):
                    holes[key] = year.places.get(key, year.headings[measure, "score"])
    if holes:
        provinces = tuple(_name(one) for one in dict.fromkeys(province for province, _, _ in holes))
        facts: dict[str, Fact] = {"n": len(holes), "provinces": provinces}
        issues.add(issue_of("figures_missing", next(iter(holes.values())), facts=facts))


_CHECKS: tuple[Check, ...] = (
    _figures, _provinces, _measures, _scales, _zeros, _totals, _sums, check_points, _ranks, _intervals, _holes
)  # fmt: skip
"""In this order: zeros are settled before sums are formed, and totals derived before they are checked."""
