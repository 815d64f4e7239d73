"""What happens at the store while a page is open: a publish elsewhere, provisional and held years, an outage."""

import streamlit as st

from components import cache, citing, selection
from provindex import formats, inert, ledger_model, store
from provindex.translate import N_
from provindex.view import View

_ONLY_SHIPPED = N_("Until then only what ships with the program is shown, without anything that was published here.")
_SECONDS = 2.5  # with the second a version is kept and the drawing: a publish shows in every open browser within five


def watch(drawn: str) -> None:
    """Draws the page anew when the data version is not the one it was drawn from, and as the store goes or comes."""
    _watch(drawn, store.trouble() is None)


@st.fragment(run_every=_SECONDS)
def _watch(drawn: str, reached: bool) -> None:
    if citing.moved_on(drawn) or (store.trouble() is None) != reached:
        st.rerun(scope="app")


def banner(view: View) -> None:
    """Says that the year is provisional or held, and that the store does not answer; nothing otherwise."""
    t = selection.words()
    record = store.published(version=cache.version()).get((view.index, view.year))
    said = []
    if record is not None and record.status == "provisional":
        said.append(t("Provisional figures: they may still change."))
    if record is not None and record.held(ledger_model.today()):
        day = formats.day(record.embargo, t.lang)
        said.append(t("Held until {day}: only those who may publish see this year.", day=day))
    if said:
        name = f"{cache.index_of(view).short.get(t.lang)} {view.year}"
        st.markdown(f":orange-badge[:material/pending: {inert.markdown(name)}] " + inert.markdown(" ".join(said)))
    trouble = store.trouble()
    if trouble is not None:
        only = "" if store.published(version=cache.version()) else " " + t(_ONLY_SHIPPED)
        st.warning(inert.markdown(trouble.told(t) + only), icon=":material/cloud_off:")
