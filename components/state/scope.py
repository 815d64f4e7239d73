"""The provinces that a View looks at: which they are, what they are called, and why one has no figure."""

from collections.abc import Callable

import pandas as pd

from components.state import results
from provindex import geography
from provindex.analysis import map_values
from provindex.core.translate import Translator
from provindex.views.view import View


def in_region(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    """The rows of the View's region; all of them for the whole country."""
    if view.region == "all":
        return rows
    inside = {one.id for one in geography.provinces(view.edition) if one.region == view.region}
    return rows[rows["province"].isin(inside)]


def name(province: str, view: View) -> str:
    """The name of a province in the reader's language."""
    return geography.province(province).name.get(view.lang)


def attribution(t: Translator) -> str:
    """The line that the licence of the boundaries asks for on every map."""
    return geography.attribution().get(t.lang)


def reasons(view: View, t: Translator) -> Callable[[str], str]:
    """Province id -> why it has no figure in the View's year, in the reader's language."""
    found = results.coverage(view.index, view.measure, view.year, view.edition).reasons
    said = {province: text.get(t.lang) for province, text in found.items()}
    return map_values.reasons(said, t("no figure in one of the years"))
