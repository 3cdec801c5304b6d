import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from radeh.calibration import Calibration, choose_thresholds, fit_calibration


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


def test_precise_keeps_its_promise_on_every_source():
    rng = np.random.default_rng(5)
    clean = np.concatenate([rng.uniform(0.6, 1, 200), rng.uniform(0, 0.4, 200)])
    noisy = rng.uniform(0, 1, 400)
    score = np.concatenate([clean, noisy])[:, None]
    truth = np.concatenate([np.ones(200), np.zeros(200), rng.random(400) < noisy**3])[:, None]
    source = np.array(["clean"] * 400 + ["noisy"] * 400)
    alone = choose_thresholds(score[400:], truth[400:])["precise"]
    assert choose_thresholds(score, truth)["precise"] < alone
    assert choose_thresholds(score, truth, source)["precise"] >= alone


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
