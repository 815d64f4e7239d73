"""Frames in, plotly figures and pydeck decks out: no text of their own, no data access."""
