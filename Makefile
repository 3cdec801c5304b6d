# Every target makes the virtual environment that it needs.
VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin

#: where a full run leaves its results, and what the README's board is made from
BOARD := benchmarks/results/board.jsonl

.PHONY: demo test lint types bench bench-full bench-micro bench-gate board peers docs model \
	evaluate gate clean

demo: $(VENV)/.radeh
	$(BIN)/radeh classify docs/examples/dari-page.txt docs/examples/football.txt docs/examples/kebab.txt

test: $(VENV)/.test
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/check-jsonschema --builtin-schema vendor.github-actions action.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml

types: $(VENV)/.test
	$(BIN)/mypy

# On the seed corpus, beside the peers that are there; scikit-learn always is.
bench: $(VENV)/.radeh
	$(BIN)/python -m benchmarks.boards

# Every corpus at hand, beside every peer.
bench-full: peers
	$(BIN)/python -m benchmarks.boards --full
	$(BIN)/radeh benchmark report .bench/results.jsonl --output .bench/report.html

# Single steps and whole jobs, by pytest-benchmark.
bench-micro: $(VENV)/.bench
	$(BIN)/python -m pytest benchmarks --benchmark-only -q

# How far "radeh benchmark compare" can be trusted on this machine.
bench-gate: $(VENV)/.radeh
	$(BIN)/python -m benchmarks.gate

# Measure again what the README's board shows, and put it there.
board: bench-full
	mkdir -p $(dir $(BOARD))
	cp .bench/results.jsonl $(BOARD)
	$(BIN)/radeh benchmark board $(BOARD) --insert README.md

peers: $(VENV)/.radeh
	$(BIN)/python -m benchmarks.peers

docs: $(VENV)/.docs
	$(BIN)/python docs/pages.py
	$(BIN)/mkdocs build --strict
	$(BIN)/python -m pytest tests/docs -q

model: $(VENV)/.radeh
	$(BIN)/python -m radeh_topics.build

evaluate: $(VENV)/.radeh
	$(BIN)/python benchmarks/accuracy.py

gate: $(VENV)/.radeh
	$(BIN)/python benchmarks/accuracy.py --gate

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.radeh: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.test: $(VENV)/.radeh
	$(BIN)/python -m pip install --quiet --editable '.[test,lint]'
	touch $@

$(VENV)/.docs: $(VENV)/.test
	$(BIN)/python -m pip install --quiet --editable '.[docs]'
	touch $@

$(VENV)/.bench: $(VENV)/.radeh
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	touch $@

clean:
	rm -rf $(VENV) build dist site *.egg-info
