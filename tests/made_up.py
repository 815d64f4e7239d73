"""A made-up programme as large as Vĩnh Phúc's: for tests of scale and the benchmark, and for nothing else.

6 central agencies, 21 departments, 9 districts and 136 communes; 60 indicators in 12 quarters; an index of their own in
3 years with 8 parts and 38 criteria. Every name says that it is made up.
"""

import calendar
import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from provindex.catalog.programme_model import OBSERVATIONS, UNIT_SCORES, UNITS, frame
from provindex.core.paths import ROOT

PROVINCE = "63:26"
COUNTS = {"central": 6, "department": 21, "district": 9, "commune": 136}
NAMES = {
    "central": "Cơ quan trung ương giả định",
    "department": "Sở giả định",
    "district": "Huyện giả định",
    "commune": "Xã giả định",
}
INDICATORS, YEARS = 60, (2021, 2022, 2023)
PARTS = {1: 5, 2: 4, 3: 6, 4: 4, 5: 6, 6: 4, 7: 5, 8: 4}
CRITERIA = ("Hẹn lại ngày trả kết quả", "Xin lỗi khi trễ hẹn", "Trách nhiệm giải trình")


def quarters() -> list[tuple[date, date]]:
    """First and last day of the twelve quarters."""
    return [
        (date(year, first, 1), date(year, first + 2, calendar.monthrange(year, first + 2)[1]))
        for year in YEARS
        for first in (1, 4, 7, 10)
    ]


def units() -> pd.DataFrame:
    """The registry, in `UNITS`."""
    rows = [
        (f"{PROVINCE}.{level}_{n:03d}", PROVINCE, level, f"{NAMES[level]} {n:03d}", f"Made-up {level} {n:03d}",
         None, date(2025, 6, 30) if level == "district" else None, "made_up")
        for level, count in COUNTS.items()
        for n in range(1, count + 1)
    ]  # fmt: skip
    return frame(pa.table([list(column) for column in zip(*rows, strict=True)], schema=UNITS))


def observations(indicators: list[str]) -> pd.DataFrame:
    """A percentage of every indicator for the province and every unit in every quarter, in `OBSERVATIONS`."""
    random = np.random.default_rng(6)
    registry = units()
    places = [(None, "province"), *zip(registry["unit"], registry["level"], strict=True)]
    keys = [(unit, level, start, end, key) for unit, level in places for start, end in quarters() for key in indicators]
    whole = random.integers(50, 500, len(keys)).astype(float)
    part = np.floor(whole * random.uniform(0.6, 1.0, len(keys)))
    columns = [list(column) for column in zip(*keys, strict=True)]
    nothing = [None] * len(keys)
    table = pa.table(
        {
            "province": [PROVINCE] * len(keys),
            "unit": columns[0],
            "level": columns[1],
            "start": columns[2],
            "end": columns[3],
            "indicator": columns[4],
            "value": np.round(part / whole * 100, 2),
            "qualifier": nothing,
            "numerator": part,
            "denominator": whole,
            "target": [90.0] * len(keys),
            "note_vi": nothing,
            "note_en": nothing,
            "source": ["made_up"] * len(keys),
        },
        schema=OBSERVATIONS,
    )
    return frame(table)


def scores() -> pd.DataFrame:
    """The units' own index: total, parts and criteria of every unit in every year, in `UNIT_SCORES`."""
    random = np.random.default_rng(7)
    rows: list[tuple[object, ...]] = []
    for unit in units()["unit"]:
        for year in YEARS:
            points: dict[int, float] = {}
            for part, criteria in PARTS.items():
                for n in range(1, criteria + 1):
                    lost = float(np.round(random.choice([0, 0, 0.25, 0.5, 1.0]), 2))
                    points[part] = points.get(part, 0.0) + 2.5 - lost
                    name = CRITERIA[n % 3] if part == 3 else f"Tiêu chí giả định {part}.{n}"
                    note = "Chưa gửi thư xin lỗi" if lost and name == CRITERIA[1] else None
                    rows.append(
                        (PROVINCE, unit, year, f"{part}.{n}", name, 2.5 - lost, 2.5, None, None, note, "made_up")
                    )
                name = f"Phần giả định {part} của chỉ số"
                rows.append(
                    (PROVINCE, unit, year, str(part), name, points[part], criteria * 2.5, None, None, None, "made_up")
                )
            total = sum(points.values())
            rows.append((PROVINCE, unit, year, "", "Tổng điểm", total, 95.0, None, "Tốt", None, "made_up"))
    return frame(pa.table([list(column) for column in zip(*rows, strict=True)], schema=UNIT_SCORES))


def write(target: Path) -> Path:
    """A data folder like the shipped one, whose programmes are the made-up one; returns the folder."""
    shutil.copytree(ROOT / "data", target, ignore=shutil.ignore_patterns("source", "__pycache__"))
    home = target / "programme"
    catalogue = home / "indicators.toml"
    shipped = catalogue.read_text(encoding="utf-8")
    known = [line.split('"')[1] for line in shipped.split("[[indicator]]")[1:]]
    more = [f"made_up_{n:02d}" for n in range(len(known) + 1, INDICATORS + 1)]
    catalogue.write_text(shipped + "".join(_block(key) for key in more) + _SOURCE, encoding="utf-8")
    units().to_csv(home / "units.csv", index=False)
    rates = [key for key in [*known, *more] if "tasks" not in key or key in ("tasks_done", "tasks_government_done")]
    for name, table, schema in (
        ("observations", observations(rates), OBSERVATIONS),
        ("unit_scores", scores(), UNIT_SCORES),
    ):
        written = pa.Table.from_pandas(table, schema=schema, preserve_index=False).replace_schema_metadata(None)
        pq.write_table(written, home / f"{name}.parquet")
    return target


def _block(key: str) -> str:
    text = f'{{ vi = "Chỉ tiêu giả định {key[-2:]}", en = "Made-up indicator {key[-2:]}" }}'
    return f"""
[[indicator]]
key = "{key}"
name = {text}
short = {text}
about = {text}
unit = "percent"
aim = "higher"
papi = "papi.procedures"
par = "par.procedures"
"""


_SOURCE = """
[source.made_up]
name = { vi = "Giả định", en = "Made up" }
"""
