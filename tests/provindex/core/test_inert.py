"""Words from outside stay words where they are shown: what each renderer would act on is stopped, all else is left."""

import pytest

from provindex.core import inert

J = inert.JOINER


@pytest.mark.parametrize(
    "said",
    [
        "Hà Nội: 63,14 điểm (hạng 2/61); thấp nhất 0,33–3,33.",
        "“Thủ tục hành chính” (PAPI), −1,5 điểm & hơn 5% < 10",
        "papi_2024_final.xlsx",
        "12:30 31/12/2025 → 63:14, #7, a/b, x + y = z!",
        "-1.5",
        "+0,80",
    ],
)
def test_a_sentence_without_marks_is_left_as_it_is(said):
    assert inert.markdown(said) == said
    assert inert.untagged(said) == said


@pytest.mark.parametrize(
    ("said", "stopped"),
    [
        ("**a** _b_ `c` ~d~", r"\*\*a\*\* \_b\_ \`c\` \~d\~"),
        ("[a](x) ![b](y)", r"\[a\](x) !\[b\](y)"),
        ("$x^2$", r"\$x^2\$"),
        ("<img src=x>", r"\<img src=x>"),
        ("&lt;b&#62;", r"\&lt;b\&#62;"),
        (":red[a] :material/home: :smile: :+1:", rf":{J}red\[a\] :{J}material/home: :{J}smile: :{J}+1:"),
        ("https://a.vn www.b.vn c@d.vn", rf"https:{J}//a.vn www{J}.b.vn c@{J}d.vn"),
        ("a -> b <- c -- d >= e", rf"a -{J}> b <{J}- c -{J}- d >{J}= e"),
        ("# a", r"\# a"),
        ("- a", r"\- a"),
        ("> a", r"\> a"),
        ("12. a", r"12\. a"),
        ("---", r"\---"),
        ("a\n\n# b\r\n- c", r"a  # b - c"),
        ("a\\b", r"a\\b"),
        (":abc{x}", rf":{J}abc\{{x\}}"),
    ],
)
def test_what_markdown_would_act_on_is_stopped(said, stopped):
    assert inert.markdown(said) == stopped


def test_nothing_is_an_empty_text():
    assert inert.markdown(None) == ""


def test_figures_take_tags_signs_and_places_for_words():
    assert inert.untagged("<b>a</b> &lt; %{x} <5%") == f"<{J}b>a<{J}/b> &{J}lt; %{J}{{x}} <5%"


@pytest.mark.parametrize("said", ["=1+1", "@sum(1)", "+cmd", "-cmd", "\t=1"])
def test_a_cell_is_no_formula(said):
    assert inert.cell(said) == f"'{said}"


@pytest.mark.parametrize("said", ["-1,5", "+0.8", "a=1", ""])
def test_a_cell_that_is_a_number_or_a_word_is_left(said):
    assert inert.cell(said) == said


@pytest.mark.parametrize("said", ["=HYPERLINK(1)", "{=A1}", "https://a.vn", "mailto:a@b.vn", "internal:A1", "@a", "-a"])
def test_a_name_behind_a_chart_begins_with_no_order(said):
    assert inert.of_chart(said) == J + said


@pytest.mark.parametrize("said", ["PAPI: 2024", "-1,5", "Hà Nội"])
def test_a_name_behind_a_chart_is_left(said):
    assert inert.of_chart(said) == said
