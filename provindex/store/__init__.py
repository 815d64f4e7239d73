"""Scores and programmes as they stand now: what ships under what was published, and every change with who and why."""
