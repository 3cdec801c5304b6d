"""Checks of normalizers: texts to texts, total and idempotent."""

from __future__ import annotations

from radeh.testing.catalogue import CheckFailure, check, expect
from radeh.testing.checks.light import expect_light, light_function
from radeh.testing.outputs import same
from radeh.testing.samples import AWKWARD, TEXTS, random_texts
from radeh.testing.subjects import RecordSubject


@check("normalizer")
def check_returns_a_list_of_strings(subject: RecordSubject) -> None:
    """``transform`` returns a list of ``str``.

    The next step, and the digest in a model's manifest, take nothing else.
    """
    value = subject.fit(subject.cases[0]).transform(list(TEXTS))
    expect(isinstance(value, list), f"transform returns a {type(value).__name__}, not a list")
    strange = [type(text).__name__ for text in value if not isinstance(text, str)]
    expect(not strange, f"the list holds a {strange[0] if strange else ''}, not only str")


@check("normalizer")
def check_is_total(subject: RecordSubject) -> None:
    """Any string is accepted: 300 random ones, of letters, marks, controls and half-spaces.

    A normalizer meets every text first, and one that it raises at stops the whole stream.
    """
    fitted = subject.fit(subject.cases[0])
    for text in random_texts(300):
        try:
            value = fitted.transform([text])
        except Exception as error:
            raise CheckFailure(f"it raises {error!r} for {text!r}") from error
        expect(isinstance(value[0], str), f"it gives {value[0]!r} for {text!r}")


@check("normalizer")
def check_is_idempotent(subject: RecordSubject) -> None:
    """Applying it twice changes nothing more.

    Text that was normalized before it was stored must be read as the raw text is.
    """
    fitted = subject.fit(subject.cases[0])
    texts = [*TEXTS, *AWKWARD.values(), *random_texts(200, seed=1)]
    once = fitted.transform(texts)
    twice = fitted.transform(once)
    for raw, first, second in zip(texts, once, twice, strict=True):
        expect(
            first == second,
            f"{raw[:60]!r} becomes {first[:60]!r}, and that becomes {second[:60]!r}",
        )


@check("normalizer")
def check_normalizer_light_form_agrees(subject: RecordSubject) -> None:
    """The light form gives what ``transform`` gives, and imports no scikit-learn.

    A model is scored through the light form, and was trained through the class.
    """
    light = light_function(subject)
    fitted = subject.fit(subject.cases[0])
    texts = [*TEXTS, *AWKWARD.values()]
    read = light(fitted.get_params(), expect_light(subject, fitted))
    expect(same(list(read(texts)), fitted.transform(texts)), "the light form reads otherwise")
