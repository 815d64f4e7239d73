"""The words of the cells of a map and a list."""

import pandas as pd
import pytest

from provindex import cells

GROUPS = {"A": "nhóm A", "B": "nhóm B"}


@pytest.mark.parametrize(
    ("keys", "named"),
    [
        (["A", None, "B"], ["nhóm A", "–", "nhóm B"]),
        (["A", "C"], ["nhóm A", "–"]),
        ([None, None], ["–", "–"]),
        ([], []),
    ],
)
def test_each_key_has_its_word_and_the_others_a_dash(keys, named):
    assert cells.named(pd.Series(keys, dtype="string"), GROUPS, "–") == named
