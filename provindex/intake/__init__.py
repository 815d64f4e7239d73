"""Uploaded bytes in, clean scores or a list of issues out; nothing here writes or runs anything.

The reader as a whole is `provindex.intake.reader.read`. It is not imported here: it compares with the store, which
the process that opens files (`provindex.worker`) must not load.
"""

from provindex.intake.extraction import Answers as Answers
from provindex.intake.issues import Issue as Issue
from provindex.intake.result import Reading as Reading
from provindex.intake.result import exit_code as exit_code
from provindex.intake.result import to_json as to_json
