"""The words of the cells of a map and a list."""

import pandas as pd
import pytest

from provindex import catalog, geography
from provindex.analysis import map_values, ranking
from provindex.core.translate import translator
from provindex.store import score_store

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
    assert map_values.named(pd.Series(keys, dtype="string"), GROUPS, "–") == named


@pytest.mark.parametrize(("lang", "said"), [("en", "Rank only"), ("vi", "Chỉ có hạng")])
@pytest.mark.parametrize("way", ["level", "quantile", "rank"])
def test_a_rank_without_a_score_is_called_so_and_never_no_figure(lang, said, way):
    index, t = catalog.load_catalog().indices["par"], translator(lang)
    table = score_store.read("par", 2024)
    rows = table[table["measure"] == "par"].set_index("province")
    only = rows.index[rows["score"].isna() & rows["rank_published"].notna()]
    stands = ranking.standing(index, "par", 2024, table, geography.provinces("63"))
    found = map_values.of_standing(stands, way, index, t, lambda _: "no figure").set_index("province")
    assert sorted(found.index[found["ranked"]]) == sorted(only)
    assert set(found.loc[only, "printed"]) == {said}
    neither = rows.index[rows["score"].isna() & rows["rank_published"].isna()]
    assert set(found.loc[found.index.difference(rows.index).union(neither), "printed"]) == {"no figure"}
