"""What a typed line is understood to say, shown under it while it is typed (templates/includes/understood.html)."""

from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from assessments.errors import Refused


def understood(request: HttpRequest, read: Callable[[str], list[str]]) -> HttpResponse:
    """Answer with what `read(line)` says of the line in the query: words, or the sentence it refuses with."""
    line, said, refused = request.GET.get("line", "").strip(), [], ""
    try:
        said = read(line) if line else []
    except Refused as reason:
        refused = str(reason)
    return render(request, "includes/understood.html", {"said": said, "refused": refused})


def person_word(name: str, people: Iterable[str], words: str) -> list[str]:
    """`words` with the name in it, and whether that person is new here; nothing for nobody."""
    if not name:
        return []
    return [words % {"name": name}] + ([] if name in set(people) else [_("%(name)s is added") % {"name": name}])
