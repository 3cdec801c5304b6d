"""From raw HTML to the text of a page, by trafilatura, an optional package."""

from __future__ import annotations

from importlib import import_module

from radeh import MissingDependencyError


def extract_text(html: str) -> str:
    """Return the text of a page's article; empty if none is found.

    Raises:
        MissingDependencyError: trafilatura is not installed.
    """
    try:
        trafilatura = import_module("trafilatura")
    except ImportError as error:
        raise MissingDependencyError(
            f"raw HTML needs trafilatura, which cannot be imported ({error}); "
            "install it with: pip install 'radeh[html]'"
        ) from error
    text: str | None = trafilatura.extract(html, include_comments=False)
    return text or ""
