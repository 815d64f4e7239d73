"""What PowerPoint gets: native charts with the figures of the frame, maps of shapes, texts within their boxes."""

import io
from dataclasses import replace
from datetime import datetime, timedelta

import pandas as pd
from openpyxl import load_workbook
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches

from provindex import geography
from provindex.export.powerpoint import presentation, slide_chart
from provindex.export.slide_model import BarSlide, Column, LineSlide, PairSlide, Ramp, Series, TableSlide, TextSlide
from provindex.figures import text_metrics
from provindex.figures.maps.map_model import MapClass
from provindex.figures.text_metrics import points


def opened(slides, t, **more):
    return Presentation(io.BytesIO(presentation.presentation(slides, t, **more)))


def everything(shapes):
    """All shapes, those in groups too."""
    for shape in shapes:
        yield shape
        if shape.shape_type is not None and shape.shape_type.name == "GROUP":
            yield from everything(shape.shapes)


def groups(slide):
    return [one for one in everything(slide.shapes) if one.shape_type is not None and one.shape_type.name == "GROUP"]


def provinces_of(slide, edition="63"):
    ids = {one.id for one in geography.provinces(edition)}
    country = next(one for one in groups(slide) if len(one.shapes) == len(ids))
    return {one.name.split(" ", 1)[0]: one for one in country.shapes}


def charts(slide):
    return [one.chart for one in slide.shapes if one.has_chart]


def words(slide):
    return [one.text_frame.text for one in everything(slide.shapes) if one.has_text_frame and one.text_frame.text]


def fill(shape):
    return shape._element.spPr


def test_a_scene_is_a_slide(examples):
    deck = opened(examples.every_kind(), examples.t)
    assert len(deck.slides) == 7
    assert deck.slide_width == Inches(40 / 3)
    assert deck.slide_height == Inches(7.5)


def test_a_map_has_one_shape_a_province_named_by_id_and_name(examples):
    (slide,) = opened([examples.slide(examples.map())], examples.t).slides
    shapes = provinces_of(slide)
    assert sorted(shapes) == sorted(one.id for one in geography.provinces("63"))
    assert {one.shape_type.name for one in shapes.values()} == {"FREEFORM"}
    assert shapes["63:14"].name == f"63:14 {examples.name('63:14')}"


def test_a_province_has_the_colour_of_its_class(vietnamese):
    (slide,) = opened([vietnamese.slide(vietnamese.map())], vietnamese.t).slides
    standing = vietnamese.standing().set_index("province")["group"]
    shapes = provinces_of(slide)
    classes = {one.key: one.colour for one in vietnamese.map().classes}
    drawn = {key: fill(one).find(qn("a:solidFill")) for key, one in shapes.items()}
    found = {key: one[0].get("val") for key, one in drawn.items() if one is not None}
    assert found == {key: classes[group][1:].upper() for key, group in standing.dropna().items()}


def test_a_province_without_a_figure_is_hatched(vietnamese):
    (slide,) = opened([vietnamese.slide(vietnamese.map(2024))], vietnamese.t).slides
    hatched = {key for key, one in provinces_of(slide).items() if fill(one).find(qn("a:pattFill")) is not None}
    assert {vietnamese.name(one) for one in hatched} == {"Tiền Giang", "Vĩnh Phúc"}
    assert "Không có số liệu (2)" in words(slide)


def test_a_province_with_a_rank_alone_is_dotted_and_counted_apart(vietnamese):
    whole = vietnamese.map(2024)
    alone = whole.cells["province"] == "63:14"
    found = whole.cells.assign(key=whole.cells["key"].mask(alone), ranked=alone, printed="Chỉ có hạng", place="7")
    (slide,) = opened([vietnamese.slide(replace(whole, cells=found, ranked="Chỉ có hạng"))], vietnamese.t).slides
    shapes = provinces_of(slide)
    patterns = {key: one.get("prst") for key in shapes if (one := fill(shapes[key]).find(qn("a:pattFill"))) is not None}
    assert patterns.pop("63:14") != set(patterns.values()).pop()
    assert "Chỉ có hạng (1)" in words(slide)
    assert "Không có số liệu (2)" in words(slide)
    assert shapes["63:14"]._element.nvSpPr.cNvPr.get("descr") == "Sơn La: Chỉ có hạng (7)"


def test_a_province_tells_its_figure_to_those_who_do_not_see_it(vietnamese):
    (slide,) = opened([vietnamese.slide(vietnamese.map(2023))], vietnamese.t).slides
    told = provinces_of(slide)["63:14"]._element.nvSpPr.cNvPr.get("descr")
    assert told == "Sơn La: 42,40 · Trung bình cao"


def test_both_archipelagos_lie_in_insets_in_the_colour_of_their_province(vietnamese):
    (slide,) = opened([vietnamese.slide(vietnamese.map())], vietnamese.t).slides
    shapes = provinces_of(slide)
    for key, owner in geography.archipelago_owner("63").items():
        name = geography.archipelago_names()[key].vi
        (reefs,) = [one for one in everything(slide.shapes) if one.name == f"{owner} {name}"]
        own, theirs = (fill(one).find(qn("a:solidFill"))[0].get("val") for one in (shapes[owner], reefs))
        assert own == theirs
        assert f"{name} ({vietnamese.name(owner)})" in words(slide)


def test_an_inset_moves_with_its_map(vietnamese):
    (slide,) = opened([vietnamese.slide(vietnamese.map())], vietnamese.t).slides
    outer = next(one for one in slide.shapes if one.shape_type is not None and one.shape_type.name == "GROUP")
    assert [one.name for one in outer.shapes] == [
        "63 tỉnh, thành phố (đến 30/6/2025)",
        "Quần đảo Hoàng Sa",
        "Quần đảo Trường Sa",
    ]


def test_the_new_provinces_are_drawn_too(vietnamese):
    cells = pd.DataFrame({"province": ["34:14"], "name": ["Sơn La"], "key": ["high"], "printed": ["42,39"]})
    figure = replace(vietnamese.map(), edition="34", cells=cells)
    (slide,) = opened([vietnamese.slide(figure)], vietnamese.t).slides
    assert len(provinces_of(slide, "34")) == 34


def test_a_pair_has_both_maps_with_their_shapes_insets_heads_and_one_origin(vietnamese):
    cells = pd.DataFrame({"province": ["34:14"], "name": ["Sơn La"], "key": ["high"], "printed": ["42,39"]})
    old, new = vietnamese.map(), replace(vietnamese.map(), edition="34", cells=cells)
    pair = PairSlide((("63: như đã công bố", old), ("34: suy ra", new)))
    (slide,) = opened([vietnamese.slide(pair)], vietnamese.t).slides
    assert {edition: len(provinces_of(slide, edition)) for edition in ("63", "34")} == {"63": 63, "34": 34}
    told = words(slide)
    assert {"63: như đã công bố", "34: suy ra"} <= set(told)
    parts = [[part.name for part in one.shapes][1:] for one in groups(slide)]
    assert parts.count(["Quần đảo Hoàng Sa", "Quần đảo Trường Sa"]) == 2
    assert sum(text.count(geography.attribution().vi) for text in told) == 1


def test_an_empty_cell_of_a_table_keeps_its_row_as_low_as_the_others(vietnamese):
    rows = pd.DataFrame({"name": ["Sơn La", "Hà Nội"], "note": ["", "có"]})
    figure = TableSlide(rows, (Column("name", "Tỉnh"), Column("note", "Ghi chú")))
    (slide,) = opened([vietnamese.slide(figure)], vietnamese.t).slides
    (table,) = [one.table for one in slide.shapes if one.has_table]
    empty, full = (table.cell(row, 1)._tc.txBody.p_lst[0] for row in (1, 2))
    assert empty.find(qn("a:endParaRPr")).get("sz") == full.find(qn("a:r")).find(qn("a:rPr")).get("sz")
    assert empty.find(qn("a:r")) is None


def test_the_small_print_ends_each_of_its_sentences(vietnamese):
    (slide,) = opened([vietnamese.slide(vietnamese.bars(), n="n = 61/63 tỉnh", source="PAPI")], vietnamese.t).slides
    assert "n = 61/63 tỉnh. Nguồn: PAPI." in words(slide)


def test_the_legend_counts_its_classes(vietnamese):
    (slide,) = opened([vietnamese.slide(vietnamese.map(2024))], vietnamese.t).slides
    wanted = {"Cao nhất (15)", "Trung bình cao (15)", "Trung bình thấp (15)", "Thấp nhất (16)", "Không có số liệu (2)"}
    assert wanted <= set(words(slide))


def test_the_origin_of_the_boundaries_stands_on_every_map(examples):
    deck = opened([examples.slide(examples.map()), examples.slide(examples.bars())], examples.t)
    origin = geography.attribution().get(examples.t.lang)
    on_map, on_bars = (any(origin in text for text in words(slide)) for slide in deck.slides)
    assert on_map
    assert not on_bars


def test_a_highlighted_province_is_outlined_and_named(vietnamese):
    (slide,) = opened([vietnamese.slide(vietnamese.map(2024, ("63:14",)))], vietnamese.t).slides
    edge = fill(provinces_of(slide)["63:14"]).find(qn("a:ln"))
    assert edge.find(qn("a:solidFill"))[0].get("val") == "D55E00"
    assert edge.get("w") == "28575"
    assert "Sơn La" in words(slide)


def test_a_continuous_map_takes_its_colours_from_the_ramp(vietnamese):
    cells = pd.DataFrame(
        {
            "province": ["63:01", "63:02", "63:04"],
            "name": list("abc"),
            "value": [0.0, 0.5, None],
            "printed": list("xyz"),
        }
    )
    ramp = Ramp(("#000000", "#ffffff"), (0.0, 1.0), ((0.0, "0"), (1.0, "1")))
    figure = replace(vietnamese.map(), cells=cells, classes=(), ramp=ramp)
    (slide,) = opened([vietnamese.slide(figure)], vietnamese.t).slides
    shapes = provinces_of(slide)
    assert fill(shapes["63:01"]).find(qn("a:solidFill"))[0].get("val") == "000000"
    assert fill(shapes["63:02"]).find(qn("a:solidFill"))[0].get("val") == "808080"
    assert fill(shapes["63:04"]).find(qn("a:pattFill")) is not None


def test_a_ramp_prints_its_ticks_and_counts_what_is_missing(vietnamese):
    rows = pd.DataFrame(
        {"province": ["63:01", "63:02"], "name": list("ab"), "value": [1.0, None], "printed": list("xy")}
    )
    ramp = Ramp(("#000000", "#ffffff"), (0.0, 1.0), ((0.0, "không"), (1.0, "một")))
    figure = replace(vietnamese.map(), cells=rows, classes=(), ramp=ramp)
    (slide,) = opened([vietnamese.slide(figure)], vietnamese.t).slides
    assert {"không", "một", "Không có số liệu (1)"} <= set(words(slide))


def test_nine_classes_form_a_square_with_their_counts(vietnamese):
    keys = [f"{across}{up}" for up in (3, 2, 1) for across in (1, 2, 3)]
    classes = tuple(MapClass(key, key, f"#{place}0{place}0{place}0") for place, key in enumerate(keys, start=1))
    rows = vietnamese.map().cells.assign(key=["33"] * 5 + ["11"] * 58)
    figure = replace(vietnamese.map(), cells=rows, classes=classes, grid=("PAPI", "PAR INDEX"))
    (slide,) = opened([vietnamese.slide(figure)], vietnamese.t).slides
    assert {"↑ PAR INDEX", "PAPI →", "5", "58"} <= set(words(slide))
    cells = {one.name: (one.left, one.top) for one in everything(slide.shapes) if one.name in ("33 (5)", "11 (58)")}
    assert cells["33 (5)"][0] > cells["11 (58)"][0]
    assert cells["33 (5)"][1] < cells["11 (58)"][1]


def test_a_chart_holds_the_figures_of_its_frame(examples):
    figure = examples.bars(10)
    (slide,) = opened([examples.slide(figure)], examples.t).slides
    (chart,) = charts(slide)
    (plot,) = chart.plots
    assert list(plot.categories) == list(figure.rows["label"])
    assert plot.series[0].values == tuple(figure.rows["score"].round(2))


def test_the_data_sheet_of_a_chart_holds_the_same_figures(examples):
    figure = examples.bars(10)
    (slide,) = opened([examples.slide(figure)], examples.t).slides
    (chart,) = charts(slide)
    sheet = pd.read_excel(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob), engine="openpyxl", index_col=0)
    assert list(sheet.index) == list(figure.rows["label"])
    assert list(sheet.iloc[:, 0]) == list(figure.rows["score"].round(2))


def test_the_data_sheet_of_a_chart_holds_no_formula_and_no_link(vietnamese):
    rows = pd.DataFrame({"label": ["=1+1", "https://zq.example", "a"], "score": [1.0, 2.0, 3.0]})
    figure = BarSlide(rows, (Series("score", '=HYPERLINK("x")', "#5e3c99"),))
    (slide,) = opened([vietnamese.slide(figure)], vietnamese.t).slides
    (chart,) = charts(slide)
    book = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    cells = [cell for row in book.active.iter_rows(max_row=4, max_col=2) for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    assert [one.replace("\u2060", "") for one in chart.plots[0].categories] == list(rows["label"])
    assert chart.plots[0].series[0].name.endswith('=HYPERLINK("x")')


def test_many_bars_stand_side_by_side_on_one_scale(examples):
    figure = examples.bars(61)
    (slide,) = opened([examples.slide(figure)], examples.t).slides
    found = charts(slide)
    values = [value for chart in found for value in chart.plots[0].series[0].values]
    assert len(found) == 3
    assert values == list(figure.rows["score"].round(2))
    assert len({(chart.value_axis.minimum_scale, chart.value_axis.maximum_scale) for chart in found}) == 1


def test_bars_begin_at_zero(examples):
    (slide,) = opened([examples.slide(examples.bars())], examples.t).slides
    assert charts(slide)[0].value_axis.minimum_scale == 0


def test_a_bar_may_have_its_own_colour(vietnamese):
    rows = pd.DataFrame({"label": ["a", "b"], "change": [1.0, -1.0], "colour": ["#5e3c99", "#e66101"]})
    figure = BarSlide(rows, (Series("change", "x", "#5e3c99"),), signed=True)
    (slide,) = opened([vietnamese.slide(figure)], vietnamese.t).slides
    series = charts(slide)[0].plots[0].series[0]
    assert str(series.points[1].format.fill.fore_color.rgb) == "E66101"
    assert series.invert_if_negative is False


def test_a_year_without_a_figure_is_an_empty_cell(vietnamese):
    rows = pd.DataFrame({"year": [2021, 2022, 2023], "a": [1.0, None, 3.0]})
    figure = LineSlide(rows, (Series("a", "A", "#000000"),))
    (slide,) = opened([vietnamese.slide(figure)], vietnamese.t).slides
    assert charts(slide)[0].plots[0].series[0].values == (1.0, None, 3.0)


def test_a_line_stops_at_a_break(vietnamese):
    figure = vietnamese.lines()
    (slide,) = opened([vietnamese.slide(figure)], vietnamese.t).slides
    (plot,) = charts(slide)[0].plots
    assert list(plot.categories)[4:7] == ["2015", slide_chart.BREAK, "2016"]
    values = plot.series[0].values
    assert values[5] is None
    assert [value for value in values if value is not None] == list(figure.rows["63:77"].dropna())
    assert charts(slide)[0]._chartSpace.chart.find(qn("c:dispBlanksAs")).get("val") == "gap"


def test_ranks_run_downwards_from_one(vietnamese):
    rows = pd.DataFrame({"year": [2022, 2023], "a": [46.0, 30.0], "b": [1.0, 63.0]})
    figure = LineSlide(rows, (Series("a", "A", "#000000"), Series("b", "B", "#000000", strong=False)), ranks=True)
    (slide,) = opened([vietnamese.slide(figure)], vietnamese.t).slides
    axis = charts(slide)[0].value_axis
    assert (axis.minimum_scale, axis.maximum_scale, axis.reverse_order) == (1, 63, True)


def test_dots_hold_both_values_of_each_province(vietnamese):
    figure = vietnamese.dots()
    (slide,) = opened([vietnamese.slide(figure)], vietnamese.t).slides
    known = figure.rows.dropna(subset=["x", "y"])
    series = charts(slide)[0].plots[0].series[1]
    marked = known[known["key"] == "marked"]
    assert list(series.iter_values()) == list(marked["y"])
    across = [float(one.text) for one in series._element.find(qn("c:xVal")).iter(qn("c:v"))]
    assert across == list(marked["x"])


def test_a_long_table_stands_in_blocks_with_every_row_once(examples):
    (slide,) = opened([examples.slide(examples.table())], examples.t).slides
    tables = [one.table for one in slide.shapes if one.has_table]
    names = [row.cells[1].text for table in tables for row in list(table.rows)[1:]]
    assert len(tables) == 3
    assert names == list(examples.table().rows["name"])


def test_a_longer_table_goes_on_on_further_slides(vietnamese):
    table = vietnamese.table()
    rows = pd.concat([table.rows] * 4, ignore_index=True)
    deck = opened([vietnamese.slide(TableSlide(rows, table.columns))], vietnamese.t)
    cells = [
        row.cells[1].text
        for slide in deck.slides
        for one in slide.shapes
        if one.has_table
        for row in list(one.table.rows)[1:]
    ]
    assert cells == list(rows["name"])
    assert len(deck.slides) > 1
    assert deck.slides[0].shapes.title.text.endswith(f"(1/{len(deck.slides)})")


def test_the_notes_hold_sentence_n_source_version_and_link(vietnamese):
    slide = vietnamese.slide(vietnamese.bars(), notes="Chào.", caveats=("Thận trọng.",))
    (drawn,) = opened([slide], vietnamese.t).slides
    assert drawn.notes_slide.notes_text_frame.text == "\n".join(
        [
            "Chào.",
            "",
            slide.sentence,
            "n = 61 / 63.",
            "Thận trọng.",
            "Nguồn: PAPI (CECODES, RTA & UNDP), papi.org.vn.",
            "Phiên bản số liệu 0123456789ab.",
            "/map?lang=vi&index=papi&year=2024",
        ]
    )


def test_a_scene_without_figures_says_so_in_words(vietnamese):
    (slide,) = opened([vietnamese.slide(TextSlide(("Năm này đã được rút lại.",)))], vietnamese.t).slides
    assert "Năm này đã được rút lại." in words(slide)


def test_progress_is_told_after_every_slide(vietnamese):
    told = []
    opened([vietnamese.slide(vietnamese.bars())] * 3, vietnamese.t, progress=lambda *one: told.append(one))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_the_file_names_no_stranger_as_its_author(vietnamese):
    about = opened([vietnamese.slide(vietnamese.bars())], vietnamese.t).core_properties
    assert (about.title, about.author, about.last_modified_by) == (vietnamese.index.name.vi, "", "")
    assert datetime.now().astimezone() - about.created.astimezone() < timedelta(days=1)


def test_no_shape_shares_its_number_with_another(examples):
    for slide in opened(examples.every_kind(), examples.t).slides:
        numbers = [one.get("id") for one in slide._element.iter(qn("p:cNvPr"))]
        assert len(numbers) == len(set(numbers))


def test_control_letters_do_not_break_the_file(vietnamese):
    slide = vietnamese.slide(vietnamese.bars(), title="a\x0bb & <c>", sentence="\x01x")
    (drawn,) = opened([slide], vietnamese.t).slides
    assert "x" in words(drawn)


def overflowing(slide):
    """Texts that need more room than their box has."""
    for shape in everything(slide.shapes):
        if not shape.has_text_frame or not shape.text_frame.text or shape.is_placeholder:
            continue
        runs = [run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]
        size, bold = runs[0].font.size.pt, bool(runs[0].font.bold)
        room, tall = points(shape.width), points(shape.height)
        lines = [
            line for one in shape.text_frame.text.split("\n") for line in text_metrics.lines(one, size, room, bold=bold)
        ]
        high = len(lines) * size * text_metrics.LEADING
        if high > tall + 0.1 or any(text_metrics.width(line, size, bold=bold) > room + 0.1 for line in lines):
            yield shape.name, shape.text_frame.text


def test_no_text_runs_out_of_its_box(examples):
    long = max((one.name.get(examples.t.lang) for one in examples.index.measures.values()), key=len)
    slides = [
        examples.slide(
            one.figure, title=f"{long}: {long} ({long})?", sentence=f"{examples.index.about.get(examples.t.lang)} " * 4
        )
        for one in examples.every_kind()
    ]
    found = [one for slide in opened(slides, examples.t).slides for one in overflowing(slide)]
    assert found == []


def test_nothing_lies_beyond_the_slide(examples):
    deck = opened(examples.every_kind(), examples.t)
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_no_figure_lies_over_another_text(examples):
    for slide in opened(examples.every_kind(), examples.t).slides:
        boxes = [
            one
            for one in slide.shapes
            if not (one.is_placeholder and one.placeholder_format.type.name == "SLIDE_NUMBER")
        ]
        clashes = [
            (a.name, b.name)
            for place, a in enumerate(boxes)
            for b in boxes[place + 1 :]
            if a.left < b.left + b.width
            and b.left < a.left + a.width
            and a.top < b.top + b.height
            and b.top < a.top + a.height
            and not (a.shape_type is not None and a.shape_type.name == b.shape_type.name == "GROUP")
        ]
        assert clashes == []


def test_a_presentation_of_thirty_maps_stays_small(vietnamese):
    content = presentation.presentation([vietnamese.slide(vietnamese.map(2024))] * 30, vietnamese.t)
    assert len(content) < 4_000_000


def test_marked_rows_of_a_table_have_a_coloured_edge_on_every_slide_they_stand_on(vietnamese):
    rows = pd.DataFrame({"name": [f"Hàng {n}" for n in range(300)], "score": ["1,00"] * 300})
    columns = (Column("name", "Tên"), Column("score", "Điểm", "right"))
    figure = TableSlide(rows, columns, strong=(1, 299), heads=(0,), edges={1: "#d55e00", 299: "#0072b2"})
    deck = opened([vietnamese.slide(figure)], vietnamese.t)
    found = {}
    for slide in deck.slides:
        for shape in slide.shapes:
            for row in list(shape.table.rows)[1:] if shape.has_table else ():
                edge = row.cells[0]._tc.tcPr.find(qn("a:lnL")).find(qn("a:solidFill"))
                if edge is not None:
                    found[row.cells[0].text] = edge[0].get("val")
    assert len(deck.slides) > 1
    assert found == {"Hàng 1": "D55E00", "Hàng 299": "0072B2"}
