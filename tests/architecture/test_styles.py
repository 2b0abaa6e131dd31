"""Every class a page carries means something: the style sheet draws it or a script looks for it."""

import re

import pytest

from .source import ROOT, templates

# The report's process and Django's admin bring style sheets of their own.
ELSEWHERE = re.compile(r"^(templates|assessments/report/templates)/(report/(pdf|print)|admin)")
CLASSES = re.compile(r"class=\"([^\"]*)\"")
CHOICES = re.compile(r"\{%\s*(?:if|elif|else|endif|for|empty|endfor)\b.*?%\}")
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}")
WORD = re.compile(r"[a-zA-Z][\w-]*")


def drawn() -> set[str]:
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", (ROOT / "static/css/app.css").read_text(encoding="utf-8")))


def sought() -> set[str]:
    scripts = (ROOT / "static/js").glob("*.js")
    return {
        word for script in scripts for word in re.findall(r"\.([a-zA-Z][\w-]*)", script.read_text(encoding="utf-8"))
    }


def without_meaning(text: str, known: set[str]) -> list[str]:
    """Classes that are written out whole and unknown; a tag of the template stands for any letters."""
    html = TAGS.sub("\ue000", re.sub(CLASSES, lambda found: CHOICES.sub(" ", found.group(0)), quoted(text)))
    names = [name for value in CLASSES.findall(html) for name in value.split()]
    return [name for name in names if WORD.fullmatch(name) and name not in known]


def quoted(text: str) -> str:
    """Without the quotation marks inside template tags, which would end an attribute early."""
    return TAGS.sub(lambda tag: tag.group(0).replace('"', ""), text)


@pytest.mark.parametrize("path", [path for path in templates() if not ELSEWHERE.match(path)])
def test_every_class_is_drawn_or_sought(path):
    assert without_meaning(templates()[path], drawn() | sought()) == []


@pytest.mark.parametrize(
    ("html", "unknown"),
    [
        ('<p class="btn lost">', ["lost"]),
        ('<p class="btn{% if x == "a b" %} lost{% endif %}">', ["lost"]),
        ('<p class="sev--{{ level }} {{ kind }}">', []),
        ('<a href="{% url "page" pk %}" class="btn">', []),
    ],
)
def test_a_class_without_meaning_is_seen(html, unknown):
    assert without_meaning(html, {"btn"}) == unknown


def opened(css: str) -> list[str]:
    """The layers that have a block, once for each."""
    return re.findall(r"^@layer (\w+) \{", css, re.MULTILINE)


def test_each_layer_of_the_style_sheet_is_one_block_in_the_order_it_names():
    css = (ROOT / "static/css/app.css").read_text(encoding="utf-8")
    [named] = re.findall(r"^@layer ([\w, ]+);", css, re.MULTILINE)
    assert opened(css) == named.split(", ")


def test_a_layer_that_is_opened_twice_is_seen():
    assert opened("@layer base {\n}\n@layer print {\n}\n@layer base {\n}") == ["base", "print", "base"]
