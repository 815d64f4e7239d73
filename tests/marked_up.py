"""A store in which every text that came from outside is full of marks, for tests that look for what acts on them.

``python -m tests.marked_up`` fills the store that the environment names: a new index with its definition, figures of a
reform programme, two changes with a reason each, and a presentation. Nothing in it is any real index.
"""

import re
from datetime import date

import pyarrow as pa

from provindex.catalog.model import Index
from provindex.catalog.programme_model import OBSERVATIONS, UNIT_SCORES, UNITS, frame
from provindex.core import inert
from provindex.core.paths import ROOT
from provindex.intake.programme import reader
from provindex.publishing import assignments, presentations
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Terms, Upload
from provindex.store import published_catalog, score_store
from provindex.views import scenes
from tests import publishing

INDEX, PROVINCE, SHOW = "marked", "63:14", "marked-scenes"
YEARS = (2023, 2024)
MARKS = (
    "**zq1** _zq2_ [zq3](https://zq.example/a) ![zq4](https://zq.example/b.png) <b>zq5</b> "
    '<a href="https://zq.example/c">zq6</a> <img src=x onerror=alert(1)> $zq^7$ :red[zq8] :material/home: :smile: '
    "`zq9` ~~zqa~~ &lt;zqb&gt; %{x} www.zq.example zq@zq.example -> zqc"
)
SHORT = "<b>zq5</b> **zq1** [zq3](/a) :red[zq8] $zq^7$"
"""The same for names, which some figures cut."""

# What each mark is as long as something acts on it: not stopped by a backslash, nor parted by a joiner.
ACTING = [
    re.compile(pattern)
    for pattern in (
        r"(?<!\\)\*\*zq1", r"(?<!\\)_zq2_", r"(?<!\\)\[zq\d", r"https://zq", r"(?<!\\)<(?:b|a|img)\b", r"(?<!\\)\$zq",
        r":red", r":material/home", r":smile:", r"(?<!\\)`zq9", r"(?<!\\)~zqa", r"(?<!\\)&lt;zqb", r"www\.zq",
        r"zq@zq", r"(?<!\S)->(?!\S)",
    )
]  # fmt: skip
IN_FIGURES = [re.compile(pattern) for pattern in (r"<b>zq5", r"<a href", r"<img", r"&lt;zqb", r"%\{x\}\s+www")]


def acting(text: str, patterns: list[re.Pattern[str]] = ACTING) -> list[str]:
    """What of the marks in a text something would act on, each with a few letters around it."""
    found = (one.search(text) for one in patterns if "zq" in text)
    return [text[max(0, one.start() - 20) : one.end() + 20] for one in found if one]


def read_back(text: str) -> str:
    """What a person reads of a text that a page was given: without joiners, and without what stops a mark."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text.replace(inert.JOINER, ""))


def definition() -> str:
    """The definition of the index: that of PAPI under another key, with marks behind every name and sentence."""
    shipped = (ROOT / "data" / "papi" / "index.toml").read_text(encoding="utf-8")
    own = re.sub(r'"papi([.\w*]*)"', rf'"{INDEX}\1"', shipped).replace("[source.papi]", f"[source.{INDEX}]")
    marked = re.sub(r'\b((?:vi|en) = )"((?:[^"\\]|\\.)*)"', lambda found: f"{found[1]}{_toml(found[2] + ' ')}", own)
    named = re.compile(r"^((?:short|name) = \{.*)$", re.M)
    return named.sub(lambda found: found[1].replace(_inner(MARKS), _inner(SHORT)), marked)


def _toml(text: str) -> str:
    return f'"{text}{_inner(MARKS)}"'


def _inner(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def fill() -> Index:
    """Publish all of it; the index as it now shows."""
    content = definition().encode()
    index = published_catalog.read_definition(content)
    actor = Actor(f"an {MARKS}", "publisher")
    for year in YEARS:
        shipped = score_store.read_shipped("papi", year)
        rows = shipped.assign(
            measure=shipped["measure"].str.replace("papi", INDEX),
            source=INDEX,
            group_published=shipped["group_published"],
        )
        for note in (f"1 {MARKS}", f"2 {MARKS}"):
            upload = Upload(f"{SHORT} {year}.csv", f"{year}{note}".encode())
            publishing.publish(rows, index, year, upload, actor, Terms(note=note), definition=content)
            rows = rows.assign(score=rows["score"].where(rows["province"] != PROVINCE, rows["score"] + 0.01))
    publishing.publish_programme(programme(), Upload(f"{SHORT}.xlsx", b"x"), actor, Terms(note=MARKS))
    said = (SHORT, f"{SHORT} {MARKS}"[:200])
    assignments.enter(PROVINCE, 2023, 2024, f"{INDEX}.delivery", said, actor)
    params = {"index": INDEX, "measure": INDEX, "year": "2024", "base": "2023", "province": PROVINCE, "edition": "63"}
    made = [
        scenes.Scene(figure, params, {"vi": SHORT, "en": SHORT}, {"vi": MARKS, "en": MARKS}, MARKS, "")
        for figure in ("map", "league", "ends")
    ]
    presentations.save(SHOW, scenes.Presentation({"vi": SHORT, "en": SHORT}, tuple(made)), actor)
    return index


def programme() -> reader.Reading:
    """Figures of a quarter with a note and a source, two units and their scores, all under marked names."""
    days = {"start": date(2024, 4, 1), "end": date(2024, 6, 30)}
    units = [(f"{PROVINCE}.zq_{n}", f"{n} {SHORT}") for n in (1, 2)]
    figures = [
        {"province": PROVINCE, "unit": unit, "level": level, "indicator": "online_dossiers", "value": 80.0 + n}
        | days
        | {"note_vi": MARKS, "note_en": MARKS, "source": MARKS}
        for n, (unit, level) in enumerate([(None, "province"), *((unit, "department") for unit, _ in units)])
    ]
    registry = [
        {"unit": unit, "province": PROVINCE, "level": "department", "name_vi": name, "name_en": name, "source": MARKS}
        for unit, name in units
    ]
    points = [
        {"province": PROVINCE, "unit": unit, "year": year, "criterion": key, "name": f"{key} {MARKS}", "score": 8.0 - n}
        | {"max_points": 10.0, "rank_published": n + 1, "rating": SHORT, "note": MARKS, "source": MARKS}
        for n, (unit, _) in enumerate(units)
        for key in ("", "1", "2")
        for year in YEARS
    ]
    tables = ((figures, OBSERVATIONS), (registry, UNITS), (points, UNIT_SCORES))
    made = [frame(pa.Table.from_pylist(rows, schema=schema)) for rows, schema in tables]
    return reader.Reading(PROVINCE, *made, issues=())


if __name__ == "__main__":
    fill()
