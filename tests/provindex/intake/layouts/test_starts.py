"""Where a table of a sheet begins below another. Figures made up."""

from provindex.intake import Answers
from tests.provindex.intake import layouts
from tests.provindex.intake.expect import read

NAMES = [one.name.vi for one in layouts.OLD]


def of_two_years(head):
    """A table of 2022 with running numbers, and one of 2023 without, sorted the other way round."""
    rows = [["PAR INDEX các năm 2022 và 2023"], ["PAR INDEX năm 2022"], ["TT", "Tỉnh", "PAR INDEX"]]
    rows += [[place + 1, name, 70 + place / 8] for place, name in enumerate(NAMES)]
    rows += [[], ["PAR INDEX năm 2023"], head]
    return [*rows, *[[name, 80 + place / 8] for place, name in reversed(list(enumerate(NAMES)))]]


def test_one_heading_beside_provinces_that_move_to_the_left_begins_a_table():
    frame = read(layouts.xlsx(of_two_years([None, "PAR INDEX"])), "a.xlsx").years[2023]
    scores = dict(zip(frame["province"], frame["score"], strict=True))
    assert (scores["63:01"], scores["63:96"]) == (80 + NAMES.index("Hà Nội") / 8, 80 + NAMES.index("Cà Mau") / 8)


def test_an_answered_year_takes_the_table_of_that_year():
    reading = read(layouts.xlsx(of_two_years([None, "PAR INDEX"])), "a.xlsx", Answers(year=2023))
    assert reading.years[2023]["score"].min() == 80
