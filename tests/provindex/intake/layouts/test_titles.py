"""Titles of one part of an index over a column that only names the index. Titles and figures made up."""

import pytest

from provindex.catalog import load_catalog
from provindex.intake.layouts import titles
from provindex.intake.layouts.measure_names import MeasureNames
from tests.provindex.intake import layouts
from tests.provindex.intake.expect import only, read

NAMES = [one.name.vi for one in layouts.OLD]
OF = {key: MeasureNames(index, 2022) for key, index in load_catalog().indices.items() if 2022 in index.editions}


def named(index, *lines):
    """The part that lines name over a heading with the name of the index, in Vietnamese or as the line."""
    found = titles.part_named(lines, OF[index], bare=False)
    return found if found is None or isinstance(found, str) else found.vi


@pytest.mark.parametrize(
    ("index", "line", "part"),
    [
        ("par", "PAR INDEX 2022 – Cải cách thể chế", "Cải cách thể chế"),
        ("par", "Bảng 7. Cải cách tài chính công của 63 tỉnh, thành phố năm 2022", "Cải cách tài chính công"),
        ("par", "Xếp hạng về cải cách thủ tục hành chính năm 2022", "Cải cách thủ tục hành chính"),
        ("par", "PAR INDEX 2022 (Cải cách tài chính công)", "Cải cách tài chính công"),
        ("papi", "PAPI 2022: Quản trị điện tử", "Quản trị điện tử"),
        (
            "papi",
            "Chỉ số nội dung 4, Kiểm soát tham nhũng trong khu vực công, PAPI 2022",
            "Kiểm soát tham nhũng trong khu vực công",
        ),
    ],
)
def test_a_part_of_the_catalogue_is_named_by_its_title(index, line, part):
    assert named(index, line) == part


@pytest.mark.parametrize(
    ("index", "line"),
    [
        ("par", "Chỉ số thành phần số 5 – PAR INDEX năm 2022"),
        ("par", "Lĩnh vực 7, PAR INDEX năm 2022"),
        ("par", "Tiêu chí thành phần 4.2, PAR INDEX 2022"),
        ("par", "Lĩnh vực Xây dựng chính quyền số, PAR INDEX 2022"),
        ("par", "PAR INDEX 2022: Cải cách bộ máy"),
        ("par", "PAR INDEX 2022: Institutional reform"),
        ("par", "Chỉ số thành phần Cải cách thể chế và Cải cách tài chính công, PAR INDEX 2022"),
        ("sipas", "SIPAS 2022: Tiếp cận dịch vụ"),
        ("sipas", "SIPAS 2022 – yếu tố Công chức"),
        ("sipas", "Mức độ hài lòng về thủ tục hành chính năm 2022"),
        ("sipas", "SIPAS 2022, component: Handling of feedback"),
        ("sipas", "SIPAS 2022, lĩnh vực hộ tịch"),
        ("papi", "PAPI 2022, Dimension 6"),
    ],
)
def test_a_title_of_a_part_that_the_catalogue_has_not_is_quoted(index, line):
    assert named(index, line) == f"“{line}”"


@pytest.mark.parametrize(
    ("index", "line"),
    [
        ("par", "PAR INDEX 2022 (gồm 8 lĩnh vực, 38 tiêu chí)"),
        ("par", "Kết quả PAR INDEX năm 2022 theo các lĩnh vực"),
        ("par", "PAR INDEX 2022 theo Bộ tiêu chí mới"),
        ("par", "PAR INDEX 2022, all components"),
        ("par", "PAR INDEX 2022: tổng hợp từ 8 lĩnh vực cải cách thể chế, thủ tục hành chính, tài chính công"),
        ("par", "PAR INDEX 2022 – nguồn: Cục Kiểm soát thủ tục hành chính"),
        ("par", "Vụ Cải cách hành chính công bố PAR INDEX 2022"),
        ("par", "Kết quả lĩnh vực cải cách hành chính năm 2022"),
        ("par", "Căn cứ Kế hoạch cải cách thủ tục hành chính năm 2022"),
        ("par", "Tổng điểm PAR INDEX 2022 và điểm cải cách thể chế"),
        ("sipas", "Chỉ số hài lòng của người dân đối với dịch vụ hành chính công năm 2022"),
        ("sipas", "SIPAS 2022: hài lòng trong giải quyết thủ tục hành chính"),
        ("papi", "PAPI 2022 gồm 8 chỉ số nội dung"),
        ("papi", "Trung tâm Dịch vụ công, PAPI 2022"),
    ],
)
def test_a_title_of_the_whole_names_no_part(index, line):
    assert named(index, line) is None


def test_a_title_on_two_lines_is_read_as_one():
    assert named("par", "Chỉ số thành phần", "Cải cách thể chế", "PAR INDEX năm 2022") == "Cải cách thể chế"


@pytest.mark.parametrize(
    ("tab", "name", "above"),
    [
        ("Cải cách thể chế", "a.xlsx", [["PAR INDEX năm 2023"]]),
        ("Bang", "Cai cach the che 2023.xlsx", [["PAR INDEX năm 2023"]]),
        ("Bang", "a.xlsx", [["PAR INDEX năm 2023", None, "Cải cách thể chế"]]),
        ("Bang", "a.xlsx", [["PAR INDEX năm 2023"], ["Lĩnh vực:", "Cải cách thể chế"]]),
    ],
    ids=["sheet", "file", "beside the title", "under the title"],
)
def test_a_part_that_sheet_file_or_a_cell_names_is_asked_about(tab, name, above):
    rows = [
        *above,
        ["Tỉnh", "PAR INDEX"],
        *[[one, round(60.37 + (place * 37 % 63) / 4, 2)] for place, one in enumerate(NAMES)],
    ]
    issue = only(read(layouts.xlsx(rows, tab), name), "title_of_part")
    assert (issue.severity, dict(issue.facts)["measure"].vi) == ("blocks", "Cải cách thể chế")
