"""The tables behind the figures of a measure's parts."""

import pandas as pd

from components.dimensions import drilldown
from components.dimensions.drilldown import Level
from components.state import results, scope, view_state
from components.widgets import table
from provindex.analysis import drilldown as parts
from provindex.analysis import map_values
from provindex.core import formats
from provindex.core.translate import Translator
from provindex.views.view import View

Listed = tuple[pd.DataFrame, dict[str, str], tuple[str, ...]]
"""Rows of printed texts, column -> heading, and the columns that are set to the right."""

# px: a table as wide as a popover grows, a column of numbers under a long name, a column of names
_WIDE, _NUMBER, _PART = 680, 128, 218


def all_provinces(view: View, found: Level) -> None:
    """Every province with its score and rank on the measure and each part, and why it has none."""
    index, t = results.index_of(view), view_state.words()
    shown = tuple(dict.fromkeys((found.branch.head.key, *found.known)))
    rows = drilldown.painted(view, shown, found.way)
    scored, missing = rows["value"].notna(), rows["missing"]
    printed = rows["printed"].mask(scored, rows["printed"] + " (" + rows["place"] + ")").mask(missing, formats.MISSING)
    wide = parts.wide(rows.assign(text=printed), "text").reset_index()
    wide.insert(1, "name", [scope.name(province, view) for province in wide["province"]])
    headings = {"name": t("Province")} | {key: drilldown.title(index.measures[key], view) for key in shown}
    if missing.any():
        reasons = rows[missing].drop_duplicates("province").set_index("province")["printed"].to_dict()
        wide["why"] = map_values.named(wide["province"], reasons)
        headings["why"] = t("Note")
    table.show(
        wide,
        headings,
        key="dims-table",
        alt=t("All parts"),
        ids=list(wide["province"]),
        numbers=shown,
        look=table.Look(widths=dict.fromkeys(shown, _NUMBER)),
        width=_WIDE,
    )


def spread_rows(view: View, found: Level, t: Translator) -> Listed:
    """Number of provinces, ends and median of each part, and the selected province."""
    index = results.index_of(view)
    spread = parts.spreads(index, view.year, found.rows)

    def end(score: float | None, provinces: tuple[str, ...]) -> str:
        who = formats.listing([scope.name(province, view) for province in provinces], t.lang)
        return formats.MISSING if score is None else f"{formats.score(score, t.lang, index.digits)} ({who})"

    rows = pd.DataFrame(
        {
            "measure": [drilldown.title(index.measures[key], view) for key in found.known],
            "n": [formats.integer(spread[key].n, t.lang) for key in found.known],
            "lowest": [end(spread[key].lowest, spread[key].lowest_at) for key in found.known],
            "median": [formats.score(spread[key].median, t.lang, index.digits) for key in found.known],
            "highest": [end(spread[key].highest, spread[key].highest_at) for key in found.known],
        }
    )
    headings = {
        "measure": t("Measure"),
        "n": "n",
        "lowest": t("Lowest"),
        "median": t("Median"),
        "highest": t("Highest"),
    }
    if view.province:
        rows = rows.assign(beside=[drilldown.beside(view, found, key, index, t) for key in found.known])
        headings["beside"] = scope.name(view.province, view)
    return rows, headings, ("n", "median", "beside")


def spreads(view: View, found: Level) -> None:
    """The distribution of each part as a table, see `spread_rows`."""
    t = view_state.words()
    rows, headings, numbers = spread_rows(view, found, t)
    table.show(
        rows,
        headings,
        key="dims-spreads",
        alt=t("Distribution of each part"),
        numbers=numbers,
        look=table.Look(widths={"measure": _PART}),
        width=_WIDE,
    )


def pair_rows(view: View, found: Level, t: Translator) -> Listed:
    """Every pair of parts with both coefficients, the closest first."""
    index = results.index_of(view)
    found_pairs = drilldown.pairs(view, found).sort_values(
        "spearman", ascending=False, kind="stable", na_position="last"
    )
    rows = pd.DataFrame(
        {side: [index.measures[key].name.get(t.lang) for key in found_pairs[side]] for side in ("a", "b")}
        | {side: [formats.score(value, t.lang) for value in found_pairs[side]] for side in ("spearman", "pearson")}
        | {"n": [formats.integer(n, t.lang) for n in found_pairs["n"]]}
    )
    headings = {"a": t("Part"), "b": t("Goes together with"), "spearman": "Spearman", "pearson": "Pearson", "n": "n"}
    return rows, headings, ("spearman", "pearson", "n")


def pairs(view: View, found: Level) -> None:
    """The pairs of parts as a table, see `pair_rows`."""
    t = view_state.words()
    rows, headings, numbers = pair_rows(view, found, t)
    table.show(
        rows,
        headings,
        key="dims-pairs",
        alt=t("Pairs of parts"),
        numbers=numbers,
        look=table.Look(widths={"a": _PART, "b": _PART}),
        width=_WIDE,
    )
