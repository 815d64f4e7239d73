"""What the server answers besides the pages: boundary shapes and the empty base map, both to be kept by the browser."""

import json

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from provindex import geography
from server import data_api, metrics

_FOR_GOOD = {"Cache-Control": "public, max-age=31536000, immutable"}
_LAYERS = ("land", "coastlines", "ocean", "lakes", "rivers", "countries", "subunits")
# plotly asks for a base map with every map trace, even an invisible one; an empty one draws nothing and keeps
# the browser from asking an outside host.
_EMPTY_BASE = json.dumps(
    {
        "type": "Topology",
        "objects": {layer: {"type": "GeometryCollection", "geometries": []} for layer in _LAYERS},
        "arcs": [],
    }
).encode()


def _shapes(request: Request) -> Response:
    name, _, content = request.path_params["file"].rpartition("-")
    if name not in geography.GEOJSON_NAMES or content != geography.geojson_hash(name):
        return PlainTextResponse("There is no such boundary file.", status_code=404)
    return Response(geography.geojson(name), media_type="application/geo+json", headers=_FOR_GOOD)


def _base_map(_: Request) -> Response:
    return Response(_EMPTY_BASE, media_type="application/json", headers=_FOR_GOOD)


def _landing(request: Request) -> Response:
    """The landing page under its own name: Streamlit serves its default page at the root alone."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{request.scope.get('root_path', '')}/{query}")


ROUTES = [
    *metrics.ROUTES,
    Route("/overview", _landing),
    Route("/geo/base/world_110m.json", _base_map),
    Route("/geo/{file}.geojson", _shapes),
    *data_api.ROUTES,
]
