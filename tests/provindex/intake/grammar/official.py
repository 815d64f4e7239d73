"""The publisher's own workbooks of PAPI, and long tables."""

from collections.abc import Callable, Sequence
from random import Random

from provindex import geography
from provindex.geography import Province
from tests.provindex.intake.grammar import notes, words
from tests.provindex.intake.grammar.model import Book, Grid, Key
from tests.provindex.intake.grammar.world import World, catalog, children, edition

Value = Callable[[Province], object]


def yearly(random: Random) -> tuple[Book, int, str]:
    """2011-2017 and whoever keeps to it: the dimensions on a main sheet, the parts of each on another."""
    year = random.choice((2011, 2013, 2015, 2016, 2017, 2023, 2024, 2025))
    book, world = _begin(random, year)
    dimensions = children("papi", "papi", year)
    mark = random.choice((": ", ". ", ": "))
    _by_province(book, world, Grid(f"{year}PAPI- Bảng tổng hợp kết quả"), dimensions, year, mark)
    if random.random() < 0.7:
        book.features.append("sheets of parts")
        for number, dimension in enumerate(dimensions, start=1):
            name = f"{'Điêm' if number == 5 else 'Điểm'} thành phần {number}"
            _by_province(book, world, Grid(name), children("papi", dimension, year), year, mark)
    _derive(book, world, year)
    return book, year, "papi"


def several_years(random: Random) -> tuple[Book, int, str]:
    """2011-2016 in one workbook: headings in English over Vietnamese, without numbers; the maxima in the last row."""
    years = sorted(random.sample(range(2011, 2016), 2))
    book, world = _begin(random, years[-1])
    for year in years:
        grid = Grid(f"{year}_PAPI")
        book.grids.append(grid)
        measures = [
            one
            for dimension in children("papi", "papi", year)
            for one in (dimension, *children("papi", dimension, year))
        ]
        known = catalog().indices["papi"].measures
        grid.put_row(0, ["tinhid", "tentinh_eng", "tentinh_vie", *[known[one].name.en for one in measures]])
        grid.put_row(1, ["tinhid", "tentinh_eng", "tentinh_vie", *[known[one].name.vi for one in measures]])
        grid.put_row(0, ["Un-weighted2015PAPI"], 3 + len(measures))
        grid.put_row(1, ["Chỉ số PAPI (không có trọng số)"], 3 + len(measures))
        keys = [*measures, "papi"]
        for row, province in enumerate(world.provinces, start=2):
            grid.put_row(row, [int(province.code), province.name.en, province.name.vi])
            for column, key in enumerate(keys, start=3):
                _put(grid, world, row, column, year, province, key, (province.name.vi, key))
        last = [max(world.score("papi", year, one.id, key) for one in world.provinces) for key in keys]
        grid.put_row(len(world.provinces) + 2, [999, "Highest", "Điểm cao nhất", *last])
    return book, years[-1], "papi"


def wide(random: Random) -> tuple[Book, int, str]:
    """2018 and since: measures in rows, provinces in columns, the weighted figures once more below."""
    year = random.choice((2019, 2020, 2021, 2022, 2023, 2024, 2025))
    book, world = _begin(random, year)
    grid = Grid({2019: "2019PAPI_Indicators_VIE", 2024: "2024_PAPI_VIE_ENG"}.get(year, f"{year}_VIE_ENG"))
    book.grids.append(grid)
    columns: list[Province | None] = list(world.provinces)
    if random.random() < 0.3:
        book.features.append("blank columns")
        for place in (24, 9):
            columns.insert(place, None)
    top = 0
    if year == 2024:
        top = _successors(grid, columns)
    title = "Tỉnh/Thành phố trực thuộc trung ương"
    grid.put_row(top, ["Mã tỉnh", "Mã tỉnh", "Thang điểm/Scale", *[one and int(one.code) for one in columns]])
    grid.put_row(top + 1, [title, title, None, *[one and one.name.vi for one in columns]])
    row = _unweighted(book, grid, world, columns, year, top + 2)
    if random.random() < 0.15:
        _void(book, grid, world)
    grid.put_row(row, ["Weighted PAPI Score", "Chỉ số PAPI tổng hợp (có trọng số)", "10-80 điểm/points"])
    grid.put_row(row, [one and round(random.uniform(38, 48), 4) for one in columns], 3)
    for number, dimension in enumerate(children("papi", "papi", year), start=1):
        row += 1
        name = catalog().indices["papi"].measures[dimension].name
        grid.put_row(row, [f"Dimension {number}: {name.en}", f"Chỉ số nội dung {number}: {name.vi}", None])
        grid.put_row(row, [one and round(random.uniform(4, 7), 4) for one in columns], 3)
    return book, year, "papi"


def long(random: Random) -> tuple[Book, int, str]:
    """A row a province and measure, or a province and year."""
    year = random.choice((2022, 2023, 2024, 2025))
    index = random.choice(("par", "sipas"))
    book, world = _begin(random, year)
    grid = Grid("Sheet1")
    book.grids.append(grid)
    years = [year] if year == 2025 or random.random() < 0.5 else [year - 1, year]
    heads = random.choice((("Năm", "Tỉnh", "Chỉ số", "Điểm"), ("year", "province", "index", "score")))
    english = heads[0] == "year"
    book.features.append(f"long={'English' if english else 'Vietnamese'}")
    grid.put_row(0, heads)
    name = index if english else words.INDEX[index][0]
    row = 0
    for printed in years:
        for province in world.provinces:
            row += 1
            grid.put_row(row, [printed, province.name.vi, name])
            _put(grid, world, row, 3, printed, province, index, (province.name.vi, "Điểm"))
    return book, year, index


def _begin(random: Random, year: int) -> tuple[Book, World]:
    provinces = sorted(notes.in_edition(year), key=lambda one: one.code)
    book = Book()
    book.features += [f"edition={edition(year)}", "years=1"]
    return book, World(random, provinces)


def _by_province(book: Book, world: World, grid: Grid, measures: Sequence[str], year: int, mark: str) -> None:
    book.grids.append(grid)
    known = catalog().indices["papi"].measures
    codes = [known[one].period(year).code for one in measures]
    heads = [f"  {code + mark if code else ''}{known[one].name.vi} " for one, code in zip(measures, codes, strict=True)]
    grid.put_row(0, ["Tên tỉnh ", *heads])
    for row, province in enumerate(world.provinces, start=1):
        grid.put(row, 0, province.name.vi)
        for column, measure in enumerate(measures, start=1):
            _put(grid, world, row, column, year, province, measure, (province.name.vi, heads[column - 1]))


def _void(book: Book, grid: Grid, world: World) -> None:
    """Print zeros for a province that has no figures, as the sheets of 2022 and 2024 do."""
    book.unclear.append("zeros")
    void = world.random.choice(world.provinces).id
    for key, figure in list(grid.figures.items()):
        if key.province == void:
            grid.put(figure.row, figure.column, 0)
            del grid.figures[key]


def _put(
    grid: Grid, world: World, row: int, column: int, year: int, province: Province, measure: str, labels: Sequence[str]
) -> None:
    index = measure.partition(".")[0]
    value = world.score(index, year, province.id, measure)
    grid.put(row, column, value)
    grid.figure(row, column, Key(index, year, province.id, measure, "score"), value, labels)


def _unweighted(book: Book, grid: Grid, world: World, columns: Sequence[Province | None], year: int, row: int) -> int:
    """The total with its interval, the dimensions, their parts and some indicators; returns the row below."""
    random, known = world.random, catalog().indices["papi"].measures

    def put(labels: Sequence[str], measure: str, name: str, value: Callable[[Province], float]) -> None:
        nonlocal row
        grid.put_row(row, labels)
        for column, province in enumerate(columns, start=3):
            if province:
                figure = value(province)
                grid.put(row, column, figure)
                key = Key("papi", year, province.id, measure, name)
                grid.figure(row, column, key, figure, (*labels, province.name.vi))
        row += 1

    def score(measure: str) -> Callable[[Province], float]:
        return lambda province: world.score("papi", year, province.id, measure)

    put(
        ["Unweighted PAPI Score", "Chỉ số PAPI tổng hợp (không có trọng số)", "10-80 điểm/points"],
        "papi",
        "score",
        score("papi"),
    )
    if random.random() < 0.7:
        book.features.append("intervals")
        errors = {one.id: round(random.uniform(0.15, 0.9), 4) for one in world.provinces}
        total = score("papi")
        low, high, se = random.choice(
            (
                ("Unweighted 95% CI Low", "Unweighted 95% CI High", "Unweighted Standard Error"),
                ("Unweighted 95% CI Low", "Unweighted 95% CI High", "Standard Error"),
            )
        )
        put([low, low, ""], "papi", "low", lambda one: round(total(one) - 1.645 * errors[one.id], 4))
        put([high, high, ""], "papi", "high", lambda one: round(total(one) + 1.645 * errors[one.id], 4))
        put([se, se, ""], "papi", "se", lambda one: errors[one.id])
    for number, dimension in enumerate(children("papi", "papi", year), start=1):
        name = known[dimension].name
        labels = [f"Dimension {number}: {name.en}", f"Chỉ số nội dung {number}: {name.vi}", "1-10 điểm/points"]
        put(labels, dimension, "score", score(dimension))
        for place, part in enumerate(children("papi", dimension, year), start=1):
            name = known[part].name
            code = known[part].period(year).code or f"{number}.{place}"
            put([name.en, f"{code}: {name.vi}", "0.25-2.5 điểm"], part, "score", score(part))
            grid.put_row(row, ["Share of citizens who know (%)", "Tỷ lệ người dân biết (%)", "0%-100%"])
            grid.put_row(row, [one and round(random.uniform(0.2, 0.9), 4) for one in columns], 3)
            row += 1
    return row


def _successors(grid: Grid, columns: Sequence[Province | None]) -> int:
    """The rows on top of the sheet of 2024: the provinces that the old ones went into."""
    crosswalk = geography.crosswalk()
    new = dict(zip(crosswalk["old"], crosswalk["new"], strict=True))
    successors = [one and geography.province(new[one.id]) for one in columns]
    grid.put_row(0, ["34 tỉnh, thành phố từ 1/7/2025"])
    grid.put_row(1, ["Mã tỉnh mới", None, None, *[one and int(one.code) for one in successors]])
    grid.put_row(2, ["Tỉnh mới", None, None, *[one and one.name.vi for one in successors]])
    grid.put_row(3, ["New province", None, None, *[one and one.name.en for one in successors]])
    return 4


def _derive(book: Book, world: World, year: int) -> None:
    for province in world.provinces:
        total = sum(world.score("papi", year, province.id, one) for one in children("papi", "papi", year))
        book.derived[Key("papi", year, province.id, "papi", "score")] = total
