"""Sentences about the change of one province between two years, and about those that cannot be compared."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from provindex.analysis.comparability import Verdict
from provindex.analysis.decomposition import REMAINDER
from provindex.catalog import Index
from provindex.core import formats
from provindex.core.translate import Text, Translator
from provindex.sentences import words

_NAMED = 2
_SPAN = 3  # years alike before a span of ranks is told


def course(
    index: Index,
    measure: str,
    province: str,
    ranks: pd.DataFrame,
    years: Sequence[int],
    run: Sequence[int],
    t: Translator,
) -> str:
    """The rank of a province in the years looked at, and its span over the years that are measured alike.

    Args:
        index: The catalogue of the index.
        measure: Measure key.
        province: Province id.
        ranks: One row a year: year, rank (missing where there is none), of (how many were ranked).
        years: The years whose ranks are told.
        run: The years of the same content as the last of them; the span is told of these alone.
        t: The language.
    """
    known = ranks.dropna(subset=["rank"]).set_index("year")
    told = [_rank_in(known, year, t) for year in dict.fromkeys(years)]
    subject = words.subject(index, measure, t, (run[-1], province))
    values = {"province": words.name(province, t), "subject": subject}
    clauses = [t("{subject} of {province}: {ranks}", ranks=formats.listing(told, t.lang), **values)]
    alike = known.loc[known.index.isin(list(run)), "rank"].astype("int64")
    if len(alike) >= _SPAN and alike.nunique() > 1:
        span = {"first": alike.index.min(), "last": alike.index.max()}
        ends = {"high": alike.min(), "high_year": alike.idxmin(), "low": alike.max(), "low_year": alike.idxmax()}
        clauses.append(
            t(
                "from {first} to {last}, measured alike, its ranks run from {high} ({high_year}) to {low} ({low_year})",
                **span,
                **ends,
            )
        )
    return words.sentence(clauses)


def score_change(
    index: Index,
    measure: str,
    years: tuple[int, int],
    row: pd.Series,
    parts: pd.DataFrame,
    verdict: Verdict,
    t: Translator,
    *,
    within_error: bool | None = None,
) -> str:
    """How the score of a province changed, and which parts moved it most.

    Only for two years that may be compared.

    Args:
        index: The catalogue of the index.
        measure: Measure key.
        years: The earlier and the later year.
        row: The province's row of `provindex.analysis.change.compared`, with a change.
        parts: The province's rows of `provindex.analysis.decomposition.score_parts`; none where there is no
            decomposition.
        verdict: The answer on the two years, not a refusal.
        t: The language.
        within_error: The change is no more than the sampling errors explain; None where that is not known.

    Returns:
        One sentence, and a second one where a break lies between the years.
    """
    values = {
        "subject": words.subject(index, measure, t, (years[1], row["province"])),
        "province": words.name(row["province"], t),
        "moved": words.moved(index, row["change"], t),
        "old": words.bare(index, row["score_from"], t),
        "new": words.bare(index, row["score_to"], t),
        "from": years[0],
        "to": years[1],
    }
    over = words.over(index, measure, verdict, t)
    if over:
        said = t("{subject} of {province} from {from} to {to}, {over}: {moved}", over=over, **values)
    else:
        said = t("{subject} of {province}: {moved}, from {old} in {from} to {new} in {to}", **values)
    clauses = [said, *_parts(index, parts, row["change"], t)]
    if over:
        clauses.append(words.gaps(index, row["gap_from"], row["gap_to"], t))
    if within_error:
        clauses.append(t("this change lies within the sampling error"))
    return f"{words.sentence(clauses)} {words.break_between(verdict, t)}".rstrip()


def rank_change(row: pd.Series, causes: pd.Series | None, t: Translator) -> str:
    """How far a province moved in the order, and how much of that is its own change.

    Args:
        row: The province's row of `provindex.analysis.change.between`, with both ranks.
        causes: Its row of `provindex.analysis.decomposition.rank_parts`; None where ranks do not follow from scores.
        t: The language.
    """
    ends = {"old": formats.rank(row["rank_from"], t.lang), "new": formats.rank(row["rank_to"], t.lang)}
    moved = words.climbed(int(row["places"]), t)
    clauses = [
        t(
            "{province}: {moved}, from rank {old} to rank {new}",
            province=words.name(row["province"], t),
            moved=moved,
            **ends,
        )
    ]
    if causes is not None:
        own, others = (places(causes[part], t) for part in ("own", "others"))
        clauses.append(
            t("{own} by its own change of score, {others} by the movement of the others", own=own, others=others)
        )
    return words.sentence(clauses)


def apart(
    years: tuple[int, int], changes: pd.DataFrame, before: Mapping[str, Text], after: Mapping[str, Text], t: Translator
) -> str:
    """The provinces without a figure at either end, with the reasons; empty where there are none.

    Args:
        years: The earlier and the later year.
        changes: `provindex.analysis.change.between` the two.
        before: Reasons of the holes of the earlier year, by province.
        after: Reasons of the holes of the later year.
        t: The language.
    """
    ends = {"from": years[0], "to": years[1]}
    sets = {
        status: changes.loc[changes["status"] == status, "province"] for status in ("new", "gone", "none", "uneven")
    }
    clauses = []
    if len(sets["new"]):
        told = words.by_reason(sets["new"], before, t)
        clauses.append(t("new in {to}, without a figure in {from}: {names}", names=told, **ends))
    if len(sets["gone"]):
        told = words.by_reason(sets["gone"], after, t)
        clauses.append(t("without a figure in {to}: {names}", names=told, **ends))
    if len(sets["none"]):
        told = words.by_reason(sets["none"], after, t)
        clauses.append(t("without a figure in both years: {names}", names=told, **ends))
    if len(sets["uneven"]):
        names = words.names(sets["uneven"], t)
        clauses.append(t("not resting on the same members in both years: {names}", names=names))
    return " ".join(words.sentence([clause]) for clause in clauses)


def places(value: float, t: Translator) -> str:
    """Places gained or lost with their sign; half places keep their half."""
    return formats.signed(value, t.lang, 0 if float(value).is_integer() else 1)


def part_name(index: Index, part: str, t: Translator) -> str:
    """The name of a part of a decomposition; the remainder has words of its own."""
    return t("Rounding of the published parts") if part == REMAINDER else index.measures[part].name.get(t.lang)


def _rank_in(known: pd.DataFrame, year: int, t: Translator) -> str:
    if year not in known.index:
        return t("no rank in {year}", year=year)
    rank, of = (formats.integer(known.at[year, column], t.lang) for column in ("rank", "of"))
    return t("rank {rank} of {of} in {year}", rank=rank, of=of, year=year)


def _parts(index: Index, parts: pd.DataFrame, whole: float, t: Translator) -> Iterator[str]:
    """The two parts that moved most the way of the whole and the one that moved most against it.

    Only those that show at the printed decimals.
    """
    printed = parts["change"].map(lambda points: formats.shows(points, index.digits)).astype(bool)
    shown = parts.loc[(parts["part"] != REMAINDER) & printed]
    order = shown.sort_values("change", ascending=False, kind="stable")
    rose, fell = order.loc[order["change"] > 0], order.loc[order["change"] < 0].iloc[::-1]
    if len(rose):
        yield t("rose most: {names}", names=_amounts(index, rose.head(_NAMED if whole >= 0 else 1), t))
    if len(fell):
        yield t("fell most: {names}", names=_amounts(index, fell.head(1 if whole >= 0 else _NAMED), t))


def _amounts(index: Index, rows: pd.DataFrame, t: Translator) -> str:
    told = [
        f"{part_name(index, part, t)} ({formats.signed(change, t.lang, index.digits)})"
        for part, change in zip(rows["part"], rows["change"], strict=True)
    ]
    return formats.listing(told, t.lang)
