"""What is printed above and below the pages of a spreadsheet, where the decision of a table often stands."""

import re
from collections.abc import Mapping, Sequence

from provindex.intake.formats.budget import Extent
from provindex.intake.formats.raised import Walk

_FONT = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d{1,3}|[A-Za-z&])')
"""Codes of position, font, size and colour in the text of a header or footer of Excel."""

_MARGINS = tuple(f"{side}{page}" for side in ("header", "footer") for page in ("", "-left", "-first"))


def plain(text: str) -> str:
    """The text of a header or footer of Excel without the codes of its fonts."""
    return " ".join(_FONT.sub(" ", text).split())


def leave_ods(styles: bytes, extents: Sequence[Extent]) -> None:
    """Note the margins of the pages of an ODS workbook, which its part of styles holds, in `Extent.margins`."""
    pages = _Pages()
    pages.run(styles)
    for extent in extents:
        extent.margins = tuple(pages.margins.get(extent.pages, ()))


class _Pages(Walk):
    """The texts above and below pages that are printed, by the name of the kind of page."""

    def __init__(self) -> None:
        self.margins: dict[str, list[str]] = {}
        self.page, self.text = "", ""
        self.inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        plain_names: Mapping[str, str] = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if name == "master-page":
            self.page = plain_names.get("name", "")
        elif name in _MARGINS:
            self.text, self.inside = "", plain_names.get("display") != "false"

    def end(self, name: str) -> None:
        if name in _MARGINS:
            if self.inside and self.text.strip():
                self.margins.setdefault(self.page, []).append(" ".join(self.text.split()))
            self.inside = False
        elif name == "p":
            self.text += " "

    def letters(self, text: str) -> None:
        if self.inside:
            self.text += text
