import unicodedata

import pytest

from provindex.intake.formats import text
from provindex.intake.issues import Refused
from tests.provindex.intake import layouts

TABLE = [["Tỉnh", "papi"], ["Hà Nội", "43,96"], ["Đắk Lắk", "41,50"], ["Thừa Thiên Huế", "45,01"]]
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(written: str) -> bytes:
    """Windows-1258 writes a letter with its hat or horn as one byte and its tone as another."""
    parts = []
    for letter in written:
        marks = unicodedata.normalize("NFD", letter)
        bare = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
        parts.append(bare + "".join(mark for mark in marks if mark in _TONES))
    return "".join(parts).encode("cp1258")


CONTENT = layouts.text(TABLE, ";").decode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_and_without_its_mark(encoding):
    assert text.rows(CONTENT.encode(encoding)) == TABLE


def test_windows_1258_is_read():
    rows = [[unicodedata.normalize("NFC", cell) for cell in row] for row in text.rows(windows_1258(CONTENT))]
    assert rows == TABLE


@pytest.mark.parametrize(
    "written",
    [
        "TØnh;papi\r\nHµ Néi;43,96\r\nH¶i Phßng;41,5\r\nB¹c Liªu;42\r\n",
        "Tænh;papi\r\nHaø Noäi;43,96\r\nSôn La;1\r\nBaïc Lieâu;2",
    ],
)
def test_a_table_for_old_fonts_keeps_their_letters(written):
    assert text.decoded(written.encode("latin-1")) == written


def test_letters_prove_windows_1258_where_no_province_has_an_accent():
    written = [["Chỉ số cải cách hành chính của các tỉnh", ""], ["Tỉnh", "Xếp hạng"], ["Ha Noi", "1"]]
    rows = text.rows(windows_1258(layouts.text(written, ";").decode()))
    assert [[unicodedata.normalize("NFC", cell) for cell in row] for row in rows] == written
    with pytest.raises(Refused):
        text.rows(windows_1258(layouts.text([*written, ["Æøå", "2"]], ";").decode()))


def test_a_dash_among_the_letters_of_an_old_font_stays_a_dash():
    written = "TØnh;papi\r\nBµ RÞa – Vòng Tµu;43\r\nHµ Néi;44\r\nH¶i Phßng;41\r\n"
    assert text.decoded(written.encode("cp1252")) == written


def test_an_encoding_that_names_no_province_is_refused():
    with pytest.raises(Refused) as refused:
        text.rows("Tên;Điểm\r\nä ö ü;1".encode("cp1250", errors="replace") + b"\xff")
    assert refused.value.issue.code == "encoding_unknown"


@pytest.mark.parametrize(("separator", "decimal"), [(";", ","), (",", "."), ("\t", ","), ("|", ".")])
def test_the_separator_is_found(separator, decimal):
    rows = [["Tỉnh", "papi", "papi.delivery"], ["Hà Nội", 43.5, 7.25], ["Huế", 45.5, 7.5]]
    read = text.rows(layouts.text(rows, separator, decimal))
    assert read[1] == ["Hà Nội", f"43{decimal}5", f"7{decimal}25"]


def test_a_name_in_two_lines_hides_no_separator():
    content = 'Tỉnh|PAR\n"Bà Rịa\n- Vũng Tàu"|84,5\n"Tuyên\nQuang"|80,1\n"Hà\nNội"|90,2\nHuế|81,3'
    assert text.rows(content.encode())[2] == ["Tuyên\nQuang", "80,1"]


def test_decimal_commas_in_quotes_do_not_part_cells():
    assert text.rows('Tỉnh,papi\r\n"Hà Nội","43,96"\r\n'.encode()) == [["Tỉnh", "papi"], ["Hà Nội", "43,96"]]


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"abc\x07def", bytes(range(256))])
def test_noise_is_no_text(data):
    with pytest.raises(Refused) as refused:
        text.rows(data)
    assert refused.value.issue.code == "format_unknown"


def test_quoted_cells_over_several_lines_do_not_part_lines():
    written = [["Tỉnh, thành phố", "PAR"], *[["Tuyên\nQuang", "81,37"], ["Lào Cai", "82,45"]]]
    content = '"Tỉnh, thành phố"|PAR\n"Tuyên\nQuang"|81,37\nLào Cai|82,45\n'
    assert text.rows(content.encode()) == written
