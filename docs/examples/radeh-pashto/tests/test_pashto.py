import pytest
from hypothesis import given
from radeh_pashto.folding import fold

import radeh
from radeh.testing import parametrize_with_checks
from radeh.testing.strategies import any_texts


@parametrize_with_checks("pashto")
def test_conformance(check):
    check()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ښوونځي ته ځم", "ښوونځي\u200cته ځــم"),
        ("کابل ښار", "كابل ښار"),
        ("ګل", "گل"),
        ("هلک", "ھلک"),
        ("۲۰۲۴ کال", "٢٠٢٤ کال"),
        ("بازار", "بَازَار"),
    ],
)
def test_ways_of_spelling_meet(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("سړی", "سړي"), ("ښځې", "ښځي"), ("بڼ", "بن"), ("ښار", "شار")]
)
def test_words_stay_apart(one, other):
    assert fold(one) != fold(other)


@given(any_texts())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


def test_a_model_reads_pashto():
    sport = ["لوبه پیل شوه", "د فوټبال لوبډلې لوبه وګټله", "لوبغاړي ګول وواهه"]
    market = ["د ډالرو بیه لوړه شوه", "په بازار کې بیه ټیټه شوه", "بانک پور ورکړ"]
    model = radeh.train("pashto-words", sport + market, ["sport"] * 3 + ["market"] * 3)
    assert model.classify("د فوټبال لوبه").labels == ("sport",)
    assert model.scorer is not None
