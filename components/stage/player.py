"""The stage: one scene at a time, its keys and a small bar, and the speaker's window that follows it."""

from datetime import datetime

import streamlit as st

from components.scenes import registry
from components.stage import scene as stage_scene
from components.stage import state
from components.state import results, speaker_sync, view_state
from components.widgets import notices, pickers, surface
from provindex.core import inert
from provindex.core.errors import SentenceError
from provindex.core.translate import Translator
from provindex.views import view as views
from provindex.views.scenes import Presentation, Scene
from provindex.views.view import View

_OFTEN = 2.6  # letters of the root that a line between title and figure takes


def play(view: View) -> None:
    """The scene that the View names, drawn from the figures of the day."""
    t = view_state.words()
    found = _found(t)
    if found is None:
        return
    number = min(max(int(view.option("scene") or 1), 1), len(found.scenes))
    scene = found.scenes[number - 1]
    own, lost = state.view_of(scene)
    away = state.is_away(view, own)
    title = state.titled(scene, own) if not away else registry.title(view, scene.figure, t)
    window = surface.current()
    if window.name:
        speaker_sync.tell(window.name, found, number)
    taken = 0.0
    with st.container(height=int(window.room - taken), border=False, key="stage-shown"):
        st.title(inert.markdown(title), anchor=False)
        notices.derived(view, brief=True)
        taken += _OFTEN * window.letters if results.is_derived(view) else 0.0
        if lost and not away:
            said = " ".join(t(notice.message, **dict(notice.values)) for notice in lost)
            notices.nothing(t("This scene cannot be shown as it was saved.") + " " + said)
            taken += 2 * _OFTEN * window.letters
        said, changed = _said(view, scene, away=away)
        if changed:
            told = t("The figures have changed since this scene was made.")
            st.markdown(f":orange-badge[:material/update: {told}]")
            taken += _OFTEN * window.letters
        stage_scene.show(view, scene.figure, title, said, int(window.room - taken))
    _bar(view, number, found, t, away=away)
    if view_state.kept("stage").get("help", False):
        _help(t)


def speak(view: View) -> None:
    """The speaker's window: notes, the next scene and the clock, a second behind the stage at most."""
    t, room = view_state.words(), view.option("show")
    if speaker_sync.play(room) is None:
        notices.nothing(t("No stage is open here any more. Press “Speaker” on the stage once again."))
        st.button(t("Close the speaker view"), key="stage-close", on_click=_close)
        return
    surface.listen(1, 1, None)
    _speaking(room)


@st.fragment(run_every=1)
def _speaking(room: str) -> None:
    t, now = view_state.words(), speaker_sync.play(room)
    if now is None:
        notices.nothing(t("The stage was left. This view goes on when it is played again in the same window."))
        return
    scenes = now.presentation.scenes
    number = min(now.scene, len(scenes))
    here, following = scenes[number - 1], scenes[number : number + 1]
    left, right = st.columns([7, 3], gap="medium")
    with left:
        st.title(inert.markdown(f"{number}. {_name(here)}"), anchor=False)
        st.text(here.notes or t("No notes for this scene."))
        st.header(
            inert.markdown(t("Next: {title}", title=_name(following[0]))) if following else t("This is the last scene.")
        )
    with right:
        clock = datetime.now()
        minutes, seconds = divmod(int((clock - now.since).total_seconds()), 60)
        st.metric(t("Time"), f"{clock:%H:%M:%S}")
        st.metric(t("Since the start"), f"{minutes:d}:{seconds:02}")
        st.metric(t("Scene"), f"{number:d} / {len(scenes):d}")


def _name(scene: Scene) -> str:
    return state.titled(scene, state.view_of(scene)[0])


def _found(t: Translator) -> Presentation | None:
    """The open presentation; None and a way on where there is nothing to play."""
    try:
        found = state.opened()
    except SentenceError as error:
        notices.nothing(error.sentence(t))
        found = Presentation({})
    if not found.scenes:
        notices.nothing(t("There is no scene to present yet. Add one from the menu “Take away” of any page."))
        st.button(t("Leave the stage"), key="stage-none", on_click=_leave)
        return None
    return found


def _said(view: View, scene: Scene, *, away: bool) -> tuple[str, bool]:
    """The sentence of the scene, and whether its figures are no longer those it was made with."""
    if away:
        return registry.sentence(view, scene.figure), False
    changed, said = state.is_stale(scene, view), scene.said(view.lang)
    return (said if said and not changed else registry.sentence(view, scene.figure)), changed


def _bar(view: View, number: int, found: Presentation, t: Translator, *, away: bool) -> None:
    of, window = len(found.scenes), surface.current()
    catalog, letters = results.catalog(), window.letters
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False, key="stage-bar"):
        _step("back", t("Previous scene"), number - 1, disabled=number == 1)
        if not (away and window.narrow):
            with st.container(width=int(6.2 * letters)):
                numbers = {one: f"{one} / {of}" for one in range(1, of + 1)}
                pickers.select(t("Scene"), "stage-jump", numbers, number, lambda _, c: state.on_stage(c), "collapsed")
        _step("on", t("Next scene"), number + 1, disabled=number == of)
        years = {year: str(year) for year in sorted(results.index_of(view).editions, reverse=True)}
        with st.container(width=int(5.2 * letters)):
            pickers.select(
                t("Year"), "stage-year", years, view.year, lambda v, c: views.with_year(v, catalog, c), "collapsed"
            )
        with st.container(width=int((8.5 if window.narrow else 13) * letters)):
            pickers.province_picker(t("Choose a province"), "stage-province")
        if away:
            st.button(
                t("Back to the scene"),
                key="stage-return",
                icon=":material/undo:",
                type=view_state.primary(),
                on_click=lambda: _go(number),
            )
        if window.name and not (away and window.narrow):
            link = "?" + view_state.query(view, play="speaker", show=window.name)
            st.link_button(":material/mic:", link, key="stage-speaker", help=t("Speaker"), type="tertiary")
        st.button(":material/keyboard:", key="stage-help", help=t("Keys"), type="tertiary", on_click=_ask_help)
        st.button(":material/close:", key="stage-leave", help=t("Leave"), type="tertiary", on_click=_leave)
        surface.listen(number, of, _pressed)


def _step(name: str, label: str, to: int, *, disabled: bool) -> None:
    icons = {"back": ":material/chevron_left:", "on": ":material/chevron_right:"}
    st.button(
        icons[name],
        key=f"stage-{name}",
        help=inert.markdown(label),
        type="tertiary",
        disabled=disabled,
        on_click=lambda: _go(to),
    )


def _help(t: Translator) -> None:
    """The card of the keys, over the scene; H or Esc closes it."""

    @st.dialog(t("Keys on the stage"), on_dismiss=_ask_help)
    def card() -> None:
        keys = {
            "→ · Page Down · " + t("Space bar"): t("next scene"),
            "← · Page Up": t("previous scene"),
            "Home · End": t("first and last scene"),
            "1, 2, 3 … · Enter": t("the scene of that number"),
            "F": t("whole screen"),
            "H": t("this card"),
            "Esc": t("leave the stage"),
        }
        st.table([{t("Press"): key, t("What it does"): what} for key, what in keys.items()], hide_index=True)
        st.markdown(
            t(
                "Click a province or choose a year at any time; “Back to the scene” or any key returns to what was "
                "prepared."
            )
        )

    card()


def _pressed(what: str, to: int) -> None:
    if what == "help":
        _ask_help()
    elif what == "leave":
        _leave()
    else:
        view_state.kept("stage")["help"] = False
        _go(to)


def _go(to: int) -> None:
    view_state.put(state.on_stage(to))


def _ask_help() -> None:
    kept = view_state.kept("stage")
    kept["help"] = not kept.get("help", False)


def _leave() -> None:
    speaker_sync.leave(surface.current().name)
    view_state.kept("stage")["help"] = False
    view_state.option("play", "0")


def _close() -> None:
    view_state.choose(options={**view_state.current().options, "play": "0", "show": ""})
