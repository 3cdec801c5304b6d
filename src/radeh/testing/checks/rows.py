"""Checks of batches: one row for each text, whatever is beside it and whatever holds the texts."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import numpy as np

from radeh.testing.catalogue import COMPONENTS, CheckFailure, check, expect
from radeh.testing.outputs import expect_same, n_rows, outputs, same, take
from radeh.testing.subjects import RecordSubject

TEXT_KINDS = ("normalizer", "feature extractor")


@check(*COMPONENTS)
def check_length_is_kept(subject: RecordSubject) -> None:
    """There is one row of output for each row of input.

    A dropped text shifts the labels of all that follow.
    """
    for case in subject.cases:
        for method, value in outputs(subject.fit(case), case.new).items():
            found, wanted = n_rows(value), n_rows(case.new)
            expect(found == wanted, f"{method} gives {found} rows for {wanted}")


@check(*TEXT_KINDS)
def check_no_texts_no_rows(subject: RecordSubject) -> None:
    """An empty batch gives an empty result.

    The last batch of a stream, or a filtered one, may be empty.
    """
    value = outputs(subject.fit(subject.cases[0]), [])["transform"]
    expect(n_rows(value) == 0, f"no text gives {n_rows(value)} rows")


@check(*COMPONENTS)
def check_alone_is_as_in_a_batch(subject: RecordSubject) -> None:
    """A text alone gives the row that it has in a batch.

    The score of an article must not depend on the articles that happen to stand beside it.
    """
    for case in subject.cases:
        fitted = subject.fit(case)
        together = outputs(fitted, case.new)
        for row in range(n_rows(case.new)):
            alone = outputs(fitted, take(case.new, [row]))
            for method, value in together.items():
                expect(
                    same(take(value, [row]), alone[method]),
                    f"{method} of row {row} is another in the batch than alone",
                )


@check(*COMPONENTS)
def check_order_is_kept(subject: RecordSubject) -> None:
    """Permuted input gives the output permuted alike.

    Whoever sorts by length, or removes duplicates, inside has to put it back.
    """
    for case in subject.cases:
        fitted = subject.fit(case)
        order = np.random.default_rng(0).permutation(n_rows(case.new)).tolist()
        wanted = {m: take(v, order) for m, v in outputs(fitted, case.new).items()}
        expect_same(outputs(fitted, take(case.new, order)), wanted, "when the rows are permuted")


@check(*TEXT_KINDS)
def check_repeated_texts_are_kept(subject: RecordSubject) -> None:
    """The same text three times gives the same row three times.

    News repeats itself, word for word.
    """
    case = subject.cases[0]
    fitted = subject.fit(case)
    once = outputs(fitted, case.new[:1])["transform"]
    thrice = outputs(fitted, case.new[:1] * 3)["transform"]
    expect(n_rows(thrice) == 3, f"three equal texts give {n_rows(thrice)} rows")
    for row in range(3):
        expect(same(take(thrice, [row]), once), "equal texts give unequal rows")


@check(*TEXT_KINDS)
def check_containers_are_equal(subject: RecordSubject) -> None:
    """List, tuple, arrays, pandas and Arrow strings give the same, to fit and to use.

    Texts come from data frames, with an index of their own, more often than from lists.
    """
    case = subject.cases[0]
    wanted = outputs(subject.fit(case), case.new)
    for name, texts, new in _containers(case.X, case.new):
        estimator = subject.make()
        try:
            found = outputs(estimator.fit(texts, None), new)
        except Exception as error:
            raise CheckFailure(f"a {name} of texts makes it raise {error!r}") from error
        expect_same(found, wanted, f"of a {name} than of a list")


def _containers(*texts: list[str]) -> Iterator[tuple[str, Any, Any]]:
    made: list[tuple[str, Any]] = [
        ("tuple", tuple),
        ("numpy array of objects", lambda value: np.array(value, dtype=object)),
        ("numpy array of strings", np.array),
    ]
    if find_spec("pandas"):
        import pandas as pd

        made.append(("pandas series", lambda v: pd.Series(v, index=range(len(v), 0, -1))))
        if find_spec("pyarrow"):
            made.append(
                ("series of Arrow strings", lambda v: pd.Series(v, dtype="string[pyarrow]"))
            )
    for name, make in made:
        yield name, make(texts[0]), make(texts[1])
