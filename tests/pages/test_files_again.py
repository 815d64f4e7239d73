"""The digits of the files a reader takes away, read back out of the files, against those the page prints.

A year with scores that lie halfway between two printed ones is made up: libraries round these both ways.
"""

import io
import shutil
from decimal import ROUND_HALF_UP, Decimal

import docx
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import streamlit as st
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from provindex.catalog.schema import SCHEMA
from provindex.core.paths import ROOT
from tests import tables

HALVES = {"63:14": 42.845, "63:02": 41.115, "63:04": 43.005, "63:48": 44.675, "63:01": 40.125}
VIEWS = [
    {"index": "papi", "measure": "papi", "year": "2023", "province": "63:14"},
    {"index": "par", "measure": "par", "year": "2024", "province": "63:01"},
    {"index": "sipas", "measure": "sipas", "year": "2023", "province": "63:22"},
]
LANGS = pytest.mark.parametrize("lang", ["vi", "en"])
EVERY = pytest.mark.parametrize("view", VIEWS, ids=[view["index"] for view in VIEWS])


@pytest.fixture(scope="module", autouse=True)
def halves(tmp_path_factory):
    """A data folder in which five provinces of PAPI 2023 have scores halfway between two printed ones."""
    folder = tmp_path_factory.mktemp("halves") / "data"
    shutil.copytree(ROOT / "data", folder, ignore=shutil.ignore_patterns("source", "__pycache__"))
    place = folder / "papi" / "2023.parquet"
    table = pd.read_parquet(place)
    total = table["measure"] == "papi"
    table.loc[total, "score"] = table.loc[total, "province"].map(HALVES).fillna(table.loc[total, "score"])
    pq.write_table(pa.Table.from_pandas(table[SCHEMA.names], SCHEMA, preserve_index=False), place)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROVINDEX_DATA", str(folder))
        st.cache_data.clear()
        st.cache_resource.clear()
        yield
    st.cache_data.clear()
    st.cache_resource.clear()


def _files() -> None:
    from datetime import date

    import streamlit as st

    from components.scenes import registry
    from components.state import results, view_state
    from provindex.export.excel import workbook
    from provindex.export.powerpoint import presentation
    from provindex.export.word import brief

    view = view_state.restore()
    index, t = results.index_of(view), view_state.words()
    slides = [registry.slide(view, figure) for figure in ("league", "map")]
    st.session_state["pptx"] = presentation.presentation(slides, t)
    st.session_state["xlsx"] = workbook.whole_year(
        index, view.year, results.year_table(view.index, view.year), "v", "", t
    )
    st.session_state["docx"] = brief.document(
        index, view.year, str(view.province), t, version="v", link="", day=date(2026, 11, 30), read=results.year_table
    )


def taken(view, lang):
    """The three files of a View, opened."""
    app = AppTest.from_function(_files, default_timeout=120)
    for name, value in (view | {"lang": lang}).items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    content = {ending: io.BytesIO(app.session_state[ending]) for ending in ("pptx", "xlsx", "docx")}
    return Presentation(content["pptx"]), openpyxl.load_workbook(content["xlsx"]), docx.Document(content["docx"])


@pytest.fixture(scope="module")
def files():
    """Opens the files of each View once."""
    kept = {}

    def opened(view, lang):
        key = (view["index"], lang)
        if key not in kept:
            kept[key] = taken(view, lang)
        return kept[key]

    return opened


@pytest.fixture
def page(open_page):
    """Name -> the printed score of the ranking as the page shows it."""

    def printed(view, lang):
        found = next(one for one in tables.frames(open_page("ranking", lang=lang, **view)) if "printed" in one)
        return dict(zip(found["name"], found["printed"], strict=True))

    return printed


def excel(cell):
    """A cell of a workbook as a spreadsheet prints it: half away from zero, the decimals of its format."""
    digits = len(cell.number_format.partition(".")[2].rstrip('%"'))
    return f"{Decimal(repr(float(cell.value))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)}"


def everything(shapes):
    for shape in shapes:
        yield shape
        if shape.shape_type is not None and shape.shape_type.name == "GROUP":
            yield from everything(shape.shapes)


@LANGS
@EVERY
def test_the_table_of_a_slide_prints_what_the_page_prints(files, page, view, lang):
    wanted, deck = page(view, lang), files(view, lang)[0]
    found = {}
    for slide in deck.slides:
        for shape in slide.shapes:
            for row in list(shape.table.rows)[1:] if shape.has_table else ():
                texts = [cell.text for cell in row.cells]
                if texts[0] or texts[2]:
                    found[texts[1].partition(" (")[0]] = texts[2]
    assert found == {name.partition(" (")[0]: score for name, score in wanted.items()}


@LANGS
@EVERY
def test_the_map_of_a_slide_tells_what_the_page_prints(files, page, view, lang):
    wanted, deck = page(view, lang), files(view, lang)[0]
    told = {}
    for slide in deck.slides:
        for shape in everything(slide.shapes):
            said = shape._element.xpath(".//p:cNvPr")[0].get("descr") or ""
            name, _, figure = said.partition(": ")
            if name in wanted:
                told[name] = figure.partition(" · ")[0]
    scored = {name: score for name, score in wanted.items() if score != "–"}
    assert len(told) == 63
    assert {name: told[name] for name in scored} == scored


@LANGS
@EVERY
def test_a_workbook_shows_what_the_page_prints(files, page, view, lang):
    wanted, book = page(view, lang), files(view, lang)[1]
    sheet = book.worksheets[0]
    found = {
        row[1].value: excel(row[2]) for row in sheet.iter_rows(min_row=2) if row[2].value is not None and row[1].value
    }
    scored = {name: score.replace(",", ".") for name, score in wanted.items() if score != "–"}
    assert {name: found[name] for name in scored} == scored


@LANGS
@EVERY
def test_a_brief_prints_what_the_page_prints(files, page, view, lang):
    wanted, document = page(view, lang), files(view, lang)[2]
    name = {"vi": {"63:14": "Sơn La", "63:01": "Hà Nội", "63:22": "Quảng Ninh"}}.get(lang, {}).get(view["province"])
    name = name or {"63:14": "Son La", "63:01": "Ha Noi", "63:22": "Quang Ninh"}[view["province"]]
    rows = [[cell.text for cell in row.cells] for table in all_tables(document) for row in table.rows]
    own = next(row[1] for row in rows if row[0] in ("Điểm", "Score"))
    assert own.rstrip("%") == wanted[name]
    others = {row[0]: row[1] for row in rows if row[0] in wanted and len(row) > 2}
    assert others == {other: wanted[other] for other in others}
    assert others or view["index"] != "papi"


def all_tables(document):
    """The tables of a document, those in cells too."""
    for table in document.tables:
        yield table
        for row in table.rows:
            for cell in row.cells:
                yield from cell.tables


@LANGS
def test_scores_halfway_are_rounded_away_from_zero_on_the_page(page, lang):
    found = page(VIEWS[0], lang)
    mark = "," if lang == "vi" else "."
    assert {"42.85", "41.12", "43.01", "44.68", "40.13"} <= {score.replace(mark, ".") for score in found.values()}
