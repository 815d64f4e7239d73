"""Each figure that is said of a reform programme, against the observations read a second time."""

import re
from functools import cache

import pandas as pd
import pytest

from dev import ROOT
from provindex.analysis import programme, programme_comparison
from provindex.core.translate import translator
from provindex.sentences import programme as sentences
from provindex.store import published_programme

LANGS = pytest.mark.parametrize("lang", ["vi", "en"])
OBSERVED = pd.read_parquet(ROOT / "data" / "programme" / "observations.parquet")
WORDS = {
    "vi": {"nearly": "gần", "above": "trên", "about": "khoảng"},
    "en": {"nearly": "nearly", "above": "above", "about": "about"},
}


@cache
def known():
    return published_programme.current()


def plain(said, lang):
    """The numbers of a sentence in order, with thousands in one piece."""
    thousands, mark = (".", ",") if lang == "vi" else (",", ".")
    parts = re.findall(r"\d+(?:[.,]\d+)*", said)
    return [float(one.replace(thousands, "").replace(mark, ".")) for one in parts]


def drawn():
    """Every row that pages draw, with its indicator and the one observation that it is of."""
    for province in OBSERVED["province"].unique():
        for scope in programme.scopes(known(), province):
            for period in programme.periods(known(), province, scope):
                for row in programme.figures(known(), province, scope, period).to_dict("records"):
                    unit = OBSERVED["unit"].isna() if pd.isna(row["unit"]) else OBSERVED["unit"] == row["unit"]
                    own = OBSERVED[unit & (OBSERVED["province"] == province)]
                    for key in ("indicator", "level", "start", "end"):
                        own = own[own[key] == row[key]]
                    assert len(own) == 1, row
                    yield row, known().indicators[row["indicator"]], own.iloc[0]


@LANGS
def test_each_figure_is_said_with_the_number_the_word_and_the_parts_that_were_printed(lang):
    tried = 0
    for row, indicator, source in drawn():
        said = sentences.figure(row, indicator, translator(lang))
        wanted = [] if pd.isna(source["value"]) else [round(source["value"], 2)]
        if indicator.unit == "percent":
            parts = [source[key] for key in ("numerator", "denominator") if pd.notna(source[key])]
            if not wanted and len(parts) == 2:
                wanted = [round(parts[0] / parts[1] * 100, 2)]
            wanted += parts
        assert plain(said, lang) == pytest.approx(wanted, abs=0.0051), (said, source)
        for key, word in WORDS[lang].items():
            assert (word in said.split()) == (source["qualifier"] == key), (said, source)
        tried += 1
    assert tried > 20


@LANGS
def test_a_percentage_that_its_parts_contradict_is_said_to_and_no_other(lang):
    contradicted = 0
    for row, indicator, source in drawn():
        said = sentences.difference(row, indicator, translator(lang))
        if source[["value", "numerator", "denominator"]].isna().any() or indicator.unit != "percent":
            assert said == ""
            continue
        printed = str(float(source["value"])).rstrip("0").rstrip(".")
        computed = source["numerator"] / source["denominator"] * 100
        places = len(printed.partition(".")[2])
        agrees = abs(computed - source["value"]) <= 0.5 * 10.0**-places + 1e-9
        if pd.isna(source["qualifier"]):
            assert (said == "") == agrees, (said, source)
        if said:
            contradicted += 1
            assert plain(said, lang)[0] == source["value"]
            assert plain(said, lang)[-1] == pytest.approx(computed, abs=0.0051)
    assert contradicted > 0


@LANGS
def test_the_tasks_of_a_plan_are_those_that_were_counted(lang):
    tried = 0
    for province in OBSERVED["province"].unique():
        for period in programme.periods(known(), province, programme.PROVINCE):
            rows = programme.figures(known(), province, programme.PROVINCE, period)
            for one in programme.progress(known(), rows, period):
                own = OBSERVED[(OBSERVED["province"] == province) & (OBSERVED["indicator"] == one.plan.done)]
                own = own[(own["start"] == period.start) & (own["end"] == period.end)]
                counted = own[["numerator", "denominator"]].dropna()
                if len(counted):
                    said = sentences.progress(one, translator(lang)).partition(": ")[2]
                    assert plain(said, lang)[:2] == counted.iloc[0].tolist(), said
                    tried += 1
    assert tried >= 2


@LANGS
def test_provinces_are_ranked_only_over_one_period_and_its_ends_are_the_highest_and_the_lowest(lang):
    rows = OBSERVED[(OBSERVED["level"] == "province") & OBSERVED["unit"].isna()]
    for indicator in rows["indicator"].unique():
        own = rows[rows["indicator"] == indicator]
        shared = own.groupby(["start", "end"])["province"].nunique()
        said = sentences.comparison(programme_comparison.compare(known(), indicator), translator(lang))
        ranked = {"vi": "cao nhất", "en": "is highest"}[lang] in said
        assert ranked == bool((shared > 1).any()), said
        if own["province"].nunique() == 1:
            assert {"vi": "Chỉ ", "en": "Only "}[lang] in said, said
