"""Words whose font lacks letters: completed where one known name alone fits."""

import pytest

from provindex.intake.formats import lost_letters
from provindex.intake.formats.lost_letters import HEADINGS, Completer
from provindex.intake.layouts import measure_names


def completed(text: str) -> str:
    return Completer().text(text.replace("□", "\ufffd")).replace("\ufffd", "□")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Lâm Đ□ng", "Lâm Đồng"),
        ("TP. H□ Chí Minh", "TP. Hồ Chí Minh"),
        ("Đ□k L□k", "Đắk Lắk"),
        ("Th□a Thiên Hu□", "Thừa Thiên Huế"),
        ("T□nh, thành ph□", "Tỉnh, thành phố"),
        ("CH□ S□ C□I CÁCH HÀNH CHÍNH NĂM 2025", "Chỉ số cải cách hành chính NĂM 2025"),
        ("Qu□ng Tr□ và Hu□", "Quảng Trị và Huế"),
    ],
)
def test_a_name_that_alone_fits_is_completed(written, meant):
    assert completed(written) == meant


@pytest.mark.parametrize(
    "written",
    ["B□c N□", "□à Cai", "Hà □ội", "91,0□", "Qu□ng N□m", "L□ng S□nn", "xuân □"],
    ids=["none fits", "western letter", "western capital", "digit", "western vowel", "longer", "alone"],
)
def test_what_no_name_fits_stays_lost(written):
    assert completed(written) == written


def test_a_word_that_two_names_fit_stays_lost(monkeypatch):
    monkeypatch.setattr(lost_letters, "_phrases", lambda: {1: ((("huế",), "Huế"), (("huệ",), "Huệ"))})
    assert completed("Hu□") == "Hu□"


@pytest.mark.parametrize("heading", HEADINGS)
def test_each_heading_is_one_that_tables_have(heading):
    assert measure_names.role(heading) is not None
