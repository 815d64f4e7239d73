"""An object storage like S3 with conditional writes, in memory: ``python object_store.py PORT``.

moto's server looks whether an object exists and writes it in two steps, which a real storage does in one; here only one
request writes at a time, so that of two writers with ``If-None-Match: *`` one is refused, as S3 promises.
"""

import logging
import sys
from threading import Lock

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import run_simple

BUCKET = "shared"

_APP = DomainDispatcherApplication(create_backend_app)
_WRITING = Lock()


def serve(environ, start):
    if environ["REQUEST_METHOD"] in ("GET", "HEAD"):
        return _APP(environ, start)
    with _WRITING:
        return _APP(environ, start)


if __name__ == "__main__":
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    run_simple("127.0.0.1", int(sys.argv[1]), serve, threaded=True)
