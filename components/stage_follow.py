"""Where each presentation stands, for the speaker's second window: one small table of this server, by name."""

import threading
from collections import OrderedDict

_MOST = 200
_AT: OrderedDict[str, int] = OrderedDict()
_LOCK = threading.Lock()


def tell(name: str, scene: int) -> None:
    """Says which scene of a presentation is on stage."""
    with _LOCK:
        _AT[name] = scene
        _AT.move_to_end(name)
        while len(_AT) > _MOST:
            _AT.popitem(last=False)


def scene(name: str) -> int:
    """The scene of a presentation that is on stage; the first where none was shown yet."""
    with _LOCK:
        return _AT.get(name, 1)
