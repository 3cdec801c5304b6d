"""hypothesis strategies for Persian and Dari text, its dirt, labels and corpora.

Each says what it guarantees; ``tests/properties/test_strategies.py`` holds them to it. The words
were written down for this project; texts made of them are Persian in spelling, not in sense.
"""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from radeh.records import Document

_PERSIAN = """
خبر دولت مجلس وزیر بازار قیمت دلار نفت بانک امنیت پلیس ارتش مرز شهر مردم کتاب مدرسه باران
فوتبال بازی تیم داور خانه‌ها کتاب‌های می‌رود نمی‌دانند بزرگ‌ترین گفت‌وگو سال امروز و در به از
که را است شد کرد سیاسی اقتصادی امنیتی ایران تهران مسئول انرژی تروریسم بیمارستان
"""
_DARI = """
دالر پولیس افغانی شاروالی ولایت ولسوالی کابل هرات مسوول مسایل تروریزم شفاخانه پوهنتون موتر
وزارت داکتر انجنیر جلالت‌مآب ترکاری میدان‌هوایی سرک مکتب
"""

#: Words in the spelling of Iran: letters of the Persian alphabet, half-spaces, no marks.
PERSIAN_WORDS = tuple(_PERSIAN.split())

#: Words as Afghanistan writes or uses them.
DARI_WORDS = tuple(_DARI.split())

#: Letter of Persian -> a letter that looks alike and is another character.
LOOKALIKES = {"ی": "يى", "ک": "ك", "ه": "ة", "و": "ؤ", "ا": "أإ"}

#: Persian digits, Arabic-Indic digits, ASCII digits; equal places are equal digits.
DIGITS = ("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩", "0123456789")

#: What comes and goes without changing how a text reads.
INVISIBLE = "\u0640\u064b\u064e\u0650\u0651\u200e\u200f\u00ad\ufeff"


def persian_words() -> st.SearchStrategy[str]:
    """One word of `PERSIAN_WORDS`.

    Guarantee: not empty, no white space.
    """
    return st.sampled_from(PERSIAN_WORDS)


def dari_words() -> st.SearchStrategy[str]:
    """One word of `DARI_WORDS` or of `PERSIAN_WORDS`.

    Guarantee: not empty, no white space.
    """
    return st.sampled_from(DARI_WORDS + PERSIAN_WORDS)


def _texts(words: st.SearchStrategy[str], min_words: int, max_words: int) -> st.SearchStrategy[str]:
    number = st.integers(0, 99_999).map(str).map(lambda n: n.translate(_to_digits(0)))
    part = st.one_of(words, words, words, words, words, number, st.just("،"), st.just("."))
    first = st.lists(words, min_size=min_words, max_size=max_words)
    rest = st.lists(part, max_size=max(0, max_words - min_words))
    return st.tuples(first, rest).map(lambda both: " ".join([*both[0], *both[1]][:max_words]))


def _to_digits(kind: int) -> dict[int, str]:
    return {ord(digit): DIGITS[kind][int(digit)] for digit in DIGITS[2]}


def persian_texts(*, min_words: int = 0, max_words: int = 30) -> st.SearchStrategy[str]:
    """Clean texts in the spelling of Iran: words, numbers in Persian digits, stops.

    Args:
        min_words: the fewest parts.
        max_words: the most parts.

    Guarantee: between ``min_words`` and ``max_words`` parts, single spaces between them, none
    outside; no Arabic letter, no ASCII digit, nothing invisible but half-spaces in words.
    """
    return _texts(persian_words(), min_words, max_words)


def dari_texts(*, min_words: int = 0, max_words: int = 30) -> st.SearchStrategy[str]:
    """Clean texts that mix the words of Afghanistan with those of Iran.

    Args:
        min_words: the fewest parts.
        max_words: the most parts.

    Guarantee: as `persian_texts`.
    """
    return _texts(dari_words(), min_words, max_words)


@st.composite
def dirty_spellings(draw: st.DrawFn, text: str) -> str:
    """The same text with look-alike letters, other digits, invisible characters, other spaces.

    Args:
        text: a clean text.

    Guarantee: a reader sees no other word: letters are replaced by look-alikes only, digits by
    digits of the same value, and what is added is white space beside white space, or invisible.
    Half-spaces may be doubled but are never lost.
    """
    # A keyboard writes a letter in one way throughout; what is invisible comes singly.
    digits = DIGITS[draw(st.integers(0, 2))]
    letters = {
        letter: draw(st.sampled_from(letter + alike)) for letter, alike in LOOKALIKES.items()
    }
    spaces, half_spaces = draw(st.integers(1, 2)), draw(st.integers(1, 2))
    marked = draw(st.dictionaries(st.integers(0, 60), st.sampled_from(INVISIBLE), max_size=8))
    out = []
    for place, letter in enumerate(text):
        if letter in DIGITS[0]:
            out.append(digits[DIGITS[0].index(letter)])
        elif letter in " \u200c":
            out.append(letter * (spaces if letter == " " else half_spaces))
        else:
            out.append(letters.get(letter, letter))
        if letter.isalpha():
            out.append(marked.get(place, ""))
    return "".join(out)


@st.composite
def texts_with_dirt(draw: st.DrawFn, *, min_words: int = 1, max_words: int = 20) -> tuple[str, str]:
    """A clean text and a dirty spelling of it, as a pair.

    Args:
        min_words: the fewest parts of the clean text.
        max_words: the most parts of the clean text.

    Guarantee: the second is drawn from `dirty_spellings` of the first.
    """
    clean = draw(
        st.one_of(
            persian_texts(min_words=min_words, max_words=max_words),
            dari_texts(min_words=min_words, max_words=max_words),
        )
    )
    return clean, draw(dirty_spellings(clean))


def any_texts(*, max_size: int = 200) -> st.SearchStrategy[str]:
    """Any string at all, Persian ones more often than chance would have it.

    Args:
        max_size: the most characters of a string that is not Persian.

    Guarantee: none but that it is a ``str``; lone surrogates and controls occur.
    """
    anything = st.text(st.characters(exclude_categories=()), max_size=max_size)
    return st.one_of(anything, persian_texts(), texts_with_dirt().map(lambda pair: pair[1]))


def label_sets(
    names: Sequence[str] = ("politics", "security", "economy"),
) -> st.SearchStrategy[tuple[str, ...]]:
    """Any subset of labels, the empty one included.

    Args:
        names: the labels.

    Guarantee: no label twice, in the order of ``names``.
    """
    return st.sets(st.sampled_from(list(names))).map(
        lambda chosen: tuple(name for name in names if name in chosen)
    )


@st.composite
def corpora(
    draw: st.DrawFn,
    names: Sequence[str] = ("politics", "security", "economy"),
    *,
    min_size: int = 6,
    max_size: int = 20,
    unknown: bool = False,
) -> list[Document]:
    """A list of labelled documents that any multi-label recipe can be trained on.

    Args:
        names: the labels.
        min_size: the fewest documents; at least two.
        max_size: the most documents.
        unknown: whether labels may be left unjudged.

    Guarantee: texts are not empty, ids are distinct, and every label is judged to hold of one
    document at least and not to hold of another.
    """
    size = draw(st.integers(min_size, max_size))
    rows = [set(draw(label_sets(names))) for _ in range(size)]
    unjudged = [set(draw(label_sets(names))) if unknown else set() for _ in range(size)]
    for name in names:
        yes, no = draw(st.permutations(range(size)))[:2]
        rows[yes].add(name)
        rows[no].discard(name)
        unjudged[yes].discard(name)
        unjudged[no].discard(name)
    texts = [draw(persian_texts(min_words=3, max_words=8)) for _ in range(size)]
    return [
        Document(
            id=str(number),
            text=text,
            labels=tuple(name for name in names if name in row - out),
            unknown=tuple(name for name in names if name in out),
        )
        for number, (text, row, out) in enumerate(zip(texts, rows, unjudged, strict=True))
    ]
