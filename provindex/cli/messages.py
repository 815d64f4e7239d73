"""Holds the texts in the code against their translations: ``python -m provindex.cli.messages``."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import PoFileError, read_po, write_po

from provindex.core.paths import ROOT
from provindex.core.translate import LANGS

KEYWORDS = {"t": None, "plural": (1, 2), "N_": None}
SOURCE_LANGUAGE = "en"
"""The language of the message ids; it needs no translation."""

Forms = tuple[str, ...]
"""A text: its singular and plural, or the text alone where it has one form."""


@dataclass(frozen=True)
class Report:
    """What separates one language's messages.po from the code; each entry is one line to print.

    Attributes:
        language: Code of the language, such as ``vi``.
        missing: Texts of the code without a translation, with the place of their first use.
        unused: Translations of texts that the code no longer has.
        mismatched: Translations whose ``{placeholders}`` are not those of the text.
    """

    language: str
    missing: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    mismatched: tuple[str, ...] = ()

    @property
    def faults(self) -> tuple[str, ...]:
        """Everything that has to be mended."""
        return (*self.missing, *self.unused, *self.mismatched)


def code_files(root: Path) -> list[Path]:
    """The Python files under ``root`` whose texts a reader sees."""
    folders = ("provindex", "components", "server", "pages")
    files = [file for folder in folders for file in sorted((root / folder).rglob("*.py"))]
    return [*files, *root.glob("app.py")]


def used(root: Path) -> dict[Forms, str]:
    """Every text in the code under ``root`` with the place of its first use, ``file:line``."""
    found: dict[Forms, str] = {}
    for file in code_files(root):
        for line, text, _, _ in extract_from_file("python", file, keywords=KEYWORDS):
            found.setdefault(_forms(text), f"{file.relative_to(root).as_posix()}:{line}")
    return found


def po_file(root: Path, language: str) -> Path:
    """Where the translations into ``language`` are."""
    return root / "locales" / language / "LC_MESSAGES" / "messages.po"


def read(root: Path, language: str) -> Catalog:
    """The translations into ``language``; empty where the file does not exist yet.

    Raises:
        ValueError: The file cannot be read as gettext messages.
    """
    path = po_file(root, language)
    if not path.exists():
        return Catalog(locale=language, project="provindex")
    try:
        with path.open("rb") as file:
            return read_po(file, locale=language, abort_invalid=True)
    except PoFileError as error:
        raise ValueError(f"{path.relative_to(root).as_posix()}: {error}") from error


def compare(root: Path, language: str) -> Report:
    """What has to be mended in the translations into ``language``."""
    texts = used(root)
    catalog = read(root, language)
    missing, mismatched = [], []
    for text, place in texts.items():
        message = catalog.get(text[0])
        if message is None or _forms(message.id) != text or not _translated(message):
            missing.append(f"{place}: {_shown(text)}")
        elif fault := _placeholder_fault(message):
            mismatched.append(f"{place}: {_shown(text)}: {fault}")
    unused = [_shown(text) for text in map(_text, _messages(catalog)) if text not in texts]
    return Report(language, tuple(missing), tuple(unused), tuple(mismatched))


def update(root: Path, language: str) -> None:
    """Add the texts that have no entry yet, without a translation, and remove the unused ones."""
    texts = used(root)
    catalog = read(root, language)
    for text in [_text(message) for message in _messages(catalog)]:
        if text not in texts:
            catalog.delete(text[0])
    for text in texts:
        if catalog.get(text[0]) is None:
            flags = ["python-brace-format"] if any("{" in form for form in text) else []
            catalog.add(text if len(text) > 1 else text[0], flags=flags)
    path = po_file(root, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, sort_output=True, width=118, no_location=True)


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Compare every language with the code, after ``--update`` if asked; 0 if all is well."""
    parser = argparse.ArgumentParser(prog="python -m provindex.cli.messages", description=__doc__)
    parser.add_argument(
        "--update",
        action="store_true",
        help="add new texts without translation, remove unused ones",
    )
    updating = parser.parse_args(arguments).update
    faults = 0
    for language in LANGS:
        if language == SOURCE_LANGUAGE:
            continue
        try:
            if updating:
                update(root, language)
            report = compare(root, language)
        except ValueError as error:
            print(error)
            faults += 1
            continue
        for heading, lines in (
            ("without a translation", report.missing),
            ("translated but not in the code (remove with --update)", report.unused),
            ("with other placeholders than the text", report.mismatched),
        ):
            if lines:
                print(f"{language}: {len(lines)} {heading}:", *lines, sep="\n  ")
        faults += len(report.faults)
        if not report.faults:
            print(f"{language}: every text is translated.")
    return 1 if faults else 0


def _messages(catalog: Catalog) -> Iterator[Message]:
    """The messages of a catalogue without its header, whose id is empty."""
    return (message for message in catalog if message.id)


def _forms(text: str | Sequence[str] | None) -> Forms:
    """Babel's way of holding a text, a string or several, as forms; no text is one empty form."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def _text(message: Message) -> Forms:
    return _forms(message.id)


def _shown(text: Forms) -> str:
    return " / ".join(f'"{form}"' for form in text)


def _translated(message: Message) -> bool:
    return not message.fuzzy and all(_forms(message.string))


def _placeholder_fault(message: Message) -> str | None:
    """Why a translation cannot be filled as its text is, or None.

    The last form counts: "one province" may leave out the number that "{n} provinces" prints.
    """
    wanted = _placeholders(_text(message)[-1])
    for translation in _forms(message.string):
        try:
            found = _placeholders(translation)
        except ValueError as error:
            return f'"{translation}": {error}'
        if found != wanted:
            return f'"{translation}" has {_braced(found)}, expected {_braced(wanted)}'
    return None


def _placeholders(text: str) -> set[str]:
    """Names in braces; raises ValueError where a brace is not closed."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _braced(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "no placeholder"


if __name__ == "__main__":
    sys.exit(main())
