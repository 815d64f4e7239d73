"""The desk for a file of a reform programme: what it is, what is wrong with it, what it changes, and its terms."""

from dataclasses import replace
from functools import partial

import streamlit as st

from components import (
    desk,
    desk_conflict,
    desk_final,
    desk_programme_preview,
    desk_publish,
    desk_questions,
    desk_terms,
    gate,
    pickers,
    selection,
)
from provindex import (
    geography,
    inert,
    ledger_model,
    ledger_programme,
    programme_diff,
    programme_shown,
    programme_upload,
    publish_changes,
    publish_programme,
)
from provindex.access import Decision
from provindex.export import programme as templates
from provindex.export.workbook import MEDIA_TYPE
from provindex.intake import Reading as IndexReading
from provindex.ledger_programme import ProgrammeRecord
from provindex.programme_intake import Reading
from provindex.publish import Terms, Upload
from provindex.translate import Translator

_ASKS = {"programme_province", "programme_province_then"}  # issues that another province may mend


def takes(read: IndexReading, upload: Upload, decision: Decision) -> bool:
    """Whether a file is one of a programme; draws everything between it and its publish if it is."""
    basis = ledger_programme.current().state().version
    found = programme_upload.reading(read, desk_questions.file_state().get("province"), basis)
    if found is not None:
        _show(found, upload, basis, decision)
    return found is not None


def _show(found: Reading, upload: Upload, basis: int, decision: Decision) -> None:
    t = selection.words()
    _summary(found, t)
    if {issue.code for issue in found.issues} & _ASKS or desk_questions.file_state().get("province"):
        _ask_province(t)
    desk.issues(found)
    if found.province is not None and (len(found.observations) or len(found.scores) or len(found.units)):
        desk_programme_preview.show(found, basis)
        _terms(found, found.province, upload, basis, decision)


def template() -> None:
    """The two templates of a programme, for the province that is chosen."""
    t, known = selection.words(), programme_shown.current(see_embargoed=gate.sees_held())
    names, current = _names(t), selection.current().province
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
                data=partial(build, known, province, ledger_model.today().year, t),
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
    names, key = _names(t), desk_questions.key("desk-province")
    st.selectbox(
        t("Which province is this programme of?"),
        list(names),
        format_func=names.__getitem__,
        index=None,
        key=key,
        placeholder=t("Choose a province"),
        on_change=lambda: desk_questions.file_state().update(province=selection.typed(key)),
        width=420,
    )


def _terms(found: Reading, province: str, upload: Upload, basis: int, decision: Decision) -> None:
    """Status, embargo and note, and the button that publishes; nothing is written before it is pressed."""
    t = selection.words()
    fields = {part: desk_questions.key(f"desk-programme-{part}") for part in desk_terms.PARTS}
    chosen = desk_terms.asked(decision, fields)
    name = geography.province(province).name.get(t.lang)
    desk.outcome("new")
    last, over = desk_conflict.of_programme(found, province, basis)
    figures, scores = publish_programme.replaced(found, basis)
    scores = programme_diff.totals(scores)
    lost = publish_changes.programme_figures(figures, scores, programme_shown.as_of(basis), t)
    n = len(figures) + len(scores)
    key = f"desk-programme-replace-{last}-{found.sha256[:8]}"
    pressed = f"desk-programme-publish-over-{last}" if over else "desk-programme-publish"
    allowed = decision.actor.may("replace") or not n
    if not allowed:
        st.caption(t("The file changes final figures that everybody sees: this takes a publisher."))
    ready = found.publishable and allowed and desk_final.confirmed(lost, n, chosen.note, key)
    chosen = replace(chosen, replaces_final=ready and n > 0)
    st.button(
        inert.markdown(
            t("Publish the programme of {province} all the same", province=name)
            if over
            else t("Publish the programme of {province}", province=name)
        ),
        key=desk_questions.key(pressed),
        type=selection.primary(),
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
    t, terms = selection.words(), desk_terms.as_typed(chosen, fields)

    def commit() -> ProgrammeRecord:
        return publish_programme.publish(found, upload, gate.actor(), terms, expected=last)

    desk_publish.told(commit, t("The programme of {province} is published.", province=name), t, "new")


def _names(t: Translator) -> dict[str, str]:
    """Every province of every edition, with what tells those of the same name apart."""
    found: dict[str, str] = {}
    for edition in reversed(geography.editions()):
        for one in geography.provinces(edition.key):
            found[one.id] = f"{pickers.searchable(one, t.lang)}, {edition.name.get(t.lang)}"
    return found
