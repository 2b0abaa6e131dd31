"""Every address has an access rule, so that a page nobody thought about cannot be open to everybody."""

from django.urls import URLPattern, URLResolver, get_resolver, path

from assessments import access

CAPABILITIES = {can for role in access.CAPABILITIES.values() for can in role}
# Two packages bring pages with a gate of their own: django-allauth (sign-in, passwords) and Django's admin
# (staff only). Under their addresses nothing else may hide.
FOREIGN = {"accounts/": ("allauth.",), "admin/": ("django.contrib.", "django.views.generic.base", "assessments.admin")}


def patterns(entries, prefix: str = ""):
    """Every address below, as (address, view)."""
    for entry in entries:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry.url_patterns, address)
        elif isinstance(entry, URLPattern):
            yield address, entry.callback


def without_rule(entries) -> list[str]:
    wrong = []
    for address, view in patterns(entries):
        owner = next((owner for prefix, owner in FOREIGN.items() if address.startswith(prefix)), None)
        rule = getattr(view, "access_rule", None)
        if owner and rule is None:
            if not view.__module__.startswith(owner):
                wrong.append(f"{address} is served by {view.__module__}")
        elif rule not in {"public", "signed_in", *CAPABILITIES}:
            wrong.append(f"{address} has no access rule")
        elif address.startswith("a/<") and rule not in CAPABILITIES:
            wrong.append(f"{address} belongs to an assessment and is open to everybody {rule}")
    return wrong


def test_every_address_has_an_access_rule():
    assert without_rule(get_resolver().url_patterns) == []


def test_an_address_without_a_rule_is_seen():
    def bare(request):
        """A view somebody forgot to guard."""

    entries = [
        path("open/", bare),
        path("admin/open/", bare),
        path("a/<pk>/open/", access.signed_in_view(bare)),
        path("fine/", access.public_view(lambda request: None)),
    ]
    assert [line.partition(" ")[0] for line in without_rule(entries)] == ["open/", "admin/open/", "a/<pk>/open/"]


def test_the_walk_reaches_what_is_included():
    addresses = [address for address, _view in patterns(get_resolver().url_patterns)]
    assert {"healthz", "accounts/login/", "admin/login/"} <= set(addresses)


def test_no_address_takes_a_form_from_a_foreign_page():
    views = patterns(get_resolver().url_patterns)
    assert [address for address, view in views if getattr(view, "csrf_exempt", False)] == []
