"""What an uploaded file may hold: PNG, JPEG and SVG, found by content; hostile ones refused or made harmless."""

import pytest

from assessments.architecture.pictures import MOST_BYTES, check
from assessments.architecture.svg import sanitise
from assessments.errors import Refused

from .files import LAUGHS, OUTSIDE, doubling, embedded, jpeg, png, svg


@pytest.mark.parametrize(
    ("data", "media_type", "size"),
    [
        (png(), "image/png", (2, 1)),
        (jpeg(), "image/jpeg", (3, 2)),
        (svg(), "image/svg+xml", (40, 20)),
        (svg(root='viewBox="0 0 300 100"'), "image/svg+xml", (300, 100)),
        (svg(root='width="100%" viewBox="0 0 30 10"'), "image/svg+xml", (30, 10)),
        (svg(root='width="1in" height="36pt"'), "image/svg+xml", (96, 48)),
        (b"\xef\xbb\xbf" + svg(), "image/svg+xml", (40, 20)),
        (svg().decode().encode("utf-16"), "image/svg+xml", (40, 20)),
        (b"\n  <?xml-stylesheet href='x'?>\n" + svg(), "image/svg+xml", (40, 20)),
    ],
)
def test_a_picture_is_known_by_its_content(data, media_type, size):
    checked = check(data)
    assert (checked.media_type, (checked.width, checked.height)) == (media_type, size)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "This file is empty"),
        (b"x" * (MOST_BYTES + 1), "5 MB is the most"),
        (b"GIF89a" + b"\0" * 20, "no PNG, JPEG or SVG file, whatever its name says"),
        (b"PK\x03\x04 a document", "no PNG, JPEG or SVG file"),
        (b"<!doctype html><html><script>alert(1)</script></html>", "taken for HTML or XML and not for a picture"),
        (b"<html xmlns='http://www.w3.org/2000/svg'/>", r"no svg element\. Choose a PNG, JPEG or SVG file"),
        (png(20_000, 20_000, rows=b""), "40 million pixels are the most"),
        (png(40_000, 1, rows=b""), "40 million pixels are the most"),
        (png(0, 1, rows=b""), "damaged"),
        (png()[:-4], "damaged or cut off"),
        (png().replace(b"IDAT", b"IDAX"), "damaged"),
        (jpeg(60_000, 60_000), "40 million pixels are the most"),
        (jpeg()[:-2], "damaged or cut off"),
        (jpeg()[:9], "damaged"),
        (b"\xff\xd8\xff\xd9", "damaged"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><g>", "This SVG is damaged in line 1"),
        (LAUGHS, "declares entities"),
        (OUTSIDE, "declares entities"),
        (svg("&amp;" + "<g>" * 300 + "</g>" * 300), "nests them too deeply"),
        (svg("<g/>" * 50_001), "more than 50000 parts"),
        (doubling(8), "repeat each other without end"),
        (svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), "repeat each other without end"),
        (svg(root='width="30000" height="1"'), "Make it smaller"),
        (svg(f'<image href="{embedded(png(20_000, 20_000, rows=b""))}"/>'), "40 million pixels are the most"),
        (svg(f'<image href="{embedded(png(5000, 5000, rows=b""))}"/>' * 2), "40 million pixels are the most"),
        (svg(f'<image href="{embedded(png()[:-4])}"/>'), "damaged or cut off"),
    ],
)
def test_what_is_no_picture_or_would_blow_up_is_refused_in_words(data, reason):
    with pytest.raises(Refused, match=reason):
        check(data)


@pytest.mark.parametrize("picture", [png(), jpeg()])
def test_what_follows_the_end_of_a_picture_is_not_kept(picture):
    assert check(picture + b"<script>alert(1)</script>PK\x03\x04").content == picture


@pytest.mark.parametrize(
    ("inside", "left"),
    [
        ("<script>alert(1)</script><rect/>", "<rect></rect>"),
        ('<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>', ""),
        ("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>", ""),
        ('<iframe xmlns="http://www.w3.org/1999/xhtml" src="x"/><g/>', "<g></g>"),
        ('<rect onclick="alert(1)" onload="alert(1)" fill="red"/>', '<rect fill="red"></rect>'),
        ('<a href="javascript:alert(1)"><text>x</text></a>', "<g><text>x</text></g>"),
        ('<a xlink:href="https://example.org"><rect/></a>', "<g><rect></rect></g>"),
        ('<use href="https://example.org/x.svg#a"/>', "<use></use>"),
        ('<use xlink:href="#here"/>', '<use href="#here"></use>'),
        ('<image href="https://example.org/pixel.png"/>', "<image></image>"),
        ('<image href="file:///etc/passwd"/>', "<image></image>"),
        ('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>', "<image></image>"),
        ('<image href="data:text/html;base64,AAAA"/>', "<image></image>"),
        ('<image href="data:image/gif;base64,R0lGODlhAQABAAAAACw="/>', "<image></image>"),
        ('<image href="data:image/png;base64,AAAA"/>', "<image></image>"),
        ('<image href="data:image/png;base64,A"/>', "<image></image>"),
        (f'<image xlink:href="{embedded(png())}"/>', f'<image href="{embedded(png())}"></image>'),
        (f'<image href="{embedded(jpeg()).rstrip("=")}"/>', f'<image href="{embedded(jpeg(), "jpeg")}"></image>'),
        (f'<image href="{embedded(png() + b"<script>")}"/>', f'<image href="{embedded(png())}"></image>'),
        ('<rect fill="url(https://example.org/x)"/>', "<rect></rect>"),
        ('<rect fill="url(#g)"/>', '<rect fill="url(#g)"></rect>'),
        ('<rect fill="u\\72l(https://example.org)"/>', "<rect></rect>"),
        (
            '<rect style="fill:red;background:url(//x);behavior:url(x);stroke:image-set(x)"/>',
            '<rect style="fill:red"></rect>',
        ),
        ('<rect filter="url(#f)"/><filter id="f"><feImage href="x"/></filter>', "<rect></rect>"),
        ('<rect><set attributeName="href" to="javascript:alert(1)"/></rect>', "<rect></rect>"),
        ('<rect><animate attributeName="href" values="x"/></rect>', "<rect></rect>"),
        ('<style>@import "x"; .a{fill:red}</style>', "<style>.a{fill:red}</style>"),
        ("<style>@font-face{src:url(x)} .a{fill:red;src:url(x)}</style>", "<style>.a{fill:red}</style>"),
        ("<style>@media print{.b{fill:blue}} .a{fill:red}</style>", "<style>.a{fill:red}</style>"),
        ("<style>/* } */ .a &gt; .b{fill:red}</style>", "<style>.a &gt; .b{fill:red}</style>"),
        ("<style>&lt;/style>&lt;script>alert(1)&lt;/script>.a{fill:red}</style>", "<style></style>"),
        ("<text>1 &lt; 2 &amp; 3</text>", "<text>1 &lt; 2 &amp; 3</text>"),
        ("<!-- a --><text><![CDATA[<script>]]></text>", "<text>&lt;script&gt;</text>"),
        ('<text xml:space="preserve"> x </text>', '<text xml:space="preserve"> x </text>'),
        ("<switch><foreignObject/><text>x</text></switch>", "<switch><text>x</text></switch>"),
        ('<rect id="a b" class="c"/>', '<rect class="c"></rect>'),
    ],
)
def test_nothing_in_an_svg_can_run_or_load(inside, left):
    text = sanitise(svg(inside)).content.decode()
    assert text == f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20">{left}</svg>'
    assert sanitise(text.encode()).content.decode() == text


def test_a_document_type_without_entities_is_left_out():
    kind = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    assert sanitise(kind + svg()).content == sanitise(svg()).content
