"""The stage: one scene at a time, a small bar whose buttons have keys, and the speaker's window that follows it."""

from datetime import datetime

import streamlit as st

from components import cache, notes, notices, pickers, scenery, selection, stage_follow, stage_scene, stage_state
from provindex import view as views
from provindex.errors import SentenceError
from provindex.scenes import Presentation, Scene
from provindex.translate import Translator
from provindex.view import View

_HEIGHT = 716  # px that a projector of 768 leaves above the buttons
_DERIVED = 45  # px of the line that says that figures are derived


def play(view: View) -> None:
    """The scene that the View names, drawn from the figures of the day."""
    t = selection.words()
    found = _found(t)
    if found is None:
        return
    number = min(max(int(view.option("scene") or 1), 1), len(found.scenes))
    scene = found.scenes[number - 1]
    stage_follow.tell(stage_state.name(), number)
    own, lost = stage_state.view_of(scene)
    away = _without(view) != _without(own)
    if lost and not away:
        said = " ".join(t(notice.message, **dict(notice.values)) for notice in lost)
        notices.nothing(t("This scene cannot be shown as it was saved.") + " " + said)
    st.title(stage_state.titled(scene, own) if not away else scenery.title(view, scene.figure, t), anchor=False)
    _scene(view, scene, away=away, height=_HEIGHT - (_DERIVED if cache.is_derived(view) else 0))
    _bar(view, number, found, t, away=away)
    if selection.kept("stage").get("help", False):
        _help(t)


def speak(view: View) -> None:
    """The speaker's window: notes, the next scene and the clock, a second behind the stage at most."""
    t = selection.words()
    found = _found(t)
    if found is not None:
        _speaking(found, stage_state.name(), view.lang)


@st.fragment(run_every=1)
def _speaking(found: Presentation, name: str, lang: str) -> None:
    t = selection.words()
    number = min(stage_follow.scene(name), len(found.scenes))
    here, following = found.scenes[number - 1], found.scenes[number : number + 1]
    left, right = st.columns([7, 3])
    with left:
        st.title(f"{number}. {stage_state.titled(here, stage_state.view_of(here)[0])}", anchor=False)
        st.header(here.notes or t("No notes for this scene."), anchor=False)
    with right:
        st.metric(t("Time"), datetime.now().strftime("%H:%M:%S"))
        st.metric(t("Scene"), f"{number} / {len(found.scenes)}")
    if following:
        nearest = stage_state.titled(following[0], stage_state.view_of(following[0])[0])
        st.header(t("Next: {title}", title=nearest), anchor=False)
    else:
        st.header(t("This is the last scene."), anchor=False)
    if lang:
        st.button(t("Close the speaker view"), key="stage-close", on_click=_leave)


def _found(t: Translator) -> Presentation | None:
    """The open presentation; None and a way on where there is nothing to play."""
    try:
        found = stage_state.opened()
    except SentenceError as error:
        notices.nothing(error.told(t))
        found = Presentation({})
    if not found.scenes:
        notices.nothing(t("There is no scene to present yet. Add one from the menu “Take away” of any page."))
        st.button(t("Leave the stage"), key="stage-none", on_click=_leave)
        return None
    return found


def _scene(view: View, scene: Scene, *, away: bool, height: int) -> None:
    t = selection.words()
    said = scene.said(view.lang)
    if away or not said:
        said = scenery.sentence(view, scene.figure)
    elif stage_state.is_stale(scene, view):
        st.markdown(f":orange-badge[:material/update: {t('The figures have changed since this scene was made.')}]")
        said = scenery.sentence(view, scene.figure)
    stage_scene.show(view, scene.figure, said, notes.line(view), height)


def _bar(view: View, number: int, found: Presentation, t: Translator, *, away: bool) -> None:
    of = len(found.scenes)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="stage-bar"):
        _step("first", ":material/first_page:", t("First scene"), 1, "Home", disabled=number == 1)
        _step("back", ":material/chevron_left:", t("Previous scene"), number - 1, "Left", disabled=number == 1)
        st.markdown(f"**{number} / {of}**", width="content")
        _step("on", ":material/chevron_right:", t("Next scene"), number + 1, "Right", disabled=number == of)
        _step("end", ":material/last_page:", t("Last scene"), of, "End", disabled=number == of)
        numbers = {one: f"{t('Scene')} {one}" for one in range(1, of + 1)}
        with st.container(width=100):
            pickers.select(t("Scene"), "stage-jump", numbers, number, lambda _, c: stage_state.on_stage(c), "collapsed")
        catalog = cache.catalog()
        years = {year: str(year) for year in sorted(cache.index_of(view).editions, reverse=True)}
        with st.container(width=84):
            pickers.select(
                t("Year"), "stage-year", years, view.year, lambda v, c: views.with_year(v, catalog, c), "collapsed"
            )
        with st.container(width=150):
            pickers.province_picker(t("Choose a province"), "stage-province")
        if away:
            st.button(
                t("Back to the scene"),
                key="stage-return",
                icon=":material/undo:",
                type="primary",
                on_click=lambda: _go(number),
            )
        if stage_state.name():
            st.link_button(
                t("Speaker"), "?" + selection.query(view, play="speaker"), icon=":material/mic:", type="tertiary"
            )
        st.button(t("Keys"), key="stage-help", type="tertiary", shortcut="H", on_click=_ask_help)
        st.button(t("Leave"), key="stage-leave", type="tertiary", shortcut="Escape", on_click=_leave)
        # A key belongs to one button; the keys of a clicker have their own pair, near the other hand.
        up, down = ":material/keyboard_arrow_up:", ":material/keyboard_arrow_down:"
        _step("up", up, t("Previous scene"), number - 1, "PageUp", disabled=number == 1)
        _step("down", down, t("Next scene"), number + 1, "PageDown", disabled=number == of)


def _step(name: str, icon: str, label: str, to: int, shortcut: str, *, disabled: bool) -> None:
    st.button(
        icon,
        key=f"stage-{name}",
        help=label,
        type="tertiary",
        disabled=disabled,
        shortcut=shortcut,
        on_click=lambda: _go(to),
    )


def _help(t: Translator) -> None:
    st.markdown(
        t(
            "**→**, **Page Down**: next scene · **←**, **Page Up**: previous scene · **Home**, **End**: first and last "
            "scene · **H**: these words · **Esc**: leave the stage. Click a province or choose a year at any time; "
            "“Back to the scene” returns to what was prepared."
        )
    )


def _go(to: int) -> None:
    selection.put(stage_state.on_stage(to))


def _ask_help() -> None:
    kept = selection.kept("stage")
    kept["help"] = not kept.get("help", False)


def _leave() -> None:
    selection.option("play", "0")


def _without(view: View) -> dict[str, str]:
    """The parameters of a View but those of the stage and the language."""
    return {name: value for name, value in view.params().items() if name not in ("play", "show", "scene", "lang")}
