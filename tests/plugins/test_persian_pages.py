"""Page furniture: what goes, what stays, and what is said about it."""

import sys

import pytest

import radeh
from radeh_persian.furniture import blank, find_cuts
from radeh_persian.html import extract_text
from radeh_persian.normalizer import PersianNormalizer
from radeh_persian.reading import Reading

PAGE = """آخرین اخبارجهانسیاست
وزیران دو کشور در ترمذ دیدار کردند
دلو ۰۶, ۱۴۰۳
شریک سازید
هیئت‌های بلندپایهٔ دو کشور دیدار کردند و دربارهٔ سرحدات مشترک و تجارت سخن گفتند.
در پایان، تفاهم‌نامه‌ای دربارهٔ گمرک امضا شد.
انتهای پیام/۴۰۳۶
مطالب مرتبط
تیم ملی کرکت به نیمه‌نهایی رسید
آیا چای برای قلب خوب است؟
Related Articles
Leave a Reply
Back to top button
"""
BODY = [line for line in PAGE.split("\n") if "دیدار" in line or "تفاهم" in line]


def lines_left(text):
    return [line.strip() for line in blank(text).split("\n") if line.strip()]


def test_a_page_keeps_its_article_and_nothing_else():
    assert lines_left(PAGE) == BODY


def test_cuts_say_where_and_why():
    cuts = {PAGE[cut.start : cut.end]: cut.reason for cut in find_cuts(PAGE)}
    assert cuts["آخرین اخبارجهانسیاست"] == "breadcrumb"
    assert cuts["دلو ۰۶, ۱۴۰۳"] == "date"
    assert cuts["تیم ملی کرکت به نیمه‌نهایی رسید"] == "related"
    assert not any(line in cuts for line in BODY)


FURNITURE = [
    "صفحه نخست",
    "خانهاجتماعیحوادث و سوانح",
    "سیاسی > سیاست خارجی > هسته ای",
    "Home » فرهنگ و هنر » تجسمی",
    "کد خبر: ۸۸۱۲۰۳   تاریخ انتشار: ۱۴ آذر ۱۳۹۵ - ۰۹:۱۲   نسخه چاپی",
    "اشتراک گذاری تلگرام واتساپ توییتر لینک کوتاه",
    "0 Shares   Facebook   Twitter   Telegram   Email   Print",
    "برچسب‌ها: قهوه، فشار خون، قلب",
    "نظر شما",
    "تاکنون دیدگاهی ثبت نشده است. اولین نفر باشید!",
    "تمامی حقوق این سایت محفوظ است. نقل مطالب با ذکر منبع بلامانع است.",
    "© کلیه حقوق برای صدای کویر محفوظ است",
    "Leave a Reply  Your email address will not be published. Required fields are marked *",
    "بیشتر بخوانید: سیمان گران شد / رکورد دوندگان در دوحه",
    "Link has been copied to clipboard",
    "پربازدیدترین‌ها",
    "عکس از: مجلس سنا",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_a_line_of_furniture_goes(line):
    article = "وزیر در مجلس حاضر شد و به پرسش‌های نمایندگان پاسخ داد."
    assert lines_left(f"دیدار وزیر با نمایندگان مجلس\n{article}\n{line}")[1:] == [article]


BODIES = [
    "او گفت: «امنیت برقرار است.»",
    "سیاست و اقتصاد دو روی یک سکه‌اند.",
    "وی افزود: قیمت‌ها ثابت می‌ماند.",
    "در سال ۱۳۹۷ تورم به ۲۷ درصد رسید.",
    "«ما به مذاکره ادامه می‌دهیم»",
    "رئیس‌جمهور در پایان گفت که دولت به کار خود ادامه می‌دهد",
    "The company said it would appeal the decision of the court in Geneva next week.",
]


@pytest.mark.parametrize("line", BODIES)
def test_a_line_of_body_stays(line):
    article = "وزیر در مجلس حاضر شد و به پرسش‌های نمایندگان پاسخ داد."
    assert line in lines_left(f"عنوان خبر امروز این است\n{article}\n{line}\n{article} باز هم.")


def test_body_goes_on_after_a_link_in_its_middle():
    first = "وزیر در مجلس حاضر شد و به پرسش‌های نمایندگان پاسخ داد."
    last = "او گفت که گزارش کامل را هفتهٔ آینده به مجلس می‌فرستد."
    page = f"وزیر به مجلس رفت\n{first}\nاین مطلب مرتبط را نیز بخوانید\nتیم ملی برد\n{last}"
    assert lines_left(page) == ["وزیر به مجلس رفت", first, last]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("به گزارش ایسنا، وزیر گفت.", "، وزیر گفت."),
        ("به گزارش خبرنگار اقتصادی خبرگزاری فارس، وزیر گفت.", "، وزیر گفت."),
        ("به گزارش رویترز، وزیر گفت.", "به گزارش رویترز، وزیر گفت."),
        ("به گزارش وزیر، کار تمام است.", "به گزارش وزیر، کار تمام است."),
        ("وزیر گفت. انتهای پیام/ ۴۰۳۶", "وزیر گفت. /"),
        ("وزیر گفت. Back to top button", "وزیر گفت."),
    ],
)
def test_furniture_inside_a_line_goes(text, left):
    assert " ".join(blank(text).split()).replace("/ /", "/").rstrip(" /") == left.rstrip(" /")


@pytest.mark.parametrize(
    "text", ["سیاست", "انتهای پیام", "صفحه نخست\nخانه", "اقتصاد ایران", "به گزارش ایسنا"]
)
def test_a_text_is_never_emptied(text):
    assert blank(text) == text


def test_lines_that_pages_of_a_source_share_are_learned():
    pages = [
        "\n".join(
            [
                f"خبر شمارهٔ {n} دربارهٔ بازار شهر",
                "کانال ما را به دیگران نیز معرفی نمایید",
                *(f"بند {n} و {k} از متن این خبر که جمله‌ای کامل است." for k in range(7)),
            ]
        )
        for n in range(3)
    ]
    made = PersianNormalizer(furniture=True).fit(pages)
    assert made.lines_ == [Reading().read("کانال ما را به دیگران نیز معرفی نمایید")]
    assert "معرفی" in Reading(furniture=True).read(pages[0])
    assert "معرفی" not in made.transform(pages)[0]


def test_a_learned_line_travels_with_the_model(tmp_path):
    line = "کانال ما را به دیگران نیز معرفی نمایید"
    pages = [
        "\n".join([f"{word} {n}", line, *(f"{word} {n} {k} بود و ماند و رفت." for k in range(7))])
        for word in ("بازی", "بازار")
        for n in range(4)
    ]
    recipe = radeh.Recipe(
        name="pages",
        summary="for this test",
        normalizer="news-page",
        features="word-tfidf",
        classifier="logistic-regression",
        params={"features__min_df": 1},
    )
    model = radeh.train(recipe, pages, ["sport"] * 4 + ["market"] * 4, calibrate=False)
    model.save(tmp_path / "model")
    restored = radeh.load(tmp_path / "model")
    text = f"بازی خوب\n{line}\nبازی بود و ماند و رفت."
    assert (restored.decision_function([text]) == model.decision_function([text])).all()
    assert len(model.steps["normalizer"].state["lines_"]) == 1


def test_raw_html_without_trafilatura_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(radeh.MissingDependencyError, match=r"radeh\[html\]"):
        extract_text("<p>متن</p>")
