"""Tasks that behave as a reader does which a file got the better of; harmless, and run by a worker alone."""

import os
import sys
import time

from provindex.intake.issues import Refused, issue_of


def echo(data):
    yield {"size": len(data)}
    yield {"text": data.decode()}


def greedy(data):
    kept = []
    while True:
        kept.append(bytearray(10_000_000))


def endless(data):
    while True:
        pass


def asleep(data):
    time.sleep(600)


def aborting(data):
    yield {"part": 1}
    os.abort()


def failing(data):
    return [1 / 0]


def refusing(data):
    yield {"part": 1}
    raise Refused(issue_of("too_many_rows", facts={"rows": 9, "limit": 3}))


def printing(data):
    sys.stdout.write("a library speaks")
    sys.stdout.flush()
    os.write(1, b"a library speaks")
    return [{"done": True}]


def surroundings(data):
    return [{"environment": dict(os.environ), "modules": list(sys.modules), "path": os.getcwd()}]


def process(data):
    return [{"id": os.getpid()}]


TASKS = {
    one.__name__: one
    for one in (echo, greedy, endless, asleep, aborting, failing, refusing, printing, surroundings, process)
}
