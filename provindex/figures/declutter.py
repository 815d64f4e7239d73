"""Labels beside points, none upon another: what does not fit is left to hover."""

from collections.abc import Sequence

Box = tuple[float, float, float, float]
MARK = 6.0  # half of a point with its outline, in px


def sides(points: Sequence[tuple[float, float]], widths: Sequence[float], height: float, area: Box) -> list[str]:
    """Where the label of each point can stand, as plotly's ``textposition``; empty where there is no room.

    Labels are placed one after the other, to the right, the left, above or below, whichever is free first. A place is
    free if it lies within the area and touches no point and no label placed before.

    Args:
        points: x and y in px, y downwards, the most important point first.
        widths: Width of each label in px.
        height: Height of a label in px.
        area: Left, top, right and bottom that no label may cross, in px.
    """
    marks = [(x - MARK, y - MARK, x + MARK, y + MARK) for x, y in points]
    taken: list[Box] = []
    found: list[str] = []
    for place, (point, width) in enumerate(zip(points, widths, strict=True)):
        others = [*taken, *marks[:place], *marks[place + 1 :]]
        side, box = next(
            ((side, box) for side, box in _around(point, width, height) if _inside(box, area) and _free(box, others)),
            ("", None),
        )
        found.append(side)
        if box is not None:
            taken.append(box)
    return found


def _around(point: tuple[float, float], width: float, height: float) -> list[tuple[str, Box]]:
    x, y = point
    near, half = MARK + 1, height / 2
    return [
        ("middle right", (x + near, y - half, x + near + width, y + half)),
        ("middle left", (x - near - width, y - half, x - near, y + half)),
        ("top center", (x - width / 2, y - near - height, x + width / 2, y - near)),
        ("bottom center", (x - width / 2, y + near, x + width / 2, y + near + height)),
    ]


def _inside(box: Box, area: Box) -> bool:
    return box[0] >= area[0] and box[1] >= area[1] and box[2] <= area[2] and box[3] <= area[3]


def _free(box: Box, others: Sequence[Box]) -> bool:
    return all(box[2] <= other[0] or other[2] <= box[0] or box[3] <= other[1] or other[3] <= box[1] for other in others)
