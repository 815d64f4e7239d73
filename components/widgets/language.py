"""The language in which a screen reader reads the page: set by the server as it opens, and here once it is switched."""

from components.state import view_state
from components.widgets import browser_module


def follow() -> None:
    """Gives the document the language of the View; nothing is drawn as long as that is the one it was opened in."""
    kept, lang = view_state.kept("language"), view_state.current().lang
    opened = kept.setdefault("opened", lang)
    if lang != opened or kept.get("switched", False):
        kept["switched"] = True
        browser_module.part("language")(key="language", data={"lang": lang})
