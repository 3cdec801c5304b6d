"""The compiled modules; all else is in pyproject.toml.

They are optional: without a compiler the installation says so and goes on, and the Python
implementations, which are their reference, do the work.
"""

import sys
from pathlib import Path

from setuptools import Extension, setup

HEADERS = Path("src/radeh/native")
FLAGS = ["/O2"] if sys.platform == "win32" else ["-O2", "-std=c11", "-fvisibility=hidden"]
SOURCES = {
    "radeh._native": HEADERS,
    "radeh_persian._native": Path("plugins/radeh_persian/native"),
    "radeh_tfidf._native": Path("plugins/radeh_tfidf/native"),
    "radeh_linear._native": Path("plugins/radeh_linear/native"),
}


def headers(folder: Path) -> list[str]:
    """Return the headers that modules of a folder include: a change of one builds them anew."""
    return sorted(path.as_posix() for path in [*folder.glob("*.h"), *Path(HEADERS).glob("*.h")])


def extension(name: str, folder: Path) -> Extension:
    """Return the extension module of all C files in a folder."""
    return Extension(
        name,
        sources=sorted(path.as_posix() for path in folder.glob("*.c")),
        depends=headers(folder),
        include_dirs=[HEADERS.as_posix(), folder.as_posix()],
        extra_compile_args=FLAGS,
        optional=True,
    )


setup(ext_modules=[extension(name, folder) for name, folder in SOURCES.items()])
