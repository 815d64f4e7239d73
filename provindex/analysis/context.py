"""A province's measures beside the country, its region, its peers and the highest, in rows ready to be drawn."""

from collections.abc import Collection, Mapping

import pandas as pd

from provindex.analysis import comparison
from provindex.catalog import Index

QUARTERS = {"lowest": 0.0, "lower": 0.25, "middle": 0.5, "upper": 0.75, "highest": 1.0}


def rows(
    index: Index,
    year: int,
    standings: Mapping[str, pd.DataFrame],
    province: str,
    region: Collection[str] = (),
    peers: Collection[str] = (),
) -> pd.DataFrame:
    """Each measure of a province with what it is held against.

    Args:
        index: The catalogue of the index, for the scales.
        year: Year of the standings.
        standings: Measure -> `provindex.analysis.ranking.standing`, in the order of the result.
        province: Whose measures.
        region: The provinces of its region, itself included.
        peers: The provinces it is held against.

    Returns:
        One row a measure: ``measure``; ``score``, ``rank`` (Int64), ``tied``, ``group`` of the province; ``ranked``
        (see `provindex.analysis.ranking.standing`); ``lowest``, ``lower``, ``middle``, ``upper``, ``highest`` (ends and
        linear quartiles of the year's scores); ``region`` and ``peers`` (unweighted medians of those with a score);
        ``best_province`` (who holds the highest score, the first id of those that share it); ``low`` and ``high`` (the
        ends of the scale). NaN or <NA> where there is no figure. Empty without any standing.
    """
    if not standings:
        return pd.DataFrame()
    wide = pd.DataFrame({key: frame.set_index("province")["score"] for key, frame in standings.items()})
    held = comparison.against(wide, province, region, peers)
    spread = {name: wide.quantile(share).to_numpy(dtype="float64") for name, share in QUARTERS.items()}
    own = pd.concat([frame[frame["province"] == province] for frame in standings.values()], ignore_index=True)
    periods = [index.measures[key].period(year) for key in standings]
    return pd.DataFrame(
        {
            "measure": held["measure"],
            "score": held["score"],
            "rank": own["rank"],
            "tied": own["tied"],
            "group": own["group"],
            "ranked": own["ranked"],
            **spread,
            "region": held["region"],
            "peers": held["peers"],
            "best_province": held["best_province"],
            "low": [period.low if period else float("nan") for period in periods],
            "high": [period.high if period else float("nan") for period in periods],
        }
    )


def higher_than_middle(rows: pd.DataFrame) -> int:
    """In how many of the measures the province scores above the median of the country."""
    return int((rows["score"] > rows["middle"]).sum())
