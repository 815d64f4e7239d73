"""Where the insets of a map go: as usual where there is room, smaller and with shorter words where there is not."""

import pytest

from provindex.figures.maps.insets import places


def test_on_a_page_the_insets_have_their_usual_height():
    found = places(600, 13, 120)
    assert [round(one.top - one.foot, 3) for one in found.values()] == [0.20, 0.30]
    assert not any(one.short for one in found.values())


@pytest.mark.parametrize("height", [340, 380, 430, 545, 740])
def test_words_and_insets_never_overlap_and_leave_the_legend_its_room(height):
    size, above = 20, 140
    found = places(height, size, above)
    upper, lower = found["hoang_sa"], found["truong_sa"]
    words = (1.4 if upper.short else 2.6) * size / height
    assert lower.foot < lower.top < lower.words
    assert lower.words + words <= upper.foot + 0.001
    assert upper.foot < upper.top < upper.words
    assert upper.words + words <= 1 - above / height + 0.012


def test_a_low_map_has_words_on_one_line():
    assert places(340, 20, 140)["hoang_sa"].short
    assert not places(740, 20, 140)["hoang_sa"].short
