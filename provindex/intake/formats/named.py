"""Files of known kinds that are not read: each is named for what it is, with steps that work."""

import re
from collections.abc import Collection

from provindex.intake.issues import Fact, Issue, issue_of

_MARKUP = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!|\?xml|(?:html|table|meta|head|body|script|style|title|link|div|p|font|center)\b)",
    re.IGNORECASE,
)
_TWO_BYTES = (b"\xff\xfe", b"\xfe\xff")
"""Marks of text in two bytes a letter, in which web pages are saved as well."""
_WEB_ARCHIVE = re.compile(rb"(?:[\w-]+: [^\r\n]*\r?\n){0,5}MIME-Version: ?1\.0", re.IGNORECASE)
_PICTURES = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
}
_PACKED = {b"\x1f\x8b": "GZIP", b"Rar!": "RAR", b"7z\xbc\xaf": "7Z"}
_TEXTS = {b"{\\rtf": "RTF"}
# Excel before 1997 wrote its records without a container around them.
_OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_OPEN_DOCUMENT = {"text": "ODT", "presentation": "ODP", "graphics": "ODG"}
READ = "XLSX, XLS, ODS, CSV, Parquet, DOCX, PDF"
"""The formats that are read, for sentences."""


def not_read(kind: str) -> Issue:
    """The issue about a file of a known kind that is not read but that a spreadsheet program opens."""
    return issue_of("format_not_read", value=kind, expected=READ, facts={"found": kind})


def text_document(kind: str) -> Issue:
    """The issue about a document that a word processor opens and saves as DOCX."""
    return issue_of("format_text_document", value=kind, expected="DOCX", facts={"found": kind})


def by_start(data: bytes) -> Issue | None:
    """The issue about a file whose first bytes say what it is; None if they say nothing of the kind."""
    for known, issue_about in ((_PICTURES, _picture), (_PACKED, _packed), (_TEXTS, text_document)):
        for start, kind in known.items():
            if data.startswith(start):
                return issue_about(kind)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _picture("WEBP")
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"avif"):
        return _picture("HEIC")
    if data.startswith(_OLD_EXCEL):
        return not_read("Excel 4")
    if _WEB_ARCHIVE.match(data[:2_000]):
        return not_read("MHTML")
    start = data[2:400].replace(b"\x00", b"") if data.startswith(_TWO_BYTES) else data[:200]
    return not_read("HTML/XML") if _MARKUP.match(start) else None


def by_names(names: Collection[str], mimetype: bytes) -> Issue:
    """The issue about a ZIP that is no workbook and no document that is read.

    Args:
        names: Names of its entries.
        mimetype: What its entry of that name says; empty where there is none.
    """
    kind = re.match(rb"application/vnd\.oasis\.opendocument\.(\w+)", mimetype.strip())
    if kind is not None and (opened := _OPEN_DOCUMENT.get(kind[1].decode())) is not None:
        return text_document(opened) if opened == "ODT" else not_read(opened)
    if "xl/workbook.bin" in names:
        return not_read("XLSB")
    if "ppt/presentation.xml" in names:
        return not_read("PPTX")
    if any(name.endswith(".iwa") for name in names):
        return not_read("Numbers")
    files: tuple[Fact, ...] = tuple(name for name in names if not name.endswith("/") and "__MACOSX/" not in name)
    return issue_of("format_packed", value="ZIP", facts={"kind": "ZIP", "files": files or ("–",)})


def _picture(kind: str) -> Issue:
    return issue_of("format_picture", value=kind, expected=READ, facts={"found": kind})


def _packed(kind: str) -> Issue:
    return issue_of("format_archive", value=kind, expected=READ, facts={"kind": kind})
