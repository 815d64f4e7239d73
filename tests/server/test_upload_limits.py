"""Room for uploaded files: a fifth for one session, and what is on its way counts."""

import asyncio
from types import SimpleNamespace

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from server import upload_limits
from server.upload_limits import HELD, UploadDoor

MEGABYTE = 1024 * 1024


@pytest.fixture
def trusted(monkeypatch):
    """Lets sessions come to the desk as those who may publish."""
    monkeypatch.setattr(upload_limits, "_TRUSTED", {})

    def come(*sessions):
        for session in sessions:
            monkeypatch.setattr(
                upload_limits, "get_script_run_ctx", lambda one=session: SimpleNamespace(session_id=one)
            )
            upload_limits.trust()

    return come


def put(door, session, megabytes, method="PUT"):
    scope = {"type": "http", "method": method, "path": f"/_stcore/upload_file/{session}/1"}
    headers = [] if megabytes is None else [(b"content-length", str(megabytes * MEGABYTE).encode())]
    return door(scope | {"headers": headers}, None, _sent(said := [])), said


def _sent(said):
    async def send(message):
        said.append(message.get("status"))

    return send


async def taken(scope, receive, send):
    await send({"type": "http.response.start", "status": 204, "headers": []})


def status(held, session, megabytes, app=taken, method="PUT"):
    call, said = put(
        UploadDoor(app, lambda: {one: size * MEGABYTE for one, size in held.items()}), session, megabytes, method
    )
    asyncio.run(call)
    return said[0]


@pytest.mark.parametrize(
    ("held", "megabytes", "told"),
    [
        ({}, 25, 204),
        ({"a": 75}, 25, 204),
        ({"a": 76}, 25, 413),
        ({"a": 76}, None, 413),  # a length that nobody says counts as the most that is taken
        ({"b": 225}, 25, 204),
        ({"b": 226}, 25, 413),
    ],
)
def test_a_file_without_room_is_refused(held, megabytes, told):
    assert status(held, "a", megabytes) == told


@pytest.mark.parametrize(("others", "told"), [(475, 204), (476, 413)])
def test_whoever_may_publish_has_room_that_readers_cannot_take(trusted, others, told):
    trusted("a")
    assert status({"b": others}, "a", 25) == told


def test_what_those_hold_who_may_publish_is_not_counted_against_readers(trusted):
    trusted("b")
    assert status({"b": 400}, "a", 25) == 204


def test_only_so_many_sessions_are_kept_in_mind(trusted, monkeypatch):
    monkeypatch.setattr(upload_limits, "_MOST_TRUSTED", 2)
    trusted("a", "b", "a", "c")
    assert list(upload_limits._TRUSTED) == ["a", "c"]


def test_a_file_in_pieces_counts_as_the_most_whatever_length_it_says():
    scope = {"type": "http", "method": "PUT", "path": "/_stcore/upload_file/a/1"}
    headers = [(b"content-length", b"1"), (b"transfer-encoding", b"chunked")]
    told = []
    asyncio.run(UploadDoor(taken, lambda: {"a": 76 * MEGABYTE})(scope | {"headers": headers}, None, _sent(told)))
    assert told[0] == 413


def test_an_empty_file_takes_room_too(monkeypatch):
    files = {str(number): SimpleNamespace(data=b"") for number in range(3)} | {"3": SimpleNamespace(data=b"x" * 2000)}
    manager = MemoryUploadedFileManager("/_stcore/upload_file")
    manager.file_storage["a"].update(files)
    monkeypatch.setattr(upload_limits, "get_instance", lambda: SimpleNamespace(uploaded_file_mgr=manager))
    assert upload_limits.kept() == {"a": 3 * 1024 + 2000}


def test_a_file_is_taken_away_at_any_time():
    assert status({"a": 500}, "a", 0, method="DELETE") == 204


def test_what_is_on_its_way_takes_room_until_it_is_there():
    async def both():
        goes = asyncio.Event()

        async def waits(scope, receive, send):
            await goes.wait()
            await taken(scope, receive, send)

        door = UploadDoor(waits, dict)
        first, one = put(door, "a", 60)
        second, two = put(door, "a", 60)
        running = asyncio.create_task(first)
        await asyncio.sleep(0)
        await second
        goes.set()
        await running
        third, three = put(door, "a", 60)
        await third
        return one[0], two[0], three[0]

    assert asyncio.run(both()) == (204, 413, 204)


def test_zero_stands_for_no_limit(monkeypatch):
    monkeypatch.setenv(HELD, "0")
    assert status({"a": 900}, "a", 25) == 204
