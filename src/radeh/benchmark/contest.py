"""Measure contestants on a task: first fits and accuracy, then speed, taking turns.

Every contestant works in processes of its own. What is timed is done in rounds in which each has
its turn, in an order that is reversed every other round, so that a slow minute of the machine
falls on all of them.
"""

from __future__ import annotations

import math
import statistics
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from radeh.benchmark.scoring import Decisions, accuracy, changed_share
from radeh.benchmark.task import Task, sample, write_documents, write_texts
from radeh.benchmark.worker import Contestant, Worker
from radeh.errors import RadehError

#: A round of one contestant is repeated until it takes this long, so that a clock can tell.
SHORTEST_ROUND = 0.05
_MOST_PASSES = 1000
#: The cost of one document is measured at these lengths, in characters.
_LENGTHS = (100, 1_000, 10_000, 100_000)
_SCALING_CALLS = 3

Perturbation = Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How much is measured.

    Args:
        seeds: the accuracy is the mean over fits with these seeds.
        rounds: how often speed is measured; the median counts.
        fit_rounds: how often a plain fit is timed.
        calls: single calls in a round.
        megabytes: most text in a batch, in UTF-8.
        threads: how many threads a contestant's libraries may use.
        perturbations: by name, functions from a text to the same text, soiled.
        say: is told what goes on.
    """

    seeds: tuple[int, ...] = (0,)
    rounds: int = 5
    fit_rounds: int = 1
    calls: int = 100
    megabytes: float = 1.0
    threads: int = 1
    perturbations: Mapping[str, Perturbation] = field(default_factory=dict)
    say: Callable[[str], None] = lambda _: None


@dataclass
class _Entry:
    """A contestant in one contest: its running process, and what is known so far."""

    contestant: Contestant
    folder: Path
    cell: dict[str, Any]
    worker: Worker | None = None
    passes: int = 0
    learned: tuple[str, int, bool] | None = None

    def start(self, threads: int) -> None:
        self.stop()
        self.worker = Worker(self.contestant, threads)

    def stop(self) -> None:
        if self.worker is not None:
            self.worker.close()
        self.worker, self.learned = None, None

    def ask(self, do: str, **arguments: Any) -> dict[str, Any]:
        assert self.worker is not None
        return self.worker.ask(do, **arguments)


class Contest:
    """One task and those who take part.

    Args:
        task: see `radeh.benchmark.task.load_task`.
        contestants: any number; each name and interpreter once.
        settings: how much is measured.
    """

    def __init__(self, task: Task, contestants: Sequence[Contestant], settings: Settings) -> None:
        self.task, self.contestants, self.settings = task, contestants, settings

    def run(self) -> list[dict[str, Any]]:
        """Return one cell for each contestant, in order; one that failed has an ``error``."""
        with tempfile.TemporaryDirectory(prefix="radeh-benchmark-") as name:
            self.folder = Path(name)
            self.entries = []
            for number, contestant in enumerate(self.contestants):
                folder = self.folder / str(number)
                folder.mkdir()
                self.entries.append(_Entry(contestant, folder, self._about(contestant)))
            texts = [self.task.documents[row].text for row in self.task.judged]
            self.texts = sample(texts, self.settings.megabytes)
            self.texts_path = write_texts(self.texts, self.folder / "texts.jsonl")
            try:
                self._fit_and_judge()
                self._time()
                self._each(self._scaling)
                self._each(self._robustness)
                self._each(self._last)
            finally:
                for entry in self.entries:
                    entry.stop()
        return [entry.cell for entry in self.entries]

    def _about(self, contestant: Contestant) -> dict[str, Any]:
        return {
            "contestant": {
                "name": contestant.name, "kind": contestant.kind, "note": contestant.note
            },
            "corpus": self.task.about(),
            "seeds": list(self.settings.seeds),
            "threads": self.settings.threads,
        }  # fmt: skip

    def _each(self, action: Callable[[_Entry], None], *, backwards: bool = False) -> None:
        """Let each contestant that has not failed do something; a failure ends it alone."""
        for entry in self.entries[::-1] if backwards else self.entries:
            if "error" in entry.cell:
                continue
            try:
                action(entry)
            except RadehError as error:
                entry.cell["error"] = str(error)
                entry.stop()
                self.settings.say(f"{self.task.corpus}: {error}")

    # fits and accuracy

    def _fit_and_judge(self) -> None:
        task, settings = self.task, self.settings
        self.train = write_documents(task, task.learned, self.folder / "train.jsonl")
        self.folds = []
        for number, (learn, judge) in enumerate(task.folds):
            train = self.train
            if task.how != "published":
                train = write_documents(task, learn, self.folder / f"train-{number}.jsonl")
            texts = [task.documents[row].text for row in judge]
            self.folds.append((train, write_texts(texts, self.folder / f"test-{number}.jsonl")))
        self._each(lambda entry: entry.start(settings.threads))
        for number in range(settings.fit_rounds):
            self._each(self._time_fit, backwards=bool(number % 2))
        self._each(self._judge)

    def _time_fit(self, entry: _Entry) -> None:
        if not entry.contestant.fitted:
            return
        answer = self._fit(entry, self.train, self.settings.seeds[0], calibrate=False)
        documents = [self.task.documents[row].text for row in self.task.learned]
        timing = entry.cell.setdefault("fit", _timing(documents))
        _add(timing, answer)
        timing["peak_bytes"] = answer["peak_bytes"]
        entry.learned = (self.train, self.settings.seeds[0], False)

    def _fit(self, entry: _Entry, train: str, seed: int, *, calibrate: bool) -> dict[str, Any]:
        return entry.ask(
            "fit",
            train=train,
            labels=list(self.task.labels),
            multilabel=self.task.multilabel,
            seed=seed,
            calibrate=calibrate,
        )

    def _learn(self, entry: _Entry, train: str, seed: int) -> None:
        """Fit for judging, unless that is what the contestant has just learned."""
        # only radeh's own calibrate; a peer that was timed need not be fitted a second time
        wanted = (train, seed, entry.contestant.kind != "peer")
        if entry.learned != wanted:
            self._fit(entry, train, seed, calibrate=True)
            entry.learned = wanted

    def _store(self, entry: _Entry) -> None:
        entry.cell["model_bytes"] = entry.ask("save", folder=str(entry.folder))["model_bytes"]

    def _judge(self, entry: _Entry) -> None:
        """Fit and score every fold with every seed, and keep the model that is timed later."""
        self.settings.say(f"{self.task.corpus}: {entry.contestant.name}: accuracy")
        if not entry.contestant.fitted:
            entry.ask("load", folder=str(entry.folder), text=self.texts[0])
            answers = [(judge, entry.ask("score", texts=t)) for judge, t in self._tests()]
            entry.cell["accuracy"] = accuracy(self.task, [answers])
            return
        runs = []
        for seed in self.settings.seeds:
            answers = []
            for (train, texts), (_, judge) in zip(self.folds, self.task.folds, strict=True):
                self._learn(entry, train, seed)
                if train == self.train and seed == self.settings.seeds[0]:
                    self._store(entry)
                answers.append((judge, entry.ask("score", texts=texts)))
            runs.append(answers)
        entry.cell["accuracy"] = accuracy(self.task, runs)
        if self.task.how != "published":
            self._learn(entry, self.train, self.settings.seeds[0])
            self._store(entry)

    def _tests(self) -> Iterable[tuple[list[int], str]]:
        return ((judge, t) for (_, t), (_, judge) in zip(self.folds, self.task.folds, strict=True))

    # speed

    def _time(self) -> None:
        """Load what was learned in fresh processes, and let them take turns."""
        self._each(self._load)
        self._each(self._warm_up)
        self._agree_on_passes()
        for number in range(self.settings.rounds):
            self.settings.say(f"{self.task.corpus}: speed, round {number + 1}")
            self._each(self._round, backwards=bool(number % 2))

    def _load(self, entry: _Entry) -> None:
        entry.start(self.settings.threads)
        loaded = entry.ask("load", folder=str(entry.folder), text=self.texts[0])
        if loaded["model_bytes"] is not None:
            entry.cell["model_bytes"] = loaded["model_bytes"]
        entry.cell["load"] = {key: loaded[key] for key in ("seconds", "modules", "packages")}

    def _warm_up(self, entry: _Entry) -> None:
        seconds = entry.ask("batch", texts=self.texts_path, passes=1)["seconds"]
        entry.passes = min(_MOST_PASSES, math.ceil(SHORTEST_ROUND / max(seconds, 1e-9)))
        entry.cell["batch"] = {**_timing(self.texts), "passes": 0}
        entry.cell["single"] = {**_timing(()), "calls": self.settings.calls, "p50": [], "p99": []}

    def _agree_on_passes(self) -> None:
        """Give those of one name (the same recipe, in two environments) the same work."""
        for entry in self.entries:
            name = entry.contestant.name
            same = [other.passes for other in self.entries if other.contestant.name == name]
            if "batch" in entry.cell:
                entry.cell["batch"]["passes"] = max(same)

    def _round(self, entry: _Entry) -> None:
        batch, single = entry.cell["batch"], entry.cell["single"]
        _add(batch, entry.ask("batch", texts=self.texts_path, passes=batch["passes"]))
        answer = entry.ask("single", texts=self.texts_path, calls=self.settings.calls)
        _add(single, answer)
        calls = answer["each"]
        single["p50"].append(statistics.median(calls))
        single["p99"].append(sorted(calls)[min(len(calls) - 1, int(len(calls) * 0.99))])

    # growth, robustness, and the rest

    def _scaling(self, entry: _Entry) -> None:
        """Time one document of growing length; the best of a few calls, for the shape of it."""
        entry.cell["peak_bytes"] = entry.ask("memory")["peak_bytes"]
        whole = "\n".join(self.texts)
        entry.cell["scaling"] = []
        for length in _LENGTHS:
            path = self.folder / f"length-{length}.jsonl"
            text = (whole * (length // len(whole) + 1))[:length]
            write_texts([text], path)
            seconds = entry.ask("single", texts=str(path), calls=_SCALING_CALLS)["each"]
            size = _size([text])["bytes"]
            entry.cell["scaling"].append({"bytes": size, "seconds": min(seconds)})

    def _robustness(self, entry: _Entry) -> None:
        if not self.settings.perturbations:
            return
        clean = Decisions.of(entry.ask("score", texts=self.texts_path))
        entry.cell["robustness"] = {"documents": len(self.texts), "changed": {}}
        for name, soil in self.settings.perturbations.items():
            path = self.folder / f"perturbed-{name}.jsonl"
            if not path.exists():
                write_texts([soil(text) for text in self.texts], path)
            soiled = Decisions.of(entry.ask("score", texts=str(path)))
            entry.cell["robustness"]["changed"][name] = changed_share(clean, soiled)

    def _last(self, entry: _Entry) -> None:
        entry.cell["versions"] = entry.ask("versions")
        entry.stop()


def _timing(texts: Sequence[str]) -> dict[str, Any]:
    return {**_size(texts), "seconds": [], "cpu_seconds": []}


def _add(timing: dict[str, Any], answer: dict[str, Any]) -> None:
    timing["seconds"].append(answer["seconds"])
    timing["cpu_seconds"].append(answer["cpu_seconds"])


def _size(texts: Sequence[str]) -> dict[str, int]:
    size = sum(len(text.encode("utf-8", "surrogatepass")) for text in texts)
    return {"documents": len(texts), "bytes": size}
