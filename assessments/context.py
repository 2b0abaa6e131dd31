"""What every full page of the application gets besides what its view gives it."""


def shell(request) -> dict:
    """The frame's read models: `nav` inside an assessment, `workspace` elsewhere (see dossier/nav.py)."""
    return {"nav": None, "workspace": None}
