"""Plain words where something cannot be shown: unknown parts of an address, a broken catalogue, a card that failed."""

import streamlit as st

from components.state import data_version, results, view_state
from provindex import geography
from provindex.core import formats, inert
from provindex.core.errors import CatalogError
from provindex.core.translate import N_, Translator
from provindex.intake import cells
from provindex.store.versions import Known
from provindex.views.view import EVERYWHERE, View

_NAMES = {
    "lang": N_("Language"),
    "index": N_("Index"),
    "measure": N_("Measure"),
    "year": N_("Year"),
    "base": N_("Compared with"),
    "edition": N_("Provinces"),
    "region": N_("Region"),
    "p": N_("Highlighted provinces"),
    "province": N_("Province"),
    "sim": N_("Simulation"),
}
"""Parameter of an address -> what the page calls it; what is not here is known by its own name alone."""


def from_address() -> None:
    """Says which parts of the address could not be used, and what is shown instead."""
    t = view_state.words()
    for notice in view_state.notices():
        said = {key: _label(value, t) for key, value in notice.values}
        parameter = said.get("name")
        if parameter in _NAMES:
            said["name"] = t(_NAMES[parameter])
        st.info(inert.markdown(t(notice.message, **said)), icon=":material/info:")


def _label(value: str, t: Translator) -> str:
    """What a person calls an index, a measure or a region; any other value is as it stands."""
    indices = results.catalog().indices
    if value in indices:
        return indices[value].short.get(t.lang)
    index = indices.get(value.partition(".")[0])
    if index and value in index.measures:
        return index.measures[value].name.get(t.lang)
    regions = {one.id: one.name.get(t.lang) for one in geography.regions(view_state.current().edition)}
    return {EVERYWHERE: t("Whole country"), "vi": "Tiếng Việt", "en": "English"}.get(value, regions.get(value, value))


def cited() -> None:
    """Says on every page that figures are shown as a link cites them, or could be, with the way to the others."""
    found, t = data_version.cited(), view_state.words()
    if unknown := data_version.unknown():
        _unknown_version(unknown, t)
    if found is None:
        return
    shown = data_version.shown() is not None
    values = {
        "version": found.version,
        "when": formats.moment(found.until, t.lang),
        "what": formats.listing(_changed(found, t), t.lang),
    }
    if shown:
        said = t(
            "Figures as cited, data version {version}: they stood until {when}. Since then changed: {what}.", **values
        )
    else:
        said = t("Figures of now. The link cites data version {version} of before {when}; changed: {what}.", **values)
    with st.container(horizontal=True, vertical_alignment="center", key="cited"):
        badge = t("As cited") if shown else t("As of now")
        st.markdown(f":orange-badge[:material/history: {inert.markdown(badge)}] {inert.markdown(said)}")
        if shown:
            st.button(t("Show as of now"), key="cited-now", on_click=data_version.show_now)
        else:
            st.button(t("Show as cited"), key="cited-then", on_click=data_version.show_cited)


def _unknown_version(named: str, t: Translator) -> None:
    """A link of a version that is not in this server's history; stays until the reader goes on."""
    st.warning(
        inert.markdown(
            t(
                "The link cites data version {value}, which this server does not know; it may be of an earlier "
                "release, or hold figures that are not open. You see the figures of today, version {shown}: compare "
                "them with what was cited.",
                value=cells.shown(named[:60]),
                shown=data_version.newest(),
            )
        ),
        icon=":material/history:",
    )
    st.button(t("Go on with the figures of today"), key="cited-unknown", on_click=data_version.forget)


def _changed(found: Known, t: Translator) -> list[str]:
    """What differs between the version that is cited and that of now."""
    known = results.catalog().indices
    years = [f"{known[key].short.get(t.lang) if key in known else key} {year}" for key, year in found.years]
    names = [geography.province(province).name.get(t.lang) for province in found.provinces]
    return years + [t("the reform programme of {province}", province=name) for name in names]


def derived(view: View, *, brief: bool = False) -> None:
    """Says that figures are derived for the View's provinces, and unless ``brief`` how; nothing where they are not."""
    if not results.is_derived(view):
        return
    t = view_state.words()
    own = len(geography.provinces(results.index_of(view).editions[view.year].provinces))
    badge = t("Derived from the {count} provinces, not official figures", count=own)
    how = t("Means of the members weighted by population (2019 census); ranks are derived too; there are no groups.")
    if results.index_of(view).editions[view.year].status == "partial":
        how = t("Only where every member has a score: means weighted by population (2019 census); no ranks, no groups.")
    said = f":orange-badge[:material/calculate: {inert.markdown(badge)}]"
    st.markdown(said if brief else f"{said} :small[{inert.markdown(how)}]")


def broken_catalogue(error: CatalogError, t: Translator) -> None:
    """The whole page where the figures cannot be trusted: which files, what is wrong, how to mend."""
    st.title(t("The figures cannot be shown"))
    st.write(
        t(
            "The catalogue or a data file is damaged. The list says where; run “python -m provindex check” "
            "after mending it, then reload this page."
        )
    )
    faults(error, t)


def faults(error: CatalogError, t: Translator) -> None:
    """Which file, where in it, and what is wrong."""
    rows = [{t("File"): fault.file, t("Place"): fault.key, t("What is wrong"): fault.problem} for fault in error.faults]
    st.table([{head: inert.markdown(text) for head, text in row.items()} for row in rows], hide_index=True)


def failed(t: Translator) -> None:
    """What stands in the place of a card that could not be drawn."""
    st.warning(
        t(
            "This part could not be drawn. The rest of the page stands; choose another year or measure, "
            "or reload the page."
        ),
        icon=":material/report:",
    )


def nothing(message: str) -> None:
    """A plain notice where there is nothing to draw."""
    st.info(inert.markdown(message), icon=":material/info:")


def quoted(text: str) -> str:
    """A text out of a file for a sentence: in quotation marks, with what cannot be seen named."""
    return f"“{cells.shown(text)}”"
