"""The first message of a run says nothing of versions, system and folders, and all else goes through as it is."""

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from server.version_filter import silent


def first() -> ForwardMsg:
    said = ForwardMsg(hash="a" * 32)
    said.new_session.name = "run"
    said.new_session.main_script_path = "/srv/somewhere/components/shell/frame.py"
    said.new_session.initialize.session_id = "one"
    known = said.new_session.initialize.environment_info
    known.streamlit_version, known.python_version, known.server_os = "1.67.0", "3.11.2", "linux"
    return said


def test_versions_system_and_folders_are_taken_out_and_the_rest_stays() -> None:
    told = ForwardMsg.FromString(silent(first().SerializeToString()))
    known = told.new_session.initialize.environment_info
    assert (known.streamlit_version, known.python_version, known.server_os) == ("", "", "")
    assert told.new_session.main_script_path == "frame.py"
    assert (told.hash, told.new_session.name) == ("a" * 32, "run")
    assert told.new_session.initialize.session_id == "one"


def test_another_message_goes_through_untouched() -> None:
    said = ForwardMsg(hash="b" * 32)
    said.delta.new_element.markdown.body = '"1.67.0"'
    assert silent(said.SerializeToString()) == said.SerializeToString()
