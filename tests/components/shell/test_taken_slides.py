"""The ready-made presentation as PowerPoint, opened by LibreOffice: a page a scene, nothing written to the edge."""

import re
import shutil
import subprocess

import matplotlib.image
import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from provindex.core.translate import LANGS
from provindex.publishing import presentations

NAME = "tong-quan-2024"
ABSENT = [one for one in ("soffice", "pdftoppm", "pdftotext") if shutil.which(one) is None]

pytestmark = pytest.mark.skipif(bool(ABSENT), reason=f"not installed: {', '.join(ABSENT)}")


def _deck(name: str) -> None:
    import streamlit as st

    from components.scenes import registry
    from components.stage import state
    from components.state import view_state
    from provindex.export.powerpoint import presentation
    from provindex.publishing.presentations import load

    view = view_state.restore()
    slides = []
    for scene in load(name).scenes:
        own, _ = state.view_of(scene)
        slides.append(registry.slide(own, scene.figure, scene.titled(view.lang), scene.said(view.lang), scene.notes))
    st.session_state["deck"] = presentation.presentation(slides, view_state.words())


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory):
    """Language -> the PDF that LibreOffice makes of the presentation; it starts once for both."""
    folder = tmp_path_factory.mktemp("taken")
    for lang in LANGS:
        app = AppTest.from_function(_deck, args=(NAME,), default_timeout=120)
        app.query_params["lang"] = lang
        app.run()
        assert not app.exception, app.exception
        (folder / f"{lang}.pptx").write_bytes(app.session_state["deck"])
    home = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [folder / f"{lang}.pptx" for lang in LANGS]
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", folder, *files]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return {lang: folder / f"{lang}.pdf" for lang in LANGS}


@pytest.mark.parametrize("lang", LANGS)
def test_every_scene_is_on_its_page_under_its_title(pdfs, lang):
    said = subprocess.run(["pdftotext", "-layout", str(pdfs[lang]), "-"], check=True, capture_output=True, text=True)
    pages = [" ".join(re.sub(r"\s+", " ", page).split()) for page in said.stdout.split("\f")]
    at = 0
    for scene in presentations.load(NAME).scenes:
        at = next(number for number, page in enumerate(pages[at:], at) if page.startswith(scene.titled(lang)))


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_written_to_the_edge(pdfs, lang):
    stem = pdfs[lang].with_suffix("")
    subprocess.run(["pdftoppm", "-r", "50", "-png", str(pdfs[lang]), str(stem)], check=True, capture_output=True)
    pictures = sorted(pdfs[lang].parent.glob(f"{stem.name}-*.png"))
    assert len(pictures) >= len(presentations.load(NAME).scenes)
    for path in pictures:
        page = (matplotlib.image.imread(path)[..., :3] * 255).round().astype(int)
        rim = np.concatenate([one.reshape(-1, 3) for one in (page[:6], page[-6:], page[:, :10], page[:, -10:])])
        assert int((rim < 240).any(axis=-1).sum()) == 0, path.name
