"""Texts in the code against translations, on a tree of two files."""

import pytest

from provindex.cli import messages

CODE = """\
from provindex.translate import N_
title = t("Ranking")
again = t("Ranking")
count = t.plural("one province", "{n} provinces", n)
later = N_("Data of {year}")
not_a_text = print("Nothing")
"""

COMPLETE = {
    "Ranking": "Xếp hạng",
    ("one province", "{n} provinces"): "{n} tỉnh",
    "Data of {year}": "Số liệu năm {year}",
}


def entry(text, translation):
    if isinstance(text, str):
        return f'msgid "{text}"\nmsgstr "{translation}"\n'
    return f'msgid "{text[0]}"\nmsgid_plural "{text[1]}"\nmsgstr[0] "{translation}"\n'


@pytest.fixture
def tree(tmp_path):
    """Writes the code and a Vietnamese messages.po with the given entries."""
    header = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n'
    )

    def write(translations, comments=""):
        (tmp_path / "pages").mkdir(exist_ok=True)
        (tmp_path / "pages" / "ranking.py").write_text(CODE, encoding="utf-8")
        (tmp_path / "app.py").write_text('name = t("Ranking")\n', encoding="utf-8")
        path = messages.po_file(tmp_path, "vi")
        path.parent.mkdir(parents=True, exist_ok=True)
        entries = [comments + entry(text, said) for text, said in translations.items()]
        path.write_text("\n".join([header, *entries]), encoding="utf-8")
        return tmp_path

    return write


def test_a_complete_translation_has_no_fault(tree):
    assert messages.compare(tree(COMPLETE), "vi") == messages.Report("vi")


def test_texts_are_found_with_the_place_of_their_first_use(tree):
    assert messages.used(tree({})) == {
        ("Ranking",): "pages/ranking.py:2",
        ("one province", "{n} provinces"): "pages/ranking.py:4",
        ("Data of {year}",): "pages/ranking.py:5",
    }


@pytest.mark.parametrize(
    "translations",
    [
        {text: said for text, said in COMPLETE.items() if text != "Ranking"},
        COMPLETE | {"Ranking": ""},
    ],
    ids=["no entry", "empty entry"],
)
def test_a_text_without_translation_is_missing(tree, translations):
    report = messages.compare(tree(translations), "vi")
    assert report.faults == report.missing == ('pages/ranking.py:2: "Ranking"',)


def test_a_guessed_translation_is_missing(tree):
    report = messages.compare(tree(COMPLETE, comments="#, fuzzy\n"), "vi")
    assert len(report.missing) == 3


def test_a_plural_translated_as_a_plain_text_is_missing(tree):
    plain = {text if isinstance(text, str) else text[0]: said for text, said in COMPLETE.items()}
    report = messages.compare(tree(plain), "vi")
    assert report.missing == ('pages/ranking.py:4: "one province" / "{n} provinces"',)


def test_a_translation_of_no_text_is_unused(tree):
    report = messages.compare(tree(COMPLETE | {"Old title": "Tên cũ"}), "vi")
    assert report.faults == report.unused == ('"Old title"',)


@pytest.mark.parametrize(
    ("translation", "told"),
    [
        ("Số liệu năm {nam}", "has {nam}, expected {year}"),
        ("Số liệu", "has no placeholder, expected {year}"),
        ("Số liệu năm {year", "expected '}'"),
    ],
    ids=["renamed", "left out", "not closed"],
)
def test_other_placeholders_than_the_text_are_told(tree, translation, told):
    report = messages.compare(tree(COMPLETE | {"Data of {year}": translation}), "vi")
    assert report.faults == report.mismatched
    assert [told in line for line in report.mismatched] == [True]


def test_without_a_file_everything_is_missing(tree):
    root = tree({})
    messages.po_file(root, "vi").unlink()
    assert len(messages.compare(root, "vi").missing) == 3


def test_update_adds_new_texts_empty_and_removes_old_ones(tree):
    root = tree({"Ranking": "Xếp hạng", "Old title": "Tên cũ"})
    messages.update(root, "vi")
    report = messages.compare(root, "vi")
    assert messages.read(root, "vi")["Ranking"].string == "Xếp hạng"
    assert report.unused == ()
    assert len(report.missing) == 2
    written = messages.po_file(root, "vi").read_text(encoding="utf-8")
    assert 'msgid_plural "{n} provinces"\nmsgstr[0] ""' in written
    assert "Old title" not in written


def test_update_of_a_complete_file_changes_nothing_the_second_time(tree):
    root = tree(COMPLETE)
    messages.update(root, "vi")
    first = messages.po_file(root, "vi").read_bytes()
    messages.update(root, "vi")
    assert messages.po_file(root, "vi").read_bytes() == first


@pytest.mark.parametrize(
    ("translations", "code", "told"),
    [
        (COMPLETE, 0, "vi: every text is translated."),
        ({}, 1, 'vi: 3 without a translation:\n  pages/ranking.py:2: "Ranking"'),
        (COMPLETE | {"Old": "Cũ"}, 1, "vi: 1 translated but not in the code"),
    ],
    ids=["complete", "missing", "unused"],
)
def test_the_command_tells_and_counts(tree, capsys, translations, code, told):
    assert messages.main([], root=tree(translations)) == code
    assert told in capsys.readouterr().out


def test_a_damaged_file_is_told_by_name(tree, capsys):
    root = tree(COMPLETE)
    messages.po_file(root, "vi").write_text('msgid "Ranking"\n<<<<<<< ours\n', encoding="utf-8")
    assert messages.main([], root=root) == 1
    assert "locales/vi/LC_MESSAGES/messages.po" in capsys.readouterr().out
