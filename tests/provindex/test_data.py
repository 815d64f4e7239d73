"""What ships in data/ is what its source tables give, byte for byte, and nothing was lost on the way."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from data import build
from provindex.core import paths
from provindex.store import score_store

SOURCE = paths.data_folder() / "source"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("data")
    build.build(SOURCE, target)
    return target


def generated(folder: Path) -> dict[str, Path]:
    files = [*folder.glob("*/*.parquet"), *folder.glob("*/sources.csv"), *folder.glob("*/means.csv")]
    return {file.relative_to(folder).as_posix(): file for file in files}


def test_the_build_makes_every_shipped_file_and_no_other(built: Path) -> None:
    assert sorted(generated(built)) == sorted(generated(paths.data_folder()))


def test_building_again_gives_the_shipped_bytes(built: Path) -> None:
    shipped = generated(paths.data_folder())
    assert [name for name, file in generated(built).items() if file.read_bytes() != shipped[name].read_bytes()] == []


def test_every_papi_score_of_the_source_ships_unchanged() -> None:
    source = pd.read_csv(SOURCE / "papi_scores.csv.gz", dtype={"province": "string", "measure": "string"})
    shipped = score_store.history("papi")[["year", "province", "measure", "score"]]
    keys = ["year", "province", "measure"]
    left, right = (frame.sort_values(keys).reset_index(drop=True) for frame in (source, shipped))
    pd.testing.assert_frame_equal(left, right)


@pytest.mark.parametrize("index", ["par", "sipas"])
def test_every_stated_fact_ships_with_all_its_pages(index: str) -> None:
    with (paths.data_folder() / index / "sources.csv").open(encoding="utf-8", newline="") as lines:
        address = {row["key"]: row["address"] for row in csv.DictReader(lines)}
    facts = pd.read_csv(SOURCE / "par_facts.csv").query("index == @index")
    stated = {(row.year, row.province, row.measure): row.source for row in facts.itertuples()}
    shipped = {
        (row.year, row.province, row.measure): " | ".join(address[key] for key in row.source.split(" | "))
        for row in score_store.history(index).itertuples()
    }
    assert shipped == stated


@pytest.mark.parametrize(
    ("page", "host"),
    [
        ("https://www.vietnam.vn/en/page", "vietnam.vn"),
        ("http://Kinhtedothi.vn/page.html", "kinhtedothi.vn"),
        ("https://sonoivu.yenbai.gov.vn:443/page", "sonoivu.yenbai.gov.vn"),
        ("angiang.gov.vn", "angiang.gov.vn"),
    ],
)
def test_a_page_is_named_by_its_host(page: str, host: str) -> None:
    assert build.host(page) == host


def test_two_pages_of_one_host_have_different_keys() -> None:
    one, other = build.page_key("https://baohatinh.vn/a"), build.page_key("https://baohatinh.vn/b")
    assert one.startswith("baohatinh-vn-")
    assert one != other
