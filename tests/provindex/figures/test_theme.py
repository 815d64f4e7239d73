"""Colours by role: ordered in lightness, so that they can be read without hue."""

import math

import pytest

from provindex.figures.theme import HIGHLIGHTS, highlight_colours, on, theme

# Severity 1.0 of Machado, Oliveira and Fernandes (2009), doi:10.1109/TVCG.2009.113, on linear RGB.
SIGHTS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


def _linear(colour: str) -> list[float]:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def _luminance(colour: str) -> float:
    linear = _linear(colour)
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _lab(colour: str, sight: str) -> tuple[float, float, float]:
    """CIE Lab (D65) of a colour as someone with that sight sees it."""
    source = _linear(colour)
    r, g, b = (min(1, max(0, sum(a * c for a, c in zip(row, source, strict=True)))) for row in SIGHTS[sight])
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    )
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


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


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHTS)
def test_the_nine_colours_of_two_rankings_differ_from_each_other_and_from_no_figure(mode, sight):
    look = theme(mode)
    seen = [_lab(colour, sight) for colour in (*look.pairs, look.missing)]
    apart = [math.dist(one, other) for i, one in enumerate(seen) for other in seen[:i]]
    assert min(apart) >= 12


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_nine_colours_stand_out_more_the_higher_either_ranking(mode):
    look = theme(mode)
    contrast = {(a, b): _contrast(look.pair_colour(a, b), look.paper) for a in (1, 2, 3) for b in (1, 2, 3)}
    for low, high in ((1, 2), (2, 3)):
        for other in (1, 2, 3):
            assert contrast[low, other] < contrast[high, other]
            assert contrast[other, low] < contrast[other, high]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_can_be_read_on_each_of_the_nine_colours(mode):
    assert all(_contrast(on(colour), colour) >= 4 for colour in theme(mode).pairs)
