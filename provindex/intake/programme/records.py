"""What is found in a programme file: figures and scores with their places, the units they name, and the issues."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from provindex import geography
from provindex.catalog.programme_model import LEVELS, Level, Programme, Qualifier, Unit
from provindex.core.collation import fold
from provindex.core.periods import Period
from provindex.core.translate import Text, in_every_language
from provindex.geography.model import ProvinceEdition
from provindex.intake.issues import Fact, Issues, Place, issue_of
from provindex.sentences import programme as said


@dataclass(frozen=True)
class Figure:
    """One figure of a programme as the file has it; see `provindex.catalog.programme_model.OBSERVATIONS`."""

    place: Place
    unit: Unit | None
    level: Level
    period: Period
    indicator: str
    value: float | None
    qualifier: Qualifier | None = None
    numerator: float | None = None
    denominator: float | None = None
    target: float | None = None
    note_vi: str | None = None
    note_en: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Score:
    """One score of a unit in its province's own index; see `provindex.catalog.programme_model.UNIT_SCORES`."""

    place: Place
    unit: Unit
    year: int
    criterion: str
    name: str
    score: float | None
    most: float | None
    rank: int | None = None
    rating: str | None = None


@dataclass
class Found:
    """What a reader knows while it goes through the sheets.

    Attributes:
        programme: Everything published so far.
        province: Id of the province.
        issues: Where issues go.
        units: The units of the province by plain name, those of the file's own registry among them.
        added: The units that the file adds to the registry.
    """

    programme: Programme
    province: str
    issues: Issues
    units: dict[str, Unit] = field(default_factory=dict)
    added: dict[str, Unit] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with the units of the registry."""
        for unit in self.programme.units_of(self.province):
            self.units |= {fold(unit.name.vi): unit, fold(unit.name.en): unit}

    @cached_property
    def edition(self) -> ProvinceEdition:
        """The edition of the province."""
        key = geography.province(self.province).edition
        return next(one for one in geography.editions() if one.key == key)

    @cached_property
    def name(self) -> Text:
        """The name of the province."""
        return geography.province(self.province).name

    def tell(
        self,
        code: str,
        place: Place,
        value: object = None,
        *,
        expected: str | None = None,
        facts: Mapping[str, Fact] | None = None,
        **more: Fact,
    ) -> None:
        """Add an issue; what was expected is in words or numbers that need no translation."""
        self.issues.add(issue_of(code, place, value=value, expected=expected, facts={**(facts or {}), **more}))


def level_name(level: Level) -> Text:
    """A level inside a sentence, in every language."""
    return in_every_language(lambda t: said.level(level, t))


def level_names() -> tuple[Text, ...]:
    """All of them."""
    return tuple(level_name(level) for level in LEVELS)
