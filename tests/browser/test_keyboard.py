"""The Tab key alone leads to the main control of every page, after the selection bar and before what follows it."""

import pytest

NAME = """() => {
  const one = document.activeElement
  return one.matches(':focus-visible') ? one.ariaLabel || one.innerText || one.placeholder || one.tagName : ''
}"""
PROVINCE = "Chọn tỉnh, thành phố"
MAIN = {
    "": PROVINCE,
    "map": PROVINCE,
    "ranking": "Tìm tỉnh, thành phố",
    "change": PROVINCE,
    "citizens": PROVINCE,
    "dimensions": PROVINCE,
    "province": PROVINCE,
    "programme": PROVINCE,
    "stage": "Mở",
    "about": "Nội dung đo",
    "desk": "Upload",
}
MOST = 60


@pytest.mark.parametrize("path", MAIN, ids=[path or "overview" for path in MAIN])
def test_tab_leads_to_the_main_control_after_the_selection_bar(page, visit, path):
    visit(path, lang="vi", year=2023)
    seen = []
    while len(seen) < MOST and not any(MAIN[path] in one for one in seen):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(NAME))
    assert any(MAIN[path] in one for one in seen), seen
    assert any("Năm" in one for one in seen), seen
    assert "" not in seen, seen
