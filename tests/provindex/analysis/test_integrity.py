"""The shipped data hold together, and every way in which they could fall apart is told by file and key."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from provindex import geography
from provindex.analysis.integrity import Report, check
from provindex.core import paths
from provindex.core.errors import Fault
from provindex.store import score_store


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data folder that a test may spoil."""
    copy = tmp_path / "data"
    shutil.copytree(paths.data_folder(), copy, ignore=shutil.ignore_patterns("source", "*.py", "*.md"))
    monkeypatch.setenv("PROVINDEX_DATA", str(copy))
    return copy


def rewrite(file: Path, change: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
    frame = change(pq.read_table(file).to_pandas())
    pq.write_table(pa.Table.from_pandas(frame, schema=score_store.SCHEMA, preserve_index=False), file)


def put(frame: pd.DataFrame, province: str, measure: str, **values: object) -> pd.DataFrame:
    row = (frame["province"] == province) & (frame["measure"] == measure)
    assert row.sum() == 1
    for column, value in values.items():
        frame.loc[row, column] = value
    return frame


def drop(frame: pd.DataFrame, province: str, measure: str) -> pd.DataFrame:
    return frame[(frame["province"] != province) | (frame["measure"] != measure)]


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


# ---- What ships ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped() -> Report:
    return check()


def test_the_shipped_data_have_no_fault(shipped: Report) -> None:
    assert [str(fault) for fault in shipped.faults] == []


def test_no_published_rank_contradicts_a_published_score(shipped: Report) -> None:
    assert shipped.warnings == ()


def test_every_year_is_counted(shipped: Report) -> None:
    counts = shipped.counts.groupby("index")["scores"].agg(["size", "sum"])
    assert counts["size"].to_dict() == {"papi": 14, "par": 13, "sipas": 8}
    assert counts.loc["papi", "sum"] == 28854


def test_a_count_tells_how_much_a_year_holds(shipped: Report) -> None:
    year = shipped.counts.set_index(["index", "year"]).loc[("par", 2023)]
    assert year.to_dict() == {
        "status": "partial",
        "provinces": 63,
        "measures": 9,
        "rows": 51,
        "scores": 40,
        "ranks": 49,
    }


# ---- Scores --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "change", "key", "problem"),
    [
        pytest.param(
            "papi/2015",
            lambda frame: put(frame, "63:01", "papi.delivery", score=11.0),
            "63:01 papi.delivery",
            "11 lies outside the scale, 1 to 10",
            id="above the scale",
        ),
        pytest.param(
            "papi/2015",
            lambda frame: put(frame, "63:01", "papi.delivery", score=0.0),
            "63:01 papi.delivery",
            "0 lies outside the scale, 1 to 10",
            id="zero for missing",
        ),
        pytest.param(
            "papi/2015",
            lambda frame: put(frame, "63:01", "papi.delivery.health", score=2.0),
            "63:01 papi.delivery",
            "the parts add up to",
            id="parts that do not add up",
        ),
        pytest.param(
            "papi/2015",
            lambda frame: drop(frame, "63:01", "papi.delivery.health"),
            "63:01 papi.delivery.health",
            "the register of missing figures is silent",
            id="a hole without a word",
        ),
        pytest.param(
            "papi/2015",
            lambda frame: frame[frame["measure"] != "papi.delivery.health"],
            "papi.delivery.health",
            "no province has a figure",
            id="a measure without any figure",
        ),
        pytest.param(
            "papi/2015",
            lambda frame: frame.assign(measure=frame["measure"].replace("papi.delivery.health", "papi.delivery.care")),
            "papi.delivery.care",
            "no such measure",
            id="an unknown measure",
        ),
        pytest.param(
            "papi/2015",
            lambda frame: frame.assign(
                measure=frame["measure"].replace("papi.delivery.health", "papi.environment.air")
            ),
            "papi.environment.air",
            "no period of this measure for 2015",
            id="a measure of other years",
        ),
        pytest.param(
            "papi/2015",
            lambda frame: frame.assign(province=frame["province"].replace("63:01", "34:01")),
            "34:01",
            "no such province",
            id="a province of another edition",
        ),
        pytest.param(
            "papi/2015",
            lambda frame: put(frame, "63:01", "papi", source="hearsay"),
            "source",
            "there is no source “hearsay”",
            id="an unknown source",
        ),
        pytest.param(
            "papi/2015",
            lambda frame: put(frame, "63:01", "papi", group_published="A"),
            "group_published",
            "no group “A”",
            id="a group of another index",
        ),
        pytest.param(
            "papi/2023",
            lambda frame: put(frame, "63:02", "papi", low=45.0),
            "63:02 papi",
            "inside its interval",
            id="a score outside its interval",
        ),
        pytest.param(
            "par/2023",
            lambda frame: put(frame, "63:01", "par", rank_published=64),
            "63:01 par",
            "rank 64 among 63 provinces",
            id="a rank beyond the last",
        ),
        pytest.param(
            "par/2023",
            lambda frame: put(frame, "63:01", "par", rank_published=None, score=None),
            "63:01 par",
            "neither a score nor a rank",
            id="a row without any figure",
        ),
    ],
)
def test_a_spoilt_year_is_told(
    data: Path, name: str, change: Callable[[pd.DataFrame], pd.DataFrame], key: str, problem: str
) -> None:
    rewrite(data / f"{name}.parquet", change)
    found = [fault for fault in check().faults if fault.key == key and problem in fault.problem]
    assert [fault.file for fault in found] == [f"data/{name}.parquet"]


def test_a_figure_in_a_registered_hole_is_told(data: Path) -> None:
    extra = pd.DataFrame({"province": ["63:24"], "measure": ["papi.delivery"], "score": [7.0], "source": ["papi"]})
    rewrite(data / "papi" / "2014.parquet", lambda frame: pd.concat([frame, extra], ignore_index=True))
    assert check().faults == (
        Fault(
            "data/papi/index.toml",
            "missing 2014 63:24",
            "the register calls papi.delivery missing, but it has a figure",
        ),
    )


def test_an_exception_that_nothing_needs_is_told(data: Path) -> None:
    edit(data / "papi" / "index.toml", 'province = "63:01" # Hà Nội', 'province = "63:02"')
    keys = [fault.key for fault in check().faults]
    assert keys == ["63:01 papi.participation", "exception 2022 63:02"]


def test_a_higher_rank_with_a_lower_score_is_a_warning_and_no_fault(data: Path) -> None:
    rewrite(data / "par" / "2012.parquet", lambda frame: put(frame, "63:77", "par", score=80.0))
    report = check()
    assert report.faults == ()
    assert [str(warning) for warning in report.warnings] == [
        "data/par/2012.parquet: 63:79 par: ranked 3 with 83.83, below 63:77 with a lower score"
    ]


# ---- Files and years -----------------------------------------------------------------------------------------------


def test_a_year_without_its_file_and_a_file_without_its_year_are_told(data: Path) -> None:
    shutil.move(data / "papi" / "2011.parquet", data / "papi" / "2010.parquet")
    assert [str(fault) for fault in check().faults] == [
        "data/papi/2010.parquet: the catalogue has no edition of 2010",
        "data/papi/2011.parquet: the file is missing; a year of the catalogue needs its scores",
    ]


def test_faults_of_every_file_are_told_in_one_run(data: Path) -> None:
    (data / "papi" / "2011.parquet").write_bytes(b"PAR1")
    edit(data / "par" / "index.toml", "digits = 2", "digits = 2\ndigit = 2")
    rewrite(data / "sipas" / "2024.parquet", lambda frame: frame.assign(source="hearsay"))
    assert [(fault.file, fault.key) for fault in check().faults] == [
        ("data/papi/2011.parquet", ""),
        ("data/par/index.toml", "digit"),
        ("data/sipas/2024.parquet", "source"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('provinces = "63"', 'provinces = "64"', "edition 2011.provinces"),
        ('year = 2014\nprovince = "63:24"', 'year = 2010\nprovince = "63:24"', "missing 2010 63:24.year"),
        ('year = 2014\nprovince = "63:24"', 'year = 2014\nprovince = "63:23"', "missing 2014 63:23.province"),
    ],
    ids=["an unknown edition", "a gap in an unknown year", "a gap of an unknown province"],
)
def test_what_the_catalogue_names_has_to_exist(data: Path, old: str, new: str, key: str) -> None:
    edit(data / "papi" / "index.toml", old, new)
    assert key in [fault.key for fault in check().faults if fault.file == "data/papi/index.toml"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("2024,VN,88.37", "2024,63:XX,88.37", "there is no such region"),
        ("2024,VN,88.37", "2024,VN,188.37", "188.37 lies outside the scale"),
        ("2024,VN,88.37", "2011,VN,88.37", "88.37 lies outside the scale of the total in 2011"),
        ("88.37,stated", "88.37,guessed", "“guessed” stands here"),
    ],
)
def test_means_are_checked_too(data: Path, old: str, new: str, problem: str) -> None:
    edit(data / "par" / "means.csv", old, new)
    (fault,) = check().faults
    assert fault.file == "data/par/means.csv"
    assert problem in fault.problem


def test_an_empty_folder_is_a_fault_and_no_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVINDEX_DATA", str(tmp_path))
    report = check()
    assert [fault.problem for fault in report.faults] == ["no folder here holds an index.toml"]
    assert report.counts.empty


# ---- Boundaries ----------------------------------------------------------------------------------------------------


def test_a_boundary_without_a_province_and_a_province_without_a_boundary_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = geography.boundaries

    def renamed(edition: str, level: str = "m") -> pd.DataFrame:
        shapes = drawn(edition, level)
        return shapes.assign(province=shapes["province"].replace("63:48", "63:99"))

    monkeypatch.setattr(geography, "boundaries", renamed)
    assert [str(fault) for fault in check().faults] == [
        "geo/boundaries: 63:48: there is no boundary for this province",
        "geo/boundaries: 63:99: there is no province for this boundary",
    ]


def test_a_fault_of_the_reform_programmes_is_told(data: Path) -> None:
    edit(data / "programme" / "indicators.toml", 'aim = "higher"', 'aim = "upward"')
    told = [str(fault) for fault in check().faults]
    assert [line for line in told if "programme/indicators.toml: indicator[1].aim: “upward” stands here" in line]
