"""The joints inside Persian words, where a half-space may have become a space.

«می شود» and «کتاب ها» read as «میشود» and «کتابها», as they do when the half-space was kept or
lost. So do endings and beginnings that never stand alone («سیاست گذاری», «بی سابقه»). What joins
two free words into a compound («گفت و گو») is a matter of the variant table.
"""

from __future__ import annotations

import re

_PLURAL = ("ها", "های", "هایی")
_POSSESSIVE = ("م", "ت", "ش", "مان", "تان", "شان")

#: Inflection written after a word.
SUFFIXES = frozenset(
    {
        *_PLURAL,
        *(f"های{ending}" for ending in _POSSESSIVE),
        *(f"ها{ending}" for ending in ("مان", "تان", "شان", "ست", "یند")),
        *("تر", "تری", "ترین", "ترینها", "ترینهای", "ترها", "ترهای"),
        *("ام", "ات", "اش", "ای", "ایم", "اید", "اند", "ی", "یی"),
        *("مان", "تان", "شان"),
    }
)

#: Inflection written before a verb.
VERB_PREFIXES = frozenset({"می", "نمی"})

#: Second elements of compounds that are not words of their own, as they read.
_ELEMENTS = """
    گذاری گذار گذاران ریزی ریزان سازی سازان گیری گیران گیرانه بندی برداری رسانی زدایی زایی زا
    پذیر پذیری ناپذیر ناپذیری گرا گرایی گرایان گرایانه طلبی طلبان طلبانه کننده کنندگان کنندگی
    دهنده دهندگان دهی شناس شناسی شناسان شناختی نویس نویسی نویسان نگاری نگاران امیز برانگیز
    اور اوری اوران اورانه اندازی افزایی افرینی افرین اموز اموزان اموزی مند مندان مندی مندانه
    زدگان زدگی باختگان دیدگان دیدگی یافتگان افتادگی ماندگی ربایی ربایان افکن افکنی افکنان
    فروشی فروشان بافی پرور پروری جویانه جویان جویی خوانی نشین نشینی نشینان
    نمایی یاب یابی یابان کشی خواهی خواهانه داری داران پوش پوشان نورد نوردی نوردان سنج سنجی
    خیز خیزی سوزی نشانی نشانان گستری گزاری گزار گزاران سپاری  خواری خوار اندیشی
    اندیشان افشانی پاشی تراشی دوزی سرایی شکنی شکنان شویی گشایی گویی گویان مداری مداران محوری
    ورزی ورزان پرستی پرستان پرداز پردازی پردازان پژوهی پژوهان ستیزی ستیزان هراسی
    زاده زادگان نژاد پور الله اللهی الدین الاسلام السلام الملل المللی التحصیل التحصیلان
    التحصیلی العاده المال المقدس الحرام السیر الوقوع العمل الخصوص المنفعه الاجرا التفاوت الاجل
    الحسنه الزحمه الذکر العبور الشان الحساب الرسول المجالس البلاغه الانبیا الشعاع الانتشار
    الورود القصه الرحیم الرحمن الشهدا الحسین العظمی الممالک المثل المومنین المسلمین والمسلمین
"""

#: First elements that are not words of their own, as they read.
_FIRST_ELEMENTS = "بی نا غیر ضد شبه پسا انتی برمی برنمی بازمی بازنمی درمی درنمی"


#: Second elements, without the inflection that may follow them.
ELEMENTS = frozenset([*_ELEMENTS.split(), "گان", "گی"])

LONGEST_SUFFIX = max(map(len, SUFFIXES))
_REMEMBERED = 1 << 17


class _Endings(dict[str, bool]):
    """Whether a word is an ending; filled as words are met."""

    def __missing__(self, word: str) -> bool:
        if len(self) > _REMEMBERED:
            self.clear()
        found = self[word] = word in SUFFIXES or _is_element(word)
        return found


def _is_element(word: str) -> bool:
    """Whether suffixes can be taken off a word, none or several, so that an element is left."""
    reached = {len(word)}  # each length once: «ییییی» can be taken apart in too many ways
    for length in range(len(word), 0, -1):
        if length in reached:
            if word[:length] in ELEMENTS:
                return True
            for size in range(1, min(length, LONGEST_SUFFIX + 1)):
                if word[length - size : length] in SUFFIXES:
                    reached.add(length - size)
        elif length < min(reached):
            return False
    return False


#: Whether a word, as it reads, is written after another and read as part of it: a suffix, or a
#: second element with any suffixes.
IS_ENDING = _Endings()

#: Written before a word, and read as part of it.
BEGINNINGS = VERB_PREFIXES | frozenset(_FIRST_ELEMENTS.split())

# Dari keeps the ه that Iranian spelling drops before these: نماینده‌گان, زنده‌گی.
SILENT = "ه"
AFTER_SILENT = ("گان", "گی")
_SILENT = re.compile(f"{SILENT}+(?={'|'.join(AFTER_SILENT)})")
_MAY_BE_SILENT = SILENT + AFTER_SILENT[0][0]

#: Dari and Iranian spelling of a verb in compounds.
RESPELT = ("افگن", "افکن")


def settle(word: str) -> str:
    """Return the word in Iranian spelling where Dari has a silent ه (نماینده‌گان) or افگن."""
    if _MAY_BE_SILENT in word:
        word = _SILENT.sub("", word)
    return word.replace(*RESPELT)


#: The first and the last character of the block.
ARABIC_SCRIPT = ("\u0600", "\u06ff")


def starts_persian(word: str) -> bool:
    """Whether a word begins with a letter of the Arabic script: «می ۲۰۲۰» is a date."""
    return ARABIC_SCRIPT[0] <= word[0] <= ARABIC_SCRIPT[1]


def join(words: list[str]) -> tuple[list[str], list[int]]:
    """Return the tokens that the words form, and the index of the first word of each.

    A token that grew is looked at again, so joining what is joined changes nothing, and it makes
    no difference which of a word's joints are spaced.
    """
    tokens: list[str] = []
    firsts: list[int] = []
    previous = ""
    for index, word in enumerate(words):
        if (
            IS_ENDING[word]
            or previous in BEGINNINGS
            or _MAY_BE_SILENT in word
            or RESPELT[0] in word
        ):
            word, index = _attach(tokens, firsts, word, index)
        tokens.append(word)
        firsts.append(index)
        previous = word
    return tokens, firsts


def _attach(tokens: list[str], firsts: list[int], word: str, index: int) -> tuple[str, int]:
    """Take from the end of ``tokens`` what the word joins; return the grown word."""
    word = settle(word)
    while tokens and (IS_ENDING[word] or _begins(tokens[-1], word)):
        word = settle(tokens.pop() + word)
        index = firsts.pop()
    return word, index


def _begins(previous: str, word: str) -> bool:
    # A beginning waits for its word: «می می آید» is May, and then a verb.
    return previous in BEGINNINGS and starts_persian(word) and word not in BEGINNINGS
