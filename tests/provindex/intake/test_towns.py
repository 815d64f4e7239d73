"""Tables of towns and districts, whose names many a province has too. Figures made up."""

import pytest

from provindex.intake import exit_code
from tests.provindex.intake import layouts
from tests.provindex.intake.expect import codes, only, read
from tests.provindex.intake.layouts.lists import book, column, score, scores

TOWNS = ["Cao Bằng", "Hà Giang", "Lào Cai", "Sơn La", "Yên Bái", "Hòa Bình"]


@pytest.mark.parametrize("kind", ["Thành phố", "TP.", "TP", "1. Thành phố", "UBND thành phố"])
def test_towns_that_are_called_like_provinces_are_held_back(kind):
    rows = [["PAR INDEX năm 2023"], ["Đơn vị", "PAR INDEX"]]
    rows += [[f"{kind} {name}", score(at)] for at, name in enumerate(TOWNS)]
    issue = only(read(book(("a", rows)), "a.xlsx"), "towns")
    assert (issue.severity, issue.row, dict(issue.facts)["n"]) == ("blocks", 3, 6)


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("PAR INDEX các huyện, thị xã, thành phố năm 2023", "Đơn vị"),
        ("PAR INDEX năm 2023", "Huyện, thành phố"),
        ("PAR INDEX các thành phố thuộc tỉnh năm 2023", "Đơn vị"),
    ],
)
def test_towns_that_title_or_heading_calls_so_are_held_back(title, heading):
    rows = [[title], [heading, "PAR INDEX"], *[[name, score(at)] for at, name in enumerate(TOWNS)]]
    assert only(read(book(("a", rows)), "a.xlsx"), "no_result").severity == "blocks"


def test_cities_run_centrally_are_provinces_and_a_slip_is_none_of_a_town():
    rows = [["PAR INDEX các tỉnh, thành phố trực thuộc trung ương năm 2023"], ["Tỉnh, thành phố", "PAR INDEX"]]
    names = [("Thành phố " if one.kind == "city" else "") + one.name.vi.removeprefix("TP. ") for one in layouts.OLD]
    names[2] = "Thành phố Cao Bằng"
    rows += [[name, score(at)] for at, name in enumerate(names)]
    reading = read(book(("a", rows)), "a.xlsx")
    assert (scores(reading, 2023), exit_code(reading), "towns" in codes(reading)) == (column(), 0, False)
