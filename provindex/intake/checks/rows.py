"""Figures beside the wrong province: two rows exchanged, a block of rows moved by one, a column sorted by itself."""

from collections.abc import Collection, Sequence

import numpy as np

from provindex import geography
from provindex.core import collation
from provindex.intake.checks.pairs import Matrix, Pair, spread, widths_of
from provindex.intake.issues import Fact, Issues, Place, issue_of
from provindex.intake.normalisation import Year

SWAPPED = 14.0
"""By how much two rows fit better when exchanged, as a difference of log-likelihoods; tuned as those of `values`."""

SHIFTED = 20.0
"""The same of a block of rows that is moved by one."""

_A_ROW = 1.0
"""What each row of a moved block has to fit better by, so that rows that fit as well either way add nothing."""

_LEAST_BLOCK = 3
_OWN = 0.7
"""Share of a measure's own variation when measures that move together are weighed; steadies it with few provinces."""

_MOST, _CLIPPED = 6.0, 4.0
"""Deviations beyond which a figure says no more: one typing error is no exchanged row."""

_SORTED = 20
"""Rows from which an order of figures along that of the names is no chance."""


def check_rows(year: Year, pairs: Sequence[Pair], issues: Issues) -> set[str]:
    """Warn of figures that fit another province's last year, and of columns that were sorted without their names.

    Args:
        year: The year.
        pairs: The year over earlier ones, the last first; only the last is asked.
        issues: Takes the warnings.

    Returns:
        The provinces concerned.
    """
    _sorted_alone(year, issues)
    if not pairs:
        return set()
    pair = pairs[0]
    misfits = misfits_of(year, pair)
    misplaced = _shifted(year, pair, misfits, issues)
    for first, second in swapped(misfits):
        one, other = pair.provinces[first], pair.provinces[second]
        if one not in misplaced and other not in misplaced:
            _note_swap(year, pair, one, other, issues)
            misplaced |= {one, other}
    return misplaced


def misfits_of(year: Year, pair: Pair) -> Matrix:
    """How badly the figures of each province (rows) fit the earlier ones of each (columns); the less, the better.

    Each change less the usual change is measured in robust standard deviations of the changes; measures that move
    together are weighed down by the inverse of their correlation, shrunk towards none (a Mahalanobis distance). A
    measure that is the sum of others of the pair is left out.

    Args:
        year: The year.
        pair: It over an earlier one.
    """
    kept = [at for at, key in enumerate(pair.measures) if not any(_is_part(one, key) for one in pair.measures)]
    now, then = pair.now[:, kept], pair.then[:, kept]
    usual, deviation = spread(now - then, widths_of(year.index, year.year, [pair.measures[at] for at in kept]))
    now, then = (now - usual) / deviation, then / deviation
    weights = _weights(np.nan_to_num(np.clip(now - then, -_CLIPPED, _CLIPPED)))
    apart = now[:, None, :] - then[None, :, :]
    known = np.isfinite(apart).sum(axis=2)
    apart = np.nan_to_num(np.clip(apart, -_MOST, _MOST)) @ weights
    distance: Matrix = (apart**2).sum(axis=2) * len(kept) / np.maximum(known, 1)
    return np.where(known > 0, distance, np.nan)


def swapped(misfits: Matrix) -> list[tuple[int, int]]:
    """Pairs of rows that each fit the other's column so much better that they look exchanged, the clearest first."""
    own = np.diag(misfits)
    better = own[:, None] - misfits
    gain = np.triu((better + better.T) / 2, 1)
    gain[~((better > 0) & (better.T > 0))] = 0
    found: list[tuple[int, int]] = []
    for place in np.argsort(gain, axis=None)[::-1]:
        first, second = divmod(int(place), len(own))
        if not gain[first, second] > SWAPPED:
            break
        if not {first, second} & {one for pair in found for one in pair}:
            found.append((first, second))
    return found


def moved_block(misfits: Matrix, order: Sequence[int], by: int) -> list[int]:
    """The run of rows that fit the column of the row ``by`` places further so much better that they look moved.

    Args:
        misfits: See `misfits_of`.
        order: The rows in the order of the file.
        by: 1 if each holds the figures of the row below it, -1 of the row above.

    Returns:
        Rows of ``misfits`` in the order of the file; empty if nothing looks moved.
    """
    best: list[int] = []
    run: list[int] = []
    total, most = 0.0, SHIFTED
    for place, row in enumerate(order):
        beside = place + by
        gain = (misfits[row, row] - misfits[row, order[beside]]) / 2 if 0 <= beside < len(order) else np.nan
        if np.isnan(gain) or total + gain - _A_ROW <= 0:
            run, total = [], 0.0
            continue
        run, total = [*run, row], total + float(gain) - _A_ROW
        if total > most and len(run) >= _LEAST_BLOCK:
            best, most = run, total
    return best


def _is_part(measure: str, of: str) -> bool:
    return measure.startswith(f"{of}.")


def _weights(changes: Matrix) -> Matrix:
    """A matrix that turns changes, provinces times measures, into ones that do not move together."""
    together = changes.T @ changes
    scale = np.sqrt(np.maximum(np.diag(together), 1e-9))
    correlation = (1 - _OWN) * together / scale / scale[:, None] + _OWN * np.eye(len(scale))
    values, vectors = np.linalg.eigh(correlation)
    weights: Matrix = vectors / np.sqrt(values)
    return weights


def _shifted(year: Year, pair: Pair, misfits: Matrix, issues: Issues) -> set[str]:
    at = {province: row for row, province in enumerate(pair.provinces)}
    order = [at[province] for province in year.named if province in at]
    blocks = [[pair.provinces[row] for row in moved_block(misfits, order, by)] for by in (1, -1)]
    block = max(blocks, key=len)
    if not block:
        return set()
    names = tuple(geography.province(province).name for province in block)
    facts: dict[str, Fact] = {"n": len(block), "provinces": names, "before": pair.before}
    issues.add(issue_of("rows_shifted", _place(year, block[0]), facts=facts))
    return set(block)


def _note_swap(year: Year, pair: Pair, one: str, other: str, issues: Issues) -> None:
    first, second = sorted((one, other), key=list(year.named).index)
    facts: dict[str, Fact] = {
        "province": geography.province(first).name,
        "other": geography.province(second).name,
        "before": pair.before,
        "other_place": _place(year, second).address,
    }
    score = next((year.scores(key).get(first) for key in pair.measures if first in year.scores(key)), None)
    issues.add(issue_of("rows_swapped", _place(year, first), value=score, facts=facts))


def _place(year: Year, province: str) -> Place:
    """Where the first score of a province stands."""
    return next((place for (of, _, name), place in year.places.items() if of == province and name == "score"), Place())


def _sorted_alone(year: Year, issues: Issues) -> None:
    """Columns whose figures stand in the order of their size, although the names have an order of their own."""
    for measure in year.index.measures_of(year.year):
        scores = year.scores(measure.key)
        values = list(scores.values())
        if len(values) < _SORTED or len(set(values)) < len(values) / 2 or not _is_sorted(values):
            continue
        if _have_own_order(scores):
            place = year.headings.get((measure.key, "score"), Place())
            issues.add(issue_of("sorted_alone", place, value=values[0], facts={"measure": measure.name}))


def _have_own_order(provinces: Collection[str]) -> bool:
    """Whether provinces stand by their names or codes."""
    names = [collation.sort_key(geography.province(one).name.vi) for one in provinces]
    return names == sorted(names) or list(provinces) == sorted(provinces)


def _is_sorted(values: Sequence[float]) -> bool:
    steps = np.diff(values)
    return bool((steps >= 0).all() or (steps <= 0).all())
