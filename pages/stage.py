"""Presentation: scenes made from any page, put in order, played with a clicker, and taken away as PowerPoint."""

from components.stage import editor, player
from components.state import view_state

view = view_state.current()
ways = {"1": player.play, "speaker": player.speak}
ways.get(view.option("play"), editor.show)(view)
