"""Publishing, holding, releasing and undoing: what shows afterwards, to whom, and what is refused."""

from datetime import date

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from provindex.catalog import Catalog, Index
from provindex.catalog.schema import source_key
from provindex.core.errors import (
    AccessDenied,
    CatalogError,
    FinalFiguresError,
    PublishConflict,
    PublishError,
    StoreError,
)
from provindex.core.translate import Text, translator
from provindex.publishing import publish
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Terms, Upload
from provindex.store import ledger, ledger_records, score_store
from provindex.store.ledger_records import Record
from tests import publishing

PUBLISHER = Actor("an@example.org", "publisher")
ANALYST = Actor("binh@example.org", "analyst")
READER = Actor("chi@example.org", "reader")
TODAY = date(2025, 4, 20)
LATER = date(2025, 5, 1)
HELD = Terms(embargo=LATER)
PROVISIONAL = Terms(status="provisional")
HELD_PROVISIONAL = Terms(status="provisional", embargo=LATER)


@pytest.fixture(autouse=True)
def day(own_store: object, monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """Each test has an empty store and begins on `TODAY`; it may put another day in place of it."""
    days = [TODAY]
    monkeypatch.setattr(ledger_records, "today", lambda: days[0])
    return days


@pytest.fixture
def papi(catalog: Catalog) -> Index:
    return catalog.indices["papi"]


def figures(shift: float = 0.0, year: int = 2024) -> pd.DataFrame:
    """A shipped year, every score moved by the same amount."""
    shipped = score_store.read_shipped("papi", year)
    return shipped.assign(score=shipped["score"] + shift)


def put(
    index: Index,
    shift: float = 0.0,
    actor: Actor = PUBLISHER,
    terms: Terms | None = None,
    *,
    year: int = 2024,
    expected: int | None = None,
) -> Record:
    upload = Upload("PAPI 2024.xlsx", f"{year} {shift}".encode())
    return publishing.publish(figures(shift, min(year, 2024)), index, year, upload, actor, terms, expected=expected)


def shift_shown(*, see_embargoed: bool = False) -> float:
    """By how much the scores of 2024 that show differ from those that ship."""
    difference = score_store.read("papi", 2024, see_embargoed=see_embargoed)["score"] - figures()["score"]
    assert difference.round(9).nunique() == 1
    return float(difference.iloc[0].round(9))


# ---- Publishing ----------------------------------------------------------------------------------------------------


def test_a_published_year_stands_in_place_of_the_shipped_one(papi: Index) -> None:
    put(papi, 0.25)
    assert shift_shown() == 0.25
    assert_frame_equal(score_store.read("papi", 2023), score_store.read_shipped("papi", 2023))


def test_every_column_comes_back_as_it_was_published(papi: Index) -> None:
    frame = score_store.read_shipped("papi", 2023)
    frame = frame.assign(rank_published=pd.Series(range(1, len(frame) + 1), dtype="Int16"), group_published="high")
    frame = frame.astype({"group_published": "string"})
    frame.loc[[3, 7], ["rank_published", "group_published"]] = pd.NA
    frame.loc[[5, 9], ["score", "low"]] = float("nan")
    publishing.publish(frame, papi, 2023, Upload("a.xlsx", b"1"), PUBLISHER)
    assert_frame_equal(score_store.read("papi", 2023), frame)


def test_a_partial_table_comes_back_as_it_was_published(catalog: Catalog) -> None:
    frame = score_store.read_shipped("par", 2012)
    record = publishing.publish(frame, catalog.indices["par"], 2012, Upload("a.xlsx", b"1"), PUBLISHER)
    assert_frame_equal(score_store.read("par", 2012), frame)
    assert record.partial


def test_rows_without_a_source_get_that_of_the_file(papi: Index) -> None:
    frame = figures().assign(source=pd.NA)
    frame.loc[0, "source"] = "papi"
    record = publishing.publish(frame, papi, 2024, Upload("a.xlsx", b"1"), PUBLISHER)
    shown = score_store.read("papi", 2024)["source"]
    assert shown.iloc[0] == "papi"
    assert set(shown.iloc[1:]) == {source_key(record.sha256)}


def test_a_record_says_who_what_and_from_which_file(papi: Index) -> None:
    put(papi, terms=PROVISIONAL)
    terms = Terms("provisional", LATER, "first look", date(2025, 4, 15))
    record = publishing.publish(figures(), papi, 2024, Upload(r"C:\Tệp\PAPI 2024.xlsx", b"bytes"), ANALYST, terms)
    assert (record.who, record.kind, record.index, record.year) == ("binh@example.org", "publish", "papi", 2024)
    assert (record.status, record.embargo, record.published) == ("provisional", LATER, date(2025, 4, 15))
    assert (record.file, record.note, record.edition) == ("PAPI 2024.xlsx", "first look", "63")
    assert record.sha256 == "277089d91c0bdf4f2e6862ba7e4a07605119431f5d13f726dd352b06f1b206a9"
    assert (record.rows, record.provinces, record.partial) == (2257, 61, False)
    assert ledger.current().place.kept(record.sha256) == b"bytes"


def test_texts_of_people_are_kept_on_one_line_without_what_is_unseen(papi: Index) -> None:
    upload = Upload("../../etc/\u202egpj.\x00xlsx\n", b"1")
    record = publishing.publish(figures(), papi, 2024, upload, PUBLISHER, Terms(note="a\r\nb\u200b  <script>"))
    assert (record.file, record.note) == ("gpj.xlsx", "a b <script>")


def test_the_rows_of_another_program_are_not_published_nor_published_upon(papi: Index) -> None:
    put(papi, 0.5)
    table = ledger.current()._open(None)
    table.delete("year = 2024")
    assert shift_shown() == 0.5
    with pytest.raises(StoreError, match="another program wrote it"):
        put(papi, 0.75)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda frame: frame.iloc[:0], "it has no rows"),
        (lambda frame: frame.assign(measure="papi.nothing"), "papi has no measure papi.nothing in 2024"),
        (lambda frame: frame.assign(measure="papi.procedures.construction"), "has no measure papi.procedures.constr"),
        (lambda frame: frame.assign(province="63:99"), "there is no province 63:99"),
        (lambda frame: frame.assign(province="01"), "the provinces are of the editions 01"),
        (lambda frame: frame.assign(province=["34:01", *frame["province"].iloc[1:]]), "of the editions 34, 63"),
        (lambda frame: pd.concat([frame, frame.head(1)]), "a province and measure stand twice"),
        (lambda frame: frame.assign(high=float("-inf")), "a number is infinite"),
        (lambda frame: frame.drop(columns="se"), "these columns are missing: se"),
        (lambda frame: frame.assign(rank_published=40000), "a column does not fit its type"),
    ],
    ids=["empty", "measure", "dropped measure", "province", "bare code", "editions", "twice", "inf", "column", "type"],
)
def test_a_frame_that_breaks_a_rule_is_not_written(papi: Index, change: object, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        publishing.publish(change(figures()), papi, 2024, Upload("a.xlsx", b"1"), PUBLISHER)
    assert ledger.current().state().version == -1


def test_a_table_that_lacks_a_tenth_of_the_country_is_partial(papi: Index) -> None:
    def without_total(provinces: int) -> pd.DataFrame:
        frame = figures(year=2023)
        lacking = sorted(frame.loc[frame["measure"] == "papi", "province"])[:provinces]
        return frame[(frame["measure"] != "papi") | ~frame["province"].isin(lacking)]

    assert not publishing.publish(without_total(4), papi, 2023, Upload("a.xlsx", b"1"), PUBLISHER).partial  # of 61: 57
    assert publishing.publish(without_total(5), papi, 2023, Upload("a.xlsx", b"2"), PUBLISHER).partial
    whole = Terms(partial=False)
    assert not publishing.publish(without_total(5), papi, 2023, Upload("a.xlsx", b"3"), PUBLISHER, whole).partial


# ---- Conflicts -----------------------------------------------------------------------------------------------------


def test_a_year_that_changed_since_the_preview_is_not_overwritten(papi: Index) -> None:
    put(papi, terms=PROVISIONAL)
    seen = publish.last_version("papi", 2024)
    put(papi, 0.25, ANALYST, PROVISIONAL)
    with pytest.raises(PublishConflict) as raised:
        put(papi, 0.5, expected=seen)
    assert raised.value.who == "binh@example.org"
    assert str(raised.value).startswith("binh@example.org published papi 2024 at ")
    assert raised.value.sentence(translator("vi")).startswith("binh@example.org đã công bố papi 2024 lúc ")
    assert shift_shown() == 0.25


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (publish.finalise, "An made papi 2024 final at "),
        (publish.release, "An showed papi 2024 to everybody at "),
        (publishing.undo, "An took back a change of papi 2024 at "),
    ],
    ids=["finalise", "release", "undo"],
)
def test_whatever_another_did_to_a_year_since_the_preview_is_named(papi: Index, act: object, told: str) -> None:
    seen = put(papi, 0.25, terms=HELD_PROVISIONAL)
    act("papi", 2024, Actor("An", "publisher"))
    with pytest.raises(PublishConflict) as raised:
        put(papi, 0.5, terms=HELD, expected=seen.version)
    assert str(raised.value).startswith(told)
    assert "(change 2), after you had looked at it." in str(raised.value)


def test_an_address_that_begins_a_sentence_keeps_its_small_letters() -> None:
    conflict = PublishConflict("binh@example.org", ledger_records.now(), Text("PAPI", "PAPI"), 2024)
    assert str(conflict).startswith("binh@example.org changed PAPI 2024 at ")


def test_who_looked_again_may_publish(papi: Index) -> None:
    put(papi, 0.25)
    put(papi, 0.5, expected=publish.last_version("papi", 2024))
    assert shift_shown() == 0.5


def test_another_year_is_no_conflict(papi: Index) -> None:
    put(papi, 0.25, year=2023)
    assert put(papi, 0.5, expected=0).version == 2


def test_a_preview_of_a_version_that_never_was_is_an_error_of_the_caller(papi: Index) -> None:
    with pytest.raises(ValueError, match="papi 2024 has no version 7"):
        put(papi, expected=7)


# ---- Holding -------------------------------------------------------------------------------------------------------


def test_held_figures_show_to_analysts_alone_until_their_day(papi: Index, day: list[date]) -> None:
    put(papi, 0.25, terms=HELD)
    assert (shift_shown(), shift_shown(see_embargoed=True)) == (0, 0.25)
    day[0] = date(2025, 4, 30)
    assert shift_shown() == 0
    day[0] = LATER
    assert shift_shown() == 0.25


def test_behind_held_figures_the_former_ones_stay(papi: Index) -> None:
    put(papi, 0.25)
    put(papi, 0.5, terms=HELD)
    put(papi, 0.75, terms=HELD)
    assert (shift_shown(), shift_shown(see_embargoed=True)) == (0.25, 0.75)


def test_a_release_shows_held_figures_at_once(papi: Index) -> None:
    put(papi, 0.25, terms=HELD_PROVISIONAL)
    record = publish.release("papi", 2024, PUBLISHER)
    assert (record.kind, record.embargo, record.status) == ("release", None, "provisional")
    assert shift_shown() == 0.25


def test_what_is_not_held_cannot_be_released(papi: Index) -> None:
    put(papi)
    with pytest.raises(PublishError, match="papi 2024 is not held"):
        publish.release("papi", 2024, PUBLISHER)


@pytest.mark.parametrize("embargo", [TODAY, date(2020, 1, 1)], ids=["today", "long ago"])
def test_an_embargo_lies_ahead(papi: Index, embargo: date) -> None:
    with pytest.raises(PublishError, match="is not a day to hold the figures until"):
        put(papi, terms=Terms(embargo=embargo))


def test_a_provisional_year_becomes_final_with_the_same_figures(papi: Index) -> None:
    put(papi, 0.25, terms=PROVISIONAL)
    record = publish.finalise("papi", 2024, PUBLISHER, "checked")
    assert (record.kind, record.status, record.note) == ("finalise", "final", "checked")
    assert shift_shown() == 0.25
    with pytest.raises(PublishError, match="papi 2024 is final already"):
        publish.finalise("papi", 2024, PUBLISHER)


def test_a_correction_of_held_figures_does_not_show_them_sooner(papi: Index) -> None:
    put(papi, 0.25, terms=HELD)
    for terms in (Terms(correction=True), Terms(embargo=date(2025, 4, 30), correction=True)):
        with pytest.raises(PublishError, match="publishing these now would show them as well"):
            put(papi, 0.5, terms=terms)
    put(papi, 0.5, terms=Terms(embargo=LATER, correction=True))
    assert (shift_shown(), shift_shown(see_embargoed=True)) == (0, 0.5)


def test_a_correction_is_cited_beside_what_it_corrects(papi: Index) -> None:
    put(papi, 0.25, terms=Terms(source="QĐ 1", published=date(2025, 4, 1)))
    first = put(papi, 0.5, terms=Terms(source="QĐ 2", correction=True))
    second = put(papi, 0.75, terms=Terms(correction=True))
    assert (first.kind, first.source, second.source) == ("correct", "QĐ 1; QĐ 2", "QĐ 1; QĐ 2")
    assert second.published == date(2025, 4, 1)


# ---- Undo ----------------------------------------------------------------------------------------------------------


def test_undo_goes_back_step_by_step_to_what_ships(papi: Index) -> None:
    for shift in (0.25, 0.5, 0.75):
        put(papi, shift)
    shown = []
    for _ in range(3):
        publishing.undo("papi", 2024, PUBLISHER)
        shown.append(shift_shown())
    assert shown == [0.5, 0.25, 0]
    with pytest.raises(PublishError, match="papi 2024 was taken back to what ships"):
        publishing.undo("papi", 2024, PUBLISHER)


def test_undo_of_a_year_that_does_not_ship_removes_it(papi: Index) -> None:
    put(papi, year=2030)
    assert score_store.years("papi")[-1] == 2030
    publishing.undo("papi", 2030, PUBLISHER)
    assert score_store.years("papi")[-1] == 2024
    with pytest.raises(CatalogError, match="the file is missing"):
        score_store.read("papi", 2030)


def test_undo_brings_back_status_and_embargo(papi: Index) -> None:
    put(papi, 0.25, terms=HELD_PROVISIONAL)
    publish.finalise("papi", 2024, PUBLISHER)
    publish.release("papi", 2024, PUBLISHER)
    first = publishing.undo("papi", 2024, PUBLISHER)
    assert (first.status, first.embargo, first.restored) == ("final", LATER, 2)
    second = publishing.undo("papi", 2024, PUBLISHER)
    assert (second.status, second.embargo, second.restored) == ("provisional", LATER, 1)
    assert (shift_shown(), shift_shown(see_embargoed=True)) == (0, 0.25)


def test_an_undo_can_be_undone(papi: Index) -> None:
    put(papi, 0.25)
    put(papi, 0.5)
    publishing.undo("papi", 2024, PUBLISHER)
    publishing.undo("papi", 2024, PUBLISHER, to=2)
    assert shift_shown() == 0.5
    publishing.undo("papi", 2024, PUBLISHER)
    assert shift_shown() == 0.25


def test_a_removal_can_be_undone(papi: Index) -> None:
    put(papi, 0.25)
    publishing.undo("papi", 2024, PUBLISHER)
    publishing.undo("papi", 2024, PUBLISHER, to=1)
    assert shift_shown() == 0.25


@pytest.mark.parametrize("to", [2, 3, 9], ids=["another year", "a removal", "no such version"])
def test_undo_goes_only_to_figures_of_the_year(papi: Index, to: int) -> None:
    put(papi)
    put(papi, year=2023)
    publishing.undo("papi", 2024, PUBLISHER)
    with pytest.raises(PublishError, match=f"Version {to} holds no figures of papi 2024"):
        publishing.undo("papi", 2024, PUBLISHER, to=to)


@pytest.mark.parametrize("change", [publish.undo, publish.finalise, publish.release])
def test_what_was_never_published_cannot_be_changed(change: object) -> None:
    with pytest.raises(PublishError, match="papi 2024 was never published here"):
        change("papi", 2024, PUBLISHER)


def test_an_undo_of_what_changed_meanwhile_is_refused(papi: Index) -> None:
    put(papi, 0.25)
    put(papi, 0.5)
    with pytest.raises(PublishConflict):
        publishing.undo("papi", 2024, PUBLISHER, expected=1)
    assert shift_shown() == 0.5


# ---- Access --------------------------------------------------------------------------------------------------------


def test_an_analyst_publishes_as_provisional(papi: Index) -> None:
    put(papi, terms=PROVISIONAL)
    assert put(papi, 0.25, ANALYST, PROVISIONAL).who == "binh@example.org"
    assert shift_shown() == 0.25


@pytest.mark.parametrize("actor", [ANALYST, READER], ids=lambda actor: actor.role)
def test_others_than_publishers_neither_make_final_nor_release_nor_undo(papi: Index, actor: Actor) -> None:
    put(papi, 0.25, terms=HELD_PROVISIONAL)
    for change in (publish.finalise, publish.release, publish.undo):
        with pytest.raises(AccessDenied, match=f"{actor.name} may"):
            change("papi", 2024, actor)
    with pytest.raises(AccessDenied):
        put(papi, 0.5, actor)
    assert ledger.current().state().version == 1


def test_a_reader_does_not_publish(papi: Index) -> None:
    with pytest.raises(AccessDenied, match="chi@example.org may not publish"):
        put(papi, 0.25, READER, PROVISIONAL)


@pytest.mark.parametrize(
    "terms", [PROVISIONAL, Terms(status="provisional", embargo=date(2025, 4, 30))], ids=["open", "a day sooner"]
)
def test_an_analyst_does_not_end_an_embargo_by_publishing_over_it(papi: Index, terms: Terms) -> None:
    put(papi, terms=PROVISIONAL)
    put(papi, 0.25, terms=HELD)
    with pytest.raises(AccessDenied, match="may not release figures"):
        put(papi, 0.5, ANALYST, terms)
    put(papi, 0.5, ANALYST, HELD_PROVISIONAL)
    assert (shift_shown(), shift_shown(see_embargoed=True)) == (0, 0.5)


def test_an_embargo_that_has_passed_binds_nobody(papi: Index, day: list[date]) -> None:
    put(papi, 0.25, terms=HELD_PROVISIONAL)
    day[0] = LATER
    put(papi, 0.5, ANALYST, PROVISIONAL)
    assert shift_shown() == 0.5


# ---- Final figures that everybody sees -----------------------------------------------------------------------------

WHY = "a slip of the publisher"


@pytest.mark.parametrize("terms", [PROVISIONAL, HELD_PROVISIONAL], ids=["open", "held"])
@pytest.mark.parametrize("shift", [0.0, 0.25], ids=["the same figures", "others"])
def test_an_analyst_does_not_publish_over_a_final_year(papi: Index, terms: Terms, shift: float) -> None:
    with pytest.raises(AccessDenied, match="binh@example.org may not publish over final figures"):
        put(papi, shift, ANALYST, terms)
    assert ledger.current().state().version == 0


@pytest.mark.parametrize(
    "terms",
    [
        Terms(),
        Terms(note=WHY),
        Terms(replaces_final=True),
        Terms(note=" ", replaces_final=True),
        PROVISIONAL,
        HELD,
        Terms(correction=True),
    ],
    ids=["neither", "a reason", "a confirmation", "a blank reason", "provisional", "held", "a correction"],
)
def test_final_figures_are_not_replaced_without_a_reason_and_a_confirmation(papi: Index, terms: Terms) -> None:
    with pytest.raises(FinalFiguresError, match="This would replace final figures of papi 2024 that everybody sees"):
        publish.publish(figures(0.25), papi, 2024, Upload("a.xlsx", b"1"), PUBLISHER, terms)
    assert shift_shown() == 0
    assert ledger.current().state().latest("papi", 2024) is None


def test_final_figures_are_replaced_with_a_reason_and_a_confirmation(papi: Index) -> None:
    terms = Terms(note=WHY, replaces_final=True)
    record = publish.publish(figures(0.25), papi, 2024, Upload("a.xlsx", b"1"), PUBLISHER, terms)
    assert (record.note, shift_shown()) == (WHY, 0.25)


def test_what_takes_no_final_figure_away_needs_no_confirmation(papi: Index) -> None:
    publish.publish(figures(), papi, 2024, Upload("a.xlsx", b"1"), PUBLISHER, PROVISIONAL)
    publish.publish(figures(0.25), papi, 2024, Upload("a.xlsx", b"2"), ANALYST, PROVISIONAL)
    publish.publish(figures(), papi, 2030, Upload("a.xlsx", b"3"), PUBLISHER)
    assert shift_shown() == 0.25


@pytest.mark.parametrize(("note", "confirmed"), [("", True), (WHY, False), (" ", True)])
def test_final_figures_are_not_taken_back_without_a_reason_and_a_confirmation(
    papi: Index, note: str, confirmed: bool
) -> None:
    put(papi, 0.25)
    with pytest.raises(FinalFiguresError, match="This would take back final figures of papi 2024"):
        publish.undo("papi", 2024, PUBLISHER, note, confirmed=confirmed)
    assert shift_shown() == 0.25
    publish.undo("papi", 2024, PUBLISHER, WHY, confirmed=True)
    assert shift_shown() == 0


def test_a_year_that_became_final_is_not_made_provisional_again_without_a_confirmation(papi: Index) -> None:
    put(papi, 0.25, terms=PROVISIONAL)
    publish.finalise("papi", 2024, PUBLISHER)
    with pytest.raises(FinalFiguresError):
        publish.undo("papi", 2024, PUBLISHER, WHY)


def test_a_removal_of_final_figures_is_not_undone_without_a_confirmation(papi: Index) -> None:
    put(papi, 0.25)
    publishing.undo("papi", 2024, PUBLISHER)
    with pytest.raises(FinalFiguresError):  # what ships is final too
        publish.undo("papi", 2024, PUBLISHER, to=1)


@pytest.mark.parametrize("terms", [PROVISIONAL, HELD, HELD_PROVISIONAL], ids=["provisional", "held", "both"])
def test_what_is_not_final_or_not_open_is_taken_back_without_a_confirmation(papi: Index, terms: Terms) -> None:
    put(papi, 0.25, terms=terms)
    publish.undo("papi", 2024, PUBLISHER)
    assert (shift_shown(), shift_shown(see_embargoed=True)) == (0, 0)


def test_held_figures_over_held_ones_are_taken_back_without_a_confirmation(papi: Index) -> None:
    put(papi, 0.25, terms=HELD)
    put(papi, 0.5, terms=HELD)
    publish.undo("papi", 2024, PUBLISHER)
    assert (shift_shown(), shift_shown(see_embargoed=True)) == (0, 0.25)


# ---- A store that does not answer ----------------------------------------------------------------------------------


def test_a_store_that_cannot_be_made_is_told(papi: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVINDEX_STORE", "/dev/null/store")
    with pytest.raises(StoreError, match="Nothing was written, and what was published before is unchanged"):
        put(papi)


def test_a_definition_for_an_index_that_ships_is_refused(papi: Index) -> None:
    with pytest.raises(PublishError, match="papi ships with this program"):
        publishing.publish(figures(), papi, 2024, Upload("a.xlsx", b"1"), PUBLISHER, definition=b'key = "papi"')
