"""Tables of Word documents: every figure as the document shows it, or a refusal that says how to mend it."""

import io

import docx
import openpyxl
import pytest

from provindex.core.translate import translator
from provindex.intake import Answers
from provindex.intake.annotated_copy import marked
from provindex.intake.formats import limits
from provindex.intake.formats.workbook import load
from tests.provindex.intake import expect, layouts
from tests.provindex.intake.formats import words
from tests.provindex.intake.formats.words import annex, cell, document, paragraph, row, run, table

NAME = "phu luc.docx"
ROWS = (row("1", "Lào Cai", "91,07"), row("2", "Cà Mau", "90,25"), row("3", "Vĩnh Long", "88,50"))


def scores(data: bytes, year: int = 2025, index: str | None = None) -> dict[str, float]:
    """Score of each province of a document."""
    found = expect.read(data, NAME, Answers(index=index)).years[year]
    return dict(zip(found["province"], found["score"], strict=True))


def grid(data: bytes) -> list[list[object]]:
    """Rows of the only table."""
    (sheet,) = load(data, NAME).sheets
    return sheet.rows[sheet.above :]


def issue(data: bytes) -> tuple[str, int | None]:
    found = expect.refusal(data, NAME)
    return found.code, found.row


def test_figures_of_an_annex_are_read_with_the_year_and_index_of_its_title():
    assert scores(annex(*ROWS)) == {"34:15": 91.07, "34:96": 90.25, "34:86": 88.5}


def test_a_document_of_34_provinces_made_by_a_library_is_read_whole():
    made = docx.Document()
    made.add_paragraph("BỘ NỘI VỤ\nSố: 12/QĐ-BNV")
    made.add_paragraph("CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2025")
    grid = made.add_table(rows=1, cols=3)
    for at, text in enumerate(words.HEAD):
        grid.rows[0].cells[at].text = text
    for rank, one in enumerate(layouts.NEW, start=1):
        for at, text in enumerate((str(rank), one.name.vi, f"{95 - rank / 4:.2f}".replace(".", ","))):
            if at == 0:
                cells = grid.add_row().cells
            cells[at].text = text
    out = io.BytesIO()
    made.save(out)
    assert scores(out.getvalue()) == {one.id: 95 - rank / 4 for rank, one in enumerate(layouts.NEW, start=1)}


class TestShown:
    """What Word shows otherwise than the order of its XML suggests."""

    def test_rows_and_cells_inside_content_controls_are_read(self):
        controlled = f"<w:sdt><w:sdtPr/><w:sdtContent>{ROWS[1]}</w:sdtContent></w:sdt>"
        inside = f"<w:sdt><w:sdtContent>{cell('88,50')}</w:sdtContent></w:sdt>"
        data = annex(ROWS[0], controlled, row("3", "Vĩnh Long", inside))
        assert scores(data) == {"34:15": 91.07, "34:96": 90.25, "34:86": 88.5}

    def test_a_row_that_begins_further_right_keeps_its_columns(self):
        shifted = row("Vĩnh Long", "88,50", properties='<w:gridBefore w:val="1"/>')
        assert grid(annex(ROWS[0], shifted))[2] == [None, "Vĩnh Long", "88,50"]

    def test_a_row_that_ends_before_the_last_column_keeps_its_columns(self):
        short = row("3", "Vĩnh Long", properties='<w:gridAfter w:val="1"/>')
        assert grid(annex(ROWS[0], short))[2] == ["3", "Vĩnh Long", None]

    def test_the_raised_mark_of_a_footnote_is_no_digit_of_the_figure(self):
        marked = cell(paragraph("91,0", run("1", '<w:vertAlign w:val="superscript"/>')))
        assert scores(annex(row("1", "Lào Cai", marked)))["34:15"] == 91.0

    def test_a_mark_raised_by_its_style_is_no_digit_either(self):
        style = '<w:style w:styleId="mark"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        based = '<w:style w:styleId="note"><w:basedOn w:val="mark"/></w:style>'
        marked = cell(paragraph("91,0", run("1", '<w:rStyle w:val="note"/>')))
        body = table(row(*words.HEAD), row("1", "Lào Cai", marked))
        data = document(paragraph("PAR INDEX 2025"), body, styles=style + based)
        assert scores(data)["34:15"] == 91.0

    def test_raised_decimals_are_part_of_their_figure(self):
        raised = cell(paragraph("91", run(",07", '<w:vertAlign w:val="superscript"/>')))
        assert scores(annex(row("1", "Lào Cai", raised)))["34:15"] == 91.07

    def test_the_result_of_a_field_inside_the_code_of_another_is_not_read(self):
        inner = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        parts = ("separate", "9", "end", "separate", "91,07", "end")
        inner += inner + "".join(
            run(part) if part[0].isdigit() else f'<w:r><w:fldChar w:fldCharType="{part}"/></w:r>' for part in parts
        )
        assert scores(annex(row("1", "Lào Cai", cell(paragraph(inner)))))["34:15"] == 91.07

    def test_hidden_text_is_not_read(self):
        hidden = cell(paragraph("91,07", run("9", "<w:vanish/>")))
        assert scores(annex(row("1", "Lào Cai", hidden)))["34:15"] == 91.07

    def test_text_that_only_once_was_hidden_is_read(self):
        before = "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"
        assert scores(annex(row("1", "Lào Cai", cell(paragraph(run("91,07", before))))))["34:15"] == 91.07

    def test_the_result_of_a_field_is_read_and_not_its_code(self):
        code = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=SUM(ABOVE) 77</w:instrText></w:r>'
        shown = f'{code}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("91,07")}'
        assert scores(annex(row("1", "Lào Cai", cell(paragraph(shown)))))["34:15"] == 91.07

    def test_of_alternatives_the_first_is_read(self):
        content = (
            '<mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:r><w:t>91,07</w:t></w:r></mc:Choice>'
            "<mc:Fallback><w:r><w:t>5</w:t></w:r></mc:Fallback></mc:AlternateContent>"
        )
        assert scores(annex(row("1", "Lào Cai", cell(f"<w:p>{content}</w:p>"))))["34:15"] == 91.07

    def test_a_symbol_of_a_font_makes_no_figure(self):
        symbol = cell(paragraph("91", '<w:r><w:sym w:font="Symbol" w:char="F02C"/></w:r>', "07"))
        found = expect.read(annex(row("1", "Lào Cai", symbol), *ROWS[1:]), NAME)
        assert expect.only(found, "not_number").value == "91\ufffd07"

    def test_letters_in_several_runs_are_one_text(self):
        assert (
            scores(annex(row("1", cell(paragraph("Lào", " Cai")), cell(paragraph("91", ",", "07")))))["34:15"] == 91.07
        )

    def test_automatic_numbers_are_reported_and_scores_read(self):
        numbered = cell(paragraph(properties='<w:numPr><w:numId w:val="3"/></w:numPr>'))
        data = annex(row(numbered, "Lào Cai", "91,07"), row(numbered, "Cà Mau", "90,25"))
        found = expect.read(data, NAME)
        assert expect.only(found, "document_numbered").facts == (("n", 2),)
        assert scores(data)["34:15"] == 91.07

    def test_a_hidden_row_is_not_read(self):
        assert len(grid(annex(ROWS[0], row("2", "Cà Mau", "11,11", properties="<w:hidden/>")))) == 2


class TestMerged:
    def test_merged_headings_are_ranges_of_the_sheet(self):
        down = '<w:vMerge w:val="restart"/>'
        upper = row(cell("TT", properties=down), cell("Tỉnh", properties=down), cell("Năm 2025", span=2))
        lower = row(cell(properties="<w:vMerge/>"), cell(properties="<w:vMerge/>"), "Điểm", "Xếp hạng")
        body = row("1", "Lào Cai", "91,07", "1")
        (sheet,) = load(document(table(upper, lower, body, widths=(500, 2000, 900, 900))), NAME).sheets
        assert sheet.rows == [
            ["TT", "Tỉnh", "Năm 2025", None],
            [None, None, "Điểm", "Xếp hạng"],
            ["1", "Lào Cai", "91,07", "1"],
        ]
        assert sheet.merged == {
            **dict.fromkeys(((0, 0), (1, 0)), ((0, 0), (1, 0))),
            **dict.fromkeys(((0, 1), (1, 1)), ((0, 1), (1, 1))),
            **dict.fromkeys(((0, 2), (0, 3)), ((0, 2), (0, 3))),
        }  # fmt: skip

    def test_edges_that_differ_by_a_hair_are_one(self):
        head = row("Xếp hạng", cell("Tỉnh", span=2), "PAR INDEX 2025")
        body = row(cell("1", span=2), "Lào Cai", "91,07")
        assert grid(document(table(head, body, widths=(1000, 20, 2980, 2000)))) == [
            ["Xếp hạng", "Tỉnh", "PAR INDEX 2025"],
            ["1", "Lào Cai", "91,07"],
        ]

    def test_a_figure_over_two_columns_of_figures_is_refused(self):
        odd = row("2", cell("90,25", span=2))
        body = (row("Tỉnh", "A", "B"), row("1", "2", "3"), odd)
        assert issue(document(table(*body))) == ("document_edges", 3)

    def test_a_figure_over_two_rows_of_figures_is_refused(self):
        over = (row("1", "Lào Cai", cell("91,07", properties='<w:vMerge w:val="restart"/>')),
                row("2", "Cà Mau", cell(properties="<w:vMerge/>")))  # fmt: skip
        assert issue(annex(*over, ROWS[2])) == ("document_edges", 2)

    def test_a_rank_over_two_provinces_is_no_fault(self):
        over = (row(cell("1", properties='<w:vMerge w:val="restart"/>'), "Lào Cai", "91,07"),
                row(cell(properties="<w:vMerge/>"), "Cà Mau", "91,07"))  # fmt: skip
        assert scores(annex(*over)) == {"34:15": 91.07, "34:96": 91.07}

    def test_a_row_with_too_few_cells_is_refused(self):
        assert issue(annex(ROWS[0], row("Cà Mau", "90,25"))) == ("document_edges", 3)

    def test_a_note_over_the_whole_width_is_no_fault(self):
        assert scores(annex(*ROWS, row("Ghi chú: số liệu tính đến tháng 3")))["34:15"] == 91.07


class TestRefused:
    @pytest.mark.parametrize(
        "changed",
        [
            cell(paragraph("<w:ins><w:r><w:t>91,07</w:t></w:r></w:ins>")),
            cell(paragraph("<w:del><w:r><w:delText>9</w:delText></w:r></w:del>", "91,07")),
            cell("91,07", properties="<w:cellIns/>"),
        ],
    )
    def test_tracked_changes(self, changed):
        assert issue(annex(row("1", "Lào Cai", changed)))[0] == "document_tracked"

    def test_a_deleted_row(self):
        assert issue(annex(*ROWS[:2], row("3", "Vĩnh Long", "88,50", properties="<w:del/>")))[0] == "document_tracked"

    def test_a_tracked_change_of_the_year_in_the_title(self):
        title = paragraph("PAR INDEX ", "<w:ins><w:r><w:t>2025</w:t></w:r></w:ins>")
        assert issue(document(title, table(row(*words.HEAD), *ROWS)))[0] == "document_tracked"

    def test_a_table_in_a_cell(self):
        inner = cell(table(row("1", "2", "3")) + paragraph(""))
        assert issue(annex(ROWS[0], row("2", "Cà Mau", inner))) == ("document_nested", 3)

    def test_a_table_in_a_text_box(self):
        box = f"<w:p><w:r><w:pict><w:txbxContent>{table(ROWS[0])}</w:txbxContent></w:pict></w:r></w:p>"
        assert issue(document(box, table(row(*words.HEAD), *ROWS)))[0] == "document_nested"

    def test_struck_figures(self):
        struck = cell(paragraph(run("90,00", "<w:strike/>"), "91,07"))
        assert issue(annex(row("1", "Lào Cai", struck))) == ("document_struck", 2)

    def test_parts_that_only_word_joins(self):
        assert issue(document("<w:altChunk/>", table(*ROWS)))[0] == "document_linked"

    def test_a_document_without_figures_in_tables(self):
        assert issue(document(paragraph("Lào Cai: 91,07 điểm")))[0] == "document_no_table"

    def test_a_document_without_its_text(self):
        assert issue(document(main="word/document9.xml", more={"word/document9.xml": b"<w:document"}))[0] == "damaged"

    def test_entities_of_its_own(self):
        bomb = b'<!DOCTYPE a [<!ENTITY b "bb">]><document>&b;</document>'
        assert issue(document(more={"word/document.xml": bomb}))[0] == "damaged"

    def test_elements_without_end(self):
        deep = b"<a>" * 500
        assert issue(document(more={"word/document.xml": deep}))[0] == "too_many_cells"

    def test_a_table_wider_than_any(self):
        assert issue(document(table(row("1", cell("2", span=limits.COLUMNS + 1)))))[0] == "document_edges"

    def test_a_part_that_unpacks_to_too_much(self):
        assert issue(document(more={"word/document.xml": bytes(limits.UNPACKED + 1)}))[0] == "unpacks_too_large"


class TestSeveralTables:
    def test_a_table_that_goes_on_with_its_headings_repeated_is_one(self):
        data = document(paragraph("PAR INDEX 2025"), table(row(*words.HEAD), ROWS[0]), paragraph(""),
                        table(row(*words.HEAD), *ROWS[1:]))  # fmt: skip
        assert scores(data) == {"34:15": 91.07, "34:96": 90.25, "34:86": 88.5}

    def test_a_table_that_goes_on_without_headings_is_one(self):
        data = document(paragraph("PAR INDEX 2025"), table(row(*words.HEAD), ROWS[0]), paragraph(""), table(*ROWS[1:]))
        assert scores(data) == {"34:15": 91.07, "34:96": 90.25, "34:86": 88.5}

    def test_a_row_broken_between_two_parts_is_made_whole(self):
        upper, lower = row("2", "Thành phố", "90,25"), row("", "Hồ Chí Minh", "")
        data = document(paragraph("PAR INDEX 2025"), table(row(*words.HEAD), ROWS[0], upper),
                        table(row(*words.HEAD), lower, ROWS[2]))  # fmt: skip
        assert scores(data) == {"34:15": 91.07, "34:79": 90.25, "34:86": 88.5}

    def test_a_name_alone_that_no_province_has_is_not_added_to_the_one_before(self):
        data = document(paragraph("PAR INDEX 2025"), table(row(*words.HEAD), *ROWS[:2]),
                        table(row(*words.HEAD), row("", "Vùng khác", ""), ROWS[2]))  # fmt: skip
        assert scores(data)["34:96"] == 90.25

    def test_tables_under_titles_of_their_own_stay_apart(self):
        head = ("Xếp hạng", "Tỉnh", "Chỉ số")
        data = document(paragraph("PAR INDEX 2025"), table(row(*head), *ROWS), paragraph("SIPAS 2025"),
                        table(row(*head), row("1", "Lào Cai", "80,00")))  # fmt: skip
        assert [sheet.name for sheet in load(data, NAME).sheets] == ["Bảng 1", "Bảng 2"]
        assert load(data, NAME).sheets[1].rows[0] == ["SIPAS 2025"]
        assert scores(data)["34:15"] == 91.07

    def test_another_table_with_as_many_columns_is_not_taken_for_the_rest_of_one(self):
        data = document(paragraph("PAR INDEX 2025"), table(row(*words.HEAD), *ROWS), paragraph(""),
                        table(row("Xếp hạng", "Tỉnh", "SIPAS 2025"), row("1", "Lào Cai", "80,00")))  # fmt: skip
        assert len(load(data, NAME).sheets) == 2

    def test_rows_with_figures_in_other_columns_are_not_the_rest_of_a_table(self):
        data = document(paragraph("PAR INDEX 2025"), table(row(*words.HEAD), *ROWS), table(row("1", "2", "3")))
        assert len(load(data, NAME).sheets) == 2

    def test_the_letterhead_gives_number_and_date_to_the_title(self):
        letterhead = table(row("BỘ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                           row("Số: 12/QĐ-BNV", "Hà Nội, ngày 3 tháng 4 năm 2026"), widths=(3000, 3000))  # fmt: skip
        articles = [paragraph(f"Điều {number}. Nội dung") for number in range(1, 12)]
        data = document(
            letterhead, *articles, *(paragraph(line) for line in words.TITLE), table(row(*words.HEAD), *ROWS)
        )
        (sheet,) = load(data, NAME).sheets
        assert [line[0] for line in sheet.rows[: sheet.above]] == [
            "Số: 12/QĐ-BNV", "Hà Nội, ngày 3 tháng 4 năm 2026", *words.TITLE,
        ]  # fmt: skip
        assert scores(data)["34:15"] == 91.07


class TestPlaces:
    @pytest.mark.parametrize(("lang", "place"), [("vi", "Bảng 1, dòng 2, cột B"), ("en", "Table 1, row 2, column B")])
    def test_an_issue_names_table_and_row_as_counted_in_the_document(self, lang, place):
        found = expect.read(annex(row("1", "Lào Kai Xyz", "91,07"), *ROWS[1:]), NAME)
        assert expect.only(found, "province_unknown").place(translator(lang)) == place

    def test_the_copy_marks_the_cell_by_the_row_as_counted_in_the_document(self):
        found = expect.read(annex(row("1", "Lào Kai Xyz", "91,07"), *ROWS[1:]), NAME)
        copy = openpyxl.load_workbook(io.BytesIO(marked(found, translator("vi"))))["Bảng 1"]
        assert [cell.value for cell in copy[2]] == ["1", "Lào Kai Xyz", "91,07"]
        assert copy["B2"].comment is not None
