"""Our own presentation: 16:9, one layout, the dashboard's type colours; a ministry's template takes its place.

Made from the library's blank presentation in code, so that there is no binary file whose content nobody can review.
"""

from __future__ import annotations

import re

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Emu, Pt

from provindex.figures.text_metrics import FONT, Box
from provindex.figures.theme import HIGHLIGHTS, theme

LAYOUT = "Provindex"
WIDTH, HEIGHT = 12_192_000, 6_858_000  # 13 1/3 x 7 1/2 inches
MARGIN = 548_640

TITLE = Box(MARGIN, 256_032, WIDTH - 2 * MARGIN, 694_944)
BODY = Box(MARGIN, 1_051_560, WIDTH - 2 * MARGIN, 5_431_536)
_NUMBER = Box(WIDTH - MARGIN - 914_400, 6_483_096, 914_400, 246_888)
TITLE_SIZE = 28

_KEPT = "Title Only"


def presentation() -> Deck:
    """A presentation without slides, with the one layout `LAYOUT`."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDTH), Emu(HEIGHT)
    master = deck.slide_masters[0]
    layout = next(one for one in master.slide_layouts if one.name == _KEPT)
    for other in list(master.slide_layouts):
        if other is not layout and other.name != _KEPT:
            master.slide_layouts.remove(other)
    layout.name = LAYOUT
    _arrange(master, layout)
    _colour(master)
    return deck


def _arrange(master: SlideMaster, layout: SlideLayout) -> None:
    for shape in list(layout.placeholders):
        if shape.placeholder_format.idx in (10, 11):  # date and footer: what a slide says of itself is in its figure
            shape._element.getparent().remove(shape._element)  # noqa: SLF001 - no public way
    for shapes in (master.placeholders, layout.placeholders):
        for shape in shapes:
            kind = shape.placeholder_format.type
            box = {"TITLE": TITLE, "BODY": BODY, "SLIDE_NUMBER": _NUMBER}.get(kind.name)
            if box is not None:
                shape.left, shape.top, shape.width, shape.height = (
                    Emu(side) for side in (box.left, box.top, box.width, box.height)
                )
    style = _first(_first(master._element, "p:titleStyle"), "a:lvl1pPr")  # noqa: SLF001
    style.set("algn", "l")
    letters = _first(style, "a:defRPr")
    letters.set("sz", str(Pt(TITLE_SIZE).centipoints))
    letters.set("b", "1")
    for shape in master.placeholders:
        if shape.placeholder_format.type.name == "TITLE":
            body = _first(shape._element, "a:bodyPr")  # noqa: SLF001
            body.attrib.update({"anchor": "b", "lIns": "0", "rIns": "0"})
        if shape.placeholder_format.type.name == "SLIDE_NUMBER":
            _first(shape._element, "a:bodyPr").set("rIns", "0")  # noqa: SLF001
            _first(shape._element, "a:defRPr").set("sz", "1000")  # noqa: SLF001


def _colour(master: SlideMaster) -> None:
    """Our text colours and one accent; Arial, since every office computer has it with all Vietnamese letters."""
    look = theme("light")
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    xml = part.blob.decode("utf-8")
    xml = re.sub(r'(<a:(?:latin|font script="Viet") typeface=")[^"]*', rf"\g<1>{FONT}", xml)
    colours = {"dk1": look.text, "lt1": look.paper, "dk2": look.accent, "lt2": look.missing, "hlink": look.accent}
    accents = dict(zip((f"accent{place}" for place in range(1, 7)), (look.accent, *HIGHLIGHTS), strict=False))
    for name, colour in (colours | accents).items():
        filled = f'<a:{name}><a:srgbClr val="{colour[1:].upper()}"/></a:{name}>'
        xml = re.sub(rf"<a:{name}>.*?</a:{name}>", filled, xml, flags=re.DOTALL)
    part._blob = xml.encode("utf-8")  # noqa: SLF001 - python-pptx keeps a theme as bytes and has no setter


def _first(element: BaseOxmlElement, tag: str) -> BaseOxmlElement:
    found: BaseOxmlElement = next(element.iter(qn(tag)))
    return found


def slide_number(layout: SlideLayout) -> BaseOxmlElement | None:
    """The layout's slide number, which a slide shows only if it has a copy; None where the layout has none."""
    for shape in layout.placeholders:
        if shape.placeholder_format.type.name == "SLIDE_NUMBER":
            return shape._element  # noqa: SLF001
    return None
