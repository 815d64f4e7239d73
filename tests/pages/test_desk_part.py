"""The desk with some provinces of a year of which nothing is published: asked, agreed to by one press, and shown so."""

import pytest

from provindex import geography
from provindex.store import published_catalog
from tests.pages.conftest import text
from tests.pages.test_desk import desk, upload  # noqa: F401 - a fixture and what goes with it

PUBLISH = "desk-publish-2025"
SCORES = {f"34:{one.code}": 80.5 + place for place, one in enumerate(geography.provinces("34")[:4])}


def given(desk, lang="vi", scores=SCORES):  # noqa: F811
    names = {one.id: one.name.vi for one in geography.provinces("34")}
    rows = ["Tỉnh,PAR INDEX", *[f"{names[key]},{score}" for key, score in scores.items()]]
    return upload(desk(lang), "\n".join(rows).encode(), "PAR INDEX 2025.csv")


def test_one_press_publishes_a_part_of_the_list(desk):  # noqa: F811
    app = given(desk)
    assert app.button(key=PUBLISH).disabled
    assert "Tệp này có số liệu năm 2025 của 4 trong tổng số 34 tỉnh, thành phố" in text(app)
    button = app.button(key="desk-part")
    assert button.label == "Đúng, công bố như một phần của danh sách"
    button.click().run()
    assert not app.button(key=PUBLISH).disabled
    assert "tệp là một phần của danh sách" in text(app)
    app.button(key="desk-takeback").click().run()
    assert app.button(key=PUBLISH).disabled


def test_a_list_that_lacks_one_province_is_previewed_and_published_without_ranks(desk):  # noqa: F811
    most = {f"34:{one.code}": 60.5 + place for place, one in enumerate(geography.provinces("34")[:33])}
    app = given(desk, scores=most)
    app.button(key="desk-part").click().run()
    assert "Tệp này không đủ để xếp hạng." in text(app)
    app.button(key=PUBLISH).click().run()
    assert not app.exception
    assert published_catalog.load_catalog(see_embargoed=True).indices["par"].editions[2025].status == "partial"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("vi", "có điểm của 4 và hạng của 0 trong 34 tỉnh, thành phố"),
        ("en", "score of 4, rank of 0 of 34 provinces"),
    ],
)
def test_a_published_part_says_on_the_pages_how_much_it_holds(desk, open_page, lang, said):  # noqa: F811
    app = given(desk, lang)
    app.button(key="desk-part").click().run()
    app.button(key=PUBLISH).click().run()
    assert not app.exception
    for page in ("map", "ranking", "overview"):
        shown = open_page(page, lang=lang, index="par", year="2025", edition="34")
        assert said in text(shown), page
