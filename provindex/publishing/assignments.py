"""Who answers for a measure that fell, and what is to be done: entered once, kept for everybody, with who and when.

One commit an entry in the table of `provindex.store.programme_ledger`, so that nothing is lost and every former entry
stays in its history.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from provindex.core.errors import PublishConflict
from provindex.publishing import permissions
from provindex.publishing.permissions import Actor
from provindex.publishing.revisions import standing
from provindex.publishing.rules import plain
from provindex.store import ledger_records, programme_ledger
from provindex.store.ledger_records import State
from provindex.store.programme_ledger import ASSIGNED, FELL, ProgrammeRecord, merged, rows_of

_ATTEMPTS = 40


@dataclass(frozen=True)
class Assigned:
    """What was entered beside one measure.

    Attributes:
        responsible: Unit that answers for it; may be empty.
        note: What is to be done; may be empty.
        who: Who entered it.
        when: When, in UTC.
    """

    responsible: str
    note: str
    who: str
    when: datetime

    @property
    def empty(self) -> bool:
        """Whether what was entered before was taken away."""
        return not self.responsible and not self.note


def entered(province: str, base: int, year: int) -> dict[str, Assigned]:
    """What stands beside the measures of a province that fell from a base year to a year, by their keys.

    Raises:
        StoreError: The store cannot be reached.
    """
    return {key: one for key, one in _all(province, base, year).items() if not one.empty}


def enter(
    province: str,
    base: int,
    year: int,
    measure: str,
    said: tuple[str, str],
    actor: Actor,
    *,
    seen: Assigned | None = None,
) -> ProgrammeRecord:
    """Enter unit and note of one measure, in place of what stood there.

    Args:
        province: Id of the province.
        base: The earlier year.
        year: The later year.
        measure: Key of the measure, or indicator and level of a programme.
        said: Unit responsible and note; two empty texts take away what stood there.
        actor: Who enters it.
        seen: What the person saw there; None where nothing stood.

    Raises:
        AccessDenied: The actor may not publish.
        PublishConflict: Somebody else entered something there in between; nothing was written.
        StoreError: The store cannot be reached or written.
    """
    permissions.require(actor, "provisional")
    responsible, note = (plain(text) for text in said)
    row = {"base": base, "year": year, "measure": measure, "responsible": responsible, "note": note}
    when, who = ledger_records.now(), plain(actor.name)
    added = rows_of("assigned", pa.Table.from_pylist([row | {"who": who, "when": when}], schema=ASSIGNED))
    book = programme_ledger.current()

    def change(state: State[ProgrammeRecord]) -> tuple[ProgrammeRecord, pa.Table]:
        last = state.latest(FELL, province)
        before = book.rows(last) if last is not None else programme_ledger.ROWS.empty_table()
        stands = _read(before, province, base, year).get(measure)
        if stands is not None and _stale(stands, seen):
            raise PublishConflict(stands.who, stands.when, *programme_ledger.called(FELL, province))
        rows = merged(before, added)
        return (
            ProgrammeRecord(
                id="",
                kind="publish",
                topic=FELL,
                province=province,
                who=who,
                when=when,
                status="final",
                embargo=None,
                file="",
                sha256=hashlib.sha256(b"").hexdigest(),
                rows=len(rows),
                read=1,
                note=f"{measure} {base}–{year}: {responsible}; {note}",
                former=standing(last),
            ),
            rows,
        )

    for attempt in range(_ATTEMPTS):
        try:
            return book.put((FELL, province), change)
        except PublishConflict:
            # Somebody who entered another measure of the province at the same time is no reason to give way.
            stands = _all(province, base, year).get(measure)
            if attempt == _ATTEMPTS - 1 or (stands is not None and _stale(stands, seen)):
                raise
    raise AssertionError  # the last attempt returns or raises


def version(province: str) -> int:
    """Changes whenever something was entered for a province; 0 where nothing ever was.

    Raises:
        StoreError: The store cannot be reached.
    """
    last = programme_ledger.current().state().latest(FELL, province)
    return 0 if last is None else last.version


def _stale(stands: Assigned, seen: Assigned | None) -> bool:
    """Whether something else stands there than what a person saw; what was taken away is like nothing."""
    return stands != seen and not (stands.empty and seen is None)


def _all(province: str, base: int, year: int) -> Mapping[str, Assigned]:
    last = programme_ledger.current().state().latest(FELL, province)
    return {} if last is None else _read(programme_ledger.rows(last), province, base, year)


def _read(rows: pa.Table, province: str, base: int, year: int) -> dict[str, Assigned]:
    table = programme_ledger.table_of("assigned", rows, province)
    own = table[(table["base"] == base) & (table["year"] == year)]
    return {
        str(row["measure"]): Assigned(
            str(row["responsible"]), str(row["note"]), str(row["who"]), row["when"].to_pydatetime()
        )
        for row in own.to_dict("records")
    }
