"""What LibreOffice makes of the files: an independent reader opens them, and its pages are looked at.

Skipped where LibreOffice or poppler is not installed.
"""

import re
import shutil
import subprocess
from datetime import date

import matplotlib.image
import numpy as np
import pytest

from provindex.catalog import load_catalog
from provindex.core.translate import LANGS, translator
from provindex.export.excel import workbook
from provindex.export.powerpoint import presentation
from provindex.export.word import brief
from provindex.store import score_store

TOOLS = ("soffice", "pdftoppm", "pdftotext", "pdfinfo")
ABSENT = [one for one in TOOLS if shutil.which(one) is None]

pytestmark = pytest.mark.skipif(bool(ABSENT), reason=f"not installed: {', '.join(ABSENT)}")


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    """File names with their bytes in, the paths of the PDFs out; LibreOffice starts once for all of them."""
    folder = tmp_path_factory.mktemp("rendered")

    def render(files):
        for name, content in files.items():
            (folder / name).write_bytes(content)
        home = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [
            "soffice",
            home,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            *(folder / one for one in files),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=600)
        return {name: (folder / name).with_suffix(".pdf") for name in files}

    return render


def pages(pdf):
    told = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", told)[1])


def text(pdf):
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    return " ".join(told.split())


def pictures(pdf):
    """The pages as arrays of 0 to 255."""
    stem = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "50", "-png", str(pdf), str(stem)], check=True, capture_output=True)
    found = sorted(pdf.parent.glob(f"{stem.name}-*.png"))
    return [(matplotlib.image.imread(path)[..., :3] * 255).round().astype(int) for path in found]


def share(picture, colour):
    wanted = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)])
    return float((np.abs(picture - wanted).max(axis=-1) <= 6).mean())


@pytest.fixture(scope="module")
def decks(in_language, rendered):
    found = {lang: in_language(lang) for lang in LANGS}
    files = {f"{lang}.pptx": presentation.presentation(one.every_kind(), one.t) for lang, one in found.items()}
    return found, rendered(files)


@pytest.fixture(params=LANGS)
def deck(request, decks):
    return decks[0][request.param], decks[1][f"{request.param}.pptx"]


def test_every_slide_is_a_page(deck):
    found, pdf = deck
    assert pages(pdf) == len(found.every_kind())


def test_titles_sentences_and_sources_are_on_the_pages(deck):
    found, pdf = deck
    whole = text(pdf)
    assert whole.count("papi.org.vn") >= 7
    assert "CC BY-SA 4.0" in whole


def test_the_map_shows_every_class_and_stays_within_its_half(deck):
    found, pdf = deck
    page = pictures(pdf)[1]
    colours = [one.colour for one in found.map().classes]
    assert all(share(page, colour) > 0.001 for colour in colours)
    right = page[:, page.shape[1] * 2 // 3 :]
    assert all(share(right, colour) == 0 for colour in colours)


def test_no_slide_is_written_to_its_edge(deck):
    for page in pictures(deck[1]):
        rim = np.concatenate([page[:6].reshape(-1, 3), page[-6:].reshape(-1, 3), page[:, :10].reshape(-1, 3)])
        assert int((rim < 240).any(axis=-1).sum()) == 0


BRIEFS = (
    ("papi", 2023, "63:14", "vi"),
    ("papi", 2018, "63:77", "vi"),
    ("papi", 2018, "63:77", "en"),
    ("papi", 2022, "63:46", "vi"),
    ("papi", 2024, "63:26", "en"),
    ("papi", 2024, "34:79", "vi"),
    ("par", 2024, "63:22", "vi"),
    ("sipas", 2023, "63:77", "en"),
)


def named(index, year, province, lang):
    return f"{index}-{year}-{province.replace(':', '-')}-{lang}.docx"


@pytest.fixture(scope="module")
def briefs(rendered):
    link = "https://host.test/province?" + "&".join(f"parameter{place}=value" for place in range(12))
    said = {"version": "0" * 12, "link": link, "day": date(2025, 4, 9)}
    indices = load_catalog().indices
    return rendered(
        {
            named(index, year, province, lang): brief.document(indices[index], year, province, translator(lang), **said)
            for index, year, province, lang in BRIEFS
        }
    )


@pytest.mark.parametrize("what", [named(*one) for one in BRIEFS])
def test_a_brief_has_two_pages(briefs, what):
    assert pages(briefs[what]) == 2


def test_a_workbook_opens_with_its_figures(rendered):
    content = workbook.whole_year(
        load_catalog().indices["papi"], 2023, score_store.read("papi", 2023), "0123456789ab", "", translator("vi")
    )
    whole = text(rendered({"year.xlsx": content})["year.xlsx"])
    assert "42.40" in whole or "42,40" in whole
    assert "Cách đọc" in whole
