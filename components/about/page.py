"""What the catalogue says of an index, as tables: measures, breaks, gaps, editions, sources."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components.state import results
from components.widgets import footnotes, table
from provindex import geography
from provindex.catalog import Index, matches
from provindex.core import formats, inert
from provindex.core.translate import Translator


def introduction(index: Index, t: Translator) -> None:
    """What the index is and who publishes it."""
    st.markdown(f"**{inert.markdown(index.name.get(t.lang))}.** {inert.markdown(index.about.get(t.lang))}")
    st.caption(
        inert.markdown(
            t(
                "Publisher: {publisher}. Data version {version}.",
                publisher=index.publisher.get(t.lang),
                version=footnotes.version(),
            )
        )
    )


def rules(index: Index, t: Translator) -> None:
    """How ranks, groups, changes and missing figures are treated, in plain sentences."""
    ways = {
        "quartile": t(
            "Groups are the quarters of the year's scores: the cuts are the 25th, 50th and 75th percentiles "
            "of the provinces with a score. A group that the publisher states wins over the computed one."
        ),
        "fixed": t("Groups are fixed steps of the score; the steps of each round are those that its publication used."),
        "none": t("The publisher sorts the provinces into no groups."),
    }
    points = [
        ways[index.groups.kind],
        t(
            "Ranks count the provinces with a score; provinces with the same score share the better rank and the "
            "next rank is left out (1, 2, 2, 4). The publisher of PAPI groups the provinces and does not rank them: "
            "read the group first. Where a publisher gives ranks, those are shown."
        ),
        t(
            "A missing figure is never zero and never estimated: it has its own grey and cross on the map, and the "
            "register says why it is missing. A province that returns after a gap is called new, not a jump."
        ),
        t("In a partial table nothing is computed from the figures of the others: no mean, no group limits, no trend."),
        t(
            "A change over a break is shown with the reason beside it; where the publisher advises against the "
            "comparison no number is computed at all."
        ),
        t(
            "Figures seen on provinces that merged later are derived and not official: the mean of the members "
            "weighted by population (census of 1 April 2019). Members without a figure are named with the share of "
            "people that they leave out; above a third nothing is derived, and of a partial table only what all "
            "members have."
        ),
        t(
            "Indices of citizens and of the government are compared by place and never averaged: each place is the "
            "share of the ranked provinces of the year that stand lower."
        ),
        t(
            "Sampling errors are those that the publisher states. Where all provinces have one, ranges of ranks hold "
            "together at the chosen level; where only some have, each range rests on the province's own interval."
        ),
    ]
    st.markdown("\n".join(f"- {point}" for point in points))


def checks(index: Index, t: Translator) -> None:  # noqa: ARG001 - as every part of the page is called
    """How a file is checked before its figures are published, and what a comparison counts, in plain sentences."""
    points = [
        t(
            "**What is checked.** A file is read as a person sees it: each figure belongs to the headings above it and "
            "to the province of its own row. Names, years, numbers, scales, sums and ranks are checked, then each "
            "figure beside the others of its year and beside the last comparable year."
        ),
        t(
            "**What holds a file back.** Whatever is not certain: an unknown province, measure, year or index, a cell "
            "without a clear number, two figures in one place, a figure outside its scale, a total that is not the sum "
            "of its parts. The desk names the cell and the cure, or asks; nothing is guessed."
        ),
        t(
            "**What is only said.** Whatever is unlikely but may be true: a figure in another unit, far from the "
            "others or from last year, or rows that look exchanged. A person looks at it and decides."
        ),
        t(
            "**What is asked once more.** Replacing or taking back final figures takes a publisher, a reason and a "
            "confirmation. Where somebody else published in between, or two files hold the same year, the desk says "
            "what differs first. Every change is kept with its file, and can be taken back."
        ),
        t(
            "**What a comparison counts.** The same questions and the same provinces on both sides. Where questions "
            "changed, only the parts asked alike are compared; a merged province is compared over the members that "
            "have figures in both years; where neither is possible there is no number, and the reason is said."
        ),
    ]
    st.markdown("\n".join(f"- {point}" for point in points))


def licences(index: Index, t: Translator) -> None:
    """Under which terms figures and boundaries are used, and where the figures come from."""
    st.markdown("- **" + t("Figures") + f".** {inert.markdown(index.licence.get(t.lang))}")
    st.markdown(
        "- **"
        + t("Boundaries")
        + ".** "
        + t(
            "Adapted from “Địa phận tỉnh”, Open Development Vietnam (Department of Survey and Mapping, 2016), "
            "under CC BY-SA 4.0; names and codes replaced, topology cleaned, archipelagos split off, simplified, and "
            "merged to the 34 provinces of 1 July 2025. Changes of boundaries after 2016 are not in it."
        )
    )
    sources(index, t)


def measures(index: Index, t: Translator) -> None:
    """Every measure: its code and scale by period, and what it measures in a sentence."""
    rows = [
        {
            "name": "\u2003" * measure.depth + measure.name.get(t.lang) + (" *" if measure.name_is_ours else ""),
            "code": period.code or "–",
            "years": _years(period.first, period.last),
            "scale": formats.scale(period.low, period.high, t.lang),
            "about": measure.about.get(t.lang),
        }
        for measure in index.measures.values()
        for period in measure.periods
    ]
    names = {
        "name": t("Measure"),
        "code": t("Printed number"),
        "years": t("Years"),
        "scale": t("Scale"),
        "about": t("What it measures"),
    }
    table.show(pd.DataFrame(rows), names, key="about-measures", alt=t("Measures of the index"), height=520)
    if any(measure.name_is_ours for measure in index.measures.values()):
        st.caption(t("* Vietnamese name by this dashboard; the publisher's own wording was not at hand."))


def breaks(index: Index, t: Translator) -> None:
    """Every year from which measures no longer mean quite what they meant."""
    said = {"notice": t("shown, and said"), "refuse": t("not computed")}
    rows = [
        {
            "before": str(item.before),
            "measures": _measures(index, item.measures, t),
            "severity": said[item.severity],
            "reason": item.reason.get(t.lang),
        }
        for item in sorted(index.breaks, key=lambda item: item.before)
    ]
    names = {
        "before": t("From"),
        "measures": t("Measures"),
        "severity": t("A comparison across it is"),
        "reason": t("What changed"),
    }
    _show(rows, names, "breaks", t("Breaks in the series"), t)


def missing(index: Index, t: Translator) -> None:
    """The register of missing province-years, with how the publisher showed the hole and the reason given."""
    rows = [
        {
            "year": str(item.year),
            "province": geography.province(item.province).name.get(t.lang),
            "measures": _measures(index, item.measures, t),
            "published_as": item.published_as,
            "reason": item.reason.get(t.lang),
        }
        for item in index.missing
    ]
    names = {
        "year": t("Year"),
        "province": t("Province"),
        "measures": t("Measures"),
        "published_as": t("Published as"),
        "reason": t("Reason given"),
    }
    _show(rows, names, "missing", t("Register of missing figures"), t)


def editions(index: Index, t: Translator) -> None:
    """Every year: its provinces, how many have a total, and what is special about it."""
    status = {"final": t("final"), "provisional": t("provisional"), "partial": t("partial")}
    rows = []
    for year, edition in sorted(index.editions.items(), reverse=True):
        coverage = results.coverage(index.key, index.root.key, year)
        rows.append(
            {
                "year": str(year),
                "provinces": edition.provinces,
                "figures": t("{figures} of {of}", figures=coverage.figures, of=coverage.of),
                "status": status[edition.status],
                "published": formats.day(edition.published, t.lang),
                "respondents": formats.integer(edition.respondents, t.lang),
            }
        )
    names = {
        "year": t("Year"),
        "provinces": t("Provinces"),
        "figures": t("With a score"),
        "status": t("Status"),
        "published": t("Published on"),
        "respondents": t("Respondents"),
    }
    _show(rows, names, "editions", t("Years of the index"), t, numbers=("figures", "respondents"))


def sources(index: Index, t: Translator) -> None:
    """Where the figures come from; addresses are text, because the network is closed."""
    rows = [
        {
            "name": source.name.get(t.lang),
            "address": source.address,
            "note": source.note.get(t.lang) if source.note else "",
        }
        for source in index.sources.values()
    ]
    names = {"name": t("Source"), "address": t("Address"), "note": t("Note")}
    _show(rows, names, "sources", t("Sources"), t)


def _show(
    rows: list[dict[str, str]],
    names: dict[str, str],
    key: str,
    alt: str,
    t: Translator,
    numbers: Sequence[str] = (),
) -> None:
    if rows:
        table.show(pd.DataFrame(rows), names, key=f"about-{key}", alt=alt, numbers=numbers)
    else:
        st.caption(t("None is known."))


def _measures(index: Index, patterns: tuple[str, ...], t: Translator) -> str:
    """The measures named by patterns in words: all, or dimensions with their parts folded in."""
    named = [measure for measure in index.measures.values() if matches(patterns, measure.key)]
    if len(named) == len(index.measures):
        return t("all")
    keys = {measure.key for measure in named}
    top = [measure for measure in named if measure.parent not in keys or measure.depth == 1]
    return ", ".join(measure.name.get(t.lang) for measure in top)


def _years(first: int, last: int | None) -> str:
    if last is None:
        return f"{first}–"
    return str(first) if first == last else f"{first}–{last}"
