"""What scraping, keyboards and neighbours do to a Persian text: functions from text to text.

``EXACT`` is the dirt that must not change a single score, ``LABELS`` the dirt that must not change
a label. Each takes a text and a random generator; the same seed gives the same dirt.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Sequence

from radeh_persian.folding import fold
from radeh_persian.joints import BEGINNINGS, SUFFIXES, VERB_PREFIXES, starts_persian
from radeh_persian.kinds import KINDS
from radeh_persian.pairs import chosen

Dirt = Callable[[str, random.Random], str]

HALF_SPACE = "\u200c"
_ARABIC = str.maketrans({"ی": "ي", "ک": "ك"})
_ARABIC_FINAL = re.compile(r"ی(?![\w\u200c])")
_HAMZA = {"أ": "ا", "إ": "ا", "ؤ": "و", "ئ": "ی", "ۀ": "ه", "ة": "ه", "آ": "ا"}
_TO_ASCII = {ord(a): str(i) for i, a in enumerate("۰۱۲۳۴۵۶۷۸۹")}
_TO_ARABIC = {ord(a): b for a, b in zip("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩", strict=True)}
_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0640"
_INVISIBLE = "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069\ufeff\u00ad"
_SPACES = ("  ", "\u00a0", "\t", " \u2003", "\u2009 ", "\u3000")
_LETTER = re.compile(r"[\u0620-\u064a\u066e-\u06d3]")
_WORD = re.compile(
    r"(?:[^\W_]|[\u00ad\u0300-\u036f\u0640\u064b-\u065f\u0670\u200c-\u200f\u202a-\u202e\u2066-\u2069\ufeff])+"
)


def _after_letters(text: str, chance: random.Random, marks: str, share: float) -> str:
    return _LETTER.sub(
        lambda found: found[0] + (chance.choice(marks) if chance.random() < share else ""), text
    )


def half_spaces_dropped(text: str, chance: random.Random) -> str:
    """Lose every half-space."""
    return text.replace(HALF_SPACE, "")


def half_spaces_doubled(text: str, chance: random.Random) -> str:
    """Double every half-space."""
    return text.replace(HALF_SPACE, 2 * HALF_SPACE)


def half_spaces_spaced(text: str, chance: random.Random) -> str:
    """Turn every half-space into a space, in compounds too."""
    return text.replace(HALF_SPACE, " ")


def inflections_spaced(text: str, chance: random.Random) -> str:
    """Turn the half-space at a joint of inflection into a space.

    A joint is where what is left of the word is an ending, after what is none, or where what goes
    before is a verb's prefix and what comes after may be a verb: «می ۲۰۲۰» is a date. What may
    belong to an address is left alone.
    """

    def spaced(found: re.Match[str]) -> str:
        in_address = found.start() and text[found.start() - 1] in "@./:#"
        return found[0] if in_address else _spaced_word(found[0], chance)

    return _WORD.sub(spaced, text)


def _spaced_word(word: str, chance: random.Random) -> str:
    parts = word.split(HALF_SPACE)
    out = parts[0]
    for index in range(1, len(parts)):
        before, after = fold("".join(parts[:index])), fold("".join(parts[index:]))
        verb = after not in BEGINNINGS and after != "" and starts_persian(after)
        prefix = before in VERB_PREFIXES and verb
        joint = prefix or (after in SUFFIXES and before not in SUFFIXES)
        out += (" " if before and joint and chance.random() < 0.7 else HALF_SPACE) + parts[index]
    return out


def arabic_letters(text: str, chance: random.Random) -> str:
    """Type Arabic letters: ي and ك, and ى at some ends."""
    final = _ARABIC_FINAL.sub(lambda _: chance.choice("يىی"), text)
    return final.translate(_ARABIC)


def hamza_lost(text: str, chance: random.Random) -> str:
    """Lose hamza and madda, or put ة for ه at some ends."""
    bare = "".join(_HAMZA.get(letter, letter) for letter in text)
    return re.sub(r"ه(?![\w\u200c])", lambda _: chance.choice("هةۀ"), bare)


def arabic_digits(text: str, chance: random.Random) -> str:
    """Write Arabic-Indic digits."""
    return text.translate(_TO_ARABIC)


def ascii_digits(text: str, chance: random.Random) -> str:
    """Write ASCII digits."""
    return text.translate(_TO_ASCII)


def marks(text: str, chance: random.Random) -> str:
    """Add tatweel, tanwin and other diacritics to a fifth of the letters."""
    return _after_letters(text, chance, _MARKS, 0.2)


def invisible(text: str, chance: random.Random) -> str:
    """Scatter bidi marks, soft hyphens and byte order marks."""
    return "\ufeff" + _after_letters(text, chance, _INVISIBLE, 0.1)


_PRESENTED: dict[str, str] = {}
for _code in (*range(0xFB50, 0xFDD0), *range(0xFE70, 0xFEFD)):
    _plain = unicodedata.normalize("NFKC", chr(_code))
    if len(_plain) in (1, 2) and all(_LETTER.fullmatch(letter) for letter in _plain):
        _PRESENTED.setdefault(_plain, chr(_code))


def presentation_forms(text: str, chance: random.Random) -> str:
    """Write presentation forms, ﻻ among them, as old fonts and PDF files do."""
    text = text.replace("لا", _PRESENTED["لا"])
    return "".join(_PRESENTED.get(c, c) if chance.random() < 0.5 else c for c in text)


def decomposed(text: str, chance: random.Random) -> str:
    """Decompose: NFC to NFD."""
    return unicodedata.normalize("NFD", text)


def white_space(text: str, chance: random.Random) -> str:
    """Vary white space inside lines, and double line breaks."""
    text = re.sub(" ", lambda _: chance.choice(_SPACES), text)
    return text.replace("\n", "\r\n \n")


def everything(text: str, chance: random.Random) -> str:
    """All exact dirt in one text."""
    for dirt in (inflections_spaced, half_spaces_doubled, arabic_letters, arabic_digits):
        text = dirt(text, chance)
    for dirt in (presentation_forms, decomposed, marks, invisible, white_space):
        text = dirt(text, chance)
    return text


#: Dari words that no rule of ours was made from: spellings found in Afghan news.
_OWN_DARI = {
    "دلار": "دالر",
    "پلیس": "پولیس",
    "تروریسم": "تروریزم",
    "تروریست": "ترورست",
    "مسئول": "مسوول",
    "مسئولان": "مسوولین",
    "مسائل": "مسایل",
    "وزیر خارجه": "وزیر امور خارجه",
    "آمریکا": "ایالات متحده امریکا",
    "دانشگاه": "پوهنتون",
    "بیمارستان": "شفاخانه",
    "شهرداری": "شاروالی",
    "هواپیما": "طیاره",
    "خودرو": "موتر",
    "فرودگاه": "میدان هوایی",
    "ارتش": "اردو",
    "دادگاه": "محکمه",
    "دادستان": "څارنوال",
    "استاندار": "والی",
    "روسیه": "روسیه",
    "اوکراین": "اوکرایین",
    "هلیکوپتر": "هلیکوپتر",
    "گزارش": "راپور",
    "انتخابات": "انتخابات",
    "درصد": "فیصد",
    "سیاستمداران": "سیاسیون",
    "کشاورزی": "زراعت",
    "ژاپن": "جاپان",
}


def _dari_pairs() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for pair in chosen([kind for kind in KINDS if kind not in ("compound", "ezafe")], ()):
        canonical = pair.canonical.replace(HALF_SPACE, " ")
        if fold(pair.variant) != fold(canonical):
            found.setdefault(canonical, []).append(pair.variant)
    for canonical, variant in _OWN_DARI.items():
        found.setdefault(canonical, []).append(variant)
    return found


_DARI = _dari_pairs()
_DARI_WORDS = re.compile(
    r"(?<![\w\u200c])(?:"
    + "|".join(re.escape(w).replace(r"\ ", "[ \u200c]") for w in sorted(_DARI, key=len)[::-1])
    + r")(?=[\u200c\W]|\Z)"
)


def dari_spelling(text: str, chance: random.Random) -> str:
    """Write the words of Iranian Persian as Dari does."""
    return _DARI_WORDS.sub(
        lambda found: chance.choice(_DARI[found[0].replace(HALF_SPACE, " ")]), text
    )


EXACT: dict[str, Dirt] = {
    "half-spaces dropped": half_spaces_dropped,
    "half-spaces doubled": half_spaces_doubled,
    "inflections spaced": inflections_spaced,
    "arabic letters": arabic_letters,
    "hamza lost": hamza_lost,
    "arabic-indic digits": arabic_digits,
    "ascii digits": ascii_digits,
    "tatweel and diacritics": marks,
    "invisible marks": invisible,
    "presentation forms": presentation_forms,
    "decomposed (NFD)": decomposed,
    "white space": white_space,
    "all of these": everything,
}

LABELS: dict[str, Dirt] = {
    "half-spaces spaced": half_spaces_spaced,
    "dari spelling": dari_spelling,
}


#: Lines before an article, lines that open a list of other articles, and lines at a page's foot.
TOP = (
    "صفحه نخستسیاستاقتصادورزشجهان",
    "صفحه اصلی » اخبار » تازه‌ترین خبرها",
    "کد خبر: ۸۱۲۳۴۵ | تاریخ انتشار: ۱۲ آبان ۱۳۹۷ - ۱۴:۲۰ | چاپ",
    "اشتراک گذاری فیسبوک توییتر تلگرام واتساپ لینک کوتاه",
    "خانه > امنیت > افغانستان",
    "دلو ۰۶, ۱۴۰۳",
    "0 Shares   Facebook   Twitter   Email   Print",
)
MIDDLE = ("بیشتر بخوانید:", "مطالب مرتبط", "این خبر را هم بخوانید:", "Related Articles")
BOTTOM = (
    "انتهای پیام/۴۰۳۶",
    "برچسب‌ها: سیاست، اقتصاد، امنیت",
    "نظر شما",
    "نام: ایمیل: متن:",
    "پربازدیدترین‌ها",
    "دیدگاه خود را بنویسید",
    "تمامی حقوق این سایت محفوظ است. نقل مطالب با ذکر منبع بلامانع است.",
    "Leave a Reply  Your email address will not be published. Required fields are marked *",
    "Back to top button",
)


def page_furniture(text: str, chance: random.Random, headlines: Sequence[str]) -> str:
    """Wrap an article in a page: breadcrumb, share bar, other articles' headlines, a form."""
    top = chance.sample(TOP, 3)
    bottom = [line for line in BOTTOM if chance.random() < 0.7]
    related = [chance.choice(MIDDLE), *chance.sample(list(headlines), 4)]
    return "\n".join([*top, text, *related, *bottom])


def real_furniture(text: str, page: tuple[str, str]) -> str:
    """Put an article in the place of another in a real page: what stood before, and after."""
    before, after = page
    return f"{before}\n{text}\n{after}"
