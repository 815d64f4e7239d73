"""Pictures of a brief: a map with every province and both archipelagos, and nothing cut off at the edge."""

import io
from dataclasses import replace

import matplotlib.font_manager
import matplotlib.image
import numpy as np
import pandas as pd
import pytest

from provindex.catalog import load_catalog
from provindex.export import projection
from provindex.export.slide_model import BarSlide, LineSlide, Series
from provindex.export.word import pictures
from provindex.figures.theme import theme
from provindex.geography import provinces


def pixels(content):
    return (matplotlib.image.imread(io.BytesIO(content))[..., :3] * 255).round().astype(int)


def has(picture, colour, least=20):
    wanted = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)])
    return int((picture == wanted).all(axis=-1).sum()) >= least


def edge(picture):
    """Whether anything but white touches the edge."""
    rim = np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])
    return bool((rim < 250).any())


def test_a_picture_is_as_large_as_asked(examples):
    found = pixels(pictures.picture(examples.bars(), 10, 5, examples.t.lang))
    assert found.shape[:2] == (round(5 / 2.54 * pictures.DPI), round(10 / 2.54 * pictures.DPI))


def test_a_rank_alone_has_a_colour_of_its_own(vietnamese):
    whole = vietnamese.map(2024)
    few = whole.cells["province"].isin(["63:14", "63:40", "63:42"])
    found = whole.cells.assign(key=whole.cells["key"].mask(few), ranked=few)
    ranked = theme("light").ranked
    plain, dotted = (
        pixels(pictures.picture(replace(whole, cells=one, ranked="Chỉ có hạng"), 7.6, 9.2, "vi"))
        for one in (whole.cells, found)
    )
    assert not has(plain, ranked)
    assert has(dotted, ranked)


def test_a_map_shows_every_class_and_the_highlighted_outline(vietnamese):
    found = pixels(pictures.picture(vietnamese.map(2024, ("63:14",)), 7.6, 9.2, "vi"))
    for one in vietnamese.map().classes:
        assert has(found, one.colour)
    assert has(found, "#d55e00")


@pytest.mark.parametrize("key", ["hoang_sa", "truong_sa"])
def test_an_archipelago_is_drawn_whole_in_its_frame(key):
    sheet = projection.archipelago(key)
    outline = sheet.outlines[key]
    assert outline.left > 0
    assert outline.top > 0
    assert outline.left + outline.width < sheet.width
    assert outline.top + outline.height < projection.UNITS


@pytest.mark.parametrize("edition", ["63", "34"])
def test_every_province_has_an_outline(edition):
    assert set(projection.country(edition).outlines) == {one.id for one in provinces(edition)}


def test_neighbours_share_vertices_so_that_no_gap_opens():
    found = projection.country("63").outlines
    points = {key: {tuple(point) for ring in one.rings for point in ring.tolist()} for key, one in found.items()}
    assert len(points["63:14"] & points["63:11"]) > 10


def test_the_country_stands_upright():
    sheet = projection.country("63")
    assert sheet.dots["63:02"][1] < sheet.dots["63:48"][1] < sheet.dots["63:96"][1]
    assert 0.4 < sheet.aspect < 0.55


@pytest.mark.parametrize("kind", ["bars", "parts", "lines"])
def test_no_letter_is_cut_off_at_the_edge(examples, kind):
    figure = getattr(examples, kind)()
    assert not edge(pixels(pictures.picture(figure, 17.4, 9, examples.t.lang)))


def test_a_bar_without_a_figure_is_not_drawn():
    rows = pd.DataFrame({"label": ["a", "b"], "x": [1.0, float("nan")], "colour": ["#ff0000", "#00ff00"]})
    found = pixels(pictures.picture(BarSlide(rows, (Series("x", "x", "#ff0000"),)), 8, 4, "vi"))
    assert has(found, "#ff0000")
    assert not has(found, "#00ff00", 1)


def test_a_line_without_any_figure_is_an_empty_picture():
    rows = pd.DataFrame({"year": [2022, 2023], "x": [float("nan")] * 2})
    found = pixels(pictures.picture(LineSlide(rows, (Series("x", "x", "#ff0000"),)), 8, 4, "vi"))
    assert not has(found, "#ff0000", 1)


def test_the_same_figures_give_the_same_bytes(vietnamese):
    first, again = (pictures.picture(vietnamese.bars(), 8, 4, "vi") for _ in range(2))
    assert first == again


def test_the_letters_of_the_pictures_have_every_vietnamese_sign():
    path = matplotlib.font_manager.findfont("DejaVu Sans", fallback_to_default=False)
    glyphs = matplotlib.font_manager.get_font(path).get_charmap()
    names = [one.name.vi for edition in ("63", "34") for one in provinces(edition)]
    names += [one.name.vi for index in load_catalog().indices.values() for one in index.measures.values()]
    assert {letter for name in names for letter in name if ord(letter) not in glyphs} == set()
