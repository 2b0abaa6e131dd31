"""The renderer: a process of its own, without Django, database or secrets, that ends after one document.

    python -m assessments.report.worker CPU_SECONDS MEMORY_BYTES < source.json > report.pdf

The source is {"html", "css", "pictures"}. Progress comes as lines on stderr: `stage NAME`, `page N`, then
`done PAGES CPU_SECONDS PEAK_KILOBYTES`; or `failed KIND` with status 1. Only the report's own assets and
the pictures that came with the source can be read.
"""

import gc
import json
import logging
import os
import re
import resource
import sys
from base64 import b64decode
from xml.etree import ElementTree

from assessments.report.assets import BASE, EXTENDED, PICTURE, SCHEME, STYLE_SHEET, asset_path, asset_type
from assessments.report.rarely import put_off

LATIN_EXTENDED = re.compile("[\u0100-\u02ff\u1e00-\u1eff\u2020\u20a0-\u20ab\u20ad-\u20cf]")
PAGE = re.compile(r"Page (\d+)")
EMBEDDED = re.compile(r"data:(image/(?:png|jpeg));base64,([A-Za-z0-9+/=\s]+)")
STAGES = (("Step 3", "styling"), ("Step 5", "pages"), ("Step 6", "writing"))


def main() -> int:
    cpu, memory = int(sys.argv[1]), int(sys.argv[2])
    limit(cpu, memory)
    gc.disable()  # a quarter faster; the process ends before garbage matters
    source = json.load(sys.stdin)
    # The document's own words never reach a log: only the renderer's step names do.
    logging.getLogger("weasyprint.progress").addHandler(Progress())
    logging.getLogger("weasyprint.progress").setLevel(logging.INFO)
    try:
        pdf, pages = render(source)
    except MemoryError:
        say("failed memory")
        return 1
    sys.stdout.buffer.write(pdf)
    sys.stdout.buffer.flush()
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak = used.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    say(f"done {pages} {used.ru_utime + used.ru_stime:.3f} {peak}")
    # Nothing is left to tidy up, and tearing down a large document takes as long as making a page of it.
    sys.stderr.flush()
    os._exit(0)


def limit(cpu: int, memory: int) -> None:
    """Processor seconds and bytes of address space, where the system knows such limits; and let others go first."""
    for kind, amount in ((resource.RLIMIT_CPU, cpu), (resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(kind, (amount, amount))
        except (OSError, ValueError):  # macOS has no limit on address space
            continue
    os.nice(10)


def render(source: dict) -> tuple[bytes, int]:
    """(PDF, number of pages)."""
    put_off()
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    fetch, fonts = fetcher(source["pictures"]), FontConfiguration()
    names = [STYLE_SHEET, EXTENDED] if LATIN_EXTENDED.search(source["html"]) else [STYLE_SHEET]
    sheets = [
        weasyprint.CSS(string=css, url_fetcher=fetch, font_config=fonts)
        for css in (*(asset_path(name).read_text("utf-8") for name in names), source["css"])
    ]
    document = page(source["html"], fetch).render(font_config=fonts, stylesheets=sheets)
    # Without an identifier, for which the writer would compress every object a second time.
    return document.write_pdf(pdf_tags=True), len(document.pages)


def page(html: str, fetch):
    """The document, on top of the base style sheet in place of the renderer's own.

    It is well-formed XML (assessments.report.html), so the parser written in C reads it, in a twentieth of the time;
    should it ever not be, the renderer's parser does.
    """
    import weasyprint
    from cssselect2 import ElementWrapper

    class Page(weasyprint.HTML):
        def __init__(self):
            try:
                root = ElementTree.fromstring(html)  # noqa: S314 ours, and expat bounds what entities may grow to
            except ElementTree.ParseError:
                super().__init__(string=html, url_fetcher=fetch)
                return
            self.base_url, self.url_fetcher, self.media_type = None, fetch, "print"
            self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

        def _ua_stylesheets(self, forms=False):
            return [weasyprint.CSS(string=asset_path(BASE).read_text("utf-8"))]

    return Page()


def fetcher(pictures: dict[str, list[str]]):
    """A URL fetcher that knows the report's own assets and its pictures by name, and refuses every other address.

    `pictures` are {name: [media type, base64]}. An image embedded in one of them is let through too: it is no address.
    """
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Assets(URLFetcher):
        def fetch(self, url, headers=None):
            if given := picture_at(url, pictures):
                return URLFetcherResponse(url, b64decode(given[1]), {"Content-Type": given[0]})
            name = url.removeprefix(SCHEME)
            try:
                path = asset_path(name if url.startswith(SCHEME) else "")
            except KeyError:
                raise ValueError("The report reads nothing but its own assets.") from None
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": asset_type(name)})

    return Assets(allowed_protocols=set(), allow_redirects=False)


def picture_at(url: str, pictures: dict[str, list[str]]) -> list[str] | None:
    """[media type, base64] of a picture of the report, or of one that lies embedded in such a picture."""
    if url.startswith(PICTURE):
        return pictures.get(url.removeprefix(PICTURE))
    if found := EMBEDDED.fullmatch(url):
        return [found[1], found[2]]
    return None


class Progress(logging.Handler):
    """Turns the renderer's log into progress lines."""

    stage = ""

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        for start, stage in STAGES:
            if message.startswith(start) and stage != self.stage:
                self.stage = stage
                say(f"stage {stage}")
        if self.stage == "pages" and (found := PAGE.search(message)):
            say(f"page {found[1]}")


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 the supervisor reads it


if __name__ == "__main__":
    sys.exit(main())
