"""Preparing a presentation: its scenes in order, the words of each, saving, sharing, and PowerPoint of all of them."""

import hashlib
from dataclasses import replace
from typing import cast

import streamlit as st

from components.scenes import names as scene_names
from components.scenes import registry
from components.stage import deck, history, state
from components.state import identity, links, view_state
from components.widgets import notices, pickers
from provindex.core import inert
from provindex.core.errors import SentenceError
from provindex.core.rate_limit import BusyError
from provindex.core.translate import Translator
from provindex.export.powerpoint.template import Template, TemplateError
from provindex.publishing import presentations
from provindex.views import scenes
from provindex.views.scenes import Presentation, Scene
from provindex.views.view import View
from provindex.worker import opening
from server import quotas


def show(view: View) -> None:
    """The scenes on the left, the words of the chosen one on the right."""
    t = view_state.words()
    said = view_state.kept("stage").pop("said", None)
    try:
        found = state.opened()
    except SentenceError as error:
        notices.nothing(error.sentence(t))
        state.put(Presentation({}), view.option("show"))
        found = state.opened()
    if said:
        notices.nothing(said)
    left, right = st.columns([5, 7], gap="medium")
    with left:
        st.title(t("Presentation"), anchor=False)
        _choose(t)
        _scenes(found, t)
    with right:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                t("Present"),
                type=view_state.primary(),
                icon=":material/play_arrow:",
                disabled=not found.scenes,
                key="stage-play",
                on_click=lambda: view_state.put(state.on_stage(_at() + 1)),
            )
            _save(found, view, t)
            _files(found, view, t)
        if found.scenes:
            _words(found, view, t)
        else:
            st.markdown(
                t(
                    "A presentation is made of scenes. Open any page, choose what you want to show, and press “Add to "
                    "presentation” in its menu “Take away”. Or open the ready-made one on the left."
                )
            )
    history.show()


def _choose(t: Translator) -> None:
    """The list of all presentations; the one that is open may be none of them yet."""
    try:
        known = presentations.entries()
    except SentenceError as error:
        notices.nothing(error.sentence(t))
        known = tuple(presentations.Entry(name, True) for name in presentations.shipped_names())
    names = {"": t("New presentation")}
    names |= {one.name: t("{name} (ready-made)", name=one.name) if one.shipped else one.name for one in known}
    current = state.name()
    pickers.chooser(t("Open"), "stage-open", names, current if current in names else "", _open)


def _open(name: str) -> None:
    try:
        state.load(name)
    except SentenceError as error:
        _say(error)
    view_state.option("show", name)


def _scenes(found: Presentation, t: Translator) -> None:
    if not found.scenes:
        return
    labels = {
        number: f"{number + 1}. {state.titled(scene, state.view_of(scene)[0])}"
        for number, scene in enumerate(found.scenes)
    }
    pickers.chooser(t("Scenes"), "stage-scene", labels, _at(), lambda at: state.change(found, at), radio=True)
    at = _at()
    with st.container(horizontal=True):
        st.button(t("Up"), icon=":material/arrow_upward:", key="scene-up", disabled=at == 0, on_click=lambda: _move(-1))
        last = at == len(found.scenes) - 1
        st.button(
            t("Down"), icon=":material/arrow_downward:", key="scene-down", disabled=last, on_click=lambda: _move(1)
        )
        st.button(t("Delete"), icon=":material/delete:", key="scene-delete", on_click=_drop)


def _words(found: Presentation, view: View, t: Translator) -> None:
    """The words of the chosen scene in the reader's language; what is left empty is generated."""
    at = _at()
    scene, key = found.scenes[at], f"{view_state.kept('stage').get('revision', 0)}-{view.lang}"
    own, lost = state.view_of(scene)
    if lost:
        said = " ".join(t(notice.message, **dict(notice.values)) for notice in lost)
        notices.nothing(t("This scene cannot be shown as it was saved.") + " " + said)
    generated = registry.sentence(own, scene.figure)
    st.text_input(
        t("Title"),
        value=scene.title.get(view.lang, ""),
        placeholder=registry.title(own, scene.figure, t),
        key=f"scene-title-{key}",
        max_chars=160,
        on_change=lambda: _put(title=dict(scene.title) | {view.lang: view_state.typed(f"scene-title-{key}")}),
    )
    st.text_area(
        t("Sentence, where you put it in your own words"),
        value=scene.said(view.lang),
        placeholder=generated,
        key=f"scene-sentence-{key}",
        height=110,
        max_chars=600,
        on_change=lambda: _put(sentence=_spoken(scene, view.lang, view_state.typed(f"scene-sentence-{key}"))),
    )
    if state.is_stale(scene, own):
        st.warning(
            inert.markdown(
                t("The figures have changed since this scene was made. The new sentence: {said}", said=generated)
            )
        )
        st.button(t("Take the new sentence"), key="scene-renew", on_click=_renew)
    st.text_area(
        t("Notes that only the speaker sees"),
        value=scene.notes,
        key=f"scene-notes-{key}",
        height=110,
        max_chars=scenes.MOST_WORDS,
        on_change=lambda: _put(notes=view_state.typed(f"scene-notes-{key}")),
    )
    names = scene_names.figure_names(t)
    pickers.chooser(t("Figure"), "scene-figure", names, scene.figure, lambda figure: _put(figure=figure))


def _save(found: Presentation, view: View, t: Translator) -> None:
    if not identity.decision().allowed:
        return
    with st.popover(t("Save"), icon=":material/save:", on_change="rerun", key="stage-save") as place:
        if not place.open:
            return
        st.text_input(t("Name of the presentation"), value=found.titled(view.lang), key="stage-name", max_chars=80)
        st.button(t("Save"), key="stage-save-now", type=view_state.primary(), on_click=lambda: _keep(found, view.lang))
        if state.name() and state.name() not in presentations.shipped_names():
            st.button(t("Delete this presentation"), key="stage-drop", on_click=_forget)


def _files(found: Presentation, view: View, t: Translator) -> None:
    with st.popover(t("Files"), icon=":material/folder:", on_change="rerun", key="stage-files") as place:
        if not place.open:
            return
        st.download_button(
            t("Save as file"),
            data=scenes.written(found),
            file_name=f"{scenes.name_of(found.titled(view.lang))}.json",
            mime="application/json",
            key="stage-json",
            icon=":material/download:",
            on_click="ignore",
        )
        if state.name():
            st.markdown(t("Link to this presentation"))
            st.code(links.of_stage(state.on_stage(1)), language=None, wrap_lines=True)
        st.file_uploader(t("Open a file"), type=["json"], key="stage-import", on_change=_import)
        look = st.file_uploader(
            t("Template (.pptx or .potx), if you have your own"), type=["pptx", "potx"], key="stage-look"
        )
        template = _template(look.getvalue(), t) if look else None
        layout = _layout(template, t) if template else None
        deck.offer(found, template, layout, view.lang)


def _template(content: bytes, t: Translator) -> Template | None:
    """The template, opened once and counted as a file that is made; None where it cannot be used, which is told."""
    digest, kept = hashlib.sha256(content).hexdigest(), view_state.kept("stage")
    if kept.get("template", ("", None))[0] != digest:
        try:
            quotas.take_export()
            kept["template"] = (digest, opening.template(content))
        except BusyError as busy:
            notices.nothing(busy.sentence(t))
            return None
        except TemplateError as error:
            kept["template"] = (digest, error)
    found = kept["template"][1]
    if isinstance(found, TemplateError):
        notices.nothing(found.said(t))
        return None
    return cast("Template", found)


def _layout(template: Template, t: Translator) -> str:
    """The layout of the template that is chosen by name."""
    usual = template.layouts.index(template.usual)
    chosen: str = st.selectbox(t("Layout of the template"), template.layouts, usual, key="stage-layout")
    return chosen


def _import() -> None:
    chosen = view_state.typed("stage-import")
    if chosen is None:
        return
    try:
        state.put(opening.presentation(chosen.getvalue()), "")
    except SentenceError as error:
        _say(error)
    else:
        view_state.option("show", "")


def _keep(found: Presentation, lang: str) -> None:
    t, title = view_state.words(), view_state.typed("stage-name").strip()
    name = scenes.name_of(title)
    named = replace(found, title=dict(found.title) | {lang: title})
    try:
        seen = state.seen() if name == state.name() else None
        record = presentations.save(name, named, identity.actor(), seen=seen)
        state.put(named, name, record.version)
        view_state.option("show", name)
        view_state.kept("stage")["said"] = t("Saved as “{name}”.", name=name)
    except SentenceError as error:
        _say(error)


def _forget() -> None:
    try:
        presentations.delete(state.name(), identity.actor(), seen=state.seen())
        state.put(Presentation({}), "")
        view_state.option("show", "")
    except SentenceError as error:
        _say(error)


def _put(**changes: object) -> None:
    found, at = state.opened(), _at()
    state.change(found.with_changed(at, replace(found.scenes[at], **changes)))  # type: ignore[arg-type]


def _spoken(scene: Scene, lang: str, said: str) -> dict[str, str]:
    """The sentences by language; an empty one is generated again."""
    kept = {one: text for one, text in scene.sentence.items() if one != lang}
    return kept | ({lang: said.strip()} if said.strip() else {})


def _renew() -> None:
    found, at = state.opened(), _at()
    scene = found.scenes[at]
    own, _ = state.view_of(scene)
    mark = scenes.mark_of(*registry.frames(own, scene.figure))
    state.change(found.with_changed(at, replace(scene, sentence={}, mark=mark)), at)


def _move(by: int) -> None:
    at = _at()
    state.change(state.opened().moved(at, by), at + by)


def _drop() -> None:
    at = _at()
    state.change(state.opened().without_scene(at), at)


def _at() -> int:
    return int(view_state.kept("stage").get("at", 0))


def _say(error: SentenceError) -> None:
    view_state.kept("stage")["said"] = error.sentence(view_state.words())
