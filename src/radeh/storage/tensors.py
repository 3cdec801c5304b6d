"""Arrays from a safetensors file, mapped where they lie, after their header has been believed.

The format: https://huggingface.co/docs/safetensors, "Format". Its library reads it too, but copies
every array and keeps no bound of ours; what is read here is a page of code without allocation.
"""

from __future__ import annotations

import json
from math import prod
from typing import Any

import numpy as np

from radeh.storage.containers import Buffer

_HEADER_LIMIT = 1024 * 1024
_MOST_DIMENSIONS = 8
_DTYPES = {
    "BOOL": "?",
    "U8": "u1",
    "I8": "i1",
    "U16": "<u2",
    "I16": "<i2",
    "U32": "<u4",
    "I32": "<i4",
    "U64": "<u8",
    "I64": "<i8",
    "F16": "<f2",
    "F32": "<f4",
    "F64": "<f8",
}


def read_arrays(data: Buffer) -> dict[str, np.ndarray[Any, Any]]:
    """Return the arrays in ``data``, read-only views of it.

    Raises:
        ValueError: shapes, types and places do not add up to exactly the bytes there are.
    """
    if len(data) < 8:
        raise ValueError("the file is too short to have a header")
    length = int.from_bytes(data[:8], "little")
    if length > min(len(data) - 8, _HEADER_LIMIT):
        raise ValueError(f"the header says that it has {length} bytes")
    header = json.loads(data[8 : 8 + length])
    if not isinstance(header, dict):
        raise ValueError("the header is no object")
    header.pop("__metadata__", None)
    start, expected, arrays = 8 + length, 0, {}
    for name, told in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        dtype, shape = np.dtype(_DTYPES[told["dtype"]]), told["shape"]
        begin, end = told["data_offsets"]
        if len(shape) > _MOST_DIMENSIONS or not all(
            isinstance(n, int) and 0 <= n < 2**40 for n in shape
        ):
            raise ValueError(f"the array {name!r} has the shape {shape!r:.80}")
        count = prod(shape)
        if begin != expected or end - begin != count * dtype.itemsize or start + end > len(data):
            raise ValueError(f"the array {name!r} is not where, or not as large as, it is said")
        arrays[name] = np.frombuffer(data, dtype, count, start + begin).reshape(shape)
        expected = end
    if start + expected != len(data):
        raise ValueError(f"{len(data) - start - expected} bytes belong to no array")
    return arrays
