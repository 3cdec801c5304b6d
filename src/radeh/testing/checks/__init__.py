"""The checks, by theme. Importing a module enters its checks into the catalogue."""

from radeh.testing.checks import (
    budgets,
    classifiers,
    concurrency,
    contracts,
    corpora,
    features,
    learning,
    models,
    normalizers,
    plugins,
    recipes,
    records,
    rows,
    storing,
    texts,
)

__all__ = [
    "budgets",
    "classifiers",
    "concurrency",
    "contracts",
    "corpora",
    "features",
    "learning",
    "models",
    "normalizers",
    "plugins",
    "recipes",
    "records",
    "rows",
    "storing",
    "texts",
]
