"""What sentences say of one province and of the parts of a measure, against a second reading."""

import pandas as pd
import pytest

from provindex import sentences
from provindex.analysis import comparison, context, drilldown, profile, time_series
from provindex.analysis.comparability import comparable
from provindex.core.translate import translator
from provindex.sentences import dimensions, one_profile, spread
from tests.independent import reading
from tests.independent.frames import INDICES, JUMPS, close, read, standing
from tests.independent.reading import MEASURES, YEARS, name, numbers, printed

LANGS = pytest.mark.parametrize("lang", ["vi", "en"])


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
        rows = context.rows(INDICES["papi"], year, {one: standing("papi", year, one) for one in keys}, province)
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
            rows = time_series.rows(described, index, province, lambda of, key=index: standing(key, of, key))
            said = one_profile.over_years(described, index, province, rows, time_series.cuts(described, index), t)
            rank = pd.Series({year: reading.ranks(index, year, index)[province] for year in YEARS[index]})
            score = pd.Series({year: reading.published(index, year, index)["score"][province] for year in YEARS[index]})
            known = rank.notna() | score.notna()
            wanted = [known.sum(), len(YEARS[index])]
            if rank.notna().sum() > 1:
                wanted += [rank.min(), *([rank.max()] if rank.max() > rank.min() else [])]
            assert numbers(said, lang)[: len(wanted)] == wanted, (said, wanted)
            for one in rank.index[rank == rank.min()] if rank.notna().sum() > 1 else ():
                assert str(one) in said, said


@LANGS
def test_who_rose_most_from_a_similar_start_is_found_again(lang):
    t, kinds = translator(lang), set()
    for base, year in [(one - jump, one) for one in YEARS["papi"] for jump in JUMPS if one - jump in YEARS["papi"]]:
        kind, alike, of = reading.basis("papi", "papi", base, year)
        if kind not in ("whole", "parts"):
            continue
        points = reading.changes("papi", "papi", base, year)
        start = reading.published("papi", base, "papi")["score"]
        for province in ("63:01", "63:14", "63:22"):
            if pd.isna(start[province]):
                continue
            kinds.add(kind)
            others = points.dropna().drop(province, errors="ignore")
            near = (start[others.index] - start[province]).abs().sort_index().sort_values(kind="stable").index[:10]
            best = points[near].sort_index().idxmax()
            summed = alike if kind == "parts" else ()
            found = comparison.similar_start(read("papi", base), read("papi", year), "papi", [], province, alike=summed)
            verdict = comparable(INDICES["papi"], "papi", base, year)
            said = one_profile.similar_start(INDICES["papi"], "papi", found, province, base, year, verdict, t)
            if points[best] > 0.005:
                wanted = [10, points[best], *([len(alike), of] if kind == "parts" else [])]
                assert close(numbers(said, lang), wanted), (said, wanted)
                assert name(best, lang) in said, (said, best)
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
