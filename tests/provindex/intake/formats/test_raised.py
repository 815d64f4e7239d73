"""Figures of a spreadsheet with the raised mark of a footnote behind them. Figures made up."""

import io

import pytest
import xlsxwriter

from provindex.intake.workbook import load
from tests.provindex.intake import layouts, parts
from tests.provindex.intake.expect import read

NAMES = [one.name.vi for one in layouts.OLD]
STYLES = (
    '<style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/>'
    "</style:style>"
)


def xlsx(figure, mark, *, kind="superscript"):
    """A table whose third province has a mark behind its score; all scores are texts."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Bang")
    raised, level = book.add_format({"font_script": 1 if kind == "superscript" else 2}), book.add_format({"bold": True})
    sheet.write_row(0, 0, ["Tỉnh", "PAR INDEX"])
    for place, name in enumerate(NAMES, start=1):
        sheet.write_string(place, 0, name)
        sheet.write_string(place, 1, f"{80 + place / 10:.2f}".replace(".", ","))
    sheet.write_rich_string(3, 1, level, figure, raised, mark)
    book.close()
    return out.getvalue()


def score(reading):
    return layouts.scores_of(reading.years[2023])[layouts.OLD[2].id, "par"]


@pytest.mark.parametrize("mark", ["1", "(1)", "*", "a"])
def test_a_raised_mark_is_no_digit_of_the_figure(mark):
    assert score(read(xlsx("90,48", mark), "par 2023.xlsx")) == 90.48


def test_raised_decimals_are_digits_of_the_figure():
    assert load(xlsx("90,", "481"), "a.xlsx").sheets[0].value(3, 1) == "90,481"


def test_a_text_that_is_raised_as_a_whole_is_what_the_cell_says():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    raised = book.add_format({"font_script": 1})
    book.add_worksheet().write_rich_string(0, 0, raised, "9", raised, "0")
    book.close()
    assert load(out.getvalue(), "a.xlsx").sheets[0].value(0, 0) == "90"


@pytest.mark.parametrize("position", ["super 58%", "33% 58%"])
def test_a_span_of_ods_is_raised_by_its_style(position):
    marked = '90,48<text:span text:style-name="T1">1</text:span>'
    rows = [parts.ods_row("Tỉnh", "PAR INDEX")]
    rows += [parts.ods_row(name, f"{80 + place / 10:.2f}") for place, name in enumerate(NAMES, start=1)]
    rows[3] = rows[3].replace("80.30", marked)
    assert marked in rows[3]
    styles = STYLES.replace("super 58%", position)
    assert score(read(parts.ods("".join(rows), tab="Bang", styles=styles), "par 2023.ods")) == 90.48
