"""The WSGI entry point; atam.asgi calls it on its bounded pool of threads."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atam.settings")

application = get_wsgi_application()
