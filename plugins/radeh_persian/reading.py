"""The reading that the normalizers and the fused scorer share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from radeh_persian.folding import fold
from radeh_persian.furniture import cut


def make_reader(
    params: Mapping[str, Any], state: Mapping[str, Any]
) -> Callable[[Sequence[str]], list[str]]:
    """Return the function from raw to normalized texts that the parameters ask for."""
    if params["furniture"]:
        return lambda texts: [fold(cut(text)) for text in texts]
    return lambda texts: [fold(text) for text in texts]
