"""A figure as a picture: its words are inside, nothing of it is lost, and what is played with is left out."""

import html

import plotly.graph_objects as go
import pytest

from provindex.figures.captioned import WIDTH, Caption, framed_figure
from provindex.figures.serialized_figure import Finished
from provindex.figures.theme import blank, theme

LONG = "Tỉnh nào đổi nhóm trong chỉ số “Trách nhiệm giải trình với người dân” so với năm trước? " * 3
NOTES = ("n = 61/63 tỉnh, thành phố", "", "Nguồn: PAPI (CECODES & UNDP).", "Ranh giới: CC BY-SA 4.0")


@pytest.fixture
def figure() -> go.Figure:
    found = blank(theme(), 300)
    found.add_bar(x=[1, 2], y=[3, 4])
    found.add_annotation(text="own", x=1, y=3)
    return found.update_layout(margin={"l": 26, "r": 120, "t": 2, "b": 24})


def caption(title="Tỉnh nào?", sentence="Một câu."):
    return Caption(title, sentence, NOTES)


def notes(figure):
    return [note.text for note in figure.layout.annotations]


def test_title_sentence_and_every_note_are_inside(figure):
    made = framed_figure(figure, caption(), theme())
    assert "<b>Tỉnh nào?</b>" in made.layout.title.text
    assert "Một câu." in made.layout.title.text
    assert [html.unescape(note) for note in notes(made)] == ["own", " · ".join(note for note in NOTES if note)]


def test_the_figure_keeps_its_own_size_below_and_above_its_words(figure):
    made = framed_figure(figure, caption(), theme())
    room = made.layout.height - made.layout.margin.t - made.layout.margin.b
    assert room == 300 - 2 - 24
    assert made.layout.width == WIDTH
    assert (made.layout.margin.l, made.layout.margin.r) == (46, 140)


def test_long_words_take_more_lines_and_more_room_in_both(figure):
    short, long = (framed_figure(figure, caption(title=words), theme()) for words in ("Tỉnh nào?", LONG))
    assert long.layout.title.text.count("<br>") > short.layout.title.text.count("<br>")
    assert long.layout.height > short.layout.height


def test_words_are_text_and_nothing_else(figure):
    made = framed_figure(figure, caption(title="<b>x</b> & y", sentence="**in bold**"), theme())
    assert "&lt;b&gt;x&lt;/b&gt; &amp; y" in made.layout.title.text
    assert ">in bold<" in made.layout.title.text


def test_a_finished_figure_can_be_framed_and_stays_as_it_is(figure):
    finished = Finished(figure)
    made = framed_figure(finished, caption(), theme())
    assert len(made.data) == 1
    assert finished.to_dict() == Finished(figure).to_dict()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_ground_is_that_of_the_page(figure, mode):
    assert framed_figure(figure, caption(), theme(mode)).layout.paper_bgcolor == theme(mode).paper


def test_a_film_is_a_picture_of_where_it_starts(figure):
    figure.add_annotation(text="why", visible=False)
    figure.frames = [go.Frame(name="2024", data=[{"type": "bar", "y": [1, 1]}])]
    figure.update_layout(sliders=[{"steps": []}], updatemenus=[{"buttons": []}])
    made = framed_figure(figure, caption(), theme())
    assert (made.frames, made.layout.sliders, made.layout.updatemenus) == ((), (), ())
    assert "why" not in notes(made)
