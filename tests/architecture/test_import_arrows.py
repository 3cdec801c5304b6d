"""The arrows between modules point one way (contracts in pyproject.toml)."""

from importlinter.cli import lint_imports
from places import ROOT


def test_arrows():
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0
