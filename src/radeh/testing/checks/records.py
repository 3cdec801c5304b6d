"""Checks of single records: do they name what they say they name?"""

from __future__ import annotations

import inspect
from pathlib import Path

from radeh.collecting import KINDS
from radeh.errors import TargetError
from radeh.testing.catalogue import COMPONENTS, CheckFailure, NotApplicable, check, expect
from radeh.testing.subjects import RecordSubject

_LONGEST_SUMMARY = 100


@check(*COMPONENTS, "corpus", "model")
def check_target_resolves(subject: RecordSubject) -> None:
    """What the record names exists: a class, a callable, or the directory of a model.

    Listing imports nothing, so a misspelt target shows only when somebody uses the record.
    """
    record, kind = subject.offer.record, subject.offer.kind
    if kind == "model":
        path = Path(record.path)
        expect(path.is_dir(), f"there is no directory {path}; is it in the package data?")
        return
    for attribute in ("target", "light", "explain"):
        if getattr(record, attribute, None) is None:
            continue
        try:
            found = subject.offer.load(attribute)
        except TargetError as error:
            raise CheckFailure(str(error)) from error
        wanted = "a class" if kind in COMPONENTS and attribute == "target" else "callable"
        right = inspect.isclass(found) if wanted == "a class" else callable(found)
        expect(right, f"{attribute} {getattr(record, attribute)!r} is not {wanted}")


@check(*KINDS)
def check_summary_is_one_line(subject: RecordSubject) -> None:
    """The summary is one line of at most 100 characters.

    It is a cell of a table in ``radeh recipes`` and its like.
    """
    summary = subject.offer.record.summary
    expect("\n" not in summary, "the summary has more than one line")
    expect(
        len(summary) <= _LONGEST_SUMMARY,
        f"the summary has {len(summary)} characters; {_LONGEST_SUMMARY} fit a line",
    )


@check(*COMPONENTS)
def check_defaults_are_parameters(subject: RecordSubject) -> None:
    """Every default is a parameter of the class.

    Defaults replace the class's own; a misspelt one would make the component unusable.
    """
    try:
        target = subject.offer.load()
    except TargetError as error:
        raise NotApplicable(str(error)) from error
    known = inspect.signature(target).parameters
    for name in subject.offer.record.defaults:
        expect(name in known, f"{target.__name__} has no parameter {name!r}: {', '.join(known)}")
