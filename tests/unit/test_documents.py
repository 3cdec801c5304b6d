import io
import json

import pytest

import radeh
from radeh.documents import read_documents


def write(path, data):
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return str(path)


def test_a_text_file_is_one_document_without_its_byte_order_mark(tmp_path):
    path = write(tmp_path / "a.txt", "\ufeffسلام\nدنیا")
    (document,) = read_documents(path)
    assert (document.id, document.text) == (path, "سلام\nدنیا")


def test_json_lines_keep_their_fields(tmp_path):
    record = {"id": 7, "title": "عنوان", "text": "متن", "labels": ["a", "b"], "year": 1403}
    path = write(tmp_path / "a.jsonl", json.dumps(record) + "\n\n")
    (document,) = read_documents(path)
    assert document.id == "7"
    assert document.text == "عنوان\nمتن"
    assert document.labels == ("a", "b")
    assert document.fields["year"] == 1403


def test_csv_may_hold_commas_quotes_and_line_feeds(tmp_path):
    path = write(tmp_path / "a.csv", 'id,text,labels\n1,"الف, ""ب""\nپ","x, y"\n')
    (document,) = read_documents(path)
    assert document.text == 'الف, "ب"\nپ'
    assert document.labels == ("x", "y")


def test_standard_input(monkeypatch):
    class Standard:
        buffer = io.BytesIO("متن".encode())

    monkeypatch.setattr("sys.stdin", Standard)
    (document,) = read_documents("-")
    assert document.text == "متن"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n", "empty"),
        ("a.txt", b"PNG\x00", "NUL byte at 3"),
        ("a.txt", b"ab\xff", "byte 2 is 0xff"),
        ("a.jsonl", b"", "empty"),
        ("a.jsonl", b'{"text": "x"}\n{', "line 2: not JSON"),
        ("a.jsonl", b"[]", "line 1: a JSON list"),
        ("a.jsonl", b'{"body": "x"}', "line 1: there is no field 'text'; the fields are body"),
        ("a.jsonl", b'{"text": 5}', "line 1: the field 'text' holds 5"),
        ("a.jsonl", b'{"text": "x", "labels": 5}', "line 1: the field 'labels'"),
        ("a.csv", b"text\n" + b'"open', "line 2: not CSV"),
        ("a.csv", b"body\nx\n", "line 1: there is no field 'text'; the fields are body"),
    ],
)
def test_what_cannot_be_read_is_told_by_file_and_line(tmp_path, name, data, told):
    path = write(tmp_path / name, data)
    with pytest.raises(radeh.DocumentError, match=told) as error:
        list(read_documents(path))
    assert path in str(error.value)


def test_a_missing_file_and_a_directory_are_named(tmp_path):
    with pytest.raises(radeh.DocumentError, match="No such file"):
        list(read_documents(str(tmp_path / "none")))
    with pytest.raises(radeh.DocumentError, match="is a directory"):
        list(read_documents(str(tmp_path)))
