"""Workbooks in the official layouts, written from figures: what a reader has to understand."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl.worksheet.worksheet import Worksheet

from provindex import geography
from provindex.catalog import Index, Measure, load_catalog
from provindex.catalog.schema import to_table

CATALOG = load_catalog()
PAPI, PAR, SIPAS = (CATALOG.indices[key] for key in ("papi", "par", "sipas"))

OLD = tuple(sorted(geography.provinces("63"), key=lambda one: one.code))
NEW = tuple(sorted(geography.provinces("34"), key=lambda one: one.code))

# English headings of the workbook of six years, where they are not the catalogue's.
_MULTI = {
    "papi.transparency": ("Transparency", "Công khai, minh bạch"),
    "papi.transparency.land_plans": ("Land-Use Plans/Price Frames", "Kế hoạch sử dụng đất, khung giá đền bù"),
    "papi.accountability.investment_boards": ("Community Investment Boards", "Ban Giám sát đầu tư cộng đồng"),
    "papi.accountability.responsiveness": ("Responsive to Citizen Actions", "Đáp ứng kiến nghị của người dân"),
    "papi.corruption": ("Control of Corruption", "Kiểm soát tham nhũng trong khu vực công"),
    "papi.corruption.government": ("Limits on Public Sector Corruption", "Kiểm soát tham nhũng trong chính quyền"),
    "papi.corruption.employment": ("Equity in Employment", "Công bằng trong tuyển dụng vào nhà nước"),
    "papi.procedures.land": ("Land-Use Rights Procedures", "Giấy chứng nhận quyền sử dụng đất"),
    "papi.procedures.personal": ("Personal Procedures", "Thủ tục hành chính cấp xã/phường"),
    "papi.delivery.health": ("Public Health", "Y tế công lập"),
}
_MULTI_NAMES = {"63:46": "Thua Thien-Hue", "63:77": "Ba Ria-Vung Tau", "63:79": "TP. Ho Chi Minh"}

Scores = Mapping[tuple[str, str], float]


@dataclass
class Book:
    """A workbook being written; ``cells`` puts something else into a cell after the layout is written."""

    sheets: dict[str, Worksheet] = field(default_factory=dict)
    workbook: openpyxl.Workbook = field(default_factory=openpyxl.Workbook)

    def sheet(self, name: str) -> Worksheet:
        if not self.sheets:
            self.workbook.remove(self.workbook.active)
        self.sheets[name] = self.workbook.create_sheet(name)
        return self.sheets[name]

    @property
    def first(self) -> Worksheet:
        return next(iter(self.sheets.values()))

    def put(self, address: str, value: object, sheet: str | None = None) -> "Book":
        (self.sheets[sheet] if sheet else self.first)[address] = value
        return self

    def bytes(self) -> bytes:
        out = io.BytesIO()
        self.workbook.save(out)
        return out.getvalue()


def find(sheet: Worksheet, text: str) -> tuple[int, int]:
    """Row and column, from 1, of the first cell that contains a text."""
    return next((cell.row, cell.column) for row in sheet.iter_rows() for cell in row if text in str(cell.value or ""))


def scores_of(frame: pd.DataFrame, column: str = "score") -> Scores:
    known = frame.dropna(subset=[column])
    return {(row.province, row.measure): getattr(row, column) for row in known.itertuples()}


def yearly(frame: pd.DataFrame, year: int, tab_year: int | None = None) -> Book:
    """2011-2017: the dimensions on a main sheet and the parts of each on another, without a total."""
    book, scores = Book(), scores_of(frame)
    dimensions = _by_code(PAPI, "papi", year)
    _rows(book.sheet(f"{tab_year or year}PAPI- Bảng tổng hợp kết quả"), dimensions, year, scores)
    for number, dimension in enumerate(dimensions, start=1):
        name = f"{'Điêm' if number == 5 else 'Điểm'} thành phần {number}"
        _rows(book.sheet(name), _by_code(PAPI, dimension.key, year), year, scores)
    return book


def multi(frames: Mapping[int, pd.DataFrame]) -> Book:
    """2011-2016 in one workbook: codes, two rows of headings without numbers, the highest score in the last row."""
    book = Book()
    for year, frame in frames.items():
        sheet, scores = book.sheet(f"{year}_PAPI"), scores_of(frame)
        measures = [
            one
            for dimension in _by_code(PAPI, "papi", year)
            for one in (dimension, *_by_code(PAPI, dimension.key, year))
        ]
        heads = [_MULTI.get(one.key, (one.name.en, one.name.vi)) for one in measures]
        sheet.append(["tinhid", "tentinh_eng", "tentinh_vie", *[en for en, _ in heads], "Un-weighted2015PAPI"])
        sheet.append(
            ["tinhid", "tentinh_eng", "tentinh_vie", *[vi for _, vi in heads], "Chỉ số PAPI (không có trọng số)"]
        )
        keys = [*[one.key for one in measures], "papi"]
        for province in OLD:
            english = _MULTI_NAMES.get(province.id, province.name.en)
            figures = [scores.get((province.id, key)) for key in keys]
            sheet.append([int(province.code), english, province.name.vi, *figures])
        highest = [max((value for (_, one), value in scores.items() if one == key), default=None) for key in keys]
        sheet.append([999, "Highest", "Điểm cao nhất", *highest])
    return book


def wide(
    frame: pd.DataFrame, year: int, book: Book | None = None, *, provinces: Sequence[geography.Province] = OLD
) -> Book:
    """2018-2024: measures in rows, provinces in columns; each year with what is its own."""
    book = book or Book()
    name = {2018: "ProvincialIndicators_VIE", 2019: "2019PAPI_Indicators_VIE", 2024: "2024_PAPI_VIE_ENG"}
    sheet = book.sheet(name.get(year, f"{year}_VIE_ENG"))
    columns: list[geography.Province | None] = list(provinces)
    if year == 2024:
        columns = [
            one
            for place, province in enumerate(provinces)
            for one in ([None, province] if place in (10, 30) else [province])
        ]
        _successors(sheet, columns)
    left = 2 if year == 2018 else 3
    title = "Tỉnh/Thành phố trực thuộc trung ương"
    sheet.append([*["Mã tỉnh"] * (left - 1), "Thang điểm/Scale", *[one and int(one.code) for one in columns]])
    sheet.append([*[title] * (left - 1), None, *[one and one.name.vi for one in columns]])
    writer = _WideWriter(sheet, columns, scores_of(frame), year)
    writer.blocks(frame)
    writer.weighted()
    return book


@dataclass
class _WideWriter:
    sheet: Worksheet
    columns: Sequence[geography.Province | None]
    scores: Scores
    year: int

    def row(self, english: str, vietnamese: str, scale: str, value: Callable[[geography.Province], object]) -> None:
        labels = [vietnamese, scale] if self.year == 2018 else [english, vietnamese, scale]
        self.sheet.append([*labels, *[value(one) if one else None for one in self.columns]])

    def score(self, key: str) -> Callable[[geography.Province], object]:
        # The publisher's sheets of 2022 and 2024 print a zero where there is no figure.
        hole = 0 if self.year in (2022, 2024) else None
        return lambda province: self.scores.get((province.id, key), hole)

    def blocks(self, frame: pd.DataFrame) -> None:
        if self.year != 2018:
            self.row(
                "Unweighted PAPI Score",
                "Chỉ số PAPI tổng hợp (không có trọng số)",
                "10-80 điểm/points",
                self.score("papi"),
            )
            for english, column in (
                ("Unweighted 95% CI Low", "low"),
                ("Unweighted 95% CI High", "high"),
                ("Unweighted Standard Error", "se"),
            ):
                values = scores_of(frame, column)
                self.row(english, english, "", lambda province, values=values: values.get((province.id, "papi")))
        for number, dimension in enumerate(_by_code(PAPI, "papi", self.year), start=1):
            vietnamese = f"Chỉ số nội dung {number}: {dimension.name.vi}"
            english = f"Dimension {number}: {dimension.name.en}"
            if self.year == 2019:
                english = f"Chỉ số nội dung {number}: {dimension.name.en}"
            self.row(english, vietnamese, "1-10 điểm/points", self.score(dimension.key))
            for place, part in enumerate(_by_code(PAPI, dimension.key, self.year), start=1):
                self.row(part.name.en, f"{number}.{place}: {part.name.vi}", "0.25-2.5 điểm", self.score(part.key))
                self.row("Share of citizens who know (%)", "Tỷ lệ người dân biết (%)", "0%-100%", lambda _: 0.5)
                self.row("Times a year", "Số lần trong năm", "0-10", lambda _: 3)

    def weighted(self) -> None:
        self.row("Weighted PAPI Score", "Chỉ số PAPI tổng hợp (có trọng số)", "10-80", lambda _: 50.5)
        self.row("Weighted 95% CI Low", "Weighted 95% CI Low", "", lambda _: 49.5)
        for number, dimension in enumerate(_by_code(PAPI, "papi", self.year), start=1):
            self.row(
                f"Dimension {number}: {dimension.name.en}",
                f"Chỉ số nội dung {number}: {dimension.name.vi}",
                "",
                lambda _: 5.5,
            )


def annex(
    scores: Scores,
    index: Index,
    year: int,
    *,
    ranks: Scores | None = None,
    maxima: Mapping[str, float] | None = None,
    provinces: Iterable[geography.Province] = OLD,
) -> Book:
    """An annex of the ministry: rank, province, score, fields in per cent, or in points where maxima are given."""
    book = Book()
    sheet = book.sheet("Phụ lục I")
    title = "CHỈ SỐ CẢI CÁCH HÀNH CHÍNH" if index is PAR else "CHỈ SỐ HÀI LÒNG VỀ SỰ PHỤC VỤ HÀNH CHÍNH (SIPAS)"
    sheet.append([f"{title} NĂM {year} CỦA CÁC TỈNH, THÀNH PHỐ TRỰC THUỘC TRUNG ƯƠNG"])
    sheet.append(["(Kèm theo Quyết định của Bộ trưởng Bộ Nội vụ)"])
    fields = [one for one in index.children(index.root.key) if any(key == one.key for _, key in scores)]
    heading = "Chỉ số CCHC" if index is PAR else "Chỉ số SIPAS (%)"
    names = [f"{number}. {one.name.vi}" for number, one in enumerate(fields, start=1)]
    sheet.append(["Xếp hạng", "Tỉnh, thành phố", heading, *names])
    if maxima:
        sheet.append([None, "Điểm tối đa", 100, *[maxima[one.key] for one in fields]])
    for province in sorted(provinces, key=lambda one: -(scores.get((one.id, index.root.key)) or 0)):
        points = [
            None if (value := scores.get((province.id, one.key))) is None
            else value * maxima[one.key] / 100 if maxima else value
            for one in fields
        ]  # fmt: skip
        rank = (ranks or {}).get((province.id, index.root.key))
        sheet.append([rank, province.name.vi, scores.get((province.id, index.root.key)), *points])
    return book


def long_rows(frame: pd.DataFrame, year: int) -> list[list[object]]:
    """A long table: headings, then a row a province and measure."""
    body = [[year, *row] for row in frame.astype(object).where(frame.notna(), None).values.tolist()]
    return [["year", *frame.columns], *body]


def text(rows: Sequence[Sequence[object]], separator: str = ",", decimal: str = ".", encoding: str = "utf-8") -> bytes:
    """Rows as CSV or TSV."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_text(cell, decimal) for cell in row])
    return out.getvalue().encode(encoding)


def xlsx(rows: Iterable[Sequence[object]], sheet: str = "Sheet1") -> bytes:
    """Rows as an XLSX workbook of one sheet."""
    book = Book()
    target = book.sheet(sheet)
    for row in rows:
        target.append(list(row))
    return book.bytes()


def parquet(frame: pd.DataFrame) -> bytes:
    """A year in the schema of the store."""
    out = io.BytesIO()
    pq.write_table(to_table(frame), out)
    return out.getvalue()


def parquet_table(columns: Mapping[str, object], **options: object) -> bytes:
    """Any table as Parquet."""
    out = io.BytesIO()
    pq.write_table(pa.table(dict(columns)), out, **options)
    return out.getvalue()


def _by_code(index: Index, parent: str, year: int) -> list[Measure]:
    """The parts of a measure in the order of their printed numbers."""
    parts = [one for one in index.children(parent) if one.period(year)]
    return sorted(parts, key=lambda one: one.period(year).code or "9")


def _rows(sheet: Worksheet, measures: Sequence[Measure], year: int, scores: Scores) -> None:
    codes = [one.period(year).code for one in measures]
    sheet.append(["Tên tỉnh ", *[f"  {code}: {one.name.vi} " for code, one in zip(codes, measures, strict=True)]])
    for province in OLD:
        sheet.append([province.name.vi, *[scores.get((province.id, one.key)) for one in measures]])


def _successors(sheet: Worksheet, columns: Sequence[geography.Province | None]) -> None:
    """The four rows on top of the sheet of 2024: the provinces that the old ones went into."""
    crosswalk = geography.crosswalk()
    new = dict(zip(crosswalk["old"], crosswalk["new"], strict=True))
    successors = [one and geography.province(new[one.id]) for one in columns]
    sheet.append(["34 tỉnh, thành phố từ 1/7/2025"])
    sheet.append(["Mã tỉnh mới", None, None, *[one and int(one.code) for one in successors]])
    sheet.append(["Tỉnh mới", None, None, *[one and one.name.vi for one in successors]])
    sheet.append(["New province", None, None, *[one and one.name.en for one in successors]])


def _text(cell: object, decimal: str) -> str:
    if cell is None:
        return ""
    return str(cell).replace(".", decimal) if isinstance(cell, float) else str(cell)
