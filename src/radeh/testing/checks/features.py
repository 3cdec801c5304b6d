"""Checks of feature extractors: texts to a sparse matrix."""

from __future__ import annotations

import numpy as np

from radeh.testing.catalogue import NotApplicable, check, expect
from radeh.testing.checks.light import expect_light, light_function
from radeh.testing.outputs import dense, same
from radeh.testing.samples import AWKWARD, TEXTS
from radeh.testing.subjects import RecordSubject


@check("feature extractor")
def check_returns_csr(subject: RecordSubject) -> None:
    """``transform`` returns a CSR matrix of floats, all finite.

    Classifiers are given it as it is; another form would be converted for every batch.
    """
    value = subject.fit(subject.cases[0]).transform(list(TEXTS))
    form = getattr(value, "format", type(value).__name__)
    expect(form == "csr", f"transform returns {form}, not a scipy.sparse.csr_matrix")
    expect(value.dtype.kind == "f", f"the matrix holds {value.dtype}, not floats")
    expect(np.isfinite(value.data).all(), "the matrix holds numbers that are not finite")


@check("feature extractor")
def check_width_is_fixed(subject: RecordSubject) -> None:
    """After ``fit`` every batch has the same number of columns, and ``n_features_out_`` says it.

    A classifier has one weight a column; a union of extractors is cut by ``n_features_out_``.
    """
    fitted = subject.fit(subject.cases[0])
    width = fitted.transform(list(TEXTS)).shape[1]
    for name, text in AWKWARD.items():
        found = fitted.transform([text]).shape[1]
        expect(found == width, f"{name} gives {found} columns, other texts {width}")
    stated = getattr(fitted, "n_features_out_", None)
    expect(stated == width, f"n_features_out_ is {stated!r}; the matrix has {width} columns")


@check("feature extractor")
def check_names_match_columns(subject: RecordSubject) -> None:
    """``get_feature_names_out``, where there is one, names each column once.

    Explanations name the features by it.
    """
    fitted = subject.fit(subject.cases[0])
    if not hasattr(fitted, "get_feature_names_out"):
        raise NotApplicable("its features have no names")
    names = list(fitted.get_feature_names_out())
    width = fitted.transform(list(TEXTS)).shape[1]
    expect(len(names) == width, f"{len(names)} names for {width} columns")
    expect(len(set(names)) == len(names), "a name stands for more than one column")


@check("feature extractor")
def check_fit_transform_agrees(subject: RecordSubject) -> None:
    """``fit_transform(X)`` gives what ``fit(X).transform(X)`` gives.

    A pipeline trains through the first and is used through the second.
    """
    texts = list(TEXTS)
    found = subject.make().fit_transform(texts)
    expect(same(found, subject.make().fit(texts).transform(texts)), "fit_transform says otherwise")


@check("feature extractor")
def check_extractor_light_form_agrees(subject: RecordSubject) -> None:
    """The light form gives ``transform(texts) @ coef.T``, and imports no scikit-learn.

    A model is scored through the light form, and was trained through the class.
    """
    light = light_function(subject)
    fitted = subject.fit(subject.cases[0])
    texts = [*TEXTS, *AWKWARD.values()]
    matrix = fitted.transform(texts)
    coef = np.random.default_rng(0).normal(size=(3, matrix.shape[1]))
    score = light(fitted.get_params(), expect_light(subject, fitted), coef)
    wanted = dense(matrix @ coef.T)
    expect(same(np.asarray(score(texts)), wanted), "the light form scores otherwise")
