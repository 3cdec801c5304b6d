"""Ways to damage a saved model, by accident or on purpose; see `benchmarks/fuzz_models.py`."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from radeh.storage.manifest import ARRAYS, MANIFEST, sealed

ODD = (None, True, -1, 0, 2**31, 2**63, 10**30, 1e308, "", "../../etc/passwd", "/dev/zero", "os")
ODD += ([], {}, [[]], "a" * 5000, {"in": "pickle"}, {"tuple": []}, [1] * 50, "coef_", "__class__")
AWAY = ("../secret", "/etc/passwd", "..", "a/../../secret", "\0", "secret\n", "C:\\x")

Chance = random.Random
Mutation = Callable[[Path, Chance], None]


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
