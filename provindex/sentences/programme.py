"""Sentences on reform programmes: figures as they were printed, how far plans came, who stands where, what fell."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from provindex import geography
from provindex.analysis.declines import Fallen
from provindex.analysis.programme import Progress, digits
from provindex.analysis.programme_comparison import Comparison
from provindex.catalog import Index
from provindex.catalog.programme_model import Indicator, Level, Programme, Qualifier
from provindex.core import formats
from provindex.core.periods import Period
from provindex.core.translate import Translator
from provindex.sentences import words

Row = Mapping[Hashable, Any] | pd.Series
"""A row of `provindex.analysis.programme.figures`, by column."""

_DECIMALS = 2


def level(key: Level, t: Translator) -> str:
    """A level inside a sentence: cấp tỉnh, cấp huyện, sở, ban, ngành."""
    names = {
        "province": t("province level"),
        "central": t("central agencies in the province"),
        "department": t("departments"),
        "district": t("district level"),
        "commune": t("commune level"),
    }
    return names[key]


def level_title(key: Level, t: Translator) -> str:
    """A level as the name of a list: Sở, ban, ngành; Cấp huyện."""
    return words.start_high(level(key, t))


def place(row: Row, programme: Programme, t: Translator) -> str:
    """What a figure is of: the name of its unit, or else its level."""
    if pd.notna(row["unit"]):
        return programme.units[row["unit"]].name.get(t.lang)
    return level(row["level"], t)


def value(row: Row, indicator: Indicator, t: Translator) -> str:
    """The figure itself, with the word printed before it: gần 94%, 64,7%, 379 thủ tục; an en dash for none."""
    shown = row["shown"]
    if pd.isna(shown):
        return formats.MISSING
    if indicator.unit == "count":
        number = formats.integer(shown, t.lang)
        return f"{number} {indicator.counted.get(t.lang)}" if indicator.counted else number
    if pd.isna(row["value"]):
        return formats.percent(shown, t.lang, _DECIMALS)
    return qualified(formats.percent(shown, t.lang, min(digits(shown), _DECIMALS)), row["qualifier"], t)


def qualified(figure: str, qualifier: Qualifier | None, t: Translator) -> str:
    """A figure with the word that was printed before it."""
    if qualifier is None or pd.isna(qualifier):
        return figure
    said = {
        "nearly": t("nearly {figure}", figure=figure),
        "above": t("above {figure}", figure=figure),
        "about": t("about {figure}", figure=figure),
    }
    return said[qualifier]


def figure(row: Row, indicator: Indicator, t: Translator) -> str:
    """The figure with what it was counted from: 91,73% (36.606/39.907 hồ sơ)."""
    counted = parts(row, indicator, t)
    return f"{value(row, indicator, t)} ({counted})" if counted else value(row, indicator, t)


def parts(row: Row, indicator: Indicator, t: Translator) -> str:
    """Numerator and denominator: 36.606/39.907 hồ sơ; empty where neither is stated."""
    if pd.isna(row["numerator"]):
        return ""
    numerator = formats.integer(row["numerator"], t.lang)
    noun = f" {indicator.counted.get(t.lang)}" if indicator.counted else ""
    if pd.isna(row["denominator"]):
        return numerator + noun
    of = formats.integer(row["denominator"], t.lang)
    return t("{numerator} of {denominator}", numerator=numerator, denominator=of) + noun


def difference(row: Row, indicator: Indicator, t: Translator) -> str:
    """Why the printed percentage is not the computed one; empty where they agree or nothing can be computed."""
    if row["agreement"] not in ("cut", "differs"):
        return ""
    told = {
        "printed": formats.percent(row["value"], t.lang, digits(row["value"])),
        "parts": parts(row, indicator, t),
        "computed": formats.percent(row["computed"], t.lang, _DECIMALS),
    }
    if row["agreement"] == "cut":
        return t("The source prints {printed}; {parts} is {computed}: the printed number is cut, not rounded.", **told)
    return t("The source prints {printed}, but {parts} is {computed}.", **told)


def since(row: Row, t: Translator, kind: str) -> str:
    """The change on the period before: +2,10 điểm phần trăm so với quý I/2024; empty where there is none."""
    if pd.isna(row["change"]):
        return ""
    before = Period(row["before_start"], row["before_end"]).label(t)
    places = _DECIMALS if kind == "percent" else 0
    size = formats.signed(row["change"], t.lang, places)
    if kind == "percent":
        return t("{change} percentage points on {period}", change=size, period=before)
    return t("{change} on {period}", change=size, period=before)


def share(one: Progress, t: Translator) -> str:
    """How far a plan has come, beside its bar: 46/71 (64,7%); the computed share too where it is another."""
    if one.done is None:
        return t("{assigned} planned", assigned=formats.integer(one.assigned, t.lang))
    done = formats.integer(one.done, t.lang)
    if one.assigned is not None:
        done = t("{numerator} of {denominator}", numerator=done, denominator=formats.integer(one.assigned, t.lang))
    percent = _percent(one, t)
    if one.agreement in ("cut", "differs"):
        computed = formats.percent(one.computed, t.lang, _DECIMALS)
        percent = t("{printed} printed, {computed} computed", printed=percent, computed=computed)
    told = f"{done} ({percent})" if percent else done
    if one.target is None:
        return told
    return f"{told}, {aim(one.target, t)}"


def aim(value: float, t: Translator) -> str:
    """A target in per cent: mục tiêu 100%."""
    return t("target {target}", target=formats.percent(value, t.lang, digits(value)))


def progress(one: Progress, t: Translator) -> str:
    """How far a plan has come, as a clause: 46/71 đã hoàn thành (64,7%), 25 đang thực hiện."""
    name = one.plan.name.get(t.lang)
    count = {key: formats.integer(number, t.lang) for key, number in _counts(one).items()}
    if one.done is None:
        told = t("{assigned} in the plan, how many are done is not stated", assigned=count["assigned"])
        return f"{name}: {told}"
    percent = _percent(one, t)
    clauses = [
        t("{done} of {assigned} done", done=count["done"], assigned=count["assigned"])
        if one.assigned is not None
        else t("{done} done", done=count["done"])
    ]
    if percent:
        clauses[0] += f" ({percent})"
    if one.under_way is not None:
        clauses.append(t("{under_way} under way", under_way=count["under_way"]))
    if one.overdue is not None:
        clauses.append(t("{overdue} overdue", overdue=count["overdue"]))
    if one.open:
        clauses.append(t("{open} not done, of which it is not stated how many are overdue", open=count["open"]))
    return f"{name}: {', '.join(clauses)}"


def plans(found: tuple[Progress, ...], period: Period, t: Translator) -> str:
    """How far all plans have come by the last day of a period; empty without plans."""
    if not found:
        return ""
    told = "; ".join(words.start_low(progress(one, t)) for one in found)
    return words.sentence([t("By {day}, {plans}", day=formats.day(period.end, t.lang), plans=told)])


def summary(place_name: str, period: Period, figures: int, aimed: int, reached: int, t: Translator) -> str:
    """How much is known of a place and period, and how many targets are reached."""
    told = {"place": place_name, "period": period.label(t)}
    clauses = [t.plural("{place}, {period}: {n} figure", "{place}, {period}: {n} figures", figures, **told)]
    if aimed:
        clauses.append(t("{reached} of {aimed} with a target reach it", reached=reached, aimed=aimed))
    return words.sentence(clauses)


def beside(index: Index, measure: str, year: int, t: Translator) -> str:
    """What stands beside the figures: PAPI 2023, Quản trị điện tử."""
    told = {"index": index.short.get(t.lang), "year": year}
    if measure == index.root.key:
        return t("{index} {year}, total", **told)
    return t("{index} {year}, {measure}", measure=index.measures[measure].name.get(t.lang), **told)


def moved(index: Index, change: float | None, rank: int | None, valid: int, base: int, t: Translator) -> str:
    """How a measure moved and where it stands: +0,80 so với 2022, hạng 36/61; empty where neither is known."""
    clauses = []
    if change is not None:
        clauses.append(t("{change} since {year}", change=formats.signed(change, t.lang, index.digits), year=base))
    if rank is not None:
        of = formats.integer(valid, t.lang)
        clauses.append(t("rank {rank}/{of}", rank=formats.rank(rank, t.lang), of=of))
    return ", ".join(clauses)


def comparison(found: Comparison, t: Translator) -> str:
    """Who has the highest and the lowest figure of the same period, or why nobody is ranked."""
    subject = found.indicator.name.get(t.lang)
    if found.verdict == "none":
        return t("No province has a figure of “{indicator}”.", indicator=subject)
    if found.verdict == "alone":
        name = words.name(found.others["province"].iloc[0], t)
        return t("Only {province} has a figure of “{indicator}”.", province=name, indicator=subject)
    if found.verdict == "refuse" or found.period is None:
        return t(
            "The provinces report “{indicator}” over different periods: {periods}. They are shown side by side and not "
            "ranked.",
            indicator=subject,
            periods=formats.listing(
                [
                    Period(start, end).label(t)
                    for start, end in zip(found.others["start"], found.others["end"], strict=True)
                ],
                t.lang,
            ),
        )
    rows = found.ranked.to_dict("records")
    told = {
        end: f"{words.name(row['province'], t)} ({figure(row, found.indicator, t)})"
        for end, row in (("highest", rows[0]), ("lowest", rows[-1]))
    }
    return t(
        "{period}, {n} provinces report “{indicator}”: {highest} is highest, {lowest} lowest.",
        period=words.start_high(found.period.label(t)),
        n=len(rows),
        indicator=subject,
        **told,
    )


def units(
    standing: pd.DataFrame, programme: Programme, moved_units: pd.DataFrame, year: int, base: int | None, t: Translator
) -> str:
    """Who leads and who trails among the units of a level, and how many moved."""
    name = {key: unit.name.get(t.lang) for key, unit in programme.units.items()}
    first, last = standing.iloc[0], standing.iloc[-1]
    clauses = [
        t(
            "in {year}, {n} units: {first} is highest with {high}, {last} lowest with {low}",
            year=year,
            n=formats.integer(len(standing), t.lang),
            first=name[first["unit"]],
            high=points(first, t),
            last=name[last["unit"]],
            low=points(last, t),
        )
    ]
    if base is not None and len(moved_units):
        up, down = int((moved_units["places"] > 0).sum()), int((moved_units["places"] < 0).sum())
        clauses.append(t("{up} rose and {down} fell in rank on {year}", up=up, down=down, year=base))
    return words.sentence(clauses)


def points(row: Row, t: Translator) -> str:
    """A unit's score: 91,20% of its maximum, or its points where the maximum is not stated."""
    if pd.notna(row["percent"]):
        return formats.percent(row["percent"], t.lang, _DECIMALS)
    return t("{points} points", points=formats.score(row["score"], t.lang, _DECIMALS))


def fell(found: Fallen, province: str, base: int, year: int, indices: Mapping[str, Index], t: Translator) -> str:
    """How many measures fell, and which fell most; why nothing can be said where nothing is compared."""
    name = geography.province(province).name.get(t.lang)
    if found.compared == 0:
        return t("No measure of {province} has figures of both {base} and {year}.", province=name, base=base, year=year)
    told = {"province": name, "n": found.count, "of": found.compared, "base": base, "year": year}
    if found.count == 0:
        return t("None of the {of} measures of {province} fell from {base} to {year}.", **told)
    first = found.largest
    if first is not None:
        index = indices[first["index"]]
        told["subject"] = words.subject(index, first["key"], t)
        told["size"] = words.distance(index, first["change"], t)
        return t(
            "From {base} to {year}, {n} of {of} measures of {province} fell or lost rank; the largest fall for its "
            "scale is {subject}, down {size}.",
            **told,
        )
    return t("From {base} to {year}, {n} of {of} measures of {province} lost rank and none fell in score.", **told)


def _percent(one: Progress, t: Translator) -> str:
    """The share of tasks done as printed, else as computed; empty without either."""
    if one.printed is not None:
        return formats.percent(one.printed, t.lang, min(digits(one.printed), _DECIMALS))
    return "" if one.computed is None else formats.percent(one.computed, t.lang, _DECIMALS)


def _counts(one: Progress) -> dict[str, int | None]:
    return {
        "assigned": one.assigned,
        "done": one.done,
        "under_way": one.under_way,
        "overdue": one.overdue,
        "open": one.open,
    }
