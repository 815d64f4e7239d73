"""What an anonymous reader may say over the websocket, by hand and beside every page: nothing that changes anything."""

import platform
import sys
from importlib.metadata import version

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus

from dev import ROOT
from server.websocket_filter import is_allowed
from tests.security import held
from tests.security.conftest import command
from tests.security.visitor import HOST, Visitor, ask, button, content, elements

DESK = ("desk", "lang=en")
ACTS = ["desk-undo", "desk-release", "desk-final"]


@pytest.mark.parametrize("key", ACTS)
def test_the_button_of_an_analyst_pressed_by_hand_does_nothing(server, analyst, anonymous, key):
    pressed, before = button(analyst.run(*DESK), key), server.history()
    anonymous.run(*DESK)
    anonymous.run(*DESK, press=pressed)
    assert server.history() == before


@pytest.mark.parametrize("key", ACTS)
def test_a_session_that_a_stranger_took_over_has_the_rights_of_the_stranger(server, key):
    before = server.history()
    with Visitor(server.port, anonymous=False) as analyst:
        pressed = button(analyst.run(*DESK), key)
        session = analyst.session
    with Visitor(server.port, anonymous=True, session=session) as stranger:
        told = stranger.run(*DESK, press=pressed)
        assert stranger.session == session
    assert server.history() == before
    assert b"The desk is closed" in content(told)
    assert button(told, key) is None


def test_the_same_button_works_for_the_one_whose_it_is(server, analyst):
    pressed, before = button(analyst.run(*DESK), "desk-release"), server.history()
    told = analyst.run(*DESK, press=pressed)
    assert b"Done: " in content(told)
    assert server.history() == before + 1
    # The page draws the button disabled: final figures that everybody sees are taken back with a reason alone.
    analyst.run(*DESK, press=button(told, "desk-undo"))
    assert server.history() == before + 1
    command("-m", "provindex", "undo", "papi", str(held.NEW), "--note", "again", store=server.store)
    assert server.history() == before + 2


def message(**fields):
    made = BackMsg()
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def operation(name):
    made = BackMsg()
    getattr(made.backend_operation_request, name).SetInParent()
    return made


@pytest.mark.parametrize(
    "said",
    [
        message(clear_cache=True),
        message(set_run_on_save=True),
        message(load_git_info=True),
        message(debug_shutdown_runtime=True),
        message(debug_disconnect_websocket=True),
        operation("install_skills"),
        operation("dismiss_skills_nudge"),
        BackMsg(),
    ],
    ids=lambda said: said.WhichOneof("type") or "nothing",
)
def test_what_is_meant_for_a_developer_is_dropped_and_the_connection_goes_on(anonymous, said):
    assert not is_allowed(said.SerializeToString())
    anonymous.say(said)
    told = anonymous.run("about", "lang=en")
    kinds = {one.WhichOneof("type") for one in told}
    assert "git_info_changed" not in kinds
    assert told[-1].script_finished == ForwardMsg.FINISHED_SUCCESSFULLY


@pytest.mark.parametrize("content", [b"", b"\xff\xff\xff", b"rerun"], ids=["empty", "no message", "text"])
def test_what_is_no_message_is_dropped(content):
    assert not is_allowed(content)


def test_a_reader_is_told_no_version_and_no_folder(anonymous):
    said = b"".join(one.SerializeToString() for one in anonymous.run("about", "lang=en"))
    versions = [version(name) for name in ("streamlit", "pandas", "plotly", "deltalake")]
    known = [*versions, platform.python_version(), str(ROOT), sys.prefix]
    assert [one for one in known if one.encode() in said] == []


@pytest.mark.parametrize("name", ["rerun_script", "file_urls_request"])
def test_what_a_page_needs_is_let_through(name):
    said = BackMsg()
    getattr(said, name).SetInParent()
    assert is_allowed(said.SerializeToString())


def test_another_reader_keeps_the_caches_that_a_stranger_would_empty(anonymous, analyst):
    """The metrics of the server count what its caches hold."""
    analyst.run("map", "lang=en&year=2022")
    before = cached(analyst.port)
    anonymous.say(message(clear_cache=True))
    anonymous.run("about", "lang=en")
    assert before > 0
    assert cached(analyst.port) >= before


def cached(port):
    lines = ask(port, "/_stcore/metrics").body.decode().splitlines()
    return sum(float(line.rpartition(" ")[2]) for line in lines if 'cache_type="st_cache_data"' in line and "{" in line)


@pytest.mark.parametrize(
    ("host", "origin"),
    [("evil.example", "http://evil.example"), (HOST, "http://evil.example"), ("127.0.0.1.evil.example", None)],
    ids=["another name", "a page of another name", "a name that begins alike"],
)
def test_a_connection_under_another_name_is_refused(server, host, origin):
    with pytest.raises(InvalidStatus) as refused:
        Visitor(server.port, anonymous=True, host=host, origin=origin)
    assert refused.value.response.status_code == 403


def test_an_upload_without_its_token_is_refused(server, anonymous):
    anonymous.run("stage", "lang=en")
    answer = server.ask(f"/_stcore/upload_file/{anonymous.session}/1", "PUT", b"x", Content_Type="text/plain")
    assert answer.status == 403
    assert b"XSRF" in answer.body


def test_a_reader_who_sends_files_past_every_page_cannot_fill_the_memory(server, anonymous):
    """The token proves only that no other page sends them, and every reader has one."""
    anonymous.run("about", "lang=en")
    cookie = server.ask("/_stcore/health").headers["set-cookie"].partition(";")[0]
    token = {"Cookie": cookie, "X_Xsrftoken": cookie.partition("=")[2].strip('"')}
    form = {"Content_Type": "multipart/form-data; boundary=b"}
    before = b'--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'
    body = before + bytes(24_000_000) + b"\r\n--b--\r\n"
    place = f"/_stcore/upload_file/{anonymous.session}"
    said = [server.ask(f"{place}/{number}", "PUT", body, **token, **form).status for number in range(6)]
    assert said == [204, 204, 204, 204, 413, 413]
    assert server.ask(f"{place}/0", "DELETE", **token).status == 204
    assert server.ask(f"{place}/6", "PUT", body, **token, **form).status == 204


def test_the_desk_of_a_reader_takes_no_file(anonymous, analyst):
    assert elements(analyst.run(*DESK), "file_uploader") != []
    assert elements(anonymous.run(*DESK), "file_uploader") == []
