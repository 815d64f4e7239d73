"""Which changes of the viewers fall into an upload."""

import pytest

from benchmarks import busy


@pytest.mark.parametrize(
    ("change", "counted"),
    [
        ((9.0, 500.0), False),
        ((9.0, 1500.0), True),
        ((15.0, 100.0), True),
        ((19.9, 9000.0), True),
        ((20.0, 100.0), False),
        ((31.0, 100.0), True),
    ],
    ids=["over before", "still under way", "inside", "begun inside", "begun after", "in the second"],
)
def test_a_change_counts_where_it_was_under_way(change, counted):
    assert busy.within([change], [(10.0, 20.0), (30.0, 40.0)]) == ([change[1]] if counted else [])


def test_changes_are_told_by_median_and_by_the_slow_ones():
    assert busy.line("viewers", [*[10.0] * 18, 400.0, 500.0]).split() == (
        ["viewers", "10", "ms", "median", "500", "ms", "p95,", "20", "changes"]
    )


def test_no_changes_are_told_as_none():
    assert busy.line("viewers", []).endswith("nothing was changed")
