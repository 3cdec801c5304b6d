"""Train every recipe on every corpus with one Python, and load the models with the others.

``python benchmarks/round_trip.py python3.11 python3.12 python3.13`` makes a virtual environment for
each interpreter in a temporary folder, installs this checkout there, trains with the first, and
compares the scores that each computes with those that the first did. Corpora that are not at hand,
and recipes whose packages are not installed, are said to be left out.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import radeh

ROOT = Path(__file__).parent.parent
DOCUMENTS = 300
#: Another numpy may add in another order; more than this is another model.
TOLERANCE = 1e-9


def problems() -> Iterator[tuple[str, str, list[radeh.Document], list[str]]]:
    """Yield each recipe with each corpus: name, recipe, documents, labels."""
    registry = radeh.default_registry()
    for corpus in registry.offers("corpus"):
        try:
            found = list(islice((d for d in corpus.load()() if d.labels), 20 * DOCUMENTS))
        except radeh.RadehError as error:
            print(f"corpus {corpus.record.name} left out: {str(error)[:100]}")
            continue
        documents = found[:: max(1, len(found) // DOCUMENTS)][:DOCUMENTS]
        for recipe in registry.offers("recipe"):
            name = recipe.record.name
            labels = sorted({label for d in documents for label in d.labels})
            if name in labels or name in ("politics", "security", "economy"):
                if name not in labels:
                    print(f"{name} on {corpus.record.name} left out: the corpus has no such label")
                    continue
                kept = [
                    radeh.Document(text=d.text, labels=(name,) if name in d.labels else ())
                    for d in documents
                    if name not in d.unknown
                ]
                yield f"{name}-{corpus.record.name}", name, kept, [name]
            else:
                yield f"{name}-{corpus.record.name}", name, documents, labels


def write(folder: Path) -> int:
    """Train, save, and write the scores beside each model."""
    for name, recipe, documents, labels in problems():
        try:
            model = radeh.train(recipe, documents, label_names=labels, calibrate=False)
        except (radeh.RadehError, ValueError) as error:
            print(f"{name} left out: {str(error)[:120]}")
            continue
        model.save(folder / name)
        texts = [document.text for document in documents[:100]]
        scores = {"texts": texts, "scores": model.predict_proba(texts).tolist()}
        (folder / f"{name}.json").write_text(json.dumps(scores), encoding="utf-8")
    return 0


def read(folder: Path) -> int:
    """Load every model and compare; return 1 if one scores otherwise."""
    warnings.simplefilter("error", radeh.ModelDriftWarning)
    worst, same, names = 0.0, 0, sorted(folder.glob("*.json"))
    for path in names:
        kept = json.loads(path.read_bytes())
        scores = radeh.load(f"{path.with_suffix('')}").predict_proba(kept["texts"])
        difference = abs(scores - kept["scores"]).max()
        same += difference == 0
        worst = max(worst, float(difference))
        if difference > TOLERANCE:
            print(f"{path.stem}: scores differ by {difference}")
    version = ".".join(map(str, sys.version_info[:3]))
    print(
        f"Python {version}: {len(names)} models, {same} with equal scores to the last bit, "
        f"largest difference {worst:.1e}"
    )
    return int(worst > TOLERANCE or not names)


def main(interpreters: list[str]) -> int:
    """Make the environments and run the two halves in them."""
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "models"
        folder.mkdir()
        for number, interpreter in enumerate(interpreters):
            venv = Path(name) / f"venv-{number}"
            subprocess.run([interpreter, "-m", "venv", venv], check=True)
            python = str(venv / "bin" / "python")
            subprocess.run([python, "-m", "pip", "install", "--quiet", ROOT], check=True)
            for half in ("--write", "--read")[number > 0 :]:
                failed += subprocess.run([python, __file__, half, folder], check=False).returncode
    return int(failed > 0)


if __name__ == "__main__":
    halves = {"--write": write, "--read": read}
    if sys.argv[1] in halves:
        sys.exit(halves[sys.argv[1]](Path(sys.argv[2])))
    sys.exit(main(sys.argv[1:]))
