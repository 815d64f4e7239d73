"""Citations in both languages and QR codes that hold the link."""

from datetime import date

import pytest
import segno

from provindex.catalog import load_catalog
from provindex.export.data import citation

PAPI = load_catalog().indices["papi"]
LINK = "https://host.test/map?lang=vi&index=papi&year=2023&version=0123456789ab"
DAY = date(2025, 4, 9)


def test_a_citation_names_index_year_provinces_source_version_day_and_link():
    found = citation.text(PAPI, "papi", 2023, "63", "0123456789ab", LINK, DAY)
    assert found.vi == (
        "PAPI, năm 2023, 63 tỉnh, thành phố. Nguồn: PAPI (CECODES, RTA & UNDP), papi.org.vn. "
        f"Phiên bản số liệu 0123456789ab, truy cập ngày 09/04/2025. {LINK}"
    )
    assert found.en == (
        "PAPI, 2023, 63 provinces. Source: PAPI (CECODES, RTA & UNDP), papi.org.vn. "
        f"Data version 0123456789ab, read on 9 Apr 2025. {LINK}"
    )


def test_a_measure_below_the_total_is_named():
    found = citation.text(PAPI, "papi.delivery", 2023, "63", "v", LINK, DAY)
    assert found.vi.startswith("PAPI, “Cung ứng dịch vụ công”, năm 2023")
    assert found.en.startswith("PAPI, “Public service delivery”, 2023")


def test_figures_on_other_provinces_are_called_derived():
    found = citation.text(PAPI, "papi", 2023, "34", "v", LINK, DAY)
    assert "34 provinces. Derived by population, not official." in found.en
    assert "không phải số liệu chính thức" in found.vi


def test_a_code_as_svg_is_a_picture_of_the_link():
    found = citation.qr_svg(LINK).decode()
    assert found.startswith("<svg")
    modules = segno.make_qr(LINK, error="m").symbol_size(scale=4, border=4)
    assert f'width="{modules[0]}" height="{modules[1]}"' in found


def test_a_code_as_png_is_a_picture():
    assert citation.qr_png(LINK).startswith(b"\x89PNG\r\n")


@pytest.mark.parametrize("draw", [citation.qr_svg, citation.qr_png], ids=["svg", "png"])
def test_another_link_gives_another_code(draw):
    assert draw(LINK) != draw(LINK + "2")
