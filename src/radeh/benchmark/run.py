"""Whole runs: any contestants on any corpora, in one environment or in two side by side."""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from radeh.benchmark import environment
from radeh.benchmark.contest import Contest, Perturbation, Settings
from radeh.benchmark.results import Results
from radeh.benchmark.task import Task
from radeh.benchmark.worker import Contestant
from radeh.errors import TargetError


def contestants(
    recipes: Sequence[str],
    models: Sequence[str],
    python: str = sys.executable,
    unlabelled: str = "",
) -> list[Contestant]:
    """Return recipes and trained models as contestants in an environment.

    ``unlabelled`` names a corpus whose texts the features of the recipes learn from as well.
    """
    more = {"unlabelled": unlabelled} if unlabelled else {}
    note = f"features also from the texts of {unlabelled}" if unlabelled else ""
    found = [
        Contestant(
            name=name, kind="recipe", python=python, options={"recipe": name, **more}, note=note
        )
        for name in recipes
    ]
    return found + [
        Contestant(name=name, kind="model", python=python, options={"model": _absolute(name)})
        for name in models
    ]


def _absolute(name: str) -> str:
    return os.path.abspath(name) if os.path.isdir(name) else name


def load_perturbation(target: str) -> Perturbation:
    """Import a function from a text to a text, given as ``package.module:function``.

    Raises:
        TargetError: there is no such module or function.
    """
    module, _, name = target.partition(":")
    try:
        found: Perturbation = getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise TargetError(
            f"the perturbation {target!r} cannot be imported: {error}; "
            "write package.module:function"
        ) from error
    return found


def run(
    tasks: Sequence[Task],
    taking_part: Sequence[Contestant],
    settings: Settings,
    *,
    commit: str | None = None,
) -> Results:
    """Measure every contestant on every task.

    Args:
        tasks: see `radeh.benchmark.task.load_task`.
        taking_part: recipes, models and peers.
        settings: how much is measured.
        commit: what is measured; the commit of the working directory by default.

    Raises:
        RadehError: radeh cannot be imported in a fresh process.
    """
    about = _about(settings, uuid.uuid4().hex)
    weight = environment.import_weight({"here": sys.executable})["here"]
    cells = [cell for task in tasks for cell in Contest(task, taking_part, settings).run()]
    where = {
        "side": "",
        "interleaved": False,
        "commit": environment.commit() if commit is None else commit,
        "versions": environment.versions(sys.executable),
        "import": weight,
    }
    return Results({**about, **where}, cells)


def run_pair(
    tasks: Sequence[Task],
    taking_part: Sequence[Contestant],
    settings: Settings,
    *,
    pythons: tuple[str, str],
    commits: tuple[str, str] = ("", ""),
) -> tuple[Results, Results]:
    """Measure the same contestants in two environments, round by round in turn.

    Args:
        tasks: as in `run`; both environments get the same texts.
        taking_part: recipes and models; their ``python`` is replaced.
        settings: how much is measured.
        pythons: the interpreters of base and head.
        commits: the commits of base and head.

    Raises:
        RadehError: radeh cannot be imported in one of the environments.
    """
    about = _about(settings, uuid.uuid4().hex)
    weights = environment.import_weight(dict(zip(("base", "head"), pythons, strict=True)))
    pairs = [replace(contestant, python=p) for contestant in taking_part for p in pythons]
    cells = [cell for task in tasks for cell in Contest(task, pairs, settings).run()]
    base, head = (
        Results(
            {
                **about,
                "side": side,
                "interleaved": True,
                "commit": commits[place],
                "versions": environment.versions(pythons[place]),
                "import": weights[side],
            },
            cells[place::2],
        )
        for place, side in enumerate(("base", "head"))
    )
    return base, head


def _about(settings: Settings, job: str) -> dict[str, Any]:
    return {
        "job": job,
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": sys.version.split()[0],
        "machine": environment.machine(),
        "threads": settings.threads,
        "seeds": list(settings.seeds),
    }
