"""The table of published years: whole or not at all, under kills, races and a full disk."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from deltalake import DeltaTable
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from provindex.catalog.schema import SCHEMA, to_frame, to_table
from provindex.core.errors import PublishConflict, StoreError
from provindex.store import ledger, ledger_records
from provindex.store.ledger import Ledger
from provindex.store.ledger_records import Record, State
from tests.provindex.nursery import Publishers, forks, spread

NUMBERS = st.none() | st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.none() | st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)
ROWS = st.lists(
    st.tuples(
        st.text(st.characters(codec="utf-8"), min_size=1, max_size=8),
        st.sampled_from(["papi", "papi.delivery", "par"]),
        NUMBERS,
        st.none() | st.integers(-32768, 32767),
        TEXTS,
        NUMBERS,
        NUMBERS,
        NUMBERS,
        TEXTS,
    ),
    min_size=1,
    max_size=30,
)


def record(index: str = "papi", year: int = 2024, rows: int = 1, **values: object) -> Record:
    facts = {
        "id": "",
        "kind": "publish",
        "index": index,
        "year": year,
        "edition": "63",
        "who": "An",
        "when": ledger_records.now(),
        "status": "final",
        "embargo": None,
        "partial": False,
        "published": None,
        "file": "a.xlsx",
        "sha256": "0" * 64,
        "definition": None,
        "rows": rows,
        "provinces": rows,
        "note": "",
    }
    return Record(**facts | values)


def table(*scores: float | None) -> pa.Table:
    rows = [{"province": f"63:{number:02d}", "measure": "papi", "score": one} for number, one in enumerate(scores)]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def put(book: Ledger, rows: pa.Table, year: int = 2024, **values: object) -> Record:
    return book.commit("papi", year, lambda state: (record(year=year, rows=len(rows), **values), rows))


# ---- Writing and reading -------------------------------------------------------------------------------------------


def test_nothing_is_made_before_the_first_publish(own_store: Path) -> None:
    assert ledger.current().state() == State()
    assert not own_store.exists()


@settings(max_examples=60)
@given(rows=ROWS)
def test_rows_come_back_as_they_were_written(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple]) -> None:
    book = _shared(tmp_path_factory)
    written = pa.Table.from_pylist([dict(zip(SCHEMA.names, row, strict=True)) for row in rows], schema=SCHEMA)
    kept = book.rows(put(book, written))
    assert kept.schema == SCHEMA
    assert kept.equals(written)
    assert_frame_equal(to_frame(to_table(to_frame(kept))), to_frame(written))


def _shared(factory: pytest.TempPathFactory, made: dict[str, Ledger] = {}) -> Ledger:  # noqa: B006 - one for all examples
    return made.setdefault("one", Ledger(str(factory.mktemp("examples"))))


def test_a_large_year_keeps_the_order_of_its_rows(own_store: Path) -> None:
    book = ledger.current()
    written = table(*(float(number % 997) for number in range(100_000)))
    assert book.rows(put(book, written)).equals(written)


def test_every_former_version_can_be_read(own_store: Path) -> None:
    book = ledger.current()
    made = [put(book, table(float(number)), 2024 - number % 2) for number in range(120)]  # beyond a checkpoint
    numbers = [0, 1, 50, 99, 100, 101, 119]
    assert [book.rows(made[one])["score"].to_pylist() for one in numbers] == [[float(one)] for one in numbers]
    assert Ledger(str(own_store)).state() == book.state()


def test_another_reader_sees_a_commit_at_once(own_store: Path) -> None:
    reader = Ledger(str(own_store))
    assert reader.state().version == -1
    for number in range(3):
        made = put(ledger.current(), table(float(number)))
        assert reader.state().latest("papi", 2024) == made


def test_a_commit_tells_every_reader_of_delta_tables_who_made_it(own_store: Path) -> None:
    put(ledger.current(), table(1.0), note="nháp")
    commit = ledger.current()._open(None).history(1)[0]
    assert commit["userName"] == "An"
    assert json.loads(commit["userMetadata"])["note"] == "nháp"


def test_the_log_of_a_commit_is_never_cleaned_up(own_store: Path) -> None:
    put(ledger.current(), table(1.0))
    settings_of_table = ledger.current()._open(None).metadata().configuration
    assert settings_of_table["delta.enableExpiredLogCleanup"] == "false"
    assert settings_of_table["delta.deletedFileRetentionDuration"] == "interval 36500 days"


def test_a_table_is_partitioned_by_index_and_year(own_store: Path) -> None:
    put(ledger.current(), table(1.0))
    assert (own_store / "scores" / "index=papi" / "year=2024").is_dir()


@pytest.mark.parametrize("index", ["PAPI", "a' OR 'a' = 'a", "../x", "", "2024"])
def test_a_key_that_is_no_key_is_refused(own_store: Path, index: str) -> None:
    with pytest.raises(ValueError, match="is not made of small letters"):
        ledger.current().commit(index, 2024, lambda state: (record(), table(1.0)))


def test_a_record_survives_its_way_through_the_log(own_store: Path) -> None:
    day = ledger_records.today()
    values = {"embargo": day, "published": day, "status": "provisional", "partial": True, "definition": "f" * 64}
    made = put(ledger.current(), table(1.0), **values, note='"{}"\nĐắk', who="Ân")
    assert Ledger(str(own_store)).state().records == {1: made}


def test_a_record_of_a_newer_release_is_told(own_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as newer:
        newer.setattr(ledger_records, "_FORM", 2)
        put(Ledger(str(own_store)), table(1.0))
    with pytest.raises(StoreError, match="Version 1 of the store was written by a newer release"):
        Ledger(str(own_store)).state()


def test_figures_that_are_not_all_there_are_not_shown(own_store: Path) -> None:
    book = ledger.current()
    made = book.commit("papi", 2024, lambda state: (record(rows=3), table(1.0)))
    with pytest.raises(StoreError, match="holds 1 rows of papi 2024 in version 1, and 3 were published"):
        book.rows(made)


def test_a_lost_data_file_is_told(own_store: Path) -> None:
    book = ledger.current()
    made = put(book, table(1.0))
    for file in (own_store / "scores").rglob("*.parquet"):
        file.unlink()
    with pytest.raises(StoreError, match="cannot be read"):
        book.rows(made)


def test_a_store_that_vanishes_is_told_and_not_taken_for_an_empty_one(own_store: Path) -> None:
    put(ledger.current(), table(1.0))
    own_store.rename(own_store.with_name("elsewhere"))
    with pytest.raises(StoreError, match="cannot be read"):
        ledger.current().state()
    own_store.with_name("elsewhere").rename(own_store)
    assert ledger.current().state().version == 1


def test_a_folder_of_the_log_without_a_commit_is_no_table(own_store: Path) -> None:
    (own_store / "scores" / "_delta_log").mkdir(parents=True)
    assert ledger.current().state().version == -1
    assert put(ledger.current(), table(1.0)).version == 1


# ---- Whole files ---------------------------------------------------------------------------------------------------


def test_a_file_is_kept_once_under_its_hash(own_store: Path) -> None:
    place = ledger.current().place
    sha256 = place.keep(b"abc")
    assert sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert place.keep(b"abc") == sha256
    assert [file.name for file in (own_store / "files").iterdir()] == [sha256]
    assert place.kept(sha256) == b"abc"


def test_a_large_file_comes_back_whole(own_store: Path) -> None:
    content = bytes(range(256)) * 50_000
    assert ledger.current().place.kept(ledger.current().place.keep(content)) == content


def test_a_file_cut_short_is_kept_again(own_store: Path) -> None:
    place = ledger.current().place
    sha256 = place.keep(b"abc")
    (own_store / "files" / sha256).write_bytes(b"a")
    place.keep(b"abc")
    assert place.kept(sha256) == b"abc"


def test_a_file_that_was_changed_is_not_handed_out(own_store: Path) -> None:
    place = ledger.current().place
    sha256 = place.keep(b"abc")
    (own_store / "files" / sha256).write_bytes(b"abd")
    with pytest.raises(StoreError, match="is not the one that was uploaded"):
        place.kept(sha256)


def test_a_file_that_was_never_kept_is_told(own_store: Path) -> None:
    with pytest.raises(StoreError, match="cannot be read"):
        ledger.current().place.kept("0" * 64)


# ---- Object stores -------------------------------------------------------------------------------------------------


def test_an_object_store_gets_the_variables_of_its_vendor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9000")
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_NAME", "someone")
    place = Ledger("s3://bucket/provindex/").place
    assert (place.folder, place.uri("scores")) == (None, "s3://bucket/provindex/scores")
    assert place.options["AWS_ENDPOINT_URL"] == "http://127.0.0.1:9000"
    assert "AZURE_STORAGE_ACCOUNT_NAME" not in place.options
    assert "AZURE_STORAGE_ACCOUNT_NAME" in Ledger("az://box/provindex").place.options


def test_an_object_store_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": "a",
        "AWS_SECRET_ACCESS_KEY": "b",
        "AWS_REGION": "x",
    }.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(StoreError, match="The store of published years cannot be read") as raised:
        Ledger("s3://bucket/provindex").state()
    assert "\x1b" not in str(raised.value)


@pytest.mark.parametrize("name", ["kho #1", "kho ?a=1", "kho 100%", "kho *", "kho 'a'", "kho;b&c"])
def test_a_folder_of_any_usual_name_is_a_store(tmp_path: Path, name: str) -> None:
    put(Ledger(str(tmp_path / name)), table(1.0))
    put(Ledger(str(tmp_path / name)), table(2.0))
    book = Ledger(str(tmp_path / name))
    last = book.state().latest("papi", 2024)
    assert last is not None
    assert book.rows(last)["score"].to_pylist() == [2.0]
    assert [one.name for one in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["kho [1]", "kho%20mới", "a]b"])
def test_a_folder_that_the_library_cannot_open_is_refused_before_anything_is_made(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError, match="Name another one in PROVINDEX_STORE"):
        Ledger(str(tmp_path / name))
    assert not any(tmp_path.iterdir())


def test_an_address_of_a_file_is_a_folder(tmp_path: Path) -> None:
    book = Ledger((tmp_path / "kho chung").as_uri())
    put(book, table(1.0))
    assert Ledger(str(tmp_path / "kho chung")).state() == book.state()


# ---- Who comes first -----------------------------------------------------------------------------------------------


def test_another_year_in_between_does_not_stop_a_commit(own_store: Path) -> None:
    book, other = ledger.current(), Ledger(str(own_store))
    seen: list[int] = []

    def change(state: State) -> tuple[Record, pa.Table]:
        if not seen:
            put(other, table(9.0), 2023)  # comes between the look and the write
        seen.append(state.version)
        return record(), table(1.0)

    made = book.commit("papi", 2024, change)
    assert (seen, made.version) == ([0, 1], 2)
    assert [one.year for one in book.state().records.values()] == [2023, 2024]


def test_the_same_year_in_between_stops_a_commit(own_store: Path) -> None:
    book, other = ledger.current(), Ledger(str(own_store))

    def change(state: State) -> tuple[Record, pa.Table]:
        put(other, table(9.0), who="Bình")
        return record(), table(1.0)

    with pytest.raises(PublishConflict) as raised:
        book.commit("papi", 2024, change)
    assert raised.value.who == "Bình"
    assert book.rows(book.state().records[1])["score"].to_pylist() == [9.0]


def test_a_commit_that_went_through_is_not_made_twice(own_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = ledger.write_deltalake

    def answer_is_lost(*args: object, **values: object) -> None:
        written(*args, **values)
        raise OSError("connection reset")

    monkeypatch.setattr(ledger, "write_deltalake", answer_is_lost)
    made = put(ledger.current(), table(1.0))
    assert ledger.current().state().records == {1: made}


def test_a_commit_of_which_nothing_is_known_is_told(own_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(ledger.current(), table(1.0))

    def store_is_lost(*args: object, **values: object) -> None:
        own_store.rename(own_store.with_name("elsewhere"))
        raise OSError("connection reset")

    monkeypatch.setattr(ledger, "write_deltalake", store_is_lost)
    with pytest.raises(StoreError, match="it is not known whether papi 2024 was written"):
        put(ledger.current(), table(2.0))


# ---- Real processes ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def publishers() -> Iterator[Publishers]:
    nursery = Publishers()
    yield nursery
    nursery.end()


def whole(book: Ledger) -> dict[int, float]:
    """The number of each publish, after making sure that the last one is there whole; version -> number."""
    state = book.state()
    last = state.latest("papi", 2024)
    if last is not None:
        rows = book.rows(last)
        assert len(rows) == last.rows == 400
        assert rows["score"].unique().to_pylist() == [float(last.note)]
        assert book.place.kept(last.sha256) == f"file {last.note}".encode()
    return {version: float(one.note) for version, one in state.records.items()}


@forks
def test_a_kill_at_any_moment_leaves_the_old_year_or_the_new_one(own_store: Path, publishers: Publishers) -> None:
    follower, promised, before = Ledger(str(own_store)), [], {}
    for kill in range(200):
        child = publishers.start(do="without_end", store=str(own_store), first=kill * 1000)
        if kill % 2:  # every other one falls into a later publish, however slow the machine is
            promised.append(float(publishers.answer()["done"]))
        time.sleep(0.05 * spread(kill))
        promised += [float(one["done"]) for one in publishers.killed(child)]
        after = whole(follower if kill % 10 else Ledger(str(own_store)))
        assert before.items() <= after.items(), "what was published is gone"
        assert set(promised) <= set(after.values()), "what was said to be published is not there"
        before = after
    assert len(promised) >= 100
    assert whole(Ledger(str(own_store))) == before


@forks
def test_a_kill_during_the_first_publish_leaves_no_table_or_a_whole_one(
    own_store: Path, publishers: Publishers
) -> None:
    made = []
    for kill in range(40):
        store = own_store / str(kill)
        child = publishers.start(do="without_end", store=str(store), first=1)
        if kill == 0:
            publishers.answer()
        time.sleep(0.06 * spread(kill))
        publishers.killed(child)
        made.append(bool(whole(Ledger(str(store)))))
        Ledger(str(store)).commit("papi", 2023, lambda state: (record(year=2023), table(1.0)))
    assert made[0]


@forks
def test_of_two_publishers_of_one_year_one_wins_and_the_other_is_told(own_store: Path, publishers: Publishers) -> None:
    for race in range(8):
        last = Ledger(str(own_store)).state().latest("papi", 2024)
        order = {"do": "once", "store": str(own_store), "year": 2024, "expected": last.version if last else 0}
        at = time.time() + 0.3
        names = {10.0 * race + 1: "An", 10.0 * race + 2: "Bình"}
        for value, name in names.items():
            publishers.start(**order, at=at, value=value, name=name)
        won, lost = sorted((publishers.answer() for _ in names), key=lambda one: "error" in one)
        now = Ledger(str(own_store)).state().latest("papi", 2024)
        assert (won["version"], lost["error"]) == (now.version, "PublishConflict")
        assert lost["who"] == now.who == names[float(now.note)]
        assert len(whole(Ledger(str(own_store)))) == race + 1


@forks
def test_ten_publishers_of_different_years_all_land(own_store: Path, publishers: Publishers) -> None:
    """Ten rounds: after each the rows of every publisher are in the table once, and those of the rounds before too."""
    years, made = range(2021, 2031), []
    for turn in range(10):
        order = {"do": "once", "store": str(own_store), "name": "An", "at": time.time() + 0.4}
        values = {year: float(turn * 10_000 + year) for year in years}
        for year, value in values.items():
            publishers.start(**order, year=year, value=value)
        answers = [publishers.answer() for _ in years]
        assert not [one for one in answers if "error" in one], answers
        made.append((max(one["version"] for one in answers), values))
        for version, there in made:
            assert counted(own_store, version) == dict.fromkeys(there.items(), 400)


def counted(store: Path, version: int) -> dict[tuple[int, float], int]:
    """Year and score -> how many rows of them the table has at a version, read without the dashboard's own code."""
    rows = DeltaTable(str(store / "scores"), version=version).to_pyarrow_table(columns=["year", "score"])
    found = rows.group_by(["year", "score"]).aggregate([([], "count_all")]).to_pylist()
    return {(one["year"], one["score"]): one["count_all"] for one in found}


@forks
@pytest.mark.parametrize(
    ("most", "rows", "note"),
    [(4, 400, "n"), (300, 400, "n"), (2000, 400, "n"), (4800, 1, "ở" * 2000)],
    ids=["the uploaded file", "the data file", "the middle of it", "the commit"],
)
def test_a_full_disk_is_told_and_leaves_the_old_year(
    own_store: Path, publishers: Publishers, most: int, rows: int, note: str
) -> None:
    publishers.start(do="once", store=str(own_store), year=2024, at=0, value=1.0, name="An")
    assert publishers.answer() == {"version": 1}
    publishers.start(do="without_room", store=str(own_store), most=most, value=2.0, rows=rows, note=note)
    answer = publishers.answer()
    assert answer["error"] == "StoreError"
    assert answer["message"].startswith("There is no room left in the store. Nothing was written")
    assert whole(Ledger(str(own_store))) == {1: 1.0}


def test_history_is_the_same_for_a_reader_who_followed_and_one_who_comes_late(own_store: Path) -> None:
    early = Ledger(str(own_store))
    for number in range(30):
        put(ledger.current(), table(float(number)), 2020 + number % 5)
        if number % 7 == 0:
            early.state()
    assert early.state() == Ledger(str(own_store)).state()
    assert pd.Series([one.year for one in early.state().records.values()]).value_counts().tolist() == [6] * 5


class PanicException(BaseException):
    """Stands for what the library of the tables raises when it panics, which is no `Exception`."""


def test_a_panic_of_the_library_is_one_line_and_a_sentence(
    own_store: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def panics(*args: object, **values: object) -> None:
        raise PanicException("index out of bounds:\n  the len is 3")

    made = put(ledger.current(), table(1.0))
    monkeypatch.setattr(ledger, "DeltaTable", panics)
    with pytest.raises(StoreError, match="cannot be read"):
        ledger.current().rows(made)
    told = [one for one in caplog.records if one.levelname == "ERROR"]
    assert [one.cause for one in told] == ["index out of bounds: the len is 3"]
    assert told[0].exc_info is None


def test_a_panic_while_publishing_writes_nothing(own_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def panics(*args: object, **values: object) -> None:
        raise PanicException("no")

    put(ledger.current(), table(1.0))
    with monkeypatch.context() as broken:
        broken.setattr(ledger, "write_deltalake", panics)
        with pytest.raises(StoreError, match="Nothing was written"):
            put(ledger.current(), table(2.0))
    assert ledger.current().state().version == 1
