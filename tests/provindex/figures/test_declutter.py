"""Labels beside points: where they stand, and which are left to hover."""

from hypothesis import given
from hypothesis import strategies as st

from provindex.figures.declutter import MARK, sides

AREA = (0.0, 0.0, 300.0, 200.0)
points = st.lists(st.tuples(st.floats(0, 300), st.floats(0, 200)), max_size=25)


def boxes(places, found, width=40.0, height=14.0):
    """The rectangles of the labels that were placed."""
    near = MARK + 1
    for (x, y), side in zip(places, found, strict=True):
        if side == "middle right":
            yield (x + near, y - height / 2, x + near + width, y + height / 2)
        elif side == "middle left":
            yield (x - near - width, y - height / 2, x - near, y + height / 2)
        elif side == "top center":
            yield (x - width / 2, y - near - height, x + width / 2, y - near)
        elif side == "bottom center":
            yield (x - width / 2, y + near, x + width / 2, y + near + height)


def test_a_label_with_room_stands_to_the_right():
    assert sides([(100, 100)], [40], 14, AREA) == ["middle right"]


def test_a_label_at_the_right_edge_stands_to_the_left():
    assert sides([(290, 100)], [40], 14, AREA) == ["middle left"]


def test_a_label_yields_to_a_more_important_one():
    found = sides([(100, 100), (60, 100)], [40, 40], 14, AREA)
    assert found == ["middle right", "middle left"]


def test_a_label_in_a_crowd_is_left_to_hover():
    crowd = [(100, 100), (100, 112), (100, 88), (88, 100), (112, 100)]
    assert sides(crowd, [40] * 5, 14, AREA)[0] == ""


@given(points)
def test_no_two_labels_overlap_and_none_crosses_the_edge(places):
    found = sides(places, [40.0] * len(places), 14.0, AREA)
    placed = list(boxes(places, found))
    for i, one in enumerate(placed):
        assert one[0] >= 0
        assert one[1] >= 0
        assert one[2] <= 300
        assert one[3] <= 200
        for other in placed[:i]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
