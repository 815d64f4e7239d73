"""A calm Word page: A4, headings that make an outline, tables with thin rules, pictures that are also told in words."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from docx import Document
from docx.document import Document as Page
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from provindex.figures.text_metrics import FONT
from provindex.figures.theme import theme

WIDTH = 17.4
"""Centimetres between the margins."""
# Points between a table or picture and the sentence below it.
_ABOVE = 3.0
_LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}
_LOOK = theme("light")


@dataclass(frozen=True)
class Head:
    """One column of a table: heading, width in centimetres, numbers to the right."""

    text: str
    width: float
    right: bool = False


def blank(lang: str, title: str) -> Page:
    """An empty A4 document in Arial, with quiet headings."""
    page = Document()
    section = page.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm((21 - WIDTH) / 2)
    section.top_margin, section.bottom_margin = Cm(1.4), Cm(1.3)
    section.header_distance, section.footer_distance = Cm(0.6), Cm(0.6)
    _style(page, "Normal", 9.5, after=3)
    _style(page, "Title", 21, bold=True, after=0)
    _style(page, "Heading 1", 12, bold=True, before=7, after=3, colour=_LOOK.accent)
    _style(page, "Caption", 7, after=2, colour=_LOOK.muted)
    _style(page, "List Bullet", 8.5, after=1.5)
    _style(page, "Footer", 7.5, colour=_LOOK.muted)
    language = page.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), _LANGUAGES[lang])
    about = page.core_properties
    about.title, about.author, about.last_modified_by, about.comments = title, "", "", ""
    about.language = _LANGUAGES[lang]
    return page


def written(page: Page) -> bytes:
    """The document as .docx."""
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


def table(
    page: Page | _Cell,
    heads: Sequence[Head],
    rows: Sequence[Sequence[str]],
    *,
    strong: Sequence[int] = (),
    size: float = 8.5,
) -> Table:
    """A table with a rule under its heading and thin ones between its rows; the heading is marked as such."""
    drawn = _table(page, len(rows) + 1, [head.width for head in heads])
    for place, head in enumerate(heads):
        _cell(drawn.cell(0, place), head.text, size, bold=True, right=head.right, muted=True)
    _mark_heading(drawn)
    _rule(drawn, 0, _LOOK.outline, 8)
    for line, row in enumerate(rows, start=1):
        for place, (text, head) in enumerate(zip(row, heads, strict=True)):
            _cell(drawn.cell(line, place), text, size, bold=line - 1 in strong, right=head.right)
        _rule(drawn, line, _LOOK.grid, 4)
    return drawn


def columns(page: Page, widths: Sequence[float]) -> tuple[_Cell, ...]:
    """Places side by side; each begins with an empty paragraph to write into."""
    drawn = _table(page, 1, widths)
    return tuple(drawn.cell(0, place) for place in range(len(widths)))


def picture(place: Paragraph, content: bytes, width: float, alt: str) -> None:
    """A picture of a width in centimetres."""
    shape = place.add_run().add_picture(io.BytesIO(content), width=Cm(width))
    about = shape._inline.docPr  # noqa: SLF001 - alternative text has no public setter
    about.set("descr", alt)
    place.paragraph_format.space_after = Pt(0)


def lines(place: _Cell | Page, texts: Sequence[str], *, size: float | None = None, style: str = "Normal") -> None:
    """One paragraph a text; a cell's first empty paragraph is used."""
    for text in texts:
        paragraph = _next(place, style)
        paragraph.paragraph_format.space_before = Pt(_ABOVE if style == "Normal" else 0)
        run = paragraph.add_run(text)
        if size is not None:
            run.font.size = Pt(size)


def footer(page: Page, text: str, of: str) -> None:
    """A line at the foot of every page, and the page number at its right; ``of`` has {page} and {pages}."""
    paragraph = page.sections[0].footer.paragraphs[0]
    for stops in list(page.styles["Footer"].element.iter(qn("w:tabs"))):
        stops.getparent().remove(stops)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(text + "\t")
    before, _, rest = of.partition("{page}")
    between, _, after = rest.partition("{pages}")
    for word, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        paragraph.add_run(word)
        if field:
            _field(paragraph, field)


def new_page(paragraph: Paragraph) -> None:
    """Begin a page with this paragraph."""
    paragraph.paragraph_format.page_break_before = True


def _style(
    page: Page, name: str, size: float, *, bold: bool = False, before: float = 0, after: float = 0, colour: str = ""
) -> None:
    style = page.styles[name]
    if not isinstance(style, ParagraphStyle):
        return
    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, False
    font.color.rgb = RGBColor.from_string((colour or _LOOK.text)[1:].upper())
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:cs", "w:hAnsi", "w:ascii"):
        fonts.set(qn(script), FONT)
    for script in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(script), None)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.05
    for rule in style.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
        style.element.pPr.remove(rule)


def _table(place: Page | _Cell, count: int, widths: Sequence[float]) -> Table:
    empty = place.paragraphs[0] if isinstance(place, _Cell) else None
    drawn: Table = place.add_table(count, len(widths))
    if empty is not None and not empty.text:
        empty._p.getparent().remove(empty._p)  # noqa: SLF001 - a cell begins with a paragraph; the table takes its place
    drawn.autofit = False
    drawn.alignment = WD_TABLE_ALIGNMENT.LEFT
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    margins = OxmlElement("w:tblCellMar")
    for side, size in (("top", 15), ("left", 0), ("bottom", 15), ("right", 80)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(size))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = drawn._tbl.tblPr  # noqa: SLF001 - margins of cells have no public setter
    look = properties.find(qn("w:tblLook"))
    # Word wants the parts of a table's properties in the order of its schema.
    properties.insert(len(properties) if look is None else properties.index(look), margins)
    return drawn


def _cell(cell: _Cell, text: str, size: float, *, bold: bool = False, right: bool = False, muted: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    run = paragraph.add_run(text)
    run.font.size, run.font.bold = Pt(size), bold
    if muted:
        run.font.color.rgb = RGBColor.from_string(_LOOK.muted[1:].upper())


def _mark_heading(drawn: Table) -> None:
    """A screen reader then says the heading of each cell, and Word repeats it on a new page."""
    for place, row in enumerate(drawn.rows):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - no public setter
        properties.append(OxmlElement("w:cantSplit"))
        if place == 0:
            properties.append(OxmlElement("w:tblHeader"))


def _rule(drawn: Table, line: int, colour: str, eighths: int) -> None:
    """A line under a row, its thickness in eighths of a point."""
    for cell in drawn.rows[line].cells:
        borders = OxmlElement("w:tcBorders")
        bottom = OxmlElement("w:bottom")
        for key, value in (("val", "single"), ("sz", str(eighths)), ("space", "0"), ("color", colour[1:].upper())):
            bottom.set(qn(f"w:{key}"), value)
        borders.append(bottom)
        cell._tc.get_or_add_tcPr().append(borders)  # noqa: SLF001 - no public setter


def _next(place: _Cell | Page, style: str) -> Paragraph:
    if isinstance(place, _Cell):
        last: Paragraph = place.paragraphs[-1]
        if not last.runs:
            last.style = style
            return last
    added: Paragraph = place.add_paragraph(style=style)
    return added


def _field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - fields have no public builder
