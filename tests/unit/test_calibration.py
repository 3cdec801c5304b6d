import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from radeh.calibration import choose_thresholds, fit_calibration


def drawn(seed, n=4000, slope=0.5, offset=-1.0):
    rng = np.random.default_rng(seed)
    decision = rng.normal(0, 3, n)
    truth = (rng.random(n) < 1 / (1 + np.exp(-(slope * decision + offset)))).astype(float)
    return decision[:, None], truth[:, None]


def test_platt_finds_the_slope_and_the_offset_that_made_the_data():
    decision, truth = drawn(1)
    fit = fit_calibration(decision, truth, multilabel=True)
    reference = LogisticRegression(C=1e6).fit(decision, truth[:, 0])
    assert fit.slope[0] == pytest.approx(reference.coef_[0, 0], rel=0.02)
    assert fit.offset[0] == pytest.approx(reference.intercept_[0], abs=0.02)


def test_unknown_truth_is_left_out():
    decision, truth = drawn(2)
    masked = truth.copy()
    masked[::2] = np.nan
    half = fit_calibration(decision[1::2], truth[1::2], multilabel=True)
    assert fit_calibration(decision, masked, multilabel=True).slope == pytest.approx(half.slope)


def test_temperature_keeps_the_winner_and_cools_the_overconfident():
    rng = np.random.default_rng(3)
    decision = rng.normal(0, 1, (3000, 3))
    powers = np.exp(decision)
    chosen = [rng.choice(3, p=row / row.sum()) for row in powers]
    fit = fit_calibration(decision * 4, np.eye(3)[chosen], multilabel=False)
    assert fit.slope[0] == pytest.approx(0.25, rel=0.1)
    assert (fit(decision * 4).argmax(axis=1) == decision.argmax(axis=1)).all()


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
