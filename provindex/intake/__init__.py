"""Uploaded bytes in, clean scores or a list of issues out; nothing here writes or runs anything."""
