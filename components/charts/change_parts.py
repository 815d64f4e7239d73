"""What lies behind the change of one province: its score part by part, its rank as its own change and the others'."""

import textwrap
from itertools import pairwise

import pandas as pd
import streamlit as st

from components.charts import rank_change
from components.state import figure_cache, narrative, results, scope, view_state
from components.widgets import card, chart, footnotes, notices, table
from provindex.analysis import change
from provindex.analysis.comparability import comparable
from provindex.analysis.decomposition import REMAINDER
from provindex.catalog import Index
from provindex.core import formats, inert
from provindex.core.translate import Translator
from provindex.figures import waterfall
from provindex.sentences import one_change, words
from provindex.views import view as views
from provindex.views.view import View

_OFFERS = 2
_LABEL = 46  # letters a line before a label is broken
_TALL, _LOW = 33, 23  # px of a bar whose label has two lines, or one


def show(view: View) -> None:
    """Why the selected province, else the furthest mover, changed; or why there is no change to explain."""
    t = view_state.words()
    if rank_change.obstacle(view):
        with card.card(t("Why is no change computed?"), key="change-why"):
            _why(view, t)
        return
    province = view.province or _furthest(view)
    if province is None:
        notices.nothing(t("No province of this choice moved in rank."))
        return
    changes = results.changes(view)[0]
    row = changes[changes["province"] == province].iloc[0]
    name = scope.name(province, view)
    if row["status"] != "both":
        with card.card(t("What moved {province}?", province=name), key="change-why"):
            notices.nothing(narrative.province(view, province))
            if row["status"] != "uneven":
                st.caption(t("A change needs a figure of both years; choose another year or another province."))
            _offers(view, province, t)
        return
    if pd.notna(row["change"]):
        with card.card(t("What moved the score of {province}?", province=name), key="change-score"):
            _score(view, row, t)
    if pd.notna(row["places"]):
        with card.card(t("What moved the rank of {province}?", province=name), key="change-rank"):
            _rank(view, row, t)
    with st.container(horizontal=True, vertical_alignment="center"):
        card.twin(lambda: _tables(view, row, t), key="change-parts")
        if view.province is None:
            st.caption(inert.markdown(_called_furthest(view, t)))
    _notice(view, province, t)


def _furthest(view: View) -> str | None:
    """The province of the region that moved most places, up before down."""
    far = change.movers(scope.in_region(results.changes(view)[0], view), 1)
    first = pd.concat([far.up, far.down]).sort_values("places", key=abs, ascending=False, kind="stable")
    return None if first.empty else str(first["province"].iloc[0])


def _why(view: View, t: Translator) -> None:
    found = rank_change.obstacle(view)
    if found == "refused":
        footnotes.refused(view)
    elif found == "same":
        notices.nothing(t("The year compared with is {year} itself. Choose another one.", year=view.year))
    elif found == "nobody":
        notices.nothing(t("No province has figures in both {base} and {year}.", base=view.base, year=view.year))
    else:
        said = t(
            "{base}, the year compared with, lies after {year}. Choose an earlier one, or turn the two round.",
            base=view.base,
            year=view.year,
        )
        notices.nothing(said)
        st.button(
            inert.markdown(t("Change from {year} to {base}", year=view.year, base=view.base)),
            key="change-swap",
            icon=":material/swap_horiz:",
            on_click=lambda: _swap(view),
        )


def _offers(view: View, province: str, t: Translator) -> None:
    """The nearest pairs of years in which the province can be compared, as buttons."""
    ranks = results.courses(view)
    known = ranks.loc[(ranks["province"] == province) & ranks["rank"].notna(), "year"].tolist()
    index = results.index_of(view)
    pairs = [pair for pair in pairwise(known) if comparable(index, view.measure, *pair).verdict != "refuse"]
    for base, year in sorted(sorted(pairs, key=lambda pair: abs(pair[1] - view.year))[:_OFFERS]):
        st.button(
            inert.markdown(t("Change from {year} to {base}", year=base, base=year)),
            key=f"change-offer-{year}",
            icon=":material/arrow_forward:",
            type="tertiary",
            on_click=_look_at,
            args=(base, year),
        )


def _look_at(base: int, year: int) -> None:
    view_state.choose(year=year, base=base)


def _swap(view: View) -> None:
    measure = views.measured_in(results.index_of(view), view.measure, view.base)
    view_state.choose(year=view.base, base=view.year, measure=measure)


def _score(view: View, row: pd.Series, t: Translator) -> None:
    index, province = results.index_of(view), str(row["province"])
    st.markdown(inert.markdown(narrative.score_change(view, province)))
    parts = results.score_parts(view)
    own = parts[parts["province"] == province]
    if own.empty:
        st.caption(inert.markdown(_no_parts(index, view, t)))
        return
    rows = _rows(own, view, index, t)
    tall = _TALL if rows["label"].str.contains("<br>").any() else _LOW
    in_parts = words.in_parts(index, view.measure, results.changes(view)[1], t)
    total = (
        t("Change {base}–{year}", base=view.base, year=view.year) + in_parts,
        float(row["change"]),
        formats.signed(row["change"], t.lang, index.digits),
    )
    made = figure_cache.figure(
        "change-parts",
        view,
        lambda: waterfall.waterfall_figure(rows, total, view_state.figure_theme(), row=tall),
        province,
    )
    chart.plotly(made, key="change-parts", alt=narrative.score_change(view, province))


def _called_furthest(view: View, t: Translator) -> str:
    """Why this province is shown where none is selected; of a partial table only those that it holds are compared."""
    index = results.index_of(view)
    if index.partial(view.base, view.year):
        return t("Of the provinces with figures of both years it moved furthest; select another one.")
    return t("The province that moved furthest; select another one.")


def _rows(own: pd.DataFrame, view: View, index: Index, t: Translator) -> pd.DataFrame:
    """The parts from the largest rise to the largest fall, and the remainder where it shows at the printed decimals."""
    printed = own["change"].map(lambda points: formats.shows(points, index.digits)).astype(bool)
    shown = own[(own["part"] != REMAINDER) | printed]
    shown = shown.assign(last=shown["part"] == REMAINDER)
    shown = shown.sort_values(["last", "change"], ascending=[True, False], kind="stable")
    columns = ["part", "status", "points_from", "points_to", "change"]
    told = [_words(*cells, view=view, index=index, t=t) for cells in shown[columns].to_numpy().tolist()]
    frame = pd.DataFrame(told, columns=["label", "printed", "hover"])
    return frame.assign(change=shown["change"].to_numpy())


def _words(
    part: str, status: str, old: float, new: float, change: float, *, view: View, index: Index, t: Translator
) -> tuple[str, str, str]:
    """Label, printed change and hover of one bar."""
    name = one_change.part_name(index, part, t)
    if status == "new":
        name = t("{name} (new in {year})", name=name, year=view.year)
    elif status == "gone":
        name = t("{name} (to {year})", name=name, year=view.base)
    elif _careful(part, view, index):
        name += "*"
    printed = formats.signed(change, t.lang, index.digits)
    hover = f"<b>{name}</b><br>{printed}"
    if pd.notna(old):
        ends = " → ".join(formats.score(end, t.lang, index.digits) for end in (old, new))
        hover = f"<b>{name}</b><br>{ends} ({printed})"
    return "<br>".join(textwrap.wrap(name, _LABEL)), printed, hover


def _careful(part: str, view: View, index: Index) -> bool:
    return part != REMAINDER and comparable(index, part, view.base, view.year).verdict == "notice"


def _notice(view: View, province: str, t: Translator) -> None:
    """What the star behind a part means: the reasons, each once."""
    index, parts = results.index_of(view), results.score_parts(view)
    drawn = parts[(parts["province"] == province) & (parts["status"] == "both")]
    starred = [part for part in drawn["part"] if _careful(part, view, index)]
    answers = [comparable(index, part, view.base, view.year) for part in starred]
    reasons = dict.fromkeys(reason.get(t.lang) for answer in answers for reason in answer.reasons)
    if reasons:
        st.caption(inert.markdown("* " + " ".join(reasons)))


def _tables(view: View, row: pd.Series, t: Translator) -> None:
    """The tables behind both figures; points one decimal finer than elsewhere, so that their sum can be followed."""
    index, province = results.index_of(view), row["province"]
    parts = results.score_parts(view)
    own = parts[parts["province"] == province]
    _points(own, row, view, index, t)
    causes = results.rank_parts(view)
    found = causes.loc[causes["province"] == province]
    labels = _cause_labels(t) if len(found) else {}
    cells = {label: one_change.places(float(found[key].iloc[0]), t) for key, label in labels.items()}
    if pd.notna(row["places"]):
        cells[t("Places")] = formats.signed(row["places"], t.lang, 0)
        shown = pd.DataFrame({"cause": list(cells), "places": list(cells.values())})
        names = {"cause": t("Part of the change"), "places": t("Places")}
        table.show(shown, names, key="change-places", alt=t("Change of rank by cause"), numbers=("places",))


def _points(own: pd.DataFrame, row: pd.Series, view: View, index: Index, t: Translator) -> None:
    digits = index.digits + 1
    verdict = results.changes(view)[1]
    # Of the parts measured alike the last row is their sum; the published scores are those of all parts.
    sums = own[["points_from", "points_to"]].sum() if verdict.basis == "parts" else None
    ends = (row["score_from"], row["score_to"]) if sums is None else (sums["points_from"], sums["points_to"])
    whole = {"part": "", "points_from": ends[0], "points_to": ends[1], "change": row["change"]}
    rows = pd.concat([own, pd.DataFrame([whole])], ignore_index=True)
    labels = [one_change.part_name(index, part, t) for part in own["part"]]
    shown = pd.DataFrame(
        {
            "part": [
                *labels,
                index.measures[view.measure].name.get(t.lang) + words.in_parts(index, view.measure, verdict, t),
            ],
            "old": [formats.score(value, t.lang, digits) for value in rows["points_from"]],
            "new": [formats.score(value, t.lang, digits) for value in rows["points_to"]],
            "change": [formats.signed(value, t.lang, digits) for value in rows["change"]],
        }
    )
    names = {"part": t("Part"), "old": str(view.base), "new": str(view.year), "change": t("Change")}
    table.show(shown, names, key="change-points", alt=t("Change of score by part"), numbers=("old", "new", "change"))


def _cause_labels(t: Translator) -> dict[str, str]:
    return {"own": t("Own change of score"), "others": t("Movement of the others")}


def _rank(view: View, row: pd.Series, t: Translator) -> None:
    province = str(row["province"])
    st.markdown(inert.markdown(narrative.rank_change(view, province)))
    causes = results.rank_parts(view)
    own = causes[causes["province"] == province]
    if own.empty:
        st.caption(t("The ranks are the publisher's and the table is not complete, so they are not split into causes."))
        return
    labels = _cause_labels(t)
    values = [float(own[part].iloc[0]) for part in labels]
    printed = [one_change.places(value, t) for value in values]
    rows = pd.DataFrame({"label": labels.values(), "change": values, "printed": printed, "hover": printed})
    total = (t("Places"), float(row["places"]), one_change.places(float(row["places"]), t))
    made = figure_cache.figure(
        "change-causes",
        view,
        lambda: waterfall.waterfall_figure(rows, total, view_state.figure_theme(), row=_LOW),
        province,
    )
    chart.plotly(made, key="change-causes", alt=narrative.rank_change(view, province))
    st.caption(
        t(
            "Own: the places won if the province alone had changed, counted once among the others' old scores and once "
            "among their new ones, and halved (Shapley value)."
        )
    )


def _no_parts(index: Index, view: View, t: Translator) -> str:
    if not index.children(view.measure):
        return t("This measure has no published parts.")
    if not index.additive:
        return t(
            "{index} publishes its fields in per cent of their own maximum, so they do not add up to the total.",
            index=index.short.get(t.lang),
        )
    return t("A part of this measure has no figure in one of the years.")
