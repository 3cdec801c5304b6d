"""The checks, by theme. Importing a module enters its checks into the catalogue."""

# In the order in which they run: a record that names nothing is the first thing to hear of.
# isort: off
from radeh.testing.checks import plugins
from radeh.testing.checks import records
from radeh.testing.checks import contracts
from radeh.testing.checks import learning
from radeh.testing.checks import rows
from radeh.testing.checks import texts
from radeh.testing.checks import normalizers
from radeh.testing.checks import features
from radeh.testing.checks import classifiers
from radeh.testing.checks import storing
from radeh.testing.checks import concurrency
from radeh.testing.checks import budgets
from radeh.testing.checks import recipes
from radeh.testing.checks import corpora
from radeh.testing.checks import models
# isort: on

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
