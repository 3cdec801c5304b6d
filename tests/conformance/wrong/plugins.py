"""Plugin objects; as an entry module should, this one imports nothing but radeh."""

import itertools
import os
import time

import radeh

KIND_OF_HOOK = {
    "radeh_normalizers": "normalizer",
    "radeh_feature_extractors": "feature extractor",
    "radeh_classifiers": "classifier",
}


class Offering:
    """Offer components given by kind, and other records."""

    def __init__(self, *records, normalizer=(), extractor=(), classifier=()):
        self.records = records
        self.normalizer, self.extractor, self.classifier = normalizer, extractor, classifier

    @radeh.hookimpl
    def radeh_normalizers(self):
        yield from self.normalizer

    @radeh.hookimpl
    def radeh_feature_extractors(self):
        yield from self.extractor

    @radeh.hookimpl
    def radeh_classifiers(self):
        yield from self.classifier

    @radeh.hookimpl
    def radeh_recipes(self):
        yield from (r for r in self.records if isinstance(r, radeh.Recipe))

    @radeh.hookimpl
    def radeh_corpora(self):
        yield from (r for r in self.records if isinstance(r, radeh.Corpus))

    @radeh.hookimpl
    def radeh_models(self):
        yield from (r for r in self.records if isinstance(r, radeh.PretrainedModel))


def component(target, name="thing", **fields):
    """Return a component of this package."""
    fields.setdefault("summary", "a thing")
    return radeh.Component(name=name, target=f"wrong.{target}", **fields)


def normalizer(target, **fields):
    """Return a plugin with one normalizer."""
    return Offering(normalizer=[component(target, **fields)])


def extractor(target, **fields):
    """Return a plugin with one feature extractor."""
    return Offering(extractor=[component(target, **fields)])


def classifier(target, **fields):
    """Return a plugin with one classifier."""
    return Offering(classifier=[component(target, **fields)])


def recipe(normalizer="right.Normalizer", classifier="right:Classifier", **fields):
    """Return a plugin with a recipe over components of its own."""
    named = {"normalizer": None, "features": "mine-features", "classifier": "mine-classifier"}
    light = fields.pop("light", {})
    return Offering(
        radeh.Recipe(name="mine", summary="a recipe", **{**named, **fields.pop("recipe", {})}),
        extractor=[
            component(
                fields.pop("extractor", "right:Extractor"),
                name="mine-features",
                light=light.get("extractor"),
            )
        ],
        classifier=[component(classifier, name="mine-classifier", light=light.get("classifier"))],
    )


def corpus(loader):
    """Return a plugin with one corpus."""
    return Offering(
        radeh.Corpus(
            name="texts",
            target=f"wrong.recipes:{loader}",
            summary="texts",
            labels=("a", "b"),
            license="CC0-1.0",
        )
    )


def model(path, labels):
    """Return a plugin with one trained model."""
    return Offering(
        radeh.PretrainedModel(
            name="trained", path=path, summary="trained", labels=labels, license="MIT"
        )
    )


class _OneHook:
    """A plugin whose one hook does what the subclass says."""

    @radeh.hookimpl
    def radeh_normalizers(self):
        yield from self.yields()


class Raises(_OneHook):
    def yields(self):
        raise RuntimeError("a hook that raises")


class Exits(_OneHook):
    def yields(self):
        os._exit(1)


class Hangs(_OneHook):
    def yields(self):
        time.sleep(60)
        return []


class Prints(_OneHook):
    def yields(self):
        print("welcome to my plugin")
        yield component("right:Normalizer")


class Rubbish(_OneHook):
    def yields(self):
        yield "a string"


class Mutates(_OneHook):
    def yields(self):
        record = component("right:Normalizer")
        yield record
        object.__setattr__(record, "target", "os:system")


class Forgets:
    """A hook without the marker."""

    def radeh_normalizers(self):
        yield component("right:Normalizer")


class Changes(_OneHook):
    numbers = itertools.count()

    def yields(self):
        yield component("right:Normalizer", name=f"thing-{next(self.numbers)}")
