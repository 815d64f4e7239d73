"""Presentation: scenes made from any page, put in order, played with a clicker, and taken away as PowerPoint."""

from components import selection, stage, stage_edit

view = selection.current()
ways = {"1": stage.play, "speaker": stage.speak}
ways.get(view.option("play"), stage_edit.show)(view)
