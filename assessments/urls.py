"""The application's addresses: one list a slice."""

from django.urls import include, path

from assessments.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
]

# Each slice with pages has a urls.py; its addresses start at the root of the site.
SLICES = [
    "overview",
    "preparation",
    "drivers",
    "requirements",
    "architecture",
    "utility_tree",
    "analysis",
    "parking",
    "capture",
    "history",
    "findings",
    "recommendations",
    "results",
    "traceability",
    "search",
    "exchange",
    "transfer",
    "report",
]

urlpatterns += [path("", include(f"assessments.{name}.urls")) for name in SLICES]
