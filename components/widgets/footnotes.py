"""The small type below a card: n and coverage, source, break, data version; and why a change is refused."""

import streamlit as st

from components.state import data_version, figure_cache, results, view_state
from components.widgets import merged_members
from provindex import geography
from provindex.analysis.scores import Coverage
from provindex.core import formats, inert
from provindex.views.view import View


def line(view: View) -> str:
    """N and coverage, the break to the base year if there is one, the source and the data version, in one line."""
    known = figure_cache.kept("line", view, lambda: " · ".join(filter(None, (coverage(view), breaks(view)))))
    return " · ".join(filter(None, (provisional(view), known, source(view, compared=True))))


def provisional(view: View) -> str:
    """That the year was published as provisional; empty where it was not. It travels into every export."""
    t, record = view_state.words(), results.record(view)
    said = record is not None and record.status == "provisional"
    return t("Provisional figures: they may still change.") if said else ""


def short(view: View) -> str:
    """N and source alone, for a window with little room; what a table lacks and the breaks are in `line`."""
    index, t = results.index_of(view), view_state.words()
    covered = results.coverage(view.index, view.measure, view.year, view.edition)
    said = t("n = {figures} of {of} provinces", figures=covered.known, of=covered.of)
    source_line = t("Source") + f": {index.source_of(view.year).get(t.lang)}"
    return " · ".join(filter(None, (provisional(view), said, source_line)))


def coverage(view: View) -> str:
    """How many provinces have a figure; what a partial table holds, in the words of the catalogue."""
    index, t = results.index_of(view), view_state.words()
    covered = results.coverage(view.index, view.measure, view.year, view.edition)
    if results.is_derived(view):
        return _derived(view, covered)
    if covered.status == "partial":
        return t(
            "Partial table: score of {figures}, rank of {ranks} of {of} provinces. "
            "No mean or trend is computed from it.",
            figures=covered.figures,
            ranks=covered.ranks,
            of=covered.of,
        )
    said = t("n = {figures} of {of} provinces", figures=covered.known, of=covered.of)
    respondents = index.editions[view.year].respondents
    if respondents:
        said += t(", {count} respondents", count=formats.integer(respondents, t.lang))
    return said


def _derived(view: View, covered: Coverage) -> str:
    """That figures are derived, from how many provinces, for how many, and which members are left out."""
    t = view_state.words()
    counts = {"figures": covered.known, "of": covered.of}
    own = len(geography.provinces(results.index_of(view).editions[view.year].provinces))
    said = t("Derived from the {count} provinces, not official figures", count=own) + ": "
    if covered.status == "partial":
        return said + t("all members of {figures} of {of} provinces have a score; no ranks", **counts)
    return "; ".join(
        [said + t("n = {figures} of {of} provinces", **counts), *filter(None, [merged_members.left_out(view)])]
    )


def breaks(view: View) -> str:
    """The breaks between base year and year in words; empty where there is none or both are the same."""
    t = view_state.words()
    _, verdict = results.changes(view)
    if verdict.verdict == "yes":
        return merged_members.uneven(view)
    reasons = " ".join(reason.get(t.lang) for reason in verdict.reasons)
    lead = {
        "notice": t("Compare {base} and {year} with care:", base=view.base, year=view.year),
        "refuse": t("{base} and {year} are not compared:", base=view.base, year=view.year),
    }
    return f"{lead[verdict.verdict]} {reasons} {merged_members.uneven(view)}".rstrip()


def source(view: View, *, compared: bool = False) -> str:
    """The publisher's source line and the version of the figures; of both years where they are compared."""
    t = view_state.words()
    index = results.index_of(view)
    years = [view.year, view.base] if compared and view.has_base else [view.year]
    cited = {year: index.source_of(year).get(t.lang) for year in years}
    if len(set(cited.values())) > 1:
        said = "; ".join(f"{year}: {one}" for year, one in cited.items())
    else:
        said = cited[view.year]
    return t("Source: {source}. Data version {version}.", source=said, version=version())


def version() -> str:
    """The data version as it stands on pages and in files; one of the past says that it is."""
    t, shown = view_state.words(), results.citable()
    if data_version.shown() is None:
        return shown
    return t("{version} (as cited; the figures have changed since)", version=shown)


def refused(view: View) -> None:
    """Why no change is drawn between the two years."""
    t = view_state.words()
    _, verdict = results.changes(view)
    st.info(
        inert.markdown(
            t("No change is computed from {base} to {year}.", base=view.base, year=view.year)
            + " "
            + " ".join(reason.get(t.lang) for reason in verdict.reasons)
        ),
        icon=":material/block:",
    )
