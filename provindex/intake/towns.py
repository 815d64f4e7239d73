"""Names that call a province a town or a district: tables of such units bear many a name that provinces have too."""

import re

from provindex import geography
from provindex.geography import name_matching
from provindex.intake import cells
from provindex.intake.extraction import Table
from provindex.intake.issues import Fact, Issues, issue_of

_TOWN = re.compile(
    r"(?:\d{1,3} ?[.)] ?)?(?:(?:ubnd|uy ban nhan dan) )?(?:thanh pho|tp|thi xa|tx|huyen|quan)\b[ .]*(.+)"
)
_FEWEST = 3
"""Names from which it is no slip: a single "Thành phố" may be one."""


def ask_about_towns(table: Table, edition: str, issues: Issues) -> None:
    """Hold back a table that calls several provinces which are no cities towns or districts.

    Args:
        table: As the layout reader found it.
        edition: Key of the province edition of its year.
        issues: Takes what is found.
    """
    found = {label.name: label.place for label in table.labels if _is_town(label.name, edition)}
    if len(found) >= _FEWEST:
        first, *_ = found
        facts: dict[str, Fact] = {"n": len(found), "examples": tuple(found)[:_FEWEST]}
        issues.add(issue_of("towns", found[first], value=first, facts=facts))


def _is_town(name: str, edition: str) -> bool:
    town = _TOWN.fullmatch(cells.plain(name))
    province = name_matching.known(town[1], edition) if town is not None else None
    if province is None:
        return False
    about = geography.province(province)
    return about.kind == "province" and about.city_since is None
