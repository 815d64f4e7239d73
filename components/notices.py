"""Plain words where something cannot be shown: unknown parts of an address, a broken catalogue, a card that failed."""

import streamlit as st

from components import cache, selection
from provindex import geography
from provindex.errors import CatalogError
from provindex.intake import cells
from provindex.translate import Translator
from provindex.view import View


def from_address() -> None:
    """Says which parts of the address could not be used, and what is shown instead."""
    t = selection.words()
    for notice in selection.notices():
        values = {name: _inert(value) for name, value in notice.values}
        st.info(t(notice.message, **values), icon=":material/info:")


def derived(view: View) -> None:
    """Says on every page that the figures are derived for the View's provinces; nothing where they are official."""
    if not cache.is_derived(view):
        return
    t = selection.words()
    own = len(geography.provinces(cache.index_of(view).editions[view.year].provinces))
    badge = t("Derived from the {count} provinces, not official figures", count=own)
    how = t("Means of the members weighted by population (2019 census); ranks are derived too; there are no groups.")
    if cache.index_of(view).editions[view.year].status == "partial":
        how = t("Only where every member has a score: means weighted by population (2019 census); no ranks, no groups.")
    st.markdown(f":orange-badge[:material/calculate: {badge}] :small[{how}]")


def broken_catalogue(error: CatalogError, t: Translator) -> None:
    """The whole page where the figures cannot be trusted: which files, what is wrong, how to mend."""
    st.title(t("The figures cannot be shown"))
    st.write(
        t(
            "The catalogue or a data file is damaged. The list says where; run “python -m provindex check” "
            "after mending it, then reload this page."
        )
    )
    st.dataframe(
        [{t("File"): fault.file, t("Place"): fault.key, t("What is wrong"): fault.problem} for fault in error.faults],
        hide_index=True,
    )


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
    st.info(message, icon=":material/info:")


def quoted(text: str) -> str:
    """A text out of a file for a sentence: as code, in which nothing is formatted, linked or made a picture."""
    return f"`{cells.shown(text).replace('`', 'ʼ')}`"


def _inert(value: str) -> str:
    """A value from outside as plain text: no markdown, no markup."""
    return "".join(character if character.isalnum() or character in " -_.,:" else "·" for character in value)
