"""Base against head: what became worse, by rules that noise does not trip.

Accuracy, imports and sizes are deterministic and are held hard. Speed is judged only between runs
that took turns in one job, and only beyond a factor and a difference in time that chance does
not reach.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from radeh.benchmark.results import Results, cell_key

#: Speed is not judged on fewer rounds than this: one of two is easily in a slow spell.
FEWEST_ROUNDS = 3

#: metric -> which sign is better
ACCURACY = {
    "macro_f1": 1,
    "micro_f1": 1,
    "macro_average_precision": 1,
    "exact": 1,
    "ece": -1,
}


@dataclass(frozen=True, kw_only=True)
class Tolerances:
    """How much worse head may be.

    Args:
        accuracy: the largest loss in a metric of accuracy, as a fraction of one.
        slowdown: the factor, and ``seconds`` the difference, that must both be exceeded.
        seconds: see ``slowdown``; of one round.
        growth: the largest relative growth of the number of modules and of a model's size.
        allowed: packages that head may import although base does not.
    """

    accuracy: float = 0.005
    slowdown: float = 1.5
    seconds: float = 0.005
    growth: float = 0.1
    allowed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Finding:
    """One comparison: ``verdict`` is ``regression``, ``better``, ``same`` or ``note``."""

    verdict: str
    where: str
    what: str
    base: str = ""
    head: str = ""


@dataclass
class Comparison:
    """All findings, and how many numbers were compared."""

    findings: list[Finding] = field(default_factory=list)
    compared: int = 0

    @property
    def regressions(self) -> list[Finding]:
        """What became worse."""
        return [finding for finding in self.findings if finding.verdict == "regression"]


def compare(base: Results, head: Results, tolerances: Tolerances | None = None) -> Comparison:
    """Compare two runs.

    A cell that base has and head has not, or in which head fails, is a regression; so is a
    comparison in which nothing was compared.
    """
    tolerances = tolerances or Tolerances()
    comparison = Comparison()
    speed = _took_turns(base, head)
    findings = list(
        _imports("import radeh", base.about["import"], head.about["import"], tolerances)
    )
    heads = {cell_key(cell): cell for cell in head.cells}
    for cell in base.measured:
        key = cell_key(cell)
        where = f"{key[2]} on {key[0]}"
        other = heads.get(key)
        if other is None:
            findings.append(Finding("regression", where, "is missing in head", "measured", "-"))
        elif "error" in other:
            findings.append(Finding("regression", where, "failed", "measured", other["error"]))
        else:
            findings += _cell(where, cell, other, tolerances, speed)
            comparison.compared += 1
    known = {cell_key(cell) for cell in base.measured}
    for key, cell in heads.items():
        if key not in known and "error" not in cell:
            findings.append(Finding("note", f"{key[2]} on {key[0]}", "is new in head"))
    if not comparison.compared:
        findings.append(Finding("regression", "everything", "nothing was compared", "0", "0"))
    if not speed:
        findings.append(
            Finding("note", "speed", "not compared: base and head did not take turns in one job")
        )
    comparison.findings = findings
    return comparison


def _took_turns(base: Results, head: Results) -> bool:
    return bool(
        base.about["interleaved"]
        and head.about["interleaved"]
        and base.about["job"] == head.about["job"]
    )


def _cell(
    where: str,
    base: dict[str, Any],
    head: dict[str, Any],
    tolerances: Tolerances,
    speed: bool,
) -> Iterator[Finding]:
    yield from _accuracy(where, base, head, tolerances)
    yield from _imports(where, base["load"], head["load"], tolerances)
    yield from _size(where, base.get("model_bytes"), head.get("model_bytes"), tolerances)
    if speed:
        for part in ("fit", "batch", "single"):
            if part in base and part in head:
                yield from _speed(f"{where}, {part}", base[part], head[part], tolerances)


def _accuracy(
    where: str, base: dict[str, Any], head: dict[str, Any], tolerances: Tolerances
) -> Iterator[Finding]:
    conditions = ("sha256", "how", "folds")
    if any(base["corpus"][name] != head["corpus"][name] for name in conditions) or (
        base["seeds"] != head["seeds"]
    ):
        yield Finding(
            "regression",
            where,
            "the accuracy cannot be compared: texts, folds or seeds differ; measure base again",
        )
        return
    for metric, sign in ACCURACY.items():
        old, new = base["accuracy"][metric], head["accuracy"][metric]
        gain = sign * (new - old)
        # numbers that were written in decimal: a loss of exactly the tolerance is allowed
        worse, better = gain < -tolerances.accuracy - 1e-12, gain > tolerances.accuracy
        verdict = "regression" if worse else "better" if better else "same"
        yield Finding(verdict, where, metric, f"{old:.4f}", f"{new:.4f}")


def _imports(
    where: str, base: dict[str, Any], head: dict[str, Any], tolerances: Tolerances
) -> Iterator[Finding]:
    new = set(head["packages"]) - set(base["packages"]) - tolerances.allowed
    gone = set(base["packages"]) - set(head["packages"])
    if new:
        names = ", ".join(sorted(new))
        yield Finding("regression", where, "imports more packages", "-", names)
    elif gone:
        yield Finding("better", where, "imports fewer packages", ", ".join(sorted(gone)), "-")
    old, now = base["modules"], head["modules"]
    verdict = "regression" if now > old * (1 + tolerances.growth) + 5 else "same"
    yield Finding(verdict, where, "modules imported", str(old), str(now))


def _size(
    where: str, base: int | None, head: int | None, tolerances: Tolerances
) -> Iterator[Finding]:
    if base is None or head is None:
        return
    worse = head > base * (1 + tolerances.growth) + 10_000
    verdict = "regression" if worse else "same"
    yield Finding(verdict, where, "size of the model, MB", f"{base / 1e6:.3f}", f"{head / 1e6:.3f}")


def _speed(
    where: str, base: dict[str, Any], head: dict[str, Any], tolerances: Tolerances
) -> Iterator[Finding]:
    work = ("documents", "bytes", "passes", "calls")
    if any(base.get(name) != head.get(name) for name in work):
        yield Finding("note", where, "not compared: the rounds were of different work")
        return
    if min(len(base["seconds"]), len(head["seconds"])) < FEWEST_ROUNDS:
        yield Finding("note", where, f"not compared: fewer than {FEWEST_ROUNDS} rounds")
        return
    slower = _every_way(base, head, tolerances)
    verdict = "regression" if slower else "same"
    if verdict == "same" and _every_way(head, base, tolerances):
        verdict = "better"
    old, new = (statistics.median(side["seconds"]) for side in (base, head))
    yield Finding(verdict, where, "ms a round, median", f"{old * 1e3:.1f}", f"{new * 1e3:.1f}")


def _every_way(base: dict[str, Any], head: dict[str, Any], tolerances: Tolerances) -> bool:
    """Whether head is slower: by the clock or by the processor, in the median and at best.

    Chance slows some rounds; a slower program slows them all. A busy machine stretches wall time,
    and may hide in it what processor time shows; waiting shows in wall time alone.
    """
    return any(
        all(
            _far(choose(base[clock]), choose(head[clock]), tolerances)
            for choose in (statistics.median, min)
        )
        for clock in ("seconds", "cpu_seconds")
    )


def _far(old: float, new: float, tolerances: Tolerances) -> bool:
    return new >= old * tolerances.slowdown and new - old >= tolerances.seconds


def to_markdown(comparison: Comparison) -> str:
    """Return the comparison as Markdown, for a comment on a pull request."""
    worse = comparison.regressions
    title = f"{len(worse)} regression{'s' * (len(worse) != 1)}" if worse else "no regression"
    lines = [f"### radeh benchmark: {title}", "", f"{comparison.compared} cells compared.", ""]
    shown = [f for f in comparison.findings if f.verdict in ("regression", "better")]
    if shown:
        lines += ["| | where | what | base | head |", "|---|---|---|---:|---:|"]
        lines += [_row(finding) for finding in shown]
        lines.append("")
    lines += [f"- {f.where}: {f.what}" for f in comparison.findings if f.verdict == "note"]
    same = [finding for finding in comparison.findings if finding.verdict == "same"]
    if same:
        lines += ["", f"<details><summary>{len(same)} within tolerance</summary>", ""]
        lines += ["| | where | what | base | head |", "|---|---|---|---:|---:|"]
        lines += [*map(_row, same), "", "</details>"]
    return "\n".join(lines).rstrip() + "\n"


def _row(finding: Finding) -> str:
    cells = (finding.verdict, finding.where, finding.what, finding.base, finding.head)
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
