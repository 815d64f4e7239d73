"""Presenting: a presentation prepared, on stage, and in the window of the speaker."""
