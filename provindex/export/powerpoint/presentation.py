"""Scenes, cards and pages as a PowerPoint that can be edited: native charts, shapes and tables, no picture.

One slide a scene; only a table that is longer than a slide goes on on further ones.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide as Drawn

from provindex import geography
from provindex.core.translate import Translator
from provindex.export.powerpoint import default_template, slide_chart, slide_map, slide_table
from provindex.export.powerpoint.drawing import MUTED, Canvas, Words, printable
from provindex.export.powerpoint.template import Place, is_dark, open_deck
from provindex.export.slide_model import (
    BarSlide,
    Figure,
    LineSlide,
    Look,
    MapSlide,
    PairSlide,
    ScatterSlide,
    Slide,
    TableSlide,
    TextSlide,
)
from provindex.figures import text_metrics
from provindex.figures.text_metrics import Box, emu, points
from provindex.figures.theme import Theme, theme

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

_GAP = emu(12)
_INSET = 91_440  # what Office leaves free at the left and right of a placeholder unless told otherwise
_SMALL_LINES = 4
_SENTENCE_LINES = 3
_LEAST_TITLE = 18.0

Progress = Callable[[int, int], None]


def presentation(
    slides: Sequence[Slide],
    t: Translator,
    *,
    template: bytes | None = None,
    layout: str | None = None,
    title: str = "",
    progress: Progress | None = None,
) -> bytes:
    """A .pptx with one slide a scene.

    Args:
        slides: What to draw, in order; their texts are in the language of ``t``.
        t: The reader's language, for the words around the figures and for Office's spelling.
        template: A .pptx or .potx whose design is used; ours (16:9) if left out.
        layout: Name of one of its layouts, see `provindex.export.powerpoint.template.reduced`.
        title: Title of the file; that of the first slide if left out.
        progress: Called after each slide with how many are done, and of how many.

    Returns:
        The bytes of the file.

    Raises:
        TemplateError: The template or the layout cannot take a figure; it says how to mend that.
    """
    deck, place = open_deck(template, layout)
    look = look_of(deck)
    colours = theme("dark" if is_dark(deck) else "light")
    slides = [_printable(slide) for slide in slides]
    for done, slide in enumerate(slides, start=1):
        for page in _pages(slide, place, look, t):
            _draw(deck, page, place, look, colours, t)
        if progress is not None:
            progress(done, len(slides))
    _describe(deck, printable(title) or (slides[0].title if slides else ""), t)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _printable(slide: Slide) -> Slide:
    """The slide without control characters in its texts, which a rewritten sentence may carry and no file can hold."""
    return replace(
        slide,
        title=printable(slide.title),
        sentence=printable(slide.sentence),
        n=printable(slide.n),
        source=printable(slide.source),
        link=printable(slide.link),
        notes=printable(slide.notes),
        caveats=tuple(printable(text) for text in slide.caveats),
        alt=printable(slide.alt),
    )


def look_of(deck: Deck) -> Look:
    """Sizes of letters for a page: ours are for a height of 7.5 inches, and never below five sixths of that."""
    scale = int(deck.slide_height or default_template.HEIGHT) / default_template.HEIGHT
    return Look(scale=min(max(scale, 5 / 6), 1.5))


def _pages(slide: Slide, place: Place, look: Look, t: Translator) -> Iterable[Slide]:
    """The slide itself; a table that is too long as several, each with its share of the rows."""
    figure = slide.figure
    if not isinstance(figure, TableSlide):
        return [slide]
    found = slide_table.setting(figure, _rooms(slide, place, look, t)[1], look).pages
    if len(found) == 1:
        return [slide]
    pages = []
    for number, blocks in enumerate(found, start=1):
        first, end = blocks[0][0], blocks[-1][1]
        title = t("{title} ({number} of {total})", title=slide.title, number=number, total=len(found))
        pages.append(replace(slide, title=title, figure=figure.part(first, end)))
    return pages


def _draw(deck: Deck, slide: Slide, place: Place, look: Look, colours: Theme, t: Translator) -> None:
    drawn = deck.slides.add_slide(place.layout)
    _title(drawn, slide.title, place, t)
    _clear(drawn)
    canvas = Canvas(drawn, t.lang)
    number = default_template.slide_number(place.layout)
    if number is not None:
        own = copy.deepcopy(number)  # a slide shows only its own copy
        next(own.iter(qn("p:cNvPr"))).set("id", str(canvas.number()))
        canvas.tree.append(own)
    sentence, figure, small = _rooms(slide, place, look, t)
    if isinstance(slide.figure, MapSlide):
        _map_page(canvas, slide, slide.figure, figure, look, colours)
    else:
        if slide.sentence:
            _fitted_text(canvas, slide.sentence, sentence, look.size("sentence"), look.size("label"), "sentence")
        _figure(canvas, slide.figure, figure, look, colours, slide.alt or slide.sentence or slide.title)
    if small.height > 0:
        text = _small_print(slide, t)
        size = text_metrics.fitted(
            text, points(small.width), points(small.height), look.size("small"), look.size("least")
        )
        text = text_metrics.shortened(text, size, points(small.width), points(small.height))
        canvas.text(small, [[Words(text, size, colour=MUTED)]], name=t("Source and notes"), anchor="b")
    drawn.notes_slide.notes_text_frame.text = notes_of(slide, t)


def _rooms(slide: Slide, place: Place, look: Look, t: Translator) -> tuple[Box, Box, Box]:
    """Where sentence, figure and small print go; a map has its sentence at its side."""
    area = place.area
    small = 0
    text = _small_print(slide, t)
    if text:
        size = look.size("small")
        count = min(text_metrics.rows_of(text, size, points(area.width)), _SMALL_LINES)
        small = emu(count * size * text_metrics.LEADING)
    body = area.above(small, _GAP) if small else area
    strip = Box(area.left, area.bottom - small, area.width, small)
    if isinstance(slide.figure, MapSlide) or not slide.sentence:
        return Box(area.left, area.top, area.width, 0), body, strip
    size = look.size("sentence")
    count = min(text_metrics.rows_of(slide.sentence, size, points(area.width)), _SENTENCE_LINES)
    tall = emu(count * size * text_metrics.LEADING)
    return Box(area.left, area.top, area.width, tall), body.below(tall, _GAP), strip


def _map_page(canvas: Canvas, slide: Slide, figure: MapSlide, box: Box, look: Look, colours: Theme) -> None:
    """The map on the left, as tall as there is room; at its right the sentence, and below it what stands aside."""
    wide = min(slide_map.width_of(figure, box.height), round(box.width * 0.6))
    alt = slide.alt or slide.sentence or slide.title
    slide_map.draw(canvas, figure, Box(box.left, box.top, wide, box.height), look, colours, alt)
    gap = max(_GAP * 2, box.width // 30)
    side = Box(box.left + wide + gap, box.top, box.width - wide - gap, box.height)
    largest = look.size("sentence") if figure.aside is not None else look.size("sentence") * 1.3
    most = side.height // 3 if figure.aside is not None else side.height
    tall = min(emu(text_metrics.height(slide.sentence, largest, points(side.width))), most) if slide.sentence else 0
    if slide.sentence:
        top = side.top if figure.aside is not None else side.top + (side.height - tall) // 3
        room = Box(side.left, top, side.width, tall)
        _fitted_text(canvas, slide.sentence, room, round(largest * 2) / 2, look.size("label"), "sentence")
    if figure.aside is not None:
        _figure(canvas, figure.aside, side.below(tall, _GAP if tall else 0), look, colours, alt)


def _figure(canvas: Canvas, figure: Figure, box: Box, look: Look, colours: Theme, alt: str) -> None:
    if not isinstance(figure, MapSlide | PairSlide | TextSlide) and figure.rows.empty:
        return
    match figure:
        case BarSlide():
            slide_chart.draw_bars(canvas, figure, box, look, colours, alt)
        case LineSlide():
            slide_chart.draw_lines(canvas, figure, box, look, colours, alt)
        case ScatterSlide():
            slide_chart.draw_scatter(canvas, figure, box, look, colours, alt)
        case TableSlide():
            slide_table.draw(canvas, figure, 0, slide_table.setting(figure, box, look), box, colours, alt)
        case TextSlide():
            _fitted_text(canvas, "\n".join(figure.paragraphs), box, look.size("sentence"), look.size("small"), "text")
        case MapSlide():
            slide_map.draw(canvas, figure, box, look, colours, alt)
        case PairSlide():
            slide_map.draw_pair(canvas, figure, box, look, colours, alt)


def _fitted_text(canvas: Canvas, text: str, box: Box, largest: float, least: float, name: str) -> None:
    """A text as large as it fits; what does not fit at the least size is cut with an ellipsis."""
    room, tall = points(box.width), points(box.height)
    size = text_metrics.fitted(text, room, tall, largest, least)
    shown = text_metrics.shortened(text, size, room, tall)
    canvas.text(box, [[Words(paragraph, size)] for paragraph in shown.split("\n")], name=name)


def _title(drawn: Drawn, text: str, place: Place, t: Translator) -> None:
    """The title in its placeholder, smaller than the design says only where it would not fit."""
    holder = drawn.shapes.title
    if holder is None:
        return
    inset = 0 if place.own else 2 * _INSET
    room, tall = points(place.title.width - inset), points(place.title.height - (0 if place.own else _INSET))
    design, bold = _design(place)
    size = text_metrics.fitted(text, room, tall, design, min(_LEAST_TITLE, design), bold=bold)
    holder.text_frame.text = text_metrics.shortened(text, size, room, tall, bold=bold)
    for run in holder.text_frame.paragraphs[0].runs:
        run._r.get_or_add_rPr().set("lang", "vi-VN" if t.lang == "vi" else "en-GB")  # noqa: SLF001
        if size < design:
            run._r.get_or_add_rPr().set("sz", str(round(size * 100)))  # noqa: SLF001


def _design(place: Place) -> tuple[float, bool]:
    """Size and weight of titles as layout and master have it; the nearest that says so counts."""
    master = place.layout.slide_master
    holders = [
        one._element  # noqa: SLF001
        for one in (*place.layout.placeholders, *master.placeholders)
        if one.placeholder_format.type.name in ("TITLE", "CENTER_TITLE")
    ]
    styles = [style for one in holders for style in one.iter(qn("a:lvl1pPr"))]
    styles += [style for one in master._element.iter(qn("p:titleStyle")) for style in one.iter(qn("a:lvl1pPr"))]  # noqa: SLF001
    letters = [found for style in styles if (found := style.find(qn("a:defRPr"))) is not None]
    sizes = [int(one.get("sz")) for one in letters if one.get("sz")]
    bold = next((one.get("b") for one in letters if one.get("b")), "0")
    return (sizes[0] / 100 if sizes else float(default_template.TITLE_SIZE)), bold in ("1", "true")


def _clear(drawn: Drawn) -> None:
    """Placeholders that nothing fills would ask the presenter to click them."""
    for shape in list(drawn.placeholders):
        if shape.placeholder_format.type.name not in ("TITLE", "CENTER_TITLE"):
            element: BaseOxmlElement = shape._element  # noqa: SLF001
            element.getparent().remove(element)


def _small_print(slide: Slide, t: Translator) -> str:
    """What stands below the figure: caveats, n, source and the origin of the boundaries."""
    source = t("Source: {source}.", source=slide.source) if slide.source else ""
    told = (*slide.caveats, slide.n, source, attribution_of(slide, t))
    return " ".join(part if part.endswith(".") else f"{part}." for part in told if part)


def attribution_of(slide: Slide, t: Translator) -> str:
    """The origin of the boundaries where a slide has a map; else empty."""
    if not isinstance(slide.figure, MapSlide | PairSlide):
        return slide.attribution
    return slide.attribution or geography.attribution().get(t.lang)


def notes_of(slide: Slide, t: Translator) -> str:
    """The notes page: the speaker's own words, then sentence, n, caveats, source, data version and link."""
    told = [slide.sentence, slide.n, *slide.caveats]
    told.append(t("Source: {source}.", source=slide.source) if slide.source else "")
    told.append(t("Data version {version}.", version=slide.version) if slide.version else "")
    told += [attribution_of(slide, t), slide.link]
    return "\n\n".join(part for part in (slide.notes, "\n".join(one for one in told if one)) if part)


def _describe(deck: Deck, title: str, t: Translator) -> None:
    about = deck.core_properties
    about.title, about.author, about.last_modified_by, about.language = title, "", "", t.lang
    about.subject = about.keywords = about.comments = ""
    about.revision = 1
    about.created = about.modified = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
