"""Which way a text runs and what script it is in, told from its letters. Pure: imports nothing of Django."""

import re
import unicodedata

_LOOK_AT = 300  # characters; a text shows its script early
_JAPANESE = re.compile("[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9d]")
_KOREAN = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_HEBREW = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")


def script_of(text: str) -> tuple[str, str]:
    """(direction, language) by the first strong character: ("rtl", "ar"), ("", "ja"); "" means as the document.

    The language is named only where it decides which font is right: Arabic, Hebrew, Chinese, Japanese, Korean.
    """
    start = text[:_LOOK_AT]
    if start.isascii():
        return "", ""
    for character in start:
        strong = unicodedata.bidirectional(character)
        if strong in {"R", "AL"}:
            return "rtl", "he" if _HEBREW.search(start) else "ar"
        if strong == "L":
            break
    for pattern, language in ((_JAPANESE, "ja"), (_KOREAN, "ko"), (_HAN, "zh")):
        if pattern.search(start):
            return "", language
    return "", ""
