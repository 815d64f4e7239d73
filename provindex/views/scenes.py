"""Presentations: scenes that keep a view, a title, a sentence and notes, as one JSON text that can be shared.

A scene keeps ids and words, never figures: on the stage its chart is drawn from the figures of the day. What it keeps
of the figures is a mark, by which the stage sees that they are no longer those the presenter prepared.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from provindex.core.collation import fold
from provindex.core.errors import SentenceError
from provindex.core.translate import N_

FORMAT, VERSION = "provindex-presentation", 1
MOST_SCENES, MOST_WORDS = 40, 4_000
FIGURES = (
    "map",
    "relief",
    "ends",
    "movers",
    "league",
    "bump",
    "slope",
    "causes",
    "parts",
    "profile",
    "history",
    "gap",
    "editions",
    "heatmap",
    "distribution",
    "correlation",
    "peers",
    "targets",
    "programme",
    "fell",
)
"""What a scene may draw; the stage knows how."""

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
_NO_JSON = N_("The file holds no presentation: it is not JSON text. Choose a file that was saved by “Save as file”.")
NO_PRESENTATION = N_(
    "The file is not a presentation of this dashboard. Choose a file that was saved by “Save as file”."
)
_NEWER = N_(
    "The presentation was saved in format {found}, and this dashboard reads format {known}. "
    "Save it again with the dashboard it comes from, or update this one."
)
_SCENE = N_("Scene {number} cannot be read: “{field}” is missing or is no text. Save the presentation again.")
_FIGURE = N_("Scene {number} shows “{figure}”, which this dashboard does not know. Known are {known}.")
MOST_BYTES = 1_000_000
"""The most that a presentation may have as text."""

TOO_LARGE = N_("The presentation is larger than {most} characters. Shorten its notes, or part it into two.")
MANY = N_("The presentation has {found} scenes; at most {most} can be kept. Part it into two.")
NO_MORE = N_(
    "The presentation has {most} scenes, which is the most. Delete one, or save this one and begin another "
    "presentation."
)
"""What is said where a presentation has `MOST_SCENES`."""


class PresentationError(SentenceError):
    """A presentation that cannot be read."""


@dataclass(frozen=True)
class Scene:
    """One step of a presentation.

    Attributes:
        figure: What is drawn, one of `FIGURES`.
        params: The view as query parameters; the language is the viewer's own and is not kept.
        title: Language -> title; a language without one shows the other's.
        sentence: Language -> sentence rewritten by hand; empty where the generated one is shown.
        notes: What only the speaker sees.
        mark: `mark_of` the figures when the scene was made; empty where none was taken.
    """

    figure: str
    params: Mapping[str, str]
    title: Mapping[str, str]
    sentence: Mapping[str, str]
    notes: str = ""
    mark: str = ""

    def titled(self, lang: str) -> str:
        """The title in a language, or in the other where it has none."""
        return _worded(self.title, lang)

    def said(self, lang: str) -> str:
        """The sentence rewritten in a language; empty where the generated one is to be shown."""
        return self.sentence.get(lang, "")


@dataclass(frozen=True)
class Presentation:
    """Scenes in order under a title."""

    title: Mapping[str, str]
    scenes: tuple[Scene, ...] = ()

    def titled(self, lang: str) -> str:
        """The title in a language, or in the other where it has none."""
        return _worded(self.title, lang)

    def with_scene(self, scene: Scene, at: int | None = None) -> Presentation:
        """The presentation with one more scene, at the end or before place ``at``.

        Raises:
            PresentationError: It has `MOST_SCENES` already.
        """
        if len(self.scenes) >= MOST_SCENES:
            raise PresentationError(NO_MORE, most=MOST_SCENES)
        place = len(self.scenes) if at is None else at
        return replace(self, scenes=(*self.scenes[:place], scene, *self.scenes[place:]))

    def without_scene(self, at: int) -> Presentation:
        """The presentation without the scene at a place; unchanged where there is none."""
        return replace(self, scenes=tuple(one for i, one in enumerate(self.scenes) if i != at))

    def with_changed(self, at: int, scene: Scene) -> Presentation:
        """The presentation with another scene in one place."""
        return replace(self, scenes=tuple(scene if i == at else one for i, one in enumerate(self.scenes)))

    def moved(self, at: int, by: int) -> Presentation:
        """The presentation with one scene moved by some places, at most to either end."""
        if not 0 <= at < len(self.scenes):
            return self
        target = min(max(at + by, 0), len(self.scenes) - 1)
        rest = [one for i, one in enumerate(self.scenes) if i != at]
        rest.insert(target, self.scenes[at])
        return replace(self, scenes=tuple(rest))


def scene_of(figure: str, params: Mapping[str, str], title: Mapping[str, str], mark: str) -> Scene:
    """A scene of a view as it stands; the language is left to whoever watches.

    Raises:
        ValueError: ``figure`` is none of `FIGURES`.
    """
    if figure not in FIGURES:
        raise ValueError(f"figure: “{figure}” is not among {', '.join(FIGURES)}")
    kept = {name: value for name, value in params.items() if name != "lang"}
    return Scene(figure, kept, dict(title), {}, "", mark)


def mark_of(*frames: pd.DataFrame) -> str:
    """Twelve hex digits that change with any figure of the frames; the order of their rows makes no difference."""
    digest = hashlib.sha256()
    for frame in frames:
        ordered = frame.sort_values(list(frame.columns[:1]), kind="stable").reset_index(drop=True)
        digest.update(ordered.to_csv(index=False, float_format="%.6f").encode())
    return digest.hexdigest()[:12]


def written(presentation: Presentation) -> str:
    """The presentation as JSON text, the same text for the same presentation."""
    scenes = [
        {
            "figure": scene.figure,
            "params": dict(scene.params),
            "title": dict(scene.title),
            "sentence": dict(scene.sentence),
            "notes": scene.notes,
            "mark": scene.mark,
        }
        for scene in presentation.scenes
    ]
    content = {"format": FORMAT, "version": VERSION, "title": dict(presentation.title), "scenes": scenes}
    return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def read(text: str) -> Presentation:
    """A presentation from JSON text; words longer than `MOST_WORDS` characters are cut.

    Raises:
        PresentationError: It is no JSON, not a presentation, of another version, or a scene lacks something.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        raise PresentationError(_NO_JSON) from None
    if not isinstance(content, dict) or content.get("format") != FORMAT or not isinstance(content.get("scenes"), list):
        raise PresentationError(NO_PRESENTATION)
    if content.get("version") != VERSION:
        raise PresentationError(_NEWER, found=str(content.get("version"))[:20], known=VERSION)
    if len(content["scenes"]) > MOST_SCENES:
        raise PresentationError(MANY, found=len(content["scenes"]), most=MOST_SCENES)
    title = _words(content.get("title")) or {}
    return Presentation(title, tuple(_scene(one, number) for number, one in enumerate(content["scenes"], 1)))


@dataclass(frozen=True)
class Step:
    """One scene on the way from one state of a presentation to another.

    Attributes:
        before: Its number, counted from 1; None where it is new.
        after: Its number afterwards; None where it was taken out.
        scene: The scene as it is afterwards, or as it was where it was taken out.
        reworded: Whether it shows the same with another title, sentence or notes.
    """

    before: int | None
    after: int | None
    scene: Scene
    reworded: bool = False


def difference(before: Presentation | None, after: Presentation | None) -> list[Step]:
    """Every scene of two states of a presentation, in the order of the later one, then what was taken out.

    Scenes are paired that are the same, then those of the same figure and view; each has one partner at most.
    """
    left = dict(enumerate(before.scenes if before else (), 1))
    right = dict(enumerate(after.scenes if after else (), 1))
    pairs: dict[int, int] = {}
    for alike in (_same, _of_one_view):
        for number in [one for one in right if one not in pairs]:
            free = (one for one in left if one not in pairs.values() and alike(left[one], right[number]))
            if (found := next(free, None)) is not None:
                pairs[number] = found
    steps = []
    for number, scene in right.items():
        partner = pairs.get(number)
        steps.append(Step(partner, number, scene, partner is not None and left[partner] != scene))
    return steps + [Step(number, None, scene) for number, scene in left.items() if number not in pairs.values()]


def _same(one: Scene, other: Scene) -> bool:
    return one == other


def _of_one_view(one: Scene, other: Scene) -> bool:
    return (one.figure, one.params) == (other.figure, other.params)


def name_of(title: str) -> str:
    """A name for an address from a title: plain letters, digits and hyphens, at most 60; ``presentation`` for none."""
    plain = unicodedata.normalize("NFKD", fold(title)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "presentation"


def is_name(text: str) -> bool:
    """Whether a text may be the name of a presentation: what `name_of` gives, and nothing a path could be made of."""
    return _NAME.fullmatch(text) is not None


def _scene(content: Any, number: int) -> Scene:  # noqa: ANN401 - whatever the JSON holds
    fields = content if isinstance(content, dict) else {}
    figure, params, title = fields.get("figure"), _words(fields.get("params")), _words(fields.get("title"))
    for name, value in (("figure", figure), ("params", params), ("title", title)):
        if value is None or (name == "figure" and not isinstance(value, str)):
            raise PresentationError(_SCENE, number=number, field=name)
    if figure not in FIGURES:
        raise PresentationError(_FIGURE, number=number, figure=str(figure)[:40], known=", ".join(FIGURES))
    notes, mark = fields.get("notes", ""), fields.get("mark", "")
    return Scene(
        figure,
        {name: value for name, value in (params or {}).items() if name != "lang"},
        title or {},
        _words(fields.get("sentence")) or {},
        str(notes)[:MOST_WORDS] if isinstance(notes, str) else "",
        mark[:12] if isinstance(mark, str) else "",
    )


def _words(content: Any) -> dict[str, str] | None:  # noqa: ANN401 - whatever the JSON holds
    """A mapping from text to text; None for anything else."""
    if not isinstance(content, dict) or not all(isinstance(value, str) for value in content.values()):
        return None
    return {str(name)[:60]: value[:MOST_WORDS] for name, value in content.items()}


def _worded(words: Mapping[str, str], lang: str) -> str:
    return words.get(lang) or next((value for value in words.values() if value), "")
