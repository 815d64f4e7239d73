"""A map or a bump chart that plays through the years; loaded only where the reader switched it on."""

import textwrap
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from components.charts import maps
from components.state import figure_cache, results, view_state
from components.widgets import browser_module, chart, pickers
from provindex.analysis import comparability, time_series
from provindex.core.translate import Translator
from provindex.figures import bump_animation
from provindex.figures.animation import Reel, Words
from provindex.figures.lines import Focus
from provindex.figures.maps import map_animation
from provindex.figures.maps.map_animation import Colouring
from provindex.figures.maps.map_model import MapText
from provindex.views.view import View

_MOTION = "film-motion"
_BESIDE, _BELOW = 30, 110  # letters of a line of the reason of a stop: on the map, and below the bump chart
_LONGEST = 420  # letters of a reason; the rest stands in the notes of the page


def switch() -> bool:
    """A switch that turns the figure into a film; returns whether it is on."""
    t = view_state.words()
    explained = t("Plays through the years in the browser and stops where years are not comparable.")
    return pickers.option_switch("film", t("Play"), explained)


def show_map(view: View, way: str, *, key: str, height: int, alt: str) -> None:
    """The map of a View as a film, from the View's year on."""
    years = _years(view, way)
    if view.year not in years or len(years) < 2:
        maps.show(view, way, key=key, height=height, alt=alt)
        return
    _still()  # asked for the keyboard's sake: a map jumps from year to year as it is
    made = figure_cache.figure("film", view, lambda: _of_map(view, way, years, height), way, height)
    chart.plotly(made, key=key, alt=alt)


def show_bump(
    view: View, figure: go.Figure, rows: pd.DataFrame, focus: Sequence[Focus], hover: str, *, key: str, alt: str
) -> None:
    """The bump chart of a View as a film, from the View's year on; its dots glide unless less motion is asked for."""
    t, still = view_state.words(), _still()
    reel = _reel(view, sorted(rows["year"].unique()), _BELOW, t)
    reel = replace(reel, gliding=not still)
    film = bump_animation.bump_film_figure(figure, rows, focus, reel, hover, _words(t), view_state.figure_theme())
    chart.plotly(film, key=key, alt=alt)


def _of_map(view: View, way: str, years: Sequence[int], height: int) -> go.Figure:
    index, t, look = results.index_of(view), view_state.words(), view_state.figure_theme()
    cells = {year: _cells(replace(view, year=year), way) for year in years}
    classes = maps.classes(index, way, look, t)
    colouring = Colouring(classes=classes)
    reel = _reel(view, years, _BESIDE, t)
    if not classes:
        spans = {year: span for run in reel.runs for span in [_span([cells[one] for one in run])] for year in run}
        scale, _ = maps.ramp(cells[view.year], way, look)
        colouring = Colouring(scale=scale, spans=spans, reverse=way == "rank")
    return map_animation.map_film_figure(
        cells,
        colouring,
        reel,
        maps.shapes(view),
        _text(view, way, t),
        _words(t),
        look,
        maps.marks(view, t),
        height=height,
    )


def _still() -> bool:
    """Whether the reader's system asks for less motion, as the browser tells it once; not before it has."""
    kept = view_state.kept("film")
    still = bool(kept.get("still", False))
    browser_module.part("motion")(key=_MOTION, data={"still": still}, on_still_change=_told)
    return still


def _told() -> None:
    view_state.kept("film")["still"] = view_state.typed(_MOTION).get("still") is True


def _years(view: View, way: str) -> list[int]:
    """The years that can be coloured in this way on the View's provinces."""
    index, t = results.index_of(view), view_state.words()
    return [
        year
        for year in sorted(index.editions)
        if index.measures[view.measure].period(year) is not None
        and way in maps.way_names(index, replace(view, year=year), t)
    ]


def _reel(view: View, years: Sequence[int], wide: int, t: Translator) -> Reel:
    index = results.index_of(view)
    runs = [[year for year in run if year in years] for run in comparability.runs(index, view.measure)]
    stops = {
        cut.after: "<br>".join(
            textwrap.wrap(
                textwrap.shorten(_reason(cut, view, t), _LONGEST, placeholder=" …"), wide, break_long_words=False
            )
        )
        for cut in time_series.cuts(index, view.measure)
        if cut.after in years
    }
    return Reel(runs=[run for run in runs if run], stops=stops, at=view.year if view.year in years else years[-1])


def _reason(cut: time_series.Cut, view: View, t: Translator) -> str:
    """Why a play stops at the last year before a break, and how it goes on."""
    lead = {
        "refuse": t("Stops here: {before} is not compared with {after}.", after=cut.after, before=cut.before),
        "notice": t("Stops here: compare {after} with {before} with care.", after=cut.after, before=cut.before),
    }
    reasons = " ".join(reason.get(view.lang) for reason in cut.reasons)
    return f"{lead.get(cut.verdict, lead['notice'])} {reasons} " + t("Press play to go on.")


def _cells(view: View, way: str) -> pd.DataFrame:
    rows = maps.rows_of(view, way)
    return rows.assign(of=str(int(results.standing(view)["ranked"].iloc[0])))


def _span(found: Sequence[pd.DataFrame]) -> tuple[float, float]:
    """The ends of one scale for years that may be compared, so that a colour means the same in each."""
    known = pd.concat([rows["value"] for rows in found]).dropna().astype(float)
    low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 1.0)
    return low, high if high > low else low + 1


def _text(view: View, way: str, t: Translator) -> MapText:
    name, printed, place, of = (f"%{{customdata[{i}]}}" for i in range(4))
    hover = t(
        "<b>{name}</b><br>{score} {unit}, rank {rank} of {valid}",
        name=name,
        score=printed,
        rank=place,
        unit=results.index_of(view).unit.get(t.lang),
        valid=of,
    )
    legend = {"group": t("Groups"), "quantile": t("Fifths"), "level": t("Score"), "rank": t("Rank")}
    return MapText(
        missing=t("No figure"),
        insets=maps.insets(view, t),
        hover=hover,
        legend=legend[way],
        ranked=t("Rank only"),
        ranked_hover=maps.ranked_hover(of, t),
    )


def _words(t: Translator) -> Words:
    play, pause = t("Play"), t("Pause")
    return Words(slow="▶ ½×", play=f"▶ {play}", fast="▶▶ 2×", pause=f"❚❚ {pause}")
