"""PowerPoint of all scenes: made in the background, with its place in the queue, how far it is, and a way to cancel."""

import streamlit as st

from components.scenes import registry
from components.stage import state
from components.state import view_state
from components.widgets import download_button, file_queue, notices
from components.widgets.file_queue import Job, Progress
from provindex.core import inert
from provindex.core.errors import SentenceError
from provindex.core.translate import Translator
from provindex.export.powerpoint import presentation
from provindex.export.powerpoint.template import Template, TemplateError
from provindex.views import scenes
from provindex.views.scenes import Presentation

_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def offer(found: Presentation, template: Template | None, layout: str | None, lang: str) -> None:
    """The button that has the file made, what becomes of that, and the button that saves it.

    Args:
        found: The presentation.
        template: Whose design is used; None for ours.
        layout: Name of one of its layouts.
        lang: The reader's language.
    """
    t, job = view_state.words(), state.deck()
    running = job is not None and not job.has_ended
    place = st.container()  # over the button, where whoever has pressed it looks: the menu may end right below
    label = t("Make PowerPoint of all scenes")
    if st.button(label, key="stage-make", disabled=running or not found.scenes):
        try:
            _begin(found, template, layout, t)
        except SentenceError as error:
            notices.nothing(error.sentence(t))
            return
        st.rerun()  # with the button closed
    if job is not None:
        with place:
            _state(job, f"{scenes.name_of(found.titled(lang))}.pptx", t)


def _state(job: Job, name: str, t: Translator) -> None:
    """How far the file is, the button that saves it under a name, or why there is none."""
    if not job.has_ended:
        st.fragment(_under_way, run_every=0.5)()
    elif job.made is None:
        _failed(job, t)
    else:
        made = job.made
        download_button.button("PowerPoint", lambda: made, name, _PPTX, key="stage-pptx", quick=True)


def _begin(found: Presentation, template: Template | None, layout: str | None, t: Translator) -> None:
    """Begins to make the file; what of it is read from the figures of the day is read here, in the run of the page.

    Raises:
        BusyError: As `components.widgets.file_queue.begun` does.
        QueueFullError: As `components.widgets.file_queue.begun` does.
    """
    slides = []
    for scene in found.scenes:
        own, _ = state.view_of(scene)
        said = "" if state.is_stale(scene, own) else scene.said(t.lang)
        slides.append(registry.slide(own, scene.figure, scene.titled(t.lang), said, scene.notes))
    package, title = template.package if template else None, found.titled(t.lang)

    def work(tell: Progress) -> bytes:
        return presentation.presentation(slides, t, template=package, layout=layout, title=title, progress=tell)

    state.keep_deck(file_queue.begun(work))


def _under_way() -> None:
    job, t = state.deck(), view_state.words()
    if job is None or job.has_ended:
        st.rerun()
    elif place := job.ticket.place:
        st.caption(inert.markdown(file_queue.said(place)))
    else:
        words = t("Slide {done} of {of}", done=job.done, of=job.of) if job.of else t("Making slides")
        st.progress(job.done / job.of if job.of else 0.0, inert.markdown(words))
    st.button(t("Cancel"), key="stage-cancel", type="tertiary", on_click=state.drop_deck)


def _failed(job: Job, t: Translator) -> None:
    """Says why there is no file.

    Raises:
        Exception: What nobody foresaw.
    """
    if isinstance(job.error, TemplateError):
        notices.nothing(job.error.said(t))
    elif isinstance(job.error, SentenceError):
        notices.nothing(job.error.sentence(t))
    elif job.error is not None:
        raise job.error
