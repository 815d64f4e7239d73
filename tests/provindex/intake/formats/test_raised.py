"""Figures of a spreadsheet with the raised mark of a footnote behind them. Figures made up."""

import io
import struct

import pytest
import xlsxwriter

from provindex.intake.formats.workbook import load
from provindex.intake.formats.xls_texts import Fonts, rich_of
from tests.provindex.intake import biff, layouts, parts
from tests.provindex.intake.expect import only, read
from tests.provindex.intake.formats import words

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


def ods(marked, position="super 58%"):
    """The same table as ODS, with XML in the place of the third score."""
    rows = [parts.ods_row("Tỉnh", "PAR INDEX")]
    rows += [parts.ods_row(name, f"{80 + place / 10:.2f}") for place, name in enumerate(NAMES, start=1)]
    assert "80.30" in rows[3]
    rows[3] = rows[3].replace("80.30", marked)
    return parts.ods("".join(rows), tab="Bang", styles=STYLES.replace("super 58%", position))


def xls(text):
    """The same table as XLS, with a text whose last letter is raised in the place of the third score."""
    rows = [["Tỉnh", "PAR INDEX"]]
    rows += [[name, f"{80 + place / 10:.2f}".replace(".", ",")] for place, name in enumerate(NAMES, start=1)]
    rows[3][1] = biff.Rich(text)
    return biff.xls({"Bang": rows})


def docx(figure, mark):
    """The same table as a Word document."""
    rows = [words.row(name, f"{80 + place / 10:.2f}") for place, name in enumerate(NAMES, start=1)]
    raised = words.run(mark, '<w:vertAlign w:val="superscript"/>')
    rows[2] = words.row(NAMES[2], words.cell(words.paragraph(figure, raised)))
    table = words.table(words.row("Tỉnh", "PAR INDEX"), *rows, widths=(3000, 2000))
    return words.document(words.paragraph("CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2023"), table)


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
    assert score(read(ods(marked, position), "par 2023.ods")) == 90.48


@pytest.mark.parametrize(("text", "figure"), [("90,481", 90.48), ("902", 90), ("90,48*", 90.48), ("90,48a", 90.48)])
def test_a_run_of_xls_is_raised_by_its_font(text, figure):
    assert score(read(xls(text), "par 2023.xls")) == figure


def test_raised_decimals_of_xls_are_digits_of_the_figure():
    assert load(xls("90,1"), "a.xls").sheets[0].value(3, 1) == "90,1"


@pytest.mark.parametrize("font", [3, 6])
def test_a_run_of_xls_in_a_font_on_the_line_is_a_part_of_its_text(font):
    data, raised = xls("90,481"), struct.pack("<HH", 5, 5)
    assert data.count(raised) == 1
    assert score(read(data.replace(raised, struct.pack("<HH", 5, font)), "par 2023.xls")) == 90.481


@pytest.mark.parametrize(("flags", "encoding"), [(0, "latin-1"), (1, "utf-16-le")])
def test_a_text_of_xls_that_its_cell_holds_itself_has_raised_runs_too(flags, encoding):
    text = struct.pack("<HHHHB", 3, 1, 0, 6, flags) + "90,481".encode(encoding) + struct.pack("<HHH", 1, 5, 5)
    fonts = Fonts()
    for script in (0, 0, 0, 0, 1):
        fonts.add(struct.pack("<HHHHHH", 200, 0, 0, 400, script, 0))
    rich = rich_of(text)
    assert rich is not None
    assert fonts.without_marks(rich, 0) == "90,48"


FILES = {
    "xlsx": lambda figure: xlsx(figure, "2"),
    "ods": lambda figure: ods(f'{figure}<text:span text:style-name="T1">2</text:span>'),
    "xls": lambda figure: xls(f"{figure}2"),
    "docx": lambda figure: docx(figure, "2"),
}


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize(("figure", "value"), [("90", 90), ("90,48", 90.48)])
def test_a_mark_that_was_left_out_behind_a_figure_is_said_with_its_cell(kind, figure, value):
    reading = read(FILES[kind](figure), f"par 2023.{kind}")
    issue = only(reading, "figures_raised")
    assert score(reading) == value
    assert (issue.severity, issue.row, issue.column, issue.value) == ("warns", 4, "B", figure)
    assert dict(issue.facts) == {"n": 1, "marks": ("2",), "cells": ("B4",)}


def test_a_mark_behind_a_name_takes_no_word():
    rows = [["Tỉnh", "PAR INDEX"], *[[name, 80 + place / 10] for place, name in enumerate(NAMES)]]
    rows[1][0] = biff.Rich(f"{NAMES[0]}1")
    reading = read(biff.xls({"Bang": rows}), "par 2023.xls")
    assert layouts.scores_of(reading.years[2023])[layouts.OLD[0].id, "par"] == 80
    assert "figures_raised" not in [issue.code for issue in reading.issues]
