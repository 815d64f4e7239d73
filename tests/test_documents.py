"""The documents of the project say what is there: each module and name in them exists, and each path."""

import importlib
import io
import re

import pytest
from pptx import Presentation

from provindex import geography
from provindex.analysis import map_values, ranking
from provindex.catalog import load_catalog
from provindex.core.paths import ROOT
from provindex.core.translate import translator
from provindex.export import slide_builders
from provindex.export.powerpoint.presentation import presentation
from provindex.export.slide_model import Slide
from provindex.intake import Answers, reader
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Upload
from provindex.store import score_store
from provindex.worker import opening
from tests import publishing
from tests.provindex.conftest import own_store as own_store
from tests.provindex.export.powerpoint.test_presentation import everything
from tests.provindex.intake import layouts

DOCUMENTS = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/architecture.md")
NAME = re.compile(r"`((?:provindex|components|server|tests)(?:\.[a-z_]+)+(?:\.[A-Z]\w+)?)`")
FILE = re.compile(r"`((?:provindex|components|server|pages|tests|docs|benchmarks|locales|\.ci)/[\w./-]*)`")
SON_LA = "63:14"
PUBLISHER = Actor("An", "publisher")


def texts(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """What the documents name by a pattern, each with the document."""
    found = [(one, text) for one in DOCUMENTS for text in pattern.findall((ROOT / one).read_text(encoding="utf-8"))]
    return sorted(set(found))


def resolve(name: str) -> object:
    """A module, or a name in one.

    Raises:
        AttributeError, ModuleNotFoundError: There is no such thing.
    """
    module, _, attribute = name.rpartition(".")
    try:
        return getattr(importlib.import_module(module), attribute)
    except (AttributeError, ModuleNotFoundError):
        return importlib.import_module(name)


@pytest.mark.parametrize(("document", "name"), texts(NAME))
def test_a_name_in_a_document_exists(document, name):
    assert resolve(name) is not None


@pytest.mark.parametrize(("document", "file"), texts(FILE))
def test_a_path_in_a_document_exists(document, file):
    assert (ROOT / file).exists()


def test_a_name_that_is_gone_is_found():
    with pytest.raises(ModuleNotFoundError):
        resolve("provindex.analysis.ranking.no_such_rule")


def test_one_score_goes_from_a_file_to_a_slide(own_store):
    """The walk of `docs/architecture.md`, one step a line of its table."""
    index, t, year = load_catalog().indices["papi"], translator("vi"), 2023
    file = layouts.wide(score_store.read_shipped("papi", year), year).bytes()
    name = "2023_PAPI.xlsx"
    reading = reader.read(file, name, load_catalog(), Answers(zeros="missing"), opened=opening.load)
    assert not reading.blocks
    record = publishing.publish(reading.years[year], index, year, Upload(name, file), PUBLISHER)
    assert record.provinces == 61
    standing = ranking.standing(index, "papi", year, score_store.read("papi", year), geography.provinces("63"))
    own = standing.set_index("province").loc[SON_LA]
    assert (round(own["score"], 2), own["rank"], own["valid"], own["group"]) == (42.40, 30, 61, "medium_high")
    rows = map_values.of_standing(standing, "group", index, t, lambda _: "–")
    shown = rows.set_index("province").loc[SON_LA]
    assert (shown["printed"], shown["key"]) == ("42,40", "medium_high")
    figure = slide_builders.map_of(index, year, rows, "group", "63", t)
    deck = Presentation(io.BytesIO(presentation([Slide(title="PAPI 2023", sentence="Sơn La", figure=figure)], t)))
    (slide,) = deck.slides
    named = [shape.name for shape in everything(slide.shapes)]
    assert [one for one in named if one.startswith(SON_LA)] == ["63:14 Sơn La"]
