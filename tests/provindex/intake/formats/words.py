"""Word documents put together from their XML, as Word writes it and as a hostile hand does."""

from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

from tests.provindex.intake import parts

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

HEAD = ("Xếp hạng", "Tỉnh, thành phố", "PAR INDEX 2025")
TITLE = ("Phụ lục I", "CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2025")


def document(
    *blocks: str, styles: str = "", main: str = "word/document.xml", more: Mapping[str, bytes] | None = None
) -> bytes:
    """A document of these blocks of XML."""
    relations = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="{main}"/>'
    return parts.archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>'.encode(),
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'.encode(),
            main: f"<w:document {_WORDS}><w:body>{''.join(blocks)}</w:body></w:document>".encode(),
            "word/styles.xml": f"<w:styles {_WORDS}>{styles}</w:styles>".encode(),
            **(more or {}),
        }
    )


def run(text: str, properties: str = "") -> str:
    """Letters with properties such as ``<w:vanish/>``."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    """A paragraph of runs; plain text becomes one."""
    runs = "".join(one if one.startswith("<") else run(one) for one in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def cell(content: str = "", *, span: int = 1, properties: str = "") -> str:
    """A cell of a text, or of blocks of XML."""
    spanning = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    block = content if content.startswith("<w:") else paragraph(content)
    return f"<w:tc><w:tcPr>{spanning}{properties}</w:tcPr>{block}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells; plain text becomes one."""
    content = "".join(one if one.startswith("<w:") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{content}</w:tr>"


def table(*rows: str, widths: Sequence[int] = (1000, 3000, 2000)) -> str:
    """A table of rows of XML."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def annex(*rows: str, head: Iterable[str] = HEAD, title: Iterable[str] = TITLE) -> bytes:
    """An annex of a decision: its title, and a table of a row of headings and these rows."""
    return document(*(paragraph(line) for line in title), table(row(*head), *rows))
