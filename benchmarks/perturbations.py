"""Ways in which the same Persian text is written or scraped; none changes what it is about."""

from __future__ import annotations

import re

_HALF_SPACE = "\u200c"
_TATWEEL = "\u0640"
_FATHATAN = "\u064b"

_BREADCRUMB = "صفحه نخست » افغانستان » اقتصاد » امنیت"
_TAIL = """اشتراک گذاری
مطالب مرتبط
بازار بورس رونق گرفت
دیدار وزیران خارجه در نیویورک
Related Articles
نظر شما
Back to top button"""


def half_spaces_lost(text: str) -> str:
    """Drop every half-space, as many feeds do."""
    return text.replace(_HALF_SPACE, "")


def half_spaces_spaced(text: str) -> str:
    """Write every half-space as a space."""
    return text.replace(_HALF_SPACE, " ")


def arabic_letters(text: str) -> str:
    """Write yeh and kaf as Arabic keyboards do."""
    return text.replace("ی", "ي").replace("ک", "ك")


def tatweel_and_tanwin(text: str) -> str:
    """Stretch every third word, and mark the adverbs."""
    words = re.split(r"(\s+)", text)
    for place in range(0, len(words), 6):
        word = words[place]
        if len(word) > 3 and word.isalpha():
            words[place] = f"{word[:2]}{_TATWEEL}{word[2:]}"
    return re.sub(r"(\w{2,}ا)(?=\s)", rf"\1{_FATHATAN}", "".join(words))


def page_furniture(text: str) -> str:
    """Wrap the text in what stands around it on a page."""
    return f"{_BREADCRUMB}\n{text}\n{_TAIL}"


PERTURBATIONS = {
    "half-spaces lost": half_spaces_lost,
    "half-spaces as spaces": half_spaces_spaced,
    "Arabic ي and ك": arabic_letters,
    "tatweel and tanwin": tatweel_and_tanwin,
    "page furniture": page_furniture,
}
