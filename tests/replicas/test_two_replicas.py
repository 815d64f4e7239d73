"""Two replicas behind the shipped proxy with one store: what one publishes the other shows, and one may die."""

import re
import time

import pytest
from playwright.sync_api import expect

from provindex import __main__ as program
from provindex.store import score_store
from provindex.store.ledger import Ledger
from tests.programs import DESK_TOKEN
from tests.provindex.intake import layouts
from tests.provindex.nursery import forks, spread
from tests.provindex.store.test_backup import put, restored_elsewhere
from tests.provindex.store.test_ledger import whole
from tests.replicas.object_store import BUCKET
from tests.replicas.topology import get, needs, until

pytestmark = [pytest.mark.browser, pytest.mark.skipif("sys.platform == 'win32'")]
SON_LA = "63:14"


@pytest.fixture(scope="module", autouse=True)
def caddy():
    needs("caddy")


@pytest.fixture(autouse=True)
def storage(topology, monkeypatch):
    """The storage for this process, which looks at what others wrote."""
    for name, value in topology.storage.settings(direct=True).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_REGION", "us-east-1")


@pytest.fixture
def raised():
    """The official layout of 2024 with one score raised, so that a reader sees whether it was published."""
    frame = score_store.read_shipped("papi", 2024)
    part = ["papi", "papi.egovernance", "papi.egovernance.portals"]
    chosen = (frame["province"] == SON_LA) & frame["measure"].isin(part)
    return layouts.wide(frame.assign(score=frame["score"].where(~chosen, frame["score"] + 0.3)), 2024).bytes()


def figure(page):
    return page.get_by_text(re.compile("của Sơn La đạt")).first


def sessions(topology):
    return [one.metric("provindex_sessions") for one in topology.replicas]


def open_alone(topology, page, address):
    """Open an address when nobody else is there; the replica that serves it and the other one."""
    page.goto("about:blank")
    until(lambda: sum(sessions(topology)) == 0, "every session ended")
    page.goto(address)
    expect(figure(page)).to_be_visible()
    one, other = topology.replicas
    return (one, other) if sessions(topology) == [1, 0] else (other, one)


def test_a_publish_on_one_replica_shows_on_the_other(topology, tab, raised, record_property):
    one, other = topology.replicas
    watching = [tab(f"{replica.url}/?lang=vi&index=papi&year=2024&province={SON_LA}") for replica in topology.replicas]
    before = [figure(page).inner_text() for page in watching]
    assert before[0] == before[1]
    desk = tab(f"{one.url}/desk?lang=vi&token={DESK_TOKEN}")
    desk.locator("input[type=file]").set_input_files(
        {"name": "2024_PAPI.xlsx", "mimeType": "application/vnd.ms-excel", "buffer": raised}
    )
    desk.get_by_role("radiogroup").get_by_text("Số liệu thiếu").click()
    desk.get_by_label("Ghi chú cho lịch sử").fill("đã đối chiếu")
    desk.get_by_text("Thay thế các số liệu chính thức này").click()
    desk.get_by_role("button", name="Công bố PAPI 2024").click()
    expect(desk.get_by_text("Đã công bố PAPI 2024.")).to_be_visible()
    published = time.monotonic()
    expect(figure(watching[1])).not_to_have_text(before[1])
    record_property("seconds until the other replica showed it", round(time.monotonic() - published, 2))
    expect(figure(watching[0])).to_have_text(figure(watching[1]).inner_text())
    line = next(said for said in one.lines() if said["event"] == "published")
    assert (line["index"], line["year"], line["kind"], line["file"]) == ("papi", 2024, "publish", "2024_PAPI.xlsx")
    assert line["who"]
    assert (one.metric("provindex_publishes_total"), other.metric("provindex_publishes_total")) == (1, 0)
    assert one.health()[1]["data_version"] == other.health()[1]["data_version"]


def test_no_reader_is_in_the_log_or_in_the_metrics(topology, tab):
    page = tab("about:blank")
    one, _ = open_alone(topology, page, f"{topology.proxy.url}/?lang=vi&year=2017&province={SON_LA}")
    told = one.said() + get(f"{one.url}/metrics")[1]
    assert one.metric("provindex_rerun_seconds_count") > 0
    secrets = [cookie["value"] for cookie in page.context.cookies()]
    agent = page.evaluate("navigator.userAgent")
    assert [found for found in (*secrets, agent, "127.0.0.1", "year=2017", SON_LA) if found in told] == []


def test_the_proxy_keeps_a_reader_with_one_replica(topology, tab):
    page = tab("about:blank")
    address = f"{topology.proxy.url}/?lang=vi&province={SON_LA}&year="
    found = {open_alone(topology, page, f"{address}{year}")[0].name for year in (2021, 2022)}
    assert len(found) == 1
    assert [one["name"] for one in page.context.cookies() if one["name"] == "provindex"] == ["provindex"]


@pytest.mark.parametrize("path", ["healthz", "metrics", "_stcore/metrics"])
def test_the_proxy_keeps_operations_inside(topology, path):
    assert get(f"{topology.proxy.url}/{path}") == (404, "")


def test_readers_of_a_replica_that_dies_go_on_at_the_other_at_the_same_view(topology, tab):
    page = tab("about:blank")
    view = f"lang=vi&index=papi&measure=papi.delivery&year=2022&base=2021&province={SON_LA}"
    one, other = open_alone(topology, page, f"{topology.proxy.url}/?{view}")
    said, address = figure(page).inner_text(), page.url
    one.kill()
    until(lambda: other.metric("provindex_sessions") == 1, "the browser connected to the other replica")
    expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")
    expect(figure(page)).to_have_text(said)
    assert page.url == address
    page.get_by_role("combobox", name="Năm").first.click()
    page.get_by_role("option", name="2021", exact=True).click()
    expect(figure(page)).not_to_have_text(said)
    expect(page).to_have_url(re.compile("year=2021"))
    assert "measure=papi.delivery" in page.url
    topology.start_again(one)


@forks
def test_of_two_publishers_of_one_year_one_wins_and_the_other_is_told(publishers):
    store = f"s3://{BUCKET}/same-year"
    for race in range(3):
        last = Ledger(store).state().latest("papi", 2024)
        order = {"do": "once", "store": store, "year": 2024, "expected": last.version if last else 0}
        at = time.time() + 0.5
        names = {10.0 * race + 1: "An", 10.0 * race + 2: "Bình"}
        for value, name in names.items():
            publishers.start(**order, at=at, value=value, name=name)
        won, lost = sorted((publishers.answer() for _ in names), key=lambda one: "error" in one)
        now = Ledger(store).state().latest("papi", 2024)
        assert (won["version"], lost["error"]) == (now.version, "PublishConflict")
        assert lost["who"] == now.who == names[float(now.note)]
        assert len(whole(Ledger(store))) == race + 1


@forks
def test_ten_publishers_of_different_years_all_land(publishers):
    store = f"s3://{BUCKET}/ten-years"
    at = time.time() + 1
    for year in range(2021, 2031):
        publishers.start(do="once", store=store, year=year, at=at, value=float(year), name="An", expected=0)
    answers = [publishers.answer() for _ in range(10)]
    assert sorted(one.get("version", 0) for one in answers) == list(range(1, 11)), answers
    book = Ledger(store)
    shown = {one.year: book.rows(one)["score"].unique().to_pylist() for one in book.state().records.values()}
    assert shown == {year: [float(year)] for year in range(2021, 2031)}


@forks
def test_a_replica_killed_while_it_publishes_leaves_the_old_year_or_the_new_one(publishers):
    store = f"s3://{BUCKET}/killed"
    promised, before = [], {}
    for kill in range(10):
        child = publishers.start(do="without_end", store=store, first=kill * 1000)
        if kill % 2:
            promised.append(float(publishers.answer()["done"]))
        time.sleep(0.3 * spread(kill))
        promised += [float(one["done"]) for one in publishers.killed(child)]
        after = whole(Ledger(store))
        assert before.items() <= after.items(), "what was published is gone"
        assert set(promised) <= set(after.values()), "what was said to be published is not there"
        before = after
    assert len(promised) >= 5


def test_a_copy_of_the_storage_fills_another_place_in_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PROVINDEX_STORE", f"s3://{BUCKET}/to-be-copied")
    put(0.001)
    put(0.002)
    assert program.main(["backup", str(tmp_path / "copy")]) == 0
    put(0.003)
    restored_elsewhere(tmp_path / "copy", f"s3://{BUCKET}/filled", monkeypatch)
    assert program.main(["restore", str(tmp_path / "copy")]) == 1
