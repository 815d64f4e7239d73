"""How the measures of one year go together across provinces; never why."""

import pandas as pd

from provindex.catalog import Index

LEAST = 3  # With two provinces every correlation is -1 or 1.


def between_measures(index: Index, year: int, wide: pd.DataFrame) -> pd.DataFrame:
    """Correlations of every two measures within a year, over the provinces that have both.

    Pearson's coefficient measures how close the scores lie to a line, Spearman's (Pearson's coefficient of the
    ranks, ties at their mean rank) how alike the two orders are. Neither says that one moves the other.

    Args:
        index: The index, for the state of the year's edition.
        year: The year of the scores.
        wide: Index province, one column per measure, scores.

    Returns:
        ``a``, ``b`` (measure keys in the order of the columns, each pair both ways and with itself), ``pearson``,
        ``spearman`` (-1 to 1; NaN below `LEAST` provinces or where a measure does not vary), ``n`` (provinces with
        both). Empty for a partial table, which does not stand for the country.
    """
    measures = list(wide.columns)
    if index.editions[year].status == "partial":
        measures = []
    scores = wide[measures].astype("float64")
    known = scores.notna().astype("int64")
    pearson, spearman = (scores.corr(method=method, min_periods=LEAST) for method in ("pearson", "spearman"))
    count = known.T @ known
    pairs = [(a, b) for a in measures for b in measures]
    return pd.DataFrame(
        {
            "a": pd.array([a for a, _ in pairs], dtype="string"),
            "b": pd.array([b for _, b in pairs], dtype="string"),
            "pearson": pearson.to_numpy().ravel(),
            "spearman": spearman.to_numpy().ravel(),
            "n": count.to_numpy().ravel(),
        }
    )
