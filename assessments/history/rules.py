"""What of two long texts is quoted: the part in which they differ. Pure."""

MOST = 400  # characters quoted of a value
CONTEXT = 60  # of what both have, before and behind the difference


def where_they_differ(before: str, after: str) -> tuple[str, str]:
    """Both texts, whole if they are short; else what differs with a little around it, "…" for what is left out."""
    if not (before and after) or max(len(before), len(after)) <= MOST:
        return cut(before), cut(after)
    shorter = min(len(before), len(after))
    start = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    end = next((at for at in range(shorter - start) if before[-1 - at] != after[-1 - at]), shorter - start)
    start, end = max(start - CONTEXT, 0), max(end - CONTEXT, 0)
    head, tail = "…" if start else "", "…" if end else ""
    return tuple(head + cut(text[start : len(text) - end]) + tail for text in (before, after))


def cut(text: str) -> str:
    return text if len(text) <= MOST else f"{text[: MOST - 1]}…"
