"""The strategies keep what their documentation guarantees."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radeh.testing import strategies


@pytest.mark.parametrize("texts", [strategies.persian_texts, strategies.dari_texts])
def test_clean_texts(texts):
    @settings(deadline=None)
    @given(st.data(), st.integers(0, 4), st.integers(4, 12))
    def clean(data, low, high):
        text = data.draw(texts(min_words=low, max_words=high))
        parts = text.split(" ") if text else []
        assert low <= len(parts) <= high
        assert all(parts)
        assert text == " ".join(text.split())
        assert not set(text) & set("يىكةؤأإ" + strategies.DIGITS[1] + strategies.DIGITS[2])
        assert not set(text) & set(strategies.INVISIBLE)

    clean()


@settings(deadline=None)
@given(strategies.persian_words(), strategies.dari_words())
def test_words_have_no_space(persian, dari):
    assert persian.split() == [persian]
    assert dari.split() == [dari]


def read(text):
    """Fold as a reader does, with nothing but the strategies' own tables."""
    for letter, alike in strategies.LOOKALIKES.items():
        text = text.translate(dict.fromkeys(map(ord, alike), letter))
    text = "".join(letter for letter in text if letter not in strategies.INVISIBLE)
    digits = (str(unicodedata.digit(c)) if c.isdigit() else c for c in text)
    return " ".join("".join(digits).replace("\u200c\u200c", "\u200c").split())


@settings(deadline=None)
@given(strategies.texts_with_dirt())
def test_dirt_changes_no_word(pair):
    clean, dirty = pair
    assert read(dirty) == read(clean)


def test_dirt_is_dirty():
    found = set()

    @settings(deadline=None)
    @given(strategies.texts_with_dirt(min_words=5))
    def look(pair):
        found.update(set(pair[1]) - set(pair[0]))

    look()
    assert found & set("يكى")
    assert found & set(strategies.DIGITS[1] + strategies.DIGITS[2])
    assert found & set(strategies.INVISIBLE)


@settings(deadline=None)
@given(strategies.any_texts())
def test_any_text_is_a_string(text):
    assert isinstance(text, str)


@settings(deadline=None)
@given(strategies.label_sets(("a", "b", "c")))
def test_label_sets_are_ordered_subsets(labels):
    assert list(labels) == sorted(set(labels))
    assert set(labels) <= {"a", "b", "c"}


@pytest.mark.parametrize("unknown", [False, True])
def test_corpora_can_be_learned(unknown):
    names = ("a", "b")

    @settings(deadline=None)
    @given(strategies.corpora(names, unknown=unknown))
    def learnable(documents):
        assert 6 <= len(documents) <= 20
        assert len({d.id for d in documents}) == len(documents)
        assert all(d.text.strip() for d in documents)
        assert unknown or not any(d.unknown for d in documents)
        for name in names:
            judged = [d for d in documents if name not in d.unknown]
            assert {name in d.labels for d in judged} == {True, False}

    learnable()
