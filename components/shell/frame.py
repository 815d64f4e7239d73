"""The frame around every page: navigation, language, selection bar, and one plain page where the figures are broken."""

from pathlib import Path

import streamlit as st

from components.shell import embed, image_export, selection_bar
from components.state import data_version, refresh, rendered_figures, results, run_queue, view_state
from components.widgets import language, notices
from provindex.core.errors import CatalogError, StoreError
from provindex.core.translate import Translator, translator
from server import metrics

PAGES = Path(__file__).resolve().parents[2] / "pages"
# A picture of our own: a material icon or an emoji as page icon would be fetched from an outside host.
ICON = Path(__file__).resolve().with_name("icon.png")


def navigation(t: Translator) -> dict[str, list[st.Page]]:
    """The pages in sections; a new page is one line here."""

    def page(name: str, title: str, icon: str, *, default: bool = False) -> st.Page:
        return st.Page(
            PAGES / f"{name}.py",
            title=title,
            icon=f":material/{icon}:",
            default=default,
            url_path=name,
        )

    return {
        "": [
            page("overview", t("Overview"), "flag", default=True),
            page("map", t("Map"), "map"),
            page("ranking", t("Ranking"), "format_list_numbered"),
        ],
        t("Analysis"): [
            page("change", t("Rank change"), "swap_vert"),
            page("citizens", t("Citizens and government"), "compare_arrows"),
            page("dimensions", t("Dimensions and parts"), "account_tree"),
            page("province", t("Province profile"), "location_city"),
        ],
        t("Reform"): [page("programme", t("Reform programme"), "task_alt")],
        t("Present"): [page("stage", t("Presentation"), "slideshow")],
        t("Data"): [
            page("about", t("About the data"), "menu_book"),
            page("desk", t("Upload and publish"), "upload_file"),
        ],
    }


def run() -> None:
    """Draws the frame and the chosen page inside it."""
    st.set_page_config(layout="wide", page_icon=str(ICON))
    try:
        data_version.settle()  # first of all: what is published while the page is drawn draws it once more
        results.catalog()
    except CatalogError as error:
        notices.broken_catalogue(error, translator("vi"))
        return
    except StoreError as error:
        notices.nothing(error.sentence(translator("vi")))
        return
    view_state.restore()
    rendered_figures.begin()
    t = view_state.words()
    printing = view_state.current().option("layout") == "print"
    playing = view_state.current().option("play") != "0"
    framed = embed.wanted()
    page = st.navigation(navigation(t), position="hidden" if printing or playing or framed else "top")
    if playing and page.url_path != "stage":
        view_state.option("play", "0")  # a link to another page opens the page, not the stage
        st.rerun()
    if printing and page.url_path not in ("province", "programme"):
        view_state.option("layout", "page")  # only these have a page for paper
        st.rerun()
    with refresh.watching():
        if not printing and not playing and not framed:
            selection_bar.show(page.url_path)
        # One place whether or not something is said: else the page moves by an element when a banner goes, and until
        # the run ends the browser shows the last of the former elements below the new ones.
        with st.container(key="notices"):
            language.follow()
            notices.from_address()
            notices.cited()
            if not playing:
                notices.derived(view_state.current())
            refresh.banner(view_state.current())
        with metrics.timed(page.url_path or "overview"):
            if framed:
                embed.show(view_state.current(), framed)
            else:
                if page.url_path == "desk":
                    run_queue.leave()  # reading and comparing a file takes seconds
                    results.version()  # whoever publishes sees whatever changes
                page.run()
        image_export.offer(page.url_path)


with run_queue.turn():
    run()
