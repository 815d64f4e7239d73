"""Lines with more or fewer cells than headings: joined where that is forced, refused otherwise, never cut."""

import pytest

from provindex import geography
from provindex.intake.formats import text
from provindex.intake.issues import Refused
from tests.provindex.intake.expect import codes, only, read

YEAR = 2023
PROVINCES = geography.provinces("63")


def lines(head, row, **_):
    """A table of 63 lines, each made from the place of its province and its name."""
    body = [row(number, one.name.vi) for number, one in enumerate(PROVINCES, start=1)]
    return "\r\n".join([f"PAR INDEX {YEAR}", head, *body]).encode()


def rows(content):
    return text.rows(content.encode())


def refused(content):
    with pytest.raises(Refused) as caught:
        rows(content)
    return caught.value.issue


def scores(reading):
    frame = reading.years[YEAR]
    return [dict(zip(frame["province"], frame["score"], strict=True))[one.id] for one in PROVINCES]


def test_decimals_behind_a_comma_are_joined_where_nothing_else_is_possible():
    reading = read(lines("Tỉnh,PAR INDEX", lambda n, name: f"{name},87,{n:02}"), "par.csv")
    assert scores(reading) == [pytest.approx(87 + n / 100) for n in range(1, 64)]
    issue = only(reading, "decimals_joined")
    assert (issue.severity, issue.value, dict(issue.facts)["n"]) == ("warns", "87,01", 63)


def test_a_rank_behind_the_score_has_no_decimals():
    content = lines("STT,Tỉnh,Điểm,Xếp hạng", lambda n, name: f"{n},{name},{90 - n // 10},{99 - n:02},{n}")
    reading = read(content, "par 2023.csv")
    assert scores(reading)[4] == 90.94
    assert reading.years[YEAR]["rank_published"].nunique() == 63


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Tỉnh,PAR,SIPAS\nAn Giang,87,47,80,12\nHà Nội,88,01,81,5", ["An Giang", "87,47", "80,12"]),
        ("Tỉnh,PAR\nAn Giang,87,47\nHà Nội,88", ["An Giang", "87,47"]),
        ('Tỉnh,PAR\nAn Giang,87,47\nHà Nội,"88,5"', ["An Giang", "87,47"]),
        ("Tỉnh,PAR,Xếp hạng\nAn Giang,87,47,5\nHà Nội,88,5,1", ["An Giang", "87,47", "5"]),
        ("Tỉnh, thành phố,PAR\nAn Giang,87,47\nHà Nội,88,5", ["An Giang", "87,47"]),
        ("STT,Tỉnh,thành phố,PAR\n1,An Giang,87,47\n2,Hà Nội,88,5", ["1", "An Giang", "87,47"]),
        ("Tỉnh,PAR,\nAn Giang,87,47,\nHà Nội,88,5,", ["An Giang", "87,47"]),
        ("Tỉnh,PAR\nAn Giang,87,47%\nHà Nội,88,5%", ["An Giang", "87,47%"]),
    ],
)
def test_a_line_with_one_reading_is_joined(content, expected):
    assert next(row for row in rows(content) if "An Giang" in row) == expected


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        ("Tỉnh,PAR,SIPAS\nAn Giang,87,47,80", "line_longer", 2),
        ("Tỉnh,PAR,SIPAS\nHà Nội,88.5,81.5\nAn Giang,87,47,80", "line_longer", 3),
        ("Tỉnh,PAR,Xếp hạng\nAn Giang,87,47,5\nHà Nội,88,1", "line_shorter", 3),
        ("Tỉnh,PAR\nAn Giang,87.47,5", "line_longer", 2),
        ("Tỉnh;PAR\nAn Giang;87,47;5", "line_longer", 2),
        ("Tỉnh\tPAR\nAn Giang\t87,47\t5", "line_longer", 2),
        ("Tỉnh;PAR;Xếp hạng\nAn Giang;87,47\nHà Nội;88;1", "line_shorter", 2),
        ("Tỉnh,Công khai, minh bạch\nAn Giang,5,67\nHà Nội,5,8", "heading_parted", 1),
        (",UBND tỉnh, thành phố,PAR,Ghi chú\n, An Giang,87,47,\n,Hà Nội,88,5,", "heading_parted", 1),
        ("Tỉnh,Chỉ số CCHC, năm 2023\nAn Giang,87,47\nHà Nội,88,5", "heading_parted", 1),
        (",Công khai, minh bạch,Tham gia\nTỉnh,Điểm,Điểm\nAn Giang,5,67,6,1\nHà Nội,5,8,6,2", "heading_parted", 1),
        ("Tỉnh,PAR\nBà Rịa, Vũng Tàu,88.9", "line_longer", 2),
    ],
)
def test_a_line_with_two_readings_or_none_is_refused_with_its_place(content, code, row):
    issue = refused(content)
    assert (issue.code, issue.row, issue.severity) == (code, row, "blocks")


@pytest.mark.parametrize(
    "content",
    [
        'Tỉnh,PAR\nAn Giang,"87,47"\nHà Nội,"88,5"',
        "Tỉnh;PAR\nAn Giang;87,47\nHà Nội;88,5",
        "Tỉnh\tPAR\nAn Giang\t87,47\nHà Nội\t88,5",
        "Tỉnh, thành phố|PAR\nAn Giang|87,47\nHà Nội|88,5",
    ],
)
def test_decimal_commas_that_part_nothing_stay(content):
    assert rows(content)[1:] == [["An Giang", "87,47"], ["Hà Nội", "88,5"]]


@pytest.mark.parametrize(
    "content",
    [
        "Tỉnh,PAR,Xếp hạng\nAn Giang,87.47,1\nHà Nội,88.5,\nTrung bình,87.9",
        "Tỉnh,PAR,Ghi chú\nAn Giang,87.47\nHà Nội,88.5,muộn",
        "Tỉnh,PAR,,\nAn Giang,87.47,,\nNguồn: Bộ Nội vụ, 2023, tr. 5",
        "Tỉnh,Điểm,,Xếp hạng,\n,2022,2023,2022,2023\nAn Giang,86.1,87.2,3,4",
        "Tỉnh, Điểm, Xếp hạng\nAn Giang, 87.47, 1",
        "Không có tiêu đề\n1,2,3\n4,5",
    ],
)
def test_what_loses_nothing_is_read_as_it_stands(content):
    assert rows(content) == [line.split(",") for line in content.split("\n")]


@pytest.mark.parametrize(
    "content",
    [
        # Programs give every line the cells of the widest table, blank ones too.
        "Tỉnh;PAR;\nAn Giang;87,47;\n;;\nTỉnh;PAR;So với 2022\nHà Nội;88,5;1,2",
        "Tỉnh\tPAR\t\tThể chế\t\n\t2022\t2023\tĐiểm\t\n\t\t\t2022\t2023\nAn Giang\t87.4\t88.4\t70.1\t71.2",
    ],
)
def test_blank_cells_behind_a_heading_are_room_for_more_columns(content):
    separator = ";" if ";" in content else "\t"
    assert rows(content) == [line.split(separator) for line in content.split("\n")]


def test_points_in_the_decimals_show_that_no_comma_parts_a_heading():
    content = 'Tỉnh, Điểm,"Công khai, minh bạch"\nAn Giang,5.67,6.1\nHà Nội,5.8,6.2'
    assert rows(content)[0] == ["Tỉnh", " Điểm", "Công khai, minh bạch"]
    assert refused('Tỉnh, Điểm,"Công khai, minh bạch"\nAn Giang,5,67').code == "heading_parted"


def test_a_file_that_is_refused_publishes_nothing():
    reading = read(lines("Tỉnh,PAR INDEX,SIPAS", lambda n, name: f"{name},87,{n:02},80"), "par.csv")
    assert codes(reading) == ["line_longer"]
    assert reading.years == {}


def test_decimals_are_joined_though_nothing_heads_the_provinces():
    reading = read(lines(",PAR INDEX,Thay đổi so với 2022", lambda n, name: f"{name},87,{n:02},-1,5"), "par 2023.csv")
    assert scores(reading) == [pytest.approx(87 + n / 100) for n in range(1, 64)]
    assert only(reading, "decimals_joined").value == "87,01"


def test_each_table_of_a_file_has_lines_as_long_as_its_own_headings():
    content = (
        "PAR 2023\nTỉnh,PAR INDEX\nAn Giang,87,47\nHà Nội,88,5\n\nPAR 2024\nTỉnh,PAR INDEX,Tăng/giảm\nHuế,88,01,5,25"
    )
    read_rows = [row for row in rows(content) if row and row[0] in ("An Giang", "Hà Nội", "Huế")]
    assert read_rows == [["An Giang", "87,47"], ["Hà Nội", "88,5"], ["Huế", "88,01", "5,25"]]
    wider = "Tỉnh,PAR INDEX\nAn Giang,87.5\nTỉnh,PAR INDEX,Hạng\nHuế,88.5,5"
    assert rows(wider)[-1] == ["Huế", "88.5", "5"]
    assert refused("Tỉnh,PAR\nAn Giang,87.5\nTỉnh,PAR,Hạng\nHuế,88.5,5,1").row == 4


def test_decimals_of_a_file_for_old_fonts_are_not_cut():
    content = (
        "N¨m,TØnh,ChØ sè,§iÓm\r\n2023,Hµ Néi,SIPAS,93,38\r\n2023,H¶i Phßng,SIPAS,91,5\r\n2023,B¾c Ninh,SIPAS,90,25\r\n"
    )
    read_rows = text.rows(content.encode("latin-1"))
    assert [row[-1] for row in read_rows[1:]] == ["93,38", "91,5", "90,25"]
    assert read_rows[1][1] == "Hµ Néi"


def test_numbered_headings_that_begin_with_blanks_are_whole():
    content = 'Tên tỉnh ,  1: Tham gia,  2: Công khai\nAn Giang,"5,67","5,1"\n'
    assert rows(content)[1] == ["An Giang", "5,67", "5,1"]


def test_the_lowest_line_of_headings_may_end_before_the_others():
    content = ",,Chỉ số CCHC,,Hạng\n,,2022,2023,\n1,An Giang,87.1,88.2,3\n2,Hà Nội,88.1,89.2,2\n"
    assert rows(content)[2] == ["1", "An Giang", "87.1", "88.2", "3"]


def test_a_region_in_front_of_a_province_does_not_hide_its_decimals():
    content = "Vùng,STT,Tỉnh,PAR INDEX,Hạng\nĐông Nam Bộ,1,Bình Phước,91,22,1\nTây Nguyên,2,Kon Tum,86,56,2"
    assert [line[3] for line in rows(content)[1:]] == ["91,22", "86,56"]
    assert refused("Vùng,Tỉnh,PAR 2022,PAR 2023\nTây Nguyên,Kon Tum,86,56,7").code == "line_longer"
