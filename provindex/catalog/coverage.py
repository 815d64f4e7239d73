"""How much of the country a year's table covers, and whether ranks may be counted from it."""

import pandas as pd

from provindex import geography
from provindex.catalog import Index

PARTIAL_SHARE = 0.1
"""A table in which more than this share of the provinces lack a total is partial; PAPI never lacked a twentieth."""


def is_partial(frame: pd.DataFrame, index: Index, edition: str) -> bool:
    """Whether a table lacks a part of the country, so that no rank may be counted from it.

    It does where more than a tenth of the provinces have no total, or one has a published rank and no total.
    """
    totals = frame[frame["measure"] == index.root.key]
    of = len(geography.provinces(edition))
    ranked_alone = (totals["score"].isna() & totals["rank_published"].notna()).any()
    return bool(ranked_alone) or of - int(totals["score"].count()) > PARTIAL_SHARE * of
