"""Texts in the languages of the dashboard.

The English text is the message id; ``locales/<lang>/LC_MESSAGES/messages.po`` holds the others.
Nothing is installed for the whole process, so that one reader's language never becomes another's.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal

from babel.messages.pofile import read_po

from provindex.core import paths

Lang = Literal["vi", "en"]
LANGS: tuple[Lang, ...] = ("vi", "en")


@dataclass(frozen=True)
class Text:
    """One text in every language of the dashboard."""

    vi: str
    en: str

    def get(self, lang: str) -> str:
        """The text in ``lang``, ``vi`` or ``en``."""
        return self.en if lang == "en" else self.vi


@dataclass(frozen=True)
class Translator:
    """Messages of one language; called as ``t("Ranking")`` or ``t("Data of {year}", year=2023)``.

    Attributes:
        lang: The language.
        messages: Message id -> its forms: one for a plain message, one per plural form otherwise.
            What is absent is shown in English.
    """

    lang: Lang
    messages: Mapping[str, tuple[str, ...]] = field(repr=False, compare=False)

    def __call__(self, message: str, /, **values: object) -> str:
        """The message in this language, with ``{name}`` replaced where values are given.

        Without values the text is left as it is, braces included; braces inside a value are never
        read as places.

        Raises:
            KeyError: The message names a value that is not given.
        """
        text = self.messages.get(message, (message,))[0]
        return text.format(**values) if values else text

    def plural(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """The form of a message that goes with a count.

        ``{n}`` is the count itself unless ``values`` has an ``n`` written for the reader.
        Vietnamese has one form.
        """
        forms = self.messages.get(singular, (singular, plural))
        text = forms[0] if n == 1 else forms[-1]
        return text.format(**{"n": n, **values})


def N_(message: str) -> str:  # noqa: N802 - the name that extraction tools look for
    """Mark a message that is translated later; returns it unchanged."""
    return message


def translator(lang: str) -> Translator:
    """The translator of a language; read again only when its file has changed.

    Raises:
        ValueError: ``lang`` is none of `LANGS`.
    """
    known = next((one for one in LANGS if one == lang), None)
    if known is None:
        raise ValueError(f"lang: “{lang}” is not among {', '.join(LANGS)}")
    path = _file(paths.locales_folder(), known)
    try:
        return _load(known, path, os.stat(path).st_mtime_ns)
    except FileNotFoundError:
        return _load(known, path, 0)


def in_every_language(build: Callable[[Translator], str]) -> Text:
    """One text in all languages, built by the same function from the translator of each."""
    return Text(**{lang: build(translator(lang)) for lang in LANGS})


@lru_cache(maxsize=8)
def _file(folder: Path, lang: Lang) -> str:
    return str(folder / lang / "LC_MESSAGES" / "messages.po")


@lru_cache(maxsize=8)
def _load(lang: Lang, path: str, stamp: int) -> Translator:
    if not stamp:
        return Translator(lang, {})
    with open(path, "rb") as lines:
        catalog = read_po(lines, locale=lang)
    messages: dict[str, tuple[str, ...]] = {}
    for message in catalog:
        key, text = message.id, message.string or ""
        forms = (text,) if isinstance(text, str) else tuple(text)
        if key and not message.fuzzy and all(forms):
            messages[key if isinstance(key, str) else key[0]] = forms
    return Translator(lang, messages)
