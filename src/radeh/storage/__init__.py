"""A model as a directory or a zip: a JSON manifest, arrays as safetensors, vocabularies as text.

Nothing in it can run code: estimators are restored only as classes that a registered plugin
declares, by ``cls(**params)`` and their fitted attributes. The format, and what may change in it,
is written down in ``docs/model-format.md``.
"""

from radeh.storage.manifest import FORMAT, FORMAT_VERSION, MANIFEST
from radeh.storage.reading import read
from radeh.storage.steps import FittedStep, fitted_state
from radeh.storage.values import plain, unplain
from radeh.storage.vocabulary import Vocabulary
from radeh.storage.writing import write

__all__ = [
    "FORMAT",
    "FORMAT_VERSION",
    "MANIFEST",
    "FittedStep",
    "Vocabulary",
    "fitted_state",
    "plain",
    "read",
    "unplain",
    "write",
]
