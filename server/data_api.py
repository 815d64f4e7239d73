"""Stable addresses of the figures: ``/data/v1/...``, open to any page and program, never with a year that is held.

An answer without ``?version=`` is asked for anew each time and confirmed by its tag; one with it may be kept for good.
``HEAD`` gives the headers alone; ``OPTIONS`` tells the page of another host that it may ask with a tag.
Functions without ``async`` run beside the pages, so that a large table stops nobody.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache, wraps

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from provindex import geography
from provindex.catalog import Catalog
from provindex.core.errors import StoreError
from provindex.core.rate_limit import BusyError
from provindex.core.translate import translator
from provindex.export.data import responses
from provindex.export.data.responses import Payload
from provindex.store import published_catalog, score_store, versions
from server import clients, quotas

_OPEN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, X-Data-Version"}
_METHODS = ("GET", "HEAD", "OPTIONS")
_PREFLIGHT = {
    "Allow": ", ".join(_METHODS),
    "Access-Control-Allow-Methods": ", ".join(_METHODS),
    "Access-Control-Allow-Headers": "If-None-Match, Cache-Control, Range",
    "Access-Control-Max-Age": "86400",
}
_FOR_GOOD = "public, max-age=31536000, immutable"
_ASK_AGAIN = "public, no-cache"

Answer = Callable[[Mapping[str, str], str], Payload]
"""From the parts of the address and the data version to what is handed out."""

_KEPT = 200  # answers of at most some hundred kilobytes each


class _UnknownError(Exception):
    """Something in the address that there is not; its text is the answer."""


def _answered(found: Answer) -> Callable[[Request], Response]:
    """The endpoint of an answer: the version, the tag, and a sentence where there is nothing."""

    @wraps(found)
    def endpoint(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_OPEN | _PREFLIGHT)
        try:
            quotas.DATA.take(clients.of_scope(request.scope).address)
            version, pinned = _version(request)
            answer = _kept(found, tuple(sorted(request.path_params.items())), version)
        except _UnknownError as unknown:
            return PlainTextResponse(str(unknown), status_code=404, headers=_OPEN | {"Cache-Control": "no-store"})
        except BusyError as busy:
            waiting = {"Cache-Control": "no-store", "Retry-After": str(busy.seconds)}
            return PlainTextResponse(busy.sentence(translator("en")), status_code=429, headers=_OPEN | waiting)
        except StoreError as trouble:
            return PlainTextResponse(
                trouble.sentence(translator("en")), status_code=503, headers=_OPEN | {"Retry-After": "30"}
            )
        headers = _OPEN | {
            "ETag": answer.etag,
            "X-Data-Version": version,
            "Cache-Control": _FOR_GOOD if pinned else _ASK_AGAIN,
        }
        if _same(request.headers.get("if-none-match", ""), answer.etag):
            return Response(status_code=304, headers=headers)
        headers["Content-Disposition"] = f'inline; filename="{answer.name}"'
        return Response(answer.content, media_type=answer.media_type, headers=headers)

    return endpoint


@lru_cache(maxsize=_KEPT)
def _kept(found: Answer, parts: tuple[tuple[str, str], ...], version: str) -> Payload:
    return found(dict(parts), version)


def _version(request: Request) -> tuple[str, bool]:
    """The data version asked for and whether it was named; figures that are held are in no version answered here."""
    now = score_store.data_version(stay=True)
    trouble = score_store.trouble()
    if trouble is not None and not score_store.published(version=now):
        raise trouble  # a page says that only what ships is shown; a table has no place for a banner
    asked = request.query_params.get("version")
    if asked is None or asked == now:
        return now, asked is not None
    # Found in the history where nobody asked for it since the server started. The versions of analysts hold years that
    # nobody else may see yet: they are as unknown here as any other.
    if versions.known(asked) is None:
        raise _UnknownError(
            "This data version is not known to this server. Leave out “version” for the figures of today, "
            f"which are version {now}."
        )
    return asked, True


def _same(header: str, etag: str) -> bool:
    """Whether a tag is among those a reader holds; compression on the way may have made it a weak one."""
    held = [one.strip().removeprefix("W/") for one in header.split(",")]
    return etag in held or "*" in held


def _catalog(_: Mapping[str, str], version: str) -> Payload:
    found = published_catalog.load_catalog(version=version)
    return responses.catalog(found, {key: tuple(one.editions) for key, one in found.indices.items()}, version)


def _table(parts: Mapping[str, str], version: str) -> Payload:
    found, key = _index(parts, version)
    what, ending = parts["what"], parts["ending"]
    index = found.indices[key]
    if ending == "csv" and what in index.measures:
        return responses.measure(index, what, score_store.history(key, version=version))
    if ending not in responses.FORMATS:
        raise _UnknownError(f"There is no “.{ending[:20]}”; the tables end in {', '.join(responses.FORMATS)}.")
    years = {str(year): year for year in index.editions}
    if what not in years:
        raise _UnknownError(
            f"{key} has no year and no measure “{what[:60]}”. Years and measures are listed in /data/v1/catalog.json; "
            "measures end in .csv."
        )
    return responses.year(index, years[what], score_store.read(key, years[what], version=version), ending)


def _provinces(parts: Mapping[str, str], _: str) -> Payload:
    asked, known = parts["edition"], [one.key for one in geography.editions()]
    if asked not in known:
        raise _UnknownError(f"There are no provinces “{asked[:20]}”; known are {', '.join(known)}.")
    return responses.provinces(asked)


def _index(parts: Mapping[str, str], version: str) -> tuple[Catalog, str]:
    found, key = published_catalog.load_catalog(version=version), parts["index"]
    if key not in found.indices:
        raise _UnknownError(f"There is no index “{key[:40]}”; known are {', '.join(found.indices)}.")
    return found, key


ROUTES = [
    Route("/data/v1/catalog.json", _answered(_catalog), methods=_METHODS),
    Route("/data/v1/provinces/{edition}.geojson", _answered(_provinces), methods=_METHODS),
    Route("/data/v1/{index}/{what}.{ending}", _answered(_table), methods=_METHODS),
]
