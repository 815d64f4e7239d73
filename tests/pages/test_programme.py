"""The page on reform programmes: figures beside the indices, what to hand in, comparison, and the indices that fell."""

import json
import shutil

import pytest

from provindex.publishing import assignments
from provindex.publishing.permissions import Actor
from tests import made_up
from tests.pages.conftest import alts, text
from tests.tables import frames


def _said(app) -> str:
    return "\n".join([text(app), *alts(app)]).replace("\u00a0", " ")


def _cells(app, column) -> list[list[str]]:
    """The rows of the table that has a column."""
    frame = next(one for one in frames(app) if column in one)
    return frame.astype(str).to_numpy().tolist()


def _press(app, label):
    next(one for one in app.button if one.label == label).click()
    app.run()


@pytest.mark.parametrize(
    ("province", "year", "lang", "fact", "absence"),
    [
        pytest.param("63:54", "2021", "vi", "đã hoàn thành 54/54 (100%)", "54 of 54", id="Phú Yên-vi"),
        pytest.param("63:54", "2021", "en", "54 of 54 done (100%)", "đã hoàn thành", id="Phú Yên-en"),
        pytest.param("63:26", "2023", "vi", "tính từ 46/71 nhiệm vụ là 64,79%", "cut, not rounded", id="Vĩnh Phúc-vi"),
        pytest.param("63:26", "2023", "en", "46 of 71 tasks is 64.79%", "không làm tròn", id="Vĩnh Phúc-en"),
        pytest.param("63:14", "2023", "vi", "91,73% (36.606/39.907 hồ sơ)", "91.73", id="Sơn La-vi"),
        pytest.param("63:14", "2023", "en", "91.73% (36,606 of 39,907 dossiers)", "91,73", id="Sơn La-en"),
        pytest.param("63:66", "2022", "vi", "Trực tuyến mức độ 3, 4: 66,07%", "66.07", id="Buôn Đôn-vi"),
        pytest.param("63:66", "2022", "en", "Online at level 3-4: 66.07%", "66,07", id="Buôn Đôn-en"),
        pytest.param("63:12", "2020", "vi", "Hồ sơ giải quyết đúng hạn: gần 98%", "nearly", id="Than Uyên-vi"),
        pytest.param("63:12", "2020", "en", "Settled on time: nearly 98%", "gần 98", id="Than Uyên-en"),
    ],
)
def test_an_articles_figures_are_on_the_page(open_page, province, year, lang, fact, absence):
    said = _said(open_page("programme", province=province, year=year, lang=lang))
    assert fact in said
    # Names of sources and provinces' own notes are Vietnamese in both languages; figures are not.
    assert absence not in said


def test_a_rate_stands_beside_the_dimension_that_it_feeds(open_page):
    said = _said(open_page("programme", province="63:14", year="2023", lang="vi"))
    assert "PAPI 2023, Quản trị điện tử" in said
    assert "**3,13 điểm** :small[+0,80 so với 2022, hạng 36/61]" in said


def test_a_field_without_a_published_figure_says_so_and_is_no_zero(open_page):
    said = _said(open_page("programme", province="63:14", year="2023", lang="en"))
    assert "PAR INDEX 2023, Steering of reform: no figure" in said
    assert "0.00" not in said


def test_qualifiers_are_printed_before_the_figure_and_in_the_note(open_page):
    said = _said(open_page("programme", province="63:26", year="2023", lang="vi"))
    for fact in ("cấp tỉnh: gần 94%", "cấp huyện: trên 96%", "Nguồn ghi “gần 94%”", "Nguồn ghi “trên 96%”"):
        assert fact in said


def test_the_indices_beside_a_district_are_called_those_of_the_province(open_page):
    assert "Các chỉ số là của toàn Đắk Lắk" in text(open_page("programme", province="63:66", year="2022", lang="vi"))
    assert "Các chỉ số là của toàn" not in text(open_page("programme", province="63:14", year="2023", lang="vi"))


def test_a_province_without_figures_sees_what_to_hand_in_and_two_templates(open_page):
    app = open_page("programme", province="63:01", lang="vi")
    said = text(app)
    assert "Hà Nội chưa có số liệu chương trình cải cách ở đây." in said
    assert [button.label for button in app.get("download_button")] == ["Mẫu theo chỉ tiêu", "Mẫu theo đơn vị"]
    assert not app.get("plotly_chart")


def test_without_a_province_those_with_figures_are_listed(open_page):
    app = open_page("programme", lang="vi")
    assert [row[0] for row in _cells(app, "places")] == [
        "Sơn La",
        "Vĩnh Phúc",
        "Đắk Lắk",
        "Phú Yên",
        "Lai Châu",
    ]
    assert not app.get("download_button")


def test_provinces_of_different_periods_are_not_ranked(open_page):
    app = open_page("programme", programme="compare", indicator="online_dossiers", lang="vi")
    assert "không xếp hạng" in text(app)
    assert [row[0] for row in _cells(app, "figure")] == ["–", "–"]
    assert not app.get("plotly_chart")


def test_an_unknown_indicator_falls_back(open_page):
    app = open_page("programme", programme="compare", indicator="nothing_like_it", lang="en")
    assert app.selectbox(key="option-indicator").value == "tasks_done"


def test_an_unknown_period_and_unit_fall_back(open_page):
    app = open_page(
        "programme", province="63:14", year="2023", period="1999-01-01..1999-12-31", unit="63:01.none", lang="vi"
    )
    assert "91,73" in _said(app)


@pytest.mark.parametrize(
    ("lang", "fact"),
    [
        ("vi", "18/37 nội dung của Sơn La giảm điểm hoặc tụt hạng"),
        ("en", "18 of 37 measures of Son La fell or lost rank"),
    ],
)
def test_the_indices_that_fell_are_counted(open_page, lang, fact):
    app = open_page("programme", programme="fell", province="63:14", year="2023", base="2022", lang=lang)
    assert fact in text(app)
    assert _cells(app, "after")[0][2:5] == (["0,67", "0,55", "−0,12"] if lang == "vi" else ["0.67", "0.55", "−0.12"])


@pytest.fixture
def analyst(tmp_path, monkeypatch, at_machine):
    """A server for its own machine alone, whose local analyst may publish, with a store of its own."""
    monkeypatch.setenv("PROVINDEX_STORE", str(tmp_path))
    return at_machine


FELL = {"programme": "fell", "province": "63:14", "year": "2023", "base": "2022"}
SLOT = "63:14 2022 2023 papi.environment.water"


def _entered(app):
    return _cells(app, "after")[0][-3:-1]


def test_what_an_analyst_enters_is_kept_for_everybody(open_page, analyst):
    app = open_page("programme", lang="vi", **FELL)
    app.text_input(key=f"fell-unit-{SLOT}").input("Sở Nông nghiệp")
    app.text_input(key=f"fell-note-{SLOT}").input("Báo cáo trước 30/6")
    _press(app, "Ghi lại")
    assert _entered(app) == ["Sở Nông nghiệp", "Báo cáo trước 30/6"]
    analyst(None)  # another session, of a reader
    reader = open_page("programme", lang="en", **FELL)
    assert _entered(reader) == ["Sở Nông nghiệp", "Báo cáo trước 30/6"]
    assert "Unit and note are entered by those who may publish" in text(reader)
    assert not [field for field in reader.text_input if field.key.startswith("fell-")]


@pytest.mark.usefixtures("analyst")
def test_what_is_entered_stands_on_the_page_for_paper_as_it_was_written(open_page):
    assignments.enter("63:14", 2022, 2023, "papi.environment.water", ("Sở *Nông*", "[x](y)"), Actor("An", "analyst"))
    app = open_page("programme", lang="vi", **FELL)
    _press(app, "Bản in một trang")
    cells = app.table[0].value.iloc[0].tolist()
    assert cells[-3:-1] == ["Sở \\*Nông\\*", "\\[x\\](y)"]


@pytest.mark.usefixtures("analyst")
def test_what_somebody_else_entered_meanwhile_is_told_and_not_overwritten(open_page):
    app = open_page("programme", lang="vi", **FELL)
    assignments.enter("63:14", 2022, 2023, "papi.environment.water", ("Sở Xây dựng", ""), Actor("Bình", "analyst"))
    app.text_input(key=f"fell-unit-{SLOT}").input("Sở Nông nghiệp")
    _press(app, "Ghi lại")
    assert _entered(app) == ["Sở Xây dựng", ""]
    assert app.error[0].value.startswith("Bình đã thay đổi phân công các chỉ số giảm của Sơn La")


def test_the_page_for_paper_has_every_row_and_a_way_back(open_page):
    app = open_page("programme", programme="fell", province="63:14", year="2023", base="2022", lang="vi")
    _press(app, "Bản in một trang")
    assert len(app.table[0].value) == 20
    assert not app.selectbox
    _press(app, "Quay lại trang")
    assert frames(app)


def test_without_an_index_of_units_the_page_says_what_to_hand_in(open_page):
    app = open_page("programme", programme="units", province="63:26", lang="vi")
    assert "chưa có chỉ số do Vĩnh Phúc công bố" in text(app)
    assert len(app.get("download_button")) == 2


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    folder = made_up.write(tmp_path_factory.mktemp("large") / "data")
    yield folder
    shutil.rmtree(folder)


def test_136_communes_are_ranked_with_their_parts(open_page, large, monkeypatch):
    monkeypatch.setenv("PROVINDEX_DATA", str(large))
    app = open_page("programme", programme="units", units="commune", province="63:26", year="2023", lang="vi")
    assert "Năm 2023, có 136 đơn vị" in text(app)
    heads = json.loads(app.get("plotly_chart")[0].proto.spec)["layout"]["xaxis2"]["ticktext"]
    assert len(heads) == 8
    assert {"Xin lỗi khi trễ hẹn", "Trách nhiệm giải trình", "Hẹn lại ngày trả kết quả"} & {
        row[0].split(" ", 1)[1] for row in _cells(app, "lost")
    }
    assert "+" in _cells(app, "ranks")[0][1]


def test_sixty_indicators_of_a_quarter_are_drawn_against_target_and_quarter_before(open_page, large, monkeypatch):
    monkeypatch.setenv("PROVINDEX_DATA", str(large))
    said = _said(open_page("programme", province="63:26", year="2023", lang="vi"))
    assert "54 số liệu" in said
    assert "Vạch đứng trên thanh là mục tiêu. Vòng tròn là số liệu kỳ trước." in said


def test_a_merged_province_leads_to_the_figures_of_its_members(open_page):
    app = open_page("programme", edition="34", province="34:66", lang="vi")
    assert "Có số liệu của các tỉnh hợp thành:" in text(app)
    _press(app, "Phú Yên")
    assert app.query_params["province"] == "63:54"
    assert "54/54" in text(app)
