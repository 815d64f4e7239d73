"""The sections of a brief: where a province stands, its parts, its years, its change, its peers, its levers."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
from docx.document import Document as Page
from docx.shared import Pt

from provindex import geography, sentences
from provindex.analysis import map_values
from provindex.core import formats
from provindex.core.translate import Translator
from provindex.export import slide_builders
from provindex.export.word import brief_facts, pictures
from provindex.export.word import document_parts as word
from provindex.export.word.brief_facts import Facts
from provindex.export.word.document_parts import WIDTH, Head
from provindex.sentences import aims, one_profile, words

_MAP = (7.6, 9.2)
_TEXT = 9.0
_LEVERS = 5


def position(page: Page, facts: Facts, t: Translator) -> None:
    """Map with the province outlined; beside it the figures of its total, each with what it is held against."""
    page.add_heading(t("Position"), level=1)
    left, right = word.columns(page, (_MAP[0] + 0.4, WIDTH - _MAP[0] - 0.4))
    way, found = brief_facts.map_cells(facts, t)
    province = facts.profile.province.id
    figure = slide_builders.map_of(facts.index, facts.year, found, way, facts.edition, t, highlighted=(province,))
    alt = t("Map of the provinces with {province} outlined", province=words.name(province, t))
    word.picture(left.paragraphs[0], pictures.picture(figure, *_MAP, t.lang), _MAP[0], alt)
    word.lines(left, [geography.attribution().get(t.lang)], style="Caption", size=6.5)
    wide = WIDTH - _MAP[0] - 0.4
    heads = (Head(t("Figure"), wide * 0.62), Head(str(facts.year), wide * 0.38, right=True))
    word.table(right, heads, _figures(facts, t), size=9)
    word.lines(right, [one for one in (_range(facts, t),) if one], size=_TEXT)


def _figures(facts: Facts, t: Translator) -> list[tuple[str, str]]:
    """The figures of the province in its total, each with what it is held against."""
    index, found, total = facts.index, facts.profile, facts.total
    partial = index.editions[facts.year].status == "partial"
    of = formats.integer(found.ranked, t.lang)
    labels = {key: label.get(t.lang) for key, label in index.groups.labels.items()}

    def score(value: float | None) -> str:
        return formats.MISSING if value is None or pd.isna(value) else words.bare(index, value, t)

    rows = [
        (t("Score"), score(found.score)),
        (t("Rank of {valid}", valid=of), map_values.place(found.rank, found.tied, t.lang)),
    ]
    if labels and not facts.derived:
        rows.append((t("Group"), labels[found.group] if found.group else formats.MISSING))
    if found.low is not None and found.high is not None:
        rows.append((t("Interval as published"), formats.span(found.low, found.high, t.lang, index.digits)))
    if not partial:
        rows += [
            (t("Median of the country"), score(total["middle"])),
            (t("Median of the region"), score(total["region"])),
            (t("Highest score"), f"{score(total['highest'])} ({words.name(str(total['best_province']), t)})"),
        ]
    if found.change is not None:
        base = found.change.from_year
        head = t("Change since {base}", base=base) + words.in_parts(index, found.measure, found.verdict, t)
        rows.append((head, formats.signed(found.change.score, t.lang, index.digits)))
        rows.append((t("Places since {base}", base=base), formats.signed(found.change.rank, t.lang, 0)))
    return rows


def _range(facts: Facts, t: Translator) -> str:
    if facts.profile.score is None or facts.derived or facts.index.editions[facts.year].status == "partial":
        return ""
    return one_profile.rank_range(facts.ranges, facts.profile.province.id, facts.year, t)


def parts(page: Page, facts: Facts, t: Translator) -> None:
    """The parts of the total as a table: score, scale, median, rank, change."""
    index, rows = facts.index, facts.rows
    if rows.empty or not rows["score"].notna().any():
        return
    page.add_heading(t("Part by part"), level=1)
    known = facts.before is not None and rows["change"].notna().any()
    heads = [
        Head(t("Measure"), 6.9 if known else 9.3),
        Head(t("Score"), 1.9, right=True),
        Head(t("Scale"), 2.1, right=True),
        Head(t("Median"), 2.2, right=True),
        Head(t("Rank"), 1.9, right=True),
    ]
    if known:
        heads.append(Head(t("Since {base}", base=facts.before), 2.4, right=True))
    whole = index.editions[facts.year].status != "partial"
    table = []
    for row in _records(rows):
        line = [
            index.measures[row["measure"]].name.get(t.lang),
            formats.score(row["score"], t.lang, index.digits),
            formats.span(row["low"], row["high"], t.lang, 0 if float(row["low"]).is_integer() else 2),
            formats.score(row["middle"], t.lang, index.digits) if whole else formats.MISSING,
            map_values.place(row["rank"], row["tied"], t.lang),
        ]
        if known:
            mark = "*" if row["noted"] and pd.notna(row["change"]) else ""
            line.append(formats.signed(row["change"], t.lang, index.digits) + mark)
        table.append(line)
    word.table(page, heads, table)
    told = [one_profile.measures(index, rows, facts.profile.province.id, facts.year, t)] if whole else []
    if known and bool((rows["noted"] & rows["change"].notna()).any()):
        told.append(t("* Over its parts measured alike in {base} and {year}.", base=facts.before, year=facts.year))
    word.lines(page, [" ".join(told)] if told else [], size=_TEXT)


def years(page: Page, facts: Facts, t: Translator) -> None:
    """The total over the years, the line stopping at every break."""
    page.add_heading(t("Over the years"), level=1)
    found, province = facts.profile, facts.profile.province.id
    told = one_profile.over_years(facts.index, facts.index.root.key, province, facts.course, facts.cuts, t)
    if facts.course["score"].notna().any():
        whole = all(facts.index.editions[int(year)].status != "partial" for year in facts.course["year"])
        figure = slide_builders.course_of({province: facts.course}, facts.cuts, t, median=whole)
        word.picture(page.add_paragraph(), pictures.picture(figure, WIDTH, 4.3, t.lang), WIDTH, told)
    texts = [told]
    if found.verdict.verdict == "refuse" and facts.before is not None:
        texts.append(sentences.refused(facts.index, found.measure, facts.before, facts.year, found.verdict, t))
    word.lines(page, [" ".join(texts)], size=_TEXT)


def causes(page: Page, facts: Facts, t: Translator) -> None:
    """The change of the total in its parts; begins the second page."""
    heading = page.add_heading(t("Where the change comes from"), level=1)
    word.new_page(heading)
    heading.paragraph_format.space_before = Pt(0)
    if not facts.parts or facts.before is None:
        word.lines(page, [_no_parts(facts, t)], size=_TEXT)
        return
    figure = slide_builders.parts_of(facts.index, facts.parts, t)
    places = facts.profile.change.rank if facts.profile.change else None
    known = {key: value for key, value in facts.parts.items() if key in facts.index.measures}
    told = one_profile.moved(facts.index, known, facts.profile.split, places, facts.before, t)
    tall = 0.6 + 0.5 * len(figure.rows)
    word.picture(page.add_paragraph(), pictures.picture(figure, WIDTH, tall, t.lang), WIDTH, told)
    whole = facts.whole and facts.profile.verdict.basis == "whole"
    sums = [] if whole else [t("The parts shown are not all of the change of the total.")]
    word.lines(page, [" ".join([told, *sums])], size=_TEXT)


def _no_parts(facts: Facts, t: Translator) -> str:
    if facts.before is None:
        return t("There is no earlier year to compare with.")
    if facts.profile.verdict.verdict != "refuse" and not facts.index.additive:
        return t("The parts of {index} do not add up to its total.", index=facts.index.short.get(t.lang))
    return t("No part has figures of {base} and {year} that may be compared.", base=facts.before, year=facts.year)


def peers(page: Page, facts: Facts, t: Translator) -> None:
    """The provinces whose parts lie nearest, and who rose most from a similar start."""
    page.add_heading(t("Provinces with a similar profile"), level=1)
    found, index = facts.peers, facts.index
    if found.empty:
        word.lines(page, [one_profile.peers(found, facts.profile.province.id, facts.year, t)], size=_TEXT)
        return
    labels = {key: label.get(t.lang) for key, label in index.groups.labels.items()}
    moved, grouped = found["change"].notna().any(), found["group"].notna().any()
    heads = [Head(t("Province"), 6.2), Head(t("Score"), 2.4, right=True)]
    heads.append(Head(t("Rank of {valid}", valid=formats.integer(facts.profile.ranked, t.lang)), 2.2, right=True))
    since = t("Since {base}", base=facts.before) + words.in_parts(index, index.root.key, facts.profile.verdict, t)
    heads += [Head(since, 2.6, right=True)] if moved else []
    heads += [Head(t("Group"), 4.0, right=True)] if grouped else []
    rows = [
        [
            words.name(row["province"], t),
            formats.score(row["score"], t.lang, index.digits),
            map_values.place(row["rank"], row["tied"], t.lang),
            *([formats.signed(row["change"], t.lang, index.digits)] if moved else []),
            *([_group(row, labels, t)] if grouped else []),
        ]
        for row in _records(found)
    ]
    word.table(page, heads, rows)
    if facts.starts is not None and facts.before is not None:
        province, verdict = facts.profile.province.id, facts.profile.verdict
        told = one_profile.similar_start(
            index, index.root.key, facts.starts, province, facts.before, facts.year, verdict, t
        )
        word.lines(page, [told], size=_TEXT)


def _group(row: dict[str, Any], labels: dict[str, str], t: Translator) -> str:
    if pd.notna(row["group"]):
        return labels[row["group"]]
    return t("Rank only") if pd.isna(row["score"]) and pd.notna(row["rank"]) else formats.MISSING


def levers(page: Page, facts: Facts, t: Translator) -> None:
    """The way to the next group, and which parts could carry it."""
    gap = facts.profile.gap
    if gap is None:
        return
    page.add_heading(t("Levers"), level=1)
    texts = [aims.gap(facts.index, gap, facts.profile.province.id, facts.year, t)]
    table = facts.levers
    if not table.empty:
        heads = [
            Head(t("Measure"), 6.9),
            Head(t("Score"), 2.1, right=True),
            Head(t("Top of the scale"), 2.7, right=True),
            Head(t("Rise exceeded by one in ten"), 3.6, right=True),
            Head(t("Effort alone"), 2.1, right=True),
        ]
        rows = [
            [
                facts.index.measures[row["measure"]].name.get(t.lang),
                formats.score(row["score"], t.lang, facts.index.digits),
                formats.score(row["top"], t.lang, 0),
                formats.signed(row["gain"], t.lang, facts.index.digits),
                formats.score(row["effort"], t.lang, 1) if _possible(row) else formats.MISSING,
            ]
            for row in _records(table.head(_LEVERS))
        ]
        word.table(page, heads, rows)
        texts.append(aims.levers(facts.index, table, t))
    word.lines(page, [" ".join(texts)], size=_TEXT)


def _possible(row: dict[str, Any]) -> bool:
    """Whether a part alone has room for the rise and has been seen to rise at all."""
    return bool(row["fits"]) and math.isfinite(row["effort"])


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]
