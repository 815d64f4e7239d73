"""The words that sentences share: names, amounts, differences, and how a break is told."""

from collections.abc import Iterable, Mapping

from provindex import geography
from provindex.analysis import derived
from provindex.analysis.comparability import Verdict
from provindex.catalog import Index
from provindex.core import formats
from provindex.core.translate import Text, Translator


def name(province: str, t: Translator) -> str:
    """The name of a province in the language of the sentence."""
    return geography.province(province).name.get(t.lang)


def names(provinces: Iterable[str], t: Translator) -> str:
    """Several names, joined as in a sentence."""
    return formats.listing([name(province, t) for province in provinces], t.lang)


def by_reason(provinces: Iterable[str], reasons: Mapping[str, Text], t: Translator) -> str:
    """Provinces without a figure, those of one reason together with it in brackets; those without a reason last."""
    lacking = list(provinces)
    told = []
    for reason in dict.fromkeys(reasons[province] for province in lacking if province in reasons):
        of_it = [province for province in lacking if reasons.get(province) == reason]
        told.append(f"{names(of_it, t)} ({start_low(reason.get(t.lang))})")
    unexplained = [province for province in lacking if province not in reasons]
    return "; ".join([*told, names(unexplained, t)] if unexplained else told)


def subject(index: Index, measure: str, t: Translator, seen: tuple[int, str] | None = None) -> str:
    """What is measured: PAPI for the total, the quoted name with the index behind it for a part.

    ``seen`` is the year and one of the provinces that figures are shown for: where they are derived, that is said.
    """
    short, label = index.short.get(t.lang), index.measures[measure].name.get(t.lang)
    count = derived_count(index, *seen) if seen else 0
    total = measure == index.root.key
    if not count:
        return short if total else t("“{measure}” ({index})", measure=label, index=short)
    values = {"index": short, "count": count}
    if total:
        return t("{index} (derived for the {count} provinces)", **values)
    return t("“{measure}” ({index}, derived for the {count} provinces)", measure=label, **values)


def derived_count(index: Index, year: int, province: str) -> int:
    """For how many provinces the figures of a year are derived, seen on the edition of a province; 0 where official."""
    edition = geography.province(province).edition
    return len(geography.provinces(edition)) if derived.is_derived(index, year, edition) else 0


def amount(index: Index, value: float, t: Translator) -> str:
    """A score with its unit: 42,40 điểm, 86,98%."""
    if _in_percent(index):
        return formats.percent(value, t.lang, index.digits)
    return f"{formats.score(value, t.lang, index.digits)} {index.unit.get(t.lang)}"


def bare(index: Index, value: float, t: Translator) -> str:
    """A score behind a name, where its unit has been said already; per cent keep their sign."""
    return amount(index, value, t) if _in_percent(index) else formats.score(value, t.lang, index.digits)


def distance(index: Index, value: float, t: Translator) -> str:
    """The size of a difference without its direction: 1,53 điểm, 1,53 điểm phần trăm."""
    size = formats.score(abs(value), t.lang, index.digits)
    return t("{size} percentage points", size=size) if _in_percent(index) else f"{size} {index.unit.get(t.lang)}"


def moved(index: Index, value: float, t: Translator) -> str:
    """A difference of scores in words; a difference that rounds to nothing is called unchanged."""
    if not formats.shows(value, index.digits):
        return t("unchanged in score")
    size = distance(index, value, t)
    return t("up {size}", size=size) if value > 0 else t("down {size}", size=size)


def climbed(places: int, t: Translator) -> str:
    """A difference of ranks in words; positive = up."""
    if places == 0:
        return t("unchanged in rank")
    n = formats.integer(abs(places), t.lang)
    if places > 0:
        return t.plural("up {n} place", "up {n} places", places, n=n)
    return t.plural("down {n} place", "down {n} places", -places, n=n)


def group(index: Index, key: str, t: Translator) -> str:
    """A group inside a sentence: nhóm trung bình cao, nhóm A."""
    label = start_low(index.groups.labels[key].get(t.lang))
    return label if index.groups.kind == "fixed" else t("the {group} group", group=label)


def start_low(text: str) -> str:
    """A text inside a sentence: no full stop, and no capital unless it starts with an abbreviation."""
    text = text.removesuffix(".")
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def start_high(text: str) -> str:
    """A text at the start of a sentence."""
    return text[:1].upper() + text[1:]


def sentence(clauses: Iterable[str]) -> str:
    """Clauses parted by semicolons, with a capital and a full stop."""
    text = start_high("; ".join(clause for clause in clauses if clause))
    return text if text.endswith((".", ":")) else text + "."


def break_between(verdict: Verdict, t: Translator) -> str:
    """What changed between two years, as a sentence; empty where nothing is known to have changed.

    One change is told in full; several by their years, because the card lists the reasons below.
    """
    if verdict.verdict == "yes":
        return ""
    if len(verdict.reasons) == 1:
        return t("Mind when comparing: {reason}.", reason=start_low(verdict.reasons[0].get(t.lang)))
    years = formats.listing(list(dict.fromkeys(str(one.before) for one in verdict.breaks)), t.lang)
    return t("Mind when comparing: what is measured changed in {years}.", years=years)


def over(index: Index, measure: str, verdict: Verdict, t: Translator) -> str:
    """Over which parts a change in points is summed, where the others ask other questions; empty for a whole."""
    if verdict.basis != "parts":
        return ""
    called = index.parts_called(measure).get(t.lang)
    return t("over the {n} of {of} {parts} measured alike", n=len(verdict.parts), of=verdict.of, parts=called)


def in_parts(index: Index, measure: str, verdict: Verdict, t: Translator) -> str:
    """The same for a heading, in brackets after a blank: " (5 of 8 dimensions)"; empty for a whole."""
    if verdict.basis != "parts":
        return ""
    called = index.parts_called(measure).get(t.lang)
    said = t("{n} of {of} {parts}", n=len(verdict.parts), of=verdict.of, parts=called)
    return f" ({said})"


def share_of_parts(verdict: Verdict) -> str:
    """The same where there is room for a few letters only, beside a sentence that says it whole: " (5/8)"."""
    return f" ({len(verdict.parts)}/{verdict.of})" if verdict.basis == "parts" else ""


def gaps(index: Index, gap_from: float | None, gap_to: float | None, t: Translator) -> str:
    """The distances of a score from the median of each of two years: from -1,20 to +0,30; empty without both."""
    if gap_from is None or gap_to is None or gap_from != gap_from or gap_to != gap_to:
        return ""
    ends = (formats.signed(gap, t.lang, index.digits) for gap in (gap_from, gap_to))
    return t("its distance from the median went from {old} to {new}", **dict(zip(("old", "new"), ends, strict=True)))


def _in_percent(index: Index) -> bool:
    return index.unit.en == "%"
