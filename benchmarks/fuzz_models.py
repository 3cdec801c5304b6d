"""Load thousands of mutated models: none may crash, hang, run code or take more memory than sound.

``python benchmarks/fuzz_models.py [COUNT] [SEED]`` mutates a small model, as a directory and as a
zip: flipped bits, cut and lengthened files, edited fields, paths that lead elsewhere, shapes larger
than the file. Every load must end in `radeh.ModelFormatError` within 2 s, with at most twice the
memory of an honest load, and without opening a file elsewhere or importing or running anything.

Some edits are ``sealed``: the SHA-256 is made right again, as an attacker would. Such an edit may
also make another well-formed model (a label of another name); then it must load and classify.
"""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import signal
import sys
import tempfile
import time
import tracemalloc
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import radeh
from radeh.storage.manifest import ARRAYS, MANIFEST, sealed

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
ODD = (None, True, -1, 0, 2**31, 2**63, 10**30, 1e308, "", "../../etc/passwd", "/dev/zero", "os")
ODD += ([], {}, [[]], "a" * 5000, {"in": "pickle"}, {"tuple": []}, [1] * 50, "coef_", "__class__")
AWAY = ("../secret", "/etc/passwd", "..", "a/../../secret", "\0", "secret\n", "C:\\x")

Chance = random.Random
Mutation = Callable[[Path, Chance], None]


def small_model() -> radeh.Model:
    """Train a model of some hundred terms on a few seed items."""
    documents = list(radeh.default_registry().find("corpus", "seeds").load()())[:120]
    params = {"features__max_features": 500}
    return radeh.train("words", documents, params=params)


def some_file(folder: Path, chance: Chance) -> Path:
    """Choose a file of the model."""
    return chance.choice(sorted(path for path in folder.iterdir() if path.is_file()))


def flip_bits(folder: Path, chance: Chance) -> None:
    """Flip one to eight bits of a file."""
    path = some_file(folder, chance)
    data = bytearray(path.read_bytes())
    for place in chance.sample(range(len(data) * 8), chance.randint(1, 8)):
        data[place // 8] ^= 1 << place % 8
    path.write_bytes(data)


def cut(folder: Path, chance: Chance) -> None:
    """Cut a file short, or remove it."""
    path = some_file(folder, chance)
    data = path.read_bytes()
    if chance.random() < 0.1:
        path.unlink()
    else:
        path.write_bytes(data[: chance.randrange(len(data))])


def lengthen(folder: Path, chance: Chance) -> None:
    """Append to a file, or replace a part of it."""
    path = some_file(folder, chance)
    data, more = path.read_bytes(), chance.randbytes(chance.randint(1, 2000))
    place = chance.randrange(len(data))
    swapped = data[:place] + more + data[place + len(more) :]
    path.write_bytes(data + more if swapped == data or chance.random() < 0.5 else swapped)


def edit_somewhere(value: Any, chance: Chance) -> bool:
    """Change, remove or add one thing somewhere in a JSON value."""
    while True:
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not keys:
            return False
        key = chance.choice(keys)
        inner = value[key]
        if isinstance(inner, (dict, list)) and inner and chance.random() < 0.8:
            value = inner
            continue
        odd = chance.choice(ODD)
        if chance.random() < 0.2:
            del value[key]
        elif type(odd) is type(inner) and odd == inner:
            return False
        else:
            value[key] = odd
        return True


def edit_field(folder: Path, chance: Chance) -> None:
    """Edit a field of the manifest by hand."""
    manifest = json.loads((folder / MANIFEST).read_bytes())
    while not edit_somewhere(manifest, chance):
        pass
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")


def reseal(folder: Path, manifest: dict[str, Any]) -> None:
    """Write a manifest whose SHA-256s are right."""
    for name, told in (
        manifest.get("files", {}).items() if isinstance(manifest.get("files"), dict) else ()
    ):
        path = folder / name
        if isinstance(told, dict) and path.is_file() and path.stat().st_size < 10**7:
            data = path.read_bytes()
            told.update(bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
    kept = {k: v for k, v in manifest.items() if k not in ("format", "format_version")}
    (folder / MANIFEST).write_bytes(sealed(kept))


def sealed_edit(folder: Path, chance: Chance) -> None:
    """Edit a field and make the seal right again."""
    manifest = json.loads((folder / MANIFEST).read_bytes())
    while not edit_somewhere(manifest, chance):
        pass
    reseal(folder, manifest)


def sealed_number(folder: Path, chance: Chance) -> None:
    """Make a number among the parameters, or in the state of a step, very large."""
    manifest = json.loads((folder / MANIFEST).read_bytes())
    step = chance.choice(manifest["steps"])
    places: list[tuple[Any, Any]] = []
    todo = [step["params"], step["state"]]
    while todo:
        value = todo.pop()
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(inner, (dict, list)):
                todo.append(inner)
            elif isinstance(inner, (int, float)):
                places.append((value, key))
    if places:
        value, key = chance.choice(places)
        value[key] = chance.choice([10**6, 2**31, 2**62, 10**30, -(10**9), 1e300])
    reseal(folder, manifest)


def sealed_path(folder: Path, chance: Chance) -> None:
    """Let a name of the manifest, or a link, lead out of the model."""
    manifest = json.loads((folder / MANIFEST).read_bytes())
    away = chance.choice(AWAY)
    kind = chance.randrange(3)
    if kind == 0:
        name = chance.choice(sorted(manifest["files"]))
        manifest["files"][away] = manifest["files"].pop(name)
    elif kind == 1:
        manifest["steps"][1]["step"] = away
    else:
        path = some_file(folder, chance)
        shutil.copy(path, folder.parent / "secret")
        path.unlink()
        links = [folder.parent / "secret", Path("/dev/zero"), Path("/etc/passwd")]
        path.symlink_to(chance.choice(links))
        if path.name == MANIFEST:
            return
    reseal(folder, manifest)


def sealed_shape(folder: Path, chance: Chance) -> None:
    """Let the header of the arrays promise more, or other, than there is."""
    path = folder / ARRAYS
    data = path.read_bytes()
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    told = header[chance.choice([name for name in header if name != "__metadata__"])]
    huge = chance.choice([2**20, 2**31, 2**40, 2**62, 2**70, -1, 1.5, "9", None, True])
    kind = chance.randrange(4)
    if kind == 0:
        told["shape"] = [huge] * chance.randint(1, 12)
    elif kind == 1:
        told["data_offsets"][chance.randrange(2)] = huge
    elif kind == 2:
        told["dtype"] = "U8" if told["dtype"] != "U8" else "F64"
    text = json.dumps(header).encode()
    size = chance.choice([2**62, 2**20, length * 1000]) if kind == 3 else len(text)
    path.write_bytes(size.to_bytes(8, "little") + text + data[8 + length :])
    reseal(folder, json.loads((folder / MANIFEST).read_bytes()))


def sealed_bytes(folder: Path, chance: Chance) -> None:
    """Damage an array or a vocabulary and make the seal right again."""
    manifest = (folder / MANIFEST).read_bytes()
    chance.choice([flip_bits, cut, lengthen])(folder, chance)
    (folder / MANIFEST).write_bytes(manifest)
    reseal(folder, json.loads(manifest))


#: Those whose seal is right may also load, as another model.
MUTATIONS: dict[Mutation, bool] = {
    flip_bits: False,
    cut: False,
    lengthen: False,
    edit_field: False,
    sealed_edit: True,
    sealed_number: True,
    sealed_path: False,
    sealed_shape: False,
    sealed_bytes: True,
}


def zipped(folder: Path, chance: Chance) -> Path:
    """Zip the files, now and then with a bomb among them or with bytes broken."""
    path = folder.parent / "model.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in sorted(folder.iterdir()):
            if item.is_file() and item.resolve().stat().st_size < 10**7:
                archive.writestr(item.name, item.read_bytes())
        if chance.random() < 0.02:
            archive.writestr("bomb.txt", b"\n" * 10**7)
    return path


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
