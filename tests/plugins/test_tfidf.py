"""The TF-IDF of radeh beside scikit-learn's, which defines the terms."""

from zlib import crc32

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.feature_extraction.text import TfidfVectorizer

from radeh_tfidf.hashing import Hashing
from radeh_tfidf.tfidf import Tfidf

WORDS = st.sampled_from(["نفت", "دلار", "جنگ", "صلح", "و", "در", "تیم", "گل", "باران", "ab", "12"])
CORPORA = st.lists(st.lists(WORDS, max_size=12).map(" ".join), min_size=2, max_size=8).filter(
    lambda texts: any(texts)
)
OPTIONS = st.fixed_dictionaries(
    {
        "analyzer": st.sampled_from(["word", "char_wb"]),
        "ngram_range": st.sampled_from([(1, 1), (1, 2), (2, 3)]),
        "sublinear_tf": st.booleans(),
        "use_idf": st.booleans(),
        "norm": st.sampled_from(["l2", None]),
        "min_df": st.sampled_from([1, 2]),
        "max_df": st.sampled_from([1.0, 0.8]),
    }
)


@settings(max_examples=200, deadline=None)
@given(CORPORA, OPTIONS)
def test_equals_scikit_learn(texts, options):
    pattern = {"token_pattern": r"\w+"} if options["analyzer"] == "word" else {}
    theirs = TfidfVectorizer(**options, **pattern, lowercase=False)
    try:
        expected = theirs.fit_transform(texts)
    except ValueError:
        with pytest.raises(ValueError, match="no term is left"):
            Tfidf(**options).fit(texts)
        return
    ours = Tfidf(**options)
    found = ours.fit_transform(texts)
    assert list(ours.get_feature_names_out()) == list(theirs.get_feature_names_out())
    assert np.allclose(found.toarray(), expected.toarray())
    assert np.allclose(ours.transform(texts).toarray(), expected.toarray())


def test_the_most_frequent_terms_are_kept():
    texts = ["نفت نفت دلار", "نفت دلار صلح", "جنگ"]
    assert set(Tfidf(max_features=2).fit(texts).vocabulary_) == {"نفت", "دلار"}


@pytest.mark.parametrize("estimator", [Tfidf(), Hashing(n_features=64)])
def test_one_text_is_as_in_a_batch_and_a_refit_forgets(estimator):
    texts = ["نفت و دلار", "", "جنگ و صلح", "تیم گل زد"]
    together = clone(estimator).fit(texts).transform(texts).toarray()
    alone = [clone(estimator).fit(texts).transform([text]).toarray()[0] for text in texts]
    assert (together == np.array(alone)).all()
    again = clone(estimator).fit(["چیز دیگر"]).fit(texts)
    assert (again.transform(texts).toarray() == together).all()


def test_unfitted_use_is_refused():
    with pytest.raises(NotFittedError):
        Tfidf().transform(["متن"])


@pytest.mark.parametrize(
    "options", [{"analyzer": "lines"}, {"ngram_range": (2, 1)}, {"norm": "l3"}]
)
def test_bad_parameters_say_what_may_be_given(options):
    with pytest.raises(ValueError, match="must be"):
        Tfidf(**options).fit(["متن"])


def test_hashed_columns_are_the_crc_of_the_term():
    matrix = Hashing(n_features=1000, norm=None).fit(["نفت"]).transform(["نفت نفت"])
    assert matrix.indices.tolist() == [crc32("نفت".encode()) % 1000]
