"""The names of a table into provinces of the edition of its year, with an issue for each that means none."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from provindex import geography
from provindex.geography import name_matching
from provindex.intake import cells
from provindex.intake.extraction import Answers, Label, Table
from provindex.intake.formats import old_fonts
from provindex.intake.issues import Fact, Issue, Issues, Place, issue_of

_FEWEST_LABELS = 20
_LEAST_SHARE = 0.2
_FEWEST_ALIKE = 3
"""Unknown names with the same words beside a province's from which these are asked about once."""
_YEAR_ALONE = re.compile(r"(?:[ivx\d]{1,4}[.)] ?)?(?:ket qua )?(?:nam )?(20[0-4]\d)[.:]?")
"""A row that says which year the rows below it are of."""
_MINISTRY = re.compile(
    r"(?:[ivx\d]{1,4}[.)] ?)?(?:bo (?!phan)|ngan hang nha nuoc|thanh tra chinh phu|van phong chinh phu"
    r"|uy ban dan toc|bao hiem xa hoi viet nam|thong tan xa|dai (?:truyen hinh|tieng noi) viet nam)"
)
_LONGEST = 200
"""Letters of a name that are looked at; some list the former provinces of a merged one."""
_MOST_LABELS = 2_000
"""Names of a year beyond which a table is not one of provinces; the official files have at most seven times 63."""


@dataclass(frozen=True)
class Unresolved:
    """A name that means no province for certain.

    Attributes:
        name: As written.
        place: Where it stands first.
        options: Ids of the provinces it may mean, most likely first; empty if none is like it.
    """

    name: str
    place: Place
    options: tuple[str, ...]


def provinces_of(
    table: Table, edition: str, answers: Answers, issues: Issues
) -> tuple[list[str | None], list[Unresolved]] | None:
    """The province of each label, and the names that mean none for certain.

    In the list None stands for a label without a province, or whose province stands on its sheet a second time. There
    is no list where the names as a whole are no provinces of the edition, which one issue says. What is about no
    province, such as a mean, is listed in one issue; words that many names share and that are no part of a province's
    name are asked about in one.

    Args:
        table: As the layout reader found it.
        edition: Key of the province edition of its year.
        answers: Names that a person accepted.
        issues: Takes what is wrong.
    """
    if len(table.labels) > _MOST_LABELS:
        facts: dict[str, Fact] = {"rows": len(table.labels), "limit": _MOST_LABELS}
        issues.add(issue_of("too_many_rows", table.labels[0].place, expected=f"<= {_MOST_LABELS}", facts=facts))
        return None
    accepted = {name_matching.normal_form(name): found for (of, name), found in answers.names.items() if of == edition}
    filled = {figure.label for figure in table.figures if not cells.is_blank(figure.raw)}
    worded = _note_words(table, edition, accepted, filled, issues)
    if _are_foreign(table, edition, accepted, worded, issues):
        return None
    unresolved: list[Unresolved] = []
    figured = _with_figures(table)
    first: dict[tuple[str, int, str], Label] = {}
    provinces: list[str | None] = []
    for position, label in enumerate(_with_codes(table.labels, edition)):
        if position in worded:
            provinces.append(None)
            continue
        # Beside what is like no province texts are a signature or a note; figures have to be somebody's, and those
        # of a ministry are nobody's else.
        if (position not in figured or _is_ministry(label)) and not _is_like(label, edition, accepted):
            table.left.append((label.name, label.place))
            provinces.append(None)
            continue
        province = _province(label, edition, accepted, issues, unresolved)
        before = first.setdefault((label.place.sheet, label.part, province), label) if province else label
        if before is not label and province and position not in filled and not table.repeats:
            # "(2) Tỉnh Cao Bằng" below the table explains a mark.
            table.left.append((label.name, label.place))
            province = None
        elif before is not label and province and not table.repeats:
            where = before.place.address
            facts = {"province": geography.province(province).name, "first": where}
            issues.add(issue_of("province_twice", label.place, value=label.name, expected=where, facts=facts))
            province = None
        provinces.append(province)
    _note_left(table, issues)
    return provinces, unresolved


def _with_figures(table: Table) -> set[int]:
    """The positions of the labels beside which a number stands, or an error or a formula in place of one."""
    found: set[int] = set()
    for figure, sheet in table.placed():
        if figure.label not in found:
            cell = (figure.row, figure.column)
            if cell in sheet.errors or cell in sheet.formulas or cells.figure(figure.raw).state == "number":
                found.add(figure.label)
    return found


def _note_left(table: Table, issues: Issues) -> None:
    """Name the rows and columns that are about no province, so that none is left out in silence."""
    for name, place in table.left:
        year = _YEAR_ALONE.fullmatch(cells.plain(name))
        if year and int(year[1]) != table.year:
            facts: dict[str, Fact] = {"year": table.year, "other": int(year[1])}
            issues.add(issue_of("rows_of_year", place, value=name, facts=facts))
    if table.left:
        listed = tuple(dict.fromkeys(name for name, _ in table.left))
        issues.add(issue_of("rows_left", table.left[0][1], facts={"rows": listed}))


def _is_like(label: Label, edition: str, accepted: Mapping[str, str]) -> bool:
    """Whether a name without figures may be that of a province without figures."""
    found = name_matching.resolve(label.name[:_LONGEST], edition)
    agreed = name_matching.normal_form(label.name[:_LONGEST]) in accepted or _coded(label.code, edition)
    return bool(agreed or found.province or found.ambiguous or found.suggestions)


def _is_ministry(label: Label) -> bool:
    """Whether a name is that of a ministry or of another body of the central government, which one list may hold."""
    return _MINISTRY.match(cells.plain(label.name[:_LONGEST])) is not None


def _note_words(
    table: Table, edition: str, accepted: Mapping[str, str], filled: Collection[int], issues: Issues
) -> set[int]:
    """Ask once about words that stand beside the names of many provinces, as in "Sở Nội vụ An Giang".

    Returns:
        The positions of the labels that the issues are about.
    """
    patterns: dict[str, list[int]] = {}
    for position, label in enumerate(table.labels):
        known = name_matching.normal_form(label.name[:_LONGEST]) in accepted or _resolved(label, edition)
        if position in filled and not known and (pattern := _pattern(label.name, edition)):
            patterns.setdefault(pattern, []).append(position)
    asked: set[int] = set()
    for positions in patterns.values():
        examples = tuple(dict.fromkeys(table.labels[position].name for position in positions))
        if len(examples) < _FEWEST_ALIKE:
            continue
        facts: dict[str, Fact] = {
            "pattern": _pattern(examples[0], edition, as_written=True), "n": len(examples), "examples": examples[:3]
        }  # fmt: skip
        issues.add(issue_of("province_words", table.labels[positions[0]].place, value=examples[0], facts=facts))
        if proposed := _proposed(examples, edition):
            table.worded[str(facts["pattern"])] = proposed
        asked.update(positions)
    return asked


def _pattern(name: str, edition: str, *, as_written: bool = False) -> str:
    """What stands before or behind the name of a province in a text, with "…" in its stead; empty if none is in it."""
    pattern, _ = _parted(name, edition)
    return pattern if as_written else cells.plain(pattern)


def _parted(name: str, edition: str) -> tuple[str, str]:
    """The words beside the name of a province in a text, and that name; both empty if none is in it."""
    words = name[:_LONGEST].split()
    for size in range(len(words) - 1, 0, -1):
        ends = " ".join(words[-size:]), " ".join(words[:size])
        before, behind = " ".join(words[:-size]), " ".join(words[size:])
        for text, pattern in zip(ends, (f"{before} …", f"… {behind}"), strict=True):
            if name_matching.known(text, edition):
                return pattern, text
    return "", ""


def _proposed(examples: Collection[str], edition: str) -> dict[str, str]:
    """The province in each of some names; nothing where two are of one province, or one is of none for certain."""
    found = {name: name_matching.resolve(_parted(name, edition)[1], edition).province for name in examples}
    sure = {name: province for name, province in found.items() if province}
    return sure if len(set(sure.values())) == len(found) else {}


def _with_codes(found: Sequence[Label], edition: str) -> list[Label]:
    """The labels, without their codes where most contradict the names: then it is a column of another numbering."""
    pairs = [
        (name_matching.resolve(label.name[:_LONGEST], edition).province, _coded(label.code, edition)) for label in found
    ]
    both = [named == coded for named, coded in pairs if named and coded]
    if both.count(False) * 2 <= len(both):
        return list(found)
    return [replace(label, code=None) for label in found]


def other_edition(table: Table, edition: str) -> Issue | None:
    """The issue that the labels of a table are the provinces of another edition than that of its year; None if not."""
    own = [_resolved(label, edition) for label in table.labels]
    counts = {edition.key: edition.count for edition in geography.editions()}
    known = len(set(own) - {None})
    for key, count in counts.items():
        if key == edition:
            continue
        other = [_resolved(label, key) for label in table.labels]
        found = len(set(other) - {None})
        missed = sum(1 for one, province in zip(own, other, strict=True) if province and not one)
        # All of the other edition and no more, or names that only the other one has.
        if (found == count and known == count < counts[edition]) or (missed >= 5 and found >= 0.9 * count):
            facts: dict[str, Fact] = {"found": count, "edition": counts[edition], "year": table.year}
            place = table.labels[0].place
            return issue_of("wrong_edition", place, value=str(count), expected=str(counts[edition]), facts=facts)
    return None


def _are_foreign(
    table: Table, edition: str, accepted: Mapping[str, str], worded: Collection[int], issues: Issues
) -> bool:
    """Whether the labels are the provinces of another edition, or hardly any is a province; noted as one issue."""
    if not table.labels:
        return False
    if (wrong := other_edition(table, edition)) is not None:
        issues.add(wrong)
        return True
    own = {
        label.name: accepted.get(name_matching.normal_form(label.name[:_LONGEST])) or _resolved(label, edition)
        for label in table.labels
    }
    if len(own) >= _FEWEST_LABELS and sum(map(bool, own.values())) < _LEAST_SHARE * len(own):
        if not worded:
            issues.add(issue_of("names_unlike", table.labels[0].place, value=table.labels[0].name))
        return True
    return False


def _resolved(label: Label, edition: str) -> str | None:
    return name_matching.resolve(label.name[:_LONGEST], edition).province or _coded(label.code, edition)


def _coded(code: str | None, edition: str) -> str | None:
    """The province of a code; ids are of one edition, codes of the statistical office come with or without a zero."""
    if code is None:
        return None
    return name_matching.resolve(code.zfill(2) if code.isdecimal() else code[:20], edition, codes=True).province


def _province(
    label: Label,
    edition: str,
    accepted: Mapping[str, str],
    issues: Issues,
    unresolved: list[Unresolved],
) -> str | None:
    found = name_matching.resolve(label.name[:_LONGEST], edition)
    agreed = accepted.get(name_matching.normal_form(label.name[:_LONGEST]))
    if agreed and agreed.startswith(f"{edition}:"):
        return agreed
    by_code = _coded(label.code, edition)
    if found.province and by_code and found.province != by_code:
        facts: dict[str, Fact] = {name: geography.province(one).name for name, one in
                                  (("coded", by_code), ("province", found.province))}  # fmt: skip
        issues.add(issue_of("province_conflict", label.place, value=f"{label.code} {label.name}", facts=facts))
        return None
    if found.province or (by_code and (not label.name or label.name == label.code)):
        return found.province or by_code
    noted = _unresolved(label, edition, issues, found, by_code)
    unresolved += [noted] if noted is not None else []
    return None


def _unresolved(
    label: Label, edition: str, issues: Issues, found: name_matching.Resolution, by_code: str | None
) -> Unresolved | None:
    """Note a name that means no province for certain; None where a person has nothing to choose."""
    options = found.ambiguous or tuple(dict.fromkeys([*([by_code] if by_code else []), *found.suggestions]))
    if not label.name:
        issues.add(issue_of("province_nameless", label.place))
        return None
    called = tuple(geography.province(one).name for one in options)
    several = _several(label.name, edition)
    if several:
        facts: dict[str, Fact] = {"options": tuple(geography.province(one).name for one in several)}
        issues.add(issue_of("province_several", label.place, value=label.name, facts=facts))
        return None
    if old := old_fonts.named_in(label.name[:_LONGEST]):
        issues.add(issue_of("old_font", label.place, value=label.name, facts={"encoding": old.name}))
        return None
    expected = " | ".join(name.vi for name in called) or None
    if found.ambiguous:
        issues.add(
            issue_of("province_ambiguous", label.place, value=label.name, expected=expected, facts={"options": called})
        )
    else:
        count = len(geography.provinces(edition))
        facts = {"edition": count, "suggestions": called}
        issues.add(issue_of("province_unknown", label.place, value=label.name, expected=expected, facts=facts))
    return Unresolved(label.name, label.place, options)


def _several(name: str, edition: str) -> tuple[str, ...]:
    """The provinces of a cell that names more than one."""
    parts = [
        part for mark in (",", ";", "/", "&", "+") for part in name.replace(mark, "\n").split("\n") if mark in name
    ]
    parts += name.split(" và ") + name.split(" - ")
    found = dict.fromkeys(
        province for part in parts[:40] if (province := name_matching.resolve(part[:60], edition).province)
    )
    return tuple(found) if len(found) > 1 else ()
