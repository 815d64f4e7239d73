"""Tables of the ministry, the provinces and the newspapers: PAR INDEX, SIPAS and PAPI by province."""

from dataclasses import dataclass, field
from random import Random

from provindex.geography import Province
from tests.provindex.intake.grammar import names, notes, values, words
from tests.provindex.intake.grammar.columns import Column, Headings, Of
from tests.provindex.intake.grammar.model import Book, Grid, Key
from tests.provindex.intake.grammar.tables import Row, Table, by_score
from tests.provindex.intake.grammar.world import MERGER, World, children, edition, fields, maxima

INDICES = ((("par",), 46), (("sipas",), 20), (("par", "sipas"), 14), (("papi",), 20))
YEARS = ((2018, 1), (2019, 1), (2020, 2), (2021, 2), (2022, 4), (2023, 8), (2024, 6), (2025, 10))
YEAR_FORMS = ("Năm y", "Năm y", "y", "number", "NĂM y", "Kết quả năm y", "period")
BLOCKS = (("one", 60), ("halves", 14), ("own", 13), ("below", 13))


@dataclass
class Plan:
    """What a sheet is about and how it is laid out; drawn by `_plan`."""

    random: Random
    book: Book
    indices: tuple[str, ...]
    years: list[int]
    provinces: list[Province]
    world: World
    printing: values.Printing
    topics: list[tuple[str, str]]
    fields: list[str]
    points: bool = False
    year_form: str = "Năm y"
    order: list[str] = field(default_factory=list)
    names: str = "plain"
    bracketed: str | None = None

    @property
    def newest(self) -> int:
        return max(self.years)


def table(random: Random) -> tuple[Book, int, str]:
    """A workbook with one such table, sometimes with further sheets."""
    book = Book()
    plan = _plan(random, book)
    unclear = _unclear(plan)
    if unclear:
        book.unclear.append(unclear)
    grid = Grid(_sheet_name(plan, unclear))
    book.grids.append(grid)
    blocks = _draw(random, BLOCKS)
    if blocks == "own" and len(plan.topics) * len(plan.years) < 2:
        blocks = "one"
    if blocks == "below" and len(plan.provinces) < 20:
        blocks = "one"
    book.features.append(f"blocks={blocks}")
    in_headings = blocks in ("one", "halves") and "year" in plan.order and plan.year_form != "period"
    top = _titles(plan, grid, unclear, in_headings=in_headings)
    if blocks == "own":
        top = _own(plan, grid, top, unclear)
    elif blocks == "below":
        top = _below(plan, grid, top, unclear)
    else:
        top = _block(plan, grid, top, unclear, halves=blocks == "halves")
    if random.random() < 0.35:
        book.features.append("notes")
        notes.put_notes(grid, random, top, random.choice((1, 1, 2, 3)), plan.newest)
    if random.random() < 0.12:
        book.features.append("signature")
        notes.put_signature(grid, random, grid.height, grid.width, plan.newest)
    _further_sheets(plan, book)
    _derive(plan, book)
    return book, plan.newest, plan.indices[0]


def _plan(random: Random, book: Book) -> Plan:
    indices = _draw(random, INDICES)
    newest = _draw(random, YEARS)
    count = _draw(random, ((1, 64), (2, 30), (3, 6)))
    years = [year for year in range(newest - count + 1, newest + 1) if year >= 2018]
    if random.random() < 0.15:
        years.reverse()
    provinces = notes.in_edition(newest)
    # A part of a published year of PAPI is refused on purpose: its publisher covers the country or says who is missing.
    if random.random() < 0.12 and (indices != ("papi",) or min(years) >= MERGER):
        book.features.append("some provinces")
        provinces = random.sample(provinces, random.choice((5, 10, 14)))
        # Of a few names that both editions have nobody can tell which province is meant in the years before.
        years = [year for year in years if edition(year) == edition(newest)]
    book.features += [f"indices={'+'.join(indices)}", f"years={len(years)}", f"edition={edition(newest)}"]
    style = random.choice(names.STYLES + (names.MERGED_STYLES * 2 if edition(newest) == "34" else ()))
    book.features.append(f"names={style}")
    printing = values.printing(random, list(indices))
    topics, points = _topics(random, book, indices, newest, len(years))
    if points and printing.score_form in values.PERCENT_FORMS:
        printing.score_form = "number"
    ranks = random.random() < 0.55
    shown = random.choice((["score", "rank_published"], ["score", "rank_published"], ["rank_published", "score"]))
    book.features += [f"scores={printing.score_form}", *([f"ranks={printing.rank_form}"] if ranks else [])]
    if printing.beside and printing.score_form in ("comma", "point"):
        book.features.append(f"beside={printing.beside}")
    if printing.space and printing.score_form in ("comma", "point", "percent_text"):
        book.features.append(f"space={printing.space!r}")
    world = World(random, provinces)
    if printing.rank_form in ("behind", "before", "words", "range"):
        for index in indices:
            world.tie(index, newest, index)
    plan = Plan(random, book, indices, years, provinces, world, printing, topics, shown if ranks else ["score"], points)
    plan.names = style
    if ranks and not points and random.random() < 0.08:
        plan.fields, plan.bracketed = ["score"], random.choice((" (xếp hạng)", " (hạng)", "", "/Hạng", "/Xếp hạng"))
        plan.printing.slash, plan.printing.beside = plan.bracketed.startswith("/"), ""
        book.features.append("ranks behind a slash" if plan.printing.slash else "ranks in brackets")
        # Means beside them are written with a comma too.
        plan.printing.score_form = "comma"
    plan.year_form = random.choice(YEAR_FORMS)
    if plan.year_form == "period" and (len(years) != 2 or years[0] > years[1]):
        plan.year_form = "Năm y"
    if plan.printing.slash and plan.year_form == "number":
        plan.year_form = "y"  # only a heading that is a text can say what stands behind the slash
    plan.order = _order(plan)
    book.features += [f"heading={'/'.join(plan.order)}", *([f"year={plan.year_form}"] if "year" in plan.order else [])]
    return plan


def _topics(
    random: Random, book: Book, indices: tuple[str, ...], year: int, years: int
) -> tuple[list[tuple[str, str]], bool]:
    """The measures of the table, and whether the fields are in points."""
    totals = [(index, index) for index in indices]
    if indices == ("papi",):
        book.features.append("measures=dimensions")
        dimensions = [("papi", one) for one in children("papi", "papi", year)]
        drawn = random.random()
        return (dimensions if drawn < 0.2 else dimensions + totals if drawn < 0.4 else totals + dimensions), False
    if indices == ("par",) and random.random() < 0.45 and years < 3:
        parts = [("par", one) for one in fields(year)]
        points = random.random() < 0.5
        book.features.append(f"measures=fields in {'points' if points else 'percent'}")
        return (totals + parts if random.random() < 0.7 else parts + totals), points
    return totals, False


def _order(plan: Plan) -> list[str]:
    """The levels of the heading from above: those that vary, and perhaps one that is the same for all."""
    random = plan.random
    varying = {"year": len(plan.years) > 1, "topic": len(plan.topics) > 1, "field": len(plan.fields) > 1}
    order = [level for level, varies in varying.items() if varies]
    random.shuffle(order)
    if "topic" in order and "field" in order and len(plan.topics) > 2:
        # Nobody parts eight measures into their scores and then their ranks.
        order.remove("field")
        order.append("field")
    if len(order) > 1 and random.random() < 0.2 and plan.year_form not in ("number", "period"):
        order.pop()
    constant = [level for level, varies in varying.items() if not varies and level != "field"]
    if len(order) < 3 and constant and random.random() < 0.25:
        order.insert(0, random.choice(constant))
    return order or [random.choice(("topic", "field"))]


def _unclear(plan: Plan) -> str:
    """Why the table has no single reading; empty mostly."""
    if plan.random.random() > 0.15:
        return ""
    undated = len(plan.years) == 1 and "year" not in plan.order
    possible = ["no year", "only a date", "the file is named by the next year"] if undated else []
    if plan.points:
        possible.append("points without maxima")
    if plan.topics in ([("par", "par")], [("sipas", "sipas")]) and "topic" not in plan.order:
        possible.append("no index")
    return plan.random.choice(possible) if possible else ""


def _sheet_name(plan: Plan, unclear: str) -> str:
    index = {"par": "PAR INDEX", "sipas": "SIPAS", "papi": "PAPI"}[plan.indices[0]]
    plain = ("Sheet1", "Phụ lục", "Bảng 1", "Kết quả")
    if unclear or plan.random.random() < 0.7:
        return plan.random.choice(plain)
    return plan.random.choice((f"{index} {plan.newest}", str(plan.newest), index))


def _titles(plan: Plan, grid: Grid, unclear: str, *, in_headings: bool) -> int:
    """Lines above the table; together with the headings they say index and year, unless that is what is unclear."""
    random = plan.random
    features = plan.book.features
    # Before and now are said of the year in the title.
    year = notes.year_text(random, plan.years if plan.year_form != "period" else [plan.newest])
    if unclear in ("no year", "only a date"):
        year = ""
    elif len(plan.years) == 1 and not unclear and random.random() < 0.12:
        features.append("year only in the file's name")
        year = ""
    elif in_headings and random.random() < 0.3:
        year = ""
    title = notes.title(random, plan.indices, year)
    if unclear == "no index":
        title = f"Bảng xếp hạng các tỉnh, thành phố {year}"
    lines = [title]
    if random.random() < 0.25:
        lines = [*random.sample(words.ABOVE_TITLE, random.choice((1, 1, 2))), *lines]
    if unclear == "only a date" or (unclear != "no year" and random.random() < 0.3):
        features.append("decision")
        lines.append(notes.decision(random, plan.newest))
    if random.random() < 0.08:
        features.append("programme")
        lines.append(words.PROGRAMME)
    if plan.indices != ("papi",) and not plan.points and random.random() < 0.1:
        lines.append(words.UNIT[0])
    top = notes.put_lines(grid, random, lines, 0, 6, merged=random.random() < 0.4)
    return top + random.choice((0, 0, 1, 1, 2))


def _headings(plan: Plan, unclear: str, years: list[int] | None = None) -> Headings:
    random = plan.random
    numbered = random.choice(
        ("", "", "{}. ", "{}: ", "Chỉ số nội dung {}: ") if plan.indices == ("papi",) else ("", "{}. ", "")
    )
    # A heading over several years can state one maximum only: where the years have different ones, each column has its
    # own in a row of maxima.
    one_maximum = len({tuple(maxima(year).values()) for year in plan.years}) == 1
    in_heading = plan.points and not unclear and one_maximum and random.random() < 0.5
    ranked = [index for index, _ in plan.topics]
    if random.random() < 0.15:
        ranked = [measure for _, measure in plan.topics]
    if plan.points:
        plan.book.features.append(f"maxima={'headings' if in_heading else 'row'}")
    return Headings(
        random,
        plan.topics,
        years or plan.years,
        plan.fields,
        plan.order if not years else [level for level in plan.order if level != "year"] or ["topic"],
        ranked,
        plan.year_form,
        numbered,
        above=len(plan.topics) > 3 and random.random() < 0.3,
        in_points=plan.points or plan.indices == ("papi",),
        maxima=maxima(plan.newest) if in_heading else None,
        bracketed=plan.bracketed,
    )


def _table(plan: Plan, grid: Grid) -> Table:
    random = plan.random
    across = random.choice(("merged", "merged", "blank", "filled"))
    low = random.random() < 0.12
    holes = frozenset()
    if random.random() < 0.15:
        plan.book.features.append(f"missing={plan.printing.missing}")
        holes = frozenset(one.id for one in random.sample(plan.provinces, min(2, len(plan.provinces) - 3)))
    bracketed = frozenset(index for index in plan.indices if plan.bracketed is not None)
    plan.book.features += [f"across={across}", *(["low"] if low else [])]
    return Table(
        grid, plan.world, plan.printing, names.speller(plan.names, random), across, low, plan.points, holes, bracketed
    )


def _columns(plan: Plan, unclear: str, years: list[int] | None = None) -> list[Column]:
    """A number, the province, the figures, and what else is printed beside them."""
    random = plan.random
    figures = _headings(plan, unclear, years).columns()
    province = random.choice(words.PROVINCE) if random.random() > 0.06 else ""
    fixed = [Column("province", (province,))]
    if province == "":
        plan.book.features.append("province without heading")
    if random.random() < 0.65:
        fixed.insert(random.choice((0, 0, 0, 0, 1)), Column("number", (random.choice(words.NUMBER),)))
    if random.random() < 0.06:
        plan.book.features.append("region column")
        fixed.insert(random.choice((0, len(fixed))), Column("region", (random.choice(("Vùng", "Khu vực")),)))
    if random.random() < 0.07:
        plan.book.features.append("code column")
        fixed.insert(random.choice((0, len(fixed))), Column("code", (random.choice(words.CODE),)))
    further = []
    if random.random() < 0.05:
        plan.book.features.append("counts beside")
        (fixed if random.random() < 0.3 else further).append(Column("count", (random.choice(words.COUNT),)))
    if random.random() < 0.18:
        plan.book.features.append("change")
        text = random.choice(words.CHANGE).format(before=plan.newest - 1, year=plan.newest)
        further.append(Column("change", (text,)))
    if plan.topics == [("par", "par")] and random.random() < 0.1:
        plan.book.features.append("sources of points")
        further += [Column("part", (name,)) for name, _ in random.sample(words.PARTS, 3)]
    dated = years or plan.years
    if ("par", "par") in plan.topics and len(dated) == 1 and random.random() < 0.12:
        plan.book.features.append("group")
        of = Of("par", dated[0], "par", "group_published")
        further.append(Column("group", (random.choice(("Nhóm", "Xếp loại", "Phân nhóm")),), of))
    if random.random() < 0.06:
        further.append(Column("note", ("Ghi chú",)))
    ranks = [column for column in figures if column.of.field == "rank_published"]
    if len(ranks) == 1 and len(ranks[0].path) == 1 and random.random() < 0.4:
        plan.book.features.append("rank first")
        figures.remove(ranks[0])
        fixed = [ranks[0], *[column for column in fixed if column.kind != "number"]]
    return [*fixed, *figures, *further]


def _rows(plan: Plan, *, regions: bool = True, totals: bool = True) -> list[Row]:
    random = plan.random
    provinces = list(plan.provinces)
    index, measure = plan.topics[0]
    order = random.choice(("name", "score", "code"))
    if order == "score":
        provinces = by_score(plan.world, provinces, Of(index, plan.newest, measure, "score"))
    elif order == "code":
        provinces.sort(key=lambda one: one.code)
    with_regions = regions and random.random() < 0.1
    with_totals = totals and random.random() < 0.3
    means = random.random() < 0.5
    plan.book.features += [
        f"sorted={order}", *(["regions"] if with_regions else []), *(["totals"] if with_totals else [])
    ]  # fmt: skip
    return notes.body(random, provinces, regions=with_regions, means=means, totals=with_totals)


def _head_rows(plan: Plan) -> list[Row]:
    """Rows between the heading and the first province."""
    rows = []
    if plan.points and "maxima=row" in plan.book.features and "points without maxima" not in plan.book.unclear:
        rows.append(Row("maxima", label=plan.random.choice(("Điểm tối đa", "Điểm chuẩn", "Thang điểm", "Tối đa"))))
    if plan.random.random() < 0.06:
        plan.book.features.append("English headings")
        rows.insert(0, Row("english"))
    if plan.random.random() < 0.1:
        plan.book.features.append("numbered columns")
        rows.append(Row("numbers", label=plan.random.choice(("", "(n)", "n"))))
    return rows


def _block(plan: Plan, grid: Grid, top: int, unclear: str, *, halves: bool) -> int:
    table = _table(plan, grid)
    columns = _columns(plan, unclear)
    rows = _rows(plan, regions=not halves, totals=not halves)
    head = _head_rows(plan)
    if not halves:
        if plan.random.random() < 0.08 and len(rows) > 20:
            plan.book.features.append("heading repeated")
            place = plan.random.randrange(8, len(rows) - 5)
            rows = [*rows[:place], Row("heading"), *rows[place:]]
        return table.write(columns, [*head, *rows], top, 0)
    middle = -(-len(rows) // 2)
    left = table.write(columns, [*head, *_numbered(rows, 0)[:middle]], top, 0)
    start = len(columns) + plan.random.choice((0, 0, 1))
    right = table.write(columns, [*head, *_numbered(rows, 0)[middle:]], top, start)
    return max(left, right)


def _numbered(rows: list[Row], start: int) -> list[Row]:
    return [Row(row.kind, row.province, row.label, start + place + 1) for place, row in enumerate(rows)]


def _own(plan: Plan, grid: Grid, top: int, unclear: str) -> int:
    """Each measure sorted by itself, with its own column of provinces."""
    random = plan.random
    form = random.choice(("spanning", "named", "empty"))
    plan.book.features.append(f"own={form}")
    table = _table(plan, grid)
    heads = _headings(plan, unclear)
    heads.order = ["topic"] if len(plan.years) == 1 else ["year"] if len(plan.topics) == 1 else []
    heads.fields = ["score"]
    # A heading over all parts cannot stand over lists of which each has its own provinces, nor do people join it.
    heads.above = False
    numbers = random.choice((None, "each", "first"))
    left, lowest = 0, top
    for figure in heads.columns():
        topic = " ".join(str(text) for text in figure.path)
        province = random.choice(words.PROVINCE)
        columns = {
            "spanning": [Column("province", (topic, province)), Column("figure", (topic, "Điểm"), figure.of)],
            "named": [Column("province", (province,)), Column("figure", (topic,), figure.of)],
            "empty": [Column("province", (province if left == 0 else "",)), Column("figure", (topic,), figure.of)],
        }[form]
        if numbers == "each" or (numbers == "first" and left == 0):
            columns.insert(0, Column("number", ("TT",)))
        rows = [Row("province", one) for one in by_score(plan.world, plan.provinces, figure.of)]
        if plan.points and not heads.maxima and "points without maxima" not in plan.book.unclear:
            rows.insert(0, Row("maxima", label="Điểm tối đa"))
        lowest = max(lowest, table.write(columns, rows, top, left))
        left += len(columns) + (random.random() < 0.15)
    return lowest


def _below(plan: Plan, grid: Grid, top: int, unclear: str) -> int:
    """Tables below each other: years, or parts of the country."""
    random = plan.random
    table = _table(plan, grid)
    if len(plan.years) > 1:
        plan.book.features.append("below=years")
        for year in plan.years:
            grid.put(top, 0, notes.title(random, plan.indices, f"năm {year}"))
            columns = _columns(plan, unclear, [year])
            top = table.write(columns, [*_head_rows(plan), *_rows(plan, regions=False)], top + 1, 0)
            top += random.choice((1, 2))
        return top
    plan.book.features.append("below=parts of the country")
    columns = _columns(plan, unclear)
    head = _head_rows(plan)
    cities = [one for one in plan.provinces if one.kind == "city"]
    rest = [one for one in plan.provinces if one.kind != "city"]
    again = random.random() < 0.7
    for place, (label, members) in enumerate((("I. Các thành phố", cities), ("II. Các tỉnh", rest))):
        rows = notes.body(random, members, regions=False, means=False, totals=random.random() < 0.2)
        if place == 0 or again:
            grid.put(top, 0, label)
            top = table.write(columns, [*head, *rows], top + 1, 0) + random.choice((0, 1))
        else:
            top = table.write(columns, [Row("region", label=label), *rows], top, 0, headed=False)
    return top


def _further_sheets(plan: Plan, book: Book) -> None:
    """A hidden sheet with a draft, or a sheet of the year before."""
    random = plan.random
    drawn = random.random()
    if drawn > 0.1 or plan.indices == ("papi",):
        return
    hidden = drawn < 0.06
    year = plan.newest if hidden else plan.newest - 1
    if edition(year) != edition(plan.newest) or year in plan.years and not hidden:
        return
    book.features.append("hidden sheet" if hidden else "sheet of the year before")
    grid = Grid("Nháp" if hidden else f"Năm {year}", hidden=hidden)
    world = World(random, plan.provinces) if hidden else plan.world
    draft = Table(grid, world, values.Printing(random), names.speller("plain", random))
    grid.put(0, 0, notes.title(random, plan.indices, f"năm {year}"))
    index = plan.indices[0]
    columns = [
        Column("province", ("Tỉnh, thành phố",)),
        Column("figure", (words.INDEX[index][0],), Of(index, year, index, "score")),
    ]
    draft.write(columns, [Row("province", one) for one in plan.provinces], 1, 0)
    if hidden:
        grid.figures.clear()
    book.grids.insert(random.choice((0, 1)), grid)


def _derive(plan: Plan, book: Book) -> None:
    """The total of PAPI is the sum of its dimensions, also where it is not printed."""
    if plan.indices != ("papi",):
        return
    read = book.figures()
    for year in plan.years:
        dimensions = children("papi", "papi", year)
        for province in plan.provinces:
            keys = [Key("papi", year, province.id, one, "score") for one in dimensions]
            if all(key in read for key in keys):
                book.derived[Key("papi", year, province.id, "papi", "score")] = sum(read[key].value for key in keys)


def _draw(random: Random, weighted):
    return random.choices([one for one, _ in weighted], [weight for _, weight in weighted])[0]
