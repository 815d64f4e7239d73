"""Tables of PDF files: every figure that a person sees in its row and column, or a refusal that names the page."""

import unicodedata

import pypdfium2
import pytest

from provindex.core.translate import translator
from provindex.intake.formats import pdf_pages
from provindex.intake.formats.workbook import Sheet, load
from tests.provindex.intake import expect, layouts
from tests.provindex.intake.formats.pages import HEIGHT, LOCKED, WIDTH, Page, pdf

NAME = "phu luc.pdf"
TITLE = "CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2025"
HEAD = ("Xếp hạng", "Tỉnh, thành phố", "Chỉ số")
ROWS = (HEAD, ("1", "Lào Cai", "91,07"), ("2", "Cà Mau", "90,25"), ("3", "Vĩnh Long", "88,50"))
SCORES = {"34:15": 91.07, "34:96": 90.25, "34:86": 88.5}


def page(rows=ROWS, title=TITLE, **given) -> Page:
    return Page(**given).text(60, 100, title).table(rows)


def scores(*pages: Page, lost: str = "") -> dict[str, float]:
    found = expect.read(pdf(*pages, lost=lost), NAME).years[2025]
    return dict(zip(found["province"], found["score"], strict=True))


def sheets(*pages: Page) -> tuple[Sheet, ...]:
    return load(pdf(*pages), NAME).sheets


def refused(*pages: Page) -> tuple[str, object]:
    issue = expect.refusal(pdf(*pages), NAME)
    return issue.code, dict(issue.facts).get("page")


def test_figures_are_read_with_the_year_and_index_of_the_title():
    assert scores(page()) == SCORES


def test_34_provinces_are_read_whole():
    rows = [
        (str(rank), one.name.vi, f"{95 - rank / 4:.2f}".replace(".", ",")) for rank, one in enumerate(layouts.NEW, 1)
    ]
    found = scores(page([HEAD, *rows]))
    assert found == {one.id: 95 - rank / 4 for rank, one in enumerate(layouts.NEW, 1)}


class TestTurned:
    @pytest.mark.parametrize("turn", [90, 180, 270])
    def test_a_page_that_is_shown_turned_is_read_as_its_letters_run(self, turn):
        assert scores(page(turn=turn)) == SCORES

    def test_a_page_drawn_on_its_head_is_read_as_its_letters_run(self):
        turned = Page().text(520, 560, TITLE, matrix="-1 0 0 -1")
        for number, row in enumerate(ROWS):
            for at, text in enumerate(row):
                turned.text(515 - 150 * at, 505 - 18 * number, text, matrix="-1 0 0 -1")
        for number in range(5):
            turned.line(70, 518 - 18 * number, 520, 518 - 18 * number)
        for at in range(4):
            turned.line(520 - 150 * at, 518, 520 - 150 * at, 518 - 72)
        assert scores(turned) == SCORES

    @pytest.mark.parametrize(("matrix", "x", "y"), [("0 1 -1 0", 220, 168), ("0 -1 1 0", 212, 122)], ids=["up", "down"])
    def test_headings_that_run_up_or_down_are_read(self, matrix, x, y):
        body = Page().table([("Tỉnh", "", "Điểm"), ("Lào Cai", "3", "91,07")], height=50)
        body.text(x, y, "Xếp thứ", matrix=matrix)
        assert sheets(body)[0].rows == [["Tỉnh", "Xếp thứ", "Điểm"], ["Lào Cai", "3", "91,07"]]

    def test_a_mirrored_table_is_refused(self):
        mirrored = Page().table([("", "", ""), ("", "", "")])
        for at, text in enumerate(("1", "Lào Cai", "91,07")):
            mirrored.text(110 + 110 * at, 133, text, matrix="-1 0 0 1")
        assert refused(page(), mirrored) == ("pdf_slanted", 2)

    def test_a_watermark_across_the_page_is_no_text_of_the_table(self):
        slanted = page().text(150, 190, "BẢN SAO", size=60, matrix="0.7 0.7 -0.7 0.7")
        assert scores(slanted) == SCORES


class TestLetters:
    def test_decomposed_letters_are_composed(self):
        rows = [tuple(unicodedata.normalize("NFD", text) for text in row) for row in ROWS]
        assert sheets(page(rows))[0].rows[1:] == [list(row) for row in ROWS]

    def test_letters_drawn_twice_to_look_bold_are_read_once(self):
        assert scores(page().text(284.2, 151, "91,07")) == SCORES

    def test_the_raised_mark_of_a_footnote_is_no_digit_of_the_figure(self):
        assert scores(page().text(309, 147, "1", size=6)) == SCORES

    def test_small_text_on_a_line_of_its_own_is_kept(self):
        rows = (("Tỉnh", "Điểm"), ("Lào Cai", "91,07"))
        noted = Page().table(rows, widths=(200, 100), height=30).text(64, 176, "gồm Yên Bái", size=6)
        assert sheets(noted)[0].rows[1] == ["Lào Cai\ngồm Yên Bái", "91,07"]

    def test_names_without_letters_that_the_font_lacks_are_completed_and_reported(self):
        rows = (*ROWS, ("4", "Đồng Nai", "87,00"))
        data = pdf(page(rows), lost="ếạỉốậịộồủảỈỐẢ")
        found = expect.read(data, NAME)
        assert dict(zip(found.years[2025]["province"], found.years[2025]["score"], strict=True))["34:75"] == 87.0
        assert dict(expect.only(found, "letters_completed").facts)["n"] == 5

    def test_a_name_that_may_be_two_provinces_stays_lost(self):
        found = expect.read(pdf(page(((*HEAD,), ("1", "Ọà Cai", "91,07"), *ROWS[2:])), lost="Ọ"), NAME)
        assert expect.only(found, "province_unknown").value == "\ufffdà Cai"

    def test_a_digit_that_is_lost_makes_no_figure(self):
        found = expect.read(pdf(page(), lost="7"), NAME)
        assert expect.only(found, "not_number").value == "91,0\ufffd"

    def test_a_file_whose_letters_are_lost_is_refused(self):
        letters = "".join({letter for row in ROWS for text in row for letter in text if letter.isalpha()})
        assert expect.refusal(pdf(page(), lost=letters), NAME).code == "letters_lost"


class TestPages:
    def test_a_table_over_pages_is_one_without_its_repeated_headings_and_page_numbers(self):
        pages = [page(ROWS[:2]), Page().text(290, 30, "2").table((HEAD, ROWS[2]), y=60),
                 Page().text(290, 30, "3").table((HEAD, ROWS[3]), y=60)]  # fmt: skip
        (sheet,) = sheets(*pages)
        assert sheet.rows == [[TITLE], *(list(row) for row in ROWS)]
        assert scores(*pages) == SCORES

    def test_the_title_of_a_table_is_kept_where_every_page_repeats_it(self):
        pages = [Page().text(60, 50, TITLE).table((HEAD, row), y=70) for row in ROWS[1:]]
        assert scores(*pages) == SCORES

    def test_titles_that_differ_in_the_year_alone_are_titles_of_two_tables(self):
        pages = [Page().text(60, 50, f"PAR INDEX {year}").table(ROWS, y=70) for year in (2022, 2023)]
        assert [sheet.rows[0] for sheet in sheets(*pages)] == [["PAR INDEX 2022"], ["PAR INDEX 2023"]]

    def test_a_table_that_goes_on_without_headings_is_one(self):
        assert scores(page(ROWS[:2]), Page().table(ROWS[2:], y=60)) == SCORES

    def test_a_line_that_every_page_repeats_parts_no_table(self):
        pages = [Page().text(60, 30, "CÔNG BÁO"), page(ROWS[:2]).text(60, 30, "CÔNG BÁO"),
                 Page().text(60, 30, "CÔNG BÁO").table((HEAD, *ROWS[2:]), y=60)]  # fmt: skip
        assert scores(*pages) == SCORES

    def test_a_row_broken_over_pages_is_made_whole(self):
        upper = page((*ROWS[:2], ("2", "Thành phố", "90,25")))
        lower = Page().table((HEAD, ("", "Hồ Chí Minh", ""), ROWS[3]), y=60)
        assert scores(upper, lower) == {"34:15": 91.07, "34:79": 90.25, "34:86": 88.5}

    def test_a_table_with_other_columns_is_one_of_its_own(self):
        other = Page().table(ROWS[2:], y=60, widths=(60, 100, 160))
        assert [sheet.name for sheet in sheets(page(ROWS[:2]), other)] == ["Trang 1, bảng 1", "Trang 2, bảng 1"]

    def test_two_tables_of_a_page_stay_apart_under_their_titles(self):
        both = page().text(60, 280, "SIPAS 2025").table((HEAD, ("1", "Lào Cai", "80,00")), y=300)
        found = sheets(both)
        assert [sheet.name for sheet in found] == ["Trang 1, bảng 1", "Trang 1, bảng 2"]
        assert found[1].rows[0] == ["SIPAS 2025"]
        assert scores(both) == SCORES

    def test_merged_headings_are_ranges_of_the_sheet(self):
        merged = Page().table((("Tỉnh", "", ""), ("", "Điểm", "Hạng"), ("Lào Cai", "91,07", "1")), ruled=False)
        merged.text(124, 133, "Năm 2025")
        for y, left in ((120, 60), (138, 120), (156, 60), (174, 60)):
            merged.line(left, y, 380, y)
        for x, top in ((60, 120), (120, 120), (280, 138), (380, 120)):
            merged.line(x, top, x, 174)
        (sheet,) = sheets(merged)
        assert sheet.rows == [["Tỉnh", "Năm 2025", None], [None, "Điểm", "Hạng"], ["Lào Cai", "91,07", "1"]]
        assert sheet.merged == {
            **dict.fromkeys(((0, 0), (1, 0)), ((0, 0), (1, 0))),
            **dict.fromkeys(((0, 1), (0, 2)), ((0, 1), (0, 2))),
        }

    @pytest.mark.parametrize(
        ("lang", "place"), [("vi", "Trang 2, bảng 1, dòng 2, cột B"), ("en", "Page 2, table 1, row 2, column B")]
    )
    def test_an_issue_names_page_table_and_row(self, lang, place):
        wrong = page((HEAD, ("1", "Lào Kai Xyz", "91,07"), *ROWS[2:]))
        found = expect.read(pdf(Page().text(60, 400, "QUYẾT ĐỊNH"), wrong), NAME)
        assert expect.only(found, "province_unknown").place(translator(lang)) == place


class TestRefused:
    def test_a_table_without_ruling_lines(self):
        assert refused(Page().table(ROWS, ruled=False)) == ("pdf_unruled", 1)

    def test_a_line_missing_between_two_columns(self):
        open_table = Page().table(ROWS, ruled=False)
        for number in range(5):
            open_table.line(60, 120 + 18 * number, 380, 120 + 18 * number)
        for x in (60, 120, 380):
            open_table.line(x, 120, x, 192)
        assert refused(page(), open_table) == ("pdf_edges", 2)

    def test_a_line_missing_between_two_columns_of_figures_in_one_row(self):
        rows = (("Tỉnh", "Điểm", "Năm trước"), ("Lào Cai", "91,07", "88,00"), ("Cà Mau", "", "90,25"))
        gap = Page().table(rows, ruled=False)
        for number in range(4):
            gap.line(60, 120 + 18 * number, 380, 120 + 18 * number)
        for x, bottom in ((60, 174), (120, 174), (280, 156), (380, 174)):
            gap.line(x, 120, x, bottom)
        assert refused(gap) == ("pdf_edges", 1)

    def test_a_figure_that_runs_over_the_edge_of_its_column(self):
        assert refused(page((HEAD, ("1", "Lào Cai", "91,07")))
                       .table((("1", "2", "3,12345678"), ("4", "5", "6")), y=300, widths=(60, 60, 20)))[0] in (
            "pdf_edges", "pdf_unconfirmed",
        )  # fmt: skip

    def test_figures_that_the_second_reader_does_not_see(self, monkeypatch):
        monkeypatch.setattr(pypdfium2.PdfTextPage, "get_text_range", lambda self: "70,19 52,09 05,88 123")
        assert refused(page()) == ("pdf_unconfirmed", 1)

    def test_a_figure_that_the_second_reader_sees_less_often(self, monkeypatch):
        monkeypatch.setattr(pypdfium2.PdfTextPage, "get_text_range", lambda self: "2025 1 2 91,07 90,25")
        assert refused(page((HEAD, ("1", "Lào Cai", "91,07"), ("2", "Cà Mau", "91,07"))))[0] == "pdf_unconfirmed"

    def test_a_scan(self):
        assert refused(Page().picture(0, 0, WIDTH, HEIGHT))[0] == "pdf_scanned"

    @pytest.mark.parametrize("mode", [0, 3], ids=["covered", "invisible"])
    def test_a_scan_with_letters_that_a_machine_recognised(self, mode):
        scan = Page().picture(0, 0, WIDTH, HEIGHT).text(60, 60, "91,07", mode=mode)
        assert refused(page(), scan) == ("pdf_recognised", 2)

    def test_letters_that_are_not_drawn(self):
        assert refused(page().text(60, 700, "91,07", mode=3)) == ("pdf_recognised", 1)

    def test_a_word_in_two_cells(self, monkeypatch):
        monkeypatch.setattr(pdf_pages, "_expect_confirmed", lambda *_: None)
        over = Page().table((("1", "2", "3,12345678", ""), ("4", "5", "6", "7")), widths=(60, 60, 30, 60))
        assert refused(over) == ("pdf_edges", 1)

    def test_pages_that_are_pictures_are_named(self):
        found = expect.read(pdf(Page().picture(0, 0, WIDTH, HEIGHT), page()), NAME)
        assert dict(expect.only(found, "pdf_pictures").facts) == {"pages": (1,)}

    def test_a_file_without_tables(self):
        assert refused(Page().text(60, 60, "Lào Cai 91,07 điểm"))[0] == "document_no_table"

    def test_too_many_pages(self):
        issue = expect.refusal(pdf(*[Page()] * (pdf_pages.PAGES + 1)), NAME)
        assert dict(issue.facts) == {"pages": pdf_pages.PAGES + 1, "limit": pdf_pages.PAGES}

    @pytest.mark.parametrize("kept", [0.2, 0.6])
    def test_a_file_that_was_cut_off(self, kept):
        data = pdf(page())
        assert expect.refusal(data[: int(len(data) * kept)], NAME).code in ("damaged", "document_no_table")

    def test_a_file_with_a_password(self):
        assert expect.refusal(pdf(page(), end=LOCKED), NAME).code == "password"
