"""The presentation that is open in this session, and the View of each of its scenes."""

from dataclasses import replace

from components.scenes import registry
from components.state import results, view_state
from components.widgets.file_queue import Job
from provindex.publishing import presentations
from provindex.views import scenes, view_url
from provindex.views import view as views
from provindex.views.scenes import Presentation, Scene
from provindex.views.view import View
from provindex.views.view_url import Notice

_OPTIONS = ("play", "show", "scene")


def opened() -> Presentation:
    """The presentation of the session: the one the View names, with what was changed here and is not saved yet.

    Raises:
        PresentationError: There is none of that name.
        StoreError: The store cannot be reached.
    """
    kept, name = view_state.kept("stage"), view_state.current().option("show")
    if "open" not in kept or name and kept["name"] != name:
        load(name)
    found: Presentation = kept["open"]
    return found


def name() -> str:
    """The name of the open presentation; empty for one that was never saved."""
    return str(view_state.kept("stage").get("name", ""))


def seen() -> int | None:
    """The last change of the presentation of that name when it was opened here; see `presentations.save`."""
    found: int | None = view_state.kept("stage").get("seen")
    return found


def count() -> int:
    """How many scenes the open presentation has."""
    kept = view_state.kept("stage")
    return len(kept["open"].scenes) if "open" in kept else 0


def is_full() -> bool:
    """Whether the open presentation has as many scenes as one can have."""
    return count() >= scenes.MOST_SCENES


def load(called: str) -> None:
    """Opens the presentation of a name as it stands; an empty one for no name.

    Raises:
        PresentationError: There is none of that name.
        StoreError: The store cannot be reached.
    """
    # Asked for before it is read: what is changed in between counts as changed since.
    seen = presentations.version(called) if called else None
    put(presentations.load(called) if called else Presentation({}), called, seen)


def put(presentation: Presentation, called: str, seen: int | None = None) -> None:
    """Opens a presentation under a name; ``seen`` is its last change, None where it was never saved."""
    kept = view_state.kept("stage")
    kept.update(open=presentation, name=called, seen=seen, at=0, revision=kept.get("revision", 0) + 1)
    drop_deck()


def change(presentation: Presentation, at: int | None = None) -> None:
    """Keeps a changed presentation; ``at`` is the scene that is looked at from now on."""
    kept = view_state.kept("stage")
    kept["open"] = presentation
    drop_deck()
    if at is not None:
        kept["at"] = min(max(at, 0), max(len(presentation.scenes) - 1, 0))
        kept["revision"] = kept.get("revision", 0) + 1


def deck() -> Job | None:
    """The PowerPoint that is made of the open presentation as it stands, or was."""
    found: Job | None = view_state.kept("stage").get("deck")
    return found


def keep_deck(job: Job) -> None:
    """Keeps the PowerPoint that is made, until the presentation is changed."""
    view_state.kept("stage")["deck"] = job


def drop_deck() -> None:
    """Forgets the PowerPoint; one that is still to be made is made for nobody."""
    job: Job | None = view_state.kept("stage").pop("deck", None)
    if job is not None:
        job.ticket.cancel()


def add(figure: str) -> None:
    """Adds the View as it stands to the open presentation, unless that is full; for callbacks."""
    view = view_state.current()
    params = {key: value for key, value in view.params().items() if key not in _OPTIONS}
    scene = scenes.scene_of(figure, params, {}, scenes.mark_of(*registry.frames(view, figure)))
    kept = view_state.kept("stage")
    found: Presentation = kept.setdefault("open", Presentation({}))
    kept.setdefault("name", "")
    if not is_full():
        change(found.with_scene(scene), len(found.scenes))


def view_of(scene: Scene) -> tuple[View, tuple[Notice, ...]]:
    """The View of a scene in the reader's language, and what of it can no longer be shown."""
    catalog, lang = results.catalog(), view_state.current().lang
    start = views.first_view(catalog, lang)
    if scene.params.get("index") in catalog.indices:
        start = views.with_index(start, catalog, scene.params["index"])
    return view_url.parse(scene.params, catalog, start)


def on_stage(number: int) -> View:
    """The View of a scene as it is played, counted from 1."""
    found = opened()
    view, _ = view_of(found.scenes[number - 1])
    return replace(view, options={**view.options, "play": "1", "show": name(), "scene": str(number)})


def titled(scene: Scene, view: View) -> str:
    """The title of a scene, as written or generated."""
    return scene.titled(view.lang) or registry.title(view, scene.figure, view_state.words())


def is_stale(scene: Scene, view: View) -> bool:
    """Whether the figures are no longer those that the scene was made with."""
    return bool(scene.mark) and scene.mark != scenes.mark_of(*registry.frames(view, scene.figure))


def is_away(view: View, own: View) -> bool:
    """Whether the audience has gone elsewhere from the View of a scene; the language and the stage do not count."""

    def shown(one: View) -> dict[str, str]:
        return {name: value for name, value in one.params().items() if name not in (*_OPTIONS, "lang")}

    return shown(view) != shown(own)
