"""The WSGI entry point; atam.asgi calls it on its bounded pool of threads."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atam.settings")

application = get_wsgi_application()

# What is loaded by now, all views included, stays. Looking through it for garbage took 90 ms of some page now and then.
get_resolver().url_patterns  # noqa: B018 - asking for them imports every view
gc.collect()
gc.freeze()
