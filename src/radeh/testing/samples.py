"""Texts that the checks feed to a plugin. All were written for this project.

Words recur, so that an extractor that drops rare words keeps some; two themes alternate, so that
there is something to learn.
"""

from __future__ import annotations

from types import MappingProxyType

TEXTS = (
    "تیم فوتبال شهر بازی امروز را برد و به جام رسید",
    "قیمت دلار امروز در بازار شهر بالا رفت",
    "بازیکن تیم دو گل زد و داور بازی سوت زد",
    "بانک به مردم وام داد و قیمت خانه بالا رفت",
    "دروازه‌بان تیم ملی توپ را گرفت و بازی را برد",
    "بازار سهام ریخت و بانک‌ها نرخ وام را بالا بردند",
    "جام امسال به تیم فوتبال هرات رسید",
    "نرخ دالر در بازار کابل امروز ۷۰ افغانی است",
    "داور بازی دو کارت به بازیکنان تیم داد",
    "قيمت نفت و طلا در بازار بالا مي‌رود",
    "تماشاگران بازی فوتبال سرود تیم را خواندند",
    "وزیر از بانک مرکزی خواست نرخ دلار را پایین بیاورد",
    "مربی تیم ملی بازیکن تازه آورد",
    "مردم کابل می‌گویند قیمت نان در بازار دو برابر شده است",
    "بازی دوم تیم فوتبال فردا در هرات است",
    "صادرات میوه به بازار هند امسال بالا رفت",
)

#: Name -> text. Nothing here may make a plugin raise.
AWKWARD = MappingProxyType(
    {
        "empty": "",
        "blank": " \t\n\r\u00a0\u2003",
        "one letter": "و",
        "half-spaces alone": "\u200c\u200c\u200c",
        "runs of half-spaces": "می\u200c\u200c\u200cرود و خانه\u200c\u200cها \u200cرا",
        "Arabic letters": "كتاب علي و مدرسة؛ إيران ، مسؤول",
        "digits": "۱۲۳۴ ١٢٣٤ 1234 ۷۰٫۵ ٪ ۱۴۰۳/۰۲/۱۱",
        "emoji": "🙂👨\u200d👩\u200d👧🇦🇫❤️ گل",
        "marks and tatweel": "مُحَمَّدٌ خبــــــر هٔ",
        "marks alone": "\u064b\u0301\u0654",
        "direction marks": "\u202bمتن\u202c \u2066x\u2069 \u200f\ufeff\u00ad",
        "presentation forms": "ﻻ ﯽ ﷲ ﷼ ﭘﻨﺞ",
        "control characters": "\x00\x07\x1b[31m\x85\u2028",
        "a lone surrogate": "نیم \ud83d کاره",
        "Latin": "The CAFÉ prices rose 5%; naïve Straße",
        "other scripts": "中文 हिन्दी Ελλάδα ښکلی ىے",
        "mark-up": "<p class='x'>خبر &amp; گزارش</p> http://example.org/?q=۱ #هرات @name",
        "punctuation": "«»؟!،؛…—()[]{}'\"\\",
        "a long word": "ا" * 5000,
        "line feeds": "یک\nدو\r\nسه\n\n\nچهار",
    }
)

#: Parts of the random texts that a normalizer has to survive.
_ALPHABET = "ابپتجچدرزسشکگلمنوهی آئؤأةۀيكى‌‌‍ـًّٰ۰۵٣7aZ .،؟!\n\t\u00a0\u202e\ufeff🙂ﻻ"


def random_texts(n: int, *, seed: int = 0, longest: int = 40) -> list[str]:
    """Return ``n`` texts of random letters, marks and dirt; the same for the same seed."""
    import random

    source = random.Random(seed)
    return ["".join(source.choices(_ALPHABET, k=source.randrange(longest + 1))) for _ in range(n)]


def article(n_bytes: int) -> str:
    """Return one line of running text of about ``n_bytes`` bytes of UTF-8."""
    line = " ".join(TEXTS)
    size = len(line.encode())
    return " ".join([line] * (n_bytes // size + 1))[: max(1, len(line) * n_bytes // size)]
