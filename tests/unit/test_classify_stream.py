"""`radeh classify` on streams: every format, nothing lost, and what is broken told by its line."""

import csv
import gzip
import io
import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner
from places import ROOT

from radeh.cli import group
from radeh.documents import DocumentStream

pyarrow = pytest.importorskip("pyarrow")
zstandard = pytest.importorskip("zstandard")
parquet = pytest.importorskip("pyarrow.parquet")

TEXTS = [f"خبر شمارهٔ {number}: قیمت دلار و نفت در بازار بالا رفت" for number in range(40)]


def run(*arguments, **options):
    return CliRunner().invoke(group, ["classify", *map(str, arguments)], **options)


def write_inputs(folder):
    rows = [{"id": str(n), "text": text, "n": n} for n, text in enumerate(TEXTS)]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    (folder / "a.jsonl").write_bytes(lines)
    (folder / "a.jsonl.gz").write_bytes(gzip.compress(lines))
    # Two frames, as `cat a.zst b.zst` makes them.
    frames = [zstandard.compress(part) for part in (lines[:500], lines[500:])]
    (folder / "a.ndjson.zst").write_bytes(b"".join(frames))
    for suffix, delimiter in (("csv", ","), ("tsv", "\t")):
        table = io.StringIO()
        writer = csv.DictWriter(table, ["id", "text", "n"], delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
        (folder / f"a.{suffix}").write_text(table.getvalue(), encoding="utf-8-sig")
    parquet.write_table(pyarrow.Table.from_pylist(rows), folder / "a.parquet", row_group_size=7)


@pytest.mark.parametrize(
    "name", ["a.jsonl", "a.jsonl.gz", "a.ndjson.zst", "a.csv", "a.tsv", "a.parquet"]
)
def test_every_input_format_gives_the_same(tmp_path, name):
    write_inputs(tmp_path)
    done = run(tmp_path / name, "--format", "jsonl", "--keep", "n")
    assert done.exit_code == 0, done.output
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    expected = run(tmp_path / "a.jsonl", "--format", "jsonl").stdout.splitlines()
    assert [int(row.pop("n")) for row in rows] == list(range(len(TEXTS)))
    assert rows == [json.loads(line) for line in expected]


def test_a_line_a_document_and_standard_input(tmp_path):
    data = gzip.compress("\n".join(TEXTS).encode())
    done = run("-", "--input-format", "lines", "--format", "jsonl", input=data)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) == len(TEXTS)
    assert rows[3]["id"] == "standard input, line 4"


def test_every_output_format_says_the_same(tmp_path):
    write_inputs(tmp_path)
    for suffix in ("jsonl", "csv", "tsv", "parquet"):
        done = run(tmp_path / "a.jsonl", "--keep", "n", "-o", tmp_path / f"o.{suffix}")
        assert (done.exit_code, done.output) == (0, "")
    rows = [json.loads(line) for line in (tmp_path / "o.jsonl").read_bytes().splitlines()]
    assert parquet.read_table(tmp_path / "o.parquet").to_pylist() == rows
    for suffix, delimiter in (("csv", ","), ("tsv", "\t")):
        with (tmp_path / f"o.{suffix}").open(encoding="utf-8", newline="") as file:
            table = list(csv.DictReader(file, delimiter=delimiter))
        for row, cells in zip(rows, table, strict=True):
            assert (cells["id"], int(cells["n"])) == (row["id"], row["n"])
            assert cells["labels"] == ",".join(row["labels"])
            assert float(cells["economy"]) == row["scores"]["economy"]


def test_processes_change_nothing(tmp_path):
    write_inputs(tmp_path)
    (tmp_path / "b.jsonl").write_bytes((tmp_path / "a.jsonl").read_bytes() * 20)
    for jobs in ("1", "2"):
        done = run(tmp_path / "b.jsonl", "-o", tmp_path / f"{jobs}.jsonl", "--n-jobs", jobs)
        assert done.exit_code == 0, done.output
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()


def broken_lines():
    """1,000 lines of which a twentieth is broken, with the numbers of those."""
    chance = random.Random(7)
    kinds = [
        b'{"text": ',
        b'{"body": "x"}',
        b'{"text": "\xff\xfe"}',
        b'{"text": "a\0b"}',
        b'{"text": 5}',
        b"[]",
        b'{"text": "x", "n": ' + b"9" * 5000 + b"}",
        b'{"text": ' + b"[" * 100_000,
    ]
    lines, bad = [], []
    for number in range(1, 1001):
        if number % 20 == 0:
            bad.append(number)
            long = b'{"text": "' + b"x" * 50_000_000 + b'"}'
            lines.append(long if number == 500 else chance.choice(kinds))
        else:
            text = f"{TEXTS[number % 40]} {number}"
            lines.append(json.dumps({"id": number, "text": text}).encode())
    return lines, bad


def test_a_stream_with_a_twentieth_broken_loses_nothing(tmp_path):
    lines, bad = broken_lines()
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(lines))
    done = run(tmp_path / "a.jsonl", "-o", tmp_path / "o.jsonl", "--errors", tmp_path / "e.jsonl")
    assert done.exit_code == 1
    rows = [json.loads(line) for line in (tmp_path / "o.jsonl").read_bytes().splitlines()]
    assert [int(row["id"]) for row in rows] == [n for n in range(1, 1001) if n not in bad]
    errors = [json.loads(line) for line in (tmp_path / "e.jsonl").read_bytes().splitlines()]
    assert [error["line"] for error in errors] == bad
    assert all(error["file"].endswith("a.jsonl") and error["reason"] for error in errors)
    assert "50 of 1000 records failed" in done.stderr


def test_broken_csv_records_cost_themselves_only(tmp_path):
    lines = [
        b"id,text",
        b"1,one",
        b'2,"never closed',
        b"3,three",
        b'4,"four\nin two lines"',
        b"5,\xff",
        b"6,si\0x",
        b"7,seven,too many",
        b'8,"a"b',
        b"9,nine",
        b'10,"open to the end',
    ]
    (tmp_path / "a.csv").write_bytes(b"\n".join(lines))
    done = run(tmp_path / "a.csv", "--format", "csv")
    ids = [row["id"] for row in csv.DictReader(io.StringIO(done.stdout))]
    assert ids == ["1", "3", "4", "9"]
    told = [int(line.split("line ")[1].split(":")[0]) for line in done.stderr.splitlines()]
    assert told == [3, 7, 8, 9, 10, 12]
    assert done.exit_code == 1


def test_records_told_on_standard_error_are_few_then_counted(tmp_path):
    (tmp_path / "a.jsonl").write_text("{\n" * 100 + '{"text": "متن"}\n')
    told = run(tmp_path / "a.jsonl").stderr.splitlines()
    assert len(told) == 21
    assert "100 of 101 records failed" in told[-1]


def test_the_first_failure_ends_it_when_asked(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "متن"}\n{\n')
    done = run(tmp_path / "a.jsonl", "-o", tmp_path / "o.jsonl", "--on-error", "fail")
    assert done.exit_code == 1
    assert "line 2" in done.stderr
    assert not (tmp_path / "o.jsonl").exists()
    done = run(tmp_path / "a.jsonl", "-o", tmp_path / "o.jsonl", "--resume")
    assert done.exit_code == 1
    assert len((tmp_path / "o.jsonl").read_bytes().splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "o.jsonl"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("cut.jsonl.gz", gzip.compress(b'{"text": "x"}\n' * 9999)[:-20]),
        ("cut.jsonl.zst", zstandard.compress(os.urandom(300_000))[:-900]),
        ("bad.parquet", b"PAR1 and no more"),
        ("empty.csv", b""),
        ("text.csv", b"body\nx\n"),
        ("large.txt", b"x" * 3000),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line_and_status_2(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text("متن")
    paths = [tmp_path / name, tmp_path / "good.txt"]
    done = run(
        *paths, "--format", "jsonl", "--max-record-bytes", "2000", "--errors", tmp_path / "e"
    )
    assert done.exit_code == 2
    assert json.loads(done.stdout.splitlines()[-1])["id"] == str(paths[1])
    assert len([line for line in done.stderr.splitlines() if str(paths[0]) in line]) == 1
    assert json.loads((tmp_path / "e").read_bytes().splitlines()[-1])["line"] is None


def test_kept_fields_keep_their_types_in_parquet(tmp_path):
    rows = [
        {"text": "الف", "i": 1, "f": 1, "b": True, "s": "x", "l": ["p"], "m": 1, "none": None},
        {"text": "ب", "i": 2, "f": 0.5, "b": False, "s": "\ud800", "l": {}, "m": "x"},
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    keep = [
        part for name in ("i", "f", "b", "s", "l", "m", "none", "text") for part in ("--keep", name)
    ]
    done = run(tmp_path / "a.jsonl", "-o", tmp_path / "o.parquet", *keep)
    assert done.exit_code == 0, done.output
    table = parquet.read_table(tmp_path / "o.parquet")
    types = {name: str(table.schema.field(name).type) for name in ("i", "f", "b", "s", "l", "m")}
    assert types == {
        "i": "int64", "f": "double", "b": "bool", "s": "string", "l": "string", "m": "string",
    }  # fmt: skip
    assert table.column("l").to_pylist() == ['["p"]', "{}"]
    assert table.column("text").to_pylist() == ["الف", "ب"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--keep", "labels"],
        ["--keep", "economy"],
        ["--resume"],
        ["--format", "parquet"],
        ["-o", ".", "--format", "csv"],
        ["-o", "x", "--errors", "x"],
    ],
)
def test_wrong_commands_are_status_2(tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("متن")
    assert run("a.txt", *arguments).exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_resumed_run_must_be_the_same_run(tmp_path):
    write_inputs(tmp_path)
    output = tmp_path / "o.jsonl"
    settings = {"progress": {"items": 1}, "settings": {}, "complete": False}
    (tmp_path / "o.jsonl.journal").write_text(json.dumps(settings))
    done = run(tmp_path / "a.jsonl", "-o", output, "--resume")
    assert "other settings" in str(done.exception)
    assert "--resume would have continued" in run(tmp_path / "a.jsonl", "-o", output).stderr
    assert sorted(p.name for p in tmp_path.glob("o.*")) == ["o.jsonl"]


def test_killed_runs_are_resumed_to_the_same_bytes():
    script = ROOT / "benchmarks" / "kill_resume.py"
    done = subprocess.run(
        [sys.executable, script, "3", "4000"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "parquet"])
def test_an_interrupt_leaves_a_valid_file_and_the_rest_can_follow(tmp_path, suffix):
    write_inputs(tmp_path)
    source, output = tmp_path / "b.jsonl", tmp_path / f"o.{suffix}"
    source.write_bytes((tmp_path / "a.jsonl").read_bytes() * 20_000)
    command = [sys.executable, "-m", "radeh", "classify", source, "-o", output]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    journal = tmp_path / f"{output.name}.journal"
    while not journal.exists() and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    told = process.communicate()[1]
    assert process.returncode == 130, told
    done = json.loads(journal.read_bytes())["progress"]["items"]
    assert f"interrupted after {done} records" in told
    if suffix == "parquet":
        assert parquet.ParquetFile(output).metadata.num_rows == done
    else:
        lines = output.read_bytes().splitlines()
        assert len(lines) == done + (suffix == "csv")
        assert lines[-1].endswith(b"}" if suffix == "jsonl" else b",")
    assert 0 < done < 800_000


def test_a_stream_is_read_as_it_is_needed(tmp_path):
    read, write = os.pipe()
    os.write(write, '{"text": "متن"}\n'.encode())
    stream = iter(DocumentStream([f"/dev/fd/{read}"], "jsonl"))
    os.write(write, b"x" * 100)  # a record that never ends: the first must not wait for it
    os.close(write)
    assert next(stream).text == "متن"
    stream.close()
    os.close(read)
