"""The worker's main loop: one request after the other on the standard input, documents on the standard output.

A request is a line of JSON, with the task, its arguments, seconds and size, and then the bytes of the file. An answer
is documents of JSON, each after its length in eight bytes; the last one, `END`, says what became of the request.
"""

import errno
import gc
import json
import os
import sys
import traceback
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO, Literal

from provindex.worker import confinement

END = "end"
Outcome = Literal["done", "refused", "failed", "exhausted"]

LENGTH = 8
"""Bytes before a document, which say its length."""


def main() -> None:
    """Answer until nobody asks any more.

    The limits come first, then the libraries: whatever those start belongs to the limited process.
    """
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    # A library that prints must not write between the answers.
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nowhere, stream)
    module = sys.argv[2]
    confinement.limit_memory()
    confinement.shut_in(module)
    tasks: Mapping[str, Any] = {}
    trouble = ""
    try:
        tasks = _tasks(module)
    except Exception as error:  # told with each answer, since nobody reads what this process prints
        trouble = _described(error)
    gc.freeze()  # what libraries loaded is no garbage of any file, and is not walked through for one
    while line := source.readline():
        request = json.loads(line)
        data = source.read(request["size"])
        if len(data) < request["size"]:
            return
        confinement.limit_seconds(request["seconds"])
        task = tasks.get(request["task"])
        outcome = _answer(task, data, request["arguments"], sink) if task else ["failed", trouble or "no such task"]
        del data
        send(sink, {END: outcome})
        if outcome[0] == "exhausted":
            return


def _tasks(module: str) -> Mapping[str, Any]:
    from importlib import import_module

    import pyarrow as pa

    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    found: Mapping[str, Any] = import_module(module).TASKS
    return found


def _answer(task: Any, data: bytes, arguments: dict[str, Any], sink: BinaryIO) -> list[Any]:  # noqa: ANN401
    """Sends the documents of a task; returns what became of it, with what there is to say about it."""
    from provindex.intake.issues import Refused
    from provindex.worker import answers

    try:
        documents: Iterable[object] = task(data, **arguments)
        for document in documents:
            send(sink, document)
    except Refused as refused:
        return ["refused", answers.issue_document(refused.issue)]
    except BaseException as error:
        if _is_exhausted(error):
            return ["exhausted", type(error).__name__]
        return ["failed", _described(error)]
    return ["done", None]


def _described(error: BaseException) -> str:
    """The kind of an error and where it was raised, without any word of the file."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {os.path.basename(where.filename)}:{where.lineno}"


def _is_exhausted(error: BaseException) -> bool:
    """Whether memory was refused; libraries say so in several ways."""
    thread = isinstance(error, RuntimeError) and "thread" in str(error)
    return isinstance(error, MemoryError) or thread or (isinstance(error, OSError) and error.errno == errno.ENOMEM)


def send(sink: BinaryIO, document: object) -> None:
    """Write a document after its length."""
    content = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    sink.write(len(content).to_bytes(LENGTH, "big") + content)
    sink.flush()
