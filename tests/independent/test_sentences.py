"""Each number of the sentences, read out of both languages, against the published tables read a second time.

The second reading, `tests.independent.reading`, shares no code with the computations.
"""

import re
from functools import cache

import pandas as pd
import pytest

from provindex import geography, sentences
from provindex.analysis import change, profile, scores
from provindex.analysis import ranking as rankings
from provindex.analysis.comparability import comparable
from provindex.catalog import load_catalog
from provindex.core.translate import translator
from provindex.store import score_store
from tests.independent.reading import (
    CASES,
    CATALOGUES,
    NUMBER,
    PART,
    PARTIAL,
    WHOLE,
    YEAR,
    YEARS,
    amounts,
    breaks,
    name,
    numbers,
    printed,
    published,
    ranks_alone,
)

SAMPLE = ("63:01", "63:14", "63:22")
LANGS = pytest.mark.parametrize("lang", ["vi", "en"])


@cache
def indices():
    return load_catalog().indices


read = cache(score_store.read)
provinces = cache(geography.provinces)


@cache
def about(index, year, province):
    return profile.profile(indices()[index], year, province, read=read)


@cache
def standing(index, year, measure):
    return rankings.standing(indices()[index], measure, year, read(index, year), provinces("63"))


@LANGS
def test_the_ends_of_a_year_and_those_without_a_score_are_those_of_the_table(lang):
    for index, year, measure in WHOLE:
        score = published(index, year, measure)["score"]
        said = sentences.levels(indices()[index], measure, year, standing(index, year, measure), translator(lang))
        wanted = [printed(score.min()), printed(score.max())] + ([score.isna().sum()] if score.isna().any() else [])
        assert numbers(said, lang) == pytest.approx(wanted, abs=0.0051), said
        for end in (score.min(), score.max()):
            for province in score.index[score == end]:
                assert name(province, lang) in said, said


@LANGS
def test_the_scores_at_hand_of_a_partial_year_are_counted(lang):
    for index, year, measure in PART:
        score = published(index, year, measure)["score"]
        said = sentences.levels(indices()[index], measure, year, standing(index, year, measure), translator(lang))
        n = int(score.notna().sum())
        if n > 1:
            wanted = [n, 63, printed(score.min()), printed(score.max()), *ranks_alone(index, year, measure)]
            assert numbers(said, lang) == pytest.approx(wanted, abs=0.0051), said


@LANGS
def test_the_first_and_the_last_of_a_ranking_have_their_own_scores(lang):
    for index, year, measure in WHOLE:
        score = published(index, year, measure)["score"]
        said = sentences.ranking(indices()[index], measure, year, standing(index, year, measure), translator(lang))
        wanted = {name(key, lang): value for key, value in score.items()}
        found = amounts(said)
        assert len(found) >= 6, said
        assert all(value == pytest.approx(wanted[who], abs=0.0051) for who, value in found.items()), said
        assert max(found.values()) == pytest.approx(score.max(), abs=0.0051)
        assert min(found.values()) == pytest.approx(score.min(), abs=0.0051)
        assert pytest.approx(score.max() - score.min(), abs=0.0051) in numbers(said, lang), said


@LANGS
def test_published_ranks_of_a_partial_year_are_counted_over_the_country(lang):
    for index, year, measure in PART:
        rank = published(index, year, measure)["rank_published"]
        said = sentences.ranking(indices()[index], measure, year, standing(index, year, measure), translator(lang))
        if rank.notna().any():
            assert numbers(said, lang)[:2] == [rank.notna().sum(), 63], said
            found = amounts(said)
            assert found == {name(key, lang): rank[key] for key in rank.index[rank <= max(found.values())]}, said


@LANGS
def test_every_province_is_in_a_group_or_counted_as_one_without_a_score(lang):
    for index, year, measure in CASES:
        table = published(index, year, measure)
        if CATALOGUES[index]["groups"]["kind"] != "none" and measure == index and table["score"].notna().any():
            said = sentences.groups(indices()[index], measure, year, standing(index, year, measure), translator(lang))
            counts, alone = numbers(said, lang), ranks_alone(index, year, measure)
            lacking = int(table["score"].isna().sum())
            assert counts[len(counts) - len(alone) :] == alone, said
            counts = counts[: len(counts) - len(alone)]
            assert sum(counts) == 63, said
            assert (counts[-1] == lacking) if lacking else len(counts) <= 4, said


@LANGS
def test_the_overview_counts_and_the_median_are_those_of_the_table(lang):
    for index, year, measure in WHOLE:
        score = published(index, year, measure)["score"]
        table = standing(index, year, measure)
        summary = scores.summary(indices()[index], year, measure, table, score_store.means(index))
        verdict = comparable(indices()[index], measure, year, year)
        said = sentences.overview(
            indices()[index], measure, year, table, None, verdict, summary, translator(lang), year_before=year
        )
        assert numbers(said, lang)[:3] == pytest.approx([score.count(), 63, printed(score.median())], abs=0.0051), said


def moved(index, measure, base, year):
    return (published(index, year, measure)["score"] - published(index, base, measure)["score"]).dropna()


@LANGS
def test_what_rose_and_fell_between_two_years_is_counted_and_the_furthest_has_its_own_change(lang):
    compared = 0
    for index, year, measure in [one for n, one in enumerate(WHOLE) if one[2].count(".") < 2 or n % 4 == 0]:
        base = year - 1
        if (index, base, measure) not in WHOLE or breaks(index, measure, base, year):
            continue
        verdict = comparable(indices()[index], measure, base, year)
        if verdict.verdict != "yes":
            continue
        points, compared = moved(index, measure, base, year), compared + 1
        frame = change.between(standing(index, base, measure), standing(index, year, measure))
        said = sentences.scores_moved(indices()[index], measure, base, year, frame, verdict, translator(lang))
        assert numbers(said, lang)[:2] == [(points > 0).sum(), (points < 0).sum()], said
        found = amounts(said)
        own = {name(key, lang): value for key, value in points.items()}
        assert found, said
        assert all(value == pytest.approx(own[who], abs=0.0051) for who, value in found.items()), said
        assert max(found.values()) == pytest.approx(max(points.max(), min(found.values())), abs=0.0051)
        assert min(found.values()) == pytest.approx(min(points.min(), max(found.values())), abs=0.0051)
        both = frame["status"].eq("both").sum()
        assert both == len(points)
    assert compared > 40


@LANGS
def test_a_province_is_said_to_stand_and_to_move_as_the_tables_say(lang):
    t = translator(lang)
    for index, years in YEARS.items():
        for year in years:
            table = published(index, year, index)
            for province in SAMPLE:
                score, rank = table.loc[province]
                said = sentences.province(about(index, year, province), t)
                found = numbers(said, lang)
                partial = (index, year) in PARTIAL
                if pd.isna(rank) and not partial and pd.notna(score):
                    rank = 1 + (table["score"] > score).sum()
                if pd.isna(score) and pd.isna(rank):
                    assert "rank" not in said
                    continue
                wanted = ([] if pd.isna(score) else [printed(score)]) + (
                    [] if pd.isna(rank) else [rank, 63 if partial else table["score"].count()]
                )
                assert found[: len(wanted)] == pytest.approx(wanted, abs=0.0051), said
                if year - 1 not in years or breaks(index, index, year - 1, year):
                    continue
                before = published(index, year - 1, index).at[province, "score"]
                if pd.notna(score) and pd.notna(before) and abs(score - before) >= 0.005:
                    word = {"vi": "tăng" if score > before else "giảm", "en": "up" if score > before else "down"}[lang]
                    size = abs(score - before)
                    place = next(i for i, value in enumerate(found) if i >= len(wanted))
                    assert found[place] == pytest.approx(size, abs=0.0051), said
                    assert re.search(
                        rf"{word} {re.escape(NUMBER.findall(re.sub(YEAR[lang], ' ', said))[place])}", said
                    ), said
