"""DrawingML by hand: shapes, texts and groups as XML.

A map is sixty shapes of a hundred points each; built as text and parsed once it costs milliseconds, through a builder
object per point it costs a second. Everything that comes from outside is escaped here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.slide import Slide

from provindex.figures.text_metrics import EMU_PER_POINT, LEADING, Box
from provindex.figures.theme import Theme

Anchor = Literal["t", "ctr", "b"]
Side = Literal["l", "ctr", "r"]

INK = "tx1"
"""The template's own text colour; `MUTED` is the same, lighter, on light and on dark pages."""
MUTED = "muted"
_MUTED_XML = (
    '<a:schemeClr val="tx1"><a:lumMod val="65000"/><a:lumOff val="35000"/><a:satMod val="45000"/></a:schemeClr>'
)

_LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}


@dataclass(frozen=True)
class Words:
    """A piece of text with its look; ``colour`` is `INK`, `MUTED` or ``#rrggbb``."""

    text: str
    size: float
    bold: bool = False
    colour: str = INK


class Canvas:
    """A slide that is being drawn: hands out the numbers of its shapes and knows its language."""

    def __init__(self, slide: Slide, lang: str) -> None:
        """Start numbering above what the layout has already put on the slide."""
        self.slide = slide
        self.lang = lang
        self.tree: BaseOxmlElement = slide.shapes._spTree  # noqa: SLF001 - the door to shapes that are not built one by one
        taken = [int(one) for one in self.tree.xpath("//@id") if str(one).isdigit()]
        self._numbers = count(max(taken, default=1) + 1)

    def number(self) -> int:
        """A number no shape of the slide has yet."""
        return next(self._numbers)

    def add(self, xml: str) -> BaseOxmlElement:
        """Put a shape or a group on top of the slide."""
        element: BaseOxmlElement = parse_xml(xml)
        self.tree.append(element)
        return element

    def text(
        self,
        box: Box,
        paragraphs: Sequence[Sequence[Words]],
        *,
        name: str,
        anchor: Anchor = "t",
        side: Side = "l",
        fill: str = "",
    ) -> None:
        """A text box without inner margins, so that what was measured is what is there."""
        self.add(with_namespaces(self.text_xml(box, paragraphs, name=name, anchor=anchor, side=side, fill=fill)))

    def text_xml(
        self,
        box: Box,
        paragraphs: Sequence[Sequence[Words]],
        *,
        name: str,
        anchor: Anchor = "t",
        side: Side = "l",
        fill: str = "",
    ) -> str:
        """The XML of `text`, for use inside a group."""
        body = "".join(
            f"<a:p>{paragraph_look(side, max(words.size for words in paragraph))}"
            f"{''.join(self.run(words) for words in paragraph)}</a:p>"
            for paragraph in paragraphs
        )
        return (
            f"<p:sp><p:nvSpPr>{properties(self.number(), name)}"
            f'<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
            f'<p:spPr>{frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill or "<a:noFill/>"}</p:spPr>'
            f'<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}" rtlCol="0">'
            f"<a:noAutofit/></a:bodyPr><a:lstStyle/>{body}</p:txBody></p:sp>"
        )

    def run(self, words: Words) -> str:
        """A run of letters, in the slide's language for Office's spelling."""
        bold = ' b="1"' if words.bold else ""
        return (
            f'<a:r><a:rPr lang="{_LANGUAGES[self.lang]}" sz="{round(words.size * 100)}"{bold} dirty="0">'
            f"{solid(words.colour)}</a:rPr><a:t>{clean(words.text)}</a:t></a:r>"
        )

    def blank(self, size: float) -> str:
        """What an empty paragraph holds; without it Office sets one in 18 points, and the row of a table grows."""
        return f'<a:endParaRPr lang="{_LANGUAGES[self.lang]}" sz="{round(size * 100)}" dirty="0"/>'


def paragraph_look(side: Side, size: float) -> str:
    """How a paragraph is set: exact line spacing, so that its height is the measured one in any font."""
    spacing = round(size * LEADING * 100)
    return (
        f'<a:pPr marL="0" indent="0" algn="{side}"><a:lnSpc><a:spcPts val="{spacing}"/></a:lnSpc>'
        '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft><a:buNone/></a:pPr>'
    )


def with_namespaces(xml: str) -> str:
    """The first element with the namespaces that DrawingML on slides needs."""
    head, rest = xml.split(">", 1)
    slash = "/" if head.endswith("/") else ""
    return f"{head.removesuffix('/')} {nsdecls('a', 'p', 'r')}{slash}>{rest}"


def properties(number: int, name: str, description: str = "") -> str:
    """Number, name and alternative text of a shape."""
    told = f" descr={quoteattr(printable(description))}" if description else ""
    return f'<p:cNvPr id="{number}" name={quoteattr(printable(name))}{told}/>'


def frame(box: Box) -> str:
    """Where a shape lies."""
    return f'<a:xfrm><a:off x="{box.left}" y="{box.top}"/><a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'


def group(
    canvas: Canvas, name: str, box: Box, members: Iterable[str], *, inner: Box | None = None, alt: str = ""
) -> str:
    """A group; its members' places are those of ``inner``, which is stretched over ``box``, or of the slide itself."""
    within = inner or box
    return (
        f"<p:grpSp><p:nvGrpSpPr>{properties(canvas.number(), name, alt)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f'<p:grpSpPr><a:xfrm><a:off x="{box.left}" y="{box.top}"/><a:ext cx="{box.width}" cy="{box.height}"/>'
        f'<a:chOff x="{within.left}" y="{within.top}"/><a:chExt cx="{within.width}" cy="{within.height}"/></a:xfrm>'
        f"</p:grpSpPr>{''.join(members)}</p:grpSp>"
    )


def shape(number: int, name: str, box: Box, geometry: str, fill: str, line: str, alt: str = "") -> str:
    """A shape without text."""
    return (
        f"<p:sp><p:nvSpPr>{properties(number, name, alt)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f"<p:spPr>{frame(box)}{geometry}{fill}{line}</p:spPr></p:sp>"
    )


def preset(kind: str) -> str:
    """One of Office's own shapes, such as ``rect`` or ``ellipse``."""
    return f'<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom>'


def freeform(width: int, height: int, commands: str) -> str:
    """A shape drawn by commands in its own coordinates."""
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{width}" h="{height}">{commands}</a:path></a:pathLst></a:custGeom>'
    )


def solid(colour: str, *, opacity: float = 1.0) -> str:
    """One colour: `INK`, `MUTED` or ``#rrggbb``; opacity from 0 to 1."""
    if colour == MUTED:
        return f"<a:solidFill>{_MUTED_XML}</a:solidFill>"
    seen = "" if opacity >= 1 else f'<a:alpha val="{round(opacity * 100_000)}"/>'
    if not colour.startswith("#"):
        return f'<a:solidFill><a:schemeClr val="{colour}">{seen}</a:schemeClr></a:solidFill>'
    return f'<a:solidFill><a:srgbClr val="{colour[1:].upper()}">{seen}</a:srgbClr></a:solidFill>'


def missing(theme: Theme) -> str:
    """The fill of no figure: fine diagonal lines, which stay apart from every class colour in greyscale too."""
    return _pattern("wdUpDiag", theme.missing_outline, theme.missing)


def ranked(theme: Theme) -> str:
    """The fill of a rank alone: dots, which stay apart from the lines of no figure in greyscale too."""
    return _pattern("pct20", theme.missing_outline, theme.ranked)


def _pattern(name: str, ink: str, ground: str) -> str:
    return (
        f'<a:pattFill prst="{name}">'
        f'<a:fgClr><a:srgbClr val="{ink[1:].upper()}"/></a:fgClr>'
        f'<a:bgClr><a:srgbClr val="{ground[1:].upper()}"/></a:bgClr></a:pattFill>'
    )


def line(colour: str, thickness: float, *, dashed: bool = False) -> str:
    """An outline, its thickness in points."""
    dash = '<a:prstDash val="dash"/>' if dashed else ""
    return f'<a:ln w="{round(thickness * EMU_PER_POINT)}">{solid(colour)}{dash}<a:round/></a:ln>'


NO_LINE = "<a:ln><a:noFill/></a:ln>"
NO_FILL = "<a:noFill/>"


def clean(text: str) -> str:
    """A text as XML content."""
    return escape(printable(text))


def printable(text: str) -> str:
    """Without the control characters that XML cannot hold and Office answers with an offer to repair."""
    return "".join(letter for letter in text if letter >= " " or letter in "\t\n")
