"""Words that came from outside, as words: nothing in them is formatted, linked, drawn or computed where they are shown.

Names, notes, sources and sentences of index definitions, programmes, presentations, files and people are kept as they
were written. What shows them asks here for the form in which the place they go to takes nothing in them for an order:
`markdown` for everything that Streamlit renders, `untagged` for figures, `cell` for spreadsheets.
"""

import re

JOINER = "\u2060"
"""Word joiner: nothing is seen of it, and what stands on its two sides is one sign no more."""

# Marks that open or close something wherever they stand; brackets carry links, pictures, colours, badges and footnotes.
_MARKS = re.compile(r"[\\`*\[\]{}~$]")
# An underline between two letters is none, so that names of files stay as they are.
_UNDERLINE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_TAG = re.compile(r"<(?=[^\W\d_]|[/!?])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
# What opens a block at the start of a text: a heading, a list, a quotation, a line.
_BLOCK = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|-{2,}|={2,}|>|\d{1,9}(?=[.)](?:\s|$)))")
# Streamlit looks for these when the marks are gone already: an escaped one is found as well.
_SHORTCODE = re.compile(r":(?=[^\W\d_]|/|[\w+-]+:)")
_WWW = re.compile(r"\b(www)(?=\.)", re.IGNORECASE)
_AT = re.compile(r"(?<=\S)@(?=\S)")
_ARROW = re.compile(r"(?<!\S)([<>~-])(?=(?:->|-|>|=)(?!\S))")
_PLACE = re.compile(r"%(?=\{)")

# A cell that starts with one of these is run as a formula by spreadsheets; a leading apostrophe makes it text.
ACTIVE = ("=", "+", "-", "@", "\t", "\r")
_SHEET_ORDER = re.compile(r"[=@]|[+-](?![\d.,])|\{=|(?:ftp|https?)://|mailto:|(?:in|ex)ternal:")


def markdown(text: object) -> str:
    """A text for what renders markdown: read, it is letter by letter what it was, on one line; empty for None.

    Texts without any mark come back as they are. Addresses, shortcodes and arrows are found by Streamlit after the
    marks are read, where a backslash is gone; a `JOINER` inside of them, which is not seen, keeps them words.
    """
    said = "" if text is None else " ".join(str(text).splitlines())
    said = _ARROW.sub(rf"\1{JOINER}", said)
    said = _SHORTCODE.sub(f":{JOINER}", said)
    said = _AT.sub(f"@{JOINER}", _WWW.sub(rf"\1{JOINER}", said))
    said = _MARKS.sub(r"\\\g<0>", said)
    said = _ENTITY.sub(r"\\&", _TAG.sub(r"\\<", _UNDERLINE.sub(r"\\_", said)))
    return _BLOCK.sub(_stopped, said)


def untagged(text: str) -> str:
    """A text for figures, which take ``<b>`` for bold, ``&lt;`` for a sign and ``%{x}`` for a value, as words alone."""
    for found, sign in ((_TAG, "<"), (_ENTITY, "&"), (_PLACE, "%")):
        text = found.sub(f"{sign}{JOINER}", text)
    return text


def cell(text: str) -> str:
    """The text of a cell as no spreadsheet takes it for a formula; a signed number stays a number."""
    if not text.startswith(ACTIVE) or _is_number(text):
        return text
    return "'" + text


def of_chart(text: str) -> str:
    """A name in the sheet behind a chart, whose writer makes formulas and links of texts that look like them.

    An apostrophe would be seen in the chart; a `JOINER` in front is not, and no formula or address begins with it.
    """
    return JOINER + text if _SHEET_ORDER.match(text) else text


def _stopped(found: re.Match[str]) -> str:
    """The start of a block as words: a number keeps its digits, as only the sign behind them can be stopped."""
    before, mark = found.groups()
    return f"{before}{mark}\\" if mark.isdigit() else f"{before}\\{mark}"


def _is_number(text: str) -> bool:
    try:
        float(text.replace(",", "."))
    except ValueError:
        return False
    return True
