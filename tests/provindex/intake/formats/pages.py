"""PDF files written by hand: letters at places, ruling lines, pictures, and pages turned any way."""

from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842


@dataclass
class Page:
    """A page, measured in points from its upper left corner; ``turn`` is what the file says about showing it."""

    turn: int = 0
    drawn: list[tuple[str, ...]] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = 10, matrix: str = "1 0 0 1", mode: int = 0) -> "Page":
        """Letters from a point on their base line on."""
        before = f"BT {mode} Tr /F1 {size} Tf {matrix} {x} {HEIGHT - y} Tm"
        self.texts.append((before, text))
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> "Page":
        """A ruling line."""
        self.drawn.append((f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S",))
        return self

    def picture(self, x: float, y: float, width: float, height: float) -> "Page":
        """A picture of one grey dot."""
        self.drawn.append((f"q {width} 0 0 {height} {x} {HEIGHT - y - height} cm /I1 Do Q",))
        return self

    def table(
        self, rows: Sequence[Sequence[str]], x: float = 60, y: float = 120, widths: Sequence[float] = (60, 160, 100), *,
        ruled: bool = True, height: float = 18,
    ) -> "Page":  # fmt: skip
        """A table with lines around every cell."""
        edges = [x + sum(widths[:at]) for at in range(len(widths) + 1)]
        bottom = y + height * len(rows)
        for number, row in enumerate(rows):
            for at, text in enumerate(row):
                if text:
                    self.text(edges[at] + 4, y + height * number + 13, text)
        if ruled:
            for number in range(len(rows) + 1):
                self.line(edges[0], y + height * number, edges[-1], y + height * number)
            for edge in edges:
                self.line(edge, y, edge, bottom)
        return self


LOCKED = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'17' * 32}> /U <{'29' * 32}> /P -4 >> /ID [<00> <00>]"
"""What the end of a file says that nobody opens without its password."""


def pdf(*pages: Page, lost: str = "", end: str = "") -> bytes:
    """The file of some pages; letters in ``lost`` are drawn by a font that does not say which they are."""
    letters = sorted({letter for page in pages for _, text in page.texts for letter in text})
    codes = {letter: code for code, letter in enumerate(letters, start=33)}
    named = "\n".join(
        f"<{code:02x}> <{'0000' if letter in lost else letter.encode('utf-16-be').hex()}>"
        for letter, code in codes.items()
    )
    mapped = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def 1 begincodespacerange <00> <ff> "
        f"endcodespacerange {len(codes)} beginbfchar\n{named}\nendbfchar endcmap end end"
    )
    widths = " ".join(["500"] * 256)
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{7 + 2 * at} 0 R' for at in range(len(pages)))}] >>",
        f"<< /Type /Font /Subtype /TrueType /BaseFont /Made /FirstChar 0 /LastChar 255 /Widths [{widths}] "
        "/FontDescriptor 4 0 R /ToUnicode 5 0 R >>",
        "<< /Type /FontDescriptor /FontName /Made /Flags 4 /FontBBox [0 -200 500 800] /ItalicAngle 0 /Ascent 800 "
        "/Descent -200 /CapHeight 700 /StemV 80 >>",
        _stream(mapped),
        _stream("00>", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 "
                "/Filter /ASCIIHexDecode"),
    ]  # fmt: skip
    for at, page in enumerate(pages):
        drawn = [one[0] for one in page.drawn]
        drawn += [f"{before} <{''.join(f'{codes[one]:02x}' for one in text)}> Tj ET" for before, text in page.texts]
        parts += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {page.turn} "
            f"/Contents {8 + 2 * at} 0 R "
            "/Resources << /Font << /F1 3 0 R >> /XObject << /I1 6 0 R >> >> >>",
            _stream("\n".join(drawn)),
        ]
    return _file(parts, end)


def _stream(content: str, more: str = "") -> str:
    return f"<< /Length {len(content)} {more} >>\nstream\n{content}\nendstream"


def _file(parts: Sequence[str], more: str) -> bytes:
    out = b"%PDF-1.7\n"
    places = []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(parts) + 1
    end = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer << /Size {count} /Root 1 0 R {more} >>\n"
    return out + end.encode() + f"startxref\n{len(out)}\n%%EOF\n".encode()
