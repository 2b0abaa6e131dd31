"""An uploaded SVG, written anew so that nothing in it can run, load or blow up. Pure but for its sentences.

The file is read by expat and written again from allow-lists: what is not known to be harmless is left out, so a
browser and this reader cannot disagree about what was let through. Left out with all they hold are scripts, foreign
objects, animation, filters and elements of other namespaces; of attributes event handlers and every address but
`#here` and embedded PNG and JPEG images; of styles at-rules, escapes and addresses. Refused are files that declare
entities, whose parts repeat each other without end, or whose embedded images are damaged or too large.
"""

import binascii
import re
from base64 import b64decode, b64encode
from typing import NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext as _

from assessments.architecture import raster
from assessments.errors import Refused

SVG = "http://www.w3.org/2000/svg"
XLINK_HREF = "http://www.w3.org/1999/xlink href"
XML_SPACE = "http://www.w3.org/XML/1998/namespace space"
MOST_ELEMENTS = 50_000
MOST_DRAWN = 200_000  # elements once every `use` is followed
DEEPEST = 200
LARGEST = 20_000  # px, of a side


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SPOKEN = frozenset({"text", "tspan", "textPath", "title", "desc"})
ELEMENTS = SPOKEN | _words(
    "svg g a defs path rect circle ellipse line polyline polygon use symbol marker switch linearGradient "
    "radialGradient stop clipPath mask pattern image style"
)
PRESENTATION = _words(
    "alignment-baseline baseline-shift clip-path clip-rule color direction display dominant-baseline fill "
    "fill-opacity fill-rule font-family font-size font-stretch font-style font-variant font-weight image-rendering "
    "letter-spacing marker-end marker-mid marker-start mask opacity overflow paint-order shape-rendering stop-color "
    "stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit "
    "stroke-opacity stroke-width text-anchor text-decoration text-rendering transform unicode-bidi vector-effect "
    "visibility white-space word-spacing writing-mode"
)
ATTRIBUTES = PRESENTATION | _words(
    "class clipPathUnits cx cy d dx dy fx fy gradientTransform gradientUnits height id lengthAdjust markerHeight "
    "markerUnits markerWidth maskContentUnits maskUnits method offset orient pathLength patternContentUnits "
    "patternTransform patternUnits points preserveAspectRatio r refX refY rotate rx ry side spacing spreadMethod "
    "startOffset textLength viewBox width x x1 x2 y y1 y2"
)

_LOCAL = re.compile(r"#[\w:.\-]+")
_LOCAL_URL = re.compile(r"url\(\s*['\"]?#[\w:.\-]+['\"]?\s*\)", re.IGNORECASE)
_EMBEDDED = re.compile(r"data:image/(?:png|jpeg);base64,([A-Za-z0-9+/=\s]+)")
_UNSAFE = re.compile(r"[\\<>@{}]|/\*|url\(|expression\(|javascript:|image(?:-set)?\(|src\(|element\(", re.IGNORECASE)
_SELECTOR = re.compile(r"[\w\s.#,>:*()\-\[\]=\"'~+|^$]+")
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(px|pt|pc|mm|cm|in)?\s*")
_PX = {None: 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


class Clean(NamedTuple):
    """An SVG that is safe to store and serve, and its size in px."""

    content: bytes
    width: int
    height: int


def sanitise(data: bytes) -> Clean:
    """`data` written anew from the allow-lists. Refused with a sentence if it is no SVG, or one that would blow up."""
    writer = _Writer()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartDoctypeDeclHandler = _refuse_subset
    parser.EntityDeclHandler = _refuse_entities
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        if writer.root is None:
            raise _no_svg() from None
        raise Refused(_("This SVG is damaged in line %(line)d. Export it again.") % {"line": error.lineno}) from None
    return writer.result()


def _no_svg() -> Refused:
    return Refused(
        _(
            "This file is taken for HTML or XML and not for a picture, whatever its name says: it begins with no svg"
            " element. Choose a PNG, JPEG or SVG file."
        )
    )


def _refuse_subset(_name, _system, _public, has_internal_subset) -> None:
    if has_internal_subset:
        _refuse_entities()


def _refuse_entities(*_declaration) -> None:
    raise Refused(_("This SVG declares entities, which are not read. Export it as plain SVG."))


class _Node:
    """A kept element, as far as counting what is drawn needs it."""

    __slots__ = ("children", "uses")

    def __init__(self):
        self.children: list[_Node] = []
        self.uses = ""


class _Writer:
    def __init__(self):
        self.out: list[str] = []
        self.open: list[tuple[str, _Node]] = []
        self.skipping = 0  # depth inside what is left out
        self.count = 0
        self.root: _Node | None = None
        self.ids: dict[str, _Node] = {}
        self.css: list[str] = []
        self.size = (0, 0)
        self.pixels = 0  # of embedded images

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MOST_ELEMENTS or len(self.open) + self.skipping > DEEPEST:
            raise Refused(
                _("This SVG has more than %(most)d parts, or nests them too deeply. Export it as PNG.")
                % {"most": MOST_ELEMENTS}
            )
        space, _blank, local = name.rpartition(" ")
        known = space in {SVG, ""} and local in ELEMENTS
        if self.root is None and not (known and local == "svg"):
            raise _no_svg()
        if self.skipping or not known:
            self.skipping += 1
            return
        self._open(local, attributes)

    def _open(self, local: str, attributes: dict[str, str]) -> None:
        kept = dict(filter(None, (_attribute(local, name, value) for name, value in attributes.items())))
        if embedded := _EMBEDDED.fullmatch(kept.get("href", "")):
            self._embed(embedded[1], kept)
        node = _Node()
        if self.root is None:
            self.root = node
            self.size, kept = _sized(attributes, kept)
        else:
            self.open[-1][1].children.append(node)
        if "id" in kept:
            self.ids.setdefault(kept["id"], node)
        if local == "use":
            node.uses = kept.get("href", "").removeprefix("#")
        tag = "g" if local == "a" else local  # a link leads nowhere in a picture
        self.open.append((tag, node))
        first = f' xmlns="{SVG}"' if node is self.root else ""
        self.out.append(f"<{tag}{first}{''.join(f' {key}={quoteattr(value)}' for key, value in kept.items())}>")

    def _embed(self, text: str, kept: dict[str, str]) -> None:
        """An embedded image is checked as one by itself is, and written anew; what is no image is left out."""
        try:
            found = raster.read(b64decode(text + "=="))  # more padding than it needs does no harm
        except binascii.Error:
            found = None
        if found is None:
            del kept["href"]
            return
        self.pixels += found.width * found.height
        if self.pixels > raster.MOST_PIXELS:  # of all of them together
            raise raster.too_many_pixels(found.width, found.height)
        kept["href"] = f"data:{found.media_type};base64,{b64encode(found.content).decode()}"

    def end(self, _name: str) -> None:
        if self.skipping:
            self.skipping -= 1
            return
        tag, _node = self.open.pop()
        if tag == "style":
            self.out.append(escape(safe_sheet("".join(self.css))))
            self.css = []
        self.out.append(f"</{tag}>")

    def text(self, text: str) -> None:
        if self.skipping or not self.open:
            return
        tag = self.open[-1][0]
        if tag == "style":
            self.css.append(text)
        elif tag in SPOKEN:
            self.out.append(escape(text))

    def result(self) -> Clean:
        _count_drawn(self.root, self.ids)
        return Clean("".join(self.out).encode(), *self.size)


def _attribute(element: str, name: str, value: str) -> tuple[str, str] | None:
    """The attribute as it is written, or None where it is left out."""
    if name == XML_SPACE:
        return ("xml:space", value) if value in {"preserve", "default"} else None
    if name in {"href", XLINK_HREF}:
        allowed = _LOCAL.fullmatch(value.strip()) or (element == "image" and _EMBEDDED.fullmatch(value.strip()))
        return ("href", value.strip()) if allowed else None
    if name == "style":
        return ("style", declarations) if (declarations := safe_declarations(value)) else None
    if name not in ATTRIBUTES or not is_safe_value(value):
        return None
    if name == "id" and not re.fullmatch(r"[\w:.\-]+", value):
        return None
    return name, value


def is_safe_value(value: str) -> bool:
    """Whether a value of an attribute or a property refers to nothing outside and hides nothing."""
    return _UNSAFE.search(_LOCAL_URL.sub("", value)) is None


def safe_declarations(text: str) -> str:
    """The declarations of a `style` whose property is known and whose value is safe."""
    kept = []
    for declaration in text.split(";"):
        name, _colon, value = (part.strip() for part in declaration.partition(":"))
        if name.casefold() in PRESENTATION and value and is_safe_value(value):
            kept.append(f"{name.casefold()}:{value}")
    return ";".join(kept)


def safe_sheet(text: str) -> str:
    """The rules of a style sheet without at-rules, as far as their declarations are safe."""
    text = re.sub(r"/\*.*?\*/", " ", text, flags=re.DOTALL)
    rules, at = [], 0
    while (start := text.find("{", at)) >= 0:
        selector, depth, end = text[at:start].rpartition(";")[2].strip(), 1, start + 1
        while end < len(text) and depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        declarations = safe_declarations(text[start + 1 : end - 1])
        if _SELECTOR.fullmatch(selector) and declarations:
            rules.append(f"{selector}{{{declarations}}}")
        at = end
    return "\n".join(rules)


def _sized(attributes: dict[str, str], kept: dict[str, str]) -> tuple[tuple[int, int], dict[str, str]]:
    """((width, height) in px, the root's attributes with both and a viewBox), so that a page can scale the picture."""
    box = [float(part) for part in re.findall(r"-?[0-9]*\.?[0-9]+", attributes.get("viewBox", ""))[:4]]
    box = box if len(box) == 4 and box[2] > 0 and box[3] > 0 else []
    sides = [_length(attributes.get(name, "")) for name in ("width", "height")]
    if not all(sides):
        sides = box[2:] or [300.0, 150.0]
    if max(sides) > LARGEST:
        raise Refused(
            _("This picture is %(width)d × %(height)d pixels large. Make it smaller than %(most)d.")
            % {"width": sides[0], "height": sides[1], "most": LARGEST}
        )
    if not box:
        kept = kept | {"viewBox": f"0 0 {sides[0]:g} {sides[1]:g}"}
    wide, high = (max(1, round(side)) for side in sides)
    return (wide, high), kept | {"width": str(wide), "height": str(high)}


def _length(text: str) -> float:
    """A length in px; 0 for none, for per cent, and for what is no length."""
    found = _LENGTH.fullmatch(text)
    return float(found[1]) * _PX[found[2]] if found else 0.0


def _count_drawn(root: _Node, ids: dict[str, _Node]) -> None:
    """Refused if following every `use` never ends, or draws more than MOST_DRAWN elements."""
    costs: dict[int, int] = {}
    busy: set[int] = set()

    def cost(node: _Node, depth: int) -> int:
        if id(node) in costs:
            return costs[id(node)]
        if id(node) in busy or depth > 2 * DEEPEST:
            raise Refused(_("Parts of this SVG repeat each other without end. Export it as PNG."))
        busy.add(id(node))
        total = 1 + sum(cost(child, depth + 1) for child in node.children)
        if node.uses in ids:
            total += cost(ids[node.uses], depth + 1)
        busy.discard(id(node))
        costs[id(node)] = total
        return total

    if cost(root, 0) > MOST_DRAWN:
        raise Refused(_("Parts of this SVG repeat each other without end. Export it as PNG."))
