"""The text of a PDF, and the parts of it that tell about one row."""

import re
from bisect import bisect_right


def squashed(text: str) -> str:
    """Letters and digits alone: lines, hyphens and marks of Markdown fall differently on paper."""
    for joined, parts in (("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬀ", "ff"), ("ﬃ", "ffi")):
        text = text.replace(joined, parts)
    return re.sub(r"[\W_]+", "", text).casefold()


class Paper:
    """The text of a PDF. Places are counted in its squashed letters."""

    def __init__(self, pages: list[str]):
        self.words = re.findall(r"\S+", "\n".join(pages))
        letters, self.starts = [], []
        at = 0
        for word in self.words:
            self.starts.append(at)
            letters.append(squashed(word))
            at += len(letters[-1])
        self.letters = "".join(letters)

    def places(self, head: str) -> list[int]:
        """Where `head` stands and begins with a word: "Operability" is not at the end of "Interoperability"."""
        found = (match.start() for match in re.finditer(re.escape(squashed(head)), self.letters))
        return [place for place in found if self.starts[bisect_right(self.starts, place) - 1] == place]

    def part(self, start: int, end: int) -> "Part":
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1)
        return Part(" ".join(self.words[first:last]), self.letters[start:end])


class Part:
    """A part of the text: as it stands there, and its letters alone."""

    def __init__(self, text: str, letters: str):
        self.text, self.letters = text, letters

    def says(self, wanted: str) -> bool:
        """Whether it holds `wanted`: short words as words, longer ones at most broken once by the end of a page."""
        letters = squashed(wanted)
        if len(letters) <= 8:
            return bool(re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", self.text))
        if letters in self.letters:
            return True
        words = [squashed(word) for word in wanted.split()]
        for cut in range(1, len(words)):
            if "".join(words[:cut]) not in self.letters:
                return False  # nor is anything that begins with it
            if "".join(words[cut:]) in self.letters:
                return len(words) > 5
        return False
