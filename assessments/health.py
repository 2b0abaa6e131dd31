"""Is the application up, and does its database answer?"""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from assessments.access import public_view


@public_view
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """For load balancers and containers: 200 and "ok" once the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
