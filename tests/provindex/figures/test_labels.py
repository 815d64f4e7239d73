"""Long names on few lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provindex.figures.labels import balanced


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Quản trị điện tử", "Quản trị điện tử"),
        ("Tham gia của người dân ở cấp cơ sở", "Tham gia của người<br>dân ở cấp cơ sở"),
        ("", ""),
    ],
    ids=["short", "no lone word at the end", "empty"],
)
def test_lines_are_few_and_even(text, lines):
    assert balanced(text, 31) == lines


@given(st.text(alphabet="abc đ", max_size=80), st.integers(1, 40))
def test_no_letter_is_lost(text, most):
    assert balanced(text, most).replace("<br>", " ").split() == text.split()
