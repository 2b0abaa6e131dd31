"""A Markdown text cut into headed sections of blocks, each with its lines. Pure.

markdown-it-py finds the blocks (CommonMark with tables). Its inline pass is left out: cells and paragraphs come as
typed, so that parsing stays linear, and `plain` takes the marks away where a text is used.
"""

import textwrap
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from assessments.exchange.importer.inline import plain


@dataclass
class Block:
    """Lines `first` to `last` of the text; `kind` is paragraph, list, table, code or other."""

    kind: str
    first: int
    last: int
    text: str = ""  # of a paragraph, as typed
    items: list["Item"] = field(default_factory=list)  # of a list
    ordered: bool = False
    header: list[str] = field(default_factory=list)  # of a table, plain
    rows: list[tuple[int, list[str]]] = field(default_factory=list)  # (line, plain cells)


@dataclass
class Item:
    """One list item: its own text as typed, its number if the list is ordered, the blocks below it."""

    first: int
    last: int
    text: str
    number: int | None = None
    blocks: list[Block] = field(default_factory=list)

    def below(self, marks) -> str:
        """What stands under the item, as it was typed, moved to the margin."""
        if not self.blocks:
            return ""
        lines = (marks.text(number) for number in range(self.blocks[0].first, self.last + 1))
        return textwrap.dedent("\n".join(lines)).strip()


@dataclass
class Section:
    """A heading (plain text; "" before the first one) with the blocks up to the next heading of any level."""

    title: str
    level: int
    first: int
    last: int
    blocks: list[Block] = field(default_factory=list)
    parents: tuple[str, ...] = ()  # titles of the headings above

    def below(self, marks) -> str:
        """Everything under the heading as it was typed, without lines that only separate."""
        lines = [marks.text(number) for number in range(self.blocks[0].last + 1, self.last + 1)] if self.blocks else []
        rules = {block.first - self.blocks[0].last - 1 for block in self.blocks if block.kind == "rule"}
        return "\n".join(line for index, line in enumerate(lines) if index not in rules).strip()


def cut(text: str) -> list[Section]:
    """The sections of a Markdown text, in order, covering it without gaps."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    tokens = parser.parse(text)
    last_line = text.count("\n") + 1
    sections = [Section(title="", level=0, first=1, last=last_line)]
    above: list[tuple[int, str]] = []
    for node in SyntaxTreeNode(tokens).children:
        first, last = lines_of(node)
        if node.type == "heading":
            level = int(node.tag[1])
            title = plain(node.children[0].content)
            above = [(other, name) for other, name in above if other < level]
            sections[-1].last = first - 1
            parents = tuple(name for _level, name in above)
            sections.append(Section(title=title, level=level, first=first, last=last_line, parents=parents))
            above.append((level, title))
            sections[-1].blocks.append(Block("heading", first, last))
        else:
            sections[-1].blocks.append(block_of(node))
    return sections


def lines_of(node) -> tuple[int, int]:
    first, end = node.map
    return first + 1, max(first + 1, end)


def block_of(node) -> Block:
    first, last = lines_of(node)
    if node.type == "paragraph":
        return Block("paragraph", first, last, text=node.children[0].content)
    if node.type in {"fence", "code_block"}:
        return Block("code", first, last, text=node.content)
    if node.type in {"bullet_list", "ordered_list"}:
        ordered = node.type == "ordered_list"
        start = int(node.attrs.get("start", 1)) if ordered else 0
        items = [item_of(child, start + index if ordered else None) for index, child in enumerate(node.children)]
        return Block("list", first, last, items=items, ordered=ordered)
    if node.type == "table":
        head, *body = node.children
        header = [plain(cell.children[0].content) for cell in head.children[0].children]
        rows = [
            (row.map[0] + 1, [plain(cell.children[0].content) for cell in row.children])
            for part in body
            for row in part.children
        ]
        return Block("table", first, last, header=header, rows=rows)
    return Block("other" if node.type != "hr" else "rule", first, last)


def item_of(node, number: int | None) -> Item:
    first, last = lines_of(node)
    text, blocks = "", []
    for child in node.children:
        if child.type == "paragraph" and not text:
            text = child.children[0].content
        else:
            blocks.append(block_of(child))
    return Item(first=first, last=last, text=text, number=number, blocks=blocks)
