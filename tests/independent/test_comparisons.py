"""What sentences say of groups, two years, derived provinces, pairs of indices and parts, against a second reading."""

import re
from functools import cache

import pandas as pd
import pytest

from provindex import (
    beside,
    change,
    comparison,
    course,
    derived,
    drilldown,
    profile,
    scores,
    sentences,
    store,
)
from provindex.catalog import load_catalog
from provindex.sentences import dimensions, one_profile, spread
from provindex.sentences.pairs import Side
from provindex.translate import translator
from tests.independent import reading
from tests.independent.reading import CASES, MEASURES, PARTIAL, WHOLE, YEARS, name, numbers, printed

LANGS = pytest.mark.parametrize("lang", ["vi", "en"])
INDICES = load_catalog().indices
UPPER = [case for case in WHOLE if case[2].count(".") < 2]
PAIRS = [("papi", "par"), ("papi", "sipas"), ("papi.procedures", "par.procedures"), ("papi.egovernance", "par.digital")]
# Neighbours, and years with one, several and refusing breaks between them.
JUMPS = (1, 3, 6)
read = cache(store.read)


@cache
def standing(index, year, measure, edition="63"):
    return derived.standing(INDICES[index], measure, year, read(index, year), edition)


@cache
def compared(index, measure, base, year, edition="63"):
    tables = (read(index, base), read(index, year))
    both = (standing(index, base, measure, edition), standing(index, year, measure, edition))
    return change.compared(INDICES[index], measure, (base, year), tables, both, edition)


def two_years(cases, jumps=JUMPS):
    """Measure and two years of it, with figures in both."""
    known = set(cases)
    return [
        (index, measure, year - jump, year)
        for index, year, measure in cases
        for jump in jumps
        if (index, year - jump, measure) in known
    ]


def close(found, wanted):
    return found[: len(wanted)] == pytest.approx(wanted, abs=0.0051)


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
    for end in (places.max(), -places.min()):
        if end > 0:
            wanted.append(end)
            furthest += list(places.index[places == (end if len(furthest) == 0 and end == places.max() else -end)])
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
def test_the_change_of_a_province_and_its_distance_from_the_median_are_told_together(lang):
    t, told = translator(lang), 0
    for base, year in [(one - jump, one) for one in YEARS["papi"] for jump in JUMPS if one - jump in YEARS["papi"]]:
        kind, alike, of = reading.basis("papi", "papi", base, year)
        if kind != "parts":
            continue
        points = reading.changes("papi", "papi", base, year)
        for province in ("63:01", "63:14", "63:22", "63:40"):
            old, new = (reading.published("papi", one, "papi")["score"] for one in (base, year))
            if pd.isna(points[province]) or abs(points[province]) < 0.006:
                continue
            about = profile.profile(INDICES["papi"], year, province, read=read, before=base)
            said = sentences.province(about, t)
            size = [abs(points[province]), len(alike), of]
            gaps = [old[province] - old.median(), new[province] - new.median()]
            found = numbers(said, lang)
            place = found.index(len(alike))
            assert found[place - 1 : place + 2] == pytest.approx(size, abs=0.0051), (said, size)
            word = {"vi": ("giảm", "tăng"), "en": ("down", "up")}[lang][int(points[province] > 0)]
            printed_size = f"{abs(points[province]):.2f}".replace(".", "," if lang == "vi" else ".")
            assert f"{word} {printed_size}" in said, said
            runs = [found[at : at + 2] for at in range(len(found) - 1)]
            assert any(run == pytest.approx(gaps, abs=0.0051) for run in runs), (said, gaps)
            told += 1
    assert told > 20


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
        summary = scores.summary(INDICES[index], year, measure, table, store.means(index))
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


@LANGS
def test_places_of_two_indices_are_counted_with_their_gaps(lang):
    t, met = translator(lang), 0
    for left, right in PAIRS:
        a, b = left.partition(".")[0], right.partition(".")[0]
        for year in sorted(set(YEARS[a]) & set(YEARS[b])):
            if left not in reading.measured(a, year) or right not in reading.measured(b, year):
                continue
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


def parts(index, measure, year):
    """What the sentences on the parts of a measure are made of."""
    branch = drilldown.branch(INDICES[index], measure, year)
    rows = drilldown.profile({one: standing(index, year, one) for one in branch.keys}, "quantile")
    return branch, rows


@LANGS
def test_medians_and_halves_of_the_parts_are_those_of_the_tables(lang):
    t = translator(lang)
    for year in YEARS["papi"]:
        for measure in [
            "papi",
            *[one for one in reading.children("papi", "papi", year) if reading.period("papi", one, year)],
        ]:
            keys = [one for one in reading.children("papi", measure, year) if one in reading.measured("papi", year)]
            branch, rows = parts("papi", measure, year)
            assert [one for one in branch.keys if one in keys] == keys
            score = {one: reading.published("papi", year, one)["score"] for one in keys}
            said = spread.spreads(
                INDICES["papi"], branch, year, rows, drilldown.spreads(INDICES["papi"], year, rows), t, None
            )
            median = {one: own.median() for one, own in score.items()}
            if branch.one_scale:
                found = numbers(said, lang)
                assert close(found, [printed(max(median.values())), printed(min(median.values()))]), said
            for one in keys:
                quoted = f"“{MEASURES['papi'][one]['name'][lang]}”"
                assert (
                    one not in (max(median, key=median.get), min(median, key=median.get))
                    or not branch.one_scale
                    or quoted in said
                )
            said = dimensions.places(INDICES["papi"], branch, year, rows, t, None)
            place = pd.DataFrame(
                {
                    one: (reading.of("papi", year, one) - reading.ranks("papi", year, one))
                    / (reading.of("papi", year, one) - 1)
                    for one in keys
                }
            ).dropna()
            wanted = sorted([len(keys), len(place), (place >= 0.5).all(axis=1).sum(), (place < 0.5).all(axis=1).sum()])
            assert sorted(numbers(said, lang)) == wanted, (said, wanted)


@LANGS
@pytest.mark.parametrize("province", ["63:01", "63:14", "63:22"])
def test_above_how_many_medians_a_province_lies_is_counted(lang, province):
    t = translator(lang)
    for year in YEARS["papi"]:
        keys = [one for one in reading.children("papi", "papi", year) if reading.period("papi", one, year)]
        rows = beside.rows(INDICES["papi"], year, {one: standing("papi", year, one) for one in keys}, province)
        own = {one: reading.published("papi", year, one)["score"] for one in keys}
        known = [one for one in keys if pd.notna(own[one][province])]
        if not known:
            continue
        said = one_profile.measures(INDICES["papi"], rows, province, year, t)
        above = sum(own[one][province] > own[one].median() for one in known)
        assert numbers(said, lang)[:2] == [above, len(known)], said
        share = {
            one: (reading.ranks("papi", year, one)[province] - 1) / (reading.of("papi", year, one) - 1) for one in known
        }
        ends = [
            [reading.ranks("papi", year, one)[province], reading.of("papi", year, one)]
            for one in (min(share, key=share.get), max(share, key=share.get))
        ]
        assert numbers(said, lang)[2:] == ends[0] + ends[1], said


@LANGS
def test_the_parts_of_a_province_that_rose_and_fell_are_counted(lang):
    t, alike_seen = translator(lang), 0
    for year in YEARS["papi"][1:]:
        for province in ("63:01", "63:14", "63:22", "63:40"):
            base = year - 1
            score = [reading.published("papi", one, "papi")["score"][province] for one in (base, year)]
            if any(map(pd.isna, score)) or reading.basis("papi", "papi", base, year)[0] == "none":
                continue
            said = sentences.province(profile.profile(INDICES["papi"], year, province, read=read), t)
            keys = [one for one in reading.children("papi", "papi", year) if reading.period("papi", one, year)]
            alike = [one for one in keys if reading.same("papi", one, base, year)]
            points = pd.Series({one: reading.changes("papi", one, base, year)[province] for one in alike})
            counts = [(points > 0).sum(), (points < 0).sum()]
            wanted = ([len(alike)] if len(alike) < len(keys) else []) + [len(keys), *counts]
            alike_seen += len(alike) < len(keys)
            first = said.partition(". ")[0] if "Mind" in said or "Lưu ý" in said else said
            assert numbers(first, lang)[-len(wanted) :] == wanted, (said, wanted)
    assert alike_seen > 5


@LANGS
def test_the_years_and_ranks_of_a_province_are_those_of_the_tables(lang):
    t = translator(lang)
    for index in YEARS:
        described = INDICES[index]
        for province in ("63:01", "63:14", "63:22"):
            rows = course.rows(described, index, province, lambda of, key=index: standing(key, of, key))
            said = one_profile.over_years(described, index, province, rows, course.cuts(described, index), t)
            rank = pd.Series({year: reading.ranks(index, year, index)[province] for year in YEARS[index]})
            score = pd.Series({year: reading.published(index, year, index)["score"][province] for year in YEARS[index]})
            known = rank.notna() | score.notna()
            wanted = [known.sum(), len(YEARS[index])]
            if rank.notna().sum() > 1:
                wanted += [rank.min(), *([rank.max()] if rank.max() > rank.min() else [])]
            assert numbers(said, lang)[: len(wanted)] == wanted, (said, wanted)
            for one in rank.index[rank == rank.min()] if rank.notna().sum() > 1 else ():
                assert str(one) in said, said


def test_the_sample_holds_every_index_and_both_kinds_of_tables():
    assert {case[0] for case in CASES} == set(YEARS)
    assert PARTIAL
    assert len(two_years(UPPER)) > 150
