"""What a programme file would change, or a change did: each figure and score against the one that stood there."""

from typing import Literal

import pandas as pd

from provindex.analysis.programme import with_computed
from provindex.catalog.programme_model import TOTAL, Programme
from provindex.intake.programme.reader import Reading

Status = Literal["new", "changed", "same", "removed"]
STATUSES: tuple[Status, ...] = ("new", "changed", "same", "removed")

_FIGURE = ["province", "unit", "level", "indicator", "start", "end"]
_STATED = ["value", "qualifier", "numerator", "denominator", "target", "note_vi", "note_en"]
_SCORE = ["province", "unit", "year", "criterion"]
_GIVEN = ["score", "max_points", "rank_published", "rating"]


def figures(reading: Reading, programme: Programme) -> pd.DataFrame:
    """The figures of a file beside those that stand there now.

    Args:
        reading: The file.
        programme: What stands now.

    Returns:
        One row a figure of the file, in its order: the columns of `provindex.analysis.programme.with_computed`, the
        same of the figure that stands now with ``_now`` at their ends (missing where there is none), status (``same``
        where figure, counts, target and notes are the same; the source may differ) and difference (points or pieces;
        NaN where the figure is new).
    """
    found = _beside(with_computed(reading.observations), with_computed(programme.observations), _FIGURE, _STATED)
    return found.assign(difference=found["shown"] - found["shown_now"])


def scores(reading: Reading, programme: Programme) -> pd.DataFrame:
    """The scores of the units' own index beside those that stand there now: see `figures`; difference in points."""
    found = _beside(reading.scores, programme.scores, _SCORE, _GIVEN)
    return found.assign(difference=found["score"] - found["score_now"])


def compared(reading: Reading, programme: Programme) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`figures` and `scores` of a file against a programme."""
    return figures(reading, programme), scores(reading, programme)


def without(rows: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """Rows of `figures` or `scores` that are none of some other figures or scores."""
    keys = _SCORE if "criterion" in rows else _FIGURE
    if rows.empty or others.empty:
        return rows
    found = rows.merge(others[keys], on=keys, how="left", indicator="there")
    return found[found["there"] == "left_only"].drop(columns="there")


def between(before: Programme, after: Programme, province: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The figures and the scores of a province after a change beside those before it.

    Returns:
        The frames of `figures` and `scores`, ``_now`` being what stood before; a figure that stood before and no longer
        does is ``removed``.
    """
    mine, now = (one.observations[one.observations["province"] == province] for one in (after, before))
    told = _beside(with_computed(mine), with_computed(now), _FIGURE, _STATED, removed=True)
    points, former = (one.scores[one.scores["province"] == province] for one in (after, before))
    scored = _beside(points, former, _SCORE, _GIVEN, removed=True)
    return (
        told.assign(difference=told["shown"] - told["shown_now"]),
        scored.assign(difference=scored["score"] - scored["score_now"]),
    )


def undone(reading: Reading, seen: Programme, now: Programme) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What others changed since somebody looked, and what a file would change again.

    Args:
        reading: The file, of which the province is known.
        seen: The programme that the person compared with.
        now: The programme that stands now.

    Returns:
        The rows of `figures` and `scores` against ``now`` of what also differs between ``seen`` and ``now``; ``_now``
        is the figure of the others.
    """
    theirs = between(seen, now, str(reading.province))
    mine = compared(reading, now)
    moved, scored = (
        after[after["status"] != "same"].merge(before.loc[before["status"] != "same", keys], on=keys)
        for before, after, keys in zip(theirs, mine, (_FIGURE, _SCORE), strict=True)
    )
    return moved, scored


def counts(*found: pd.DataFrame) -> dict[Status, int]:
    """How many rows of some of these frames are new, changed, the same and removed."""
    told = pd.concat([frame["status"] for frame in found])
    return {status: int((told == status).sum()) for status in STATUSES}


def totals(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of `scores` that are a unit's whole index."""
    return rows[rows["criterion"] == TOTAL]


def _beside(
    mine: pd.DataFrame, now: pd.DataFrame, keys: list[str], stated: list[str], *, removed: bool = False
) -> pd.DataFrame:
    # pandas 3.1 cannot join two tables from both sides where one has no rows.
    how: Literal["left", "right", "outer"] = "left"
    if removed and len(now):
        how = "outer" if len(mine) else "right"
    found = mine.merge(now, on=keys, how=how, suffixes=("", "_now"), indicator="there")
    new = (found["there"] == "left_only").to_numpy()
    differs = pd.Series(data=False, index=found.index)
    for column in stated:
        left, right = found[column], found[f"{column}_now"]
        differs |= (left != right).fillna(value=True).astype(bool) & ~(left.isna() & right.isna())
    status = pd.Series("same", index=found.index).mask(differs, "changed").mask(new, "new")
    status = status.mask((found["there"] == "right_only").to_numpy(), "removed")
    return found.drop(columns="there").assign(status=status.astype("string"))
