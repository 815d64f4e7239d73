"""The desk's terms and its publish. Every right is checked again where the commit is made."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import streamlit as st

from components.desk import conflict as desk_conflict
from components.desk import files, final, questions, sections
from components.desk import terms as desk_terms
from components.desk.questions import answers, definition, file_state
from components.state import data_version, identity, upload_cache, view_state
from provindex.catalog import Index
from provindex.core import inert
from provindex.core.errors import CatalogError, PublishConflict, SentenceError
from provindex.core.translate import Translator
from provindex.intake import Reading
from provindex.publishing import accepted_names, change_notes, publish
from provindex.publishing.permissions import Decision
from provindex.publishing.publish import Terms, Upload
from provindex.store.ledger_records import Entry, Record


def terms(found: Reading, index: Index, year: int, upload: Upload, basis: int, decision: Decision) -> None:
    """Status, embargo and note, and the button that publishes; nothing is written before it is pressed."""
    t = view_state.words()
    correct = answers().correct
    fields = {part: questions.key(f"desk-{part}-{year}") for part in desk_terms.PARTS}
    # What a file lacks makes its year a part, however little that is; else the figures say.
    part = True if found.is_part(year) else None
    chosen = replace(desk_terms.asked(decision, fields), correction=correct, partial=part)
    # Of another file's source nothing stays: what was typed belongs to the file.
    chosen = replace(chosen, source=desk_terms.source(found.source, f"desk-source-{year}-{found.sha256[:12]}"))
    names = dict(file_state().get("names", {}))
    sections.outcome("new")
    last, over = desk_conflict.of_index(found, index, year, basis)
    lost = upload_cache.replaced(found, index, year, basis)
    named = change_notes.figures(lost, index, t)
    key = f"desk-replace-{year}-{last}-{found.sha256[:8]}-{len(lost)}"
    words = {"index": index.short.get(t.lang), "year": year}
    out = files.left_out(index, year)
    if out:
        st.caption(inert.markdown(out))
    allowed = decision.actor.may("replace") or not upload_cache.is_final(index, year, basis)
    if not allowed:
        said = t("{index} {year} is final and open to everybody: replacing it takes a publisher.", **words)
        st.caption(inert.markdown(said))
    ready = not found.blocks and out is None and allowed
    ready = ready and final.confirmed(named, len(lost), chosen.note, key)
    chosen = replace(chosen, replaces_final=ready and len(lost) > 0)
    labels = {
        (False, False): t("Publish {index} {year}", **words),
        (False, True): t("Publish {index} {year} all the same", **words),
        (True, False): t("Correct {index} {year}", **words),
        (True, True): t("Correct {index} {year} all the same", **words),
    }
    pressed = questions.key(f"desk-publish-{year}")
    st.button(
        inert.markdown(labels[correct, over]),
        # Another key where others came first: a click that was meant for what stood before does nothing.
        key=f"{pressed}-over-{last}" if over else pressed,
        type=view_state.primary(),
        disabled=not ready,
        help=inert.markdown(
            None
            if ready
            else t("Mend or answer what blocks first.")
            if found.blocks
            else out or t("Confirm above first.")
        ),
        on_click=_publish,
        args=(found.years[year], index, year, upload, chosen, fields, last, names, _of(index)),
    )


def _of(index: Index) -> bytes | None:
    """The ``index.toml`` that was given with the file, where it is that of the file's index."""
    content = definition()
    return content if content and upload_cache.defined(content).key == index.key else None


def _publish(
    frame: pd.DataFrame,
    index: Index,
    year: int,
    upload: Upload,
    chosen: Terms,
    fields: dict[str, str],
    last: int,
    names: dict[tuple[str, str], str],
    content: bytes | None,
) -> None:
    """Publishes and remembers the spellings that were accepted; for a callback."""
    t, terms = view_state.words(), desk_terms.as_typed(chosen, fields)

    def commit() -> Record:
        actor = identity.actor()
        record = publish.publish(frame, index, year, upload, actor, terms, definition=content, expected=last)
        for (_, name), province in names.items():
            accepted_names.accept(name, province, actor)
        return record

    words = {"index": index.short.get(t.lang), "year": year}
    done = (
        t("{index} {year} is corrected.", **words) if chosen.correction else t("{index} {year} is published.", **words)
    )
    carry_out(commit, done, t, "new")


def carry_out(commit: Callable[[], Entry], done: str, t: Translator, tab: sections.Tab) -> None:
    """Runs a write and stores its outcome for the page; for callbacks."""
    for chosen in ("change", "programme-change"):
        sections.kept().pop(chosen, None)
    try:
        record = commit()
    except PublishConflict as conflict:
        sections.kept().pop("outcome", None)
        if tab == "past":  # beside a file the preview says more of it, see `conflict`
            sections.report("failed", conflict.sentence(t), tab)
    except SentenceError as error:
        sections.report("failed", error.sentence(t), tab)
    except (CatalogError, ValueError) as error:
        sections.report("failed", str(error), tab)
    else:
        desk_conflict.see(record)
        sections.report("done", done, tab)
    data_version.look_again()
