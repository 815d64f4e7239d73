"""Workbooks put together from their parts, as nothing but a hostile hand writes them."""

import io
import zipfile
from collections.abc import Mapping

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"


def xlsx(rows: str, *, shared: str = "", sheets: int = 1, more: Mapping[str, bytes] | None = None) -> bytes:
    """An XLSX workbook whose sheets all show the same rows of XML; ``more`` are parts of one's own."""
    listed = "".join(f'<sheet name="s{number}" sheetId="{number + 1}" r:id="r1"/>' for number in range(sheets))
    listed = f"<sheets>{listed}</sheets>"
    return archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>'.encode(),
            "_rels/.rels": _relations({"r1": ("officeDocument", "xl/workbook.xml")}),
            "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_RELATIONS}">{listed}</workbook>'.encode(),
            "xl/_rels/workbook.xml.rels": _relations(
                {"r1": ("worksheet", "worksheets/sheet1.xml"), "r2": ("sharedStrings", "sharedStrings.xml")}
            ),
            "xl/worksheets/sheet1.xml": f"<worksheet {_MAIN}><sheetData>{rows}</sheetData></worksheet>".encode(),
            "xl/sharedStrings.xml": f"<sst {_MAIN}>{shared}</sst>".encode(),
            **(more or {}),
        }
    )


def ods(
    rows: str, manifest: str = "", tab: str = "PAPI 2023", styles: str = "", *, more: Mapping[str, bytes] | None = None
) -> bytes:
    """An ODS workbook of one sheet with these rows of XML; ``more`` are parts of one's own."""
    names = " ".join(f'xmlns:{name}="{_OPEN}:{name}:1.0"' for name in ("office", "table", "text", "style"))
    styles = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    content = (
        f"<office:document-content {names}>{styles}<office:body><office:spreadsheet>"
        f'<table:table table:name="{tab}">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return archive(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{_OPEN}:manifest:1.0">{manifest}</m:manifest>'.encode(),
            "content.xml": content.encode(),
            **(more or {}),
        }
    )


def ods_row(*values: object, attributes: str = "") -> str:
    """A row of ODS cells; a text that begins with "=" is a formula whose stored result is 1."""
    return f"<table:table-row {attributes}>{''.join(map(_ods_cell, values))}</table:table-row>"


def archive(parts: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def _ods_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str) and not value.startswith("="):
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
    formula = f' table:formula="of:{value}"' if isinstance(value, str) else ""
    number = 1 if formula else value
    kind = f'office:value-type="float" office:value="{number}"'
    return f"<table:table-cell{formula} {kind}><text:p>{number}</text:p></table:table-cell>"


def _relations(targets: Mapping[str, tuple[str, str]]) -> bytes:
    listed = "".join(
        f'<Relationship Id="{identity}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for identity, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'.encode()
