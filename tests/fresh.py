"""A virtual environment as a reader of the documentation would have it, made without a network."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

#: Programs that a reader calls; here they run in the fresh environment's own Python.
PROGRAMS = {"radeh": "radeh", "pip": "pip", "pytest": "pytest"}


class FreshEnvironment:
    """Everything that this environment has, and whatever is installed into it besides.

    Args:
        folder: where to make it; it must not exist.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
        self.python = folder / "bin" / "python"
        mine = sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)})
        here = sysconfig.get_path("purelib")
        # addsitedir, not a bare path, so that radeh's own editable installation works there.
        (Path(mine) / "parent.pth").write_text(f"import site; site.addsitedir({here!r})\n")
        for program, module in PROGRAMS.items():
            script = folder / "bin" / program
            script.write_text(f'#!/bin/sh\nexec "{self.python}" -m {module} "$@"\n')
            script.chmod(0o755)

    def environ(self) -> dict[str, str]:
        """Return the environment variables of a shell in which it is activated."""
        return {
            **{key: value for key, value in os.environ.items() if not key.startswith("RADEH_")},
            "PATH": os.pathsep.join([str(self.folder / "bin"), os.environ["PATH"]]),
            "VIRTUAL_ENV": str(self.folder),
            "PIP_NO_INDEX": "1",
            "PIP_NO_BUILD_ISOLATION": "0",  # pip reads it as the value of --build-isolation
            "PIP_QUIET": "1",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_ROOT_USER_ACTION": "ignore",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def shell(self, commands: str, folder: Path) -> subprocess.CompletedProcess[str]:
        """Run shell commands in a folder; the first that fails ends it."""
        return subprocess.run(
            ["bash", "-euo", "pipefail", "-c", commands],
            cwd=folder,
            env=self.environ(),
            capture_output=True,
            text=True,
            check=False,
        )
