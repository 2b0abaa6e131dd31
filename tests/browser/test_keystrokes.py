"""The whole FinTech evaluation entered from nothing, by keyboard alone; every key press is counted.

A chord is one press. What is typed and stands in the assessment afterwards is text; every other press is overhead: Tab,
Enter, arrows, letters and marks of a typed line, the search for a page. The result is compared with what importing the
same document gives. `pytest -s` prints the table that stands in docs/benchmarks.md.
"""

import re
from collections import Counter

from playwright.sync_api import expect

from assessments.exchange.apply import import_document
from assessments.exchange.importer.documents import read_text
from assessments.models import Assessment
from assessments.transfer.export import document_of
from tests.conftest import PASSWORD

from .conftest import ROOT

SAMPLE = ROOT / "assessments" / "samples" / "fintech-platform.md"

# What differs by who wrote it and how, and not by what the evaluation says.
OWN = {"id", "position", "line", "source_line", "document", "origin"}
COMPARED = (
    "Driver",
    "Approach",
    "QualityAttribute",
    "Refinement",
    "Scenario",
    "Finding",
    "FindingAttribute",
    "FindingLink",
    "RiskTheme",
    "ThemeRisk",
    "ThemeDriver",
    "Recommendation",
)


class Keyboard:
    """The keys of one page, counted by what they enter."""

    def __init__(self, page):
        self.page, self.kind = page, ""
        self.fields, self.bare, self.strokes = Counter(), Counter(), Counter()

    def press(self, *keys: str):
        for key in keys:
            self.page.keyboard.press(key)
            self.strokes[self.kind] += 1

    def marks(self, text: str):
        """Typed, but no text of a field."""
        self.page.keyboard.type(text)
        self.strokes[self.kind] += len(text)

    def field(self, text: str):
        self.marks(text)
        self.fields[self.kind] += 1
        self.bare[self.kind] += len(text)

    def line(self, *parts: str | tuple[str]):
        """One typed line and Enter: texts are fields, one-tuples are marks."""
        for part in parts:
            self.marks(*part) if isinstance(part, tuple) else self.field(part)
        self.press("Enter")

    def tab_to(self, target, key: str = "Tab"):
        for _time in range(60):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.press(key)
        raise AssertionError(f"{target} is not reached by {key}")

    def jump(self, text: str, heading: str):
        """To another page by Ctrl K."""
        self.press("Control+k")
        expect(self.page.locator("#jump")).to_be_visible()
        self.marks(text)
        self.press("Enter")
        self.arrived(heading)

    def go(self, letter: str, heading: str):
        """To another page by g and a letter, where no field has focus."""
        self.press("g", letter)
        self.arrived(heading)

    def arrived(self, heading: str):
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading)
        self.page.wait_for_load_state()

    def overhead(self, kind: str | None = None) -> float:
        kinds = [kind] if kind else list(self.strokes)
        extra = sum(self.strokes[each] - self.bare[each] for each in kinds)
        return extra / sum(self.fields[each] for each in kinds)

    def table(self) -> str:
        rows = [
            "| Kind | fields | bare characters | key strokes | extra | extra per field |",
            "|---|---|---|---|---|---|",
        ]
        for kind in self.strokes:
            fields, bare, strokes = self.fields[kind], self.bare[kind], self.strokes[kind]
            rows.append(f"| {kind} | {fields} | {bare} | {strokes} | {strokes - bare} | {self.overhead(kind):.2f} |")
        fields, bare, strokes = (sum(count.values()) for count in (self.fields, self.bare, self.strokes))
        rows.append(f"| all | {fields} | {bare} | {strokes} | {strokes - bare} | {self.overhead():.2f} |")
        return "\n".join(rows)


def test_the_whole_evaluation_by_keyboard_with_at_most_two_extra_keystrokes_a_field(page, world):
    text = SAMPLE.read_text(encoding="utf-8")
    plan = read_text(text, name=SAMPLE.name)
    [told] = plan.documents
    keys = Keyboard(page)

    sign_in_and_begin(keys, world.sam, told)
    assessment = Assessment.objects.get(public_id=re.search(r"/a/(\w+)/", page.url)[1])
    enter_drivers(keys, told)
    enter_tree(keys, told)
    enter_approaches_and_findings(keys, told)
    enter_themes(keys, told)
    enter_recommendations(keys, told)

    print(f"\n{keys.table()}")
    imported = import_document(owner=world.sam, plan=plan, document=told, title="FinTech Platform, imported")
    assert said_by(assessment) == said_by(imported)
    assert {kind: keys.overhead(kind) for kind in keys.strokes if keys.overhead(kind) > 2} == {}
    assert keys.overhead() <= 1.7


def sign_in_and_begin(keys, user, told):
    page = keys.page
    page.goto("/")
    keys.kind = "sign-in"
    keys.tab_to(page.get_by_label("E-mail address"))
    keys.field(user.email)
    keys.tab_to(page.get_by_label("Password"))
    keys.line(PASSWORD)
    expect(page.get_by_role("heading", level=1, name="Assessments")).to_be_visible()
    keys.kind = "assessment"
    page.wait_for_load_state()
    keys.press("n")
    expect(page.get_by_label("Title")).to_be_focused()
    keys.field(told.title)
    keys.tab_to(page.get_by_label("System"))
    keys.field(told.title)
    keys.tab_to(page.get_by_label("Summary"))
    keys.field(told.summary)
    keys.tab_to(page.get_by_role("button", name="Start assessment"))
    keys.press("Enter")
    expect(page).to_have_url(re.compile(r"/a/\w+/"))
    page.wait_for_load_state()


def enter_drivers(keys, told):
    keys.kind = "drivers"
    keys.go("d", "Business drivers")
    keys.press("n")
    for number, driver in enumerate(told.drivers, 1):
        keys.line(driver.statement)
        settled(keys.page.locator("#driver-line"), keys.page.locator("#drivers tr[data-row]"), number)


def settled(line, rows, number):
    """The row has come, and the line is empty and has focus for the next one."""
    expect(rows).to_have_count(number)
    expect(line).to_have_value("")
    expect(line).to_be_focused()


def enter_tree(keys, told):
    page, last = keys.page, ""
    keys.kind = "utility tree"
    keys.press("Tab")  # out of the line, to its button
    keys.go("u", "Utility tree")
    keys.press("n")
    keys.tab_to(page.get_by_role("link", name="Paste rows"))
    keys.press("Enter")
    expect(page.get_by_label("Rows", exact=True)).to_be_focused()
    for scenario in told.scenarios:
        if scenario.attribute != last:
            keys.field(scenario.attribute)
        last = scenario.attribute
        for part in (scenario.refinement, scenario.statement, scenario.importance, scenario.difficulty):
            keys.marks("|")
            keys.field(part)
        keys.press("Enter")
    keys.tab_to(page.get_by_role("button", name="Read the rows"))
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What we understood")
    keys.tab_to(page.get_by_role("button", name="Add rows"), "Shift+Tab")
    keys.press("Enter")
    expect(page.locator("tr.scn")).to_have_count(len(told.scenarios))
    page.wait_for_load_state()

    keys.kind = "six parts"
    for scenario in told.scenarios:
        if set(scenario.parts) > {"response_measure"}:
            enter_parts(keys, scenario)


def enter_parts(keys, scenario):
    page = keys.page
    row = page.locator("tr.scn", has_text=scenario.statement)
    keys.jump(row.locator(".id").inner_text().lower(), "Utility tree")
    expect(row.locator(".scn-name")).to_be_focused()
    keys.press("Space")
    expect(page.locator("#scenario-form [name=statement]")).to_have_value(scenario.statement)  # not the panel before
    expect(page.get_by_label("Source")).to_be_focused()
    for part, text in scenario.parts.items():
        field = page.locator(f"#scenario-form [name={part}]")
        keys.tab_to(field)
        if field.input_value():
            keys.press("Control+a")
        keys.field(text)
    expect(page.locator("#scenario-form [name=base_response_measure]")).to_have_value(text)


def enter_approaches_and_findings(keys, told):
    page = keys.page
    line = page.locator("#capture-line")
    effect = {"+": "+", "-": "-", "": "?"}

    def capture(code, *parts):
        keys.line(*parts)
        expect(page.locator(".toast", has_text=f"{code} added")).to_be_visible()
        expect(line).to_be_focused()

    keys.kind = "approaches"
    keys.press("Escape")  # from the panel to its row
    keys.go("c", "Architecture")
    keys.press("n", "Alt+n")
    for number, approach in enumerate(told.approaches, 1):
        keys.line(approach.name, ("|",), approach.description)
        settled(page.locator("#approach-line"), page.locator("#approaches tr[data-row]"), number)
    keys.kind = "sensitivity points"
    keys.press("Alt+q")
    for kind, word in {"S": "sensitivity points", "T": "trade-off points", "R": "risks", "N": "non-risks"}.items():
        keys.kind = word
        found = [finding for finding in told.findings if finding.kind == kind]
        for number, finding in enumerate(found, 1):
            # The letter and the marks first: `r#critical Failure of the single region`.
            parts, space = [(kind.lower(),)], ""
            for mark, name in [("#", finding.severity), *((effect[sign], name) for name, sign in finding.attributes)]:
                if name:
                    parts += [(f"{space}{mark}",), name]
                    space = " "
            parts += [(" ",), finding.title]
            for text in (finding.description, finding.assumption):
                parts += [("|",), text] if text else []
            if finding.mitigation:
                parts += [("=>",), finding.mitigation]
            capture(f"{kind}{number}", *parts)


def enter_themes(keys, told):
    keys.kind = "risk themes"
    keys.jump("th", "Risk themes")
    keys.press("Alt+n")
    for number, theme in enumerate(told.themes, 1):
        parts, mark = [theme.title], " ^"
        for risk in theme.risks:
            parts += [(mark,), f"R{risk}"]
            mark = ","
        keys.line(*parts, ("|",), theme.summary)
        settled(keys.page.locator("#new-theme"), keys.page.locator(".lane h2 a"), number)


def enter_recommendations(keys, told):
    keys.kind = "recommendations"
    keys.press("Tab")
    keys.go("e", "Recommendations")
    keys.press("n")
    for number, row in enumerate(told.recommendations, 1):
        parts = [row.title, (" #",), row.severity]
        for detail in row.details.split("\n"):
            parts += [("|",), detail.removeprefix("- ")]
        for label, value in (("c:", row.cost), ("e:", row.effort)):
            parts += [(f"|{label}",), value] if value else []
        keys.line(*parts)
        settled(keys.page.locator("#recommendation-line"), keys.page.locator("tr[id^=recommendation-]"), number)


def said_by(assessment) -> dict:
    """What an assessment says, without ids: rows by kind, each with the names of the rows it points to."""
    document = document_of(assessment)
    rows = {kind: document["rows"].get(kind, []) for kind in COMPARED}
    names = {}
    for kind in COMPARED:
        for row in rows[kind]:
            named = row.get("name") or row.get("title") or row.get("statement") or ""
            names[row["id"]] = f"{kind} {names.get(row.get('attribute'), '')} {named}"

    def told(row):
        return {
            key: names.get(value, value) if isinstance(value, str) else value
            for key, value in row.items()
            if key not in OWN
        }

    said = {kind: sorted((told(row) for row in rows[kind]), key=repr) for kind in COMPARED}
    return said | {"summary": document["assessment"]["summary"], "system": document["assessment"]["system"]}
