"""Totals against the points of their fields."""

import pytest

from provindex.intake import exit_code
from tests.provindex.intake import layouts
from tests.provindex.intake.expect import codes, only, read

POINTS = {
    "par.steering": 9.5, "par.institutions": 10.0, "par.procedures": 13.0, "par.organisation": 10.5,
    "par.civil_service": 15.0, "par.finance": 12.0, "par.digital": 13.5, "par.impact": 16.5,
}  # fmt: skip
NAMES = {part.key: part.name.vi for part in layouts.PAR.children("par")}


def table(year=2024, *, percent=False, digits=2, fields=tuple(POINTS), maxima=True, total=None):
    """Rows of every province with points (or per cent) of the fields and the sum of the points as total."""
    rows = [[f"PAR INDEX {year}"], ["STT", "Tỉnh, thành phố", "PAR INDEX", *[NAMES[key] for key in fields]]]
    if maxima:
        rows.append([None, "Điểm tối đa", 100, *[POINTS[key] for key in fields]])
    for place, province in enumerate(layouts.OLD):
        shares = {key: 0.62 + (7 * place + 11 * at) % 35 / 99 for at, key in enumerate(POINTS)}
        whole = sum(POINTS[key] * share for key, share in shares.items())
        shown = [round(100 * shares[key] if percent else POINTS[key] * shares[key], digits) for key in fields]
        rows.append([place + 1, province.name.vi, round(whole if total is None else total, digits), *shown])
    return rows


def reading(rows, year=2024):
    return read(layouts.xlsx(rows), f"PAR INDEX {year}.xlsx")


@pytest.mark.parametrize("percent", [False, True], ids=["points", "per cent"])
@pytest.mark.parametrize("digits", [2, 1])
def test_totals_that_are_the_sum_of_the_points_are_silent(percent, digits):
    assert codes(reading(table(percent=percent, digits=digits))) == []


@pytest.mark.parametrize("percent", [False, True], ids=["points", "per cent"])
@pytest.mark.parametrize("apart", [10, -1, 0.1, -0.1])
def test_a_total_that_is_not_names_the_cell_the_value_and_the_sum(percent, apart):
    rows = table(percent=percent)
    right = rows[10][2]
    rows[10][2] = round(right + apart, 2)
    found = reading(rows)
    issue = only(found, "points_differ")
    assert (issue.row, issue.column, issue.value) == (11, "C", f"{rows[10][2]:.10g}")
    assert float(issue.expected) == pytest.approx(right, abs=0.05)
    assert (issue.severity, exit_code(found)) == ("warns", 0)


def test_a_total_that_is_off_by_one_field():
    rows = table()
    rows[10][2] = round(rows[10][2] - rows[10][5], 2)
    assert only(reading(rows), "points_differ").row == 11


def test_a_wrong_field_is_found_by_its_total():
    rows = table()
    rows[10][5] = round(rows[10][5] - 1, 2)
    assert only(reading(rows), "points_differ").row == 11


def test_the_maxima_of_the_catalogue_count_where_the_file_states_none():
    rows = table(2018, percent=True, maxima=False)
    known = {part.key: part.period(2018).max_points for part in layouts.PAR.children("par")}
    for row in rows[2:]:
        row[2] = round(sum(value * known[key] for key, value in zip(POINTS, row[3:], strict=True)) / 100, 2)
    assert "points_differ" not in codes(reading(rows, 2018))
    rows[9][2] += 0.5
    assert only(reading(rows, 2018), "points_differ").row == 10


def test_a_part_of_the_fields_says_nothing():
    assert "points_differ" not in codes(reading(table(fields=tuple(POINTS)[:-1], total=88)))


def test_a_province_without_one_field_says_nothing():
    rows = table()
    rows[10][4], rows[10][2] = None, 55.0
    assert "points_differ" not in codes(reading(rows))


def test_fields_without_maxima_say_nothing():
    assert "points_differ" not in codes(reading(table(2020, percent=True, maxima=False, total=88), 2020))


def test_stated_maxima_that_do_not_add_up_are_refused():
    """A most of 18.5 for 13.5 would make 55 per cent out of 75."""
    rows = table(2020)
    rows[2][9] = 18.5
    found = reading(rows, 2020)
    issue = only(found, "maxima_differ")
    assert (issue.severity, issue.value, issue.expected, exit_code(found)) == ("blocks", "105", "100", 1)
    assert "points_differ" not in codes(found)
