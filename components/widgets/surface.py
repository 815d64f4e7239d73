"""The window of the stage as its browser tells it: its size, the letters that fit it, and its keys."""

from collections.abc import Callable
from dataclasses import dataclass
from math import floor

from components.state import speaker_sync, view_state
from components.widgets import browser_module

_KEY = "stage-browser"
_USUAL = (1366, 768)
_LARGEST = 3.0
_SIDE, _BELOW, _ROW = 5.0, 5.5, 44.0
"""In letters: the margin on each side, all that is not the scene from top to bottom, and a row with all its buttons."""
_FRAME, _PAGE = 640, 16  # px: a figure in a usual frame, and the letters of a page
_ROOT, _FIGURE = 23, 20  # px in the usual window: the smallest words of a page are 7/8 of the root's letters


@dataclass(frozen=True)
class Window:
    """What there is to draw on.

    Attributes:
        width, height: The window in px; the usual one until the browser has told.
        name: The name of its room; empty until the browser has told.
    """

    width: int
    height: int
    name: str

    @property
    def scale(self) -> float:
        """How much larger than usual everything is drawn; never smaller, so that letters are never under 20 px."""
        return min(max(min(self.width / _USUAL[0], self.height / _USUAL[1]), 1.0), _LARGEST)

    @property
    def wide(self) -> int:
        """The width that a page leaves between its margins in px."""
        return self.width - 2 * int(_SIDE * self.letters)

    @property
    def narrow(self) -> bool:
        """Whether the row of buttons has to do with less."""
        return self.wide < _ROW * self.letters

    @property
    def room(self) -> int:
        """The height that the row of buttons leaves for the scene in px."""
        return self.height - int(_BELOW * self.letters)

    @property
    def letters(self) -> int:
        """Size of the page's letters in px."""
        return floor(_ROOT * self.scale)

    @property
    def figure(self) -> int:
        """Size of the letters in figures in px."""
        return floor(_FIGURE * self.scale)


def current() -> Window:
    """The window of this session."""
    kept = view_state.kept("stage")
    return Window(*kept.get("window", (*_USUAL, "")))


def wide() -> int:
    """The width in px that a figure has: between the margins of the stage, else in a frame on another site."""
    return current().wide if _on_stage() else _FRAME


def letters() -> int:
    """Size in px of the letters around a figure: those of the stage, else of a page."""
    return current().letters if _on_stage() else _PAGE


def narrow() -> bool:
    """Whether a figure has to do with less width."""
    return current().narrow or not _on_stage()


def _on_stage() -> bool:
    return view_state.current().option("play") != "0"


def listen(scene: int, of: int, pressed: Callable[[str, int], None] | None) -> None:
    """Lets the browser catch the keys and tell its size while the stage is drawn.

    Args:
        scene: The scene on stage, counted from 1.
        of: How many there are.
        pressed: Called with what was asked for, ``scene``, ``help`` or ``leave``, and with the number of the scene;
            None where there are no keys, only the size of the letters.
    """
    now = current()
    data = {
        "scene": scene,
        "of": of,
        "letters": now.letters,
        "keys": pressed is not None,
        "view": view_state.query(view_state.current()),
    }
    browser_module.part("stage")(
        key=_KEY,
        data=data | {"width": now.width, "height": now.height, "room": now.name},
        on_go_change=lambda: _pressed(of, pressed),
        on_window_change=_measured,
    )


def _pressed(of: int, pressed: Callable[[str, int], None] | None) -> None:
    """Whatever comes from a browser is looked at first."""
    asked = view_state.typed(_KEY).get("go")
    if pressed is None or not isinstance(asked, dict) or asked.get("what") not in ("scene", "help", "leave"):
        return
    to = asked.get("to")
    pressed(asked["what"], min(max(to, 1), of) if isinstance(to, int) else 1)


def _measured() -> None:
    found = view_state.typed(_KEY).get("window")
    if not isinstance(found, dict):
        return
    width, height, room = found.get("width"), found.get("height"), found.get("room")
    if isinstance(width, int) and isinstance(height, int):
        named = room if isinstance(room, str) and speaker_sync.is_room(room) else ""
        now = Window(min(max(width, 320), 7680), min(max(height, 240), 4320), named)
        view_state.kept("stage").update(window=(now.width, now.height, now.name), letters=now.figure)
