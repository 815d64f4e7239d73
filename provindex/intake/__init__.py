"""Uploaded bytes in, clean scores or a list of issues out; nothing here writes or runs anything."""

from provindex.intake.draft import Answers as Answers
from provindex.intake.issues import Issue as Issue
from provindex.intake.reading import Reading as Reading
from provindex.intake.reading import exit_code as exit_code
from provindex.intake.reading import to_json as to_json
from provindex.intake.registry import read as read
