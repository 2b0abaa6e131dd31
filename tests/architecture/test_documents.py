"""What docs/pages.md tells of a page it tells once."""

import re
from collections import Counter

from .source import ROOT

ALIKE = 40  # characters with which two points begin when they tell the same


def told_twice(text: str) -> list[str]:
    """The beginnings that several points of one section share."""
    twice = []
    for section in re.split(r"^## ", text, flags=re.MULTILINE):
        points = Counter(point[:ALIKE] for point in re.findall(r"^- (?:\[x\] )?(.*)", section, flags=re.MULTILINE))
        twice += [point for point, times in points.items() if times > 1]
    return twice


def test_no_page_is_told_the_same_twice():
    assert told_twice((ROOT / "docs/pages.md").read_text(encoding="utf-8")) == []


def test_what_is_told_twice_is_seen():
    point = "Alt N goes to the next line that adds, also from within a field"
    assert told_twice(f"## One\n\n- [x] {point}\n- Differs\n- {point}; again\n") == [point[:ALIKE]]
    assert told_twice(f"## One\n\n- [x] {point}\n\n## Two\n\n- [x] {point}\n") == []
