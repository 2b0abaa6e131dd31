"""What a row is called, in words, by the kind of its reference (dossier.types.Ref)."""

from django.utils.translation import gettext_lazy

# Lazy, because a page of chips asks a thousand times, and looking up all words for one took longer than the chip.
KIND_WORDS = {
    "S": gettext_lazy("Sensitivity point"),
    "T": gettext_lazy("Trade-off point"),
    "R": gettext_lazy("Risk"),
    "N": gettext_lazy("Non-risk"),
    "driver": gettext_lazy("Business driver"),
    "requirement": gettext_lazy("Requirement"),
    "approach": gettext_lazy("Approach"),
    "component": gettext_lazy("Component"),
    "view": gettext_lazy("View"),
    "theme": gettext_lazy("Risk theme"),
    "recommendation": gettext_lazy("Recommendation"),
    "scenario": gettext_lazy("Scenario"),
    "attribute": gettext_lazy("Quality attribute"),
    "question": gettext_lazy("Analysis question"),
    "parked": gettext_lazy("Parked item"),
    "refinement": gettext_lazy("Refinement"),
    "comment": gettext_lazy("Comment"),
    "dismissed": gettext_lazy("Dismissed candidate"),
    "property": gettext_lazy("Property"),
    "connection": gettext_lazy("Connection"),
    "requested": gettext_lazy("Document asked for"),
    "imported": gettext_lazy("Imported document"),
    "person": gettext_lazy("Person"),
    "step": gettext_lazy("Step"),
    "page": gettext_lazy("Page"),
    "critical": gettext_lazy("Critical risk"),
    "high": gettext_lazy("High risk"),
    "medium": gettext_lazy("Medium risk"),
    "low": gettext_lazy("Low risk"),
}


def kind_word(kind: str, severity: str = "") -> str:
    """What a reference is, in words, for its tooltip; a risk with its severity."""
    return str(KIND_WORDS.get(severity if kind == "R" and severity else kind, ""))
