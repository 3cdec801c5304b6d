"""Hypothesis profiles, chosen by HYPOTHESIS_PROFILE, and the way to the benchmarks' dirt."""

import os
import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

# Texts of the corpora are long, and the machines of CI slow: a deadline would measure those.
_COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}

# A change is judged by the same examples each time; looking for new ones is the night's work.
settings.register_profile("ci", max_examples=200, derandomize=True, **_COMMON)
settings.register_profile("nightly", max_examples=5000, **_COMMON)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
