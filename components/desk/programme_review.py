"""The desk for a file of a reform programme: what it is, what is wrong with it, what it changes, and its terms."""

from dataclasses import replace
from functools import partial

import streamlit as st

from components.desk import conflict, final, programme_preview, publish, questions, sections
from components.desk import terms as desk_terms
from components.state import identity, view_state
from components.widgets import pickers
from provindex import geography
from provindex.core import inert
from provindex.core.translate import Translator
from provindex.export.excel import programme_workbook as templates
from provindex.export.excel.workbook import MEDIA_TYPE
from provindex.intake import Reading as IndexReading
from provindex.intake.programme import diff
from provindex.intake.programme.reader import Reading
from provindex.publishing import change_notes, programme_upload, publish_programme
from provindex.publishing.permissions import Decision
from provindex.publishing.publish import Terms, Upload
from provindex.store import ledger_records, programme_ledger, published_programme
from provindex.store.programme_ledger import ProgrammeRecord

_ASKS = {"programme_province", "programme_province_then"}  # issues that another province may mend


def takes(read: IndexReading, upload: Upload, decision: Decision) -> bool:
    """Whether a file is one of a programme; draws everything between it and its publish if it is."""
    basis = programme_ledger.current().state().version
    found = programme_upload.reading(read, questions.file_state().get("province"), basis)
    if found is not None:
        _show(found, upload, basis, decision)
    return found is not None


def _show(found: Reading, upload: Upload, basis: int, decision: Decision) -> None:
    t = view_state.words()
    _summary(found, t)
    if {issue.code for issue in found.issues} & _ASKS or questions.file_state().get("province"):
        _ask_province(t)
    sections.issues(found)
    if found.province is not None and (len(found.observations) or len(found.scores) or len(found.units)):
        programme_preview.show(found, basis)
        _terms(found, found.province, upload, basis, decision)


def template() -> None:
    """The two templates of a programme, for the province that is chosen."""
    t, known = view_state.words(), published_programme.current(see_embargoed=identity.sees_held())
    names, current = _names(t), view_state.current().province
    heads = {"by-indicator": t("Template by indicator"), "by-unit": t("Template by unit")}
    builds = {"by-indicator": templates.by_indicator, "by-unit": templates.by_unit}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        province = st.selectbox(
            t("Reform programme of"),
            list(names),
            index=list(names).index(current) if current in names else 0,
            format_func=names.__getitem__,
            key="desk-programme-of",
            width=332,
        )
        for key, build in builds.items():
            st.download_button(
                heads[key],
                data=partial(build, known, province, ledger_records.today().year, t),
                file_name=f"programme-{province.replace(':', '-')}-{key}.xlsx",
                mime=MEDIA_TYPE,
                icon=":material/download:",
                key=f"desk-programme-{key}",
            )


def _summary(found: Reading, t: Translator) -> None:
    """What the file is: province, days, how many figures, scores and units."""
    if found.province is None:
        st.markdown(t("**{file}**: reform programme of a province.", file=inert.markdown(found.name)))
        return
    told = [t.plural("{n} figure", "{n} figures", len(found.observations))]
    if len(found.scores):
        told.append(t.plural("{n} score of units", "{n} scores of units", len(found.scores)))
    if len(found.units):
        told.append(t.plural("{n} unit for the registry", "{n} units for the registry", len(found.units)))
    st.markdown(
        t(
            "**{file}**: reform programme of {province}; {counts}.",
            file=inert.markdown(found.name),
            province=inert.markdown(geography.province(found.province).name.get(t.lang)),
            counts=inert.markdown(", ".join(told)),
        )
    )


def _ask_province(t: Translator) -> None:
    names, key = _names(t), questions.key("desk-province")
    st.selectbox(
        t("Which province is this programme of?"),
        list(names),
        format_func=names.__getitem__,
        index=None,
        key=key,
        placeholder=t("Choose a province"),
        on_change=lambda: questions.file_state().update(province=view_state.typed(key)),
        width=420,
    )


def _terms(found: Reading, province: str, upload: Upload, basis: int, decision: Decision) -> None:
    """Status, embargo and note, and the button that publishes; nothing is written before it is pressed."""
    t = view_state.words()
    fields = {part: questions.key(f"desk-programme-{part}") for part in desk_terms.PARTS}
    chosen = desk_terms.asked(decision, fields)
    name = geography.province(province).name.get(t.lang)
    sections.outcome("new")
    last, over = conflict.of_programme(found, province, basis)
    figures, scores = publish_programme.replaced(found, basis)
    scores = diff.totals(scores)
    lost = change_notes.programme_figures(figures, scores, published_programme.as_of(basis), t)
    n = len(figures) + len(scores)
    key = f"desk-programme-replace-{last}-{found.sha256[:8]}"
    pressed = f"desk-programme-publish-over-{last}" if over else "desk-programme-publish"
    allowed = decision.actor.may("replace") or not n
    if not allowed:
        st.caption(t("The file changes final figures that everybody sees: this takes a publisher."))
    ready = found.publishable and allowed and final.confirmed(lost, n, chosen.note, key)
    chosen = replace(chosen, replaces_final=ready and n > 0)
    st.button(
        inert.markdown(
            t("Publish the programme of {province} all the same", province=name)
            if over
            else t("Publish the programme of {province}", province=name)
        ),
        key=questions.key(pressed),
        type=view_state.primary(),
        disabled=not ready,
        help=None
        if ready
        else t("Confirm above first.")
        if found.publishable
        else t("Mend or answer what blocks first."),
        on_click=_publish,
        args=(found, upload, chosen, fields, last, name),
    )


def _publish(found: Reading, upload: Upload, chosen: Terms, fields: dict[str, str], last: int, name: str) -> None:
    """Publishes; for a callback."""
    t, terms = view_state.words(), desk_terms.as_typed(chosen, fields)

    def commit() -> ProgrammeRecord:
        return publish_programme.publish(found, upload, identity.actor(), terms, expected=last)

    publish.carry_out(commit, t("The programme of {province} is published.", province=name), t, "new")


def _names(t: Translator) -> dict[str, str]:
    """Every province of every edition, with what tells those of the same name apart."""
    found: dict[str, str] = {}
    for edition in reversed(geography.editions()):
        for one in geography.provinces(edition.key):
            found[one.id] = f"{pickers.searchable(one, t.lang)}, {edition.name.get(t.lang)}"
    return found
