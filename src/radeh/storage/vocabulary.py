"""A vocabulary as its file has it: a term a line. The dictionary is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar

from radeh.compiled import native_module
from radeh.storage.values import decode_terms, encode_terms

Made = TypeVar("Made")


class Vocabulary(Mapping[str, int]):
    """Terms to columns, the line of a term in the file being its column.

    Args:
        encoded: the file: UTF-8, one term a line; bytes, or a map of the file.

    Raises:
        ValueError: it is not UTF-8, holds a term twice, or the last line is not ended.
    """

    def __init__(self, encoded: Any) -> None:
        self.encoded = encoded
        self._made: dict[Any, Any] = {}
        native = native_module("radeh._native")
        self._size = len(self.columns) if native is None else int(native.check_terms(encoded))

    @classmethod
    def of(cls, terms: Mapping[str, int]) -> Vocabulary:
        """Return a mapping from terms to the columns 0, 1, 2 ... as a vocabulary."""
        if isinstance(terms, cls):
            return terms
        return cls(encode_terms(sorted(terms, key=terms.__getitem__)))

    @cached_property
    def columns(self) -> dict[str, int]:
        """The dictionary."""
        terms = decode_terms(bytes(self.encoded))
        columns = dict(zip(terms, range(len(terms)), strict=True))
        if len(columns) != len(terms):
            raise ValueError("it holds a term twice")
        return columns

    def made(self, make: Callable[[Any], Made]) -> Made:
        """Return ``make(encoded)``, which is made once and kept as long as the vocabulary."""
        if make not in self._made:
            self._made[make] = make(self.encoded)
        found: Made = self._made[make]
        return found

    def __getitem__(self, term: str) -> int:
        """Return the column of a term."""
        return self.columns[term]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the terms in the order of their columns."""
        return iter(self.columns)

    def __len__(self) -> int:
        """Return how many terms there are."""
        return self._size

    def __reduce__(self) -> tuple[Any, ...]:
        """A map of a file does not travel to another process; its bytes do."""
        return Vocabulary, (bytes(self.encoded),)
