"""A presenter's walk: scenes gathered on several pages, put in order, played by keys alone, interrupted, taken away."""

import io
import json
import re

import pptx
import pytest
from playwright.sync_api import expect

SHIPPED = "tong-quan-2024"
SECTIONS = {
    "Thay đổi thứ hạng": "Phân tích",
    "Người dân và chính quyền": "Phân tích",
    "Các chỉ số nội dung": "Phân tích",
    "Hồ sơ tỉnh": "Phân tích",
    "Trình bày": "Trình chiếu",
}


@pytest.fixture
def presenter(page, visit, settled):
    """Drives the stage as a person does, mostly by keys."""
    return Presenter(page, visit, settled)


class Presenter:
    def __init__(self, page, visit, settled):
        self.page, self.visit, self.settled = page, visit, lambda: settled(page)

    def go(self, name):
        if name in SECTIONS:
            self.page.get_by_test_id("stTopNavSection").filter(has_text=SECTIONS[name]).click()
            self.page.get_by_role("menuitem", name=name).click()
        else:
            self.page.get_by_role("link", name=name).click()
        self.settled()

    def choose(self, label, option):
        self.page.get_by_role("combobox", name=label, exact=True).click()
        self.page.get_by_role("option", name=option, exact=True).click()
        self.settled()

    def search(self, typed):
        self.page.get_by_role("combobox", name="Chọn tỉnh, thành phố").first.click()
        self.page.keyboard.type(typed)
        self.page.keyboard.press("Enter")
        self.settled()

    def gather(self, count):
        """Adds what the page shows to the presentation, which has so many scenes then."""
        self.page.get_by_role("button", name="Tải về").click()
        self.page.get_by_role("button", name="Thêm vào bài trình bày").click()
        expect(self.page.get_by_text(f"đã có {count} cảnh")).to_be_visible()
        self.page.keyboard.press("Escape")

    def open(self, name=SHIPPED):
        self.visit("stage", lang="vi", show=name)
        self.play()

    def play(self):
        self.page.locator(".st-key-stage-play button").click()
        self.settled()

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def stands_at(self, scene, of):
        expect(self.page.get_by_role("combobox", name="Cảnh", exact=True)).to_have_value(f"{scene} / {of}")

    def titles(self):
        labels = self.page.locator(".st-key-stage-scene [role=radiogroup] label").all_inner_texts()
        return [label.partition(". ")[2].strip() for label in labels]

    def title(self):
        return self.page.locator(".st-key-stage-shown h1")

    def files(self):
        self.page.get_by_role("button", name="Tệp tải về").click()


def test_ten_scenes_are_gathered_played_by_keys_interrupted_resumed_and_taken_away(page, visit, presenter):
    visit("", lang="vi", year=2024)
    presenter.gather(1)
    presenter.go("Bản đồ")
    presenter.gather(2)
    presenter.choose("Năm", "2021")
    presenter.gather(3)
    presenter.go("Xếp hạng")
    presenter.gather(4)
    presenter.go("Thay đổi thứ hạng")
    presenter.gather(5)
    presenter.choose("Năm", "2023")
    presenter.gather(6)
    presenter.go("Người dân và chính quyền")
    presenter.gather(7)
    presenter.go("Các chỉ số nội dung")
    presenter.gather(8)
    presenter.go("Hồ sơ tỉnh")
    presenter.search("son la")
    presenter.gather(9)
    presenter.choose("Năm", "2022")
    presenter.gather(10)
    presenter.go("Trình bày")
    titles = presenter.titles()
    assert len(titles) == 10

    page.locator(".st-key-stage-scene [role=radiogroup] label").first.click()
    presenter.settled()
    presenter.play()
    for keys, scene in (
        ([" "], 2),
        (["ArrowRight"], 3),
        (["PageDown", "PageDown"], 5),
        (["ArrowLeft"], 4),
        (["PageUp"], 3),
        (["End"], 10),
        (["Home"], 1),
        (["1", "0", "Enter"], 10),
        (["7"], 7),
    ):
        presenter.press(*keys)
        presenter.stands_at(scene, 10)
        expect(presenter.title()).to_have_text(titles[scene - 1])
    presenter.press("h")
    expect(page.get_by_role("dialog")).to_contain_text("Page Down")
    presenter.press("h")
    expect(page.get_by_role("dialog")).to_have_count(0)

    presenter.press("2", "Enter")
    presenter.stands_at(2, 10)
    presenter.search("vinh phuc")
    shown = page.locator(".st-key-stage-shown")
    expect(shown).to_contain_text("Vĩnh Phúc không có số liệu PAPI")
    presenter.stands_at(2, 10)
    expect(page.get_by_role("button", name="Về cảnh")).to_be_visible()
    presenter.press(" ")
    presenter.stands_at(3, 10)
    presenter.press("ArrowLeft")
    presenter.stands_at(2, 10)
    expect(shown).not_to_contain_text("Vĩnh Phúc")

    presenter.press("Escape")
    presenter.settled()
    presenter.files()
    page.get_by_role("button", name="Tạo PowerPoint cho mọi cảnh").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="PowerPoint", exact=True).click()
    slides = pptx.Presentation(io.BytesIO(saved.value.path().read_bytes())).slides
    printed = [slide.shapes.title.text_frame.text for slide in slides]
    # A long table goes on on further slides.
    first = [re.sub(r" \(1/\d+\)$", "", title) for title in printed if not re.search(r" \([2-9]/\d+\)$", title)]
    assert first == titles


def test_a_clicked_province_is_an_excursion_that_a_button_ends(page, presenter):
    presenter.open()
    page.locator(".choroplethlayer path").nth(20).click(force=True)
    back = page.get_by_role("button", name="Về cảnh")
    expect(back).to_be_visible()
    presenter.stands_at(1, 12)
    back.click()
    expect(back).to_have_count(0)
    expect(presenter.title()).to_have_text("Cả nước trong PAPI 2024")


def chosen(page, place, name, content):
    page.locator(f".st-key-{place} input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )


def scene(**params):
    return {"figure": "map", "params": {"index": "papi", **params}, "title": {"vi": "Một cảnh"}}


def saved_as(*scenes, version=1):
    content = {"format": "provindex-presentation", "version": version, "title": {"vi": "Bài"}, "scenes": list(scenes)}
    return json.dumps(content).encode()


def test_a_file_of_another_version_is_told_and_one_of_this_version_opened(page, visit, presenter):
    visit("stage", lang="vi")
    presenter.files()
    chosen(page, "stage-import", "new.json", saved_as(version=99))
    expect(page.get_by_text("99")).to_be_visible()
    chosen(page, "stage-import", "mine.json", saved_as(scene(year="2031"), scene(year="2023")))
    expect(page.locator(".st-key-stage-scene [role=radiogroup] label")).to_have_count(2)
    # A year that is not there, as one that was undone, is told; the scene is shown with the nearest that is.
    page.keyboard.press("Escape")
    presenter.play()
    expect(page.get_by_text("“2031”")).to_be_visible()
    presenter.press("ArrowRight")
    presenter.stands_at(2, 2)
    expect(page.get_by_text("“2031”")).to_have_count(0)
