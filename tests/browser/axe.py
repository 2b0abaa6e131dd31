"""What axe-core finds wrong with a page, as lines that say where."""

from axe_playwright_python.sync_playwright import Axe

AXE = Axe()


def violations(page, *, only_colour: bool = False) -> list[str]:
    """One line for each element that breaks a rule: rule, element, what to mend.

    With `only_colour` only the rules that another theme can break, such as contrast.
    """
    options = {"resultTypes": ["violations"]}
    if only_colour:
        # By name: the tag cat.color would also run the contrast of level AAA, which axe leaves off by default.
        options["runOnly"] = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.axe_script)
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {' '.join(node['failureSummary'].split())}"
        for rule in found
        for node in rule["nodes"]
    ]
