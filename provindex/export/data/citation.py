"""How to cite a view: one short text in each language, and the link as a QR code."""

from __future__ import annotations

import io
from datetime import date

import segno

from provindex import geography
from provindex.catalog import Index
from provindex.core import formats
from provindex.core.translate import Text, Translator, in_every_language

# A seventh of the code may be hidden or smudged, as on a projected slide; more would make it finer, not safer.
_ERROR = "m"
_BORDER = 4


def text(index: Index, measure: str, year: int, edition: str, version: str, link: str, day: date) -> Text:
    """The citation of a view in both languages.

    Args:
        index: The catalogue of the index.
        measure: Measure key.
        year: Year of the figures.
        edition: Province edition they are shown on.
        version: Data version the link opens.
        link: Address of the view, with its data version.
        day: The day on which it was read.

    Returns:
        Publisher's source line, index, measure (where it is not the total), year, provinces, data version, day and
        link. Figures on provinces of another edition than the year's own are called derived.
    """
    return in_every_language(lambda t: _text(index, measure, year, edition, version, link, day, t))


def _text(
    index: Index, measure: str, year: int, edition: str, version: str, link: str, day: date, t: Translator
) -> str:
    shown = next(one for one in geography.editions() if one.key == edition)
    what = index.short.get(t.lang)
    if measure != index.root.key:
        what = t("{index}, “{measure}”", index=what, measure=index.measures[measure].name.get(t.lang))
    said = t("{what}, {year}, {count} provinces.", what=what, year=year, count=shown.count)
    if index.editions[year].provinces != edition:
        said += " " + t("Derived by population, not official.")
    return " ".join(
        [
            said,
            t("Source: {source}.", source=index.source_of(year).get(t.lang)),
            t("Data version {version}, read on {day}.", version=version, day=formats.day(day, t.lang)),
            link,
        ]
    )


def qr_svg(link: str, *, scale: int = 4) -> bytes:
    """The link as a QR code in SVG, with the white border that readers need.

    Args:
        link: The address.
        scale: Size of one module in px.
    """
    out = io.BytesIO()
    segno.make_qr(link, error=_ERROR).save(out, kind="svg", scale=scale, border=_BORDER, xmldecl=False)
    return out.getvalue()


def qr_png(link: str, *, scale: int = 8) -> bytes:
    """The link as a QR code in PNG, black on white; see `qr_svg`."""
    out = io.BytesIO()
    segno.make_qr(link, error=_ERROR).save(out, kind="png", scale=scale, border=_BORDER)
    return out.getvalue()
