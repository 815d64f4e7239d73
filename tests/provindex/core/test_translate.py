"""Texts in both languages: fallback, places for values, plural forms."""

import os
from pathlib import Path

import pytest

from provindex.core import paths
from provindex.core.translate import LANGS, N_, Text, Translator, in_every_language, translator

PO = """msgid ""
msgstr ""
"Language: {lang}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Ranking"
msgstr "{word}"

msgid "Data of {{year}}"
msgstr "Số liệu năm {{year}}"

#, fuzzy
msgid "Guess"
msgstr "Đoán"

msgid "{{n}} province"
msgid_plural "{{n}} provinces"
msgstr[0] "{{n}} tỉnh"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    po = tmp_path / "vi" / "LC_MESSAGES" / "messages.po"
    po.parent.mkdir(parents=True)
    po.write_text(PO.format(lang="vi", word="Xếp hạng"), encoding="utf-8")
    monkeypatch.setattr(paths, "locales_folder", lambda: tmp_path)
    return tmp_path


def test_a_translated_message_is_given_in_vietnamese(folder: Path) -> None:
    assert translator("vi")("Ranking") == "Xếp hạng"


def test_english_is_the_message_itself(folder: Path) -> None:
    assert translator("en")("Ranking") == "Ranking"


def test_a_message_without_translation_falls_back_to_english(folder: Path) -> None:
    assert translator("vi")("Relief") == "Relief"


def test_a_doubtful_translation_is_not_shown(folder: Path) -> None:
    assert translator("vi")("Guess") == "Guess"


def test_values_are_put_in_their_places(folder: Path) -> None:
    assert translator("vi")("Data of {year}", year=2023) == "Số liệu năm 2023"


def test_braces_in_a_value_are_kept(folder: Path) -> None:
    assert translator("en")("Data of {year}", year="{year} {x}") == "Data of {year} {x}"


def test_a_message_without_values_keeps_its_braces(folder: Path) -> None:
    assert translator("en")("the set {a, b}") == "the set {a, b}"


def test_a_value_may_be_called_message_or_self(folder: Path) -> None:
    assert translator("en")("{message} {self}", message="a", self="b") == "a b"


@pytest.mark.parametrize(
    ("lang", "n", "text"),
    [("vi", 1, "1 tỉnh"), ("vi", 5, "5 tỉnh"), ("en", 1, "1 province"), ("en", 5, "5 provinces")],
)
def test_plural_follows_the_language(folder: Path, lang: str, n: int, text: str) -> None:
    assert translator(lang).plural("{n} province", "{n} provinces", n) == text


def test_a_count_can_be_written_for_the_reader(folder: Path) -> None:
    assert translator("en").plural("{n} score", "{n} scores", 28854, n="28,854") == "28,854 scores"


def test_a_changed_file_is_read_again(folder: Path) -> None:
    assert translator("vi")("Ranking") == "Xếp hạng"
    po = folder / "vi" / "LC_MESSAGES" / "messages.po"
    po.write_text(PO.format(lang="vi", word="Thứ hạng"), encoding="utf-8")
    os.utime(po, ns=(1, 1))
    assert translator("vi")("Ranking") == "Thứ hạng"


def test_the_same_translator_is_given_again(folder: Path) -> None:
    assert translator("vi") is translator("vi")


def test_an_unknown_language_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="“fr” is not among vi, en"):
        translator("fr")


def test_a_deferred_message_is_unchanged() -> None:
    assert N_("Ranking") == "Ranking"


def test_one_text_is_built_in_every_language(folder: Path) -> None:
    def build(t: Translator) -> str:
        return t("Data of {year}", year=2023)

    assert in_every_language(build) == Text(vi="Số liệu năm 2023", en="Data of 2023")


def test_text_is_given_in_the_language_asked_for() -> None:
    text = Text(vi="Hà Nội", en="Ha Noi")
    assert [text.get(lang) for lang in LANGS] == ["Hà Nội", "Ha Noi"]
