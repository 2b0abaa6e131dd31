"""The three answers of a writing view: a fragment for htmx, a redirect for a plain form, 422 for bad input."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers


def answer(
    request: HttpRequest,
    template: str,
    context: dict,
    *,
    to: str,
    events: dict | None = None,
    status: int = 200,
) -> HttpResponse:
    """After a write: the fragment `template` for htmx, else a redirect to the URL `to`.

    `events` are facts for the page ({"scenario-changed": {"id": "…"}}), sent as HX-Trigger; "counts-changed" makes
    the spine count again. A status of 409 or 422 is answered with the rendered template in both cases, so that
    nothing typed is lost.
    """
    if not request.htmx and status < 400:
        return redirect(to)
    response = render(request, template, context, status=status)
    if request.htmx:
        # Notices of this write (assessments.notices) join the page's toasts, out of band.
        response.write(render_to_string("includes/toasts.html", {"oob": True}, request))
    if events:
        response["HX-Trigger"] = json.dumps(events)
    patch_vary_headers(response, ["HX-Request"])
    return response
