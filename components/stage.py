"""The stage: one scene at a time, keys and a small bar, and the speaker's window that follows it."""

from datetime import datetime

import streamlit as st

from components import cache, notes, notices, scenery, selection, stage_follow, stage_keys, stage_scene, stage_state
from provindex import view as views
from provindex.errors import SentenceError
from provindex.scenes import Presentation, Scene
from provindex.translate import Translator
from provindex.view import View

_USUAL = (1366, 768)
_BAR = 40  # px of the buttons below


def play(view: View) -> None:
    """The scene that the View names, drawn from the figures of the day."""
    t = selection.words()
    found = _found(t)
    if found is None:
        return
    number = min(max(int(view.option("scene") or 1), 1), len(found.scenes))
    scene = found.scenes[number - 1]
    stage_follow.tell(stage_state.name(), number)
    width, height = _window()
    stage_keys.listen(number, len(found.scenes), (width, height), lambda: _go(len(found.scenes)), _measured)
    own, lost = stage_state.view_of(scene)
    away = _without(view) != _without(own)
    if lost and not away:
        said = " ".join(t(notice.message, **dict(notice.values)) for notice in lost)
        notices.nothing(t("This scene cannot be shown as it was saved.") + " " + said)
    st.title(stage_state.titled(scene, own) if not away else scenery.title(view, scene.figure, t), anchor=False)
    _scene(view, scene, away=away, height=height - _BAR)
    _bar(view, number, found, t, away=away)
    if selection.kept("stage").pop("help", False):
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
        _step(":material/first_page:", t("First scene"), 1, disabled=number == 1)
        _step(":material/chevron_left:", t("Previous scene"), number - 1, disabled=number == 1)
        st.markdown(f"**{number} / {of}**", width="content")
        _step(":material/chevron_right:", t("Next scene"), number + 1, disabled=number == of)
        catalog = cache.catalog()
        years = {year: str(year) for year in sorted(cache.index_of(view).editions, reverse=True)}
        with st.container(width=110):
            selection.select(
                t("Year"), "stage-year", years, view.year, lambda v, c: views.with_year(v, catalog, c), "collapsed"
            )
        with st.container(width=230):
            selection.province_picker(t("Choose a province"), "stage-province")
        if away:
            st.button(
                t("Back to the scene"),
                key="stage-back",
                icon=":material/undo:",
                type="primary",
                on_click=lambda: selection.put(stage_state.on_stage(number)),
            )
        if stage_state.name():
            st.link_button(
                t("Speaker view"), "?" + selection.query(view, play="speaker"), icon=":material/mic:", type="tertiary"
            )
        st.button(t("Keys (H)"), key="stage-help", type="tertiary", on_click=_ask_help)
        st.button(t("Leave (Esc)"), key="stage-leave", type="tertiary", on_click=_leave)


def _step(icon: str, label: str, to: int, *, disabled: bool) -> None:
    st.button(
        label,
        icon=icon,
        key=f"stage-{icon.split('/')[1].strip(':')}",
        type="tertiary",
        disabled=disabled,
        on_click=lambda: selection.put(stage_state.on_stage(to)),
    )


def _help(t: Translator) -> None:
    @st.dialog(t("Keys of the stage"))
    def shown() -> None:
        st.markdown(
            t(
                "- **→**, **Page Down**, **Space**: next scene\n"
                "- **←**, **Page Up**: previous scene\n"
                "- **Home**, **End**: first and last scene\n"
                "- a number, then **Enter**: that scene\n"
                "- **H**: this card; **Esc** closes it\n"
                "- **Esc**: leave the stage\n\n"
                "Click a province or choose a year at any time; “Back to the scene” returns to what was prepared."
            )
        )

    shown()


def _go(of: int) -> None:
    """What a key asked for; for the callback of the keys."""
    asked = selection.typed(stage_keys.KEY).get("go") or {}
    if asked.get("what") == "scene":
        selection.put(stage_state.on_stage(min(max(int(asked.get("to", 1)), 1), of)))
    elif asked.get("what") == "help":
        _ask_help()
    elif asked.get("what") == "leave":
        _leave()


def _measured() -> None:
    size = selection.typed(stage_keys.KEY).get("size") or {}
    found = (int(size.get("width", _USUAL[0])), int(size.get("height", _USUAL[1])))
    selection.kept("stage")["window"] = found


def _window() -> tuple[int, int]:
    width, height = selection.kept("stage").get("window", _USUAL)
    return width, min(max(height, 560), 2400)


def _ask_help() -> None:
    selection.kept("stage")["help"] = True


def _leave() -> None:
    selection.option("play", "0")


def _without(view: View) -> dict[str, str]:
    """The parameters of a View but those of the stage and the language."""
    return {name: value for name, value in view.params().items() if name not in ("play", "show", "scene", "lang")}
