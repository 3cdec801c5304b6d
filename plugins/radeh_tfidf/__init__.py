"""TF-IDF over words and characters, and hashing: the feature extractors."""

from collections.abc import Iterator

import radeh


@radeh.hookimpl
def radeh_feature_extractors() -> Iterator[radeh.Component]:
    """Yield the bundled feature extractors."""
    yield radeh.Component(
        name="word-tfidf",
        target="radeh_tfidf.tfidf:Tfidf",
        light="radeh_tfidf.light:make_block",
        explain="radeh_tfidf.evidence:tfidf_evidence",
        summary="TF-IDF over words and word n-grams",
        defaults={"analyzer": "word", "min_df": 2, "sublinear_tf": True},
    )
    yield radeh.Component(
        name="char-tfidf",
        target="radeh_tfidf.tfidf:Tfidf",
        light="radeh_tfidf.light:make_block",
        explain="radeh_tfidf.evidence:tfidf_evidence",
        summary="TF-IDF over character n-grams inside words",
        defaults={"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 2, "sublinear_tf": True},
    )
    yield radeh.Component(
        name="hashing",
        target="radeh_tfidf.hashing:Hashing",
        light="radeh_tfidf.light:make_hashing_block",
        explain="radeh_tfidf.evidence:hashing_evidence",
        summary="word counts in a fixed number of columns, without a vocabulary",
    )
    yield radeh.Component(
        name="word-vectors",
        target="radeh_tfidf.vectors:WordVectors",
        light="radeh_tfidf.light:make_vectors_block",
        explain="radeh_tfidf.evidence:vectors_evidence",
        summary="means of word vectors learned from the texts themselves, labelled or not",
    )
