"""A workbook taken away and uploaded again gives the figures of the year, and nothing else."""

import io
from dataclasses import replace

import numpy as np
import openpyxl
import pandas as pd
import pytest

from provindex.catalog import Source
from provindex.catalog.schema import SCHEMA, to_frame, to_table
from provindex.core.translate import Text, translator
from provindex.export.excel import workbook
from provindex.intake import exit_code, reader
from provindex.store import score_store
from tests.provindex.intake import layouts
from tests.provindex.intake.expect import Nothing

# Of PAPI the first year, one with gaps, one after its form changed, and the two with intervals and errors.
YEARS = [("papi", year) for year in (2011, 2014, 2018, 2023, 2024)]
YEARS += [(index, year) for index in ("par", "sipas") for year in score_store.shipped_years(index)]


def again(index, year, frame, lang="vi"):
    data = workbook.whole_year(index, year, frame, "0123456789ab", f"/?index={index.key}", translator(lang))
    catalog = replace(layouts.CATALOG, indices=layouts.CATALOG.indices | {index.key: index})
    return reader.read(data, f"{index.key}-{year}.xlsx", catalog, published=Nothing())


def in_order(frame):
    return frame.sort_values(["province", "measure"]).reset_index(drop=True)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("index", "year"), YEARS)
def test_every_figure_comes_back(index, year, lang):
    frame = score_store.read_shipped(index, year)
    reading = again(layouts.CATALOG.indices[index], year, frame, lang)
    assert (list(reading.years), exit_code(reading)) == ([year], 0)
    pd.testing.assert_frame_equal(in_order(reading.years[year]), in_order(frame), check_exact=True)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("seed", range(5))
def test_ranks_groups_intervals_errors_and_sources_of_every_measure_come_back(seed, lang):
    """Made-up figures with holes of every kind, on the provinces of today."""
    chance = np.random.default_rng(seed)
    index = replace(
        layouts.PAPI, sources=layouts.PAPI.sources | {f"page_{n}": Source(f"page_{n}", Text("", ""), "") for n in "abc"}
    )
    rows = []
    for measure in index.measures_of(2025):
        period = measure.period(2025)
        for province in layouts.NEW:
            if chance.random() < 0.1:
                continue
            score = round(float(chance.uniform(period.low, period.high)), 6)
            known = {name: chance.random() < 0.7 for name in ("score", "rank", "group", "interval", "se")}
            known["score"] |= not known["rank"]
            rows.append({
                "province": province.id,
                "measure": measure.key,
                "score": score if known["score"] else None,
                "rank_published": int(chance.integers(1, 35)) if known["rank"] else None,
                "group_published": str(chance.choice(list(index.groups.labels))) if known["group"] else None,
                "low": max(period.low, score - 0.01) if known["interval"] else None,
                "high": min(period.high, score + 0.01) if known["interval"] else None,
                "se": 0.123456 if known["se"] else None,
                "source": " | ".join(sorted(chance.choice(["page_a", "page_b", "page_c"], 2, replace=False))),
            })  # fmt: skip
    frame = to_frame(to_table(pd.DataFrame(rows, columns=SCHEMA.names).round(6)))
    edition = replace(index.editions[2024], year=2025, provinces="34", coverage=None)
    index = replace(index, editions=index.editions | {2025: edition})
    found = again(index, 2025, frame, lang).years[2025]
    pd.testing.assert_frame_equal(in_order(found), in_order(frame), check_exact=True)


def test_a_figure_that_was_changed_comes_back_changed_and_no_other():
    frame = score_store.read_shipped("papi", 2024)
    data = workbook.whole_year(layouts.PAPI, 2024, frame, "v", "", translator("vi"))
    book = openpyxl.load_workbook(io.BytesIO(data))
    page = book.worksheets[2]
    row = next(row for row in page.iter_rows(min_row=2) if row[0].value == "63:14")
    before, row[2].value = row[2].value, 1.5
    out = io.BytesIO()
    book.save(out)
    found = reader.read(out.getvalue(), "papi-2024.xlsx", layouts.CATALOG, published=Nothing()).years[2024]
    both = in_order(found).merge(in_order(frame), on=["province", "measure"], suffixes=("", "_before"))
    changed = both[both["score"] != both["score_before"]]
    assert changed[["province", "score", "score_before"]].to_numpy().tolist() == [["63:14", 1.5, before]]


def test_the_source_of_the_year_comes_back_and_the_decisions_of_other_years_do_not():
    frame, index = score_store.read_shipped("par", 2023), layouts.PAR
    assert again(index, 2023, frame).source == ""
    said = Text("PAR INDEX (Bộ Nội vụ), Quyết định số 268/QĐ-BNV ngày 28/03/2025", "Decision 268/QĐ-BNV of 28 Mar 2025")
    edition = replace(index.editions[2023], source=Source("file_0", said, ""))
    stated = replace(index, editions=index.editions | {2023: edition})
    for lang in ("vi", "en"):
        assert again(stated, 2023, frame, lang).source == "Quyết định số 268/QĐ-BNV ngày 28/03/2025"
