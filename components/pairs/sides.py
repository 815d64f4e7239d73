"""What is set against each other on the page of two indices: the two sides, who is in both, and their words."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from components.overview import province_summary
from components.state import results, scope, view_state
from provindex import geography, sentences
from provindex.analysis import comparison
from provindex.analysis import map_values as printing
from provindex.analysis.comparison import NATURAL_PAIRS, PairCoverage
from provindex.core import formats
from provindex.core.translate import Text, Translator
from provindex.figures.pairs import key
from provindex.sentences import words
from provindex.sentences.pairs import Side
from provindex.views.view import View

CITIZENS = "papi"
_NATURAL = dict(zip(("procedures", "digital", "corruption"), NATURAL_PAIRS, strict=True))


def names(view: View, t: Translator) -> dict[str, str]:
    """The pairs that can be chosen, with their names."""
    indices = results.catalog().indices
    named = {one: indices[one].short.get(view.lang) for one in ("par", "sipas") if one in indices}
    return named | {"procedures": t("Procedures"), "digital": t("Digital"), "corruption": t("Corruption")}


def sides(view: View) -> tuple[View, View]:
    """The View of the citizens' ranking and that of the government's.

    A measure that the reader chose in the bar takes its side where the pair is of whole indices.
    """
    pair = view.option("pair")
    if pair in _NATURAL:
        return _at(view, _NATURAL[pair].citizens), _at(view, _NATURAL[pair].government)
    return tuple(_at(view, view.measure if view.index == index else index) for index in (CITIZENS, pair))  # type: ignore[return-value]


def absent(view: View) -> str:
    """Why nothing can be compared in the View's year; empty where something can."""
    t = view_state.words()
    for side in sides(view):
        index = results.index_of(side)
        if view.year not in index.editions:
            return t("{index} has no figures for {year}.", index=index.short.get(t.lang), year=view.year)
        if index.measures[side.measure].period(view.year) is None:
            subject = words.subject(index, side.measure, t)
            return words.sentence([t("{subject} was not measured in {year}", subject=subject, year=view.year)])
        if results.is_derived(view) and index.editions[view.year].status == "partial":
            own = len(geography.provinces(index.editions[view.year].provinces))
            return t(
                "The table of {index} of {year} is not complete, so nothing is ranked on the {n} provinces. "
                "Choose the {own} to compare places.",
                index=index.short.get(t.lang),
                year=view.year,
                n=len(geography.provinces(view.edition)),
                own=own,
            )
    return ""


def frame(view: View) -> pd.DataFrame:
    """The provinces with a place in both: see `comparison.pair`."""
    a, b = sides(view)
    return comparison.pair(results.standing(a), results.standing(b), side(a).ranked, side(b).ranked)


def coverage(view: View) -> PairCoverage:
    """Which provinces have a place in both, in one, in none."""
    a, b = sides(view)
    return comparison.coverage(results.standing(a), results.standing(b))


def everyone(view: View) -> pd.DataFrame:
    """Every province of the edition: province, rank_a, rank_b; those in both first, by their sum of places."""
    a, b = (results.standing(side).set_index("province")["rank"] for side in sides(view))
    rows = pd.DataFrame({"rank_a": a, "rank_b": b}).reset_index()
    return rows.sort_values(["rank_a", "rank_b"], kind="stable", ignore_index=True)


def widest(both: pd.DataFrame, n: int) -> pd.DataFrame:
    """The widest gaps both ways, with ``end``: the ranking in which the province stands higher, ``b`` first."""
    higher_b, higher_a = comparison.widest_gaps(both, n)
    return pd.concat([higher_b.assign(end="b"), higher_a.assign(end="a")], ignore_index=True)


def side(view: View) -> Side:
    """A side as sentences want it."""
    return Side(results.index_of(view), view.measure, int(results.standing(view)["ranked"].iloc[0]))


def short(view: View) -> str:
    """The short name of a side's index."""
    return results.index_of(view).short.get(view.lang)


def label(view: View) -> str:
    """The name of a side: the index, and the part of it where it is not the whole."""
    index = results.index_of(view)
    part = index.measures[view.measure]
    return short(view) if part.parent is None else f"{short(view)}, {part.name.get(view.lang)}"


def corners(a: View, b: View, t: Translator, *, lines: bool = False) -> Mapping[str, str]:
    """What the four corners mean, in words; on two ``lines`` where there is little room."""
    first = f"<br>{short(a)}" if lines else short(a)
    return {
        "high_high": t("both high"),
        "low_low": t("both low"),
        "high_low": t("only {name} high", name=first),
        "low_high": t("only {name} high", name=short(b)),
    }


def reading(quadrant: object, a: View, b: View, t: Translator) -> str:
    """The half of the country a province stands in, in words; empty where it is not in both."""
    return "" if pd.isna(quadrant) else corners(a, b, t)[str(quadrant)]  # type: ignore[call-overload]


def places(side_view: View, ranks: pd.Series) -> list[str]:
    """Ranks as printed, with how many they count: 12/63."""
    of, lang = formats.integer(side(side_view).ranked, side_view.lang), side_view.lang
    return [formats.MISSING if pd.isna(rank) else f"{printing.place(rank, False, lang)}/{of}" for rank in ranks]


def hovers(view: View, both: pd.DataFrame) -> list[str]:
    """What is said over a point: the name and both places."""
    (a, b), (first, second) = sides(view), map(label, sides(view))
    lines = zip(both["province"], places(a, both["rank_a"]), places(b, both["rank_b"]), strict=True)
    return [
        f"<b>{scope.name(province, view)}</b><br>{first}: {one}<br>{second}: {other}" for province, one, other in lines
    ]


def cells(view: View, both: pd.DataFrame) -> pd.DataFrame:
    """What the map shows of each province: see `figures.pairs.bivariate_figure`."""
    (a, b), (first, second) = sides(view), map(label, sides(view))
    rows = everyone(view)
    keys = {
        province: key(int(one), int(other))
        for province, one, other in zip(both["province"], both["third_a"], both["third_b"], strict=True)
    }
    reasons = [(short(one), _reasons(one)) for one in (a, b)]
    missing = [
        "<br>".join(f"{name}: {found[province].get(view.lang)}" for name, found in reasons if province in found)
        for province in rows["province"]
    ]
    t = view_state.words()
    known, unranked = rows["province"].isin(list(keys)), t("A score is published without a rank.")
    return pd.DataFrame(
        {
            "province": rows["province"],
            "name": [scope.name(province, view) for province in rows["province"]],
            "key": rows["province"].map(keys).astype("string"),
            "printed": [
                f"{first}: {one}" if in_both else reason or unranked
                for one, reason, in_both in zip(places(a, rows["rank_a"]), missing, known, strict=True)
            ],
            "place": [f"{second}: {one}" for one in places(b, rows["rank_b"])],
        }
    )


def of_province(view: View) -> str:
    """Where the selected province stands in both, or why it is not compared."""
    province, (a, b) = str(view.province), sides(view)
    first, second = (province_summary.of_province(results.standing(one), province) for one in (a, b))
    gap = frame(view).set_index("province")["gap"].reindex([province]).iloc[0]
    return sentences.pair_place(
        side(a),
        side(b),
        province,
        (first, second),
        (_reasons(a).get(province), _reasons(b).get(province)),
        None if pd.isna(gap) else float(gap),
        view_state.words(),
    )


def _at(view: View, measure: str) -> View:
    return replace(view, index=measure.partition(".")[0], measure=measure)


def _reasons(view: View) -> Mapping[str, Text]:
    return results.coverage(view.index, view.measure, view.year, view.edition).reasons
