import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from radeh.calibration import Calibration, fit_calibration


def drawn(seed, n=4000, slope=0.5, offset=-1.0):
    rng = np.random.default_rng(seed)
    decision = rng.normal(0, 3, n)
    truth = (rng.random(n) < 1 / (1 + np.exp(-(slope * decision + offset)))).astype(float)
    return decision[:, None], truth[:, None]


WORDS = np.full(4000, 89.0)  # the middle of the scale of lengths


def test_platt_finds_the_slope_and_the_offset_that_made_the_data():
    decision, truth = drawn(1)
    fit = fit_calibration(decision, truth, WORDS, multilabel=True)
    reference = LogisticRegression(C=1e6).fit(decision, truth[:, 0])
    assert fit.slope[0] == pytest.approx(reference.coef_[0, 0], rel=0.02)
    assert fit.offset[0] == pytest.approx(reference.intercept_[0], abs=0.02)


def test_a_slope_that_grows_with_length_is_found():
    rng = np.random.default_rng(4)
    words = np.where(rng.random(8000) < 0.5, 10.0, 600.0)
    decision = rng.normal(0, 2, 8000)
    slope = np.where(words < 100, 0.4, 1.6)
    truth = (rng.random(8000) < 1 / (1 + np.exp(-slope * decision))).astype(float)
    fit = fit_calibration(decision[:, None], truth[:, None], words, multilabel=True)
    short, long = fit(np.full((2, 1), 2.0), np.array([10.0, 600.0]))[:, 0]
    assert short == pytest.approx(1 / (1 + np.exp(-0.8)), abs=0.03)
    assert long == pytest.approx(1 / (1 + np.exp(-3.2)), abs=0.03)


def test_length_never_turns_the_order_round():
    calibration = Calibration(True, np.array([0.1]), np.zeros(1), np.array([-1.0]), np.zeros(1))
    low, high = calibration(np.array([[-5.0], [5.0]]), np.full(2, 1e6))
    assert low < high


def test_a_source_that_is_labelled_otherwise_does_not_move_the_map_of_the_others():
    decision, truth = drawn(6, n=3000, slope=1.0, offset=0.0)
    odd_decision, odd_truth = drawn(7, n=1000, slope=1.0, offset=-3.0)
    everything = np.vstack([decision, odd_decision]), np.vstack([truth, odd_truth]), WORDS
    source = np.repeat(["a", "b", "c", "odd"], 1000)
    together = fit_calibration(*everything, multilabel=True)
    by_source = fit_calibration(*everything, source, multilabel=True)
    assert together.offset[0] < by_source.offset[0] < 0
    assert by_source.slope[0] == pytest.approx(1.0, abs=0.1)
    # one source in four, three log-odds away
    assert by_source.offset[0] == pytest.approx(-0.5, abs=0.3)


def test_one_source_is_as_none():
    decision, truth = drawn(8)
    named = fit_calibration(decision, truth, WORDS, np.repeat("only", 4000), multilabel=True)
    plain = fit_calibration(decision, truth, WORDS, multilabel=True)
    assert named.as_dict() == plain.as_dict()


def test_unknown_truth_is_left_out():
    decision, truth = drawn(2)
    masked = truth.copy()
    masked[::2] = np.nan
    half = fit_calibration(decision[1::2], truth[1::2], WORDS[1::2], multilabel=True)
    again = fit_calibration(decision, masked, WORDS, multilabel=True)
    assert again.slope == pytest.approx(half.slope)


def test_temperature_keeps_the_winner_and_cools_the_overconfident():
    rng = np.random.default_rng(3)
    decision = rng.normal(0, 1, (3000, 3))
    powers = np.exp(decision)
    chosen = [rng.choice(3, p=row / row.sum()) for row in powers]
    fit = fit_calibration(decision * 4, np.eye(3)[chosen], WORDS[:3000], multilabel=False)
    assert fit.slope[0] == pytest.approx(0.25, rel=0.1)
    assert (fit(decision * 4, WORDS[:3000]).argmax(axis=1) == decision.argmax(axis=1)).all()
