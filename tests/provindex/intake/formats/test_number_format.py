"""Cells that show another figure than they hold: per cent in every format, scaled and hidden numbers."""

import io

import openpyxl
import pytest

from provindex import geography
from provindex.intake import Answers
from provindex.intake.formats.number_format import shown_as
from tests.provindex.intake import parts
from tests.provindex.intake.biff import Styled, xls
from tests.provindex.intake.expect import codes, only, read

YEAR = 2025
TITLE = f"Chỉ số cải cách hành chính năm {YEAR} (PAR INDEX)"
PROVINCES = geography.provinces("34")
SHARES = [round(0.95 - number / 400, 4) for number in range(len(PROVINCES))]
RIGHT = {one.id: round(share * 100, 4) for one, share in zip(PROVINCES, SHARES, strict=True)}


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("0.00%", "percent"),
        ("0%", "percent"),
        ("0,00 %", "percent"),
        ("[Red]0.0%;-0.0%", "percent"),
        ('0.0"%"', None),
        ("0.0\\%", None),
        ("General", None),
        ("0.00", None),
        ("#,##0.00", None),
        ("# ?/?", None),
        ("0.00E+00", None),
        ("@", None),
        ("dd/mm/yyyy", None),
        ("0.00,", "other"),
        ("#,##0,", "other"),
        ("0,,.0", "other"),
        (";;;", "other"),
        ("", "other"),
        ('"***"', "other"),
        ("0%%", "other"),
    ],
)
def test_what_a_format_shows(code, shown):
    assert shown_as(code) == shown


def xlsx(code, values=SHARES, *, styled=lambda _: True):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([TITLE])
    sheet.append(["STT", "Tỉnh, thành phố", "Chỉ số (%)"])
    for number, (one, value) in enumerate(zip(PROVINCES, values, strict=True), start=1):
        sheet.append([number, one.name.vi, value])
        if styled(number):
            sheet.cell(sheet.max_row, 3).number_format = code
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def scores(reading):
    frame = reading.years[YEAR]
    return dict(zip(frame["province"], frame["score"], strict=True))


@pytest.mark.parametrize("code", ["0.00%", "0%", '0.0%" của tối đa"'])
def test_a_cell_formatted_as_per_cent_is_per_cent(code):
    reading = read(xlsx(code), "par.xlsx")
    assert scores(reading) == RIGHT
    assert not reading.blocks


def test_each_cell_of_a_mixed_column_is_read_as_it_is_shown():
    values = [share if number % 2 else share * 100 for number, share in enumerate(SHARES, start=1)]
    reading = read(xlsx("0.00%", values, styled=lambda number: number % 2), "par.xlsx")
    assert scores(reading) == pytest.approx(RIGHT)


@pytest.mark.parametrize("code", ["0.0", '0.00"%"', "0"])
def test_a_format_with_fewer_decimals_or_a_sign_in_quotes_keeps_the_stored_number(code):
    reading = read(xlsx(code, [share * 100 for share in SHARES]), "par.xlsx")
    assert scores(reading) == pytest.approx(RIGHT)


@pytest.mark.parametrize("code", [";;;", "0.00,"])
def test_a_number_that_its_format_hides_or_scales_is_refused_in_its_place(code):
    reading = read(xlsx(code, [share * 100 for share in SHARES], styled=lambda number: number == 5), "par.xlsx")
    issue = only(reading, "figure_unshown")
    assert (issue.severity, issue.row, issue.column) == ("blocks", 7, "C")


def test_per_cent_of_a_scale_of_points_is_refused():
    book = openpyxl.load_workbook(io.BytesIO(xlsx("0.00%")))
    book.active["A1"], book.active["C2"] = f"PAPI {YEAR}", "Chỉ số PAPI"
    out = io.BytesIO()
    book.save(out)
    assert "not_number" in codes(read(out.getvalue(), "papi.xlsx"))


@pytest.mark.parametrize("mixed", [False, True])
def test_per_cent_of_stated_points_is_read_and_refused_only_among_points(mixed):
    values = [share * 10 if mixed and number != 5 else share for number, share in enumerate(SHARES, start=1)]
    data = xlsx("0.00%", values, styled=lambda number: not mixed or number == 5)
    book = openpyxl.load_workbook(io.BytesIO(data))
    book.active["C2"] = "2. Cải cách thể chế (tối đa 10 điểm)"
    out = io.BytesIO()
    book.save(out)
    reading = read(out.getvalue(), "par.xlsx")
    if mixed:
        assert only(reading, "not_number").row == 7
    else:
        assert scores(reading) == RIGHT


@pytest.mark.parametrize(("code", "blocked"), [("0.00%", False), (";;;", True)])
def test_formats_of_xls_count_too(code, blocked):
    rows = [[TITLE], ["STT", "Tỉnh, thành phố", "Chỉ số (%)"]]
    rows += [[n, one.name.vi, Styled(share)] for n, (one, share) in enumerate(zip(PROVINCES, SHARES, strict=True), 1)]
    reading = read(xls({"a": rows}, formats=[code]), "par.xls")
    assert reading.blocks is blocked
    assert scores(reading) == ({} if blocked else RIGHT)


def test_percentages_of_ods_count_too():
    rows = parts.ods_row(TITLE) + parts.ods_row("STT", "Tỉnh, thành phố", "Chỉ số (%)")
    for number, (one, share) in enumerate(zip(PROVINCES, SHARES, strict=True), start=1):
        cell = f'<table:table-cell office:value-type="percentage" office:value="{share}"/>'
        rows += parts.ods_row(number, one.name.vi).replace("</table:table-row>", f"{cell}</table:table-row>")
    assert scores(read(parts.ods(rows), "par.ods", Answers(index="par", year=YEAR))) == RIGHT
