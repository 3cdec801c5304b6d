"""Speed of radeh beside scikit-learn, fastText and hazm + scikit-learn, in one run.

``python benchmarks/speed.py`` classifies the seed corpus with radeh and scikit-learn, which are
always at hand. ``--full`` takes ISNA's articles (RADEH_DATA) and all four; peers that cannot be
installed beside radeh are given as interpreters: ``--peer fast_text=PYTHON``. Contestants take
turns, each with the same number of threads, and the median of several rounds counts; only ratios
mean anything on another machine.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

THREADS = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
HERE = Path(__file__).parent
CONTESTANTS = ("radeh", "scikit_learn", "fast_text", "hazm_scikit_learn")
#: A text of this many bytes of UTF-8, or the nearest, is classified alone.
ARTICLE = 7000
#: Threads share cores with whatever else runs, and a process starts in some milliseconds.
LEAST_ROUNDS = 9


class Contestant:
    """A contestant in a process of its own, asked one thing at a time."""

    def __init__(self, name: str, python: str) -> None:
        self.name = name
        self._process = subprocess.Popen(
            [python, str(HERE / "speed_contestants.py"), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, **THREADS},
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._questions, self._answers = self._process.stdin, self._process.stdout

    def ask(self, **question: Any) -> Any:
        """Ask, and wait for the answer."""
        self._questions.write(json.dumps(question) + "\n")
        self._questions.flush()
        answer = json.loads(self._answers.readline() or "{}")
        if "error" in answer or not answer:
            raise SystemExit(f"{self.name}: {answer.get('error', 'the process ended')}")
        return answer["value"]

    def close(self) -> None:
        """Let it end."""
        self._questions.close()
        self._process.wait()


def documents(full: bool) -> tuple[list[str], list[str], list[str], list[str]]:
    """Return texts and a label each, of a training and a test part."""
    import radeh

    corpus = radeh.default_registry().find("corpus", "isna5" if full else "seeds").load()()
    items = [(d.text, d.labels[0] if d.labels else "none", d.split) for d in corpus]
    train = [item for item in items if item[2] != "test"]
    test = [item for item in items if item[2] == "test"]
    return (
        [item[0] for item in train],
        [item[1] for item in train],
        [item[0] for item in test],
        [item[1] for item in test],
    )


def measure(contestants: list[Contestant], rounds: int, question: dict[str, Any]) -> dict[str, Any]:
    """Ask all of them in turn, ``rounds`` times; return the median answer of each."""
    answers: dict[str, list[float]] = {c.name: [] for c in contestants}
    for _ in range(rounds):
        for contestant in contestants:
            answers[contestant.name].append(contestant.ask(**question))
    return {name: statistics.median(values) for name, values in answers.items()}


def table(title: str, unit: str, values: dict[str, float], better: str) -> None:
    """Print values, and how many times better radeh is."""
    print(f"\n{title}")
    for name, value in values.items():
        ratio = values["radeh"] / value if better == "more" else value / values["radeh"]
        told = "" if name == "radeh" else f"   radeh is {ratio:6.2f} times better"
        print(f"  {name:20} {value:12.4g} {unit}{told}")


def fit(runners: list[Contestant], rounds: int) -> None:
    """Print how long fitting takes, and how good the fit is."""
    table("fit", "s", measure(runners, rounds, {"do": "fit"}), "less")
    accuracy = {r.name: r.ask(do="accuracy") for r in runners}
    print("  accuracy on the test part:", accuracy)
    seconds = measure(runners[:1], rounds, {"do": "fit", "normalizer": "persian"})["radeh"]
    print(f"  radeh, reading Persian too: {seconds:.3g} s; {runners[0].ask(do='accuracy')}")
    for runner in runners:
        runner.close()


def classify(runners: list[Contestant], rounds: int, size: float, article: str) -> None:
    """Print how fast batches and single articles are classified."""
    for runner in runners:
        runner.ask(do="prepare")
    seconds = measure(runners, rounds, {"do": "batch", "jobs": 1})
    table("classify", "MB/s", {n: size / s for n, s in seconds.items()}, "more")
    for runner in (r for r in runners if r.name == "fast_text"):
        bare = measure([runner], rounds, {"do": "prepared_batch"})[runner.name]
        ratio = bare / seconds["radeh"]
        print(f"  (lines prepared before: {size / bare:.4g} MB/s, radeh {ratio:.2f} times)")
    title = f"classify one article of {len(article.encode())} bytes"
    question = {"do": "single", "text": article, "calls": 200}
    table(title, "us", measure(runners, rounds, question), "less")
    threads_and_load(runners[0], max(rounds, LEAST_ROUNDS))
    for runner in runners:
        runner.close()


def threads_and_load(radeh: Contestant, rounds: int) -> None:
    """Print what a second thread gives, and how long loading takes in a fresh process."""
    times: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(rounds):
        for jobs, taken in times.items():
            taken.append(radeh.ask(do="batch", jobs=jobs))
    ratio = statistics.median(times[1]) / statistics.median(times[2])
    best = min(times[1]) / min(times[2])
    print(f"\ntwo threads of radeh: {ratio:.2f} times one, by the best rounds {best:.2f} times")
    loads = [radeh.ask(do="load") for _ in range(rounds + 1)][1:]
    wall, cpu, first, whole = (
        1000 * statistics.median(taken) for taken in zip(*loads, strict=True)
    )
    print(f"loading news-topics, numpy imported: {wall:.1f} ms, of the processor {cpu:.1f} ms;")
    print(f"  {first:.1f} ms with the first text, {whole:.1f} ms with importing radeh")


def start_times(rounds: int) -> None:
    """Print what a cold start takes beside importing numpy."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "text.txt"
        file.write_text("قیمت نفت و دلار در بازار بالا رفت", encoding="utf-8")
        commands = {
            "import numpy": [sys.executable, "-c", "import numpy"],
            "radeh classify FILE": [sys.executable, "-m", "radeh", "classify", str(file)],
        }
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        # An installed radeh has its modules compiled.
        env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        for _ in range(rounds):
            for name, command in commands.items():
                begin = time.perf_counter()
                subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=env)
                seconds[name].append(time.perf_counter() - begin)
    middle = {name: statistics.median(values) for name, values in seconds.items()}
    ratio = middle["radeh classify FILE"] / middle["import numpy"]
    print("\ncold start")
    for name, value in middle.items():
        print(f"  {name:20} {1000 * value:12.4g} ms")
    print(f"  ratio {ratio:.2f}")


def arguments() -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--full", action="store_true", help="ISNA and all peers")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=PYTHON")
    return parser.parse_args()


def main() -> None:
    """Print how fast each is."""
    options = arguments()
    texts, labels, test, truth = documents(options.full)
    size = sum(len(text.encode()) for text in texts) / 1e6
    article = min(texts, key=lambda text: abs(len(text.encode()) - ARTICLE))
    interpreters = dict(peer.split("=", 1) for peer in options.peer)
    names = [n for n in CONTESTANTS if n in ("radeh", "scikit_learn") or n in interpreters]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.json"
        path.write_text(json.dumps([texts, labels, test, truth]), encoding="utf-8")

        def started(chosen: list[str]) -> list[Contestant]:
            runners = [Contestant(n, interpreters.get(n, sys.executable)) for n in chosen]
            for runner in runners:
                runner.ask(do="read", path=str(path))
            return runners

        print(f"{len(texts)} articles, {size:.1f} MB, one thread, median of {options.rounds}")
        # In processes of their own: whoever classifies with radeh has no scikit-learn in memory.
        fit(started(["radeh", "scikit_learn"]), options.rounds)
        classify(started(names), options.rounds, size, article)
    start_times(options.rounds)


if __name__ == "__main__":
    main()
