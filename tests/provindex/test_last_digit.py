"""Every shipped score is printed with the same last digit wherever it is shown, whoever writes the number.

What is not written by the product itself is imitated here: Excel and LibreOffice (15 significant digits, half away from
zero), a browser's Intl (half away from zero on the shortest decimal form), C's printf, Python and toFixed (the exact
binary value). A number is handed to one of these only where all it may meet agree.
"""

import csv as reader
import io
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pandas as pd
import pytest

from provindex import catalog, geography
from provindex.analysis import map_values
from provindex.analysis.ranking import standing
from provindex.core import formats
from provindex.core.translate import translator
from provindex.export import axes
from provindex.export.data import csv
from provindex.store import score_store
from provindex.views.view import View

INDICES = catalog.load_catalog().indices
YEARS = [
    (key, year) for key, index in INDICES.items() for year in score_store.shipped_years(key) if year in index.editions
]


def _text(number: Decimal, digits: int, lang: str) -> str:
    plain = f"{number:.{digits}f}"
    return plain.replace(".", ",") if lang == "vi" else plain


def _half_up(text: str, digits: int) -> Decimal:
    return Decimal(text).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def excel(value: float, digits: int) -> Decimal:
    return _half_up(f"{value:.15g}", digits)


def intl(value: float, digits: int) -> Decimal:
    return _half_up(repr(value), digits)


def printf(value: float, digits: int) -> Decimal:
    return Decimal(f"{value:.{digits}f}")


def to_fixed(value: float, digits: int) -> Decimal:
    return Decimal(value).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def babel(value: float, digits: int) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN)


def test_the_libraries_differ_and_the_rule_is_that_of_spreadsheets():
    seen = {one.__name__: str(one(42.845, 2)) for one in (excel, intl, printf, to_fixed, babel)}
    assert seen == {"excel": "42.85", "intl": "42.85", "printf": "42.84", "to_fixed": "42.84", "babel": "42.84"}
    assert formats.score(42.845, "en") == "42.85"
    assert formats.score(-42.845, "en") == "−42.85"


@pytest.mark.parametrize(
    ("difference", "text"),
    [(42.845 - 40, "+2,85"), (40 - 42.845, "−2,85"), (42.845 - 42.84, "+0,01"), (0.1 + 0.2 - 0.3, "0,00")],
)
def test_what_binary_adds_to_a_difference_is_no_part_of_it(difference, text):
    assert formats.signed(difference, "vi") == text
    assert formats.shows(difference, 2) == (text != "0,00")


@pytest.mark.parametrize(("key", "year"), YEARS)
def test_every_score_of_a_year_has_one_last_digit(key, year):
    index, table = INDICES[key], score_store.read(key, year)
    provinces = geography.provinces(index.editions[year].provinces)
    digits, count = index.digits, 0
    for measure, rows in table.groupby("measure"):
        known = rows.set_index("province")["score"].dropna()
        stands = standing(index, str(measure), year, table, provinces)
        for lang in ("vi", "en"):
            t = translator(lang)
            expected = {province: _text(intl(float(score), digits), digits, lang) for province, score in known.items()}
            hover = map_values.of_standing(stands, "level", index, t, lambda _: "").set_index("province")["printed"]
            assert hover[known.index].to_dict() == expected
            view = View(lang, key, str(measure), year, year, index.editions[year].provinces)
            named = stands.assign(name=stands["province"])
            file = csv.standing(named, index, view, "", t).decode("utf-8-sig")
            lines = list(reader.reader(io.StringIO(file), delimiter=";"))[1:-2]
            assert {line[0]: line[4] for line in lines if line[4]} == expected
        for score, handed in zip(known, axes.cells(known, digits), strict=True):
            assert handed is not None
            texts = {str(one(handed, digits)) for one in (excel, intl, printf, to_fixed, babel)}
            assert texts | {str(excel(float(score), digits))} == {f"{intl(float(score), digits)}"}
            count += 1
    assert count == table["score"].notna().sum()


def test_the_shipped_scores_are_all_of_them():
    assert sum(int(score_store.read(key, year)["score"].notna().sum()) for key, year in YEARS) > 20_000


def test_an_empty_place_of_a_chart_stays_empty():
    assert axes.cells(pd.Series([None, 0.0, 1.005]), 2) == [None, 0.0, 1.01]
