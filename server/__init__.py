"""The process and its ASGI layers: routes, headers, limits, who is connected; no page is drawn here."""
