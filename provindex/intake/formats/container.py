"""What kind of file the bytes are, and the parts of a zipped workbook or document, unpacked within limits."""

import io
import lzma
import re
import zipfile
import zlib
from typing import Literal

from provindex.intake.formats import limits, named
from provindex.intake.issues import Fact, Issue, Refused, issue_of

Kind = Literal["xlsx", "ods", "xls", "parquet", "text", "docx", "pdf"]

NAMES: dict[Kind, str] = {
    "xlsx": "XLSX",
    "ods": "ODS",
    "xls": "XLS",
    "parquet": "Parquet",
    "text": "CSV",
    "docx": "DOCX",
    "pdf": "PDF",
}
EXTENSIONS: dict[Kind, tuple[str, ...]] = {
    "xlsx": ("xlsx", "xlsm", "xltx", "xltm"),
    "ods": ("ods", "ots"),
    "xls": ("xls", "xlt"),
    "parquet": ("parquet", "pq"),
    "text": ("csv", "tsv", "txt", "tab"),
    "docx": ("docx", "docm", "dotx", "dotm"),
    "pdf": ("pdf",),
}

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = 0x1
_CHUNK = 1 << 20
_UNPACKING = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
"""What unpacking a damaged entry raises, by its kind of compression."""

# Only these parts hold figures and their sheets; macros, links, pictures and the rest are never unpacked.
_XLSX_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/(_rels/)?[^/]+\.(xml|rels)|xl/worksheets/[^/]+\.xml", re.IGNORECASE
)
_DOCUMENT = re.compile(r"word/document\d*\.xml")
_DOCX_PARTS = re.compile(r"\[Content_Types\]\.xml|_rels/\.rels|word/(?:document\d*|styles)\.xml", re.IGNORECASE)
_ODS_PARTS = re.compile(r"mimetype|(?:content|styles)\.xml|META-INF/manifest\.xml", re.IGNORECASE)


def kind_of(data: bytes) -> Kind:
    """The kind of a file by its content, whatever it is called.

    Raises:
        Refused: It is empty, too large, protected by a password, or of no kind that is read.
    """
    if not data:
        raise Refused(issue_of("file_empty"))
    expect_size(len(data))
    if data.startswith(_ZIP):
        return _zipped_kind(data)
    if data.startswith(_OLE):
        return "xls"
    if data.startswith(b"PAR1"):
        return "parquet"
    if data.startswith(b"PARE"):
        raise Refused(issue_of("password"))
    if b"%PDF-" in data[:1_024]:
        return "pdf"
    if (issue := named.by_start(data)) is not None:
        raise Refused(issue)
    return "text"


def expect_size(size: int) -> None:
    """Check how many bytes a file has, before they are read.

    Raises:
        Refused: They are more than are read.
    """
    if size > limits.BYTES:
        limit = limits.BYTES // 1_000_000
        facts: dict[str, Fact] = {"size": round(size / 1e6, 1), "limit": limit}
        raise Refused(issue_of("file_too_large", expected=f"<= {limit} MB", facts=facts))


def unpack(data: bytes, kind: Kind) -> dict[str, bytes]:
    """The parts of a zipped workbook or document that hold sheets and texts, by name.

    Raises:
        Refused: The archive is damaged, protected, or unpacks to too much.
    """
    wanted = {"xlsx": _XLSX_PARTS, "docx": _DOCX_PARTS}.get(kind, _ODS_PARTS)
    parts: dict[str, bytes] = {}
    room = limits.UNPACKED
    with _archive(data) as archive:
        entries = [entry for entry in archive.infolist() if wanted.fullmatch(entry.filename)]
        _expect_modest(entries, len(archive.infolist()))
        for entry in entries:
            content = _inflated(archive, entry, room)
            room -= len(content)
            parts[entry.filename] = content
    return parts


def repack(parts: dict[str, bytes]) -> bytes:
    """A plain archive of exactly these parts, so that the parser reads what was checked and nothing else."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _zipped_kind(data: bytes) -> Kind:
    with _archive(data) as archive:
        entries = archive.infolist()[: limits.ENTRIES]
        names = {entry.filename.lower(): entry for entry in entries}
        locked = any(entry.flag_bits & _ENCRYPTED for entry in archive.infolist())
        mimetype = b""
        if "mimetype" in names and not locked:
            mimetype = _inflated(archive, names["mimetype"], 1_000)
        kind: Kind | None = None
        if "xl/workbook.xml" in names:
            kind = "xlsx"
        elif "[content_types].xml" in names and any(_DOCUMENT.fullmatch(name) for name in names):
            kind = "docx"
        elif mimetype.strip().startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            kind = "ods"
        if locked and (kind or "mimetype" in names):
            raise Refused(issue_of("password"))
        if kind is None:
            raise Refused(named.by_names([entry.filename for entry in entries], mimetype))
        return kind


def _archive(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, IndexError, OverflowError):
        raise Refused(issue_of("damaged")) from None


def _expect_modest(entries: list[zipfile.ZipInfo], count: int) -> None:
    if count > limits.ENTRIES or sum(entry.file_size for entry in entries) > limits.UNPACKED:
        raise Refused(too_large())


def too_large() -> Issue:
    """The issue about a file that unpacks to more than is read."""
    limit = limits.UNPACKED // 1_000_000
    return issue_of("unpacks_too_large", expected=f"<= {limit} MB", facts={"limit": limit})


def _inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bytes:
    """The content of an entry; stops as soon as it is larger than the room left, whatever the directory says."""
    content = bytearray()
    try:
        with archive.open(entry) as part:
            while chunk := part.read(_CHUNK):
                content += chunk
                if len(content) > room:
                    raise Refused(too_large())
    except _UNPACKING:
        raise Refused(issue_of("damaged")) from None
    return bytes(content)
