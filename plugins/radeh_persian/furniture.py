"""Cut page furniture from text that was extracted from a news page, line by line.

A line goes only when it is short and says of itself that it is furniture (a share bar, a
breadcrumb, «انتهای پیام»), or when it stands in a tail that such a line opens («مطالب مرتبط»,
"Related Articles"). A line of body text is never judged by its topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from radeh_persian.folding import fold

#: Lines longer than this, in words, are body text whatever they say.
LONGEST_FURNITURE = 12


class Cut(NamedTuple):
    """A line that was cut: ``text[start:end]``, and why."""

    start: int
    end: int
    reason: str


def _folded(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(phrase) for phrase in phrases)


#: Whole lines that are furniture wherever they stand.
LINES = _folded(
    """
    صفحه نخست|صفحه اصلی|خانه|آخرین اخبار|تازه ترین خبرها|اشتراک گذاری|اشتراک‌گذاری|به اشتراک بگذارید
    شریک سازید|شریک کنید|در فیسبوک شریک کنید|در تویتر شریک کنید|کپی لینک|لینک کوتاه|چاپ|پرینت
    ارسال به دوستان|نسخه چاپی|بازگشت به بالا|بازگشت|انتهای پیام|پایان پیام|ارسال نظر|ثبت نظر
    نظر شما|نظرات|دیدگاه خود را بنویسید|دیدگاه‌ها|ما را دنبال کنید|عضویت در خبرنامه|لینک های دسترسی
    به محتوای اصلی برگردید|به کاوشگر اصلی برگردید|به جستجو برگردید|جستجو|قبل|بعد|زنده|زبانها
    شرح بیشتر|شرح را مختصر سازید|تماس با ما|درباره ما|در بارۀ ما|محرمیت شما|سرمقاله|معلومات
    برنامه های تلویزیون را ببینید|برنامه های رادیو را ببینید|دیگر زبان‌ها|کد خبر|برچسب ها|برچسب‌ها
    Back to top button|Share|Embed|width|px|height|Print|Facebook|Twitter|Telegram|WhatsApp|Email
    Link has been copied to clipboard|The code has been copied to your clipboard|Breaking News
    The URL has been copied to your clipboard|No media source currently available|Home|Search|Menu
    Leave a comment|Leave a Reply|Post Comment|Subscribe|Next|Previous|XS|SM|MD|LG
    """.replace("\n", "|").split("|")
) - {""}

#: Lines after which everything short belongs to the page and not to the article.
TAILS = _folded(
    """
    مطالب مرتبط|اخبار مرتبط|خبرهای مرتبط|مقالات مرتبط|نوشته های مشابه|مطالب مشابه|بیشتر بخوانید
    همچنین بخوانید|مرتبط|بیشتر در این زمینه|در همین زمینه|پربازدیدترین ها|پربازدیدها|پربیننده ترین
    آخرین خبرها|خبرهای دیگر|دیگر خبرها|اخبار بیشتر|مطالب دیگر
    Related Articles|Related Posts|Related|Read more|More news|Most read|You may also like
    """.replace("\n", "|").split("|")
) - {""}

#: Names of sections; a line of nothing but these, glued or not, is a breadcrumb.
SECTIONS = _folded(
    """
    آخرین اخبار|صفحه نخست|صفحه اصلی|خانه|افغانستان|جهان|سیاست|سیاسی|اقتصاد|اقتصادی|ورزش|ورزشی
    امنیت|امنیتی|فرهنگ|فرهنگی|هنر|فرهنگ و هنر|اجتماعی|اجتماع|جامعه|ایران|منطقه|امریکا|صحت
    سلامت|علمی|علم و فناوری|فناوری|دانش|حوادث|بین الملل|بین‌الملل|اخبار|گزارش|مصاحبه|یادداشت
    تحلیل|مقالات|ویدیو|عکس|چندرسانه ای|استان ها|ولایات|زنان|جوانان|زنان و دختران|آزادی بیان
    """.replace("\n", "|").split("|")
) - {""}

_GLUED_SECTIONS = re.compile(
    "(?:"
    + "|".join(sorted((s.replace(" ", "") for s in SECTIONS), key=lambda s: (-len(s), s)))
    + ")+"
)


def is_breadcrumb(folded: str) -> bool:
    """Whether a folded line consists of section names only, with or without spaces between."""
    return bool(_GLUED_SECTIONS.fullmatch(folded.replace(" ", "")))


def find_cuts(text: str) -> list[Cut]:
    """Return the lines of a page that are furniture, in order."""
    cuts, place, tail = [], 0, ""
    for line in text.splitlines(keepends=True):
        start, place = place, place + len(line)
        folded = fold(line)
        if not folded:
            continue
        if folded in TAILS:
            tail = folded
            cuts.append(Cut(start, place, "related"))
        elif folded.count(" ") >= LONGEST_FURNITURE:
            tail = ""
        elif folded in LINES:
            cuts.append(Cut(start, place, "line"))
        elif is_breadcrumb(folded):
            cuts.append(Cut(start, place, "breadcrumb"))
        elif tail:
            cuts.append(Cut(start, place, "related"))
    return cuts


def cut(text: str) -> str:
    """Return the text without its furniture; if nothing would be left, the text itself."""
    kept, place = [], 0
    for found in find_cuts(text):
        kept.append(text[place : found.start])
        place = found.end
    kept.append(text[place:])
    body = "".join(kept)
    return body if fold(body) else text
