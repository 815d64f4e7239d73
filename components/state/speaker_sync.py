"""What is on each stage, for the speaker's second window: one small table of this server, a room for each play."""

import re
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

from provindex.views.scenes import Presentation

_MOST = 200
_ROOMS: "OrderedDict[str, Play]" = OrderedDict()
_LOCK = threading.Lock()
_NAME = re.compile(r"[0-9a-f]{20}", re.ASCII)


@dataclass(frozen=True)
class Play:
    """One presentation on one stage.

    Attributes:
        presentation: Its scenes, saved or not.
        scene: The one on stage, counted from 1.
        since: When it came on stage.
    """

    presentation: Presentation
    scene: int
    since: datetime


def is_room(name: object) -> bool:
    """Whether this is the name of a room as a browser draws it: nobody comes upon another's by chance."""
    return isinstance(name, str) and _NAME.fullmatch(name) is not None


def tell(room: str, presentation: Presentation, scene: int) -> None:
    """Says which scene is on the stage of a room."""
    with _LOCK:
        before = _ROOMS.get(room)
        since = before.since if before else datetime.now()
        _ROOMS[room] = Play(presentation, scene, since)
        _ROOMS.move_to_end(room)
        while len(_ROOMS) > _MOST:
            _ROOMS.popitem(last=False)


def play(room: str) -> Play | None:
    """What is on the stage of a room; None where nothing was shown since this server started."""
    with _LOCK:
        return _ROOMS.get(room)


def leave(room: str) -> None:
    """Says that the stage of a room was left; the clock starts anew with the next play."""
    with _LOCK:
        _ROOMS.pop(room, None)
