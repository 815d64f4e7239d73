"""Tables as text: which encoding, which separator, and the cells."""

import csv
import io
import re
from collections import Counter
from itertools import islice

from provindex import geography
from provindex.geography import name_matching
from provindex.intake.formats import limits, old_fonts, ragged
from provindex.intake.formats.budget import too_many, too_wide_or_long
from provindex.intake.issues import Issue, Refused, issue_of

_SEPARATORS = ";\t|,"
_SAMPLE_LINES = 50
_SAMPLE_LETTERS = 200_000
_SAMPLE_WORDS = 5_000
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_VOWELS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONED = re.compile(f"[{_VOWELS}][{_TONES}]")
_OWN_LETTERS = "ăâđêôơưàáãèéìíòóõùúýĂÂĐÊÔƠƯÀÁÃÈÉÌÍÒÓÕÙÚÝ"
# A tone behind no vowel, or a letter that Vietnamese does not have.
_FOREIGN = re.compile(f"(?<![{_VOWELS}])[{_TONES}]|(?![{_OWN_LETTERS}])[\u00b5\u00c0-\u02ff\ufffd]")
_FEWEST_TONES = 8
# A quoted cell, which may hold separators and run over lines.
_QUOTED = re.compile(r'(?<![^,;|\t\n\r])"[^"]*"')
_CELL = re.compile(r"(?<=\")[^;|\t\n\r\"]+(?=\")|[^,;|\t\n\r\"]+")


def rows(data: bytes, noted: list[Issue] | None = None) -> list[list[str]]:
    """The cells of a CSV or TSV file, all as text.

    Args:
        data: The bytes.
        noted: Takes what a person should know about the lines.

    Raises:
        Refused: Its encoding is not known, it is no text at all, it is larger than is read, or a line has more or fewer
            cells than there are headings and may be read in more than one way.
    """
    content = decoded(data)
    lines = content.count("\n") + 1
    if lines > limits.ROWS:
        raise Refused(too_wide_or_long("", lines, 0))
    separator = separator_of(content)
    if content.count(separator) > limits.CELLS:
        raise Refused(too_many(""))
    found: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(content, newline=""), delimiter=separator):
            if len(row) > limits.COLUMNS:
                raise Refused(too_wide_or_long("", 0, len(row)))
            found.append(row)
    except csv.Error:
        raise Refused(issue_of("format_unknown")) from None
    old = old_fonts.encoding_of(cell for row in found[:_SAMPLE_LINES] for cell in row)
    shown = found if old is None else [list(map(old[0].convert, row)) for row in found]
    evened, issues = ragged.even(shown, separator)
    if noted is not None:
        noted += issues
    return evened if old is None else [_as_written(*lines) for lines in zip(evened, shown, found, strict=True)]


def _as_written(evened: list[str], shown: list[str], found: list[str]) -> list[str]:
    """An evened line in the letters of the file: each cell stands there as it is, or is joined of two."""
    cells, at = list[str](), 0
    for cell in evened:
        size = 1 if at < len(shown) and cell == shown[at] else 2
        cells.append(",".join(part if size == 1 else part.strip() for part in found[at : at + size]))
        at += size
    return cells


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16, Windows-1258, or the letters of one that is written for old fonts.

    A file in an encoding of one byte a letter does not say which; the one in which it names most provinces is taken.

    Raises:
        Refused: It names provinces in no encoding and is not Vietnamese in one either, or is no text.
    """
    encoding = next((name for start, name in _BOMS.items() if data.startswith(start)), None) or _wide(data)
    for candidate in (encoding,) if encoding else ("utf-8",):
        try:
            return _expect_text(data.decode(candidate))
        except UnicodeDecodeError:
            if encoding:
                raise Refused(issue_of("encoding_unknown")) from None
    sample = data[:_SAMPLE_LETTERS]
    latin = _expect_text(sample.decode("latin-1"))
    vietnamese = sample.decode("cp1258", errors="replace")
    known = _known(vietnamese)
    old = old_fonts.encoding_of(cell.strip() for cell in _CELL.findall(latin))
    # Which old font it is written for is found again, and said, where the cells are at hand.
    if old is not None and old[1] > known:
        # The programs of that time saved dashes and quotation marks where Latin-1 has nothing.
        return data.decode("cp1252", errors="replace")
    if known or _is_vietnamese(vietnamese):
        return data.decode("cp1258", errors="replace")
    raise Refused(issue_of("encoding_unknown"))


def separator_of(content: str) -> str:
    """The separator that parts most lines into the same number of cells; a comma if none parts any."""
    sample = _QUOTED.sub("", content[:_SAMPLE_LETTERS])
    lines = [line for line in sample.splitlines()[:_SAMPLE_LINES] if line.strip()]
    best, best_score = ",", 0
    for separator in _SEPARATORS:
        counts = Counter(line.count(separator) for line in lines)
        cells, agreeing = counts.most_common(1)[0] if counts else (0, 0)
        # A comma inside numbers parts lines as evenly as a true separator, so the earlier in _SEPARATORS wins a tie.
        if cells and agreeing > best_score:
            best, best_score = separator, agreeing
    return best


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of the first letters is zero."""
    start = data[:400]
    if len(start) >= 8 and start[1::2].count(0) > len(start) // 4:
        return "utf-16-le"
    if len(start) >= 8 and start[::2].count(0) > len(start) // 4:
        return "utf-16-be"
    return None


def _expect_text(text: str) -> str:
    sample = text[:_SAMPLE_LETTERS]
    if any(letter < " " and letter not in "\t\n\r\f" for letter in sample):
        raise Refused(issue_of("format_unknown"))
    return text.removeprefix("\ufeff")


def _known(text: str) -> int:
    """How many different cells with an accent name a province, in any edition."""
    words = islice((word.strip() for word in _CELL.findall(text) if not word.isascii()), _SAMPLE_WORDS)
    editions = [edition.key for edition in geography.editions()]
    return sum(name_matching.known(word, *editions) is not None for word in dict.fromkeys(words))


def _is_vietnamese(text: str) -> bool:
    """Whether a text reads as Vietnamese letter by letter, where no province has an accent: tones stand on vowels."""
    return len(_TONED.findall(text)) >= _FEWEST_TONES and _FOREIGN.search(text) is None
