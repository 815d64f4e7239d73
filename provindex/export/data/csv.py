"""Tables as CSV that a Vietnamese Excel opens right: UTF-8 with a byte order mark, and no formula that acts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import pandas as pd

from provindex.catalog import Index
from provindex.core import formats, inert
from provindex.core.translate import Translator
from provindex.views.view import View


def standing(rows: pd.DataFrame, index: Index, view: View, note: str, t: Translator) -> bytes:
    """The rows of a ranking with ids and names, and the coverage and source below.

    Args:
        rows: province, name, score, rank, ranked, group, as the ranking shows them.
        index: The catalogue of the index.
        view: What the rows are of.
        note: Coverage, breaks and source in one line.
        t: The reader's language; figures are the texts of the page.
    """
    heads = (
        t("Province id"),
        t("Province"),
        t("Year"),
        t("Measure"),
        t("Score"),
        t("Rank"),
        t("Provinces ranked"),
        t("Group"),
    )
    labels = {key: text.get(t.lang) for key, text in index.groups.labels.items()}
    measure = index.measures[view.measure].name.get(t.lang)
    body = [
        (
            province,
            name,
            str(view.year),
            measure,
            "" if pd.isna(score) else formats.score(score, t.lang, index.digits),
            "" if pd.isna(rank) else str(int(rank)),
            str(int(ranked)),
            "" if pd.isna(group) else labels[group],
        )
        for province, name, score, rank, ranked, group in zip(
            rows["province"], rows["name"], rows["score"], rows["rank"], rows["ranked"], rows["group"], strict=True
        )
    ]
    return written([heads, *body, (), (note,)])


def written(lines: Iterable[Sequence[str]]) -> bytes:
    """Lines of cells as CSV bytes; semicolons part the cells, because a comma is a decimal mark in Vietnamese."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for line in lines:
        writer.writerow([inert.cell(one) for one in line])
    return out.getvalue().encode("utf-8-sig")
