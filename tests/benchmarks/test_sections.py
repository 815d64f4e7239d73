"""One run's results leave those of another where they are."""

from random import Random

from benchmarks import results, sections, soak

TEXT = "# Results\n\n## Targets\n\none\n\n## Soak\n\nold\n\n## Browser\n\ntwo\n"


def test_a_part_replaces_the_one_of_its_heading_alone():
    assert sections.with_section("## Soak", ["## Soak", "", "new"], TEXT) == TEXT.replace("old", "new")


def test_a_new_part_comes_at_the_end():
    assert sections.with_section("## Scale", ["## Scale", "", "three"], TEXT) == TEXT + "\n## Scale\n\nthree\n"


def test_a_part_that_is_not_there_is_empty():
    assert sections.section("## Soa", TEXT) == ""
    assert sections.section("## Soak", TEXT) == "## Soak\n\nold"


def test_a_run_of_everything_keeps_the_long_one(tmp_path):
    path = tmp_path / "RESULTS.md"
    path.write_text(TEXT, encoding="utf-8")
    results.write(["# Results", "", "## Targets", "", "new"], path)
    assert path.read_text(encoding="utf-8") == "# Results\n\n## Targets\n\nnew\n\n## Soak\n\nold\n"


FOUND = {
    "failed": [],
    "faults": 0,
    "warm": 500.0,
    "end": 510.0,
    "before": 300.0,
    "most": 520.0,
    "viewers": 50,
    "minutes": 20.0,
    "published": 19,
    "changes": 900,
    "nonsense": 90,
    "median": 100.0,
    "p95": 300.0,
    "looks": 5000,
}


def verdicts(**values):
    return [line.rstrip(" |").rpartition("| ")[2] for line in soak.told(FOUND | values, []) if line.startswith("| ")][
        2:
    ]


def test_a_soak_is_told_as_it_was():
    assert verdicts() == ["met", "met"]
    assert verdicts(end=551.0) == ["met", "missed"]
    assert verdicts(end=449.0) == ["met", "missed"]
    assert verdicts(faults=1) == ["missed", "met"]
    assert verdicts(failed=["TimeoutError: "]) == ["missed", "met"]
    assert "- TimeoutError: " in soak.told(FOUND | {"failed": ["TimeoutError: "]}, [])


def test_a_tenth_of_the_addresses_is_nonsense_and_the_same_each_time():
    drawn = [soak.address(Random(number)) for number in range(2000)]  # noqa: S311 - no secret is made of it
    assert 100 < sum(nonsense for _, nonsense in drawn) < 300
    assert drawn == [soak.address(Random(number)) for number in range(2000)]  # noqa: S311
