"""The ASGI entry point that uvicorn serves.

Django's own ASGI handler starts a thread for each synchronous request. Here every page runs through
Django's WSGI handler on a bounded pool of long-lived threads instead (see docs/decisions/runtime.md),
which keeps database connections and memory bounded. Lifespan messages are answered here.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atam.settings")

from a2wsgi import WSGIMiddleware
from django.conf import settings

from atam.wsgi import application as wsgi_application

pages = WSGIMiddleware(wsgi_application, workers=settings.WEB_THREADS)


async def application(scope, receive, send):
    """Route one ASGI connection: lifespan here, pages to Django; web sockets are refused by closing them."""
    if scope["type"] == "http":
        await pages(scope, receive, send)
    elif scope["type"] == "lifespan":
        await _lifespan(receive, send)
    else:
        await send({"type": "websocket.close"})


async def _lifespan(receive, send):
    while (message := await receive())["type"] != "lifespan.shutdown":
        if message["type"] == "lifespan.startup":
            await send({"type": "lifespan.startup.complete"})
    await send({"type": "lifespan.shutdown.complete"})
