"""What is said of the measures of a province that fell, against the published tables read a second time."""

from functools import cache

import pandas as pd
import pytest

from provindex.analysis import declines
from provindex.catalog import load_catalog
from provindex.core.translate import translator
from provindex.sentences import programme as sentences
from provindex.store import score_store
from tests.independent.reading import MEASURES, YEARS, basis, name, numbers, period, published, ranks

LANGS = pytest.mark.parametrize("lang", ["vi", "en"])
SAMPLE = ("63:01", "63:14", "63:22", "63:52", "63:79", "63:96")
PAIRS = [(2011, 2012), (2017, 2018), (2019, 2023), (2021, 2022), (2022, 2023), (2023, 2024), (2012, 2024)]


@cache
def catalog():
    return load_catalog()


read = cache(score_store.read)


def second_reading(province, base, year):
    """Rows (index, measure, points or None, width of the scale, places or None) of all that may be compared."""
    found = []
    for index, years in YEARS.items():
        for measure in MEASURES[index] if {base, year} <= set(years) else ():
            kind = basis(index, measure, base, year)[0]
            if kind == "none":
                continue
            old, new = (published(index, one, measure)["score"][province] for one in (base, year))
            scale = period(index, measure, year)
            # What is printed as no change is none; six decimals are published, the rest is the machine's.
            points = round(new - old, 6) if kind == "whole" and pd.notna(new - old) else None
            points = 0.0 if points is not None and abs(points) < 0.005 else points
            before, after = (ranks(index, one, measure)[province] for one in (base, year))
            places = before - after if pd.notna(before) and pd.notna(after) else None
            if points is not None or places is not None:
                found.append((index, measure, points, scale["high"] - scale["low"], places))
    return found


@LANGS
def test_how_many_fell_and_which_fell_most_for_its_scale_is_counted_again(lang):
    tried = 0
    for base, year in PAIRS:
        for province in SAMPLE:
            rows = second_reading(province, base, year)
            found = declines.measures(catalog(), province, base, year, read)
            said = sentences.fell(found, province, base, year, catalog().indices, translator(lang))
            assert name(province, lang) in said
            fell = [one for one in rows if (one[2] or 0) < 0 or (one[4] or 0) < 0]
            lower = [one for one in fell if (one[2] or 0) < 0]
            if not rows:
                assert numbers(said, lang) == [], said
                continue
            wanted = [len(fell), len(rows)] if fell else [len(rows)]
            assert numbers(said, lang)[: len(wanted)] == wanted, said
            if lower:
                most = min(points / width for _, _, points, width, _ in lower)
                named = [
                    one
                    for one in lower
                    if catalog().indices[one[0]].measures[one[1]].name.get(lang).lower() in said.lower()
                    or one[0] == one[1]
                ]
                # Two falls that are printed alike may be called by either name.
                largest = min(named, key=lambda one: abs(one[2] / one[3] - most))
                assert largest[2] / largest[3] == pytest.approx(most, abs=0.011 / largest[3]), said
                assert numbers(said, lang)[-1] == pytest.approx(abs(largest[2]), abs=0.0051), said
                tried += 1
    assert tried > 20
