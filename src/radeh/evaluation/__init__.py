"""How good a model is, at the operating point that it ships with, and where it goes wrong."""

from radeh.evaluation.metrics import expected_calibration_error, measure
from radeh.evaluation.report import Report, evaluate

__all__ = ["Report", "evaluate", "expected_calibration_error", "measure"]
