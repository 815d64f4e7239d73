"""What sentences say of groups, two years, derived provinces and pairs of indices, against a second reading."""

import re

import pandas as pd
import pytest

from provindex import sentences
from provindex.analysis import comparison, profile, scores
from provindex.core.translate import translator
from provindex.sentences.pairs import Side
from provindex.store import score_store
from tests.independent import reading
from tests.independent.frames import INDICES, close, compared, read, standing, two_years
from tests.independent.reading import CASES, PARTIAL, WHOLE, YEARS, name, numbers, printed

LANGS = pytest.mark.parametrize("lang", ["vi", "en"])
UPPER = [case for case in WHOLE if case[2].count(".") < 2]
PAIRS = [("papi", "par"), ("papi", "sipas"), ("papi.procedures", "par.procedures"), ("papi.egovernance", "par.digital")]


def moves(index, measure, base, year, edition="63"):
    """The numbers of the sentence on two years, in its order, and the names of the furthest."""
    kind, alike, parts = reading.basis(index, measure, base, year)
    points = reading.changes(index, measure, base, year, edition).dropna()
    off = reading.uneven(index, measure, base, year, edition)
    old, new = (reading.ranks(index, one, measure, edition) for one in (base, year))
    places = (old - new).where(~off).dropna()
    wanted = [len(alike), parts] if kind == "parts" else []
    wanted += [(points > 0).sum(), (points < 0).sum()] if len(points) else []
    furthest = []
    for end in (places.max(), places.min()):
        if end > 0 if end == places.max() else end < 0:
            wanted.append(abs(end))
            furthest += list(places.index[places == end])
    if edition == "63":
        (before, labels), (after, _) = reading.groups(index, base, measure), reading.groups(index, year, measure)
        both = before.notna() & after.notna()
        steps = before[both].map(labels.index) - after[both].map(labels.index)
        wanted += [(steps > 0).sum(), (steps < 0).sum()] if (steps != 0).any() else []
    there, then = new.notna(), old.notna()
    wanted += [n] if (n := int((there != then).sum())) else []
    wanted += [n] if (n := int(off.sum())) else []
    return wanted, furthest


@LANGS
def test_the_size_of_every_group_is_that_of_the_rule(lang):
    for index, year, measure in CASES:
        found, labels = reading.groups(index, year, measure)
        if found.notna().any():
            said = sentences.groups(INDICES[index], measure, year, standing(index, year, measure), translator(lang))
            sizes = [n for label in labels if (n := int((found == label).sum()))]
            assert close(numbers(said, lang), sizes), said


@LANGS
def test_what_moved_between_two_years_is_counted_over_what_was_measured_alike(lang):
    kinds = set()
    for index, measure, base, year in two_years(UPPER):
        kind = reading.basis(index, measure, base, year)[0]
        kinds.add(kind)
        frame, verdict = compared(index, measure, base, year)
        said = sentences.change(INDICES[index], measure, base, year, frame, verdict, translator(lang))
        if kind == "none":
            assert verdict.verdict == "refuse"
            assert {"not compared", "không được so sánh", "không so sánh"} & {
                one for one in ("not compared", "không được so sánh", "không so sánh") if one in said
            }, said
            continue
        wanted, furthest = moves(index, measure, base, year)
        assert close(numbers(said, lang), wanted), (said, wanted)
        assert all(name(one, lang) in said for one in furthest), (said, furthest)
        assert (("measured alike" in said) or ("đo giống nhau" in said)) == (kind == "parts"), said
        assert bool(reading.breaks(index, measure, base, year)) == (("Mind when" in said) or ("Lưu ý" in said)), said
    assert kinds == {"whole", "parts", "standing", "none"}


@LANGS
def test_who_rose_and_fell_most_did_so_over_what_was_measured_alike(lang):
    kinds = set()
    for index, measure, base, year in two_years(UPPER):
        kind, alike, parts = reading.basis(index, measure, base, year)
        points = reading.changes(index, measure, base, year).dropna()
        if kind not in ("whole", "parts") or points.empty:
            continue
        kinds.add(kind)
        frame, verdict = compared(index, measure, base, year)
        said = sentences.scores_moved(INDICES[index], measure, base, year, frame, verdict, translator(lang))
        wanted = ([len(alike), parts] if kind == "parts" else []) + [(points > 0).sum(), (points < 0).sum()]
        assert close(numbers(said, lang), wanted), (said, wanted)
        found = reading.amounts(said)
        for end in {points.max(), points.min()}:
            if (end > 0) == (end == points.max()) and end != 0:
                who = [name(one, lang) for one in points.index[points == end]]
                assert all(one in said for one in who), (said, who)
                assert any(value == pytest.approx(end, abs=0.0051) for value in found.values()), (said, end)
    assert kinds == {"whole", "parts"}


@LANGS
def test_what_moved_on_the_new_provinces_rests_on_the_same_members(lang):
    for index, measure, base, year in two_years([case for case in UPPER if "." not in case[2]], (1, 4)):
        frame, verdict = compared(index, measure, base, year, "34")
        if reading.basis(index, measure, base, year)[0] == "none":
            assert verdict.verdict == "refuse"
            continue
        said = sentences.change(INDICES[index], measure, base, year, frame, verdict, translator(lang))
        wanted, _ = moves(index, measure, base, year, "34")
        assert close(numbers(said, lang)[1:], wanted), (said, wanted)
        assert numbers(said, lang)[0] == 34


@LANGS
def test_derived_scores_are_means_by_people_and_their_ends_and_ranks_follow(lang):
    for index, year, measure in [*UPPER, *WHOLE[::7]]:
        score, t = reading.derived(index, year, measure)[0], translator(lang)
        table = standing(index, year, measure, "34")
        said = sentences.levels(INDICES[index], measure, year, table, t)
        lacking = int(score.isna().sum())
        wanted = [34, printed(score.min()), printed(score.max()), *([lacking] if lacking else [])]
        assert close(numbers(said, lang), wanted), said
        assert all(name(one, lang) in said for end in (score.min(), score.max()) for one in score.index[score == end])
        own = table.set_index("province").reindex(score.index)
        pd.testing.assert_series_equal(
            own["score"].astype(float), score, check_names=False, check_index_type=False, rtol=1e-9
        )
        rank = reading.ranks(index, year, measure, "34")
        assert own["rank"].astype("float64").fillna(0).tolist() == rank.fillna(0).tolist(), (index, year, measure)


@LANGS
def test_a_merged_province_is_said_to_stand_and_move_as_its_members_do(lang):
    t = translator(lang)
    for index, year in [("papi", one) for one in YEARS["papi"]]:
        score, rank = reading.derived(index, year, index)[0], reading.ranks(index, year, index, "34")
        for province in ("34:08", "34:15", "34:24"):
            said = sentences.province(profile.profile(INDICES[index], year, province, read=read), t)
            if pd.isna(score[province]):
                assert not {"scores", "đạt"} & set(said.split()), said
                continue
            wanted = [34, printed(score[province]), rank[province], reading.of(index, year, index, "34")]
            assert sorted(numbers(said, lang)[:4]) == pytest.approx(sorted(wanted), abs=0.0051), (said, wanted)
            points = (
                reading.changes(index, index, year - 1, year, "34")
                if year - 1 in YEARS[index]
                else score * float("nan")
            )
            if pd.notna(points[province]) and abs(points[province]) >= 0.005:
                word = {"vi": ("giảm", "tăng"), "en": ("down", "up")}[lang][int(points[province] > 0)]
                amount = f"{abs(points[province]):.2f}"
                assert re.search(rf"{word} {amount.replace('.', ',' if lang == 'vi' else '[.]')}", said), (said, amount)


@LANGS
def test_the_median_and_its_move_are_those_of_the_tables(lang):
    for index, measure, base, year in two_years(UPPER):
        frame, verdict = compared(index, measure, base, year)
        table, t = standing(index, year, measure), translator(lang)
        summary = scores.summary(INDICES[index], year, measure, table, score_store.means(index))
        said = sentences.overview(INDICES[index], measure, year, table, frame, verdict, summary, t, year_before=base)
        now, then = (reading.published(index, one, measure)["score"] for one in (year, base))
        wanted = [int(now.notna().sum()), 63, printed(now.median())]
        if reading.same(index, measure, base, year):
            moved = now.median() - then.median()
            wanted += [abs(moved)] if abs(moved) >= 0.00501 else []
        assert close(numbers(said, lang), wanted), (said, wanted)
        (before, labels), (after, _) = reading.groups(index, base, measure), reading.groups(index, year, measure)
        both = before.notna() & after.notna()
        if both.any() and reading.basis(index, measure, base, year)[0] != "none":
            steps = before[both].map(labels.index) - after[both].map(labels.index)
            tail = [(steps != 0).sum(), (steps > 0).sum(), (steps < 0).sum()]
            assert re.search(r"\D+".join(map(str, tail)).replace(r"\D+", r"\b(?:\D|20\d\d)+\b"), said), (said, tail)


def pairs_of_years():
    """Every pair of measures with their indices, in each year that measured both."""
    for left, right in PAIRS:
        a, b = left.partition(".")[0], right.partition(".")[0]
        for year in sorted(set(YEARS[a]) & set(YEARS[b])):
            if left in reading.measured(a, year) and right in reading.measured(b, year):
                yield left, right, a, b, year


@LANGS
def test_places_of_two_indices_are_counted_with_their_gaps(lang):
    t, met = translator(lang), 0
    for left, right, a, b, year in pairs_of_years():
        first, second = reading.ranks(a, year, left), reading.ranks(b, year, right)
        n, m = reading.of(a, year, left), reading.of(b, year, right)
        both = first.notna() & second.notna()
        share_a, share_b = 100 * (n - first) / (n - 1), 100 * (m - second) / (m - 1)
        stands = standing(a, year, left), standing(b, year, right)
        sides = (
            Side(INDICES[a], left, int(stands[0]["ranked"].iloc[0])),
            Side(INDICES[b], right, int(stands[1]["ranked"].iloc[0])),
        )
        frame = comparison.pair(*stands, sides[0].ranked, sides[1].ranked)
        said = sentences.pair(*sides, year, comparison.coverage(*stands), frame, t)
        wanted = [int(both.sum()), 63]
        if both.sum() >= 3:
            met += 1
            third = [thirds(one[both]) for one in (first, second)]
            wanted += [int(((third[0] == end) & (third[1] == end)).sum()) for end in (3, 1)]
            gap = (share_b - share_a)[both]
            wanted += [end for end in (gap.max(), -gap.min()) if end > 0]
        assert numbers(said, lang)[: len(wanted)] == pytest.approx(wanted, abs=0.51), (said, wanted)
    assert met > 5


def thirds(rank):
    """3 for the highest third of a set of ranks counted anew, 1 for the lowest."""
    place = rank.map(lambda own: ((rank < own).sum() + 0.5) / len(rank))
    return place.map(lambda share: 3 if share < 1 / 3 else 2 if share < 2 / 3 else 1)


def test_the_sample_holds_every_index_and_both_kinds_of_tables():
    assert {case[0] for case in CASES} == set(YEARS)
    assert PARTIAL
    assert len(two_years(UPPER)) > 150


@LANGS
def test_the_places_of_a_province_in_two_indices_are_those_of_the_tables(lang):
    t, told = translator(lang), 0
    for left, right, a, b, year in pairs_of_years():
        ranks = reading.ranks(a, year, left), reading.ranks(b, year, right)
        of = reading.of(a, year, left), reading.of(b, year, right)
        stands = standing(a, year, left), standing(b, year, right)
        sides = [
            Side(INDICES[key], measure, int(table["ranked"].iloc[0]))
            for key, measure, table in zip((a, b), (left, right), stands, strict=True)
        ]
        gaps = comparison.pair(*stands, sides[0].ranked, sides[1].ranked).set_index("province")["gap"]
        for province in [one for one in ranks[0].index if ranks[0].notna()[one] and ranks[1].notna()[one]][:4]:
            rows = tuple(table.set_index("province").loc[province] for table in stands)
            said = sentences.pair_place(*sides, province, rows, (None, None), float(gaps[province]), t)
            share = [100 * (n - rank[province]) / (n - 1) for rank, n in zip(ranks, of, strict=True)]
            gap = abs(share[1] - share[0])
            wanted = [ranks[0][province], of[0], ranks[1][province], of[1], *([gap] if gap > 0.51 else [])]
            assert numbers(said, lang)[: len(wanted)] == pytest.approx(wanted, abs=0.51), (said, wanted)
            told += 1
    assert told > 20
