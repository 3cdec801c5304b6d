"""The compiled modules give what their Python reference gives."""

import importlib.resources
import json

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import radeh
from properties.persian_texts import anything, items, made_up, passages
from radeh_persian import phrases, ready
from radeh_persian.folding import fold
from radeh_persian.reading import Reading, _variants
from radeh_persian.tables import tables
from radeh_topics import corpora, seeds

pytestmark = pytest.mark.skipif(
    any(radeh.native_module(f"{name}._native") is None for name in ("radeh", "radeh_persian")),
    reason="the compiled modules were not built, or RADEH_NATIVE=0",
)

LEARNED = ("نفت و گاز", "به", *sorted(phrases.TAILS)[:3])
READINGS = [
    Reading(),
    Reading(furniture=True),
    Reading(furniture=True, learned=LEARNED),
    Reading(furniture=True, variants=()),
]

# Lines that the rules of furniture look at, ended in every way that they tell apart.
_phrases = st.sampled_from(
    sorted(
        {
            *phrases.LINES,
            *phrases.TAILS,
            *phrases.HEADS,
            *phrases.LABELS,
            *phrases.ENDS,
            *phrases.INLINE,
            *phrases.BUTTONS,
            *phrases.SECTIONS,
            *phrases.DATE_WORDS,
            *LEARNED,
        }
    )
)
_leads = st.builds(
    lambda lead, words, rest: " ".join([lead, *words, rest]),
    st.sampled_from(["به گزارش", "به راپور", "به\u200cگزارش", "بهراپور", "گزارش", "راپور"]),
    st.lists(st.sampled_from(sorted(phrases.AGENCIES | phrases.LEAD_WORDS)), max_size=8),
    made_up,
)
_ends = st.sampled_from(["", "", ".", "؟", "!", "...", "…", ".»", " :", "?.", "؟ »", ". \u200c"])
_lines = st.builds(lambda line, end: line + end, _phrases | _leads | made_up, _ends)
pages = st.builds(
    lambda lines, mark: mark.join(lines),
    st.lists(_lines | _lines.map(lambda line: f"{line} | {line}"), min_size=1, max_size=12),
    st.sampled_from(["\n", "\n\n", "\r\n", "\u2028"]),
)


@pytest.mark.parametrize(
    "reading", READINGS, ids=["text", "page", "page with learned lines", "page without variants"]
)
@given(text=anything | made_up | passages | items | pages)
@example(text="\ud800\x00ﷺ½İŉ")
@example(text="تیتر خبر\nبه راپور خبرگزاری ایسنا، باران بارید و رود بالا آمد؟\nمطالب مرتبط\nآب")
def test_a_text_reads_alike(reading, text):
    assert reading.native.read(text) == reading.read(text)


def test_every_article_at_hand_reads_alike():
    texts = [document.text for document in seeds.load()]
    if corpora.available():
        for load in (corpora.news_dev, corpora.dari):
            texts += [document.fields.get("raw") or document.text for document in load()]
    page = READINGS[1]
    assert page.read_all(texts) == [page.read(text) for text in texts]


@given(texts=st.lists(anything | made_up | passages | pages, max_size=4))
def test_the_fused_scorer_equals_its_reference(news_topics, reference, texts):
    assert news_topics.is_native
    assert not reference.is_native
    decisions, words = news_topics.scorer.score(texts)
    expected, expected_words = reference.scorer.score(texts)
    assert words.tolist() == expected_words.tolist()
    assert np.allclose(decisions, expected, rtol=0, atol=1e-9)
    scores = news_topics.predict_proba(texts)
    assert np.allclose(scores, reference.predict_proba(texts), rtol=0, atol=1e-9)


@pytest.fixture(scope="module")
def reference():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RADEH_NATIVE", "0")
        model = radeh.load("news-topics")
        model.predict_proba(["کتاب"])  # all is made while Python is forced
    return model


def test_the_tables_made_beforehand_are_those_of_the_sources(tmp_path):
    ready.write(tmp_path / "tables.json")
    kept = importlib.resources.files("radeh_persian") / "tables.json"
    made = (tmp_path / "tables.json").read_text(encoding="utf-8")
    assert made == kept.read_text(encoding="utf-8"), "python -m radeh_persian.ready"


def test_learned_lines_go_into_the_tables_made_beforehand():
    learned = {"نوبت شما", "به", "همه خبرهای روز ما"}
    made = tables(Reading().variants, learned, cuts_furniture=True)
    assert ready.ready_tables(learned) == made
    assert ready.ready_tables() == tables(Reading().variants, (), cuts_furniture=True)


def test_tables_of_other_sources_are_not_used(monkeypatch, tmp_path):
    text = "خانه | جهان\nپوليس ولايت هرات سه نفر را بازداشت کرد.\nمطالب مرتبط"
    expected = Reading(furniture=True).read_all([text])
    kept = json.loads((ready._FOLDER / "tables.json").read_text(encoding="utf-8"))
    kept["tables"]["rules"] = {"هرات": "بلخ"}
    (tmp_path / "tables.json").write_text(json.dumps({**kept, "sources": "other"}))
    for file in ("tables.json", "missing.json"):
        monkeypatch.setattr(ready, "_FILE", tmp_path / file)
        ready._kept.cache_clear()
        _variants.cache_clear()
        assert ready.ready_tables() is None
        assert Reading(furniture=True).read_all([text]) == expected
    monkeypatch.undo()
    ready._kept.cache_clear()


def test_what_was_folded_is_found_again_in_any_width_of_characters():
    for text in ("cafe", "café ÿ", "کتاب ها", "کتاب ها 🙂 𝟙"):
        assert READINGS[0].native.read(text) == fold(text, READINGS[0].variants)
