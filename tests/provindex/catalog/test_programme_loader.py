"""The shipped programmes are read whole, and a folder that contradicts itself is told with file and place."""

import shutil
from datetime import date

import pyarrow.parquet as pq
import pytest

from provindex import catalog
from provindex.catalog import programme_loader
from provindex.core.errors import CatalogError
from provindex.core.paths import ROOT


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the shipped programmes that a test may damage."""
    shutil.copytree(ROOT / "data" / "programme", tmp_path / "programme")
    monkeypatch.setenv("PROVINDEX_DATA", str(tmp_path))
    return tmp_path / "programme"


def told() -> str:
    with pytest.raises(CatalogError) as raised:
        programme_loader.load()
    return str(raised.value)


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_districts_of_the_articles_ended_with_all_districts():
    units = programme_loader.load().units
    assert {unit.name.vi: (unit.province, unit.last) for unit in units.values()} == {
        "Huyện Buôn Đôn": ("63:66", date(2025, 6, 30)),
        "Huyện Than Uyên": ("63:12", date(2025, 6, 30)),
    }


def test_every_measure_beside_an_indicator_is_one_of_its_index():
    indices = catalog.load_catalog().indices
    beside = [pair for one in programme_loader.load().indicators.values() for pair in one.feeds.items()]
    assert len(beside) > 40
    assert [pair for pair in beside if pair[1] not in indices[pair[0]].measures] == []


def test_no_index_of_units_and_no_target_for_everybody_ships():
    found = programme_loader.load()
    assert found.scores.empty
    assert [key for key, one in found.indicators.items() if one.targets] == []


def test_every_figure_has_a_note_in_both_languages_or_in_none():
    rows = programme_loader.load().observations
    assert (rows["note_vi"].isna() == rows["note_en"].isna()).all()


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("indicators.toml", 'aim = "higher"', 'aim = "upward"', "expected is one of higher, lower, none"),
        ("indicators.toml", 'key = "online_dossiers"', 'key = "tasks_done"', "“tasks_done” stands here more than once"),
        ("indicators.toml", 'done = "tasks_done"', 'done = "tasks"', "there is no indicator “tasks”"),
        ("indicators.toml", 'par = "par.steering"', 'par = "papi.x"', "“papi.x” is no measure of par"),
        ("indicators.toml", 'unit = "percent"', 'unitt = "percent"', "unitt: this key is not known here"),
        ("units.csv", "2025-06-30", "30/06/2025", "expected are dates such as 2025-06-30"),
        ("units.csv", "valid_to", "until", "expected are the columns unit, province"),
        ("units.csv", "63:66.huyen_buon_don,", "63:66.other,", "there is no unit “63:66.huyen_buon_don”"),
        ("units.csv", ",district,", ",county,", "expected are the id of a province and one of province"),
    ],
    ids=["aim", "twice", "plan", "beside", "unknown key", "date", "column", "unit", "level"],
)
def test_a_damaged_file_is_told_with_its_cure(folder, file, old, new, says):
    replace(folder / file, old, new)
    assert says in told()
    assert file in told() or "observations.parquet" in told()


def test_a_target_needs_the_day_it_begins(folder):
    block = '[[indicator.targets]]\nvalue = 90\ntext = { vi = "a", en = "a" }\nsource = "a"\n\n[[indicator]]'
    replace(folder / "indicators.toml", '[[indicator]]\nkey = "tasks_under_way"', block + '\nkey = "tasks_under_way"')
    assert "first: this key is missing" in told()


def test_a_target_for_everybody_is_read(folder):
    block = (
        '[[indicator.targets]]\nvalue = 90\nfirst = 2021-01-01\ntext = { vi = "Quyết định", en = "Decision" }\n'
        'source = "page"\n\n[[indicator]]\nkey = "tasks_under_way"'
    )
    replace(folder / "indicators.toml", '[[indicator]]\nkey = "tasks_under_way"', block)
    found = programme_loader.load().indicators["tasks_done"]
    assert found.target(date(2021, 1, 1)).value == 90
    assert found.target(date(2020, 12, 31)) is None


def test_the_same_period_twice_is_told(folder):
    path = folder / "observations.parquet"
    table = pq.read_table(path)
    pq.write_table(table.take([0, *range(len(table))]), path)
    assert "the same period stands here more than once" in told()


def test_a_table_of_other_columns_is_told(folder):
    path = folder / "observations.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["target"]), path)
    assert "expected are the columns province (string), unit (string)" in told()


def test_without_registry_and_figures_there_is_a_catalogue_all_the_same(folder):
    for name in ("units.csv", "observations.parquet"):
        (folder / name).unlink()
    found = programme_loader.load()
    assert (len(found.units), len(found.observations), len(found.indicators)) == (0, 0, 26)


def test_a_changed_file_is_read_again(folder):
    before = programme_loader.current()
    assert programme_loader.current() is before
    (folder / "observations.parquet").unlink()
    assert programme_loader.current().observations.empty


def test_the_version_changes_with_the_content(folder):
    before = programme_loader.version()
    replace(folder / "units.csv", "Buon Don district", "Buon Don")
    assert len(before) == 12
    assert programme_loader.version() != before
