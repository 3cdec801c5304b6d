"""The six hook specifications: what a plugin may offer, and the marker with which it does.

A hook is a noun. It takes no argument, yields records (`radeh.records`), and is called once for
each registry, when the plugin is loaded. It must be quick and import nothing heavy: a record
names its implementation by a ``"package.module:Class"`` string, which is imported only when
somebody uses it. A hook that raises disables its own plugin and no other.
"""

from __future__ import annotations

from collections.abc import Iterable

import pluggy

from radeh.records import Component, Corpus, PretrainedModel, Recipe

PROJECT = "radeh"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def radeh_normalizers() -> Iterable[Component]:
    """Offer normalizers: transformers that turn raw text into text that features can be read from.

    Called once, when the plugin is loaded. Yield one `Component` for each normalizer. What must
    hold of the class: it is a scikit-learn transformer; ``transform`` takes a sequence of ``n``
    strings and returns a list of ``n`` strings, in order; any string is accepted; applying it
    twice changes nothing more; ``transform`` of one text does not depend on the others.

    A ``light`` callable, if named, is called with the fitted transformer's parameters and
    attributes, ``light(params, state)``, and returns a function ``list[str] -> list[str]`` that
    equals ``transform`` and needs no scikit-learn.

    Example::

        import radeh


        @radeh.hookimpl
        def radeh_normalizers():
            yield radeh.Component(
                name="lowercase",
                target="my_plugin.lowercase:Lowercase",
                summary="lower-case letters",
            )
    """


@hookspec
def radeh_feature_extractors() -> Iterable[Component]:
    """Offer feature extractors: transformers that turn texts into a sparse matrix.

    Called once, when the plugin is loaded. Yield one `Component` for each. What must hold of the
    class: it is a scikit-learn transformer; ``transform`` takes ``n`` strings and returns a CSR
    matrix of shape ``(n, n_features)``; ``get_feature_names_out`` exists where features have
    names; the row of a text does not depend on the texts beside it.

    A ``light`` callable, if named, is called as ``light(params, state, coef)`` with ``coef`` of
    shape ``(n_outputs, n_features)`` and returns a function ``list[str] -> (n, n_outputs)`` that
    equals ``transform(texts) @ coef.T`` and needs no scikit-learn.

    Example::

        import radeh


        @radeh.hookimpl
        def radeh_feature_extractors():
            yield radeh.Component(
                name="text-length",
                target="my_plugin.length:TextLength",
                summary="one column: the logarithm of the number of words",
            )
    """


@hookspec
def radeh_classifiers() -> Iterable[Component]:
    """Offer classifiers: scikit-learn estimators that learn labels from a feature matrix.

    Called once, when the plugin is loaded. Yield one `Component` for each. What must hold of the
    class: scikit-learn's contract; ``fit(X, y)`` takes a 1-D ``y`` (multi-class) or an indicator
    matrix of shape ``(n, n_labels)`` (multi-label); it has ``predict_proba`` or
    ``decision_function``, of shape ``(n, n_classes)``, ``(n, n_labels)``, or ``(n,)`` when binary.

    A ``light`` callable, if named, is called as ``light(params, state)`` and returns the
    `radeh.LinearForm` of the fitted classifier; it needs no scikit-learn.

    Example::

        import radeh


        @radeh.hookimpl
        def radeh_classifiers():
            yield radeh.Component(
                name="nearest-centroid",
                target="sklearn.neighbors:NearestCentroid",
                summary="the class whose mean is nearest",
                defaults={"metric": "euclidean"},
            )
    """


@hookspec
def radeh_recipes() -> Iterable[Recipe]:
    """Offer recipes: named combinations of a normalizer, features and a classifier.

    Called once, when the plugin is loaded. Yield one `Recipe` for each. The components are looked
    up by name when the recipe is built, so they may come from other plugins; write
    ``plugin/name`` to pin one. Parameters are written ``step__parameter``.

    Example::

        import radeh


        @radeh.hookimpl
        def radeh_recipes():
            yield radeh.Recipe(
                name="short-text",
                summary="character n-grams, for headlines and comments",
                normalizer="persian",
                features="char-tfidf",
                classifier="linear-svm",
                params={"features__ngram_range": (2, 5), "classifier__C": 0.5},
            )
    """


@hookspec
def radeh_corpora() -> Iterable[Corpus]:
    """Offer corpora: labelled texts to train and to measure with.

    Called once, when the plugin is loaded. Yield one `Corpus` for each. ``target`` names a
    callable without arguments that returns an iterable of `radeh.Document`, always in the same
    order; it must not use the network unless the user asked for that.

    Example::

        import radeh


        @radeh.hookimpl
        def radeh_corpora():
            yield radeh.Corpus(
                name="reviews",
                target="my_plugin.reviews:load",
                summary="800 film reviews, positive and negative",
                labels=("positive", "negative"),
                license="CC0-1.0",
            )
    """


@hookspec
def radeh_models() -> Iterable[PretrainedModel]:
    """Offer trained models: directories written by ``Model.save``, shipped with the plugin.

    Called once, when the plugin is loaded. Yield one `PretrainedModel` for each; the directory is
    opened only when the model is asked for.

    Example::

        import pathlib

        import radeh


        @radeh.hookimpl
        def radeh_models():
            yield radeh.PretrainedModel(
                name="film-reviews",
                path=pathlib.Path(__file__).parent / "models" / "film-reviews",
                summary="is a film review positive?",
                labels=("positive", "negative"),
                license="MIT",
            )
    """
