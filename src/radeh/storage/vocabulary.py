"""A vocabulary as its file has it: a term a line. The dictionary is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar

from radeh.storage.values import decode_terms, encode_terms

Made = TypeVar("Made")


class Vocabulary(Mapping[str, int]):
    """Terms to columns, the line of a term in the file being its column.

    Whoever reads it, here or in compiled code, checks it.

    Args:
        encoded: the file: UTF-8, one term a line; bytes, or a map of the file.
    """

    def __init__(self, encoded: Any) -> None:
        self.encoded = encoded
        self._made: dict[Any, Any] = {}

    @classmethod
    def of(cls, terms: Mapping[str, int]) -> Vocabulary:
        """Return a mapping from terms to the columns 0, 1, 2 ... as a vocabulary."""
        if isinstance(terms, cls):
            return terms
        return cls(encode_terms(sorted(terms, key=terms.__getitem__)))

    @cached_property
    def columns(self) -> dict[str, int]:
        """The dictionary.

        Raises:
            ValueError: the file is not UTF-8, holds a term twice, or its last line is not ended.
        """
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
        return len(self.columns)

    def __reduce__(self) -> tuple[Any, ...]:
        """A map of a file does not travel to another process; its bytes do."""
        return Vocabulary, (bytes(self.encoded),)
