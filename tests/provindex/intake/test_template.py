import io
from dataclasses import replace

import openpyxl
import pytest

from provindex import geography
from provindex.core.translate import LANGS, Text, translator
from provindex.intake import exit_code
from provindex.intake.template import file_name, template
from provindex.store import score_store
from tests.provindex.intake import layouts
from tests.provindex.intake.expect import figures, read

EACH = pytest.mark.parametrize(("index", "year"), [("papi", 2023), ("papi", 2025), ("par", 2024), ("sipas", 2025)])


def opened(index: str, year: int, lang: str = "vi") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(template(layouts.CATALOG.indices[index], year, translator(lang))))


@EACH
def test_every_province_of_the_years_edition_is_there(index, year):
    sheet = opened(index, year).worksheets[0]
    ids = [row[0] for row in sheet.iter_rows(min_row=2, max_col=1, values_only=True)]
    assert ids == sorted(one.id for one in geography.provinces("34" if year == 2025 else "63"))


@EACH
def test_every_measure_of_the_year_has_a_column(index, year):
    heads = [cell.value for cell in opened(index, year).worksheets[0][1]]
    for measure in layouts.CATALOG.indices[index].measures_of(year):
        assert sum(head.endswith(f"[{measure.key}]") for head in heads) == 1


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("index", ["papi", "par", "sipas"])
def test_a_filled_template_reads_back(index, lang):
    frame = score_store.read_shipped(index, 2024)
    book = opened(index, 2024, lang)
    sheet = book.worksheets[0]
    heads = [cell.value.rpartition("[")[2].rstrip("]") for cell in sheet[1]]
    scores, ranks = layouts.scores_of(frame), layouts.scores_of(frame, "rank_published")
    for row in sheet.iter_rows(min_row=2):
        for head, cell in zip(heads[2:], row[2:], strict=True):
            key, _, field = head.partition(" ")
            cell.value = (ranks if field == "rank" else scores if not field else {}).get((row[0].value, key))
    out = io.BytesIO()
    book.save(out)
    reading = read(out.getvalue(), file_name(layouts.CATALOG.indices[index], 2024))
    # A field of reform may have a published rank, for which the template has no column.
    known = frame.dropna(subset=["score"]) if index == "par" else frame
    back = reading.years[2024].dropna(subset=["score"]) if index == "par" else reading.years[2024]
    assert figures(back) == figures(known)
    total = f"measure == '{index}'"
    assert figures(reading.years[2024].query(total), "rank_published") == figures(frame.query(total), "rank_published")
    assert exit_code(reading) == 0


def test_the_sheet_of_the_template_says_the_year_where_its_file_has_another_name():
    book = opened("papi", 2025)
    book.worksheets[0]["C2"] = 43.0
    out = io.BytesIO()
    book.save(out)
    assert list(read(out.getvalue(), "final version.xlsx").years) == [2025]


@pytest.mark.parametrize(("lang", "name"), [("vi", "Cách điền"), ("en", "How to fill")])
def test_a_sheet_says_how_to_fill(lang, name):
    book = opened("papi", 2025, lang)
    assert book.sheetnames == ["PAPI 2025", name]
    assert "34" in book[name]["A1"].value


def test_an_empty_template_has_no_figures_and_says_so():
    reading = read(template(layouts.PAPI, 2025, translator("vi")), "papi-2025.xlsx")
    assert [issue.code for issue in reading.issues if issue.severity == "blocks"] == ["no_figures"]


def test_a_measure_that_is_called_like_a_formula_is_a_heading():
    papi = layouts.CATALOG.indices["papi"]
    named = replace(papi.root, name=Text(vi="=1+1", en="=1+1"), periods=(replace(papi.root.periods[-1], code=""),))
    index = replace(papi, measures={**papi.measures, papi.root.key: named})
    cell = openpyxl.load_workbook(io.BytesIO(template(index, 2024, translator("en")))).worksheets[0]["C1"]
    assert cell.value.startswith("=1+1")
    assert cell.data_type == "s"
