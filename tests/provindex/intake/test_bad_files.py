"""Files that are refused as a whole: each with one sentence, and before anything in it takes time or memory."""

import io
import struct
import zipfile

import pytest

from provindex.intake.formats import limits
from provindex.store import score_store
from tests.provindex.intake import layouts, parts
from tests.provindex.intake.biff import container, xls
from tests.provindex.intake.expect import codes, read, refusal


@pytest.fixture(scope="module")
def official() -> bytes:
    return layouts.wide(score_store.read_shipped("papi", 2023), 2023).bytes()


def test_an_empty_file():
    assert refusal(b"").code == "file_empty"


def test_a_hundred_megabytes_of_noise():
    issue = refusal(bytes(range(256)) * 400_000)
    assert (issue.code, issue.expected) == ("file_too_large", "<= 25 MB")


@pytest.mark.parametrize("name", ["PAPI-2023.xlsx", "PAPI-2023.csv", "PAPI-2023"])
def test_noise_of_a_modest_size(name):
    assert refusal(bytes(range(256)) * 1000, name).code == "format_unknown"


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_zip(official, kept):
    assert refusal(official[: int(len(official) * kept)]).code == "damaged"


def test_a_zip_of_something_else():
    issue = refusal(parts.archive({"PAPI-2023.xlsx": b"a", "old/PAPI-2022.xlsx": b"b"}), "PAPI.zip")
    assert (issue.code, issue.value) == ("format_packed", "ZIP")
    assert dict(issue.facts)["files"] == ("PAPI-2023.xlsx", "old/PAPI-2022.xlsx")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<html><table><tr><td>1</td></tr></table></html>", "HTML/XML"),
        (b"<!-- saved by a program --><html><table></table></html>", "HTML/XML"),
        (b"<div><table><tr><td>1</td></tr></table></div>", "HTML/XML"),
        ("\ufeff<html><table></table></html>".encode("utf-16-le"), "HTML/XML"),
        (parts.archive({"xl/workbook.bin": b"\x83\x01\x00"}), "XLSB"),
        (container({"Book": bytes(4096)}), "Excel 5/95"),
    ],
    ids=["html", "comment", "fragment", "two bytes", "xlsb", "old"],
)
def test_known_kinds_that_are_not_read_are_named(data, kind):
    issue = refusal(data, "PAPI-2023.xls")
    assert (issue.code, issue.value) == ("format_not_read", kind)


@pytest.mark.parametrize(
    ("data", "code", "kind"),
    [
        (b"{\\rtf1\\ansi 1}", "format_text_document", "RTF"),
        (container({"WordDocument": b"x", "Workbook": b"y"}), "format_text_document", "Word 97–2003 (DOC)"),
        (
            parts.archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}),
            "format_text_document",
            "ODT",
        ),
        (b"\x89PNG\r\n", "format_picture", "PNG"),
        (b"RIFF0000WEBPVP8 ", "format_picture", "WEBP"),
        (b"\x1f\x8b\x08\x00", "format_archive", "GZIP"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "format_not_read", "MHTML"),
        (parts.archive({"ppt/presentation.xml": b"<a/>"}), "format_not_read", "PPTX"),
    ],
    ids=["rtf", "doc", "odt", "png", "webp", "gzip", "mht", "pptx"],
)
def test_documents_pictures_and_archives_are_named_with_a_cure_of_their_own(data, code, kind):
    issue = refusal(data, "PAPI-2023.xls")
    assert (issue.code, issue.value) == (code, kind)


class TestPasswords:
    def test_a_protected_workbook(self):
        assert refusal(container({"EncryptionInfo": b"x", "EncryptedPackage": b"y"})).code == "password"

    def test_a_protected_xls(self):
        assert refusal(xls({"a": [["x"]]}, password=True), "a.xls").code == "password"

    def test_a_protected_zip(self, official):
        locked = bytearray(official)
        for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = locked.find(mark)
            struct.pack_into("<H", locked, at + flags, 1)
        assert refusal(bytes(locked)).code == "password"

    def test_a_protected_ods(self):
        locked = "<m:file-entry><m:encryption-data/></m:file-entry>"
        assert refusal(parts.ods(parts.ods_row("x"), locked), "a.ods").code == "password"


class TestBombs:
    def test_a_part_that_unpacks_to_a_hundred_megabytes(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("xl/workbook.xml", "<workbook/>")
            with packed.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
                for _ in range(100):
                    part.write(bytes(1_000_000))
        assert len(out.getvalue()) < 200_000
        assert refusal(out.getvalue()).code == "unpacks_too_large"

    def test_a_directory_that_lies_about_sizes(self):
        data = bytearray(parts.xlsx('<row r="1"><c r="A1"><v>1</v></c></row>' + " " * 1_000_000))
        at = data.find(b"PK\x01\x02", data.find(b"xl/worksheets/sheet1.xml") + 1)
        while data[at + 46 : at + 70] != b"xl/worksheets/sheet1.xml":
            at = data.find(b"PK\x01\x02", at + 1)
        struct.pack_into("<I", data, at + 24, 100)
        assert refusal(bytes(data)).code == "damaged"

    def test_thousands_of_entries(self):
        more = {f"xl/worksheets/x{number}.xml": b"" for number in range(limits.ENTRIES)}
        assert refusal(parts.xlsx("", more=more)).code == "unpacks_too_large"

    def test_entities_that_grow(self):
        bomb = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]><worksheet>&c;</worksheet>'
        assert refusal(parts.xlsx("", more={"xl/worksheets/sheet1.xml": bomb})).code == "damaged"

    def test_elements_without_end(self):
        assert refusal(parts.xlsx("<a>" * 500)).code == "too_many_cells"

    def test_a_long_text_that_every_cell_repeats(self):
        rows = ("<row>" + '<c t="s"><v>0</v></c>' * 100 + "</row>") * 100
        assert refusal(parts.xlsx(rows, shared=f"<si><t>{'x' * 30_000}</t></si>")).code == "too_many_cells"

    def test_one_part_behind_a_thousand_sheets(self):
        rows = "".join(f"<row>{'<c><v>1</v></c>' * 100}</row>" for _ in range(100))
        assert refusal(parts.xlsx(rows, sheets=1000)).code == "too_many_cells"

    def test_merged_ranges_over_the_whole_sheet(self):
        rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2000"><c r="IV2000"><v>1</v></c></row>'
        merged = "</sheetData><mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 3 + "</mergeCells><sheetData>"
        assert refusal(parts.xlsx(rows + merged)).code == "too_many_cells"


class TestSizes:
    def test_a_million_rows(self):
        rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 1_000_001, 19))
        issue = refusal(parts.xlsx(rows))
        assert (issue.code, issue.sheet, issue.expected) == ("too_many_rows", "s0", f"<= {limits.ROWS}")

    def test_a_million_lines_of_text(self):
        assert refusal(b"a;b\n" * 1_000_000, "PAPI-2023.csv").code == "too_many_rows"

    def test_all_columns_of_a_sheet(self):
        issue = refusal(parts.xlsx(f"<row>{'<c><v>1</v></c>' * 16_384}</row>"))
        assert (issue.code, issue.expected) == ("too_many_columns", f"<= {limits.COLUMNS}")

    def test_two_cells_in_far_corners(self):
        rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="49000"><c r="IV49000"><v>1</v></c></row>'
        assert refusal(parts.xlsx(rows)).code == "too_many_cells"

    def test_the_last_cell_of_all(self):
        assert refusal(parts.xlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')).code == "too_many_rows"

    def test_millions_of_blank_cells_with_a_colour(self):
        assert refusal(parts.xlsx("<row>" + '<c s="1"/>' * 1_300_000 + "</row>")).code == "too_many_cells"

    @pytest.mark.parametrize(
        ("rows", "code"),
        [
            (parts.ods_row(1.0, attributes='table:number-rows-repeated="1048576"'), "too_many_rows"),
            (
                parts.ods_row(1.0).replace(
                    "<table:table-cell", '<table:table-cell table:number-columns-repeated="16384"'
                ),
                "too_many_columns",
            ),
        ],
        ids=["rows", "columns"],
    )
    def test_repetitions_in_ods_count_as_often_as_they_repeat(self, rows, code):
        assert refusal(parts.ods(rows), "a.ods").code == code

    def test_xls_corners(self):
        far = [[1.0]] + [[]] * 60_000 + [[None] * 255 + [1.0]]
        assert refusal(xls({"a": far}), "a.xls").code == "too_many_rows"

    def test_an_xls_that_claims_a_larger_sheet_than_it_has(self):
        data = bytearray(xls({"a": [[1.0]]}))
        at = data.find(struct.pack("<HHIIHH", 0x0200, 14, 0, 1, 0, 1))
        struct.pack_into("<IIHH", data, at + 4, 0, 3_000_000, 0, 1)
        assert refusal(bytes(data), "a.xls").code == "too_many_rows"
        struct.pack_into("<IIHH", data, at + 4, 0, 40_000, 0, 300)
        assert refusal(bytes(data), "a.xls").code == "too_many_cells"

    @pytest.mark.parametrize(
        "reference", ["A0", "A1048577", "XFE1", "AAAA1", "A99999999999", "1A", "A", "", "$A$1", "A\u0661", "7"]
    )
    def test_a_cell_outside_of_any_sheet(self, reference):
        issue = refusal(parts.xlsx(f'<row r="1"><c r="{reference}"><v>1</v></c></row>'))
        assert (issue.code, issue.sheet, issue.value) == ("cell_outside", "s0", reference)

    @pytest.mark.parametrize("row", ["0", "-1", "1048577", "99999999999", "x"])
    def test_a_row_outside_of_any_sheet(self, row):
        assert refusal(parts.xlsx(f'<row r="{row}"><c><v>1</v></c></row>')).code == "cell_outside"

    @pytest.mark.parametrize("times", ["99999999999", "-1", "+5", "5 ", "x"])
    @pytest.mark.parametrize("of", ["columns", "rows"])
    def test_a_repetition_that_is_no_number_of_rows_in_ods(self, times, of):
        given = f'table:number-{of}-repeated="{times}"'
        row = parts.ods_row(1.0, attributes=given) if of == "rows" else parts.ods_row(1.0)
        row = row if of == "rows" else row.replace("<table:table-cell", f"<table:table-cell {given}")
        assert refusal(parts.ods(row), "a.ods").code == "cell_outside"

    def test_blank_rows_below_the_table_do_not_count(self):
        last = parts.ods_row(None, attributes='table:number-rows-repeated="1048574"')
        last = last.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="16384"')
        table = parts.ods_row("Tỉnh", "papi") + parts.ods_row("Hà Nội", 43.96) + last
        assert read(parts.ods(table), "a.ods").years[2023]["score"].tolist() == [43.96]


def test_a_name_with_path_separators_is_only_a_name():
    reading = read(b"", "../../etc\\passwd/PAPI-2023.xlsx")
    assert reading.name == "PAPI-2023.xlsx"


def test_the_content_decides_and_not_the_extension(official):
    reading = read(official, "PAPI-2023.csv")
    assert reading.layout == "papi_wide"
    assert "extension_differs" in codes(reading)
