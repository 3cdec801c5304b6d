"""pytest fixtures for the tests of a plugin.

Write ``pytest_plugins = ["radeh.testing.fixtures"]`` in ``conftest.py`` to have them.
"""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from radeh.registry import Registry


class InstalledPlugins:
    """A folder of installed distributions, for this process and for others that it starts.

    Args:
        folder: where to install; it must exist.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(
        self,
        distribution: str,
        entry_points: Mapping[str, str],
        modules: Mapping[str, str],
        *,
        version: str = "1.0",
        requires: str = "",
    ) -> None:
        """Install a distribution, as pip would leave it.

        Args:
            distribution: its name, ``"radeh-shout"`` say.
            entry_points: name of the plugin to what its entry point names.
            modules: name of each module to its source.
            version: of the distribution.
            requires: what it requires, ``"radeh>=0.2"`` say; one requirement.
        """
        info = self.folder / f"{distribution.replace('-', '_')}-{version}.dist-info"
        info.mkdir()
        metadata = f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n"
        if requires:
            metadata += f"Requires-Dist: {requires}\n"
        (info / "METADATA").write_text(metadata, encoding="utf-8")
        lines = "".join(f"{name} = {module}\n" for name, module in entry_points.items())
        (info / "entry_points.txt").write_text(f"[radeh]\n{lines}", encoding="utf-8")
        for module, source in modules.items():
            (self.folder / f"{module}.py").write_text(source, encoding="utf-8")
        importlib.invalidate_caches()

    def python(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run Python in another process, with the distributions installed."""
        path = os.pathsep.join([str(self.folder), os.environ.get("PYTHONPATH", "")])
        env = {**os.environ, "PYTHONPATH": path, **environment}
        return subprocess.run(
            [sys.executable, *arguments], env=env, capture_output=True, text=True, check=False
        )

    def radeh(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the command line in another process, with the distributions installed."""
        return self.python("-m", "radeh", *arguments, **environment)


@pytest.fixture
def radeh_registry() -> Registry:
    """A registry without discovery: it holds what the test registers, and nothing else."""
    return Registry(discover=False)


@pytest.fixture
def installed_plugins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[InstalledPlugins]:
    """Distributions that exist while the test runs; ``radeh.Registry()`` finds them.

    Their modules are forgotten afterwards, so that the next test may use the same names.
    """
    folder = tmp_path / "installed-plugins"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    yield InstalledPlugins(folder)
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", None) or "").startswith(str(folder)):
            del sys.modules[name]
