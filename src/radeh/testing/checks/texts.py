"""Checks of awkward texts: none of them may make a component raise or say nonsense."""

from __future__ import annotations

from typing import Any

import numpy as np

from radeh.testing.catalogue import CheckFailure, check, expect
from radeh.testing.outputs import dense
from radeh.testing.samples import AWKWARD, TEXTS, article
from radeh.testing.subjects import RecordSubject

TEXT_KINDS = ("normalizer", "feature extractor")


def _read(subject: RecordSubject, *names: str) -> None:
    """Use the component on awkward texts, and fit it with them among ordinary ones."""
    chosen = {name: AWKWARD[name] for name in names}
    fitted = subject.fit(subject.cases[0])
    for name, text in chosen.items():
        _expect_sane(_transform(fitted, [text], name), name)
    mixed = [*TEXTS, *chosen.values()]
    refitted = subject.make()
    try:
        refitted.fit(mixed, None)
    except Exception as error:
        raise CheckFailure(f"fit raises {error!r} with {', '.join(names)} among texts") from error
    _expect_sane(_transform(refitted, mixed, "all of them"), "all of them")


def _transform(estimator: Any, texts: list[str], name: str) -> Any:
    try:
        return estimator.transform(texts)
    except Exception as error:
        raise CheckFailure(f"transform raises {error!r} for {name}") from error


def _expect_sane(value: Any, name: str) -> None:
    if isinstance(value, list):
        expect(all(isinstance(text, str) for text in value), f"{name} gives no string")
    else:
        expect(np.isfinite(dense(value)).all(), f"{name} gives a number that is not finite")


@check(*TEXT_KINDS)
def check_empty_and_blank_texts(subject: RecordSubject) -> None:
    """Empty and blank texts are read: a row of zeros, an empty string, but a row.

    Every real collection has them.
    """
    _read(subject, "empty", "blank", "one letter", "punctuation", "line feeds")


@check(*TEXT_KINDS)
def check_half_spaces(subject: RecordSubject) -> None:
    """Half-spaces (ZWNJ) are read, alone and in runs.

    They are part of Persian spelling, and of its dirt.
    """
    _read(subject, "half-spaces alone", "runs of half-spaces")


@check(*TEXT_KINDS)
def check_letters_and_digits(subject: RecordSubject) -> None:
    """Arabic letters, three kinds of digits, marks and presentation forms are read.

    Half of the older archives are written so.
    """
    _read(
        subject,
        *("Arabic letters", "digits", "marks and tatweel", "marks alone", "presentation forms"),
    )


@check(*TEXT_KINDS)
def check_foreign_matter(subject: RecordSubject) -> None:
    """Emoji, other scripts, mark-up, control characters and a broken surrogate are read.

    What comes from the web holds all of them.
    """
    _read(
        subject,
        *("emoji", "direction marks", "control characters", "a lone surrogate", "Latin"),
        *("other scripts", "mark-up"),
    )


@check(*TEXT_KINDS)
def check_long_texts(subject: RecordSubject) -> None:
    """A word of 5,000 letters and a line of 1 MB are read.

    A page without line feeds, or a file read whole, is one text.
    """
    _read(subject, "a long word")
    fitted = subject.fit(subject.cases[0])
    _expect_sane(_transform(fitted, [article(1_000_000)], "a line of 1 MB"), "a line of 1 MB")
