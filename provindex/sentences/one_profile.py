"""Sentences about one province: its measures, its years, its moves, and the provinces most like it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from provindex.analysis.comparability import Verdict
from provindex.analysis.time_series import Cut
from provindex.catalog import Index
from provindex.core import formats
from provindex.core.translate import Translator
from provindex.sentences import words

if TYPE_CHECKING:
    from provindex.analysis.profile import Split

_NAMED, _MOVED = 3, 2


def rank_range(ranges: pd.DataFrame, province: str, year: int, t: Translator, level: float = 0.9) -> str:
    """Between which ranks a province may lie once sampling error is counted.

    Args:
        ranges: `provindex.analysis.uncertainty.rank_ranges` of the year.
        province: Province id.
        year: The year.
        t: The language.
        level: The level of ``ranges``.

    Returns:
        One sentence; where the publisher gives no standard error for the province it says that, and no range.
    """
    rows = ranges.loc[ranges["province"] == province]
    name = words.name(province, t)
    if rows.empty:
        return t(
            "The publisher gives no standard error for {province} in {year}, so no range of its rank is stated.",
            province=name,
            year=year,
        )
    row = rows.iloc[0]
    values = {
        "low": formats.rank(row["rank_high"], t.lang),
        "high": formats.rank(row["rank_low"], t.lang),
        "level": formats.percent(100 * level, t.lang, 0),
    }
    if row["basis"] == "all":
        return t("Counting sampling error, the rank lies between {low} and {high} ({level} confidence).", **values)
    return t(
        "Counting the province's own sampling error, the rank lies between {low} and {high} ({level}); only {n} of "
        "{of} provinces have a published standard error, so the true range is wider.",
        n=int(row["n_se"]),
        of=int(row["n"]),
        **values,
    )


def measures(index: Index, rows: pd.DataFrame, province: str, year: int, t: Translator) -> str:
    """In how many measures a province is above the median, and where it stands highest and lowest.

    Args:
        index: The catalogue of the index.
        rows: `provindex.analysis.context.rows`; measures without a figure of the province are not counted.
        province: Province id.
        year: The year.
        t: The language.
    """
    known = rows.dropna(subset=["score", "rank"])
    head = {"province": words.name(province, t), "year": year}
    if known.empty:
        return words.sentence([t("in {year} none of these measures has a figure for {province}", **head)])
    if len(known) == 1:
        row = known.iloc[0]
        return words.sentence(
            [
                t(
                    "{subject} in {year}: {province} scores {score}, the median of the country is {median}",
                    subject=words.subject(index, str(row["measure"]), t, (year, province)),
                    score=words.amount(index, row["score"], t),
                    median=words.bare(index, row["middle"], t),
                    **head,
                )
            ]
        )
    share = ((known["rank"].astype("float64") - 1) / (known["ranked"] - 1).clip(lower=1)).to_numpy()
    clauses = [
        t(
            "in {year}, {province} scores above the median of the country in {n} of {of} measures",
            n=int((known["score"] > known["middle"]).sum()),
            of=len(known),
            **head,
        ),
        t("its highest place is in {measure}", measure=_placed(index, known.iloc[share.argmin()], t)),
        t("its lowest in {measure}", measure=_placed(index, known.iloc[share.argmax()], t)),
    ]
    return words.sentence(clauses)


def standing_out(index: Index, table: pd.DataFrame, t: Translator, n: int = _NAMED) -> tuple[str, str]:
    """The measures in which a province stands higher and lower than most within the year.

    Args:
        index: The catalogue of the index.
        table: `provindex.analysis.comparison.strengths`.
        t: The language.
        n: How many are named of each.

    Returns:
        Two sentences, each empty where there is nothing to name: those above the 50th percentile, highest first, and
        those below it, lowest first.
    """
    above = table[table["percentile"] > 50].head(n)
    below = table[table["percentile"] < 50].iloc[::-1].head(n)
    higher = [_higher_than(_name(index, key, t), share, t) for key, share in _pairs(above)]
    lower = [_lower_than(_name(index, key, t), share, t) for key, share in _pairs(below)]
    return (
        t("Higher than most provinces in the year: {measures}.", measures="; ".join(higher)) if higher else "",
        t("Lower than most provinces in the year: {measures}.", measures="; ".join(lower)) if lower else "",
    )


def _pairs(table: pd.DataFrame) -> list[tuple[str, float]]:
    return list(zip(table["measure"], table["percentile"], strict=True))


def _higher_than(measure: str, percentile: float, t: Translator) -> str:
    """A measure with the share of the other provinces that score lower; above all of them is first place."""
    if percentile == 100:
        return t("{measure} (first place)", measure=measure)
    return t("{measure} (higher than {share} of the provinces)", measure=measure, share=_share(percentile, t))


def _lower_than(measure: str, percentile: float, t: Translator) -> str:
    if percentile == 0:
        return t("{measure} (last place)", measure=measure)
    return t("{measure} (lower than {share} of the provinces)", measure=measure, share=_share(100 - percentile, t))


def over_years(
    index: Index, measure: str, province: str, rows: pd.DataFrame, cuts: Sequence[Cut], t: Translator
) -> str:
    """How many years a province has figures for, and its highest and lowest rank among them; never a trend.

    Args:
        index: The catalogue of the index.
        measure: Measure key.
        province: Province id.
        rows: `provindex.analysis.time_series.rows`.
        cuts: `provindex.analysis.time_series.cuts`.
        t: The language.
    """
    known = rows.loc[~rows["missing"]]
    subject = words.subject(index, measure, t, (int(rows["year"].max()), province))
    head = {"province": words.name(province, t), "subject": subject}
    if known.empty:
        return words.sentence([t("{province} has no figure of {subject} in any year", **head)])
    years = {"n": len(known), "of": len(rows), "first": int(rows["year"].min()), "last": int(rows["year"].max())}
    clauses = [t("{province} has figures of {subject} for {n} of {of} years from {first} to {last}", **head, **years)]
    ranked = known.dropna(subset=["rank"])
    if len(ranked) > 1:
        best, worst = ranked["rank"].min(), ranked["rank"].max()
        clauses.append(t("its highest rank was {place}", place=_in_years(ranked, best, t)))
        if best != worst:
            clauses.append(t("its lowest {place}", place=_in_years(ranked, worst, t)))
    if cuts:
        stops = formats.listing([str(cut.before) for cut in cuts], t.lang)
        clauses.append(t("the line stops before {years}, where what is measured changed", years=stops))
    return words.sentence(clauses)


def moved(
    index: Index,
    changes: Mapping[str, float],
    split: "Split | None",
    places: int | None,
    base: int,
    t: Translator,
) -> str:
    """Which parts rose and fell most, and how a move in rank splits into own change and the others' movement.

    Args:
        index: The catalogue of the index.
        changes: Part -> change in points, of the parts that may be compared.
        split: The decomposition of the profile; None without one.
        places: Places gained or lost; None where there is no rank in one of the years.
        base: The year compared with.
        t: The language.
    """
    order = sorted(changes, key=lambda key: -changes[key])
    order = [key for key in order if formats.shows(changes[key], index.digits)]
    rose = [key for key in order if changes[key] > 0][:_MOVED]
    fell = [key for key in order[::-1] if changes[key] < 0][:_MOVED]
    clauses = []
    if rose:
        clauses.append(t("since {year} rose most: {parts}", year=base, parts=_signed(index, rose, changes, t)))
    if fell:
        clauses.append(t("since {year} fell most: {parts}", year=base, parts=_signed(index, fell, changes, t)))
    if not clauses:
        clauses.append(t("since {year} no part rose or fell", year=base))
    if split is not None and split.own is not None and split.others is not None and places:
        clauses.append(
            t(
                "{places} in rank: {own} by its own change of score, {others} by the movement of the others",
                places=words.climbed(places, t),
                own=_places(split.own, t),
                others=_places(split.others, t),
            )
        )
    return words.sentence(clauses)


def peers(found: pd.DataFrame, province: str, year: int, t: Translator) -> str:
    """Whose profile lies nearest: `provindex.analysis.comparison.peers`, nearest first."""
    head = {"province": words.name(province, t), "year": year}
    if found.empty:
        return words.sentence([t("in {year} no province can be set beside {province}", **head)])
    names = words.names(found["province"], t)
    return words.sentence([t("in {year} the profiles nearest to that of {province} are {names}", names=names, **head)])


def similar_start(
    index: Index,
    measure: str,
    found: pd.DataFrame,
    province: str,
    base: int,
    year: int,
    verdict: Verdict,
    t: Translator,
) -> str:
    """Who rose most among the provinces that started nearest, and in which part.

    Args:
        index: The catalogue of the index.
        measure: What started and rose.
        found: `provindex.analysis.comparison.similar_start` between ``base`` and ``year``.
        province: Whose start.
        base: The year of the start.
        year: The later year.
        verdict: May the two be compared? Only asked for answers other than a refusal.
        t: The language.

    Returns:
        One sentence, and a second one where a break lies between the years.
    """
    head = {"province": words.name(province, t), "from": base, "to": year}
    if found.empty:
        return words.sentence([t("{province} has no score of {from} to start from", **head)])
    first = found.iloc[0]
    if first["change"] <= 0:
        n = len(found)
        said = t("of the {n} provinces that started nearest to {province} in {from} none rose by {to}", n=n, **head)
        return f"{words.sentence([said])} {words.break_between(verdict, t)}".rstrip()
    risen = formats.signed(first["change"], t.lang, index.digits)
    said = t(
        "of the {n} provinces that started nearest to {province} in {from}, {first} rose most by {to} ({change})",
        n=len(found),
        first=words.name(str(first["province"]), t),
        change=" ".join(filter(None, [risen, words.over(index, measure, verdict, t)])),
        **head,
    )
    clauses = [said]
    if pd.notna(first["lever"]) and first["lever_change"] > 0:
        clauses.append(
            t(
                "among its parts {measure} rose most ({change})",
                measure=_name(index, str(first["lever"]), t),
                change=formats.signed(first["lever_change"], t.lang, index.digits),
            )
        )
    return f"{words.sentence(clauses)} {words.break_between(verdict, t)}".rstrip()


def _placed(index: Index, row: pd.Series, t: Translator) -> str:
    place = t("rank {rank} of {of}", rank=formats.rank(row["rank"], t.lang), of=formats.integer(row["ranked"], t.lang))
    return f"{_name(index, str(row['measure']), t)} ({place})"


def _in_years(ranked: pd.DataFrame, rank: int, t: Translator) -> str:
    years = [str(year) for year in ranked.loc[ranked["rank"] == rank, "year"]]
    return t("{rank} in {years}", rank=formats.rank(rank, t.lang), years=formats.listing(years, t.lang))


def _signed(index: Index, keys: Sequence[str], changes: Mapping[str, float], t: Translator) -> str:
    said = [f"{_name(index, key, t)} ({formats.signed(changes[key], t.lang, index.digits)})" for key in keys]
    return "; ".join(said) if any("," in one.partition(" (")[0] for one in said) else formats.listing(said, t.lang)


def _places(value: float, t: Translator) -> str:
    """Places with their sign; half places keep their half."""
    return formats.signed(value, t.lang, 0 if float(value).is_integer() else 1)


def _name(index: Index, key: str, t: Translator) -> str:
    return index.measures[key].name.get(t.lang)


def _share(value: float, t: Translator) -> str:
    return formats.percent(value, t.lang, 0)
