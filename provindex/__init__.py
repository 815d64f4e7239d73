"""Every number, rank, check and figure of the dashboard; pure Python, without the web framework."""

VERSION = "0.1.0"
"""Release of the program, as in pyproject.toml and in the name of the image."""
