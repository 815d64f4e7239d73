"""What analysts have published of the reform programmes over what ships."""

from dataclasses import replace

import pandas as pd

from provindex.catalog.programme_loader import units_of
from provindex.catalog.programme_model import Programme
from provindex.core.collation import sort_key

_FIGURE = ["province", "unit", "level", "indicator", "start", "end"]
_SCORE = ["province", "unit", "year", "criterion"]


def over(programme: Programme, observations: pd.DataFrame, units: pd.DataFrame, scores: pd.DataFrame) -> Programme:
    """A programme with published tables over its own; for what shows, and for a preview before anything is published.

    Args:
        programme: What stands so far.
        observations: In `provindex.catalog.programme_model.OBSERVATIONS`. A figure takes the place of the one of the
            same place, level, indicator and period; of several the last counts.
        units: In `provindex.catalog.programme_model.UNITS`. A unit takes the place of the one with its key.
        scores: In `provindex.catalog.programme_model.UNIT_SCORES`. A score takes the place of the one of the same unit,
            year and criterion.

    Returns:
        The programme; nothing of the one given is changed.
    """
    added = units_of(units.drop_duplicates("unit", keep="last"))
    return replace(
        programme,
        observations=_over(programme.observations, observations, _FIGURE),
        units=dict(sorted((dict(programme.units) | added).items(), key=lambda item: sort_key(item[1].name.vi))),
        scores=_over(programme.scores, scores, _SCORE),
    )


def _over(below: pd.DataFrame, above: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    if above.empty:
        return below
    return pd.concat([below, above], ignore_index=True).drop_duplicates(keys, keep="last", ignore_index=True)
