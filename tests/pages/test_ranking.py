"""The ranking page: order, shared ranks, holes, search without accents, sampling error."""

import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import streamlit as st

from provindex.core import paths
from provindex.store import score_store
from tests.pages.conftest import text
from tests.tables import frame as frames_of
from tests.tables import frames, headings, parts, sorted_by


def _league(app):
    return frames(app)[0]


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
    assert not frames(app)


def test_a_region_leaves_out_the_others(open_page):
    names = _league(open_page("ranking", year="2023", region="63:TN", lang="vi"))["name"].tolist()
    assert set(names) == {"Kon Tum", "Gia Lai", "Đắk Lắk", "Đắk Nông", "Lâm Đồng"}


# ---- Sampling error


@pytest.fixture
def every_error(tmp_path, monkeypatch):
    """The shipped data with a standard error for every score of PAPI 2023, as a later publication may bring it."""
    folder = tmp_path / "data"
    shutil.copytree(paths.data_folder(), folder)
    table = score_store.read("papi", 2023)
    table["se"] = table["se"].mask((table["measure"] == "papi") & table["score"].notna(), 0.2)
    rows = pa.Table.from_pandas(table, schema=score_store.SCHEMA, preserve_index=False)
    pq.write_table(rows, folder / "papi" / "2023.parquet")
    monkeypatch.setenv("PROVINDEX_DATA", str(folder))
    st.cache_data.clear()
    yield
    st.cache_data.clear()


@pytest.mark.parametrize(
    ("lang", "heads"),
    [
        pytest.param("vi", {"Khoảng tin cậy 90%", "Khoảng hạng", "Không phân biệt được với"}, id="vi"),
        pytest.param("en", {"Interval, 90%", "Range of ranks", "Cannot be told apart from"}, id="en"),
    ],
)
def test_published_errors_stand_in_columns_of_their_own(open_page, lang, heads):
    app = open_page("ranking", year="2023", lang=lang, error="90")
    rows = _league(app).set_index("place")
    assert rows.loc["15", ["interval", "ranks"]].tolist() == [{"vi": "43,70–44,22", "en": "43.70–44.22"}[lang], "13–17"]
    assert rows.loc["1", ["interval", "ranks", "close"]].tolist() == ["–", "–", "–"]
    assert set(headings(parts(app)[0]).values()) >= heads


def test_a_year_without_errors_says_so_and_keeps_its_columns(open_page):
    app = open_page("ranking", year="2024", lang="vi", error="95")
    assert "đơn vị công bố không nêu sai số chuẩn của PAPI năm 2024" in text(app).replace("Đơn", "đơn")
    assert "interval" not in _league(app)
    assert "line" in _league(app)


def test_no_error_is_shown_unless_asked_for(open_page):
    app = open_page("ranking", year="2023", lang="en")
    assert "standard error" not in text(app)
    assert "interval" not in _league(app)


@pytest.mark.usefixtures("every_error")
def test_where_all_have_errors_neighbours_within_them_are_named(open_page):
    rows = _league(open_page("ranking", year="2023", lang="en", error="90")).set_index("name")
    assert rows.at["Thai Nguyen", "close"] == "Thua Thien Hue and Bac Ninh"
    assert rows.at["Khanh Hoa", "close"] == "Ba Ria - Vung Tau"
    assert rows.at["Thua Thien Hue", "ranks"].startswith("1–")


@pytest.mark.usefixtures("every_error")
def test_a_higher_level_widens_the_ranges(open_page):
    def widths(level):
        spans = _league(open_page("ranking", year="2023", error=level))["ranks"].str.split("–").head(61)
        return sum(int(span[-1]) - int(span[0]) for span in spans)

    assert widths("90") < widths("95")


# ---- Orders, scale, what is pinned


def test_a_click_on_any_heading_sorts_by_value_and_leaves_what_is_missing_last(open_page):
    (part,) = parts(open_page("ranking", year="2023", base="2022", lang="vi"))
    frame = frames_of(part)
    rising, falling = (frame["place"].iloc[sorted_by(part, "place", falling=way)].tolist() for way in (False, True))
    assert rising == [*(str(rank) for rank in range(1, 62)), "–", "–"]
    assert falling == [*(str(rank) for rank in range(61, 0, -1)), "–", "–"]
    groups = frame["group"].iloc[sorted_by(part, "group")].tolist()
    assert list(dict.fromkeys(groups))[:4] == ["Thấp nhất", "Trung bình thấp", "Trung bình cao", "Cao nhất"]
    names = frame["name"].iloc[sorted_by(part, "name")].tolist()
    assert names.index("Cần Thơ") < names.index("Đà Nẵng") < names.index("Hà Nội")


def test_a_filter_leaves_the_scale_and_says_the_rank_in_the_region(open_page):
    asked = {"year": "2023", "lang": "vi"}
    (whole,), (part,) = (parts(open_page("ranking", **asked, **more)) for more in ({}, {"region": "63:TN"}))
    assert "inside" not in headings(whole)
    assert headings(part)["inside"] == "Hạng trong vùng"
    assert frames_of(part)["inside"].tolist() == ["1/5", "2/5", "3/5", "4/5", "5/5"]
    scales = [next(column for column in one["columns"] if column["kind"] == "scale") for one in (whole, part)]
    assert scales[0]["ends"] == scales[1]["ends"] == ["38,97", "46,04"]
    assert 0 < scales[0]["middle"] == scales[1]["middle"] < 1
    everywhere = dict(zip(frames_of(whole)["name"], scales[0]["cells"], strict=True))
    assert [everywhere[name] for name in frames_of(part)["name"]] == scales[1]["cells"]


def test_a_partial_year_has_no_median_and_no_rank_in_a_region(open_page):
    (part,) = parts(open_page("ranking", index="par", year="2023", region="63:TN", lang="vi"))
    assert "inside" not in headings(part)
    assert next(column for column in part["columns"] if column["kind"] == "scale")["middle"] is None


def test_the_chosen_and_the_highlighted_are_pinned_and_marked_by_a_word(open_page):
    (part,) = parts(open_page("ranking", year="2023", lang="vi", province="63:14", p="63:01"))
    names = frames_of(part)["name"]
    assert names.iloc[part["pinned"]].tolist() == ["Sơn La", "Hà Nội"]
    words = {names.iloc[int(row)]: mark["word"] for row, mark in part["marks"].items()}
    assert words == {"Sơn La": "đang chọn", "Hà Nội": "tô nổi"}
    assert part["selected"] == "63:14"


@pytest.mark.parametrize(("lang", "said"), [("vi", "Chỉ có hạng"), ("en", "Rank only")])
def test_a_province_with_a_rank_alone_is_called_so_in_the_table(open_page, lang, said):
    table = _league(open_page("ranking", lang=lang, index="par", year="2024"))
    alone = table[table["group"] == said]
    assert len(alone) == 6
    assert set(alone["printed"]) == {"–"}
    assert (alone["place"] != "–").all()
