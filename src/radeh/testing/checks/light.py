"""What the checks of light forms share."""

from __future__ import annotations

from typing import Any

from radeh.storage import fitted_state
from radeh.testing.catalogue import NotApplicable, expect
from radeh.testing.checks.plugins import modules_imported_by
from radeh.testing.subjects import RecordSubject


def light_function(subject: RecordSubject) -> Any:
    """Return what the record's ``light`` names.

    Raises:
        NotApplicable: the record names none.
    """
    if subject.offer.record.light is None:
        raise NotApplicable("the record names no light form")
    return subject.offer.load("light")


def expect_light(subject: RecordSubject, fitted: Any) -> dict[str, Any]:
    """Expect that importing the light form is cheap; return the state it will be given.

    Raises:
        CheckFailure: it imports scikit-learn or scipy.
    """
    module = subject.offer.record.light.partition(":")[0]
    imported = {name.partition(".")[0] for name in modules_imported_by(module)}
    heavy = sorted(imported & {"sklearn", "scipy", "pandas"})
    expect(not heavy, f"importing the light form imports {', '.join(heavy)}; numpy is enough")
    return fitted_state(fitted)
