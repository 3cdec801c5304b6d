"""How good the shipped model is on corpora that it was not trained on; the gate of CI.

``python benchmarks/accuracy.py`` prints a line for each corpus and label; ``--gate`` also fails
where a macro-F1 lies below its floor. Corpora that are not at hand are said to be missing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import radeh

#: part -> the macro-F1 below which a change must not land
FLOORS = {"seeds, test": 0.75, "news-dev": 0.78}


def parts() -> Iterator[tuple[str, list[radeh.Document]]]:
    """Yield each part with its documents: those that are open to argument are left out."""
    find = radeh.default_registry().find
    seeds = find("corpus", "seeds").load()()
    yield "seeds, test", [d for d in seeds if d.split == "test"]
    for name in ("news-dev", "dari"):
        try:
            documents = [d for d in find("corpus", name).load()() if not d.fields["hard"]]
        except radeh.DocumentError as error:
            print(f"{name}: left out: {error}")
            continue
        for kind in sorted({d.fields.get("kind") or "" for d in documents}):
            chosen = [d for d in documents if (d.fields.get("kind") or "") == kind]
            yield f"{name} {kind}".strip(), chosen


def main(gate: bool) -> int:
    """Print the board; return 1 if the gate is asked for and a floor is not reached."""
    model = radeh.load("news-topics")
    print(f"{'part':24} {'n':>4} macro-F1 macro-AP    " + "  ".join(model.labels) + " (F1)")
    failed = []
    for name, documents in parts():
        report = radeh.evaluate(model, documents)
        each = "  ".join(f"{m['f1']:8.3f}" for m in report.per_label.values())
        print(
            f"{name:24} {report.documents:4} {report.macro_f1:8.3f} "
            f"{report.macro_average_precision:8.3f}    {each}"
        )
        if report.macro_f1 < FLOORS.get(name, 0.0):
            failed.append(f"{name}: macro-F1 {report.macro_f1:.3f} < {FLOORS[name]}")
    for line in failed:
        print(line)
    return int(gate and bool(failed))


if __name__ == "__main__":
    sys.exit(main("--gate" in sys.argv))
