import pyarrow as pa
import pytest

from provindex.intake.formats import parquet, workbook
from provindex.intake.issues import Refused
from provindex.store import score_store
from provindex.worker import opening
from tests.provindex.intake import layouts
from tests.provindex.intake.expect import figures, read


def code_of(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        parquet.rows(data)
    return refused.value.issue.code


@pytest.mark.parametrize("compression", ["none", "snappy", "gzip", "zstd"])
def test_texts_and_numbers_are_read(compression):
    data = layouts.parquet_table({"a": ["x", None], "b": [1.5, None], "c": [1, 2]}, compression=compression)
    assert parquet.rows(data) == [["a", "b", "c"], ["x", 1.5, 1], [None, None, 2]]


def test_a_year_of_the_store_comes_back_as_it_is():
    frame = score_store.read_shipped("papi", 2023)
    reading = read(layouts.parquet(frame), "papi 2023.parquet")
    columns = ("score", "rank_published", "low", "high", "se", "source")
    assert figures(reading.years[2023], *columns) == figures(frame, *columns)


@pytest.mark.parametrize(
    "column",
    [pa.array([[1]]), pa.array([{"a": 1}]), pa.array([b"x"]), pa.array([0], pa.timestamp("s"))],
    ids=["list", "struct", "binary", "time"],
)
def test_other_types_are_refused(column):
    assert code_of(layouts.parquet_table({"a": column})) == "column_type"


def test_a_text_that_repeats_the_beginning_of_the_one_before_is_read():
    data = layouts.parquet_table({"a": ["xa", "xb"]}, use_dictionary=False, column_encoding={"a": "DELTA_BYTE_ARRAY"})
    assert parquet.rows(data) == [["a"], ["xa"], ["xb"]]


@pytest.mark.parametrize("load", [workbook.load, opening.load], ids=["here", "worker"])
def test_a_long_text_that_every_row_repeats_is_refused(load):
    data = layouts.parquet_table({"a": ["x" * 30_000] * 1_000})
    assert len(data) < 100_000
    with pytest.raises(Refused) as refused:
        load(data, "a.parquet")
    assert refused.value.issue.code == "too_many_cells"


def test_pages_that_unpack_to_too_much_are_refused_where_files_are_opened():
    data = layouts.parquet_table({"a": ["x" * 120_000_000]}, compression="zstd", use_dictionary=False)
    assert len(data) < 100_000
    with pytest.raises(Refused) as refused:
        opening.load(data, "a.parquet")
    assert refused.value.issue.code == "reading_too_large"


def test_a_lack_of_memory_is_no_damage(monkeypatch):
    def lacking(*_, **__):
        raise pa.ArrowMemoryError("no memory")

    monkeypatch.setattr(parquet.pq, "ParquetFile", lacking)
    with pytest.raises(MemoryError):
        parquet.rows(layouts.parquet_table({"a": ["x"]}))


def test_too_many_rows_are_refused_before_they_are_read():
    assert code_of(layouts.parquet_table({"a": pa.nulls(1_000_000, pa.float64())})) == "too_many_rows"


def test_a_cut_file_is_damaged():
    assert code_of(layouts.parquet(score_store.read_shipped("papi", 2023))[:2000]) == "damaged"


def test_a_protected_file_says_so():
    assert code_of(b"PAR1" + bytes(100) + b"PARE") == "password"
