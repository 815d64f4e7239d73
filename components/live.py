"""What happens at the store while a page is open: a publish elsewhere, provisional and held years, an outage."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from components import cache, citing, reads, selection
from provindex import formats, inert, ledger_model, store
from provindex.translate import N_
from provindex.view import View

_ONLY_SHIPPED = N_("Until then only what ships with the program is shown, without anything that was published here.")
_SECONDS = 2.5  # with the second a version is kept and the drawing: a publish shows in every open browser within five


@contextmanager
def watching() -> Iterator[None]:
    """Draws the page that is drawn inside anew when figures change that it shows, and as the store goes or comes."""
    citing.begin()
    _watch(citing.settled(), store.trouble() is None)
    with reads.noted() as parts:
        yield
    citing.end(parts, cache.stamps(parts))


@st.fragment(run_every=_SECONDS)
def _watch(drawn: str, reached: bool) -> None:
    if (store.trouble() is None) != reached or (citing.moved_on(drawn) and _shows_change()):
        st.rerun(scope="app")


def _shows_change() -> bool:
    """Whether anything that the page reads is another now; of a page that has not ended nobody knows what it reads."""
    read = citing.read()
    return read is None or cache.stamps(read[0], citing.current()) != read[1]


def banner(view: View) -> None:
    """Says that the year is provisional or held, and that the store does not answer; nothing otherwise."""
    t = selection.words()
    record = cache.record(view)
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
        only = "" if store.published(version=cache.citable()) else " " + t(_ONLY_SHIPPED)
        st.warning(inert.markdown(trouble.told(t) + only), icon=":material/cloud_off:")
