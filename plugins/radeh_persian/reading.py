"""The reading that the normalizers and the fused scorer share.

What Python alone needs for it is imported when Python has to read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import radeh
from radeh_persian.kinds import KINDS
from radeh_persian.ready import ready_rules, ready_tables

if TYPE_CHECKING:
    from radeh_persian.folding import Word
    from radeh_persian.variants import Variants

Extra = str | Iterable[Sequence[str]]


class Reading:
    """How a text is read: whether furniture is cut, and which variants read as one.

    Args:
        furniture: cut page furniture first.
        variants: kinds of pairs of the variant table.
        without: variants of the table to leave as they are.
        extra: further pairs, or the path of a file of them.
        learned: folded lines to cut, learned from a batch.
    """

    def __init__(
        self,
        *,
        furniture: bool = False,
        variants: Iterable[str] = KINDS,
        without: Iterable[str] = (),
        extra: Extra = (),
        learned: Iterable[str] = (),
    ) -> None:
        self.furniture = furniture
        self.learned = frozenset(learned)
        self._pairs = (tuple(variants), tuple(without), resolve_pairs(extra))
        self._by_default = self._pairs == (KINDS, (), ())
        if not self._by_default:
            self.variants  # noqa: B018 (pairs that contradict each other are told here)

    @cached_property
    def variants(self) -> Variants | None:
        """The rules of the variants; None if there are no pairs. Compiled code has its own."""
        return _variants(*self._pairs)

    @cached_property
    def native(self) -> Any | None:
        """The compiled reading of the same tables; None where Python has to do."""
        module = radeh.native_module("radeh_persian._native")
        return None if module is None else module.Reading(self._tables())

    def _tables(self) -> dict[str, Any]:
        if self._by_default and self.furniture and (ready := ready_tables(self.learned)):
            return ready
        from radeh_persian.tables import tables

        return tables(self.variants, self.learned, cuts_furniture=self.furniture)

    def read_all(self, texts: Iterable[str]) -> list[str]:
        """Return `read` of each text, by whatever reads fastest here."""
        read = self.read if self.native is None else self.native.read
        return [read(text) for text in texts]

    def read(self, text: str) -> str:
        """Return the words of a text as they read, between single spaces."""
        from radeh_persian.folding import fold

        return fold(self._body(text), self.variants)

    def words(self, text: str) -> Iterator[Word]:
        """Yield the words of ``read(text)`` with their places in the text as it is."""
        from radeh_persian.folding import fold_words

        yield from fold_words(self._body(text), self.variants)

    def _body(self, text: str) -> str:
        if not self.furniture:
            return text
        from radeh_persian.furniture import blank

        return blank(text, self.learned)


def resolve_pairs(extra: Extra) -> tuple[tuple[str, str], ...]:
    """Return pairs as ``(variant, canonical)``; a string is the path of a file of them."""
    pairs: Iterable[Sequence[str]]
    if isinstance(extra, str):
        from radeh_persian.pairs import read_pairs

        pairs = read_pairs(extra)
    else:
        pairs = extra
    return tuple((pair[0], pair[1]) for pair in pairs)


@lru_cache(maxsize=16)
def _variants(
    kinds: tuple[str, ...], without: tuple[str, ...], extra: tuple[tuple[str, str], ...]
) -> Variants | None:
    if not kinds and not extra:
        return None
    from radeh_persian.pairs import Pair, chosen, make_variants
    from radeh_persian.variants import Variants

    if (kinds, without, extra) == (KINDS, (), ()) and (ready := ready_rules()) is not None:
        return Variants.ready(ready)
    return make_variants(chosen(kinds, without), (Pair(*pair) for pair in extra))


def make_reading(params: Mapping[str, Any], state: Mapping[str, Any]) -> Reading:
    """Return the reading of a normalizer with these parameters and this fitted state.

    What was learned goes before the parameters: a model needs no file but its own.
    """
    return Reading(
        furniture=params["furniture"],
        variants=params.get("variants", KINDS),
        without=params.get("without", ()),
        extra=state.get("extra_", params.get("extra", ())),
        learned=state.get("lines_", ()),
    )


class Reader:
    """From raw to normalized texts; ``native_reader`` is the seam that the fused scorer joins."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.native_reader = getattr(reading.native, "native_reader", None)

    def __call__(self, texts: Sequence[str]) -> list[str]:
        """Return ``n`` normalized texts for ``n`` texts."""
        return self._reading.read_all(texts)


def make_reader(params: Mapping[str, Any], state: Mapping[str, Any]) -> Reader:
    """Return what makes raw texts normalized ones as the parameters ask."""
    return Reader(make_reading(params, state))


def make_word_reader(
    params: Mapping[str, Any], state: Mapping[str, Any]
) -> Callable[[str], Iterator[Word]]:
    """Return the function from a raw text to its words as they read, with their places."""
    return make_reading(params, state).words
