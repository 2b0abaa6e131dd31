"""What axe-core finds wrong with a page, as lines that say where."""

from axe_playwright_python.sync_playwright import Axe

# Axe parses the colours of every element anew, through a library for all colour spaces: that was half of its time. A
# page has two dozen colours; what each of them means is remembered. The answers stay the same.
REMEMBERED = """
(() => {
  const colour = axe.commons.color.Color.prototype, parse = colour.parseString, known = new Map();
  colour.parseString = function (text) {
    if (!known.has(text)) {
      parse.call(this, text);
      known.set(text, [this.r, this.g, this.b, this.alpha]);
    }
    [this.r, this.g, this.b, this.alpha] = known.get(text);
    return this;
  };
})();
"""
SCRIPT = Axe().axe_script + REMEMBERED


def violations(page, *, only_colour: bool = False) -> list[str]:
    """One line for each element that breaks a rule: rule, element, what to mend.

    With `only_colour` only the rules that another theme can break, such as contrast.
    """
    options = {"resultTypes": ["violations"]}
    if only_colour:
        # By name: the tag cat.color would also run the contrast of level AAA, which axe leaves off by default.
        options["runOnly"] = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(SCRIPT)
    found = page.evaluate("async options => (await axe.run(document, options)).violations", options)
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {' '.join(node['failureSummary'].split())}"
        for rule in found
        for node in rule["nodes"]
    ]
