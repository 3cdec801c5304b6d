"""Persian text for properties: made up of what folding looks at, and real, from news.

Real text is the seed corpus's, and that of the research corpora where they are at hand.
"""

from functools import cache

from hypothesis import strategies as st

from radeh_persian.joints import BEGINNINGS, ELEMENTS, SUFFIXES, VERB_PREFIXES
from radeh_persian.pairs import table
from radeh_topics import corpora, seeds

HALF_SPACE = "\u200c"

anything = st.text(st.characters(exclude_categories=()), max_size=60)

letters = st.sampled_from("ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآأؤئءۀةيك")
_random_words = st.text(letters, min_size=1, max_size=7)
_table_words = st.sampled_from(
    sorted({form for pair in table() for form in (pair.variant, pair.canonical)})
)
_short = st.sampled_from(sorted([*SUFFIXES, *VERB_PREFIXES]))
_bound = st.sampled_from(sorted([*BEGINNINGS, *ELEMENTS]))
_others = st.sampled_from(
    ["۲۰۲۰", "12,5", "٣", "U.S.", "a@b.ir", "https://x.ir/آ", "#ملی_ها", "🙂", "،"]
)
_inflected = st.builds(
    lambda word, ending: f"{word}{HALF_SPACE}{ending}", _random_words | _table_words, _short
)
_verbs = st.builds(
    lambda prefix, word: f"{prefix}{HALF_SPACE}{word}",
    st.sampled_from(sorted(VERB_PREFIXES)),
    _random_words,
)

made_up = st.lists(
    st.tuples(
        _random_words | _table_words | _short | _bound | _others | _inflected | _verbs,
        st.sampled_from([" ", " ", " ", HALF_SPACE, ". ", "\n", "", "،"]),
    ),
    max_size=14,
).map(lambda parts: "".join(word + mark for word, mark in parts))


@cache
def _news() -> tuple[str, ...]:
    texts = [document.text for document in seeds.load()]
    if corpora.available():
        for load in (corpora.news_dev, corpora.dari):
            texts += [document.fields.get("raw") or document.text for document in load()]
    return tuple(texts)


@st.composite
def _passages(draw, longest):
    text = draw(st.sampled_from(_news()))
    start = draw(st.integers(0, max(0, len(text) - longest)))
    # Cut at white space: a cut through a word may leave an ending that joins nothing.
    passage = text[start : start + longest]
    return passage if start == 0 else passage.partition(" ")[2]


#: A few sentences of real news, cut at any place.
passages = st.deferred(lambda: _passages(300))

#: Whole items, pages among them.
items = st.deferred(lambda: st.sampled_from(_news()))
