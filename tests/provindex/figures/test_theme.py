"""Colours by role: ordered in lightness, so that they can be read without hue."""

import pytest

from provindex.figures.theme import HIGHLIGHTS, highlight_colours, theme


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_highest_group_stands_out_most_from_the_page(mode):
    look = theme(mode)
    contrasts = [_contrast(colour, look.paper) for colour in look.groups]
    assert contrasts == sorted(contrasts, reverse=True)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_levels_run_in_one_direction_of_lightness(mode):
    values = [_luminance(colour) for colour in theme(mode).levels]
    assert values in (sorted(values), sorted(values, reverse=True))


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("role", ["text", "muted"])
def test_text_in_figures_meets_aa_on_the_page(mode, role):
    look = theme(mode)
    assert _contrast(getattr(look, role), look.paper) >= 4.5


def test_a_highlighted_province_keeps_its_colour_when_another_is_added():
    alone, both = highlight_colours(("63:14",)), highlight_colours(("63:14", "63:01"))
    assert alone["63:14"] == both["63:14"] == HIGHLIGHTS[0]
