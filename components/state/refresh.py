"""What happens at the store while a page is open: a publish elsewhere, provisional and held years, an outage."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from components.state import data_version, reads, results, view_state
from provindex.core import formats, inert
from provindex.core.translate import N_
from provindex.store import ledger_records, score_store
from provindex.views.view import View

_ONLY_SHIPPED = N_("Until then only what ships with the program is shown, without anything that was published here.")
_SECONDS = 2.5  # with the second a version is kept and the drawing: a publish shows in every open browser within five


@contextmanager
def watching() -> Iterator[None]:
    """Draws the page that is drawn inside anew when figures change that it shows, and as the store goes or comes."""
    data_version.begin()
    _watch(data_version.settled(), score_store.trouble() is None)
    with reads.noted() as parts:
        yield
    data_version.end(parts, results.stamps(parts))


@st.fragment(run_every=_SECONDS)
def _watch(drawn: str, reached: bool) -> None:
    if (score_store.trouble() is None) != reached or (data_version.moved_on(drawn) and _shows_change()):
        st.rerun(scope="app")


def _shows_change() -> bool:
    """Whether anything that the page reads is another now; of a page that has not ended nobody knows what it reads."""
    read = data_version.read()
    return read is None or results.stamps(read[0], data_version.current()) != read[1]


def banner(view: View) -> None:
    """Says that the year is provisional or held, and that the store does not answer; nothing otherwise."""
    t = view_state.words()
    record = results.record(view)
    said = []
    if record is not None and record.status == "provisional":
        said.append(t("Provisional figures: they may still change."))
    if record is not None and record.held(ledger_records.today()):
        day = formats.day(record.embargo, t.lang)
        said.append(t("Held until {day}: only those who may publish see this year.", day=day))
    if said:
        name = f"{results.index_of(view).short.get(t.lang)} {view.year}"
        st.markdown(f":orange-badge[:material/pending: {inert.markdown(name)}] " + inert.markdown(" ".join(said)))
    trouble = score_store.trouble()
    if trouble is not None:
        only = "" if score_store.published(version=results.citable()) else " " + t(_ONLY_SHIPPED)
        st.warning(inert.markdown(trouble.sentence(t) + only), icon=":material/cloud_off:")
