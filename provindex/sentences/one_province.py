"""The sentence about one province in one year."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from provindex.core import formats
from provindex.core.translate import Translator
from provindex.sentences import words

if TYPE_CHECKING:
    from provindex.analysis.profile import Change, Profile


def province(profile: "Profile", t: Translator) -> str:
    """How a province stands: score, rank, group, change on the year before and the parts that rose and fell.

    Args:
        profile: `provindex.analysis.profile.profile`; every number of the sentence is one of it.
        t: The language.

    Returns:
        One sentence, followed by a second one where a break lies between the two years. A province without a figure
        is told with the reason. Nothing is compared over years that may not be compared.
    """
    if profile.score is None and profile.rank is None:
        return words.sentence([_absent(profile, t)])
    said = words.sentence([_stands(profile, t), *_compared(profile, t)])
    note = words.break_between(profile.verdict, t) if profile.change else ""
    return f"{said} {note}".rstrip()


def _absent(profile: "Profile", t: Translator) -> str:
    values = {
        "year": profile.year,
        "subject": words.subject(profile.index, profile.measure, t, (profile.year, profile.province.id)),
        "province": profile.province.name.get(t.lang),
    }
    if profile.reason is None:
        return t("in {year} there is no figure of {subject} for {province}", **values)
    return t(
        "in {year} there is no figure of {subject} for {province}: {reason}",
        reason=words.start_low(profile.reason.get(t.lang)),
        **values,
    )


def _stands(profile: "Profile", t: Translator) -> str:
    index, place = profile.index, _place(profile, t)
    values = {
        "year": profile.year,
        "subject": words.subject(index, profile.measure, t, (profile.year, profile.province.id)),
        "province": profile.province.name.get(t.lang),
    }
    if profile.score is None:
        return t("in {year}, {province} is {place} on {subject}; its score is not at hand", place=place, **values)
    standing = t(
        "in {year}, {province} scores {score} on {subject}",
        score=words.amount(index, profile.score, t),
        **values,
    )
    group = words.group(index, profile.group, t) if profile.group else ""
    return ", ".join(part for part in (standing, place, group and t("in {group}", group=group)) if part)


def _place(profile: "Profile", t: Translator) -> str:
    if profile.rank is None:
        return ""
    rank, of = formats.rank(profile.rank, t.lang), formats.integer(profile.ranked, t.lang)
    if profile.coverage.status == "partial":
        return t("ranked {rank} of {of} by the publisher", rank=rank, of=of)
    if words.derived_count(profile.index, profile.year, profile.province.id):
        return t("derived rank {rank} of {of}", rank=rank, of=of)
    return (
        t("tied at rank {rank} of {of}", rank=rank, of=of)
        if profile.tied
        else t("rank {rank} of {of}", rank=rank, of=of)
    )


def _compared(profile: "Profile", t: Translator) -> Iterator[str]:
    if profile.before in (None, profile.year):
        return
    if profile.verdict.verdict == "refuse":
        reason = words.start_low(profile.verdict.reasons[0].get(t.lang))
        yield t("not compared with {year}: {reason}", year=profile.before, reason=reason)
    elif profile.change is None:
        yield _nothing_to_compare(profile, t)
    else:
        yield _changed(profile, profile.change, t)
        yield _parts(profile, t)


def _nothing_to_compare(profile: "Profile", t: Translator) -> str:
    if profile.is_uneven:
        return t("not compared with {year}: not all of its members have figures of both years", year=profile.before)
    return t("there is no figure of {year} to compare with", year=profile.before)


def _changed(profile: "Profile", change: "Change", t: Translator) -> str:
    moves = []
    over = words.over(profile.index, profile.measure, profile.verdict, t)
    if change.score is not None:
        moved = words.moved(profile.index, change.score, t)
        moves.append(f"{moved} {over}" if over else moved)
    if change.rank is not None:
        moves.append(words.climbed(change.rank, t))
    moves_text = formats.listing(moves, t.lang)
    if change.within_error:
        return t(
            "{moves} on {year}, a change of score within the sampling error", moves=moves_text, year=change.from_year
        )
    if profile.verdict.basis == "whole":
        return t("{moves} on {year}", moves=moves_text, year=change.from_year)
    gaps = words.gaps(profile.index, change.gap_from, change.gap_to, t)
    return "; ".join(filter(None, [t("{moves} on {year}", moves=moves_text, year=change.from_year), gaps]))


def _parts(profile: "Profile", t: Translator) -> str:
    rose, fell = len(profile.parts.rose), len(profile.parts.fell)
    if not rose and not fell:
        return ""
    of = sum(part.period(profile.year) is not None for part in profile.index.children(profile.measure))
    alike = profile.parts.alike
    called = profile.index.parts_called(profile.measure).get(t.lang)
    values = {"rose": rose, "fell": fell, "of": of, "alike": alike, "parts": called}
    if alike < of:
        return t("of the {alike} of {of} {parts} measured alike {rose} rose and {fell} fell", **values)
    return t("of {of} {parts} {rose} rose and {fell} fell", **values)
