"""hazm as components, and where our reading and hazm's normaliser agree."""

import pickle
import subprocess
import sys

import pytest
from sklearn.base import clone

import radeh
from radeh_persian.folding import fold
from radeh_persian.kinds import KINDS
from radeh_persian.pairs import chosen, make_variants

COMPONENTS = ("hazm", "hazm-tokens", "hazm-lemmas")
TEXTS = ["مي خواهم كتاب ها را بخرم.", "خبرنگاران ، گفته اند"]


@pytest.fixture
def registry():
    return radeh.default_registry()


@pytest.mark.parametrize("name", COMPONENTS)
def test_without_hazm_a_fit_says_what_to_install(registry, name, monkeypatch):
    from radeh_hazm.tools import hazm_object

    monkeypatch.setitem(sys.modules, "hazm", None)
    hazm_object.cache_clear()
    try:
        with pytest.raises(radeh.MissingDependencyError, match=r"pip install 'radeh\[hazm\]'"):
            registry.find("normalizer", name).load()().fit(TEXTS)
    finally:
        hazm_object.cache_clear()


def test_listing_the_components_does_not_import_hazm():
    code = (
        "import sys, radeh; radeh.default_registry().find('normalizer', 'hazm').load();"
        "print('hazm' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.fixture
def hazm():
    return pytest.importorskip("hazm", reason="hazm is not installed: pip install 'radeh[hazm]'")


def test_the_normaliser_is_hazms_own(registry, hazm):
    made = registry.find("normalizer", "hazm").load()().fit(TEXTS)
    assert made.transform(TEXTS) == [hazm.Normalizer().normalize(text) for text in TEXTS]


def test_tokens_stand_between_spaces(registry, hazm):
    made = registry.find("normalizer", "hazm-tokens").load()().fit(TEXTS)
    assert made.transform(TEXTS)[0].split() == ["می‌خواهم", "کتاب‌ها", "را", "بخرم", "."]


def test_lemmas_are_stems(registry, hazm):
    made = registry.find("normalizer", "hazm-lemmas").load()().fit(TEXTS)
    assert made.transform(TEXTS)[0].split() == ["خواست", "کتاب", "را", "خرید", "."]


@pytest.mark.parametrize("name", COMPONENTS)
def test_it_clones_and_pickles(registry, hazm, name):
    made = registry.find("normalizer", name).load()().fit(TEXTS)
    expected = made.transform(TEXTS)
    assert clone(made).fit(TEXTS).transform(TEXTS) == expected
    assert pickle.loads(pickle.dumps(made)).transform(TEXTS) == expected


def test_hazms_objects_are_made_once_in_a_process(hazm):
    from radeh_hazm.tools import hazm_object

    assert hazm_object("Normalizer") is hazm_object("Normalizer")


def test_a_recipe_reads_with_hazm(registry, hazm, multiclass):
    recipe = radeh.Recipe(
        name="read-with-hazm",
        summary="for this test",
        normalizer="hazm-tokens",
        features="word-tfidf",
        classifier="logistic-regression",
        params={"features__min_df": 1},
    )
    model = radeh.train(recipe, *multiclass, calibrate=False)
    assert model.classify("بازیکن تیم گل زد").labels == ("sport",)


#: Where both say the same: folding what hazm normalised gives what folding the raw text gives.
AGREE = {
    "Arabic letters": "كتاب علي در تهران",
    "half-space of a verb": "می خواهم نمی دانم",
    "half-space of a plural": "کتاب ها و خانه های شهر",
    "half-space of a comparative": "بزرگ تر و بزرگ ترین",
    "half-space of a perfect": "رفته اند و گفته ام",
    "tatweel and diacritics": "سلامٌ علیکم کتـــاب",
    "digits": "۱۲۳ 456",
    "space before a sign": "کتاب ، خوب .",
    "lam-alef in one": "ﻻله",
    "he with hamza above": "خانهٔ ما",
    "half-space doubled": "می‌‌شود",
    "Latin letters": "شرکت Apple و CAFÉ",
}

#: Where our reading goes further on purpose: two spellings that hazm leaves apart, and we read as
#: one. Each names a reason that docs/reading.md gives.
DIFFER = {
    "half-space lost": ("کتاب‌های", "کتابهای"),
    "compound joined": ("گفت‌وگو", "گفتگو"),
    "Dari spelling": ("دالر", "دلار"),
    "Dari word": ("شفاخانه", "بیمارستان"),
    "hamza on alef": ("أحمد", "احمد"),
    "hamza on waw": ("مسؤول", "مسوول"),
    "hamza on ye": ("مسئول", "مسیول"),
    "he with hamza in one": ("خانۀ ما", "خانه ما"),
    "invisible marks": ("\u200fمتن\ufeff", "متن"),
    "case of Latin letters": ("CAFÉ", "café"),
    "ezafe after a silent he": ("خانه‌ی ما", "خانهٔ ما"),
}


@pytest.mark.parametrize("text", AGREE.values(), ids=AGREE.keys())
def test_where_hazm_and_folding_agree(hazm, text):
    assert fold(hazm.Normalizer().normalize(text)) == fold(text)


@pytest.mark.parametrize("pair", DIFFER.values(), ids=DIFFER.keys())
def test_where_folding_reads_as_one_what_hazm_keeps_apart(hazm, pair):
    normalize = hazm.Normalizer().normalize
    variants = make_variants(chosen(KINDS, ()))
    assert normalize(pair[0]) != normalize(pair[1])
    assert fold(pair[0], variants) == fold(pair[1], variants)


def test_folding_drops_signs_and_addresses_that_hazm_keeps(hazm):
    text = "کتاب، خوب! a@b.ir https://x.ir/آ"
    assert "،" in hazm.Normalizer().normalize(text)
    assert "@" in hazm.Normalizer().normalize(text)
    assert fold(text) == "کتاب خوب ا"
