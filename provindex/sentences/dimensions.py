"""Sentences about the provinces on the parts of a measure in one year: where they stand, and what is not known."""

from collections.abc import Mapping

import pandas as pd

from provindex.analysis import map_values
from provindex.analysis.drilldown import Branch
from provindex.catalog import Index
from provindex.core import formats
from provindex.core.translate import Text, Translator
from provindex.sentences import words

_NAMED = 3  # provinces named in a sentence; more are counted


def classes(
    index: Index,
    branch: Branch,
    year: int,
    rows: pd.DataFrame,
    way: map_values.Way,
    t: Translator,
    province: str | None,
) -> str:
    """In how many of the parts a province, or the most frequent ones, are in the highest and the lowest class.

    Args:
        index: The catalogue of the index.
        branch: The measure and its parts.
        year: The year.
        rows: `provindex.analysis.drilldown.profile`, with a figure of at least one province.
        way: How the parts are coloured: ``group`` or ``quantile``; of a partial year (``level``) the coverage is told.
        t: The language.
        province: The selected province with a figure of at least one part; None for the whole country.

    Returns:
        One sentence.
    """
    if way == "level":
        return covered(index, branch, year, rows, t)
    named = _classes(index, way, t)
    if province is not None:
        own = rows[rows["province"] == province]
        sizes = own["key"].value_counts()
        counts = [t("{n} in {group}", n=int(sizes[key]), group=name) for key, name in named.items() if key in sizes]
        said = t(
            "{province} in {year}, of the {n} parts of {subject}: {counts}",
            province=words.name(province, t),
            counts=formats.listing(counts, t.lang),
            **_head(index, branch, year, rows, t),
        )
        return words.sentence([said, _lacking(int(own["key"].isna().sum()), t)])
    (high, highest), *_, (low, lowest) = named.items()
    said = t(
        "in {year}, of the {n} parts of {subject}, most often in {highest}: {first}; most often in {lowest}: {last}",
        highest=highest,
        first=_most_often(rows, high, t),
        lowest=lowest,
        last=_most_often(rows, low, t),
        **_head(index, branch, year, rows, t),
    )
    return words.sentence([said])


def places(index: Index, branch: Branch, year: int, rows: pd.DataFrame, t: Translator, province: str | None) -> str:
    """On which part a province stands highest and lowest; how many provinces are in one half throughout.

    Args:
        index: The catalogue of the index.
        branch: The measure and its parts.
        year: The year; of a partial one the coverage is told.
        rows: `provindex.analysis.drilldown.profile`, with a figure of at least one province.
        t: The language.
        province: The selected province with a figure of at least one part; None for the whole country.

    Returns:
        One sentence.
    """
    if index.editions[year].status == "partial":
        return covered(index, branch, year, rows, t)
    head = _head(index, branch, year, rows, t)
    if province is not None:
        own = rows[(rows["province"] == province) & rows["percentile"].notna()]
        top, bottom = own["percentile"].max(), own["percentile"].min()
        values = {"province": words.name(province, t), **head}
        if top == bottom:
            said = t("{province} in {year}: {first}", first=_ranked(index, own, t), **values)
        else:
            said = t(
                "{subject} in {year}: {province} stands highest on {first} and lowest on {last}",
                first=_ranked(index, own[own["percentile"] == top], t),
                last=_ranked(index, own[own["percentile"] == bottom], t),
                **values,
            )
        return words.sentence([said, _lacking(len(branch.parts) - len(own), t)])
    percentile = rows.pivot(index="province", columns="measure", values="percentile").dropna()
    counts = {
        "up": int((percentile >= 50).all(axis=1).sum()),
        "down": int((percentile < 50).all(axis=1).sum()),
        "of": len(percentile),
    }
    said = t(
        "in {year}, of {of} provinces with all {n} parts of {subject}, {up} are in the upper half on every part "
        "and {down} in the lower half on every part",
        **counts,
        **head,
    )
    return words.sentence([said])


def absent(index: Index, branch: Branch, year: int, province: str, reasons: Mapping[str, Text], t: Translator) -> str:
    """That a province has no figure of any of the parts, with the reason of each that is known.

    Args:
        index: The catalogue of the index.
        branch: The measure and its parts.
        year: The year.
        province: The province.
        reasons: Part -> why it has no figure there.
        t: The language.
    """
    values = {
        "year": year,
        "n": len(branch.parts),
        "subject": words.subject(index, branch.head.key, t),
        "province": words.name(province, t),
    }
    told = "; ".join(dict.fromkeys(words.start_low(reason.get(t.lang)) for reason in reasons.values()))
    said = t("in {year} there is no figure of any of the {n} parts of {subject} for {province}", **values)
    return words.sentence([f"{said}: {told}" if told else said])


def covered(index: Index, branch: Branch, year: int, rows: pd.DataFrame, t: Translator) -> str:
    """What a partial table holds: how many parts have figures, and which the most."""
    head = _head(index, branch, year, rows, t)
    sizes = rows[~rows["missing"]].groupby("measure", sort=False).size()
    if sizes.empty:
        return words.sentence([t("in {year} the publications at hand give no figure of any part of {subject}", **head)])
    if len(branch.parts) == 1:
        valid, of = int(sizes.iloc[0]), rows["province"].nunique()
        values = {"year": year, "subject": head["subject"], "valid": valid, "of": of}
        said = t("in {year}, the publications at hand give {subject} for {valid} of {of} provinces", **values)
        return words.sentence([said])
    names = {quoted(index, str(part), t): int(size) for part, size in sizes.items() if size == sizes.max()}
    most = [t.plural("{part} ({n} province)", "{part} ({n} provinces)", n, part=part) for part, n in names.items()]
    said = t(
        "in {year}, the publications at hand give figures of {known} of the {n} parts of {subject}, "
        "most of all of {most}",
        known=len(sizes),
        most=formats.listing(most[:_NAMED], t.lang),
        **head,
    )
    return words.sentence([said])


def _classes(index: Index, way: map_values.Way, t: Translator) -> dict[str, str]:
    """The classes as they stand in a sentence, the highest first."""
    if way == "group":
        return {key: words.group(index, key, t) for key in index.groups.labels}
    names = (
        t("the highest fifth"),
        t("the second fifth"),
        t("the middle fifth"),
        t("the fourth fifth"),
        t("the lowest fifth"),
    )
    return dict(zip(map_values.FIFTHS, names, strict=True))


def _head(index: Index, branch: Branch, year: int, rows: pd.DataFrame, t: Translator) -> dict[str, object]:
    subject = words.subject(index, branch.head.key, t, seen(rows, year))
    return {"year": year, "n": len(branch.parts), "subject": subject}


def seen(rows: pd.DataFrame, year: int) -> tuple[int, str]:
    """The year and one of the provinces, by which `words.subject` tells whether figures are derived."""
    return year, str(rows["province"].iloc[0])


def _most_often(rows: pd.DataFrame, key: str, t: Translator) -> str:
    times = rows[rows["key"] == key].groupby("province", sort=False).size()
    if times.empty:
        return t("no province")
    most = int(times.max())
    found = [str(province) for province in times.index[times == most]]
    who = words.names(found, t) if len(found) <= _NAMED else t("{n} provinces", n=len(found))
    return t.plural("{who} ({n} part)", "{who} ({n} parts)", most, who=who)


def _ranked(index: Index, rows: pd.DataFrame, t: Translator) -> str:
    told = [
        t("{part} (rank {rank} of {of})", part=quoted(index, part, t), rank=formats.rank(rank, t.lang), of=int(of))
        for part, rank, of in zip(rows["measure"], rows["rank"], rows["ranked"], strict=True)
    ]
    return formats.listing(told, t.lang)


def _lacking(n: int, t: Translator) -> str:
    return t.plural("no figure on {n} part", "no figure on {n} parts", n) if n else ""


def quoted(index: Index, measure: str, t: Translator) -> str:
    """The name of a part inside a sentence."""
    return f"“{index.measures[measure].name.get(t.lang)}”"
