"""Briefs as Word files."""
