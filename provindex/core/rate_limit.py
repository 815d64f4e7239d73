"""How often somebody may do something: so many times a minute, evenly given back, counted in this process."""

import math
import os
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock

from provindex.core.errors import SentenceError
from provindex.core.translate import N_

_MOST = 10_000  # of whom is remembered what they took; the ones that came first are forgotten first
_BUSY = N_("This was done {n} times within a minute, which is the most here. It goes on in {seconds} seconds.")


class BusyError(SentenceError):
    """Somebody did something as often as they may; ``seconds`` says when it goes on."""

    def __init__(self, often: int, seconds: int) -> None:
        """Keep the number a minute and the seconds to wait."""
        self.seconds = seconds
        super().__init__(_BUSY, n=often, seconds=seconds)


class Allowance:
    """So many times a minute for each who; what was not taken within a minute is not saved up.

    Attributes:
        variable: The variable of the environment that sets how often; 0 stands for as often as wanted.
    """

    def __init__(self, variable: str, often: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        """``often`` is what holds where the variable is not set; nothing is read before it is needed."""
        self.variable = variable
        self._often = often
        self._clock = clock
        self._lock = Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    @property
    def often(self) -> int:
        """How often a minute.

        Raises:
            ValueError: The variable holds no whole number.
        """
        return number(self.variable, self._often)

    def wait(self, who: str) -> int:
        """Seconds until somebody may do it again; 0 where they may now. Nothing is taken."""
        often = self.often
        if not often:
            return 0
        with self._lock:
            left = self._now(who, often)
        return _seconds(left, often)

    def take(self, who: str) -> None:
        """Count that somebody does it once.

        Raises:
            BusyError: They did it as often as they may.
        """
        often = self.often
        if not often:
            return
        with self._lock:
            left = self._now(who, often)
            if seconds := _seconds(left, often):
                raise BusyError(often, seconds)
            self._left[who] = left - 1, self._clock()
            self._left.move_to_end(who)
            while len(self._left) > _MOST:
                self._left.popitem(last=False)

    def _now(self, who: str, often: int) -> float:
        left, since = self._left.get(who, (float(often), self._clock()))
        return min(float(often), left + (self._clock() - since) * often / 60)


def _seconds(left: float, often: int) -> int:
    """How long it takes until a whole one is left; a millionth of it is no second more."""
    return max(math.ceil((1 - left) * 60 / often - 1e-6), 0)


def number(variable: str, default: int, most: int | None = None, environ: Mapping[str, str] = os.environ) -> int:
    """A whole number from the environment.

    Args:
        variable: Its name.
        default: What holds where it is not set or empty.
        most: The highest that is allowed; None where there is no such bound.
        environ: The environment.

    Raises:
        ValueError: It is no whole number from 0 to ``most``.
    """
    text = environ.get(variable) or str(default)
    if not (text.isascii() and text.isdecimal()) or (most is not None and int(text) > most):
        upto = "or more" if most is None else f"to {most}"
        raise ValueError(f"{variable}: expected is a whole number from 0 {upto}, found is “{text}”")
    return int(text)
