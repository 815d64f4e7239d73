"""The page on the data: what each index measures, its breaks, its holes and its sources."""

import pandas as pd
import pytest

from tests.pages.conftest import text
from tests.tables import frames


def _cells(app) -> str:
    return "\n".join(frame.astype(str).to_csv(index=False) for frame in frames(app))


@pytest.mark.parametrize(
    ("index", "lang", "fact", "absence"),
    [
        pytest.param("papi", "vi", "Tri thức công dân", "Civic knowledge", id="papi-vi"),
        pytest.param("papi", "en", "Civic knowledge", "Tri thức công dân", id="papi-en"),
        pytest.param("par", "vi", "Cải cách thể chế", "Tri thức công dân", id="par-vi"),
        pytest.param("par", "en", "Institutions", "Civic knowledge", id="par-en"),
        pytest.param("sipas", "vi", "SIPAS", "Tri thức công dân", id="sipas-vi"),
        pytest.param("sipas", "en", "SIPAS", "Civic knowledge", id="sipas-en"),
    ],
)
def test_the_measures_of_the_index_are_listed(open_page, index, lang, fact, absence):
    app = open_page("about", index=index, lang=lang)
    said = _cells(app) + text(app)
    assert fact in said
    assert absence not in said


def test_the_register_names_the_missing_provinces_of_2023(open_page):
    tables = frames(open_page("about", lang="vi"))
    register = next(frame for frame in tables if "published_as" in frame)
    assert set(register.loc[register["year"] == "2023", "province"]) == {"Quảng Ninh", "Bình Dương"}


def test_the_official_advice_against_comparing_2018_is_listed_as_not_computed(open_page):
    tables = frames(open_page("about", lang="vi"))
    breaks = next(frame for frame in tables if "severity" in frame)
    assert "không tính" in set(pd.Series(breaks.loc[breaks["before"] == "2018", "severity"]))


def test_names_of_our_own_are_marked(open_page):
    assert "Tên tiếng Việt do trang này đặt" in text(open_page("about", lang="vi"))


def test_the_licence_of_the_boundaries_is_told(open_page):
    assert "CC BY-SA 4.0" in text(open_page("about"))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_lines_for_other_programs_can_be_copied(open_page, lang):
    codes = [code.value for code in open_page("about", lang=lang, index="par", year="2023").code]
    assert [
        ("Web.Contents" in one, "read_csv" in one, "read.csv" in one, "import delimited" in one) for one in codes
    ] == [
        (True, False, False, False),
        (False, True, False, False),
        (False, False, True, False),
        (False, False, False, True),
    ]
    assert all("/data/v1/par/2023.csv" in one for one in codes)


def test_every_address_that_is_listed_is_named_in_full(open_page):
    tables = frames(open_page("about", lang="vi"))
    listed = next(frame for frame in tables if "what" in frame)["address"]
    assert [address.partition("/data/v1/")[2] for address in listed] == [
        "catalog.json",
        "papi/2024.csv",
        "papi/2024.json",
        "papi/2024.parquet",
        "papi/papi.csv",
        "provinces/63.geojson",
        "provinces/34.geojson",
    ]


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("vi", ["Những gì được kiểm tra", "Những gì chặn công bố", "cùng các câu hỏi và cùng các tỉnh, thành phố"]),
        ("en", ["What is checked", "What holds a file back", "The same questions and the same provinces"]),
    ],
)
def test_readers_are_told_how_files_are_checked_and_what_a_comparison_counts(open_page, lang, parts):
    app = open_page("about", lang=lang)
    told = next(tab for tab in app.tabs if tab.label == {"vi": "Kiểm tra tệp", "en": "Checks of files"}[lang])
    said = "\n".join(one.value for one in told.markdown)
    assert [part for part in parts if part not in said] == []
