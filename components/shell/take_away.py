"""What a reader takes away from any page: slides, workbook, table, brief, citation; made when asked for."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from components.scenes import names as scene_names
from components.scenes import registry
from components.shell import embed, image_export
from components.stage import state
from components.state import links, results, scope, view_state
from components.widgets import download_button, file_queue, footnotes
from provindex.core import inert
from provindex.core.translate import LANGS
from provindex.export.data import citation, csv, responses
from provindex.export.excel import workbook
from provindex.export.powerpoint import presentation
from provindex.export.word import brief
from provindex.store import score_store
from provindex.views.scenes import MOST_SCENES, NO_MORE
from provindex.views.view import View

_MENU = "take-away"
_LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def standing(view: View, found: pd.DataFrame) -> None:
    """A button that saves the rows of a ranking as CSV; made only when it is pressed."""
    index, t, note = results.index_of(view), view_state.words(), footnotes.line(view)
    download_button.button(
        "CSV",
        lambda: csv.standing(found, index, view, note, t),
        f"{_name(view)}.csv",
        "text/csv",
        key="download-standing",
        kind="tertiary",
        quick=True,
    )


def menu(page: str) -> None:
    """The menu of what can be taken from a page; its parts are drawn only while it is open.

    Args:
        page: Name of the page in its address.
    """
    t = view_state.words()
    with st.popover(
        t("Take away"), icon=":material/ios_share:", type="tertiary", on_change="rerun", key=_MENU
    ) as place:
        if place.open:
            _files(view_state.current(), page)
            _cite(view_state.current())
            if figure := scene_names.of_page(view_state.current(), page):
                further = scene_names.beside(view_state.current(), page)
                embed.offer(view_state.current(), (figure, *further))
            _add(view_state.current(), page)


def _files(view: View, page: str) -> None:
    index, t, version, link = results.index_of(view), view_state.words(), footnotes.version(), links.of_view(view)
    figure = scene_names.of_page(view, page)
    scores = results.year_table(view.index, view.year)
    head = t("Files")
    st.markdown(f"**{head}**")
    with st.container(horizontal=True, gap="small"):
        if figure:
            slide = registry.slide(view, figure)
            _button("PowerPoint", lambda: presentation.presentation([slide], t), _name(view), "pptx", _PPTX)
        _button(
            "Excel",
            lambda: workbook.whole_year(index, view.year, scores, version, link, t),
            f"{view.index}-{view.year}",
            "xlsx",
            _XLSX,
        )
        if page not in ("about", "desk", "stage"):
            label = t("Picture (PNG, SVG)")
            st.button(label, icon=":material/image:", key="take-picture", on_click=image_export.ask, args=(_MENU,))
        if page != "ranking":
            _button("CSV", _table(view), _name(view), "csv", responses.MEDIA_TYPES["csv"], quick=True)
        if page == "province" and view.province and not results.is_derived(view):
            name = f"{view.index}-{view.province[3:]}-{view.year}"
            _button(t("Brief (Word)"), _brief(view, link), name, "docx", _DOCX)
    file_queue.line("take-waiting")
    st.caption(
        t(
            "PowerPoint: the figure of this page as one slide. Excel: the whole year. "
            "Picture: any figure of this page with its title and source inside."
        )
    )


def _add(view: View, page: str) -> None:
    """Adds the View and its figure to the presentation that is open in this session."""
    t, figure = view_state.words(), scene_names.of_page(view, page)
    if figure is None:
        return
    full = state.is_full()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            t("Add to presentation"),
            icon=":material/add_to_queue:",
            key="take-scene",
            disabled=full,
            on_click=lambda: state.add(figure),
        )
        names = scene_names.figure_names(t)
        for other in scene_names.beside(view, page):
            st.button(
                inert.markdown(names[other]),
                icon=":material/add:",
                key=f"take-scene-{other}",
                type="tertiary",
                disabled=full,
                on_click=state.add,
                args=(other,),
            )
        said = t(NO_MORE, most=MOST_SCENES) if full else t("{n} scenes so far", n=state.count())
        st.caption(inert.markdown(said))


def _table(view: View) -> Callable[[], bytes]:
    index, t, note = results.index_of(view), view_state.words(), footnotes.line(view)
    rows = results.standing(view).sort_values("rank", kind="stable")
    rows = rows.assign(name=[scope.name(province, view) for province in rows["province"]])
    return lambda: csv.standing(rows, index, view, note, t)


def _brief(view: View, link: str) -> Callable[[], bytes]:
    version = results.citable()
    return partial(
        brief.document,
        results.index_of(view),
        view.year,
        str(view.province),
        view_state.words(),
        version=footnotes.version(),
        link=link,
        day=date.today(),
        before=view.base,
        read=partial(score_store.read, version=version),
    )


def _cite(view: View) -> None:
    """The citation in both languages to be copied, the reader's first, with the link as a code to be photographed."""
    t, link = view_state.words(), links.of_view(view)
    index, version = results.index_of(view), results.citable()
    said = citation.text(index, view.measure, view.year, view.edition, version, link, date.today())
    head = t("Cite this view")
    st.markdown(f"**{head}**")
    text, code = st.columns([3, 1], gap="small")
    langs = sorted(LANGS, key=lambda lang: lang != t.lang)
    with text:
        for lang, tab in zip(langs, st.tabs([inert.markdown(_LANGUAGES[lang]) for lang in langs]), strict=True):
            with tab:
                st.code(said.get(lang), language=None, wrap_lines=True)
    with code:
        st.image(citation.qr_png(link, scale=4), width=150, alt=t("The link of this view as a QR code"))


def _button(
    label: str, made: Callable[[], bytes], name: str, ending: str, media_type: str, *, quick: bool = False
) -> None:
    download_button.button(label, made, f"{name}.{ending}", media_type, key=f"take-{ending}", quick=quick)


def _name(view: View) -> str:
    return f"{view.index}-{view.measure.replace('.', '-')}-{view.year}"
