"""Middleware of our own."""

import contextlib
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError


def no_nul_in_address(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """404 for an address with a NUL in its path: nothing has such an id, and PostgreSQL refuses to look for it."""

    def answer(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404
        return get_response(request)

    return answer


DRAINED_MAX = 64_000_000


def read_to_the_end(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Take in what is left of a body that was refused, such as a paste beyond the limit, before the answer goes out.

    A browser that is still sending when the connection closes shows "connection reset" instead of the answer.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        left = DRAINED_MAX if response.status_code >= 400 and request.method == "POST" else 0
        with contextlib.suppress(UnreadablePostError):
            while left > 0 and (chunk := request.read(65_536)):
                left -= len(chunk)
        return response

    return answer
