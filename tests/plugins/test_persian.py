"""Reading Persian: folding, variants, and the normalizers as a user meets them."""

import json

import pytest
from sklearn.base import clone

import radeh
from radeh_persian.folding import fold, fold_words
from radeh_persian.kinds import KINDS
from radeh_persian.normalizer import PersianNormalizer
from radeh_persian.pairs import Pair, chosen, make_variants, table
from radeh_persian.reading import Reading, make_reader
from radeh_persian.ready import ready_rules
from radeh_persian.variants import Variants

READ = Reading().read

SAME = [
    ("كتاب هاي علي", "کتاب‌های علی"),
    ("می شود", "می‌شود", "میشود", "می‌‌شود"),
    ("بزرگ تر", "بزرگتر", "بزرگ‌تر"),
    ("رفته اند", "رفته‌اند", "رفتهاند"),
    ("گفت‌وگو", "گفت و گو", "گفتوگو", "گفتگو", "گفت وگو", "گفت‌و‌گو"),
    ("گفت‌وگوهای", "گفت و گوهای", "گفتگوهای"),
    ("سیاست‌گذاری", "سیاست گذاری", "سیاستگذاری"),
    ("سیاست‌گذاری‌های", "سیاست گذاری های", "سیاستگذاریهای"),
    ("بین‌المللی", "بین المللی", "بینالمللی"),
    ("بی‌سابقه", "بی سابقه", "بیسابقه"),
    ("خانه‌ی ما", "خانهٔ ما", "خانۀ ما", "خانه ما", "خانه ی ما"),
    ("نماینده‌گان", "نماینده گان", "نمایندگان"),
    ("مسئول", "مسؤول", "مسوول", "مسول"),
    ("مسائل", "مسایل"),
    ("دالر", "دلار"),
    ("دالرها", "دالر ها", "دلارها", "دلار‌ها"),
    ("تروریزم", "تروریسم"),
    ("پولیس", "پلیس"),
    ("پوهنتون", "دانشگاه"),
    ("شفاخانه های", "بیمارستان‌های"),
    ("ملل متحد", "سازمان ملل", "سازمان ملل متحد"),
    ("میدان هوایی", "فرودگاه"),
    ("وزیر امور خارجه", "وزیر خارجه"),
    ("دهشت افگنی", "تروریسم"),
    ("۱۲۳", "123", "١٢٣"),
    ("ﻻله", "لاله"),
    ("کتـــاب", "کتابٌ", "\ufeffکتاب\u200f", "ک\u00adتاب"),
    ("۷۰٬۰۰۰", "70,000"),
]


@pytest.mark.parametrize("forms", SAME, ids=lambda forms: forms[0])
def test_these_read_as_one(forms):
    assert {READ(form) for form in forms} == {READ(forms[0])}


APART = [
    ("ماهی", "ماه"),  # fish, moon
    ("فرماندهی", "فرمانده"),
    ("آگاهی", "آگاه"),
    ("حمل", "فروردین"),  # transport
    ("اسد", "مرداد"),
    ("ولایت فقیه", "استان فقیه"),
    ("امام", "ام"),
    ("ایران", "ایرانی"),
    ("بهمن", "برفکوچ"),  # a month, an avalanche
    ("معین", "معاون"),
]


@pytest.mark.parametrize("pair", APART, ids=lambda pair: pair[0])
def test_these_stay_apart(pair):
    assert READ(pair[0]) != READ(pair[1])


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("می ۲۰۲۰", "می 2020"),
        ("ایمیل a@b.ir و https://x.ir/a?b=1 را", "ایمیل و را"),
        ("@handle #امنیت_ملی", "امنیت ملی"),
        ("BREAKING: CAFÉ 🙂", "breaking cafe"),
        ("۲٫۵ درصد", "2 5 درصد"),
        ("ﷺ", "صلیاللهعلیهوسلم"),
        ("", ""),
        ("؟!،", ""),
        ("\ud800آب\x00", "اب"),
        ("امام خمینی", "امام خمینی"),
    ],
)
def test_what_a_text_reads_as(text, read):
    assert fold(text) == read


def test_words_stand_where_the_raw_text_has_them():
    text = "در ميدان هوايي، كتاب ها"
    found = [(w.text, text[w.start : w.end]) for w in fold_words(text, Reading().variants)]
    assert found == [("در", "در"), ("فرودگاه", "ميدان هوايي"), ("کتابها", "كتاب ها")]


def test_the_table_has_three_hundred_pairs_of_many_kinds_and_each_holds():
    assert len(table()) >= 300
    assert set(KINDS) <= {pair.kind for pair in table()}
    everything = sorted({pair.kind for pair in table()})
    make_variants(chosen(everything, ())).check()
    variants = make_variants(chosen(KINDS, ()))
    for pair in chosen(KINDS, ()):
        assert fold(pair.variant, variants) == fold(pair.canonical, variants), pair


def test_no_pair_is_given_twice():
    variants = [fold(pair.variant) for pair in table()]
    assert sorted(set(variants)) == sorted(variants)


def test_kinds_and_pairs_can_be_switched_off_and_on():
    assert Reading(variants=()).read("دالر") == "دالر"
    assert Reading(variants=("places",)).read("دالر جاپان") == "دالر ژاپن"
    assert Reading(without=("دالر",)).read("دالر پولیس") == "دالر پلیس"
    assert Reading(variants=(*KINDS, "?months")).read("حمل") == "فروردین"
    assert Reading(extra=[("شبکه", "نت")]).read("شبکه‌ها") == "نتها"


def test_extra_pairs_go_before_the_tables():
    assert Reading(extra=[("دالر", "پول")]).read("دالر") == "پول"


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"variants": ("nonsense",)}, "no pairs are of kind"),
        ({"without": ("آب",)}, "the table has no variant"),
        ({"extra": [("الف", "دو کلمه")]}, "must be one word"),
        ({"extra": [("آب", "باد"), ("باد", "آب")]}, "read as each other"),
        ({"extra": [("آب", "ها")]}, "joins its neighbour"),
        ({"extra": [("bbc", "بیبیسی")]}, "not in Persian letters"),
        ({"extra": [("آب", "باد"), ("آب", "خاک")]}, "to be read as"),
        ({"extra": [("یک دو سه چهار پنج", "شش")]}, "1 to 4 words"),
        ({"extra": "no-such-file.tsv"}, "cannot be read"),
    ],
)
def test_wrong_parameters_say_what_is_wrong(params, message):
    with pytest.raises(radeh.ParameterError, match=message):
        PersianNormalizer(**params).fit(["متن"])


def test_a_file_of_pairs_travels_with_the_model(tmp_path, multiclass):
    path = tmp_path / "pairs.tsv"
    path.write_text("# ours\nتوپ‌گرد\tتوپ\n", encoding="utf-8")
    recipe = radeh.Recipe(
        name="own-pairs",
        summary="for this test",
        normalizer="persian",
        features="word-tfidf",
        classifier="logistic-regression",
        params={"normalizer__extra": str(path), "features__min_df": 1},
    )
    model = radeh.train(recipe, *multiclass, calibrate=False)
    model.save(tmp_path / "model")
    path.unlink()
    restored = radeh.load(tmp_path / "model")
    text = ["توپ‌گرد را گرفت"]
    assert (restored.decision_function(text) == model.decision_function(["توپ را گرفت"])).all()
    assert (
        restored.pipeline.decision_function(text) == model.pipeline.decision_function(text)
    ).all()
    manifest = json.loads((tmp_path / "model" / "manifest.json").read_text(encoding="utf-8"))
    assert "توپ‌گرد" in json.dumps(manifest["steps"], ensure_ascii=False)


def test_a_line_of_a_pair_file_without_a_tab_is_named(tmp_path):
    path = tmp_path / "pairs.tsv"
    path.write_text("آب\tباد\nخاک\n", encoding="utf-8")
    with pytest.raises(radeh.ParameterError, match="line 2"):
        PersianNormalizer(extra=str(path)).fit(["متن"])


@pytest.mark.parametrize("name", ["persian", "news-page"])
def test_the_light_form_reads_as_the_transformer(name):
    offer = radeh.default_registry().find("normalizer", name)
    made = offer.load()(**offer.record.defaults)
    texts = ["دالر\nانتهای پیام", "كتاب ها"]
    made.fit(texts)
    state = {"extra_": made.extra_, "lines_": made.lines_}
    assert make_reader(made.get_params(), state)(texts) == made.transform(texts)
    assert clone(made).transform(texts) == made.transform(texts)


def test_pairs_of_another_plugin():
    pair = Pair("هالتر", "وزنه")
    assert fold("هالترها", make_variants(chosen(KINDS, ()), [pair])) == "وزنهها"


def test_the_rules_made_beforehand_are_those_of_the_table():
    rules, made = ready_rules(), make_variants(chosen(KINDS, ()))
    assert rules is not None, "a source has changed: python -m radeh_persian.ready"
    assert list(rules.items()) == list(made.rules.items()), "python -m radeh_persian.ready"
    assert Variants.ready(rules).last_words == made.last_words


@pytest.mark.parametrize("word", ["خیلی" + "ی" * 5000, "ها" * 5000])
def test_a_word_of_endings_is_read_in_bearable_time(word):
    assert fold(f"{word} آمد") == f"{fold(word)} آمد".replace("آ", "ا")
