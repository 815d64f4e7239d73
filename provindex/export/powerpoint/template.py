"""The presentation that slides are added to: our own, or a ministry's template with a layout chosen by name.

Nothing of a template's own slides is kept; its masters, layouts, fonts and colours are.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout
from pptx.util import Emu

from provindex.core.translate import N_, Translator
from provindex.export.powerpoint import default_template
from provindex.figures.text_metrics import Box

MOST_BYTES = 100_000_000
"""The most a template may hold once unpacked, so that a small file cannot fill the server's memory."""

XML_BYTES, XML_TAGS = 20_000_000, 600_000
"""How much XML a template may hold: a tree of it takes many times the memory."""

_XML = (".xml", ".rels", ".vml")

# A figure needs this share of the slide beside the title; less leaves no letter that can be read from a chair.
_LEAST_WIDTH, _LEAST_HEIGHT = 0.5, 0.45
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_BODIES = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT)
_FEET = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)

_NOT_PPTX = N_(
    "The template must be a PowerPoint file (.pptx or .potx). Save it from PowerPoint as one and choose it again."
)
_LOCKED = N_(
    "The template is locked with a password or is in the format before 2007. Save it as .pptx without a password."
)
_MACROS = N_("The template holds macros (.pptm or .potm). Save it as .pptx and choose it again.")
_TOO_LARGE = N_("The template unpacks to more than {most} MB. Remove its pictures and films and choose it again.")
_TOO_MUCH_XML = N_("The template holds more slides and shapes than are read. Delete its slides and choose it again.")
_NO_LAYOUT = N_(
    "The template has no layout. Open it in PowerPoint, add a layout with a title in the slide master, and save it."
)
_UNKNOWN = N_("The template has no layout called “{layout}”. Its layouts are: {layouts}.")
_NO_ROOM = N_(
    "The layout “{layout}” has no title with enough free room below it for a figure. "
    "Layouts of the template that have: {layouts}."
)
_NONE_FITS = N_(
    "No layout of the template has a title with enough free room below it for a figure. Its layouts are: {layouts}."
)


class TemplateError(Exception):
    """Why a template cannot be used: a sentence that says how to mend it, see `said`."""

    def __init__(self, message: str, **values: object) -> None:
        self.message = message
        self.values: Mapping[str, object] = MappingProxyType(values)
        super().__init__(message.format(**self._printed()) if values else message)

    def said(self, t: Translator) -> str:
        """The sentence in the reader's language."""
        return t(self.message, **self._printed())

    def _printed(self) -> dict[str, object]:
        return {
            name: ", ".join(f"“{one}”" for one in value) if isinstance(value, tuple) else value
            for name, value in self.values.items()
        }


@dataclass(frozen=True)
class Template:
    """A template that slides may be made with.

    Attributes:
        layouts: Names of the layouts that can take a figure, in its order.
        usual: The one that is taken where the reader chooses none.
        package: The file without its slides.
    """

    layouts: tuple[str, ...]
    usual: str
    package: bytes = field(repr=False)


@dataclass(frozen=True)
class Place:
    """Where the parts of a slide go in a chosen layout.

    Attributes:
        layout: The layout.
        title: The title's rectangle.
        area: What is free for the sentence, the figure and the small print.
        own: The layout is ours, so that its sizes need no guess.
    """

    layout: SlideLayout
    title: Box
    area: Box
    own: bool = False


def reduced(template: bytes) -> Template:
    """A template without its slides, with the names of its layouts for the reader to choose from.

    Raises:
        TemplateError: The file is no template, it holds more than is read, or none of its layouts fits.
    """
    deck, usual = open_deck(template)
    out = io.BytesIO()
    deck.save(out)
    return Template(tuple(_fitting(deck)), usual.layout.name, out.getvalue())


def open_deck(template: bytes | None = None, layout: str | None = None) -> tuple[Deck, Place]:
    """A presentation without slides, and where the parts of a slide go.

    Args:
        template: A .pptx or .potx file; ours if left out (16:9).
        layout: Name of the layout; if left out the one that has only a title, else the first that fits.

    Raises:
        TemplateError: The file is no template, it has no such layout, or the layout leaves no room for a figure.
    """
    if template is None:
        deck = default_template.presentation()
        return deck, Place(deck.slide_layouts[0], default_template.TITLE, default_template.BODY, own=True)
    deck = _opened(template)
    fitting = _fitting(deck)
    if layout is not None and layout not in _names(deck):
        raise TemplateError(_UNKNOWN, layout=layout, layouts=tuple(_names(deck)))
    if not fitting:
        raise TemplateError(_NONE_FITS, layouts=tuple(_names(deck)))
    if layout is not None and layout not in fitting:
        raise TemplateError(_NO_ROOM, layout=layout, layouts=tuple(fitting))
    chosen = fitting[layout] if layout is not None else _simplest(fitting)
    return deck, chosen


def _opened(template: bytes) -> Deck:
    package = _as_presentation(template)
    try:
        deck = Presentation(io.BytesIO(package))
    except Exception:  # whatever a damaged or foreign package makes the library stumble over
        raise TemplateError(_NOT_PPTX) from None
    if not list(_layouts(deck)):
        raise TemplateError(_NO_LAYOUT)
    _drop_slides(deck)
    return deck


def _as_presentation(template: bytes) -> bytes:
    """The file with the content type of a presentation; a .potx differs from a .pptx in nothing else."""
    if template.startswith(b"\xd0\xcf\x11\xe0"):
        raise TemplateError(_LOCKED)
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as package:
            parts = package.infolist()
            if sum(part.file_size for part in parts) > MOST_BYTES:
                raise TemplateError(_TOO_LARGE, most=MOST_BYTES // 1_000_000)
            _expect_little_xml(package, parts)
            types = package.read("[Content_Types].xml")
            if b"macroEnabled" in types:
                raise TemplateError(_MACROS)
            if b"presentationml.template.main" not in types:
                return template
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
                for part in parts:
                    content = package.read(part)
                    if part.filename == "[Content_Types].xml":
                        content = content.replace(b"presentationml.template.main", b"presentationml.presentation.main")
                    copy.writestr(part, content)
            return out.getvalue()
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError):
        raise TemplateError(_NOT_PPTX) from None


def _expect_little_xml(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Check how much XML there is before a tree is built of any.

    Raises:
        TemplateError: It is more than is read.
    """
    xml = [part for part in parts if part.filename.lower().endswith(_XML)]
    if sum(part.file_size for part in xml) > XML_BYTES:
        raise TemplateError(_TOO_MUCH_XML)
    if sum(package.read(part).count(b"<") for part in xml) > XML_TAGS:
        raise TemplateError(_TOO_MUCH_XML)


def _drop_slides(deck: Deck) -> None:
    listed = deck.slides._sldIdLst  # noqa: SLF001 - python-pptx has no public way to remove a slide
    for entry in list(listed):
        deck.part.drop_rel(entry.get(qn("r:id")))
        listed.remove(entry)
    # Sections name slides that are gone, which PowerPoint would offer to repair.
    for extensions in deck.element.findall(qn("p:extLst")):
        deck.element.remove(extensions)


def _layouts(deck: Deck) -> list[SlideLayout]:
    return [layout for master in deck.slide_masters for layout in master.slide_layouts]


def _names(deck: Deck) -> list[str]:
    return [layout.name for layout in _layouts(deck)]


def _fitting(deck: Deck) -> dict[str, Place]:
    """Layouts with room for a figure by name; of two with one name the first."""
    found: dict[str, Place] = {}
    for layout in _layouts(deck):
        place = _place(deck, layout) if _title_of(layout) is not None else None
        if place is not None and _is_roomy(place.area, deck):
            found.setdefault(layout.name, place)
    return found


def _is_roomy(area: Box, deck: Deck) -> bool:
    wide, tall = deck.slide_width or 1, deck.slide_height or 1
    return area.width >= _LEAST_WIDTH * wide and area.height >= _LEAST_HEIGHT * tall


def _simplest(fitting: dict[str, Place]) -> Place:
    """The layout with the fewest places to fill besides the title; the first of several."""

    def places(place: Place) -> int:
        kinds = [one.placeholder_format.type for one in place.layout.placeholders]
        return len([kind for kind in kinds if kind not in (*_TITLES, *_FEET)])

    return min(fitting.values(), key=places)


def _title_of(layout: SlideLayout) -> Box | None:
    found = next((one for one in layout.placeholders if one.placeholder_format.type in _TITLES), None)
    return None if found is None else _box(found)


def _place(deck: Deck, layout: SlideLayout) -> Place:
    """The free area: the largest content placeholder below the title, else all from the title down to the footers."""
    wide, tall = int(deck.slide_width or 0), int(deck.slide_height or 0)
    title = _title_of(layout) or Box(0, 0, wide, 0)
    bodies = [_box(one) for one in layout.placeholders if one.placeholder_format.type in _BODIES]
    below = [body for body in bodies if body.top >= title.bottom - tall // 50]
    if below:
        largest = max(below, key=lambda body: body.width * body.height)
        if largest.width >= _LEAST_WIDTH * wide:
            return Place(layout, title, largest)
    feet = [_box(one).top for one in layout.placeholders if one.placeholder_format.type in _FEET]
    bottom = min([top for top in feet if top > tall * 0.7], default=tall - tall // 20)
    margin = min(title.left, wide // 12)
    return Place(layout, title, Box(margin, title.bottom, wide - 2 * margin, max(bottom - title.bottom, 0)))


def _box(shape: object) -> Box:
    sides = (Emu(int(getattr(shape, side) or 0)) for side in ("left", "top", "width", "height"))
    return Box(*sides)


def is_dark(deck: Deck) -> bool:
    """Whether the first master writes light letters on a dark page."""
    master = deck.slide_masters[0]
    scheme = parse_xml(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob).find(f".//{qn('a:clrScheme')}")
    names = master._element.find(qn("p:clrMap"))  # noqa: SLF001 - python-pptx does not model the colour map
    if scheme is None or names is None:
        return False
    ink, paper = (_luminance(scheme.find(qn(f"a:{names.get(one)}"))) for one in ("tx1", "bg1"))
    return ink > paper


def _luminance(colour: BaseOxmlElement | None) -> float:
    """From 0 to 255, without gamma, which is enough to tell light from dark."""
    value = next((one.get("lastClr") or one.get("val") for one in colour), "") if colour is not None else ""
    if len(value) != 6:
        return 0.0
    red, green, blue = (int(value[place : place + 2], 16) for place in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue
