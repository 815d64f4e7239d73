"""A ministry's own template: which layouts fit, what is kept of it, and what a reader is told where it does not fit."""

import io
import zipfile

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches

from provindex.core.translate import LANGS, translator
from provindex.export.powerpoint import default_template, presentation, template
from provindex.export.powerpoint.template import TemplateError


def packed(deck):
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def ministry(*, slides=0):
    """The library's 4:3 presentation stands in for a ministry's: eleven layouts, centred titles, Calibri."""
    deck = Presentation()
    for _ in range(slides):
        deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "Trang cũ"
    return packed(deck)


def rewritten(package, name, change):
    """The package with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part, change(content) if part.filename == name else content)
    return out.getvalue()


def as_template(package, kind=b"presentationml.template.main"):
    return rewritten(
        package, "[Content_Types].xml", lambda content: content.replace(b"presentationml.presentation.main", kind)
    )


def without_titles():
    deck = Presentation()
    for layout in deck.slide_layouts:
        for shape in list(layout.placeholders):
            shape._element.getparent().remove(shape._element)
    return packed(deck)


def test_layouts_with_room_below_the_title_are_offered():
    assert template.reduced(ministry()).layouts == (
        "Title and Content",
        "Two Content",
        "Comparison",
        "Title Only",
        "Content with Caption",
        "Title and Vertical Text",
    )


def test_the_layout_with_nothing_but_a_title_is_taken_unless_one_is_named():
    assert template.open_deck(ministry())[1].layout.name == "Title Only"


def test_a_layout_is_chosen_by_its_name(vietnamese):
    content = presentation.presentation(
        [vietnamese.slide(vietnamese.bars())], vietnamese.t, template=ministry(), layout="Title and Content"
    )
    (slide,) = Presentation(io.BytesIO(content)).slides
    assert slide.slide_layout.name == "Title and Content"


def test_a_figure_takes_the_place_of_the_layouts_content(vietnamese):
    place = template.open_deck(ministry(), "Title and Content")[1]
    layout = next(one for one in Presentation().slide_layouts if one.name == "Title and Content")
    body = layout.placeholders[1]
    assert (place.area.left, place.area.top, place.area.width, place.area.height) == (
        body.left, body.top, body.width, body.height,
    )  # fmt: skip


def test_the_size_of_the_template_is_kept(vietnamese):
    content = presentation.presentation([vietnamese.slide(vietnamese.map())], vietnamese.t, template=ministry())
    deck = Presentation(io.BytesIO(content))
    assert (deck.slide_width, deck.slide_height) == (Inches(10), Inches(7.5))


def test_the_templates_own_slides_are_left_out(vietnamese):
    content = presentation.presentation(
        [vietnamese.slide(vietnamese.bars())], vietnamese.t, template=ministry(slides=3)
    )
    deck = Presentation(io.BytesIO(content))
    assert [one.shapes.title.text for one in deck.slides] == [vietnamese.index.name.vi]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert len([name for name in package.namelist() if name.startswith("ppt/slides/slide")]) == 1


def test_no_empty_placeholder_asks_to_be_clicked(vietnamese):
    content = presentation.presentation(
        [vietnamese.slide(vietnamese.bars())], vietnamese.t, template=ministry(), layout="Two Content"
    )
    (slide,) = Presentation(io.BytesIO(content)).slides
    kinds = {one.placeholder_format.type.name for one in slide.placeholders}
    assert kinds == {"TITLE", "SLIDE_NUMBER"}


def test_nothing_lies_beyond_a_smaller_slide(examples):
    content = presentation.presentation(examples.every_kind(), examples.t, template=ministry())
    deck = Presentation(io.BytesIO(content))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_a_template_file_is_as_good_as_a_presentation():
    assert template.reduced(as_template(ministry())).layouts == template.reduced(ministry()).layouts


def test_letters_of_a_dark_template_are_light():
    deck = default_template.presentation()
    assert not template.is_dark(deck)
    names = deck.slide_masters[0]._element.find(qn("p:clrMap"))
    names.set("bg1", "dk1")
    names.set("tx1", "lt1")
    assert template.is_dark(deck)


def test_our_own_slides_have_room_for_a_figure_by_our_own_rule():
    assert template.reduced(packed(default_template.presentation())).layouts == (default_template.LAYOUT,)


@pytest.mark.parametrize(
    ("content", "layout", "told"),
    [
        pytest.param(b"no presentation", None, "must be a PowerPoint file", id="not a package"),
        pytest.param(b"PK\x03\x04 cut off", None, "must be a PowerPoint file", id="damaged"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", None, "locked with a password", id="old or locked"),
        pytest.param(ministry(), "Tiêu đề", "no layout called “Tiêu đề”. Its layouts are: “Title Slide”", id="unknown"),
        pytest.param(ministry(), "Section Header", "“Section Header” has no title with enough", id="no room"),
        pytest.param(without_titles(), None, "No layout of the template has a title", id="none fits"),
        pytest.param(as_template(ministry(), b"presentation.macroEnabled.main"), None, "holds macros", id="macros"),
    ],
)
def test_a_template_that_cannot_be_used_is_answered_with_a_sentence(content, layout, told):
    with pytest.raises(TemplateError, match=".") as error:
        template.open_deck(content, layout)
    assert told in str(error.value)


def test_a_workbook_is_no_template():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(TemplateError, match="must be a PowerPoint file"):
        template.open_deck(out.getvalue())


def test_a_template_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(template, "MOST_BYTES", 1_000)
    with pytest.raises(TemplateError, match="unpacks to more than"):
        template.open_deck(ministry())


def test_a_reduced_template_has_its_layouts_and_none_of_its_slides():
    found = template.reduced(ministry(slides=3))
    again = template.reduced(found.package)
    assert (again.layouts, again.usual) == (found.layouts, found.usual) == (found.layouts, "Title Only")
    assert len(Presentation(io.BytesIO(found.package)).slides) == 0
    assert not [name for name in zipfile.ZipFile(io.BytesIO(found.package)).namelist() if "slides/" in name]


@pytest.mark.parametrize("limit", ["XML_BYTES", "XML_TAGS"])
def test_a_template_with_more_xml_than_is_read_is_refused_before_a_tree_is_built(monkeypatch, limit):
    monkeypatch.setattr(template, limit, 1_000)
    monkeypatch.setattr(template, "Presentation", None)
    with pytest.raises(TemplateError, match="more slides and shapes"):
        template.reduced(ministry())


@pytest.mark.parametrize("lang", LANGS)
def test_the_reason_is_told_in_the_readers_language_with_the_layouts(lang):
    with pytest.raises(TemplateError) as error:
        template.open_deck(ministry(), "Blank")
    said = error.value.said(translator(lang))
    assert "“Title Only”" in said
    assert said.startswith({"vi": "Bố cục “Blank”", "en": "The layout “Blank”"}[lang])
