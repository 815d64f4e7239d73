"""Words of uploads stay words: every page, with marks in every text that came from outside."""

import json
from collections.abc import Iterator

import pytest
import streamlit as st
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from components.state import catalogs
from provindex.store import score_store
from tests import marked_up
from tests.pages.conftest import Opener
from tests.provindex.intake import layouts

VIEW = {
    "index": marked_up.INDEX,
    "measure": marked_up.INDEX,
    "province": marked_up.PROVINCE,
    "edition": "63",
    "year": "2024",
    "base": "2023",
}
PAGES: list[tuple[str, dict[str, str]]] = [
    *((name, {}) for name in ("overview", "map", "ranking", "change", "citizens", "dimensions", "province", "about")),
    *(("map", {"map": way}) for way in ("group", "rank", "change")),
    *(("programme", {"programme": part}) for part in ("progress", "units", "fell")),
    ("programme", {"programme": "compare", "indicator": "online_dossiers", "period": "2024Q2"}),
    ("programme", {"programme": "fell", "layout": "print"}),
    ("province", {"layout": "print"}),
    ("dimensions", {"measure": f"{marked_up.INDEX}.delivery"}),
    ("map", {"edition": "34"}),
    *(("overview", {"embed": "true", "card": card}) for card in ("map", "league", "ends", "profile")),
]
# What is never rendered: what a person types or chooses from, addresses, keys, and what our own parts write as text.
PLAIN = {
    "text_input.default", "text_input.value", "text_input.placeholder",
    "text_area.default", "text_area.value", "text_area.placeholder",
    "selectbox.options", "selectbox.raw_value", "selectbox.placeholder", "multiselect.options",
    "multiselect.raw_values", "code.code_text", "text.body", "plotly_chart.alt", "bidi_component.json",
    "bidi_component.arrow_data", "download_button.url", "table.alt",
}  # fmt: skip
FIGURES = ("plotly_chart.figure.spec", "plotly_chart.spec", "deck_gl_json_chart.json")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("marked"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PROVINDEX_STORE", folder)
        marked_up.fill()
    return folder


@pytest.fixture(autouse=True)
def shown(filled: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PROVINDEX_STORE", filled)
    st.cache_data.clear()
    catalogs.clear()
    yield
    st.cache_data.clear()
    catalogs.clear()


def texts(app: AppTest) -> Iterator[tuple[str, str]]:
    """Every text that the page sends, with the element and the field in which it stands."""

    def walk(node: object) -> Iterator[tuple[str, str]]:
        proto = getattr(node, "proto", None)
        if isinstance(proto, Message):
            yield from fields(proto, getattr(node, "type", "") or proto.DESCRIPTOR.name.lower())
        for child in getattr(node, "children", {}).values():
            yield from walk(child)

    yield from walk(app._tree)


def fields(message: Message, place: str) -> Iterator[tuple[str, str]]:
    for field, value in message.ListFields():
        many = (
            value if isinstance(value, (list, tuple)) or hasattr(value, "append") or hasattr(value, "add") else [value]
        )
        if isinstance(value, (str, bytes)):
            many = [value]
        for one in many:
            if field.type == FieldDescriptor.TYPE_STRING and f"{place}.{field.name}".endswith(FIGURES):
                yield from ((f"{place}.{field.name}", text) for text in inside(json.loads(one)))
            elif field.type == FieldDescriptor.TYPE_STRING:
                yield f"{place}.{field.name}", one
            elif isinstance(one, Message):
                yield from fields(one, f"{place}.{field.name}")


def inside(value: object) -> Iterator[str]:
    """Every text in what a figure is made of."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from inside(one)


def rendered(app: AppTest) -> list[tuple[str, str]]:
    """The texts in which marks stand."""
    return [(place, text) for place, text in texts(app) if "zq" in text]


def expect_words(app: AppTest) -> None:
    """Nothing acts on what came from outside, and it is there to be read."""
    found = rendered(app)
    assert found, "nothing that came from outside is on this page, so that nothing is tested"
    in_figures = [(place, text) for place, text in found if place.endswith(FIGURES)]
    acting = [
        (place, one)
        for place, text in found
        if place not in PLAIN and not place.endswith(".id")
        for one in marked_up.acting(text, marked_up.IN_FIGURES if (place, text) in in_figures else marked_up.ACTING)
    ]
    assert acting == []


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("page", "options"), PAGES, ids=[" ".join((page, *more.values())) for page, more in PAGES])
def test_words_of_uploads_stay_words(open_page: Opener, page: str, options: dict[str, str], lang: str) -> None:
    expect_words(open_page(page, **{"lang": lang} | VIEW | options))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_words_of_a_presentation_stay_words(open_page: Opener, lang: str) -> None:
    app = open_page("stage", lang=lang, show=marked_up.SHOW)
    expect_words(app)
    app.button(key="stage-play").click().run()
    assert [marked_up.read_back(one.value) for one in app.title] == [marked_up.SHORT]
    expect_words(app)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_words_of_the_history_stay_words(open_page: Opener, at_machine: None, lang: str) -> None:
    expect_words(open_page("desk", lang=lang))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_words_of_a_file_stay_words(open_page: Opener, at_machine: None, lang: str) -> None:
    """A name of a file, a province and a heading that the desk asks about, and a definition whose faults are listed."""
    rows = score_store.read_shipped("papi", 2024)
    table = layouts.text(layouts.long_rows(rows, 2024)).replace(b"63:14", marked_up.SHORT.encode())
    app = open_page("desk", lang=lang)
    app.file_uploader(key="desk-file").upload(f"{marked_up.SHORT} papi-2024.csv", table)
    app.file_uploader(key="desk-definition").upload("index.toml", f'key = """{marked_up.SHORT}"""'.encode())
    app.run()
    assert not app.exception
    expect_words(app)
    assert [one.label for one in app.selectbox if "zq" in one.label]
