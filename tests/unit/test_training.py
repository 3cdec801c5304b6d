import numpy as np
import pytest

import radeh


def test_multiclass_and_multilabel_are_seen_from_the_labels(multiclass, multilabel):
    one = radeh.train("words", *multiclass, params={"features__min_df": 1})
    assert not one.multilabel
    assert one.classify("تیم گل زد").labels == ("sport",)
    many = radeh.train("words", *multilabel, params={"features__min_df": 1})
    assert many.multilabel
    assert many.labels == ("market", "sport")


def test_scores_are_probabilities_and_predictions_follow_the_thresholds(multilabel):
    texts, labels = multilabel
    model = radeh.train("words", texts, labels, params={"features__min_df": 1})
    scores = model.predict_proba(texts)
    assert scores.shape == (len(texts), 2)
    assert ((scores >= 0) & (scores <= 1)).all()
    for aim in ("balanced", "precise", "sensitive"):
        assert (model.predict(texts, aim) == (scores >= model.threshold(aim))).all()


def test_multiclass_scores_sum_to_one_and_one_label_holds(multiclass):
    model = radeh.train("characters", *multiclass, params={"features__min_df": 1})
    assert np.allclose(model.predict_proba(multiclass[0]).sum(axis=1), 1)
    assert (model.predict(multiclass[0]).sum(axis=1) == 1).all()


def test_unknown_labels_are_neither_positive_nor_negative(multilabel):
    texts, labels = multilabel
    names = ("politics", "security", "economy")
    truth = np.array([["market" in row, "sport" in row, "market" in row] for row in labels], float)
    masked = np.vstack([[np.nan, np.nan, np.nan], truth])
    params = {"features__word-tfidf__min_df": 1, "features__word-vectors__min_df": 1}
    # A text that nobody judged teaches the features, as an unlabelled one does, and nothing else.
    known = {"label_names": names, "params": params, "calibrate": False}
    first = radeh.train("topics", ["یگانه بی‌همتا", *texts], masked, **known)
    second = radeh.train("topics", texts, truth, unlabelled=["یگانه بی‌همتا"], **known)
    assert np.allclose(first.predict_proba(texts), second.predict_proba(texts), atol=1e-4)


@pytest.fixture
def documents(multilabel):
    return [
        radeh.Document(text=text, labels=tuple(labels), group="abc"[n % 3])
        for n, (text, labels) in enumerate(zip(*multilabel, strict=True))
    ]


@pytest.mark.parametrize("refit_features", [True, False])
def test_a_lexicon_teaches_a_word_that_no_labelled_text_has(documents, refit_features):
    options = {
        "unlabelled": ["کریکت تماشا شد", "کریکت در میدان"],
        "params": {"features__min_df": 1},
        "refit_features": refit_features,
    }
    without = radeh.train("words", documents, **options)
    lexicon = [radeh.Document(text="کریکت", labels=("sport",))]
    model = radeh.train("words", documents, lexicon=lexicon, **options)
    sport = model.labels.index("sport")
    assert model.predict_proba(["کریکت"])[0, sport] > without.predict_proba(["کریکت"])[0, sport]
    assert (model.about["documents"], model.about["lexicon"]) == (len(documents), 1)
    # Features learn from texts alone: as many documents hold a word as before.
    idf, idf_without = (m.steps["features"].state["idf_"] for m in (model, without))
    assert (idf == idf_without).all()


def test_a_lexicon_counts_as_much_as_its_weight(documents):
    lexicon = [radeh.Document(text="بازار", labels=("sport",))]
    params = {"features__word-tfidf__min_df": 1, "features__word-vectors__min_df": 1}
    ones = [1.0] * len(documents)
    plain = radeh.train("topics", documents, sample_weight=ones, params=params)
    sport = plain.labels.index("sport")
    scores = [plain.decision_function(["بازار"])[0, sport]]
    for weight in (0.0, 1.0, 100.0):
        model = radeh.train(
            "topics", documents, lexicon=lexicon, sample_weight=[*ones, weight], params=params
        )
        scores.append(model.decision_function(["بازار"])[0, sport])
    assert scores[1] == pytest.approx(scores[0], abs=1e-3)
    assert scores[1] < scores[2] < scores[3]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"lexicon": ["بازار"]}, r"lexicon\[0\] is a str"),
        (
            {"lexicon": [radeh.Document(text="بازار", labels=("shop",))]},
            r"lexicon\[0\], 'بازار', has labels that no text has: shop",
        ),
        ({"sample_weight": [1.0]}, r"sample_weight has the shape \(1,\)"),
    ],
)
@pytest.mark.parametrize("label_names", [None, ("market", "sport")])
def test_a_bad_lexicon_or_weight_is_named(documents, label_names, options, told):
    with pytest.raises(radeh.RadehError, match=told):
        radeh.train("words", documents, label_names=label_names, **options)


def test_a_lexicon_does_not_change_the_kind_of_labels(multiclass):
    documents = [
        radeh.Document(text=text, labels=(label,)) for text, label in zip(*multiclass, strict=True)
    ]
    params = {"features__min_df": 1}
    entry = radeh.Document(text="بازار", labels=documents[0].labels)
    model = radeh.train("words", documents, lexicon=[entry], params=params)
    assert not model.multilabel
    without = radeh.Document(text="بازار", labels=())
    with pytest.raises(radeh.RadehError, match=r"lexicon\[1\].*بازار.*0 labels"):
        radeh.train("words", documents, lexicon=[entry, without], params=params)


def test_weights_for_a_classifier_that_takes_none_are_refused(multiclass, registry_with):
    target = "sklearn.neighbors:KNeighborsClassifier"
    neighbours = radeh.Component(name="neighbours", summary="a test", target=target)
    registry = registry_with(radeh_classifiers=[neighbours])
    recipe = radeh.Recipe(
        name="near", summary="a test", normalizer=None, features="hashing", classifier="neighbours"
    )
    with pytest.raises(radeh.RadehError, match="'neighbours' takes no sample_weight"):
        radeh.train(
            recipe, *multiclass, sample_weight=[1.0] * len(multiclass[0]), registry=registry
        )


def test_a_lexicon_goes_beside_documents(multilabel):
    lexicon = [radeh.Document(text="بازار", labels=("market",))]
    with pytest.raises(radeh.RadehError, match=r"beside radeh\.Document objects"):
        radeh.train("words", *multilabel, lexicon=lexicon)


def test_the_same_seed_gives_the_same_model(multilabel):
    first, second = (radeh.train("hashed", *multilabel, seed=3) for _ in range(2))
    assert (first.predict_proba(multilabel[0]) == second.predict_proba(multilabel[0])).all()


def test_documents_bring_labels_and_groups(multilabel):
    documents = [
        radeh.Document(text=text, labels=tuple(labels), group="ab"[n % 2])
        for n, (text, labels) in enumerate(zip(*multilabel, strict=True))
    ]
    model = radeh.train("words", documents * 2, params={"features__min_df": 1})
    assert model.labels == ("market", "sport")
    assert model.about["documents"] == 2 * len(documents)


@pytest.mark.parametrize(
    ("texts", "labels", "options", "told"),
    [
        (["a", "b"], ["x"], {}, "2 texts and 1 labels"),
        ([], [], {}, "nothing to learn"),
        (["a", 3], ["x", "y"], {}, r"texts\[1\] is a int"),
        (["a", "b"], ["x", ["y"]], {}, r"labels\[0\]"),
        (["a", "b"], [["x"], ["z"]], {"label_names": ["x", "y"]}, r"labels\[1\].*'z'"),
        (["a"], np.zeros((1, 2)), {}, "label_names"),
        (["a", "b"], None, {}, r"texts\[0\].*give labels"),
    ],
)
def test_bad_input_names_the_record(texts, labels, options, told):
    with pytest.raises(radeh.RadehError, match=told):
        radeh.train("words", texts, labels, **options)


def test_features_fitted_once_give_the_same_model_but_for_its_calibration(multilabel):
    texts, labels = multilabel
    params = {"features__min_df": 1}
    anew = radeh.train("words", texts * 2, labels * 2, params=params)
    once = radeh.train("words", texts * 2, labels * 2, params=params, refit_features=False)
    assert (anew.decision_function(texts) == once.decision_function(texts)).all()
