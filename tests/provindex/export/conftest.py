"""Slides of every kind from the shipped figures of 2023 and 2024, in both languages."""

import pandas as pd
import pytest

from provindex import geography
from provindex.analysis import map_values, ranking
from provindex.catalog import load_catalog
from provindex.core import formats
from provindex.core.translate import LANGS, translator
from provindex.export.slide_model import BarSlide, Column, LineSlide, MapSlide, ScatterSlide, Series, Slide, TableSlide
from provindex.figures.maps.map_model import MapClass
from provindex.figures.theme import HIGHLIGHTS, theme
from provindex.store import score_store

HIGHLIGHTED = ("63:77", "63:46", "63:14")


@pytest.fixture(scope="session")
def papi():
    return load_catalog().indices["papi"]


@pytest.fixture(scope="session")
def scores():
    return {year: score_store.read("papi", year) for year in (2022, 2023, 2024)}


class Examples:
    """Builders of slides in one language."""

    def __init__(self, index, scores, t):
        self.index, self.scores, self.t = index, scores, t

    def standing(self, year=2024, measure="papi"):
        return ranking.standing(self.index, measure, year, self.scores[year], geography.provinces("63"))

    def name(self, province):
        return geography.province(province).name.get(self.t.lang)

    def map(self, year=2024, highlighted=(), **more):
        labels = self.index.groups.labels
        classes = tuple(
            MapClass(key, text.get(self.t.lang), colour)
            for (key, text), colour in zip(labels.items(), theme().groups, strict=True)
        )
        found = map_values.of_standing(self.standing(year), "group", self.index, self.t, lambda _: self.t("No figure"))
        marked = tuple((one, self.name(one), HIGHLIGHTS[place]) for place, one in enumerate(highlighted))
        legend = self.index.root.name.get(self.t.lang)
        return MapSlide("63", found, classes, self.t("No figure"), legend, highlighted=marked, **more)

    def bars(self, n=10):
        known = self.standing().dropna(subset=["score"]).sort_values("rank").head(n)
        rows = pd.DataFrame({"label": [self.name(one) for one in known["province"]], "score": list(known["score"])})
        return BarSlide(rows, (Series("score", self.t("Score"), "#0b4f7d"),))

    def parts(self):
        """All measures with the longest names: change of Sơn La from 2022 to 2023."""
        keys = [one.key for one in self.index.measures_of(2023)]
        own = {
            year: self.scores[year].query("province == '63:14'").set_index("measure")["score"] for year in (2022, 2023)
        }
        change = [own[2023].get(key, float("nan")) - own[2022].get(key, float("nan")) for key in keys]
        rows = pd.DataFrame(
            {"label": [self.index.measures[key].name.get(self.t.lang) for key in keys], "change": change}
        )
        return BarSlide(rows.dropna(), (Series("change", self.t("Change"), "#5e3c99"),), signed=True)

    def lines(self):
        history = (
            score_store.history("papi")
            .query("measure == 'papi'")
            .pivot(index="year", columns="province", values="score")
        )
        series = tuple(Series(one, self.name(one), HIGHLIGHTS[place]) for place, one in enumerate(HIGHLIGHTED))
        return LineSlide(history[list(HIGHLIGHTED)].reset_index(), series, breaks=(2016, 2018))

    def dots(self):
        both = self.standing(2023).merge(self.standing(2024), on="province", suffixes=("_a", "_b"))
        rows = pd.DataFrame(
            {
                "label": [self.name(one) for one in both["province"]],
                "x": both["score_a"],
                "y": both["score_b"],
                "key": ["marked" if one in HIGHLIGHTED else "others" for one in both["province"]],
                "shown": both["province"].isin(HIGHLIGHTED),
            }
        )
        series = (Series("others", "…", "#3f8fb5", strong=False), Series("marked", "!", HIGHLIGHTS[0]))
        return ScatterSlide(rows, series, x="2023", y="2024")

    def table(self):
        known = self.standing().sort_values("rank")
        lang = self.t.lang
        rows = pd.DataFrame(
            {
                "rank": [formats.rank(one, lang) for one in known["rank"]],
                "name": [self.name(one) for one in known["province"]],
                "score": [formats.score(one, lang) for one in known["score"]],
            }
        )
        columns = (
            Column("rank", self.t("Rank"), "right"),
            Column("name", self.t("Province")),
            Column("score", self.t("Score"), "right"),
        )
        return TableSlide(rows, columns, strong=(0,))

    def slide(self, figure, **more):
        said = {
            "title": self.index.name.get(self.t.lang),
            "sentence": self.index.about.get(self.t.lang),
            "n": "n = 61 / 63.",
            "source": self.index.source_line.get(self.t.lang),
            "version": "0123456789ab",
            "link": "/map?lang=vi&index=papi&year=2024",
        }
        return Slide(figure=figure, **(said | more))

    def every_kind(self):
        figures = (self.map(2023, HIGHLIGHTED, aside=self.bars()), self.map(), self.bars(61), self.parts())
        return [self.slide(one) for one in (*figures, self.lines(), self.dots(), self.table())]


@pytest.fixture(scope="session")
def in_language(papi, scores):
    """Language in, examples out."""
    return lambda lang: Examples(papi, scores, translator(lang))


@pytest.fixture(scope="session", params=LANGS)
def examples(request, in_language):
    return in_language(request.param)


@pytest.fixture(scope="session")
def vietnamese(in_language):
    return in_language("vi")
