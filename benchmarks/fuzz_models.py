"""Load thousands of mutated models: none may crash, hang, run code or take more memory than sound.

``python benchmarks/fuzz_models.py [COUNT] [SEED]`` mutates a small model, as a directory and as a
zip: flipped bits, cut and lengthened files, edited fields, paths that lead elsewhere, shapes larger
than the file. Every load must end in `radeh.ModelFormatError` within 2 s, with at most twice the
memory of an honest load, and without opening a file elsewhere or importing or running anything.

Some edits are ``sealed``: the SHA-256 is made right again, as an attacker would. Such an edit may
also make another well-formed model (a label of another name); then it must load and classify.
"""

from __future__ import annotations

import shutil
import signal
import sys
import tempfile
import time
import tracemalloc
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

from mutations import MUTATIONS, Chance, flip_bits, sealed_path, zipped

import radeh

SECONDS = 2.0
WATCHED = (
    "open",
    "import",
    "exec",
    "compile",
    "os.system",
    "subprocess.Popen",
    "pickle.find_class",
)


def small_model() -> radeh.Model:
    """Train a model of some hundred terms on a few seed items."""
    documents = list(radeh.default_registry().find("corpus", "seeds").load()())[:120]
    params = {"features__max_features": 500}
    return radeh.train("words", documents, params=params)


class Watch:
    """Sees, by an audit hook, what a load opens, imports and runs."""

    def __init__(self) -> None:
        self.folder, self.seen, self.slowest = "", Counter[str](), 0.0
        sys.addaudithook(self._see)

    def _see(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.folder or event not in WATCHED:
            return
        if event != "open" or not str(arguments[0]).startswith(self.folder):
            self.seen[f"{event} {arguments[0]!r:.60}"] += 1


def too_slow(*_: Any) -> None:
    """Interrupt a load; no Exception, so that nothing takes it for damage."""
    raise TimeoutError


def load(path: Path, watch: Watch, root: Path) -> tuple[str, int]:
    """Load, and classify where that succeeds; return how it ended and its peak memory in bytes."""
    watch.folder = str(root)
    tracemalloc.reset_peak()
    before = tracemalloc.get_traced_memory()[0]
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    start = time.perf_counter()
    try:
        model = radeh.load(f"{path}")
        end = "loaded"
        model.classify("وزیر")
    except radeh.ModelFormatError:
        end = "refused"
    except BaseException as error:
        end = f"{type(error).__name__}: {str(error)[:100]}"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        watch.folder = ""
        watch.slowest = max(watch.slowest, time.perf_counter() - start)
    return end, tracemalloc.get_traced_memory()[1] - before


def main(count: int, seed: int) -> int:
    """Print the ends by mutation; return 1 if any is not as it must be."""
    warnings.simplefilter("ignore")  # drift is no failure; and to print one, Python opens files
    signal.signal(signal.SIGALRM, too_slow)
    chance, ends, wrong, most = Chance(seed), Counter[tuple[str, str]](), [], 0
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        honest, folder = root / "honest", root / "mutated" / "model"
        small_model().save(honest)
        watch = Watch()
        shutil.copytree(honest, folder)
        for sound in (honest, zipped(folder, Chance(1))):  # what is imported once is imported now
            assert load(sound, watch, root)[0] == "loaded"
        watch.seen.clear()
        tracemalloc.start()
        honest_peak = max(load(honest, watch, root)[1] for _ in range(3))
        watch.seen.clear()
        for number in range(count):
            shutil.rmtree(folder.parent, ignore_errors=True)
            shutil.copytree(honest, folder)
            mutate = chance.choice(list(MUTATIONS))
            mutate(folder, chance)
            path = zipped(folder, chance) if chance.random() < 0.3 else folder
            if path != folder and chance.random() < 0.3:
                flip_bits(path.parent, chance)
            end, peak = load(path, watch, root)
            ends[mutate.__name__, end] += 1
            most = max(most, peak)
            allowed = end == "refused" or (end == "loaded" and MUTATIONS[mutate])
            # A link that is followed when zipping leads nowhere any more, and bits may be flipped
            # in a part of the zip that says nothing: what is in it is then sound.
            allowed = allowed or (end == "loaded" and path != folder and mutate is sealed_path)
            if not allowed or peak > 2 * honest_peak or watch.seen:
                told = f"{number} {mutate.__name__} {path.name}: {end}, {peak} bytes"
                wrong.append(f"{told}, {dict(watch.seen)}")
                watch.seen.clear()
    for (mutation, end), times in sorted(ends.items()):
        print(f"{times:6} {mutation:14} {end}")
    print(
        f"{count} models; honest load {honest_peak} bytes at most, mutated {most}; "
        f"slowest {watch.slowest:.2f} s"
    )
    for line in wrong[:20]:
        print("WRONG", line)
    print(f"{len(wrong)} not as they must be")
    return int(bool(wrong))


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(given + [10_000, 0][len(given) :])))
