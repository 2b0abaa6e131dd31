"""Middleware of our own."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse


def no_nul_in_address(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """404 for an address with a NUL in its path: nothing has such an id, and PostgreSQL refuses to look for it."""

    def answer(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404
        return get_response(request)

    return answer
