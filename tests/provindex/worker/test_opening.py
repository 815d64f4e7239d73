"""Uploaded files through the worker: the same cells as in this process, and a sentence where there are none."""

import subprocess
import sys
from datetime import date

import pytest

from provindex.core import paths
from provindex.core.errors import CatalogError
from provindex.core.toml_table import toml_values
from provindex.core.translate import LANGS, translator
from provindex.export.powerpoint import template
from provindex.export.powerpoint.template import TemplateError
from provindex.intake.formats import workbook
from provindex.intake.issues import Refused
from provindex.publishing import presentations
from provindex.views import scenes
from provindex.views.scenes import PresentationError
from provindex.worker import opening
from provindex.worker.client import Worker
from tests.provindex.export.powerpoint.test_template import ministry
from tests.provindex.intake import layouts
from tests.provindex.worker.test_client import STANDINS


def test_a_file_has_the_same_cells_as_in_this_process():
    data = layouts.xlsx([["Tỉnh", "papi"], ["Hà Nội", 43.96]])
    assert opening.load(data, "../PAPI 2023.xlsx") == workbook.load(data, "../PAPI 2023.xlsx")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", bytes(300)], ids=["empty", "damaged", "noise"])
def test_a_file_is_refused_as_in_this_process(data):
    issues = []
    for load in (opening.load, workbook.load):
        with pytest.raises(Refused) as refused:
            load(data, "a.xlsx")
        issues.append(refused.value.issue)
    assert issues[0] == issues[1]


@pytest.mark.parametrize(
    ("task", "code"),
    [
        ("greedy", "reading_too_large"),
        ("endless", "reading_too_long"),
        ("aborting", "reading_broke_off"),
        ("failing", "unreadable"),
        ("echo", "unreadable"),
    ],
)
def test_where_the_worker_has_no_answer_the_analyst_reads_a_sentence(monkeypatch, task, code):
    worker = Worker(STANDINS, seconds=1)
    monkeypatch.setattr(opening, "_WORKER", worker)
    monkeypatch.setattr(worker, "ask", lambda _, data, **__: Worker.ask(worker, task, data))
    with pytest.raises(Refused) as refused:
        opening.load(b"x", "a.xlsx")
    assert refused.value.issue.code == code
    assert all(refused.value.issue.sentence(translator(lang)) for lang in LANGS)
    worker.close()


def test_a_template_comes_back_without_slides_as_in_this_process():
    data = ministry(slides=2)
    assert opening.template(data).layouts == template.reduced(data).layouts
    assert opening.template(data).usual == "Title Only"
    assert template.reduced(opening.template(data).package).layouts == template.reduced(data).layouts


def test_a_template_is_refused_with_the_sentence_that_it_has_in_this_process():
    with pytest.raises(TemplateError) as error:
        opening.template(b"no presentation")
    assert "must be a PowerPoint file" in str(error.value)


@pytest.mark.parametrize("task", ["greedy", "endless", "aborting", "failing", "echo"])
def test_a_template_that_brings_the_worker_down_is_told(monkeypatch, task):
    worker = Worker(STANDINS, seconds=1)
    monkeypatch.setattr(opening, "_READERS", worker)
    monkeypatch.setattr(worker, "ask", lambda _, data: Worker.ask(worker, task, data))
    with pytest.raises(TemplateError, match="more time or memory"):
        opening.template(b"x")
    worker.close()


def test_the_values_of_a_toml_file_are_those_of_this_process():
    text = 'a = 1\nb = [1.5, true, {c = 2024-02-29, d = 2024-02-29T01:02:03Z, e = 07:32:00}]\n["x.y"]\nz = "Huế"\n'
    data = text.encode()
    assert opening.toml(data) == toml_values(data)
    assert opening.toml(data)["b"][2]["c"] == date(2024, 2, 29)


@pytest.mark.parametrize(
    "data",
    [b"key = ", b"\xff", b"a = " + b"[" * 100_000, b"a." * 20_000 + b"a = 1"],
    ids=["no TOML", "no text", "nested", "dots"],
)
def test_a_toml_file_has_the_faults_that_it_has_in_this_process(data):
    faults = []
    for parse in (opening.toml, toml_values):
        with pytest.raises(CatalogError) as error:
            parse(data)
        faults.append(error.value.faults)
    assert faults[0] == faults[1]


def test_a_toml_file_that_brings_the_worker_down_is_told(monkeypatch):
    worker = Worker(STANDINS)
    monkeypatch.setattr(opening, "_WORKER", worker)
    monkeypatch.setattr(worker, "ask", lambda _, data: Worker.ask(worker, "aborting", data))
    with pytest.raises(CatalogError, match="more time or memory"):
        opening.toml(b"x")
    worker.close()


def many(number):
    """A presentation of as many scenes, as a file."""
    scene = scenes.Scene("map", {}, {}, {})
    return scenes.written(scenes.Presentation({}, (scene,) * number)).encode()


def test_a_presentation_comes_back_as_it_was():
    shipped = presentations.load(presentations.shipped_names()[0])
    assert opening.presentation(scenes.written(shipped).encode()) == shipped


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"no JSON", "it is not JSON text"),
        (b"[" * 100_000, "it is not JSON text"),
        (b"{}", "is not a presentation of this dashboard"),
        (b'{"format": "x", "scenes": []}', "is not a presentation of this dashboard"),
        (b" " * 1_000_001, "is larger than 1000000 characters"),
        (many(41), "has 41 scenes; at most 40"),
    ],
)
def test_a_file_that_is_no_presentation_is_told(data, told):
    with pytest.raises(PresentationError) as error:
        opening.presentation(data)
    assert told in str(error.value).replace(",", "")


def test_neither_the_store_nor_its_library_is_loaded_where_files_are_opened():
    script = "import sys; import provindex.worker.tasks; print(sorted(sys.modules))"
    found = subprocess.run([sys.executable, "-c", script], cwd=paths.ROOT, capture_output=True, text=True, check=True)
    assert "provindex.intake.formats.workbook" in found.stdout
    for name in ("deltalake", "provindex.store.score_store", "provindex.store.ledger", "streamlit"):
        assert f"'{name}'" not in found.stdout
