"""Figures that play through the years: in the browser alone, up to a break, as fast as is asked, still where asked."""

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

MAP, BUMP = ".st-key-map-film .js-plotly-plot", ".st-key-change-film .js-plotly-plot"
PLAY, FAST, SLOW, HALT = "▶ Chạy", "▶▶ 2×", "▶ ½×", "❚❚ Dừng"


class Line:
    """What goes over the websocket because somebody did something; the page looks for news of itself every while."""

    def __init__(self, page):
        self.asked, self.drawn = [], []
        page.on("websocket", self._follow)

    def _follow(self, socket):
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._received)

    def _sent(self, payload):
        if isinstance(payload, bytes):
            message = BackMsg.FromString(payload)
            if message.WhichOneof("type") == "rerun_script" and not message.rerun_script.is_auto_rerun:
                self.asked.append(message)

    def _received(self, payload):
        if isinstance(payload, bytes):
            message = ForwardMsg.FromString(payload)
            if message.delta.new_element.HasField("plotly_chart"):
                self.drawn.append(message)

    def clear(self):
        self.asked.clear()
        self.drawn.clear()


@pytest.fixture
def line(page):
    return Line(page)


@pytest.fixture
def film(page):
    """Follows a film: ``press`` a button, wait until it ``rests``, and ask for its ``year``."""
    return Film(page)


class Film:
    def __init__(self, page):
        self.page, self.plot = page, MAP

    def opened(self, plot):
        self.plot = plot
        self.page.locator(f"{plot} .updatemenu-button").first.wait_for()
        counted = (
            "plot => { window.rests = 0; document.querySelector(plot).on('plotly_animated', () => window.rests++) }"
        )
        self.page.evaluate(counted, plot)

    def press(self, label):
        self.page.locator(f"{self.plot} .updatemenu-button").filter(has_text=label).click(force=True)

    def play_to_its_end(self, label):
        before = self.page.evaluate("window.rests")
        self.press(label)
        self.page.wait_for_function("before => window.rests > before", arg=before)

    def year(self):
        return self.page.evaluate("plot => document.querySelector(plot)._fullLayout._currentFrame", self.plot)

    def said(self):
        told = "plot => document.querySelector(plot)._fullLayout.annotations.filter(n => n.visible).map(n => n.text)"
        return [text.replace("<br>", " ") for text in self.page.evaluate(told, self.plot)]


@pytest.mark.parametrize(
    ("path", "plot"), [pytest.param("map", MAP, id="map"), pytest.param("change", BUMP, id="bump")]
)
def test_it_plays_to_a_break_says_why_and_goes_on_without_the_server(page, visit, line, film, path, plot):
    visit(path, lang="vi", year=2013, film="on")
    film.opened(plot)
    line.clear()
    film.play_to_its_end(FAST)
    assert film.year() == "2015"
    assert [text for text in film.said() if text.startswith("Dừng ở đây: thận trọng khi so sánh 2015")]
    film.play_to_its_end(FAST)
    assert film.year() == "2017"
    assert [
        text.replace("<br>", " ") for text in film.said() if "không so sánh 2018 với 2017" in text.replace("<br>", " ")
    ]
    assert (line.asked, line.drawn) == ([], [])


def test_nothing_starts_by_itself_and_pause_stops_between_breaks(page, visit, film):
    visit("map", lang="vi", year=2011, film="on")
    film.opened(MAP)
    assert film.year() is None
    film.press(SLOW)
    page.wait_for_function("plot => document.querySelector(plot)._fullLayout._currentFrame === '2012'", arg=MAP)
    film.press(HALT)
    page.wait_for_function("plot => !document.querySelector(plot)._transitionData._frameQueue.length", arg=MAP)
    assert film.year() in {"2012", "2013"}


def test_the_keyboard_plays(page, visit, film):
    visit("map", lang="vi", year=2013, film="on")
    film.opened(MAP)
    button = page.locator(MAP).get_by_role("button", name=FAST)
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.rests > 0")
    assert film.year() == "2015"


def test_the_handle_goes_to_a_year_and_holes_keep_their_look(page, visit, film, line):
    visit("map", lang="vi", year=2019, film="on")
    film.opened(MAP)
    line.clear()
    page.locator(f"{MAP} .slider-rail-touch-rect").click(force=True, position={"x": 200, "y": 10})
    page.wait_for_function("() => window.rests > 0")
    assert film.year() != "2019"
    drawn = page.evaluate(
        """plot => {
          const gd = document.querySelector(plot), frame = gd._transitionData._frameHash['2023']
          const holes = frame.data[1].z.filter(value => value !== null).length
          return [holes, frame.data[2].lon.length, gd._fullLayout.annotations.length]
        }""",
        MAP,
    )
    assert drawn == [2, 2, 4]
    assert (line.asked, line.drawn) == ([], [])


@pytest.mark.parametrize(("wish", "glide"), [("no-preference", 600), ("reduce", 0)])
def test_dots_glide_only_where_no_less_motion_is_asked_for(page, visit, settled, wish, glide):
    page.emulate_media(reduced_motion=wish)
    visit("change", lang="vi", year=2013, film="on")
    page.wait_for_function(
        """([plot, glide]) => {
          const gd = document.querySelector(plot)
          return gd && gd.layout.updatemenus[0].buttons[1].args[1].transition.duration === glide
        }""",
        arg=[BUMP, glide],
    )


def test_a_film_is_loaded_only_where_it_is_switched_on(page, visit, settled):
    visit("map", lang="vi", year=2023)
    assert page.locator(".updatemenu-button").count() == 0
    page.locator("label").filter(has_text="Chạy").click()
    settled(page)
    page.locator(f"{MAP} .updatemenu-button").first.wait_for()
    assert "film=on" in page.url
