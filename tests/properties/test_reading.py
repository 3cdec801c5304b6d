"""The promise of "Reading Persian", over generated and over real text."""

import random
from itertools import pairwise

import pytest
from dirt import EXACT
from hypothesis import example, given
from hypothesis import strategies as st

from properties.persian_texts import anything, items, made_up, passages
from radeh_persian.folding import fold, fold_words
from radeh_persian.furniture import blank, find_cuts
from radeh_persian.kinds import KINDS
from radeh_persian.pairs import chosen, make_variants, table
from radeh_persian.reading import Reading
from radeh_persian.variants import Variants

PLAIN = None
ALL = make_variants(chosen(KINDS, ()))
READINGS = pytest.mark.parametrize("variants", [PLAIN, ALL], ids=["plain", "variants"])
seeds = st.integers(0, 2**32 - 1)


@READINGS
@given(text=anything | made_up | passages)
@example(text="م ی شود")
@example(text="X ا ی")
@example(text="می نمی شود")
@example(text="نماینده گان ها")
@example(text="\ud800\x00ﷺ½İŉ")
def test_folding_what_was_folded_changes_nothing(variants, text):
    folded = fold(text, variants)
    assert fold(folded, variants) == folded


@READINGS
@given(text=anything | made_up | passages)
def test_a_folded_text_is_words_between_single_spaces(variants, text):
    folded = fold(text, variants)
    assert folded == " ".join(folded.split())
    assert all(c.isalnum() or not c.isascii() for c in folded.replace(" ", ""))


@READINGS
@given(text=anything | made_up | passages)
def test_every_word_reads_alone_as_it_reads_in_its_place(variants, text):
    words = list(fold_words(text, variants))
    assert [word.text for word in words] == fold(text, variants).split()
    for word in words:
        assert fold(text[word.start : word.end], variants) == word.text
    assert all(a.end <= b.start for a, b in pairwise(words))


@READINGS
@pytest.mark.parametrize("kind", EXACT)
@given(text=made_up | passages, seed=seeds)
@example(text="می\u200c۲۰۲۰", seed=1)  # a month and a year: no joint
def test_dirt_does_not_change_the_reading(kind, variants, text, seed):
    assert fold(EXACT[kind](text, random.Random(seed)), variants) == fold(text, variants)


@READINGS
@given(text=made_up | passages, seed=seeds, kinds=st.permutations(sorted(EXACT)))
def test_any_dirt_upon_any_other_does_not_change_the_reading(variants, text, seed, kinds):
    dirty = text
    for kind in kinds[:4]:
        dirty = EXACT[kind](dirty, random.Random(seed))
    assert fold(dirty, variants) == fold(text, variants)


PAGE = Reading(furniture=True)


@pytest.mark.parametrize("kind", EXACT)
@given(text=items, seed=seeds)
def test_dirt_does_not_change_the_reading_of_a_page(kind, text, seed):
    assert PAGE.read(EXACT[kind](text, random.Random(seed))) == PAGE.read(text)


@given(text=anything | made_up | items)
def test_a_page_is_never_emptied(text):
    assert bool(fold(blank(text))) == bool(fold(text))


@given(text=anything | made_up | items)
def test_cuts_are_in_order_within_the_text_and_apart(text):
    cuts = find_cuts(text)
    places = [0, *(place for cut in cuts for place in (cut.start, cut.end)), len(text)]
    assert places == sorted(places)
    assert all(cut.reason and cut.start < cut.end for cut in cuts)
    assert len(blank(text)) == len(text)


@given(text=items)
def test_words_of_a_page_stand_where_they_are_said_to(text):
    words = list(PAGE.words(text))
    assert " ".join(word.text for word in words) == PAGE.read(text)
    cuts = [] if blank(text) == text else find_cuts(text)
    for word in words:
        if not any(cut.start < word.end and word.start < cut.end for cut in cuts):
            assert fold(text[word.start : word.end], PAGE.variants) == word.text


def test_a_line_of_ten_megabytes_is_read():
    assert len(fold("کتاب ها و " * 1_000_000)) == 8_999_999
    assert fold("a" * 10_000_000 + " @") == "a" * 10_000_000


WORDS = st.sampled_from(["آب", "باد", "خاک", "آتش", "آبی", "بادها", "abc"])


@given(
    rules=st.dictionaries(
        st.lists(WORDS, min_size=1, max_size=4).map(" ".join).map(fold), WORDS.map(fold), max_size=6
    ),
    text=st.lists(WORDS | st.sampled_from(["ها", "می", "ی"]), max_size=8).map(" ".join),
)
def test_rules_that_pass_the_check_are_idempotent(rules, text):
    variants = Variants({run: reading for run, reading in rules.items() if run != reading})
    try:
        variants.check()
    except ValueError:
        return
    folded = fold(text, variants)
    assert fold(folded, variants) == folded


@given(kinds=st.sets(st.sampled_from(sorted({pair.kind for pair in table()}))))
def test_any_choice_of_kinds_holds_together(kinds):
    make_variants(chosen(sorted(kinds), ())).check()
