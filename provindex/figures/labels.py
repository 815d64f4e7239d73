"""Long names on few lines, so that they fit beside a figure."""

from textwrap import wrap


def balanced(text: str, most: int) -> str:
    """A text on as few lines as ``most`` letters a line allow, parted by ``<br>``, the lines as even as they can be.

    A word longer than ``most`` stands on a line of its own.
    """
    needed = len(_lines(text, most))
    width = next((width for width in range(1, most) if len(_lines(text, width)) == needed), most)
    return "<br>".join(_lines(text, width))


def _lines(text: str, width: int) -> list[str]:
    return wrap(text, width, break_long_words=False)
