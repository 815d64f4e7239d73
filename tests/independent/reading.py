"""A second reading of what is published: plain pandas over the Parquet files, the geography's CSV and the catalogues.

It shares no code with the computations, so that a figure which both got wrong would have to be wrong twice over.
"""

import re
import tomllib
from functools import cache

import numpy as np
import pandas as pd

from dev import ROOT

DATA, GEO = ROOT / "data", ROOT / "geo"
PROVINCES = pd.read_csv(GEO / "provinces_63.csv", dtype="string").set_index("id")
NEW = pd.read_csv(GEO / "provinces_34.csv", dtype="string").set_index("id")
CROSSWALK = pd.read_csv(GEO / "crosswalk.csv")
MEMBERS = {
    new: dict(zip(rows["old"], rows["population"].astype(float), strict=True)) for new, rows in CROSSWALK.groupby("new")
}
CATALOGUES = {key: tomllib.loads((DATA / key / "index.toml").read_text("utf-8")) for key in ("papi", "par", "sipas")}
YEARS = {key: [one["year"] for one in found["edition"]] for key, found in CATALOGUES.items()}
PARTIAL = {
    (key, one["year"]) for key, found in CATALOGUES.items() for one in found["edition"] if one["status"] == "partial"
}
MEASURES = {key: {one["key"]: one for one in found["measure"]} for key, found in CATALOGUES.items()}
YEAR = {"vi": r"(?:năm )?\b20\d\d\b", "en": r"\b20\d\d\b"}
NUMBER = re.compile(r"(?<![\w.,])[+−-]?\d+(?:[.,]\d+)*")


def numbers(sentence, lang):
    """The numbers of a sentence in order, without years; both languages print tens of thousands never."""
    text = re.sub(YEAR[lang], " ", sentence).replace("/", " / ")
    return [float(one.replace("−", "-").replace(",", ".")) for one in NUMBER.findall(text)]


def amounts(sentence):
    """Name -> the number in brackets behind it, for every “name (number)” of a sentence."""
    known = {*PROVINCES["name_vi"], *PROVINCES["name_en"]}
    found = {}
    for name in known:
        for value in re.findall(rf"(?<!\w){re.escape(name)} \(([+−]?[\d.,]+)\s?%?\)", sentence):
            found[name] = float(value.replace("−", "-").replace(",", "."))
    return found


def name(province, lang):
    return str((NEW if province.startswith("34") else PROVINCES).at[province, f"name_{lang}"])


def printed(value):
    return float(f"{value:.2f}")


@cache
def parquet(index, year):
    columns = ["province", "measure", "score", "rank_published", "group_published"]
    return pd.read_parquet(DATA / index / f"{year}.parquet", columns=columns)


@cache
def published(index, year, measure):
    """Score and published rank of each of the 63 provinces, read from the file."""
    rows = parquet(index, year)
    rows = rows[rows["measure"] == measure].set_index("province")[["score", "rank_published"]].astype("float64")
    return rows.reindex(PROVINCES.index)


def ranks_alone(index, year, measure):
    """How many provinces have a published rank and no score, as a list; empty where none has."""
    table = published(index, year, measure)
    n = int((table["score"].isna() & table["rank_published"].notna()).sum())
    return [n] if n else []


def measured(index, year):
    """The measures of which the year's file has a score or a rank."""
    keys = parquet(index, year).dropna(how="all", subset=["score", "rank_published"])["measure"]
    return sorted(set(MEASURES[index]) & set(keys))


CASES = [
    (index, year, measure) for index, years in YEARS.items() for year in years for measure in measured(index, year)
]
WHOLE = [case for case in CASES if case[:2] not in PARTIAL]
PART = [case for case in CASES if case[:2] in PARTIAL]


def breaks(index, measure, base, year):
    """The breaks of the catalogue that lie between two years of a measure."""
    return [
        one
        for one in CATALOGUES[index].get("break", [])
        if base < one["before"] <= year
        and any(
            measure.startswith(pattern[:-1]) if pattern.endswith(".*") else measure == pattern
            for pattern in one["measures"]
        )
    ]


def period(index, measure, year):
    """The period of a measure that a year lies in, or None."""
    for one in MEASURES[index][measure].get("periods", []):
        if one["first"] <= year <= one.get("last", 9999):
            return one
    return None


def same(index, measure, base, year):
    """Whether a measure asked the same in both years: no break between them, measured in both, one scale."""
    ends = [period(index, measure, one) for one in (base, year)]
    if None in ends or breaks(index, measure, base, year):
        return False
    return (ends[0]["low"], ends[0]["high"]) == (ends[1]["low"], ends[1]["high"])


def children(index, measure, *years):
    """The parts of a measure that were measured in one of the years."""
    return [
        key
        for key, one in MEASURES[index].items()
        if one.get("parent") == measure and any(period(index, key, year) for year in years)
    ]


def basis(index, measure, base, year):
    """What of two years is compared: ``whole``, ``parts``, ``standing`` or ``none``; which parts; of how many."""
    between = breaks(index, measure, base, year)
    ends = [period(index, measure, one) for one in (base, year)]
    if None in ends or any(one["severity"] == "refuse" for one in between):
        return "none", [], 0
    if (ends[0]["low"], ends[0]["high"]) != (ends[1]["low"], ends[1]["high"]):
        return "none", [], 0
    if not between:
        return "whole", [], 0
    parts = children(index, measure, base, year) if CATALOGUES[index]["additive"] else []
    alike = [part for part in parts if same(index, part, base, year)]
    if not alike:
        return "standing", [], 0
    return ("whole" if len(alike) == len(parts) else "parts"), alike, len(parts)


@cache
def derived(index, year, measure):
    """Scores on the 34 provinces: means of the members by their people of 2019; and which members they lack."""
    score = published(index, year, measure)["score"].to_dict()
    found, lacking = {}, {}
    for new, members in MEMBERS.items():
        known = {old: people for old, people in members.items() if score[old] == score[old]}
        lacking[new] = tuple(sorted(members.keys() - known.keys()))
        gone = 1 - sum(known.values()) / sum(members.values())
        refused = not known or gone > 1 / 3 or ((index, year) in PARTIAL and gone > 0)
        mean = sum(score[old] * people for old, people in known.items()) / (sum(known.values()) or 1)
        found[new] = np.nan if refused else mean
    return pd.Series(found).reindex(NEW.index), pd.Series(lacking).reindex(NEW.index)


def scored(index, year, measure, edition="63"):
    """The scores of a year on the provinces of an edition."""
    return published(index, year, measure)["score"] if edition == "63" else derived(index, year, measure)[0]


@cache
def ranks(index, year, measure, edition="63"):
    """The published ranks of a partial table or where all scores have one, else those counted from the scores."""
    score = scored(index, year, measure, edition)
    if edition == "63":
        rank = published(index, year, measure)["rank_published"]
        if (index, year) in PARTIAL or (rank.notna().any() and rank[score.notna()].notna().all()):
            return rank
    if (index, year) in PARTIAL:
        return score * np.nan
    return score.map(lambda own: 1 + (score > own).sum() if pd.notna(own) else np.nan)


def of(index, year, measure, edition="63"):
    """The m of “rank n of m”."""
    rank, score = ranks(index, year, measure, edition), scored(index, year, measure, edition)
    known = len(score) if (index, year) in PARTIAL else int((score.notna() | rank.notna()).sum())
    return max(known, 0 if rank.isna().all() else int(rank.max()))


def sorted_in(index, year, score, value):
    """The group that the publisher's rule gives a value among scores that hold it, in a year with one."""
    rule = CATALOGUES[index]["groups"]
    own = next(one for one in rule["periods"] if one["first"] <= year <= one.get("last", 9999))
    labels = list(rule["labels"])
    if rule["kind"] == "fixed":
        cuts, upper = own["cuts"], True
    else:
        counted = score.fillna(0) if own.get("voids_as_lowest") else score.dropna()
        cuts, upper = [np.percentile(counted, share) for share in (75, 50, 25)], own["ties"] == "upper"
    above = [value >= cut if upper else value > cut for cut in cuts]
    return labels[above.index(True)] if any(above) else labels[-1]


@cache
def groups(index, year, measure):
    """The group of each of the 63 provinces: the published one, else by the rule of the catalogue; highest first."""
    rule, score = CATALOGUES[index]["groups"], published(index, year, measure)["score"]
    labels = list(rule.get("labels", {}))
    empty = pd.Series(None, index=score.index, dtype=object)
    spans = [one for one in rule.get("periods", []) if one["first"] <= year <= one.get("last", 9999)]
    stated = parquet(index, year)
    stated = stated[stated["measure"] == measure].set_index("province")["group_published"].reindex(score.index)
    covered = measure in rule.get("measures", []) and spans
    if not covered or score.isna().all() or (rule["kind"] == "quartile" and (index, year) in PARTIAL):
        return stated.astype(object).where(stated.notna(), None), labels
    for province, value in score.dropna().items():
        empty[province] = sorted_in(index, year, score, value)
    return stated.astype(object).where(stated.notna(), empty), labels


def changes(index, measure, base, year, edition="63"):
    """The change in points of each province over what was measured alike; missing where nothing may be compared."""
    kind, alike, _ = basis(index, measure, base, year)
    score = scored(index, year, measure, edition)
    if kind in ("none", "standing"):
        return score * np.nan
    keys = alike if kind == "parts" else [measure]
    points = sum(scored(index, year, key, edition) - scored(index, base, key, edition) for key in keys)
    return points.where(~uneven(index, measure, base, year, edition))


def uneven(index, measure, base, year, edition="63"):
    """Which merged provinces do not rest on the same members in both years, in any part compared."""
    score = scored(index, year, measure, edition)
    found = pd.Series(False, index=score.index)
    if edition == "34":
        kind, alike, _ = basis(index, measure, base, year)
        for key in [measure, *(alike if kind == "parts" else [])]:
            (old, before), (new, after) = derived(index, base, key), derived(index, year, key)
            found |= old.notna() & new.notna() & (before != after)
        both = derived(index, base, measure)[0].notna() & derived(index, year, measure)[0].notna()
        found &= both
    return found
