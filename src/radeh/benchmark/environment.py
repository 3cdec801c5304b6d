"""What a measurement depends on: commit, versions, machine; and what importing radeh costs."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from pathlib import Path
from typing import Any

from radeh.errors import RadehError

_IMPORT = """
import json, sys, time
before = set(sys.modules)
start = time.perf_counter()
import radeh
seconds = time.perf_counter() - start
new = sorted(set(sys.modules) - before)
tops = {name.partition(".")[0] for name in new} - set(sys.stdlib_module_names)
# compiled modules register names that nobody imported, such as cython_runtime
specs = {name: getattr(sys.modules.get(name), "__spec__", None) for name in tops}
packages = sorted(
    name for name, spec in specs.items()
    if spec and spec.name == name and not name.startswith("_sysconfigdata")
)
print(json.dumps({"seconds": seconds, "modules": len(new), "packages": packages}))
"""

_DISTRIBUTIONS = """
import json
from importlib.metadata import distributions, entry_points
wanted = {"radeh", "numpy", "scipy", "scikit-learn", "joblib", "pluggy", "safetensors"}
wanted |= {found.dist.name for found in entry_points(group="radeh") if found.dist}
print(json.dumps({d.name: d.version for d in distributions() if d.name in wanted}))
"""


def _python(python: str, program: str) -> dict[str, Any]:
    done = subprocess.run(
        [python, "-P", "-c", program], capture_output=True, text=True, check=False
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [f"exit status {done.returncode}"]
        raise RadehError(f"{python}: {lines[-1]}; is radeh installed in that environment?")
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def import_weight(pythons: dict[str, str], rounds: int = 5) -> dict[str, dict[str, Any]]:
    """Measure ``import radeh`` in fresh processes, the environments taking turns.

    Args:
        pythons: interpreters by name.
        rounds: how often each is started.

    Returns:
        For each name: seconds of every round, the number of modules, the packages that are not
        of the standard library.

    Raises:
        RadehError: radeh cannot be imported there.
    """
    weights: dict[str, dict[str, Any]] = {}
    for _ in range(rounds):
        for name, python in pythons.items():
            found = _python(python, _IMPORT)
            seconds = weights.get(name, {}).get("seconds", [])
            weights[name] = {**found, "seconds": [*seconds, found["seconds"]]}
    return weights


def versions(python: str) -> dict[str, str]:
    """Return the versions of radeh, its plugins and what computes, in an environment."""
    return _python(python, _DISTRIBUTIONS)


def commit(folder: str | os.PathLike[str] = ".") -> str:
    """Return the commit of a checkout, with ``+`` if files were changed, or an empty string."""
    git = ["git", "-C", os.fspath(folder)]
    try:
        head = subprocess.run([*git, "rev-parse", "HEAD"], capture_output=True, text=True)
        if head.returncode:
            return ""
        status = [*git, "status", "--porcelain", "--untracked-files=no"]
        changed = subprocess.run(status, capture_output=True, text=True).stdout.strip()
    except OSError:
        return ""
    return head.stdout.strip() + ("+" if changed else "")


def machine() -> dict[str, Any]:
    """Return what kind of machine this is; nothing that names it."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "cores": os.cpu_count(),
        "load": list(os.getloadavg()) if hasattr(os, "getloadavg") else None,
    }


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    if path.exists():
        for line in path.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor()
