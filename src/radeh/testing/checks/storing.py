"""Checks of storage: what was learned survives a model file, and another process."""

from __future__ import annotations

import pickle
import tempfile
from pathlib import Path

from radeh.errors import RadehError
from radeh.storage import FittedStep, fitted_state, read, write
from radeh.testing.catalogue import COMPONENTS, CheckFailure, check
from radeh.testing.outputs import expect_same, outputs
from radeh.testing.subjects import RecordSubject

#: The least that a model's manifest has to say.
_MANIFEST = {"labels": ["label"], "golden": []}


@check(*COMPONENTS)
def check_survives_storage(subject: RecordSubject) -> None:
    """Written as a model is written, without pickle, and restored, it says the same.

    A model file holds numbers, strings and arrays only, so that it cannot run code; what ``fit``
    learns has to be of these.
    """
    for case in subject.cases:
        fitted = subject.fit(case)
        step = FittedStep(
            kind=subject.offer.kind,
            plugin=subject.offer.plugin,
            component=subject.offer.record.name,
            params=fitted.get_params(deep=False),
            state=fitted_state(fitted),
        )
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model"
            try:
                write(path, _MANIFEST, {"step": step})
                _, steps = read(path)
            except RadehError as error:
                raise CheckFailure(str(error)) from error
        restored = subject.make(**steps["step"].params)
        vars(restored).update(steps["step"].state)
        found, wanted = outputs(restored, case.new), outputs(fitted, case.new)
        expect_same(found, wanted, "after it was stored and restored")


@check(*COMPONENTS)
def check_survives_pickling(subject: RecordSubject) -> None:
    """A pickled copy says the same.

    joblib and dask send estimators to other processes so; no lambda, lock or open file may be kept.
    """
    for case in subject.cases:
        fitted = subject.fit(case)
        try:
            copied = pickle.loads(pickle.dumps(fitted))
        except Exception as error:
            raise CheckFailure(f"it cannot be pickled: {error!r}") from error
        expect_same(outputs(copied, case.new), outputs(fitted, case.new), "when it was pickled")
