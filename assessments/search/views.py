"""The search as a page, which needs no script, and as the answer to what is typed after Ctrl K."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.access import READ, member_view
from assessments.models import Assessment
from assessments.search.queries import places, targets
from assessments.search.rules import Hit, clean, search


def found(request: HttpRequest, assessment: Assessment) -> tuple[str, tuple[Hit, ...], int]:
    """What was typed, the first hits and how many there are; nothing typed: the pages and steps."""
    typed = clean(request.GET.get("q", ""))
    if not typed:
        every = tuple(Hit(target, 0, target.url) for target in places(assessment, request.participant))
        return typed, every, len(every)
    return typed, *search(targets(assessment, request.participant), typed)


def sentence(typed: str, shown: int, number: int) -> str:
    """What is said about the results as a whole; "" where they speak for themselves."""
    if typed and not number:
        said = _(
            "Nothing has “%(typed)s” in its id, name or text. Try a single word of it, or an id such as R3 or Av1."
        )
        return said % {"typed": typed}
    if number > shown:
        said = _("The first %(shown)s of %(number)s. A further word finds fewer.")
        return said % {"shown": shown, "number": number}
    return ""


@require_safe
@member_view(can=READ)
def page(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """`?q=` finds ids, pages and texts; each result links to the row or page."""
    typed, hits, number = found(request, assessment)
    context = {"pk": assessment.public_id, "title": assessment.title, "typed": typed, "hits": hits}
    return render(request, "search/search.html", {**context, "said": sentence(typed, len(hits), number)})


@require_safe
@member_view(can=READ)
def suggestions(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """The same as JSON: `found`, a list of what static/js/jump.js shows as text, and `said`, a sentence or ""."""
    typed, hits, number = found(request, assessment)
    rows = [
        {
            "kind": hit.target.kind,
            "code": hit.target.code,
            "title": hit.target.title,
            "url": hit.url,
            "place": hit.place,
            "quote": [hit.before, hit.match, hit.after],
        }
        for hit in hits
    ]
    answer = JsonResponse({"found": rows, "said": sentence(typed, len(hits), number)})
    answer["Cache-Control"] = "no-store"
    return answer
