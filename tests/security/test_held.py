"""A year that is held leaves the server by no way while an analyst looks at it in the same process.

Each test first lets the analyst see the figures, so that a cache which mixed the two up would be found, and so that
a test which looked in the wrong place could not pass.
"""

import io
import json
import zipfile

import pytest
from openpyxl import load_workbook

from tests.security.held import CHANGED, NEW, SECRETS, SHOW
from tests.security.visitor import button, content, elements

PAGES = ["", "map", "ranking", "change", "citizens", "dimensions", "province", "programme", "stage", "about", "desk"]
FILES = ["pptx", "xlsx", "csv", "docx"]
SILENT = {"citizens", "dimensions", "stage"}
"""Pages that print no score of the total, to the analyst neither."""


def query(year, **more):
    return "&".join(
        f"{name}={value}" for name, value in {"year": year, "province": "63:14", "lang": "vi", **more}.items()
    )


def secrets(found):
    return [one for one in SECRETS if one in found]


@pytest.mark.parametrize("year", [CHANGED, NEW], ids=["a year that ships", "a new year"])
@pytest.mark.parametrize("page", PAGES, ids=[page or "overview" for page in PAGES])
def test_no_page_tells_a_reader_of_it(analyst, anonymous, page, year):
    shown = content(analyst.run(page, query(year)))
    told = content(anonymous.run(page, query(year)))
    assert secrets(shown) or page in SILENT
    assert secrets(told) == []


def test_a_reader_who_asks_for_the_new_year_is_shown_another(analyst, anonymous):
    years = [
        next(one for one in elements(who.run("map", query(NEW)), "selectbox") if "-bar-year" in one.id)
        for who in (analyst, anonymous)
    ]
    assert [list(one.options)[0] for one in years] == ["2025", "2024"]


@pytest.mark.parametrize("play", ["0", "1", "speaker"])
@pytest.mark.parametrize("scene", ["1", "2"], ids=["map", "table"])
def test_no_scene_of_a_saved_presentation_tells_of_it(analyst, anonymous, play, scene):
    asked = query(CHANGED, show=SHOW, play=play, scene=scene)
    analyst.run("stage", asked)
    shown, told = content(analyst.run("stage", asked)), content(anonymous.run("stage", asked))
    assert secrets(shown) or play == "speaker"
    assert secrets(told) == []


def taken(visitor, year):
    """What the files of the menu hold, unpacked, by their ending."""
    messages = visitor.run("province", query(year))
    menu = next(
        one.delta.add_block.popover.id for one in messages if one.delta.add_block.popover.id.endswith("-take-away")
    )
    visitor.opened(menu)
    buttons = elements(visitor.run("province", query(year)), "download_button")
    found = {one.id.rpartition("-")[2]: visitor.file(one.deferred_file_id) for one in buttons if "-take-" in one.id}
    return {ending: unpacked(ending, made) for ending, made in found.items()}


def unpacked(ending, made):
    """Everything that a person reads in a file; a score in a cell is a number and not the text that is shown."""
    if ending == "csv":
        return made
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        text = b"\n".join(parts.read(name) for name in parts.namelist())
    if ending != "xlsx":
        return text
    rows = [row for sheet in load_workbook(io.BytesIO(made)) for row in sheet.iter_rows(values_only=True)]
    return text + b"\n" + str(rows).encode()


def test_no_file_that_a_reader_takes_holds_it(analyst, anonymous):
    mine, theirs = taken(analyst, CHANGED), taken(anonymous, CHANGED)
    assert sorted(mine) == sorted(theirs) == sorted(FILES)
    assert {ending: bool(secrets(text)) for ending, text in mine.items()} == dict.fromkeys(FILES, True)
    assert {ending: secrets(text) for ending, text in theirs.items()} == {ending: [] for ending in FILES}


def test_the_button_of_an_analyst_makes_nothing_for_a_reader_who_does_not_know_its_number(anonymous):
    anonymous.run("ranking", query(CHANGED))
    assert anonymous.file("0" * 32) is None


@pytest.mark.parametrize("what", ["2023.csv", "2023.json", "2023.parquet", "papi.csv"])
def test_no_data_address_tells_of_it(server, analyst, what):
    analyst.run("ranking", query(CHANGED))
    answer = server.ask(f"/data/v1/papi/{what}")
    assert answer.status == 200
    assert secrets(answer.body) == []
    assert b",2025," not in answer.body


@pytest.mark.parametrize("ending", ["csv", "json", "parquet"])
def test_the_new_year_has_no_data_address(server, analyst, ending):
    analyst.run("ranking", query(NEW))
    assert server.ask(f"/data/v1/papi/2025.{ending}").status == 404
    assert server.ask(f"/data/v1/papi/2025.{ending}", If_None_Match="*").status == 404  # and not “as you have it”


def test_the_version_of_the_analyst_opens_nothing_to_a_reader(server, analyst):
    version = analyst_version(analyst)
    known = json.loads(server.ask("/data/v1/catalog.json").body)["version"]
    assert version != known
    assert server.ask(f"/data/v1/papi/2023.csv?version={known}").status == 200
    for path in ("papi/2023.csv", "papi/2025.csv", "papi/papi.csv", "catalog.json"):
        answer = server.ask(f"/data/v1/{path}?version={version}")
        assert (answer.status, secrets(answer.body)) == (404, [])


def analyst_version(analyst):
    """The data version that stands under the figures of an analyst."""
    said = content(analyst.run("map", query(NEW, lang="en"))).decode("utf-8", "replace")
    return said.partition("Data version ")[2][:12]


@pytest.mark.parametrize(
    "path", ["/data/v1/catalog.json", "/healthz", "/metrics", "/_stcore/metrics", "/sitemap.xml", "/robots.txt"]
)
def test_no_other_address_tells_of_it(server, analyst, path):
    analyst.run("", query(NEW))
    answer = server.ask(path)
    assert secrets(answer.body) == []
    assert b'"2025"' not in answer.body
    assert analyst_version(analyst).encode() not in answer.body


def test_the_history_is_for_those_who_may_publish(analyst, anonymous):
    assert button(analyst.run("desk", "lang=en"), "desk-undo")
    told = anonymous.run("desk", "lang=en")
    assert button(told, "desk-undo") is None
    assert secrets(content(told)) == []
