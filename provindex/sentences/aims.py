"""Sentences about targets: the way to the next group, the parts that could carry a province there, a simulation."""

import math

import pandas as pd

from provindex.analysis.simulation import Simulation
from provindex.analysis.targets import Gap
from provindex.catalog import Index
from provindex.core import formats
from provindex.core.translate import Translator
from provindex.sentences import words

_NAMED = 3


def gap(index: Index, found: Gap, province: str, year: int, t: Translator) -> str:
    """How far it is to the next group, to the group below and to the median, all others as published.

    One more decimal than scores have: a rise is rounded up and a margin down, so that both hold as printed.

    Args:
        index: The catalogue of the index.
        found: `provindex.analysis.targets.gap`.
        province: Province id.
        year: The year.
        t: The language.
    """
    head = {"province": words.name(province, t), "year": year}
    clauses = []
    if found.next_group is not None and found.points is not None:
        clauses.append(
            t(
                "from its score of {year}, {province} reaches {group} with {points} more if all others stay put",
                group=words.group(index, found.next_group, t),
                points=needed(index, found.points, t),
                **head,
            )
        )
    elif found.group is not None:
        group = words.group(index, found.group, t)
        clauses.append(t("in {year}, {province} is in {group}, the highest there is", group=group, **head))
    else:
        clauses.append(t("the publisher sorts this measure into no groups"))
    if found.margin is not None and found.group is not None:
        clauses.append(
            t(
                "it stays in {group} as long as it loses no more than {points}",
                group=words.group(index, found.group, t),
                points=spared(index, found.margin, t),
            )
        )
    if found.to_median is not None:
        clauses.append(_median(index, found, t))
    return words.sentence(clauses)


def levers(index: Index, table: pd.DataFrame, t: Translator) -> str:
    """Which parts need the least effort to carry the whole way, and how many together do it within a usual year.

    Args:
        index: The catalogue of the index.
        table: `provindex.analysis.targets.levers`, not empty.
        t: The language.
    """
    alone = table[table["fits"]].sort_values("effort", kind="stable")
    enough = table.index[table["enough"]]
    clauses = []
    if len(alone):
        first = alone.iloc[0]
        name = index.measures[str(first["measure"])].name.get(t.lang)
        effort = formats.score(first["effort"], t.lang)
        clauses.append(
            t("alone, {measure} needs the smallest effort: {effort} times such a rise", measure=name, effort=effort)
        )
    if len(enough):
        names = [index.measures[str(key)].name.get(t.lang) for key in table["measure"].iloc[: int(enough[0]) + 1]]
        if len(names) > 1:
            together = "; ".join(names)
            clauses.append(t("together these reach it with one such rise each: {measures}", measures=together))
    else:
        clauses.append(t("all parts together do not reach it with one such rise each"))
    return words.sentence(clauses)


def simulated(index: Index, found: Simulation, ranked: int, t: Translator) -> str:
    """What a simulation gives: score, rank among the others as published, group.

    Args:
        index: The catalogue of the index.
        found: `provindex.analysis.simulation.simulate`.
        ranked: How many provinces the ranks are counted over.
        t: The language.
    """
    if not found.change:
        return words.sentence([t("no step is set, so everything stands as published")])
    clauses = [
        t(
            "with these steps the score goes from {before} to {after} ({change})",
            before=formats.score(found.score_from, t.lang, index.digits),
            after=words.amount(index, found.score_to, t),
            change=formats.signed(found.change, t.lang, index.digits),
        )
    ]
    if found.rank_from is not None and found.rank_to is not None:
        of = formats.integer(ranked, t.lang)
        ranks = [formats.rank(rank, t.lang) for rank in (found.rank_from, found.rank_to)]
        if found.rank_from == found.rank_to:
            clauses.append(t("the rank stays {rank} of {of}", rank=ranks[0], of=of))
        else:
            clauses.append(t("the rank from {before} to {after} of {of}", before=ranks[0], after=ranks[1], of=of))
    if found.group_from is not None and found.group_to is not None:
        before, after = (words.group(index, key, t) for key in (found.group_from, found.group_to))
        if before == after:
            clauses.append(t("it stays in {group}", group=before))
        else:
            clauses.append(t("it moves from {before} to {after}", before=before, after=after))
    return words.sentence(clauses)


def sampling(found: Simulation, province: str, year: int, t: Translator) -> str:
    """Whether a simulated change is smaller than the sampling error; says where the publisher gives none."""
    if found.within_error is None:
        return t(
            "The publisher gives no standard error for {province} in {year}: whether a step is smaller than the "
            "sampling error cannot be said.",
            province=words.name(province, t),
            year=year,
        )
    if found.within_error:
        return t("This change is smaller than the sampling error of the score: a survey could not tell it from none.")
    return t("This change is larger than the sampling error of the score.")


def needed(index: Index, points: float, t: Translator) -> str:
    """A rise, rounded up to one decimal more than scores have."""
    return _finely(index, math.ceil(round(points * _fine(index), 6)) / _fine(index), t)


def spared(index: Index, points: float, t: Translator) -> str:
    """A margin, rounded down likewise."""
    return _finely(index, math.floor(round(points * _fine(index), 6)) / _fine(index), t)


def _median(index: Index, found: Gap, t: Translator) -> str:
    away = float(found.to_median or 0.0)
    size = _finely(index, abs(away), t)
    if not formats.shows(away, index.digits + 1):
        return t("it stands at the median of the country")
    if away > 0:
        return t("it is {points} below the median of the country", points=size)
    return t("it is {points} above the median of the country", points=size)


def _finely(index: Index, points: float, t: Translator) -> str:
    size = formats.score(points, t.lang, index.digits + 1)
    return t("{size} percentage points", size=size) if index.unit.en == "%" else f"{size} {index.unit.get(t.lang)}"


def _fine(index: Index) -> int:
    return int(10 ** (index.digits + 1))
