import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from radeh.operating_points import choose_thresholds


@given(
    st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60),
)
def test_operating_points_keep_their_promise_on_the_data_they_were_chosen_on(rows):
    score = np.array([[s] for s, _ in rows])
    truth = np.array([[float(t)] for _, t in rows])
    points = choose_thresholds(score, truth)
    if not truth.any():
        return

    def f1(threshold):
        held = score >= threshold
        return 2 * (held * truth).sum() / (held.sum() + truth.sum())

    assert f1(points["balanced"]) >= max(f1(value) for value in score[:, 0]) - 1e-12
    sensitive = score >= points["sensitive"]
    assert (sensitive * truth).sum() >= 0.95 * truth.sum()
    precise = score >= points["precise"]
    reachable = max((truth[score >= v].mean() for v in score[:, 0]), default=0)
    assert truth[precise].mean() >= min(0.95, reachable) - 1e-12


def calibrated(seed, n, shift=0.0):
    """Probabilities, and truths of a source whose log-odds are away from them by ``shift``."""
    rng = np.random.default_rng(seed)
    odds = rng.normal(-1, 2.5, n)
    truth = rng.random(n) < 1 / (1 + np.exp(-(odds + shift)))
    return 1 / (1 + np.exp(-odds))[:, None], truth[:, None].astype(float)


def test_with_several_sources_the_promises_hold_in_a_source_that_is_worse():
    score, truth = calibrated(1, 6000)
    points = choose_thresholds(score, truth, np.repeat(["a", "b", "c"], 2000))
    assert points["balanced"] == 0.5
    new, right = calibrated(2, 20000, shift=-1.0)
    assert right[new >= points["precise"]].mean() == pytest.approx(0.95, abs=0.01)
    new, right = calibrated(3, 20000, shift=1.0)
    found = (right * (new >= points["sensitive"])).sum() / right.sum()
    assert found == pytest.approx(0.95, abs=0.01)


def test_thresholds_for_new_sources_do_not_hang_on_one_mistake():
    """One wrong item at the very top of one source must not silence the label."""
    score, truth = calibrated(4, 3000)
    source = np.repeat(["a", "b", "c"], 1000)
    before = choose_thresholds(score, truth, source)["precise"]
    truth[score[:, 0].argmax()] = 0
    assert choose_thresholds(score, truth, source)["precise"] == before < 0.99


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans(), st.sampled_from("ab")), min_size=1))
def test_with_several_sources_the_points_are_in_order(rows):
    score = np.array([[s] for s, _, _ in rows])
    truth = np.array([[float(t)] for _, t, _ in rows])
    points = choose_thresholds(score, truth, np.array([g for _, _, g in rows]))
    assert all(0 <= points[aim][0] <= 1 for aim in points)
    if len({g for _, _, g in rows}) == 2:
        assert points["sensitive"] <= points["balanced"] <= points["precise"]


def test_a_label_that_never_occurs_has_thresholds_of_one_half():
    points = choose_thresholds(np.array([[0.1], [0.9]]), np.zeros((2, 1)))
    assert {aim: point[0] for aim, point in points.items()} == dict.fromkeys(points, 0.5)
