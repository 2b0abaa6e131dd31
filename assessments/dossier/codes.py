"""What an identifier in a text means: every code of an assessment with the row it names. Pure."""

from assessments.dossier.types import Dossier, Ref

# The parts whose rows have codes; those that are loaded take part.
CODED = ("drivers", "requirements", "approaches", "findings", "themes", "recommendations")


def refs_by_code(dossier: Dossier) -> dict[str, Ref]:
    """{"R1": its reference, ...} of the parts that are loaded."""
    loaded = dossier.loaded
    refs = [row.ref for part in CODED for row in loaded.get(part, ())]
    tree = loaded.get("tree") or loaded.get("outline")
    refs += [scenario.ref for scenario in tree.scenarios] if tree else []
    refs += [component.ref for component in loaded["architecture"].components] if "architecture" in loaded else []
    refs += [question.ref for sheet in loaded.get("sheets", ()) for question in sheet.questions]
    refs += [item.ref for item in loaded.get("parked", ())]
    return {ref.code: ref for ref in refs}
