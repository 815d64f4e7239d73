"""Sentences about what a publish changes: the first figures of it, and what it would undo of what others published."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from provindex import geography
from provindex.catalog import Index
from provindex.catalog.programme_model import Programme
from provindex.core import formats
from provindex.core.periods import Period
from provindex.core.translate import N_, Translator
from provindex.intake.programme import diff
from provindex.sentences import programme as said
from provindex.store.ledger_records import R

EXPECTS = N_("The newest change is number {newest}: read the file again, and publish it with --expects {newest}.")
"""How a person at the command line goes on after a conflict."""

CONFIRM = N_("Nothing was changed: say why with --note.")
"""How a person at the command line replaces final figures."""

NAMED = 5
"""Figures that are named in a sentence; of the others it says how many there are."""


def figures(rows: pd.DataFrame, index: Index, t: Translator) -> list[str]:
    """Rows of `provindex.intake.diff.difference` in words, the first `NAMED` of them: Sơn La, PAPI: 42,10 → 43,00."""
    return [_figure(row, index, t) for row in rows.head(NAMED).to_dict("records")]


def programme_figures(figures: pd.DataFrame, scores: pd.DataFrame, of: Programme, t: Translator) -> list[str]:
    """The same for the frames of `provindex.intake.programme.diff`; ``of`` names units and indicators."""
    found = [_observation(row, of, t) for row in figures.head(NAMED).to_dict("records")]
    totals = diff.totals(scores).head(NAMED - len(found))
    return found + [_unit_score(row, of, t) for row in totals.to_dict("records")]


def listed(named: Sequence[str], n: int, t: Translator) -> str:
    """The first figures of ``n`` in a row, and how many there are besides."""
    shown = "; ".join(named)
    rest = n - len(named)
    return shown if not rest else t("{figures}; and {n} more", figures=shown, n=formats.integer(rest, t.lang))


def final(named: Sequence[str], n: int, t: Translator) -> str:
    """That final figures which everybody sees are replaced, and which."""
    return t.plural(
        "This replaces {n} final figure that everybody sees: {figures}.",
        "This replaces {n} final figures that everybody sees: {figures}.",
        n,
        figures=listed(named, n, t),
    )


def conflict(changes: Sequence[R], called: tuple[object, object], named: Sequence[str], n: int, t: Translator) -> str:
    """What others changed since somebody looked, and what of it a file would undo.

    Args:
        changes: The changes since then, oldest first.
        called: The two words by which sentences call what was changed.
        named: The first of the figures that the file would undo, in words.
        n: How many it would undo.
        t: For the language.
    """
    told = [one.conflict(called).changed(t) for one in changes]
    undone = t("This file would undo no figure of these changes.")
    if n:
        undone = t.plural(
            "This file would undo {n} figure of these changes (theirs → this file): {figures}.",
            "This file would undo {n} figures of these changes (theirs → this file): {figures}.",
            n,
            figures=listed(named, n, t),
        )
    return " ".join([*told, undone])


def _figure(row: Mapping[Hashable, Any], index: Index, t: Translator) -> str:
    ends = [formats.score(row[f"score_{end}"], t.lang, index.digits) for end in ("before", "after")]
    if ends[0] == ends[1]:
        ranks = [formats.rank(row[f"rank_{end}"], t.lang) for end in ("before", "after")]
        ends = [t("rank {rank}", rank=rank) for rank in ranks] if ranks[0] != ranks[1] else ends
    name, measure = (
        geography.province(row["province"]).name.get(t.lang),
        index.measures[row["measure"]].name.get(t.lang),
    )
    return f"{name}, {measure}: {ends[0]} → {ends[1]}"


def _observation(row: Mapping[Hashable, Any], of: Programme, t: Translator) -> str:
    one = of.indicators[row["indicator"]]
    stated = ("value", "qualifier", "numerator", "denominator", "shown")
    before: dict[Hashable, Any] = {**row, **{name: row[f"{name}_now"] for name in stated}}
    ends = (
        formats.MISSING if row["status"] == "new" else said.figure(before, one, t),
        formats.MISSING if row["status"] == "removed" else said.figure(row, one, t),
    )
    period = Period(row["start"], row["end"]).label(t)
    return f"{one.short.get(t.lang)}, {said.place(row, of, t)}, {period}: {ends[0]} → {ends[1]}"


def _unit_score(row: Mapping[Hashable, Any], of: Programme, t: Translator) -> str:
    ends = (formats.score(row["score_now"], t.lang), formats.score(row["score"], t.lang))
    return f"{of.units[row['unit']].name.get(t.lang)}, {row['year']}: {ends[0]} → {ends[1]}"
