"""Texts made to hurt a parser, each by name. As a program it reads some of them within limits that the system enforces.

`python -m tests.exchange.hostile BYTES SECONDS MEMORY [NAME...]` prints a line of JSON for each: its name, the seconds
of processor time it took, and the sentence of a refusal or how many rows the plan has.
"""

import json
import random
import resource
import signal
import sys
import time

BYTES_A_LINE = 50  # of a large document, whose lines are as many as are read
LINE = 9_990  # just below the longest line that is read
SIZE = 1_990_000  # just below the largest document; the program is given its own


def lines(text: str) -> str:
    """As many lines of `text` as fit."""
    text = f"{text[:LINE]}\n"
    return text * min(SIZE // len(text.encode()), SIZE // BYTES_A_LINE)


def full(mark: str) -> str:
    """Long lines full of one mark."""
    return lines(mark * (LINE // len(mark.encode())))


def nested(mark: str, depth: int) -> str:
    """Each line one level deeper than the one above it."""
    return "".join(f"{mark * level}x\n" for level in range(1, depth))


def noise(size: int) -> str:
    """Marks of Markdown by chance, the same each time."""
    chance = random.Random(7)
    marks = [
        "|",
        "- ",
        "> ",
        "# ",
        "`",
        "*",
        "_",
        "[",
        "](",
        ")",
        "├── ",
        "│ ",
        "(H,M)",
        "a",
        " ",
        "words and words",
        "\n",
        "1. ",
        ":",
    ]
    return "".join(chance.choices(marks, k=size // 2))[:size]


RISKS = "## Risks\n\n"
TREE = "## Utility Tree\n\n"
TABLE = "| ID | Risk | Severity | Description |\n|--|--|--|--|\n"
TEXTS = {
    "endless table": lambda: RISKS + TABLE + "| R1 | a | High | b |\n" * 39_000,
    "endless table of scenarios": lambda: TREE + "| Attribute | Scenario |\n|--|--|\n" + "| a | b (H,M) |\n" * 39_000,
    "table with 4,000 columns": lambda: lines("|a" * 4_900) + "|-" * 4_900 + "|\n" + lines("|b" * 4_900),
    "one row with 4,000 cells": lambda: "|a" * 4_000 + "|\n" + "|-" * 4_000 + "|\n|b|\n",
    "short rows under many columns": lambda: "|a" * 90 + "|\n" + "|-" * 90 + "|\n" + "|b|\n" * 39_000,
    "many tables": lambda: "| Attribute | Scenario |\n|--|--|\n| a | b (H,M) |\n\n" * 9_000,
    "a tree of a million dashes": lambda: TREE + "```\n" + "├──" + "─" * 600_000 + " a (H,M)\n```\n",
    "a tree of many dashes": lambda: TREE + "```\n" + full("─") + "```\n",
    "a tree of branches": lambda: TREE + "```\n" + lines("├── a (H,M)") + "```\n",
    "a deep tree": lambda: TREE + "```\n" + "".join(f"{'│ ' * (n % 4000)}└── a (H,M)\n" for n in range(300)) + "```\n",
    "a tree of one wrapped leaf": lambda: TREE + "```\n├── a\n" + lines("│    more of the leaf") + "```\n",
    "a tree of spaces": lambda: TREE + "```\n├── a\n" + full("│ ") + "```\n",
    "backticks": lambda: full("`"),
    "backticks of many lengths": lambda: lines(" ".join("`" * n for n in range(1, 140))),
    "brackets": lambda: full("["),
    "brackets and braces": lambda: full("[]("),
    "links": lambda: full("[a](b"),
    "images": lambda: full("![a]("),
    "asterisks": lambda: full("*"),
    "asterisks and letters": lambda: full("*a **b "),
    "underscores": lambda: full("_a__"),
    "ampersands": lambda: full("&"),
    "entities": lambda: full("&#0;"),
    "quotes in one line": lambda: full("> "),
    "quotes, deeper and deeper": lambda: nested("> ", 990),
    "items in one line": lambda: full("- "),
    "items, deeper and deeper": lambda: nested("  ", 990).replace("x", "- x"),
    "items, 20 to a line": lambda: lines("- " * 19 + "x"),
    "quotes, 20 to a line": lambda: lines("> " * 19 + "x"),
    "numbers in one line": lambda: full("1. "),
    "a flat list": lambda: RISKS + lines("- a"),
    "a flat list of drivers": lambda: "## Business Drivers\n\n" + lines("- a"),
    "a flat list with pairs": lambda: TREE + lines("- a (H,M)"),
    "a loose list": lambda: RISKS + "- a\n\n" * 19_000,
    "headings": lambda: lines("# a"),
    "hashes": lambda: full("#"),
    "headings of risks": lambda: lines("# Risks"),
    "a long heading": lambda: lines("# " + "risk tree " * 990),
    "tabs": lambda: full("\t"),
    "spaces": lambda: full(" ") + "x",
    "tabs and items": lambda: full("\t- "),
    "link definitions": lambda: lines("[a]: b"),
    "open link definitions": lambda: lines("[a]: <"),
    "open titles of link definitions": lambda: '[a]: b "\n' * 30_000,
    "html blocks": lambda: lines("<div>"),
    "open html comments": lambda: lines("<!--"),
    "open html tags": lambda: lines("<a " * 3_000),
    "declarations": lambda: lines("<!A"),
    "setext underlines": lambda: "a\n===\n" * 19_000,
    "dashes": lambda: lines("---"),
    "one paragraph and its underline": lambda: lines("a") + "===\n",
    "one long paragraph": lambda: lines("a" * 40),
    "fences": lambda: lines("```"),
    "an open fence": lambda: "```\n" + lines("a"),
    "a million lines": lambda: "\n" * 1_000_000,
    "a million lines of text": lambda: "a\n" * 995_000,
    "38,000 blank lines": lambda: "\n" * 38_000 + "x",
    "indented code": lambda: lines("    a"),
    "combining marks": lambda: full("\u0301"),
    "precomposed letters": lambda: full("\u1e69"),
    "ligatures": lambda: RISKS + lines("- " + "\ufdfa" * 3_000),
    "pairs that are none": lambda: TREE + lines("- " + "(H, " * 2_400),
    "spaces before a pair": lambda: TREE + lines("- a" + " ." * 4_900 + "(H,M"),
    "open pairs": lambda: TREE + lines("- a (" + " " * 9_000 + "H"),
    "labels": lambda: "## Quality Attribute Scenarios\n\n" + lines("- " + "a" * 60 + " " * 9_000 + "b"),
    "colons": lambda: "## Quality Attribute Scenarios\n\n" + lines("- " + ":" * 9_900),
    "semicolons": lambda: TREE + "| Attribute | Scenario |\n|--|--|\n" + "| a | " + "; Source: " * 990 + "|\n",
    "versus": lambda: (
        "## Trade-offs\n\n| Trade-off | Attributes |\n|--|--|\n" + ("| a | " + " vs " * 2_400 + "|\n") * 190
    ),
    "spaces in attributes": lambda: (
        "## Trade-offs\n\n| Trade-off | Attributes |\n|--|--|\n" + ("| a | x" + "\u00a0" * 4_000 + "y |\n") * 190
    ),
    "signs": lambda: (
        "## Trade-offs\n\n| Trade-off | Attributes |\n|--|--|\n" + ("| a | (" + " +" * 4_900 + "x |\n") * 190
    ),
    "bold that never ends": lambda: RISKS + lines("- **" + "a*" * 4_900),
    "much bold": lambda: RISKS + lines("- " + "**a** " * 1_600),
    "numbers": lambda: TREE + lines("- a " + "1.1," * 2_400 + " (H,M)"),
    "bounds": lambda: TREE + lines("- a " + "<1 " * 3_300 + " (H,M)"),
    "percent signs": lambda: TREE + lines("- a " + "1 " * 4_900 + " (H,M)"),
    "open brackets of a severity": lambda: "## Recommendations\n\n" + lines("1. " + "(" * 9_900),
    "risk ids": lambda: "## Risk Themes\n\n" + lines("- " + "R1 " * 3_300),
    "numbering": lambda: lines("# " + "1." * 4_900 + " Risks"),
    "chapters": lambda: lines("## 1. ATAM: a"),
    "chapters of ATAM": lambda: lines("# ATAM" + " " * 9_000 + "x"),
    "parts of a scenario": lambda: "# a\n- Source: b\n- Stimulus: c\n- Response: d\n" * 9_900,
    "one scenario told again and again": lambda: (
        TREE
        + "| ID | Attribute | Scenario | Importance | Difficulty |\n|--|--|--|--|--|\n"
        + "".join(f"| Q1 | a | b | {'HML'[n % 3]} | H |\n" for n in range(4_900))
    ),
    "many attributes": lambda: (
        TREE + "| Attribute | Scenario |\n|--|--|\n" + "".join(f"| a{n} | b{n} (H,M) |\n" for n in range(2_400))
    ),
    "noise": lambda: noise(SIZE),
}


def read(name: str) -> str:
    """How reading the text of this name ends: a refusal's sentence, or the rows of the plan."""
    from assessments.errors import Refused
    from assessments.exchange.importer.documents import read_text

    text = TEXTS[name]()[:SIZE]
    try:
        return f"{sum(document.items for document in read_text(text, name=name).documents)} rows"
    except Refused as reason:
        return str(reason)


def main(size: int, seconds: int, memory: int, names: list[str]) -> None:
    global SIZE
    SIZE = size
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    for name in names:
        signal.alarm(seconds)  # without a handler: the system ends the process, whatever it is in
        begin = time.process_time()
        ended = read(name)
        print(json.dumps([name, round(time.process_time() - begin, 2), ended]), flush=True)


if __name__ == "__main__":
    from django.conf import settings

    settings.configure(USE_I18N=False)
    main(*map(int, sys.argv[1:4]), sys.argv[4:] or list(TEXTS))
