"""Films as data: what each press plays, where it stops and why, and that holes stay holes in every year."""

from dataclasses import replace

import pandas as pd
import pytest

from provindex.figures.animation import PACES, Reel, Words
from provindex.figures.bump import bump_figure
from provindex.figures.bump_animation import bump_film_figure
from provindex.figures.lines import Focus
from provindex.figures.maps.map_animation import Colouring, map_film_figure
from provindex.figures.maps.map_model import MapClass, MapText, Marks, Shapes
from provindex.figures.theme import theme

WORDS = Words("slow", "play", "fast", "pause")
RUNS = ((2015, 2016), (2017,), (2018, 2019))
STOPS = {2016: "care", 2017: "refused"}
CLASSES = [MapClass("high", "Highest", "#0b4f7d"), MapClass("low", "Lowest", "#d7ecf4")]
TEXT = MapText("No figure", {"hoang_sa": "HS", "truong_sa": "TS"}, "%{customdata[0]}", "Group")
YEARS = [2015, 2016, 2017, 2018, 2019]


def reel(at=2015, **more):
    return Reel(RUNS, STOPS, at, **more)


@pytest.fixture
def shapes():
    points = pd.DataFrame(
        {"province": ["63:48", "63:56", "63:01"], "lon": [108.0, 109.0, 105.8], "lat": [16.0, 12.2, 21.0]}
    )
    islands = pd.DataFrame(
        {"archipelago": ["hoang_sa", "truong_sa"], "name": ["A", "B"], "lon": [112.0, 114.0], "lat": [16.5, 10.0]}
    )
    return Shapes("/geo/63.geojson", "/geo/a.geojson", {"hoang_sa": "63:48", "truong_sa": "63:56"}, points, islands)


def cells(year):
    """Hà Nội has no figure in 2016, Khánh Hòa climbs in 2017."""
    keys = ["high", "low" if year < 2017 else "high", None if year == 2016 else "high"]
    values = [46.0, 40.0 + year - 2015, None if year == 2016 else 45.0]
    return pd.DataFrame(
        {
            "province": ["63:48", "63:56", "63:01"],
            "name": ["Đà Nẵng", "Khánh Hòa", "Hà Nội"],
            "key": pd.array(keys, dtype="string"),
            "value": pd.array(values, dtype="Float64"),
            "printed": ["46,00", "40,00", "–"],
            "place": ["1", "3", "2"],
            "of": ["3", "3", "3"],
        }
    )


@pytest.fixture
def classes_film(shapes):
    found = {year: cells(year) for year in YEARS}
    return map_film_figure(found, Colouring(CLASSES), reel(), shapes, TEXT, WORDS, theme(), Marks())


@pytest.mark.parametrize(
    ("year", "ahead"),
    [(2015, [2016]), (2016, [2017]), (2017, [2018, 2019]), (2018, [2019]), (2019, [2015, 2016])],
)
def test_a_press_plays_to_the_next_break_and_from_the_end_anew(year, ahead):
    assert reel().ahead(year) == ahead


def buttons(layout):
    return [(button.label, list(button.args[0]), button.args[1]) for button in layout.updatemenus[0].buttons]


def test_each_frame_hands_the_buttons_what_comes_next(classes_film):
    for frame in classes_film.frames:
        names = [str(one) for one in reel().ahead(int(frame.name))]
        assert [played for _, played, _ in buttons(frame.layout)] == [names, names, names, [None]]
    assert [label for label, *_ in buttons(classes_film.layout)] == ["slow", "play", "fast", "pause"]
    assert [way["frame"]["duration"] for _, _, way in buttons(classes_film.layout)] == [*PACES, 0]


def test_the_reason_stands_where_it_stops_and_nowhere_else(classes_film):
    said = {
        int(one.name): (one.layout.annotations[1].text, one.layout.annotations[1].visible)
        for one in classes_film.frames
    }
    assert said == {
        2015: ("", False),
        2016: ("care", True),
        2017: ("refused", True),
        2018: ("", False),
        2019: ("", False),
    }
    assert {one.layout.annotations[0].text for one in classes_film.frames} == {f"<b>{year}</b>" for year in YEARS}


def test_words_over_the_insets_stay_behind_the_notes_that_change(classes_film):
    texts = [note.text for note in classes_film.layout.annotations]
    assert texts[0] == "<b>2015</b>"
    assert set(texts[2:]) == {"HS", "TS"}


def test_the_handle_has_every_year_and_stands_at_the_first_shown(shapes):
    found = {year: cells(year) for year in YEARS}
    film = map_film_figure(found, Colouring(CLASSES), reel(2018), shapes, TEXT, WORDS, theme())
    assert ([step.label for step in film.layout.sliders[0].steps], film.layout.sliders[0].active) == (
        [str(year) for year in YEARS],
        3,
    )


def test_a_province_without_a_figure_is_a_hole_with_a_cross_in_that_year_alone(classes_film):
    holes = {int(frame.name): list(frame.data[1].z) for frame in classes_film.frames}
    crosses = {int(frame.name): len(frame.data[2].lon) for frame in classes_film.frames}
    assert holes[2016] == [None, None, 1]
    assert holes[2015] == [None, None, None]
    assert crosses == {2015: 0, 2016: 1, 2017: 0, 2018: 0, 2019: 0}


def test_a_class_is_the_same_colour_in_every_year_and_counts_anew(classes_film):
    values = {int(frame.name): list(frame.data[0].z) for frame in classes_film.frames}
    names = {int(frame.name): [trace.name for trace in frame.data[5:]] for frame in classes_film.frames}
    assert (values[2015], values[2016], values[2017]) == ([0, 1, 0], [0, 1, None], [0, 0, 0])
    assert names[2016] == ["Highest (1)", "Lowest (1)", "No figure (1)"]
    assert names[2017] == ["Highest (3)", "Lowest (0)", "No figure (0)"]


def test_a_rank_alone_has_its_own_fill_ring_and_count_in_its_year(shapes):
    found = {year: cells(year).assign(ranked=False) for year in YEARS}
    found[2017] = found[2017].assign(
        key=found[2017]["key"].mask(found[2017]["province"] == "63:56"), ranked=found[2017]["province"] == "63:56"
    )
    text = replace(TEXT, ranked="Rank only", ranked_hover="rank")
    film = map_film_figure(found, Colouring(CLASSES), reel(), shapes, text, WORDS, theme())
    frame = next(one for one in film.frames if one.name == "2017")
    assert [one.name for one in frame.data[5:9]] == ["Highest (2)", "Lowest (0)", "Rank only (1)", "No figure (0)"]
    fill, ring, *insets = frame.data[9:]
    assert (list(fill.z), list(ring.lat)) == ([None, 1, None], [12.2])
    assert [one.z[0] for one in insets] == [None, 1]
    drawn = [film.data[number] for number in frame.traces[9:]]
    assert [one.colorscale[0][1] for one in drawn if one.type == "choropleth"] == [theme().ranked] * 3


def test_the_archipelagos_follow_their_provinces(classes_film):
    fills = {int(frame.name): [frame.data[3].z[0], frame.data[4].z[0]] for frame in classes_film.frames}
    assert (fills[2016], fills[2017]) == ([0, 1], [0, 0])


def test_a_continuous_scale_is_one_within_a_run(shapes):
    spans = {2015: (40.0, 46.0), 2016: (40.0, 46.0), 2017: (42.0, 46.0), 2018: (43.0, 46.0), 2019: (43.0, 46.0)}
    found = {year: cells(year) for year in YEARS}
    colouring = Colouring(scale=theme().level_scale(), spans=spans)
    film = map_film_figure(found, colouring, reel(), shapes, TEXT, WORDS, theme())
    ends = {int(one.name): (one.layout.coloraxis.cmin, one.layout.coloraxis.cmax) for one in film.frames}
    assert ends == spans
    assert list(film.frames[1].data[0].z) == [46.0, 41.0, None]


def course():
    rows = [
        (p, n, year, rank, 3)
        for year in YEARS
        for rank, (p, n) in enumerate((("63:48", "Đà Nẵng"), ("63:01", "Hà Nội")), 1)
    ]
    found = pd.DataFrame(rows, columns=["province", "name", "year", "rank", "of"])
    found["rank"] = found["rank"].astype("Int64").mask((found["province"] == "63:01") & (found["year"] == 2016))
    return found


@pytest.mark.parametrize(("gliding", "glide"), [(True, 600), (False, 0)])
def test_dots_follow_the_ranks_have_holes_and_glide_where_asked(gliding, glide):
    focus = [Focus("63:01", "#d55e00", "Hà Nội")]
    figure = bump_figure(course(), RUNS, focus, [], "%{x}", theme(), height=384)
    drawn = len(figure.data)
    film = bump_film_figure(figure, course(), focus, reel(gliding=gliding), "%{x}", WORDS, theme())
    dots = {int(one.name): (list(one.data[0].x), list(one.data[0].y)) for one in film.frames}
    assert dots[2015] == ([2015, 2015], [1, 2])
    assert dots[2016] == ([2016, 2016], [1, None])
    assert list(film.frames[0].traces) == [drawn]
    assert list(film.data[drawn].ids) == ["63:48", "63:01"]
    assert film.layout.updatemenus[0].buttons[1].args[1]["transition"]["duration"] == glide
    assert film.layout.height > 384
