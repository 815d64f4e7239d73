"""The sentences about targets, read out of both languages and tried out on the published tables read a second time."""

from functools import cache
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from provindex.analysis import simulation, targets
from provindex.catalog import load_catalog
from provindex.core.translate import translator
from provindex.sentences import aims
from provindex.store import score_store
from tests.independent.reading import (
    CATALOGUES,
    WHOLE,
    YEARS,
    groups,
    name,
    numbers,
    period,
    published,
    ranks,
    same,
    sorted_in,
)
from tests.independent.test_sentences import standing

LANGS = pytest.mark.parametrize("lang", ["vi", "en"])
SAMPLE = ("63:01", "63:14", "63:22", "63:52", "63:79", "63:96")
TOTALS = [(index, year) for index, year, measure in WHOLE if measure == index]
DIMENSIONS = [one["key"] for one in CATALOGUES["papi"]["measure"] if one.get("parent") == "papi"]


@cache
def indices():
    return load_catalog().indices


def label(index, key, lang):
    return CATALOGUES[index]["groups"]["labels"][key][lang].lower()


def with_score(score, province, value):
    changed = score.copy()
    changed[province] = value
    return changed


def gaps():
    """Every total with a group and every province of the sample that has a score."""
    for index, year in TOTALS:
        table, (sorted_all, labels) = published(index, year, index), groups(index, year, index)
        for province in SAMPLE:
            if pd.notna(table["score"][province]) and sorted_all[province] is not None:
                found = targets.gap(indices()[index], index, year, standing(index, year, index), province)
                yield index, year, province, table["score"], sorted_all[province], labels, found


@LANGS
def test_with_the_points_named_a_province_is_in_the_next_group_and_with_less_it_is_not(lang):
    tried = 0
    for index, year, province, score, own, labels, found in gaps():
        said = aims.gap(indices()[index], found, province, year, translator(lang))
        assert name(province, lang) in said
        if own != labels[-1]:  # of the lowest nothing is left to be kept
            assert label(index, own, lang) in said.lower(), said
        if own == labels[0]:
            continue
        above = labels[labels.index(own) - 1]
        assert label(index, above, lang) in said.lower(), said
        points, least = numbers(said, lang)[0], 10.0 ** -(indices()[index].digits + 1)
        higher, lower = score[province] + points, score[province] + points - 1.01 * least
        assert sorted_in(index, year, with_score(score, province, higher), higher) == above, said
        assert sorted_in(index, year, with_score(score, province, lower), lower) == own, said
        tried += 1
    assert tried > 30


@LANGS
def test_a_province_keeps_its_group_with_the_loss_named_and_not_with_more(lang):
    tried = 0
    for index, year, province, score, own, labels, found in gaps():
        if own == labels[-1]:
            continue
        said = aims.gap(indices()[index], found, province, year, translator(lang))
        margin, least = numbers(said, lang)[0 if own == labels[0] else 1], 10.0 ** -(indices()[index].digits + 1)
        kept, lost = score[province] - margin, score[province] - margin - 1.01 * least
        assert sorted_in(index, year, with_score(score, province, kept), kept) == own, said
        assert sorted_in(index, year, with_score(score, province, lost), lost) != own, said
        tried += 1
    assert tried > 30


@LANGS
def test_the_distance_from_the_median_and_its_side_are_those_of_the_table(lang):
    below = {"vi": "thấp hơn", "en": "below"}[lang]
    for index, year, province, score, _, _, found in gaps():
        said = aims.gap(indices()[index], found, province, year, translator(lang))
        away, clause = score.median() - score[province], said.split(";")[-1]
        if abs(away) >= 0.0005:
            assert numbers(clause, lang)[0] == pytest.approx(abs(away), abs=0.00051), said
            assert (below in clause) == (away > 0), said


@cache
def gain(measure, year):
    """The change in one year that one province in ten exceeded, over pairs that asked the same on one scale."""
    scale = period("papi", measure, year)
    changes = []
    for one, next_one in pairwise(YEARS["papi"]):
        ends = [period("papi", measure, end) for end in (one, next_one)]
        if same("papi", measure, one, next_one) and all(end["high"] == scale["high"] for end in ends):
            changes.append(published("papi", next_one, measure)["score"] - published("papi", one, measure)["score"])
    return max(float(np.percentile(pd.concat(changes).dropna(), 90)), 0.0) if changes else None


@LANGS
def test_the_part_with_the_least_effort_and_the_parts_that_reach_the_gap_together_are_found_again(lang):
    tried = 0
    for year in (2019, 2022, 2024):
        score = published("papi", year, "papi")["score"]
        known = {key: gain(key, year) for key in DIMENSIONS if period("papi", key, year)}
        known = {key: value for key, value in known.items() if value is not None}
        history = pd.concat([score_store.read("papi", one).assign(year=one) for one in YEARS["papi"]])
        limits = targets.bounds(indices()["papi"], year, history, list(known))
        for province in SAMPLE:
            found = targets.gap(indices()["papi"], "papi", year, standing("papi", year, "papi"), province)
            if pd.isna(score[province]) or found is None or found.points is None:
                continue
            table = targets.levers(
                indices()["papi"], year, found.points, score_store.read("papi", year), province, limits
            )
            said = aims.levers(indices()["papi"], table, translator(lang))
            own = {key: published("papi", year, key)["score"][province] for key in known}
            room = {key: period("papi", key, year)["high"] - own[key] for key in known}
            efforts = {key: found.points / known[key] for key in known if room[key] >= found.points and known[key]}
            called = {key: indices()["papi"].measures[key].name.get(lang) for key in known}
            if efforts:
                easiest = min(efforts, key=efforts.get)
                assert called[easiest] in said.split(";")[0], said
                assert numbers(said.replace(called[easiest], ""), lang)[0] == pytest.approx(
                    efforts[easiest], abs=0.0051
                ), said
            carries = sorted((min(known[key], room[key]) for key in known), reverse=True)
            named = [key for key in known if called[key] in said.partition(": ")[2].partition(": ")[2]]
            if len(named) > 1:
                reach = sum(min(known[key], room[key]) for key in named)
                assert reach >= found.points - 1e-9, said
                assert sum(carries[: len(named) - 1]) < found.points, said
            tried += 1
    assert tried >= 8


@LANGS
def test_a_simulated_score_has_the_rank_and_the_group_that_it_would_have_in_the_table(lang):
    for year in (2019, 2022, 2024):
        score, rank = published("papi", year, "papi")["score"], ranks("papi", year, "papi")
        for province in SAMPLE:
            if pd.isna(score[province]):
                continue
            steps = {"papi.egovernance": 0.3} if year >= 2018 else {}
            found = simulation.simulate(
                indices()["papi"],
                "papi",
                year,
                standing("papi", year, "papi"),
                score_store.read("papi", year),
                province,
                steps,
            )
            said = aims.simulated(indices()["papi"], found, int(score.notna().sum()), translator(lang))
            after = score[province] + 0.3
            place = 1 + int((score.drop(province) > after).sum())
            before, others = int(rank[province]), int(score.notna().sum())
            places = [before, others] if place == before else [before, place, others]
            wanted = [score[province], after, 0.3, *places]
            assert numbers(said, lang)[: len(wanted)] == pytest.approx(wanted, abs=0.0051), said
            for value, held in ((score[province], score), (after, with_score(score, province, after))):
                assert label("papi", sorted_in("papi", year, held, value), lang) in said.lower(), said
