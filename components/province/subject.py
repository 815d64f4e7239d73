"""What the cards of a province share: its parts, its region, the reader's own set, whether the table is whole."""

import pandas as pd

from components.state import results, view_state
from provindex import geography
from provindex.views.view import View


def parts(view: View) -> tuple[str, ...]:
    """The measures that a profile is made of: the parts of the View's measure, or the measure itself if it has none."""
    index = results.index_of(view)
    return tuple(part.key for part in index.children(view.measure) if part.period(view.year)) or (view.measure,)


def partial(view: View) -> bool:
    """Whether the year's table does not hold the whole country, so that nothing is computed from it."""
    return results.index_of(view).editions[view.year].status == "partial"


def region(view: View) -> list[str]:
    """The provinces of the region of the View's province, itself included."""
    home = geography.province(str(view.province)).region
    return [one.id for one in geography.provinces(view.edition) if one.region == home]


def others(view: View) -> list[str]:
    """The highlighted provinces but the one that the page is about."""
    return [other for other in view.highlighted if other != view.province]


def own(view: View, measure: str, province: str | None = None) -> pd.Series:
    """The row of a province, by default the View's own, in the standing of a measure."""
    frame = results.standing(results.at_measure(view, measure))
    return frame.loc[frame["province"] == (province or view.province)].iloc[0]


def groups(view: View) -> dict[str, str]:
    """The names of the groups of the View's index."""
    return {key: text.get(view_state.words().lang) for key, text in results.index_of(view).groups.labels.items()}
