"""The board and the page: what a reader finds there."""

import copy
import re
import xml.etree.ElementTree as ET

import pytest
from click.testing import CliRunner

from radeh import RadehError
from radeh.benchmark import plots
from radeh.benchmark.board import BEGIN, END, insert, significant, to_markdown, to_text
from radeh.benchmark.report import to_html
from radeh.benchmark.results import Results, write
from radeh.cli import group


def test_the_board_names_each_with_its_figures(measured):
    text, markdown = to_text(measured), to_markdown(measured)
    for cell in measured.cells:
        assert cell["contestant"]["name"] in text
        assert f"{100 * cell['accuracy']['macro_f1']:.1f}" in text
        assert f"{100 * cell['accuracy']['macro_f1']:.1f}" in markdown
    assert "thread" in markdown


def test_where_only_models_are_judged_nothing_is_said_of_folds(measured):
    models = [cell for cell in measured.cells if cell["contestant"]["kind"] == "model"]
    assert "to learn from" in to_text(measured)
    told = to_text(Results(measured.about, models))
    assert re.search(r"seeds: \d+ documents to judge", told)
    assert "to learn from" not in told


@pytest.mark.parametrize(
    ("value", "written"),
    [(None, ""), (0, "0"), (0.0123456, "0.012"), (1.2345, "1.23"), (98765.4, "98,800"),
     (999.6, "1,000"), (12.0, "12.0")],
)  # fmt: skip
def test_numbers_are_written_with_three_digits(value, written):
    assert significant(value) == written


def test_the_board_goes_between_its_markers_and_nowhere_else(measured, tmp_path):
    page = tmp_path / "README.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    assert insert(measured, page)
    text = page.read_text()
    assert text.startswith(f"before\n{BEGIN}\n**seeds**")
    assert text.endswith(f"{END}\nafter\n")
    assert "old" not in text
    assert not insert(measured, page)
    page.write_text("no markers")
    with pytest.raises(RadehError, match="README"):
        insert(measured, page)


@pytest.fixture
def persian(measured):
    runs = [copy.deepcopy(measured) for _ in range(3)]
    for number, run in enumerate(runs):
        run.about["commit"] = f"{number}abcdef0123"
        for cell in run.cells:
            cell["corpus"].update(name="اخبار دری", labels=["سیاست", "امنیت <b>", "اقتصاد"])
    return runs


def test_the_page_stands_alone_and_isolates_persian(persian):
    page = to_html(persian)
    for address in ("http://", "https://", "<script", "<link", "@import", "url("):
        assert address not in page.replace("http://www.w3.org/2000/svg", "")
    assert "<bdi>اخبار دری</bdi>" in page
    assert "<bdi>امنیت &lt;b&gt;</bdi>" in page
    assert "History" in page
    assert "0abcdef" in page
    assert page.count("<svg") >= 7


def test_every_plot_is_well_formed(persian):
    page = to_html(persian)
    drawn = [part.partition("</svg>")[0] for part in page.split("<svg")[1:]]
    for part in drawn:
        root = ET.fromstring(f"<svg{part}</svg>")
        for element in root.iter():
            for name in ("x", "y", "cx", "cy", "x1", "x2", "y1", "y2", "width", "height"):
                if name in element.attrib:
                    assert float(element.attrib[name]) >= 0


def test_names_in_a_scatter_do_not_cover_each_other():
    points = [plots.Point(f"contestant {number}", 1000 + number, 0.8) for number in range(8)]
    root = ET.fromstring(plots.scatter("crowded", points, "x", "y"))
    names = [element for element in root.iter() if "contestant" in (element.text or "")]
    assert len({(name.attrib["y"], name.attrib["text-anchor"]) for name in names}) == 8


@pytest.mark.parametrize(
    ("low", "high", "log"), [(0.001, 9000, True), (3, 7, True), (81, 84, False)]
)
def test_an_axis_has_a_few_round_ticks_inside(low, high, log):
    axis = plots.Axis.around("x", [low, high], log=log)
    ticks = axis.ticks()
    assert 3 <= len(ticks) <= 12
    assert all(0 <= axis.place(tick) <= 1 for tick in ticks)
    assert 0 <= axis.place(low) < axis.place(high) <= 1


def test_report_and_board_from_the_command_line(measured, tmp_path):
    result, page = tmp_path / "r.jsonl", tmp_path / "page.html"
    write(measured, result)
    done = CliRunner().invoke(group, ["benchmark", "report", str(result), "--output", str(page)])
    assert done.exit_code == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    done = CliRunner().invoke(group, ["benchmark", "board", str(result)])
    assert done.output == to_markdown(measured)
