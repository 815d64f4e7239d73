"""What the command line answers: text or JSON, and sentences about what was asked wrongly."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

import pandas as pd
from rapidfuzz import process

from provindex import geography
from provindex.analysis.integrity import Report
from provindex.analysis.profile import Profile
from provindex.catalog import Catalog, Index
from provindex.core import formats
from provindex.core.errors import FinalFiguresError
from provindex.core.translate import N_, Translator
from provindex.geography import name_matching
from provindex.publishing import change_notes
from provindex.sentences import province, words
from provindex.store.ledger_records import R, State

LIKENESS = 60
"""Per cent of likeness from which an unknown key is answered with a suggestion."""


_ASKED = N_("Replace them? [y/N] ")
_ASKED_BACK = N_("Take them back? [y/N] ")
_FINAL = N_("This takes back final figures that everybody sees.")
_AGREED = frozenset(("y", "yes", "c", "có", "co"))
_KEPT = N_("Nothing was changed.")


class UnknownError(Exception):
    """Something asked for that does not exist; the text is a sentence for the person who asked."""


def confirmed(told: str, note: str, t: Translator, *, yes: bool, asked: str = _ASKED) -> bool:
    """Whether a person replaces final figures: with a reason, and asked once more where somebody sits at a terminal.

    Args:
        told: Which figures would be replaced; always said.
        note: The reason; without one nothing is replaced.
        t: The language.
        yes: Agreed to beforehand. A script that states a reason has agreed by that.
        asked: The question at a terminal.
    """
    if not note.strip():
        print(told, t(change_notes.CONFIRM), file=sys.stderr)
        return False
    print(told, file=sys.stderr)
    if yes or not sys.stdin.isatty() or agreed(t(asked)):
        return True
    print(t(_KEPT), file=sys.stderr)
    return False


def agreed(asked: str) -> bool:
    """Whether somebody sits at a terminal and says yes; a script has options to say so beforehand."""
    return sys.stdin.isatty() and input(asked).strip().casefold() in _AGREED


def taken_back(undo: Callable[[bool], R], note: str, t: Translator, *, yes: bool) -> R | None:
    """An undo, with a reason and confirmed where final figures are taken back by it; None where nobody confirmed.

    Args:
        undo: Takes back; told whether that was confirmed.
        note: As in `confirmed`.
        t: The language.
        yes: As in `confirmed`.

    Raises:
        SentenceError: As ``undo`` does.
    """
    try:
        return undo(False)  # noqa: FBT003 - first without a confirmation, which only final figures need
    except FinalFiguresError:
        return undo(True) if confirmed(t(_FINAL), note, t, yes=yes, asked=_ASKED_BACK) else None  # noqa: FBT003


def find_index(catalog: Catalog, asked: str, t: Translator) -> Index:
    """The index with a key or short name, capitals aside.

    Raises:
        UnknownError: There is none; names those there are, or the one most alike.
    """
    spellings = {index.key: index for index in catalog.indices.values()}
    spellings |= {index.short.get(t.lang).lower(): index for index in catalog.indices.values()}
    found = spellings.get(asked.strip().lower())
    if found is not None:
        return found
    like = process.extractOne(asked.lower(), list(spellings), score_cutoff=LIKENESS)
    told = t("There is no index “{asked}”.", asked=asked)
    if like is None:
        known = t("Known are {names}.", names=formats.listing(list(catalog.indices), t.lang))
        raise UnknownError(f"{told} {known}")
    raise UnknownError(f"{told} {_did_you_mean([spellings[like[0]].key], t)}")


def find_year(index: Index, asked: str, t: Translator) -> int:
    """The year, if the index has it.

    Raises:
        UnknownError: It has not, or the text is no year; names the first and the last.
    """
    years = sorted(index.editions)
    if asked.strip().isdecimal() and int(asked) in index.editions:
        return int(asked)
    raise UnknownError(
        t(
            "{index} has no figures for “{asked}”; it has them from {first} to {last}.",
            index=index.short.get(t.lang),
            asked=asked,
            first=years[0],
            last=years[-1],
        )
    )


def find_province(asked: str, edition: str, t: Translator) -> str:
    """The id of a province in any spelling.

    Raises:
        UnknownError: No province of the edition is written so, or several may be meant.
    """
    found = name_matching.resolve(asked, edition, codes=True)
    if found.province is not None:
        return found.province
    if found.ambiguous:
        told = t("“{asked}” may mean more than one province.", asked=asked)
        raise UnknownError(f"{told} {_did_you_mean(_names(found.ambiguous, t), t)}")
    told = t("There is no province “{asked}” among the {of}.", asked=asked, of=len(geography.provinces(edition)))
    raise UnknownError(f"{told} {_did_you_mean(_names(found.suggestions, t), t)}".rstrip())


def seen_state(state: State[R], change: int | None, t: Translator) -> State[R]:
    """The table as it stood at the change that somebody has seen as the last; as it stands where none is named.

    Raises:
        UnknownError: The table has not reached that change.
    """
    if change is None:
        return state
    newest = max(state.version, 0)
    if not 0 <= change <= newest:
        raise UnknownError(t("There is no change {change}; the newest is {newest}.", change=change, newest=newest))
    return state.at(change)


def expect_unmerged(index: Index, year: int, t: Translator) -> None:
    """Make sure that a year is counted over the provinces from which the crosswalk leads.

    Raises:
        UnknownError: It is counted over the merged ones already.
    """
    edition = index.editions[year].provinces
    if not geography.crosswalk()["old"].str.startswith(f"{edition}:").any():
        raise UnknownError(t("The figures of {year} are those of the merged provinces already.", year=year))


def profile_text(profile: Profile, t: Translator) -> str:
    """A profile for a person: a heading, one line a fact, the sentence."""
    index = profile.index
    heading = (profile.province.name.get(t.lang), index.measures[profile.measure].name.get(t.lang), str(profile.year))
    lines = [", ".join(heading), "", *_columns(_facts(profile, t)), "", province(profile, t)]
    if profile.coverage.status == "provisional":
        lines.append(t("Provisional figures: they may still change."))
    return "\n".join(lines)


def profile_json(profile: Profile, t: Translator) -> str:
    """A profile as JSON with its sentence, names and reasons in the language of ``t``; see `Profile.to_json`."""
    return as_json(profile.to_json(t.lang) | {"sentence": province(profile, t)})


def as_json(value: object) -> str:
    """Plain values as indented JSON that keeps its accents."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)


def bridge_text(index: Index, year: int, bridged: pd.DataFrame, t: Translator) -> str:
    """A derived table of the merged provinces, in the order of their ranks, under a heading that says it is derived."""
    heading = t(
        "{subject} {year} on the {of} provinces: derived, not official; means of their members weighted by population",
        subject=index.measures[index.root.key].name.get(t.lang),
        year=year,
        of=len(bridged),
    )
    rows = [(t("Rank"), t("Province"), t("Score"), t("Range of members"), t("Weight left out"))]
    rows += [
        (
            formats.rank(row["rank"], t.lang),
            words.name(row["province"], t),
            formats.score(row["score"], t.lang, index.digits),
            formats.span(row["low"], row["high"], t.lang, index.digits),
            formats.percent(100 * row["missing_weight"], t.lang) if row["missing"] else "",
        )
        for row in bridged.sort_values("rank", kind="stable").to_dict("records")
    ]
    return "\n".join([heading, "", *table(rows)])


def check_text(report: Report) -> str:
    """The counts of every index and year, the sum of each index, and every warning and fault."""
    counts = report.counts
    lines = table([tuple(counts.columns), *(tuple(map(str, row)) for row in counts.to_numpy().tolist())])
    sums = counts.groupby("index", sort=False)[["scores", "ranks"]].sum()
    lines += [""]
    lines += [
        f"{index}: {formats.integer(scores, 'en')} scores, {formats.integer(ranks, 'en')} published ranks"
        for index, scores, ranks in sums.itertuples()
    ]
    lines += [f"to know: {warning}" for warning in report.warnings]
    lines += [f"fault: {fault}" for fault in report.faults]
    lines += [f"{len(report.faults)} faults" if report.faults else "No fault."]
    return "\n".join(lines)


def _facts(profile: Profile, t: Translator) -> Iterator[tuple[str, str]]:
    index, change = profile.index, profile.change
    if profile.score is not None:
        yield t("Score"), words.amount(index, profile.score, t)
    if profile.rank is not None:
        yield t("Rank"), f"{formats.rank(profile.rank, t.lang)}/{formats.integer(profile.ranked, t.lang)}"
    if profile.group is not None:
        yield t("Group"), index.groups.labels[profile.group].get(t.lang)
    if change is not None:
        moves = [] if change.score is None else [words.moved(index, change.score, t)]
        moves += [] if change.rank is None else [words.climbed(change.rank, t)]
        yield t("Change on {year}", year=change.from_year), "; ".join(moves)
    for label, keys in ((t("Rose"), profile.parts.rose), (t("Fell"), profile.parts.fell)):
        if keys:
            yield label, "; ".join(index.measures[key].name.get(t.lang) for key in keys)
    counts = f"{formats.integer(profile.coverage.known, t.lang)}/{formats.integer(profile.coverage.of, t.lang)}"
    yield t("Provinces with a figure"), counts


def _columns(facts: Iterable[tuple[str, str]]) -> list[str]:
    pairs = list(facts)
    width = max(len(label) for label, _ in pairs)
    return [f"{label.ljust(width)}  {value}" for label, value in pairs]


def table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Rows of cells as lines, each column as wide as its widest cell, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(_aligned, row, widths)).rstrip() for row in rows]


def _aligned(cell: str, width: int) -> str:
    return cell.rjust(width) if cell.isdecimal() or cell == formats.MISSING else cell.ljust(width)


def _names(provinces: Iterable[str], t: Translator) -> list[str]:
    return [words.name(one, t) for one in provinces]


def _did_you_mean(options: list[str], t: Translator) -> str:
    return t("Did you mean {names}?", names=formats.either(options, t.lang)) if options else ""
