"""Scores for other programs: responses, CSV, and how they are cited."""
