"""Looking things up: what is found, and what is said when it is not."""

import pytest

import radeh


class Plugin:
    """A plugin object that offers one feature extractor of a given name."""

    def __init__(self, name: str) -> None:
        self.name = name

    @radeh.hookimpl
    def radeh_feature_extractors(self):
        yield radeh.Component(name=self.name, target="nowhere_at_all:Thing", summary="a thing")


@pytest.fixture
def registry():
    return radeh.Registry(discover=False)


def test_an_undiscovered_registry_is_empty(registry):
    assert registry.plugins == ()
    with pytest.raises(radeh.UnknownNameError, match="no plugin offers feature extractors"):
        registry.find("feature extractor", "word-tfidf")


def test_an_ambiguous_name_is_an_error_only_when_it_is_asked_for(registry):
    registry.register(Plugin("words"), "one")
    registry.register(Plugin("words"), "two")
    registry.register(Plugin("other"), "three")
    assert registry.find("feature extractor", "other").plugin == "three"
    assert registry.find("feature extractor", "two/words").plugin == "two"
    with pytest.raises(radeh.AmbiguousNameError, match="'one/words' or 'two/words'"):
        registry.find("feature extractor", "words")


def test_an_unknown_name_tells_the_nearest_what_exists_and_who_failed(registry):
    registry.register(Plugin("repetition"), "one")
    with pytest.warns(radeh.PluginLoadWarning, match="'broken'"):
        registry.register(Plugin("Not A Name"), "broken")
    with pytest.raises(radeh.UnknownNameError) as told:
        registry.find("feature extractor", "repetitoin")
    assert "did you mean 'repetition'?" in str(told.value)
    assert "plugins that failed: broken" in str(told.value)


def test_listing_imports_no_implementation_and_using_names_the_culprit(registry):
    registry.register(Plugin("words"), "one")
    offer = registry.find("feature extractor", "words")
    with pytest.raises(radeh.TargetError, match="tell the authors of plugin 'one'"):
        offer.load()


def test_a_failed_plugin_leaves_nothing_behind(registry):
    with pytest.warns(radeh.PluginLoadWarning):
        registry.register(Plugin("Not A Name"), "name")
    registry.register(Plugin("works"), "name")
    assert [plugin.state for plugin in registry.plugins] == ["invalid", "loaded"]
    assert [offer.record.name for offer in registry.offers("feature extractor")] == ["works"]


def test_strict_raises(registry, monkeypatch):
    monkeypatch.setenv("RADEH_STRICT", "1")
    with pytest.raises(radeh.PluginLoadError, match="strict"):
        registry.register(Plugin("Not A Name"), "broken")


def test_refresh_reads_the_environment_again(monkeypatch):
    registry = radeh.Registry()
    monkeypatch.setenv("RADEH_BLOCK", "hazm, topics")
    registry.refresh()
    states = {plugin.name: plugin.state for plugin in registry.plugins}
    assert states["hazm"] == states["topics"] == "blocked"
    assert states["persian"] == "loaded"


def test_every_bundled_target_resolves():
    registry = radeh.default_registry()
    for kind in ("normalizer", "feature extractor", "classifier"):
        for offer in registry.offers(kind):
            assert isinstance(offer.load(), type)
            if offer.record.light:
                assert callable(offer.load("light"))
