"""Publishing programme files: what shows to whom, what one publish leaves of another, holding, undoing, racing."""

import shutil
import time
from datetime import date

import pytest

from provindex.core import paths
from provindex.core.errors import AccessDenied, FinalFiguresError, PublishConflict, PublishError
from provindex.core.translate import translator
from provindex.intake.formats.workbook import load
from provindex.intake.programme import diff, reader
from provindex.publishing import publish_programme
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Terms, Upload
from provindex.store import ledger_records, programme_ledger, published_programme, score_store
from provindex.store.ledger import Book
from tests import publishing
from tests.provindex.intake.programme.test_reader import FIGURES, INDEX, UNITS, figure, workbook
from tests.provindex.nursery import Publishers, forks, spread

pytestmark = pytest.mark.usefixtures("own_store")

SON_LA, HA_NOI = "63:14", "63:01"
AN, BINH = Actor("An", "publisher"), Actor("Bình", "analyst")
LATER = date(2999, 5, 1)
NEW = ("01/04/2024", "30/06/2024")
"""A quarter of which nothing ships."""


@pytest.fixture
def day(monkeypatch):
    """Today, as the ledger sees it: a list whose only item may be changed."""
    days = [ledger_records.today()]
    monkeypatch.setattr(ledger_records, "today", lambda: days[0])
    return days


def upload(value, *more, province="Sơn La", when=NEW, name="quy2.xlsx"):
    sheets = (FIGURES, figure("online_dossiers", value, when=when)), *more
    return Upload(name, workbook(*sheets, province=province))


def put(value, *more, actor=AN, terms=None, expected=None, **options):
    file = upload(value, *more, **options)
    reading = reader.read(load(file.content, file.name), published_programme.current(see_embargoed=True))
    return publishing.publish_programme(reading, file, actor, terms, expected=expected)


def values(province=SON_LA, indicator="online_dossiers", **options):
    """Last day of each period -> figure of the province."""
    rows = published_programme.current(**options).observations
    own = rows[(rows["province"] == province) & (rows["indicator"] == indicator)]
    return dict(zip((str(day) for day in own["end"]), own["value"], strict=True))


SHIPPED = {"2024-03-15": 91.73}


def test_a_published_figure_stands_beside_those_that_ship():
    put(92.5)
    assert values() == SHIPPED | {"2024-06-30": 92.5}


def test_a_published_figure_takes_the_place_of_the_shipped_one_of_its_days():
    put(92.0, when=("01/01/2024", "15/03/2024"))
    assert values() == {"2024-03-15": 92.0}


def test_units_and_scores_of_the_file_land_in_the_same_change():
    made = put(
        92.5,
        (UNITS, ("Sở Nội vụ", "Sở, ban, ngành", "01/01/2000", None)),
        (INDEX, ("Điểm tối đa", None, None, 100, None, 50, 50, 10), ("Sở Nội vụ", None, 2023, 89, 1, 45, 44, 8)),
    )
    shown = published_programme.current()
    assert (made.version, made.rows) == (1, 6)
    assert shown.units["63:14.so_noi_vu"].level == "department"
    assert shown.scores[["criterion", "score"]].to_numpy().tolist() == [
        ["", 89.0],
        ["1", 45.0],
        ["2", 44.0],
        ["2.1", 8.0],
    ]


def test_a_later_file_leaves_what_it_does_not_name():
    put(92.5)
    made = put(93.0, when=("01/07/2024", "30/09/2024"))
    assert values() == SHIPPED | {"2024-06-30": 92.5, "2024-09-30": 93.0}
    assert (made.rows, made.read) == (2, 1)


def test_a_province_is_published_apart_from_others():
    put(92.5)
    put(80.0, province="Hà Nội")
    assert values(HA_NOI) == {"2024-06-30": 80.0}
    assert values() == SHIPPED | {"2024-06-30": 92.5}


def test_the_version_of_the_data_changes_with_a_publish_and_comes_back_with_its_undo():
    before = score_store.data_version()
    put(92.5)
    after = score_store.data_version()
    publishing.undo_programme(SON_LA, AN)
    assert (after != before, score_store.data_version()) == (True, before)


def test_the_version_of_the_data_changes_with_the_shipped_programmes(tmp_path, monkeypatch):
    shutil.copytree(paths.data_folder(), tmp_path / "data")
    monkeypatch.setenv("PROVINDEX_DATA", str(tmp_path / "data"))
    before = score_store.data_version()
    (tmp_path / "data" / "programme" / "units.csv").open("a").write("\n")
    assert score_store.data_version() != before


def test_a_version_reads_what_stood_when_it_was_given():
    version = score_store.data_version()
    put(92.5)
    assert values(version=version) == SHIPPED


def test_held_figures_show_to_analysts_alone_until_their_day(day):
    put(92.5, terms=Terms(embargo=LATER))
    assert values() == SHIPPED
    assert values(see_embargoed=True) == SHIPPED | {"2024-06-30": 92.5}
    day[0] = LATER
    assert values() == SHIPPED | {"2024-06-30": 92.5}


def test_held_figures_change_the_version_of_analysts_alone(day):
    readers, analysts = score_store.data_version(), score_store.data_version(see_embargoed=True)
    put(92.5, terms=Terms(embargo=LATER))
    assert score_store.data_version() == readers
    assert score_store.data_version(see_embargoed=True) != analysts


@pytest.mark.parametrize("actor", [AN, BINH], ids=["publisher", "analyst"])
def test_an_open_publish_does_not_show_held_figures_of_the_province(day, actor):
    put(92.5, terms=Terms(embargo=LATER))
    with pytest.raises(PublishError) as raised:
        put(93.0, actor=actor, terms=Terms("provisional"), when=("01/07/2024", "30/09/2024"))
    told = raised.value.sentence(translator("en"))
    assert told.startswith("Figures of the reform programme of Son La are held until 1 May 2999, and publishing")
    assert values() == SHIPPED


def test_held_figures_of_another_province_bind_nobody(day):
    put(92.5, terms=Terms(embargo=LATER))
    put(80.0, province="Hà Nội")
    assert values(HA_NOI) == {"2024-06-30": 80.0}


def test_a_release_shows_held_figures_at_once(day):
    put(92.5, terms=Terms(embargo=LATER))
    publish_programme.release(SON_LA, AN)
    assert values() == SHIPPED | {"2024-06-30": 92.5}


def test_an_embargo_lies_ahead(day):
    with pytest.raises(PublishError, match="is not a day to hold the figures until"):
        put(92.5, terms=Terms(embargo=day[0]))


def test_only_the_figures_of_a_provisional_file_are_provisional():
    put(92.5)
    made = put(93.0, actor=BINH, terms=Terms("provisional"), when=("01/07/2024", "30/09/2024"))
    assert (made.provisional, made.rows) == (1, 2)


def test_a_final_file_beside_a_provisional_one_leaves_that_provisional():
    put(92.5, actor=BINH, terms=Terms("provisional"))
    assert put(93.0, when=("01/07/2024", "30/09/2024")).provisional == 1


def test_making_final_keeps_the_figures():
    put(92.5, actor=BINH, terms=Terms("provisional"))
    made = publish_programme.finalise(SON_LA, AN)
    assert (made.status, made.provisional) == ("final", 0)
    assert values() == SHIPPED | {"2024-06-30": 92.5}
    with pytest.raises(PublishError, match="^The reform programme of Son La is final already"):
        publish_programme.finalise(SON_LA, AN)


def test_undo_goes_back_step_by_step_to_what_ships():
    put(92.5)
    put(93.0)
    publishing.undo_programme(SON_LA, AN)
    assert values() == SHIPPED | {"2024-06-30": 92.5}
    publishing.undo_programme(SON_LA, AN)
    assert values() == SHIPPED
    with pytest.raises(PublishError, match="was taken back to what ships"):
        publishing.undo_programme(SON_LA, AN)


def test_an_undo_can_be_undone():
    made = put(92.5)
    publishing.undo_programme(SON_LA, AN)
    publishing.undo_programme(SON_LA, AN, to=made.version)
    assert values() == SHIPPED | {"2024-06-30": 92.5}


def test_a_publish_after_a_preview_that_is_old_writes_nothing():
    seen = publish_programme.last_version(SON_LA)
    put(92.5, actor=BINH, terms=Terms("provisional"))
    with pytest.raises(PublishConflict) as raised:
        put(93.0, expected=seen)
    assert raised.value.sentence(translator("vi")).startswith("Bình đã công bố chương trình cải cách của Sơn La")
    assert values() == SHIPPED | {"2024-06-30": 92.5}


@pytest.mark.parametrize(
    ("act", "actor"),
    [
        pytest.param(lambda actor: put(1.0, actor=actor), BINH, id="final by an analyst"),
        pytest.param(
            lambda actor: put(1.0, actor=actor, terms=Terms("provisional")), Actor("?", "reader"), id="reader"
        ),
        pytest.param(lambda actor: publishing.undo_programme(SON_LA, actor), BINH, id="undo"),
        pytest.param(lambda actor: publish_programme.release(SON_LA, actor), BINH, id="release"),
        pytest.param(lambda actor: publish_programme.finalise(SON_LA, actor), BINH, id="make final"),
    ],
)
def test_rights_are_checked_where_the_commit_is_made(act, actor):
    with pytest.raises(AccessDenied):
        act(actor)
    assert publish_programme.history().empty


def test_a_reading_that_blocks_is_not_published():
    file = upload(50, (FIGURES, figure("tasks_done", None, 80, 71)))
    reading = reader.read(load(file.content, file.name), published_programme.current())
    with pytest.raises(ValueError, match="an issue blocks it"):
        publishing.publish_programme(reading, file, AN)


def test_the_history_tells_who_when_and_what_and_the_file_is_kept():
    put(92.5, name="../quy2.xlsx", terms=Terms(note="quý II"))
    publishing.undo_programme(SON_LA, AN, "nhầm")
    told = publish_programme.history(SON_LA)
    assert told[["version", "who", "kind", "file", "note", "rows"]].to_numpy().tolist() == [
        [2, "An", "undo", "quy2.xlsx", "nhầm", 0],
        [1, "An", "publish", "quy2.xlsx", "quý II", 1],
    ]
    assert dict(told.dtypes.astype(str)) == publish_programme.HISTORY
    name, content = publish_programme.upload_of(1)
    assert (name, programme_ledger.current().place.keep(content)) == ("quy2.xlsx", told["sha256"].iloc[1])


def test_what_a_change_changed_is_told_figure_by_figure():
    put(92.0, when=("01/01/2024", "15/03/2024"))
    put(92.5)
    publishing.undo_programme(SON_LA, AN)
    told = []
    for version in (1, 2, 3):
        figures, scores = diff.between(*publish_programme.before_and_after(version), SON_LA)
        moved = figures[figures["status"] != "same"]
        told.append(moved[["status", "shown_now", "shown"]].astype(object).fillna("-").to_numpy().tolist())
        assert diff.counts(figures, scores)["same"] == len(figures) - 1
    assert told == [[["changed", 91.73, 92.0]], [["new", "-", 92.5]], [["removed", 92.5, "-"]]]


def test_a_file_is_known_as_published_until_it_is_taken_back():
    made = put(92.5)
    assert publish_programme.files(SON_LA) == {made.sha256}
    publishing.undo_programme(SON_LA, AN)
    assert publish_programme.files(SON_LA) == frozenset()


def test_another_reader_sees_a_publish_at_once(own_store):
    other = Book(str(own_store), programme_ledger.current().layout)
    assert other.state().version == -1
    made = put(92.5)
    assert other.state().latest("figures", SON_LA) == made


# ---- Real processes ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def publishers():
    nursery = Publishers()
    yield nursery
    nursery.end()


def whole(own_store):
    """The number of each publish, after making sure that the last is there whole; version -> number."""
    book = Book(str(own_store), programme_ledger.current().layout)
    state = book.state()
    last = state.latest("figures", SON_LA)
    if last is not None:
        rows = book.rows(last)
        assert len(rows) == last.rows
        assert rows["value"].to_pylist()[-1] == float(last.note)
        assert book.place.kept(last.sha256) == f"file {last.note}".encode()
    return {version: float(one.note) for version, one in state.records.items()}


@forks
def test_a_kill_at_any_moment_leaves_the_old_programme_or_the_new_one(own_store, publishers):
    promised, before = [], {}
    for kill in range(60):
        child = publishers.start(do="programme_without_end", store=str(own_store), first=kill * 1000)
        if kill % 2:
            promised.append(float(publishers.answer()["done"]))
        time.sleep(0.05 * spread(kill))
        promised += [float(one["done"]) for one in publishers.killed(child)]
        after = whole(own_store)
        assert before.items() <= after.items(), "what was published is gone"
        assert set(promised) <= set(after.values()), "what was said to be published is not there"
        before = after
    assert len(promised) >= 30


@forks
def test_of_two_publishers_of_one_programme_one_wins_and_the_other_is_told(own_store, publishers):
    for race in range(5):
        seen = publish_programme.last_version(SON_LA)
        at = time.time() + 0.3
        names = {10.0 * race + 1: "An", 10.0 * race + 2: "Bình"}
        for value, name in names.items():
            publishers.start(do="programme_once", store=str(own_store), at=at, value=value, name=name, expected=seen)
        won, lost = sorted((publishers.answer() for _ in names), key=lambda one: "error" in one)
        now = publish_programme.history(SON_LA).iloc[0]
        assert (won["version"], lost["error"]) == (now["version"], "PublishConflict")
        assert lost["who"] == now["who"] == names[float(now["note"])]
        assert len(whole(own_store)) == race + 1


# ---- Final figures that everybody sees -----------------------------------------------------------------------------


def published(value, actor=AN, terms=None):
    file = upload(value)
    reading = reader.read(load(file.content, file.name), published_programme.current(see_embargoed=True))
    return publish_programme.publish(reading, file, actor, terms)


def test_final_figures_are_replaced_by_a_publisher_with_a_reason_and_a_confirmation():
    put(92.5)
    for terms in (None, Terms(note="why"), Terms(replaces_final=True)):
        with pytest.raises(FinalFiguresError):
            published(80.0, terms=terms)
    with pytest.raises(AccessDenied):
        published(80.0, BINH, Terms("provisional", note="why", replaces_final=True))
    assert published(80.0, terms=Terms(note="why", replaces_final=True)).version == 2


def test_new_or_provisional_figures_need_no_confirmation():
    assert published(92.5, BINH, Terms("provisional")).version == 1
    assert published(80.0, BINH, Terms("provisional")).version == 2
    assert publish_programme.undo(SON_LA, AN).version == 3


def test_final_figures_are_not_taken_back_without_a_reason_and_a_confirmation():
    put(92.5)
    for options in ({}, {"note": "why"}, {"confirmed": True}):
        with pytest.raises(FinalFiguresError):
            publish_programme.undo(SON_LA, AN, **options)
    assert publish_programme.undo(SON_LA, AN, "why", confirmed=True).removed
