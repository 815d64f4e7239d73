"""Sentences about a whole year: the country, its groups, its order and its gaps."""

from collections.abc import Iterator

import pandas as pd

from provindex import geography
from provindex.analysis.change import group_counts
from provindex.analysis.comparability import Verdict
from provindex.analysis.ranking import leading, trailing, within
from provindex.analysis.scores import Coverage, Summary
from provindex.catalog import Index
from provindex.core import formats
from provindex.core.translate import Translator
from provindex.sentences import words


def overview(
    index: Index,
    measure: str,
    year: int,
    standing: pd.DataFrame,
    changes: pd.DataFrame | None,
    verdict: Verdict,
    summary: Summary,
    t: Translator,
    year_before: int | None = None,
) -> str:
    """How the country stands in a year.

    Args:
        index: The catalogue of the index.
        measure: Measure key.
        year: The year.
        standing: `provindex.analysis.ranking.standing` of it.
        changes: `provindex.analysis.change.between` the year before and this one; None for the first year. Nothing is
            compared where ``year_before`` is the year itself.
        verdict: May the two years be compared?
        summary: `provindex.analysis.scores.summary` of the year.
        t: The language.
        year_before: The earlier year of ``changes``; the calendar year before if left out.

    Returns:
        One sentence, and a second one where a break lies before the year. The median is compared only where no break is
        known; for a partial table no median is stated, only the coverage, the leaders and a published mean.
    """
    of, head = len(standing), {"year": year, "subject": _subject(index, measure, year, standing, t)}
    if not summary.valid:
        return words.sentence([t("in {year} there is no figure of {subject}", **head)])
    if index.editions[year].status == "partial":
        return words.sentence(_partial(index, standing, summary, head, t))
    before = year - 1 if year_before is None else year_before
    refused = changes is not None and before != year and verdict.verdict == "refuse"
    compared = None if refused or before == year else changes
    clauses = [
        t("in {year}, {subject} has figures for {valid} of {of} provinces", valid=summary.valid, of=of, **head),
        _median(index, summary, compared if verdict.verdict == "yes" else None, before, t),
        _ends(index, standing, t),
        _group_moves(index, compared, before, t),
    ]
    if refused:
        reason = words.start_low(verdict.reasons[0].get(t.lang))
        clauses.append(t("not compared with {year}: {reason}", year=before, reason=reason))
    note = words.break_between(verdict, t) if compared is not None else ""
    return f"{words.sentence(clauses)} {note}".rstrip()


def groups(index: Index, measure: str, year: int, standing: pd.DataFrame, t: Translator) -> str:
    """How many provinces are in each of the publisher's groups, and how many have no figure.

    Args:
        index: The catalogue of the index.
        measure: Measure key.
        year: The year.
        standing: `provindex.analysis.ranking.standing` of it.
        t: The language.

    Returns:
        One sentence; for a measure that is not grouped, or a year without any group, the range of scores instead.
    """
    sizes = standing["group"].value_counts()
    present = [key for key in index.groups.labels if sizes.get(key, 0)]
    if not present:
        return levels(index, measure, year, standing, t)
    first, *others = present
    size, label = int(sizes[first]), words.group(index, first, t)
    counted = [t.plural("{n} province is in {group}", "{n} provinces are in {group}", size, group=label)]
    counted += [t("{n} in {group}", n=int(sizes[key]), group=words.group(index, key, t)) for key in others]
    said = t(
        "{subject} in {year}: {counts}",
        subject=_subject(index, measure, year, standing, t),
        year=year,
        counts=formats.listing(counted, t.lang),
    )
    return words.sentence([said, _without(standing, int(sizes.sum()), t)])


def levels(index: Index, measure: str, year: int, standing: pd.DataFrame, t: Translator) -> str:
    """From which score to which score the provinces reach, and how many have none.

    In a partial year the two ends are those of the table, which the sentence says.
    """
    head = {"subject": _subject(index, measure, year, standing, t), "year": year}
    scored = standing.dropna(subset=["score"]).sort_values("score", kind="stable")
    if scored.empty:
        return words.sentence([t("in {year} there is no score of {subject}", **head)])
    low, high = scored.iloc[0], scored.iloc[-1]
    ends = {
        "low": words.bare(index, low["score"], t),
        "lowest": words.names(scored.loc[scored["score"] == low["score"], "province"], t),
        "high": words.bare(index, high["score"], t),
        "highest": words.names(scored.loc[scored["score"] == high["score"], "province"], t),
    }
    if index.editions[year].status == "partial":
        if len(scored) == 1:
            said = t("{subject} in {year}: one score is at hand, {high} ({highest})", **head, **ends)
            return words.sentence([said, _ranked_alone(standing, t)])
        said = t(
            "{subject} in {year}: the scores at hand, of {n} of {of} provinces, "
            "run from {low} ({lowest}) to {high} ({highest})",
            n=len(scored),
            of=len(standing),
            **head,
            **ends,
        )
        return words.sentence([said, _ranked_alone(standing, t)])
    said = t("{subject} in {year}: scores run from {low} ({lowest}) to {high} ({highest})", **head, **ends)
    return words.sentence([said, _without(standing, len(scored), t)])


def ranking(index: Index, measure: str, year: int, standing: pd.DataFrame, t: Translator, n: int = 3) -> str:
    """Who leads, who trails, and how far they are apart.

    Args:
        index: The catalogue of the index.
        measure: Measure key.
        year: The year.
        standing: `provindex.analysis.ranking.standing` of it, with every province of the edition.
        t: The language.
        n: How many are named at each end.

    Returns:
        One sentence. In a partial year only published ranks are named.
    """
    head = {"subject": _subject(index, measure, year, standing, t), "year": year}
    ranked = standing.loc[standing["rank"].notna()]
    if ranked.empty:
        return words.sentence([t("in {year} there is no rank of {subject} at hand", **head)])
    if index.editions[year].status == "partial":
        first = _with_ranks(leading(standing, n), t)
        values = {"n": len(ranked), "of": len(standing), "first": first}
        said = t(
            "{subject} in {year}: published ranks of {n} of {of} provinces are at hand, the highest of them {first}",
            **head,
            **values,
        )
        return words.sentence([said])
    top, bottom = leading(standing, n), trailing(standing, n)
    clauses = [t("{subject} in {year}: highest {names}", names=_with_scores(index, top, t), **head)]
    if len(ranked) > len(top) + len(bottom):
        clauses.append(t("lowest {names}", names=_with_scores(index, bottom.iloc[::-1], t)))
    spread = ranked["score"].max() - ranked["score"].min()
    clauses.append(t("{distance} lie between the highest and the lowest", distance=words.distance(index, spread, t)))
    tied = int(standing["tied"].sum())
    if tied:
        clauses.append(t("{n} provinces share their rank", n=tied))
    return words.sentence(clauses)


def place_of(index: Index, year: int, standing: pd.DataFrame, province: str, t: Translator) -> str:
    """The rank of one province in the country and, of a complete table, in its region.

    Args:
        index: The catalogue of the index.
        year: The year.
        standing: `provindex.analysis.ranking.standing` of it, with every province of the edition.
        province: Id of the province.
        t: The language.

    Returns:
        One sentence; it says so where the province has no rank.
    """
    row = standing.loc[standing["province"] == province].iloc[0]
    named = {"province": words.name(province, t), "year": year}
    if pd.isna(row["rank"]):
        return words.sentence([t("{province} has no rank in {year}", **named)])
    named["rank"] = formats.rank(row["rank"], t.lang)
    if index.editions[year].status == "partial":
        named["of"] = formats.integer(row["ranked"], t.lang)
        return words.sentence([t("{province} holds rank {rank} of {of} in {year}, as published", **named)])
    regions = {one.id: one.region for one in geography.provinces(province.split(":")[0])}
    inside = within(standing, regions).set_index("province").loc[province]
    region = next(one for one in geography.regions(province.split(":")[0]) if one.id == regions[province])
    said = t(
        "{province} holds rank {rank} of {of} in the country and rank {place} of {n} in its region, {region}",
        of=formats.integer(row["ranked"], t.lang),
        place=formats.rank(inside["place"], t.lang),
        n=formats.integer(inside["of"], t.lang),
        region=region.name.get(t.lang),
        **named,
    )
    return words.sentence([said])


def missing(index: Index, measure: str, year: int, coverage: Coverage, t: Translator) -> str:
    """Which provinces have no figure, and why.

    Args:
        index: The catalogue of the index.
        measure: Measure key.
        year: The year.
        coverage: `provindex.analysis.scores.coverage` of the measure.
        t: The language.

    Returns:
        One sentence; a partial table is told by its counts, not by the names of all that it lacks.
    """
    seen = (year, coverage.missing[0]) if coverage.missing else None
    head = {"subject": words.subject(index, measure, t, seen), "year": year, "of": coverage.of}
    if index.measures[measure].period(year) is None:
        return words.sentence([t("{subject} was not measured in {year}", **head)])
    if not coverage.missing:
        return words.sentence([t("{subject} in {year} has figures for all {of} provinces", **head)])
    if coverage.status == "partial":
        counts = {"known": coverage.known, "scores": coverage.figures, "ranks": coverage.ranks}
        said = t(
            "{subject} in {year}: the publications at hand give figures for {known} of {of} provinces "
            "({scores} scores, {ranks} ranks)",
            **head,
            **counts,
        )
        return words.sentence([said])
    told = words.by_reason(coverage.missing, coverage.reasons, t)
    return words.sentence([t("{subject} in {year} has no figure for {names}", names=told, **head)])


def _subject(index: Index, measure: str, year: int, standing: pd.DataFrame, t: Translator) -> str:
    return words.subject(index, measure, t, (year, str(standing["province"].iloc[0])))


def _partial(
    index: Index, standing: pd.DataFrame, summary: Summary, head: dict[str, object], t: Translator
) -> Iterator[str]:
    """A partial table: its coverage, its published first, the published mean of the country."""
    yield t(
        "in {year}, the publications at hand give {subject} for {valid} of {of} provinces",
        valid=summary.valid,
        of=len(standing),
        **head,
    )
    first = standing.loc[standing["rank"] == 1]
    if len(first):
        yield t("first by published rank is {names}", names=_with_scores(index, first, t))
    if summary.published_mean is not None:
        mean = words.amount(index, summary.published_mean, t)
        stated = t("the mean of the country as published is {mean}", mean=mean)
        yield (
            t("the mean of the country, derived from published figures, is {mean}", mean=mean)
            if summary.mean_is_derived
            else stated
        )


def _median(index: Index, summary: Summary, changes: pd.DataFrame | None, before: int, t: Translator) -> str:
    if summary.median is None:
        return ""
    median = words.amount(index, summary.median, t)
    earlier = None if changes is None else changes["score_from"].median()
    if earlier is None or pd.isna(earlier):
        return t("the median is {median}", median=median)
    moved = words.moved(index, summary.median - float(earlier), t)
    return t("the median is {median}, {moved} on {year}", median=median, moved=moved, year=before)


def _ends(index: Index, standing: pd.DataFrame, t: Translator) -> str:
    if standing["rank"].dropna().nunique() < 2:
        return ""
    top, bottom = leading(standing, 1), trailing(standing, 1)
    return t(
        "highest {highest}, lowest {lowest}",
        highest=_with_scores(index, top, t),
        lowest=_with_scores(index, bottom, t),
    )


def _group_moves(index: Index, changes: pd.DataFrame | None, before: int, t: Translator) -> str:
    if changes is None:
        return ""
    moves = group_counts(changes, index)
    if not moves.moved + moves.same:
        return ""
    return t(
        "{moved} provinces are in another group than in {year}, {up} in a higher and {down} in a lower one",
        moved=moves.moved,
        up=moves.up,
        down=moves.down,
        year=before,
    )


def _without(standing: pd.DataFrame, known: int, t: Translator) -> str:
    lacking = len(standing) - known
    if not lacking:
        return ""
    said = t.plural("{n} province without a score", "{n} provinces without a score", lacking)
    ranked = _ranks_alone(standing)
    return said + ", " + t("{n} of them with a rank only", n=ranked) if ranked else said


def _ranked_alone(standing: pd.DataFrame, t: Translator) -> str:
    n = _ranks_alone(standing)
    return t.plural("{n} province has a rank only", "{n} provinces have a rank only", n) if n else ""


def _ranks_alone(standing: pd.DataFrame) -> int:
    """How many provinces have neither score nor group, but a rank."""
    return int((standing["score"].isna() & standing["group"].isna() & standing["rank"].notna()).sum())


def _with_scores(index: Index, rows: pd.DataFrame, t: Translator) -> str:
    """Names with their scores behind them; a name alone where only a rank is published."""
    told = [
        words.name(province, t) if pd.isna(score) else f"{words.name(province, t)} ({words.bare(index, score, t)})"
        for province, score in zip(rows["province"], rows["score"], strict=True)
    ]
    return formats.listing(told, t.lang)


def _with_ranks(rows: pd.DataFrame, t: Translator) -> str:
    told = [
        f"{words.name(province, t)} ({formats.rank(rank, t.lang)})"
        for province, rank in zip(rows["province"], rows["rank"], strict=True)
    ]
    return formats.listing(told, t.lang)
