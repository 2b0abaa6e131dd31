"""A request that may be sent again is carried out once.

A browser that got no answer sends what was typed again by itself, and cannot know whether the first one arrived. It
comes with the same key each time (static/js/outbox.js, static/js/saved.js); the change log keeps the key beside what
was written, and changes.record knows it again.
"""

from collections.abc import Callable
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from assessments import changes
from assessments.notices import notice

HEADER = "X-Request-Key"
WRITTEN_BEFORE = "X-Written-Before"
KEY_MAX = 60


def is_key(key: str) -> bool:
    """Whether it is one a browser makes."""
    return 0 < len(key) <= KEY_MAX and key.isprintable()


def request_key(who: object, key: str, said: str) -> str:
    """The key of a request as the change log keeps it.

    It holds who and what: a form that the browser brought back with its old key loses no new text.
    """
    return f"{key}:{sha256(f'{who} {said}'.encode()).hexdigest()[:32]}"


def key_of(request: HttpRequest) -> str:
    """The key with which a page's script sent this request; "" for none."""
    key = request.headers.get(HEADER, "")
    return request_key(request.user.pk, key, f"{request.path} {request.POST.urlencode()}") if is_key(key) else ""


class CarriedOutOnce:
    """Middleware: gives the first change of a request its key, and answers the request that came before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with changes.carried_out_once(key_of(request)):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page is to show what the first request wrote."""
        if not isinstance(exception, changes.WrittenBefore):
            return None
        notice(request, _("It was written when it was sent first, and is there once."))
        return HttpResponse(status=204, headers={WRITTEN_BEFORE: "1"})
