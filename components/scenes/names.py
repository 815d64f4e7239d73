"""Which figures a page offers to presentations, slides and frames, and what they are called."""

from components.charts import rank_change
from components.scenes import analysis, programme
from provindex.core.translate import Translator
from provindex.views import scenes
from provindex.views.view import View

_COMPUTED = analysis.ABOUT_ONE


def of_page(view: View, page: str) -> str | None:
    """The figure that a page shows of a View; None where it shows none of its own."""
    if page == "map":
        return {"relief": "relief", "both": "editions"}.get(view.option("kind"), "map")
    if page == "change":
        way = view.option("chart")
        return way if not rank_change.obstacle(view) else "bump"
    if page == "province":
        return _of_province(view) if view.province else None
    if page == "programme":
        return programme.of_page(view)
    if page == "dimensions":
        return view.option("dims") if view.option("dims") in analysis.FIGURES else "map"
    return {"": "map", "overview": "map", "ranking": "league", "citizens": "gap"}.get(page)


def beside(view: View, page: str) -> tuple[str, ...]:
    """The figures of the further cards that a page shows of a View."""
    if page == "overview" and view.province is None:
        return "ends", "movers"
    if page == "change" and not rank_change.obstacle(view):
        return tuple(figure for figure in ("bump", "slope", "map", "movers") if figure != view.option("chart"))
    if page == "province" and view.province:
        shown = ("profile", "history", "parts", *(one for one in _COMPUTED if analysis.known(view, one)))
        return tuple(figure for figure in shown if figure != of_page(view, page))
    if page == "dimensions":
        ways = ("map", *analysis.OF_PARTS)
        return tuple(figure for figure in ways if figure != of_page(view, page))
    return ()


def figure_names(t: Translator) -> dict[str, str]:
    """What a scene may draw, in words."""
    names = {
        "map": t("Map"),
        "relief": t("Relief"),
        "ends": t("Highest and lowest scores"),
        "movers": t("Movers"),
        "league": t("Ranking"),
        "bump": t("Ranks over the years"),
        "slope": t("Ranks of two years"),
        "causes": t("What moved the score"),
        "parts": t("Change of each part"),
        "profile": t("Parts beside the country"),
        "history": t("One province over the years"),
        "gap": t("PAPI beside PAR INDEX"),
        **analysis.names(t),
        "editions": t("Maps of 63 and 34 provinces"),
        "programme": t("Reform programme"),
        "fell": t("Indices that fell"),
    }
    return {figure: names[figure] for figure in scenes.FIGURES}


def _of_province(view: View) -> str:
    part = view.option("profile")
    if part in _COMPUTED:
        return part if analysis.known(view, part) else "profile"
    return {"history": "history", "moved": "parts"}.get(part, "profile")
