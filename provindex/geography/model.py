"""The parts of the geography: editions, regions and provinces."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from provindex.core.translate import Text

Kind = Literal["city", "province"]


@dataclass(frozen=True)
class ProvinceEdition:
    """The provinces of one span of time.

    Attributes:
        key: ``63`` or ``34``; the first part of every id.
        name: What a reader sees.
        valid_from: First day in force.
        valid_to: Last day in force; None while it still is.
        count: How many provinces it has.
    """

    key: str
    name: Text
    valid_from: date
    valid_to: date | None
    count: int


@dataclass(frozen=True)
class Region:
    """A group of neighbouring provinces, as the government groups them.

    Attributes:
        id: Edition and key, such as ``63:DBSH``.
        edition: Key of the edition.
        name: What a reader sees.
        order: 1 in the north, counting southwards.
    """

    id: str
    edition: str
    name: Text
    order: int


@dataclass(frozen=True)
class Province:
    """A province or centrally run city in one edition.

    Attributes:
        id: Edition and GSO code, such as ``63:01``. Codes and names are used again in later editions; ids are not.
        edition: Key of the edition.
        code: The two digits of the General Statistics Office.
        name: The short name in both languages.
        full_name: The Vietnamese name with its kind, when the edition began.
        kind: ``city`` for centrally run cities, else ``province``, when the edition began; see `kind_on`.
        city_since: The day on which a province became a centrally run city during its edition, else None.
        region: Id of the region.
        capital: Town of the provincial administration.
        lon: Degrees east of a point inside, for a label.
        lat: Degrees north of that point.
        aliases: Other spellings and abbreviations that mean this province and no other of its edition.
    """

    id: str
    edition: str
    code: str
    name: Text
    full_name: str
    kind: Kind
    city_since: date | None
    region: str
    capital: str
    lon: float
    lat: float
    aliases: tuple[str, ...] = ()

    def kind_on(self, day: date) -> Kind:
        """The kind on a day, which a promotion during the edition may have changed."""
        return "city" if self.city_since is not None and day >= self.city_since else self.kind


@dataclass(frozen=True)
class Tables:
    """Everything the tables say, in order: provinces by the Vietnamese alphabet, regions from north to south.

    Attributes:
        editions: Oldest first.
        provinces: By edition.
        regions: By edition.
        ambiguous: Edition -> abbreviation -> ids of the provinces that it may mean.
        owners: Edition -> archipelago -> id of the province it belongs to.
        archipelagos: Archipelago -> its name.
        attribution: What has to be printed on every map.
    """

    editions: tuple[ProvinceEdition, ...]
    provinces: dict[str, tuple[Province, ...]]
    regions: dict[str, tuple[Region, ...]]
    ambiguous: dict[str, dict[str, tuple[str, ...]]]
    owners: dict[str, dict[str, str]]
    archipelagos: dict[str, Text]
    attribution: Text
