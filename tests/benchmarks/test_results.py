"""How results are told: what was not measured is never told as met."""

import pytest

from benchmarks import results, scale
from benchmarks.wire import Taken


@pytest.mark.parametrize(
    ("found", "said"),
    [(1.0, "met"), (2.0, "met"), (2.01, "missed"), (None, "not measured"), (float("nan"), "not measured")],
)
def test_a_verdict_is_honest(found, said):
    assert results.verdict(found, 2.0) == said


@pytest.mark.parametrize(("load", "busy"), [(0.0, False), (1000.0, True)], ids=["idle", "busy"])
def test_figures_of_a_busy_machine_are_marked(load, busy):
    assert any("busy with other work" in line for line in results.machine(load)) is busy


def test_every_target_has_a_line_with_its_verdict():
    taken = {"dashboard": [Taken(300.0, 9000, 50)], "floor": [Taken(50.0, 1500, 20)], "naive": [Taken(200.0, 32000, 9)]}
    sizes = [scale.Scaled(times, times, 3.0, 50.0 + times / 20, 90.0, 300.0) for times in (1, 100)]
    lines = results.told(results.Found(4.0, taken, scaled=sizes), [], "a test")
    first = lines.index("## Targets") + 4
    cells = [line.strip("| ").split(" | ") for line in lines[first : lines.index("", first)]]
    verdicts = {cell[0]: cell[-1] for cell in cells}
    assert verdicts == {
        "cold open to the first map, times the floor": "not measured",
        "change of year in the browser, times the floor": "not measured",
        "cold open to the first map, times the limit": "told beside the target",
        "change of year in the browser, times the limit": "told beside the target",
        "server time of a change of year, times the floor": "missed",
        "first load over HTTP": "not measured",
        "warm load over HTTP": "not measured",
        "a change of year on the wire": "met",
        "100 times the data": "met",
        "100 viewers, 95th percentile": "not measured",
        "100 viewers, memory of each": "not measured",
        "start to well, data checked": "met",
    }
