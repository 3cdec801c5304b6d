"""Every bundled component passes every check; none is expected to fail."""

import radeh
from radeh.testing import parametrize_with_checks


@parametrize_with_checks("persian")
def test_persian(check):
    check()


@parametrize_with_checks("hazm")
def test_hazm(check):
    check()


@parametrize_with_checks("tfidf")
def test_tfidf(check):
    check()


@parametrize_with_checks("linear")
def test_linear(check):
    check()


@parametrize_with_checks("topics")
def test_topics(check):
    check()


def test_no_bundled_plugin_is_forgotten():
    bundled = {p.name for p in radeh.default_registry().plugins if p.distribution == "radeh"}
    assert {f"test_{name}" for name in bundled} <= set(globals())
