"""The ranking page: order, shared ranks, holes, search without accents."""

import pytest

from tests.pages.conftest import text


def _league(app):
    return app.dataframe[0].value


@pytest.mark.parametrize(
    ("index", "lang", "first", "printed"),
    [
        pytest.param("papi", "vi", "Thừa Thiên Huế", "46,04", id="papi-vi"),
        pytest.param("papi", "en", "Thua Thien Hue", "46.04", id="papi-en"),
        pytest.param("par", "vi", "Quảng Ninh", "92,18", id="par-vi"),
        pytest.param("par", "en", "Quang Ninh", "92.18", id="par-en"),
        pytest.param("sipas", "vi", "Quảng Ninh", "90,61", id="sipas-vi"),
        pytest.param("sipas", "en", "Quang Ninh", "90.61", id="sipas-en"),
    ],
)
def test_the_first_row_is_the_first_place(open_page, index, lang, first, printed):
    row = _league(open_page("ranking", index=index, lang=lang, year="2023")).iloc[0]
    assert (row["place"], row["name"], row["printed"]) == ("1", first, printed)
    assert ("," in row["printed"]) == (lang == "vi")


def test_a_province_without_a_figure_stands_last_with_its_reason(open_page):
    last = _league(open_page("ranking", year="2023", lang="vi")).iloc[-1]
    assert (last["place"], last["printed"]) == ("–", "–")
    assert last["group"] != ""


def test_a_province_that_returns_is_new_and_no_jump(open_page):
    rows = _league(open_page("ranking", year="2024", base="2023", lang="vi")).set_index("name")
    assert rows.at["Quảng Ninh", "change"] == "mới có"


def test_a_refused_comparison_leaves_the_column_empty(open_page):
    rows = _league(open_page("ranking", year="2018", base="2017", lang="vi"))
    assert set(rows["change"]) == {"–"}


@pytest.mark.parametrize(
    ("typed", "found"), [("da nang", "Đà Nẵng"), ("tphcm", "TP. Hồ Chí Minh"), ("HUẾ", "Thừa Thiên Huế")]
)
def test_a_name_is_found_without_accents(open_page, typed, found):
    app = open_page("ranking", year="2023", lang="vi")
    app.text_input(key="league-search").input(typed).run()
    assert _league(app)["name"].tolist() == [found]


def test_a_name_that_is_not_there_gets_a_sentence(open_page):
    app = open_page("ranking", lang="vi")
    app.text_input(key="league-search").input("atlantis").run()
    assert "Không tìm thấy" in text(app)
    assert not app.dataframe


def test_a_region_leaves_out_the_others(open_page):
    names = _league(open_page("ranking", year="2023", region="63:TN", lang="vi"))["name"].tolist()
    assert set(names) == {"Kon Tum", "Gia Lai", "Đắk Lắk", "Đắk Nông", "Lâm Đồng"}
