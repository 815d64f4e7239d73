import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provindex import geography
from provindex.analysis.bridge import breakdown, bridge, to_json
from provindex.analysis.scores import of_measure
from provindex.store import score_store
from tests import toy

CROSSWALK = pd.DataFrame(
    [("a", "X", 600), ("b", "X", 300), ("c", "X", 100), ("d", "Y", 200), ("e", "Z", 100), ("f", "Z", 200)],
    columns=["old", "new", "population"],
)

boards = st.dictionaries(st.sampled_from("abcdef"), st.floats(1, 80, allow_nan=False))


def table(values):
    return toy.standing(values)[["province", "score"]]


def bridged(values, **options):
    return bridge(table(values), CROSSWALK, **options).set_index("province")


def test_a_mean_is_weighted_by_people():
    row = bridged({"a": 10.0, "b": 20.0, "c": 40.0}).loc["X"]

    assert row["score"] == pytest.approx(0.6 * 10 + 0.3 * 20 + 0.1 * 40)
    assert (row["low"], row["high"]) == (10.0, 40.0)
    assert (row["members"], row["missing"], row["missing_weight"]) == (("a", "b", "c"), (), 0.0)


def test_a_province_that_did_not_merge_keeps_its_score():
    row = bridged({"d": 33.123456}).loc["Y"]

    assert row["score"] == row["low"] == row["high"] == 33.123456


def test_missing_members_are_named_and_weighed():
    row = bridged({"a": 10.0, "b": 20.0}).loc["X"]

    assert row["score"] == pytest.approx((0.6 * 10 + 0.3 * 20) / 0.9)
    assert row["missing"] == ("c",)
    assert row["missing_weight"] == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("values", "refused"),
    [({"f": 5.0}, False), ({"e": 5.0}, True), ({}, True)],
    ids=["exactly a third missing", "two thirds missing", "everything missing"],
)
def test_no_figure_when_more_than_a_third_of_the_weight_is_missing(values, refused):
    row = bridged(values).loc["Z"]

    assert pd.isna(row["score"]) == refused
    assert pd.isna(row["rank"]) == refused


def test_derived_ranks_count_those_with_a_figure():
    frame = bridged({"a": 10.0, "b": 10.0, "c": 10.0, "d": 30.0, "e": 20.0})

    assert frame["rank"].dropna().to_dict() == {"X": 2, "Y": 1}
    assert frame["derived"].all()


def test_a_partial_table_gets_no_ranks():
    assert bridged({"a": 10.0, "d": 30.0}, ranked=False)["rank"].isna().all()


@given(st.floats(0, 100, allow_nan=False), st.sets(st.sampled_from("abcdef")))
def test_the_bridge_of_a_constant_is_that_constant(value, present):
    frame = bridged(dict.fromkeys(present, value))

    assert set(frame["score"].dropna()) <= {value}


@given(boards)
def test_a_mean_stays_between_its_members(values):
    frame = bridged(values).dropna(subset=["score"])

    assert (frame["low"] <= frame["score"]).all()
    assert (frame["score"] <= frame["high"]).all()


def test_an_unknown_province_is_refused():
    with pytest.raises(ValueError, match="does not lead from: 34:01"):
        bridged({"34:01": 5.0})


def test_the_breakdown_lists_every_member_with_its_weight():
    members = breakdown(table({"a": 10.0}), CROSSWALK).query("province == 'X'")

    assert members["member"].tolist() == ["a", "b", "c"]
    assert members["weight"].tolist() == [0.6, 0.3, 0.1]
    assert members["score"].isna().tolist() == [False, True, True]


def test_json_has_null_for_a_refused_score():
    plain = json.loads(json.dumps(to_json(bridge(table({"a": 10.0, "e": 5.0}), CROSSWALK))))

    assert plain["Y"]["low"] is None
    assert plain["Z"] == {
        "score": None,
        "low": 5.0,
        "high": 5.0,
        "members": ["e", "f"],
        "missing": ["f"],
        "missing_weight": pytest.approx(2 / 3),
        "rank": None,
        "derived": True,
    }


# ---- Published figures


@pytest.fixture(scope="module")
def papi_2024():
    return bridge(of_measure(score_store.read("papi", 2024), "papi"), geography.crosswalk()).set_index("province")


def test_all_34_provinces_of_2024_are_there(papi_2024):
    assert len(papi_2024) == 34
    assert papi_2024["members"].map(len).sum() == 63


def test_phu_tho_2024_stands_without_vinh_phuc(papi_2024):
    # Vĩnh Phúc has a little less than a third of the people of Phú Thọ, Vĩnh Phúc and Hòa Bình.
    row = papi_2024.loc["34:25"]

    assert row["missing"] == ("63:26",)
    assert row["missing_weight"] == pytest.approx(1_151_154 / (1_463_726 + 1_151_154 + 854_131))
    assert row["low"] <= row["score"] <= row["high"]


def test_dong_thap_2024_has_no_figure_without_tien_giang(papi_2024):
    row = papi_2024.loc["34:82"]

    assert row["missing"] == ("63:82",)
    assert row["missing_weight"] > 1 / 3
    assert pd.isna(row["score"])


def test_son_la_2024_is_its_published_score(papi_2024):
    published = of_measure(score_store.read("papi", 2024), "papi").set_index("province")["score"]

    assert papi_2024.loc["34:14", "score"] == published["63:14"]
