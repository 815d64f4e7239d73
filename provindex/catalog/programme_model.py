"""The parts of a reform programme: indicators, plans, units inside a province, and the tables of their figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

import pandas as pd
import pyarrow as pa

from provindex.catalog.model import Source
from provindex.core.translate import Text

Kind = Literal["percent", "count"]
Aim = Literal["higher", "lower", "none"]
Level = Literal["province", "central", "department", "district", "commune"]
Qualifier = Literal["nearly", "above", "about"]

LEVELS: tuple[Level, ...] = ("province", "central", "department", "district", "commune")
"""From the province as a whole down; ``central`` are agencies of the state that sit in the province."""
UNIT_LEVELS: tuple[Level, ...] = ("department", "district", "commune", "central")
"""The levels whose units a province ranks, in the order in which a reader asks for them."""
QUALIFIERS: tuple[Qualifier, ...] = ("nearly", "above", "about")

LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)
"""Districts ended when local government got two tiers on 1 July 2025 (Nghị quyết 203/2025/QH15, article 2)."""

TOTAL = ""
"""The criterion that stands for a unit's whole index."""

OBSERVATIONS = pa.schema(
    [
        ("province", pa.string()),
        ("unit", pa.string()),
        ("level", pa.string()),
        ("start", pa.date32()),
        ("end", pa.date32()),
        ("indicator", pa.string()),
        ("value", pa.float64()),
        ("qualifier", pa.string()),
        ("numerator", pa.float64()),
        ("denominator", pa.float64()),
        ("target", pa.float64()),
        ("note_vi", pa.string()),
        ("note_en", pa.string()),
        ("source", pa.string()),
    ]
)
"""One figure: unit is null where the whole level is meant; value, numerator, denominator and target are in the unit of
the indicator (per cent or a count), null where nothing is stated; qualifier is the word printed before the value."""

UNITS = pa.schema(
    [
        ("unit", pa.string()),
        ("province", pa.string()),
        ("level", pa.string()),
        ("name_vi", pa.string()),
        ("name_en", pa.string()),
        ("valid_from", pa.date32()),
        ("valid_to", pa.date32()),
        ("source", pa.string()),
    ]
)
"""One unit inside a province; the days between which it existed are null where they are not known or it still does."""

UNIT_SCORES = pa.schema(
    [
        ("province", pa.string()),
        ("unit", pa.string()),
        ("year", pa.int16()),
        ("criterion", pa.string()),
        ("name", pa.string()),
        ("score", pa.float64()),
        ("max_points", pa.float64()),
        ("rank_published", pa.int16()),
        ("rating", pa.string()),
        ("note", pa.string()),
        ("source", pa.string()),
    ]
)
"""One score of a unit in its province's own PAR index. criterion is the printed code (``3``, ``3.2.1``), empty for the
total; a code that another one continues with a point is its part. score and max_points are points."""

_DTYPES = {pa.string(): pd.StringDtype(), pa.int16(): pd.Int16Dtype()}


def frame(table: pa.Table) -> pd.DataFrame:
    """A table of this module as a frame: texts and whole numbers nullable, days as ``datetime.date`` or None."""
    found: pd.DataFrame = table.to_pandas(types_mapper=_DTYPES.get, date_as_object=True)
    return found


def empty(schema: pa.Schema) -> pd.DataFrame:
    """No rows of a table."""
    return frame(schema.empty_table())


@dataclass(frozen=True)
class Target:
    """A target that a law or the Government sets for everybody.

    Attributes:
        value: In the unit of the indicator.
        first: First day it holds.
        last: Last day; None while it holds.
        text: Which decision says so.
        source: Where that is written.
    """

    value: float
    first: date
    last: date | None
    text: Text
    source: str


@dataclass(frozen=True)
class Indicator:
    """What a programme counts.

    Attributes:
        key: Its key.
        name: Its name.
        short: Its name in a chart.
        about: What it measures, in a sentence.
        unit: ``percent`` or ``count``.
        aim: Which way the plans want it to move.
        counted: What numerator, denominator and counts are of, such as dossiers; None where it goes without saying.
        feeds: Index key -> the measure that stands beside it.
        targets: Targets set for everybody.
    """

    key: str
    name: Text
    short: Text
    about: Text
    unit: Kind
    aim: Aim
    counted: Text | None
    feeds: Mapping[str, str]
    targets: tuple[Target, ...] = ()

    def target(self, day: date) -> Target | None:
        """The target that holds on a day."""
        found = (one for one in self.targets if one.first <= day and (one.last is None or day <= one.last))
        return next(found, None)


@dataclass(frozen=True)
class Plan:
    """The indicators that together tell how far a plan has come.

    Attributes:
        key: Its key.
        name: Whose tasks they are.
        assigned: Indicator that counts the tasks; the denominator of ``done`` says the same.
        done: Indicator of the tasks done, per cent with numerator and denominator.
        under_way: Indicator that counts those under way.
        overdue: Indicator that counts those overdue.
    """

    key: str
    name: Text
    assigned: str
    done: str
    under_way: str
    overdue: str

    @property
    def indicators(self) -> tuple[str, ...]:
        """All four."""
        return self.assigned, self.done, self.under_way, self.overdue


@dataclass(frozen=True)
class Unit:
    """A unit inside a province.

    Attributes:
        key: ``63:66.huyen_buon_don``.
        province: Id of the province.
        level: Its level.
        name: Its name with the word that says what it is.
        first: First day; None where it is not known.
        last: Last day; None while it exists.
    """

    key: str
    province: str
    level: Level
    name: Text
    first: date | None
    last: date | None

    def existed(self, start: date, end: date) -> bool:
        """Whether it existed on every day of a period."""
        return (self.first is None or self.first <= start) and (self.last is None or end <= self.last)


@dataclass(frozen=True)
class Programme:
    """Everything known of the programmes of all provinces.

    Attributes:
        indicators: By key, in the order of the catalogue.
        plans: In the order of the catalogue.
        pairing: What to know about the measures that stand beside the indicators.
        sources: By key.
        units: By key, in the order of the Vietnamese alphabet.
        observations: `OBSERVATIONS`.
        scores: `UNIT_SCORES`.
    """

    indicators: Mapping[str, Indicator]
    plans: tuple[Plan, ...]
    pairing: Text
    sources: Mapping[str, Source]
    units: Mapping[str, Unit]
    observations: pd.DataFrame
    scores: pd.DataFrame

    @cached_property
    def places(self) -> dict[tuple[str, str], pd.DataFrame]:
        """The observations of each province and unit; the unit is empty for the province and its levels as wholes."""
        keys = [self.observations["province"], self.observations["unit"].fillna("")]
        return {
            (str(province), str(unit)): rows for (province, unit), rows in self.observations.groupby(keys, sort=False)
        }

    def source(self, key: str) -> Text:
        """Where a figure comes from; what an analyst wrote stands for itself."""
        known = self.sources.get(key)
        return known.name if known else Text(vi=key, en=key)

    def units_of(self, province: str, level: Level | None = None) -> tuple[Unit, ...]:
        """The units of a province, or those of one level, in the order of the Vietnamese alphabet."""
        found = (unit for unit in self.units.values() if unit.province == province)
        return tuple(unit for unit in found if level in (None, unit.level))
