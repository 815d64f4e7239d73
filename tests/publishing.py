"""Publishing and undoing as a person does who gives a reason and confirms, so that final figures may change."""

from dataclasses import replace
from typing import Any

import pandas as pd

from provindex.catalog import Index
from provindex.intake.programme.reader import Reading
from provindex.publishing import publish as _publish
from provindex.publishing import publish_programme as _programme
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Terms, Upload
from provindex.store.ledger_records import Record
from provindex.store.programme_ledger import ProgrammeRecord

WHY = "checked"


def publish(
    frame: pd.DataFrame,
    index: Index,
    year: int,
    upload: Upload,
    actor: Actor,
    terms: Terms | None = None,
    **further: Any,
) -> Record:
    """As `provindex.publishing.publish.publish`."""
    return _publish.publish(frame, index, year, upload, actor, _confirmed(terms), **further)


def undo(index: str, year: int, actor: Actor, note: str = WHY, **further: Any) -> Record:
    """As `provindex.publishing.publish.undo`."""
    return _publish.undo(index, year, actor, note, confirmed=True, **further)


def publish_programme(
    reading: Reading, upload: Upload, actor: Actor, terms: Terms | None = None, **further: Any
) -> ProgrammeRecord:
    """As `provindex.publishing.publish_programme.publish`."""
    return _programme.publish(reading, upload, actor, _confirmed(terms), **further)


def undo_programme(province: str, actor: Actor, note: str = WHY, **further: Any) -> ProgrammeRecord:
    """As `provindex.publishing.publish_programme.undo`."""
    return _programme.undo(province, actor, note, confirmed=True, **further)


def _confirmed(terms: Terms | None) -> Terms:
    terms = terms or Terms()
    return replace(terms, note=terms.note or WHY, replaces_final=True)
