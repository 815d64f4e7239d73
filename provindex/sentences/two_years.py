"""Sentences about two years of a measure."""

from collections.abc import Iterator

import pandas as pd

from provindex.analysis.change import group_counts, movers, score_counts
from provindex.analysis.comparability import Verdict
from provindex.catalog import Index
from provindex.core import formats
from provindex.core.translate import Translator
from provindex.sentences import words


def change(
    index: Index, measure: str, year_from: int, year_to: int, changes: pd.DataFrame, verdict: Verdict, t: Translator
) -> str:
    """How the provinces moved between two years.

    Args:
        index: The catalogue of the index.
        measure: Measure key.
        year_from: The earlier year of ``changes``.
        year_to: The later year.
        changes: `provindex.analysis.change.between` the two.
        verdict: May they be compared? A refusal is told instead of any number.
        t: The language.

    Returns:
        One sentence, and a second one where a break lies between the years.
    """
    if year_from == year_to:
        return words.sentence([t("the base year is {year} itself, so there is no change to show", year=year_to)])
    if verdict.verdict == "refuse":
        return refused(index, measure, year_from, year_to, verdict, t)
    seen = (year_to, str(changes["province"].iloc[0]))
    head = {"subject": words.subject(index, measure, t, seen), "from": year_from, "to": year_to}
    if not changes["status"].eq("both").any():
        return words.sentence([t("{subject}: no province has figures of both {from} and {to}", **head)])
    partial = index.partial(year_from, year_to)
    said = words.sentence(_clauses(index, measure, changes, head, verdict, t, partial=partial))
    return f"{said} {words.break_between(verdict, t)}".rstrip()


def scores_moved(
    index: Index, measure: str, year_from: int, year_to: int, changes: pd.DataFrame, verdict: Verdict, t: Translator
) -> str:
    """How many scores rose and fell between two years, and which did so most; only for years that may be compared.

    Args:
        index: The catalogue of the index.
        measure: Measure key.
        year_from: The earlier year of ``changes``.
        year_to: The later year.
        changes: `provindex.analysis.change.between` the two, of the country or a part of it.
        verdict: The answer on the two years, not a refusal.
        t: The language.

    Returns:
        One sentence, and a second one where a break lies between the years. Of a partial table no furthest is named.
    """
    head = {"subject": _over(index, measure, verdict, t), "from": year_from, "to": year_to}
    if not verdict.has_points:
        return f"{words.sentence([_no_points(head, t)])} {words.break_between(verdict, t)}".rstrip()
    scored = score_counts(changes)
    if not scored.moved + scored.same:
        return words.sentence([t("{subject}: no province has scores of both {from} and {to}", **head)])
    if index.partial(year_from, year_to):
        known = {"known": scored.moved + scored.same, "of": len(changes), "up": scored.up, "down": scored.down}
        said = t(
            "{subject} from {from} to {to}: of {known} of {of} provinces with both scores {up} rose and {down} fell",
            **known,
            **head,
        )
        return f"{words.sentence([said])} {words.break_between(verdict, t)}".rstrip()
    counts = {"up": scored.up, "down": scored.down}
    clauses = [t("{subject} from {from} to {to}: {up} provinces scored higher and {down} lower", **counts, **head)]
    far = movers(changes, 1, by="change")
    if len(far.up):
        clauses.append(t("rose most: {names}", names=_with_points(index, far.up, t)))
    if len(far.down):
        clauses.append(t("fell most: {names}", names=_with_points(index, far.down, t)))
    return f"{words.sentence(clauses)} {words.break_between(verdict, t)}".rstrip()


def refused(index: Index, measure: str, year_a: int, year_b: int, verdict: Verdict, t: Translator) -> str:
    """Why two years of a measure are not compared; only for a verdict that refuses."""
    earlier, later = sorted((year_a, year_b))
    subject = words.subject(index, measure, t)
    said = t("{subject} of {earlier} and {later} is not compared", subject=subject, earlier=earlier, later=later)
    return f"{words.start_high(said)}. {' '.join(reason.get(t.lang) for reason in verdict.reasons)}"


def _over(index: Index, measure: str, verdict: Verdict, t: Translator, seen: tuple[int, str] | None = None) -> str:
    """What is measured, with the parts that a change of it is summed over where these are not all."""
    subject, over = words.subject(index, measure, t, seen), words.over(index, measure, verdict, t)
    return f"{subject}, {over}," if over else subject


def _no_points(head: dict[str, object], t: Translator) -> str:
    return t("{subject} from {from} to {to}: the questions changed, so ranks are compared and not points", **head)


def _clauses(
    index: Index,
    measure: str,
    changes: pd.DataFrame,
    head: dict[str, object],
    verdict: Verdict,
    t: Translator,
    *,
    partial: bool,
) -> Iterator[str]:
    scored = score_counts(changes)
    if not verdict.has_points:
        yield _no_points(head, t)
    elif verdict.basis == "parts" and not partial:
        head = head | {"subject": f"{head['subject']}, {words.over(index, measure, verdict, t)},"}
    if partial:
        known = int(changes["status"].eq("both").sum())
        yield t(
            "{subject} from {from} to {to}: {known} of {of} provinces have figures of both years",
            known=known,
            of=len(changes),
            **head,
        )
    if scored.moved + scored.same:
        counts = {"up": scored.up, "down": scored.down}
        if partial:
            yield t("among them {up} scored higher and {down} lower", **counts)
        else:
            yield t("{subject} from {from} to {to}: {up} provinces scored higher and {down} lower", **counts, **head)
    if partial:
        return
    far = movers(changes, 1)
    if len(far.up):
        yield t("furthest up {names}", names=_with_places(far.up, t))
    if len(far.down):
        yield t("furthest down {names}", names=_with_places(far.down, t))
    groups = group_counts(changes, index)
    if groups.moved:
        yield t("{up} moved to a higher group and {down} to a lower one", up=groups.up, down=groups.down)
    apart = int(changes["status"].isin(["new", "gone"]).sum())
    if apart:
        yield t.plural(
            "{n} province has a figure of one year only and is not compared",
            "{n} provinces have a figure of one year only and are not compared",
            apart,
        )
    uneven = int((changes["status"] == "uneven").sum())
    if uneven:
        yield t.plural(
            "{n} merged province does not rest on the same members in both years and is not compared",
            "{n} merged provinces do not rest on the same members in both years and are not compared",
            uneven,
        )


def _with_places(rows: pd.DataFrame, t: Translator) -> str:
    """The provinces that moved furthest, all by the same number of places."""
    return f"{words.names(rows['province'], t)} ({words.climbed(int(rows['places'].iloc[0]), t)})"


def _with_points(index: Index, rows: pd.DataFrame, t: Translator) -> str:
    """The provinces whose score moved furthest, all by the same number of points."""
    points = formats.signed(rows["change"].iloc[0], t.lang, index.digits)
    return f"{words.names(rows['province'], t)} ({points})"
