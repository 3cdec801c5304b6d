# Every target makes the virtual environment that it needs.
VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin

.PHONY: demo test lint types bench docs model evaluate gate clean

demo: $(VENV)/.radeh
	$(BIN)/radeh classify docs/examples/dari-page.txt docs/examples/football.txt docs/examples/kebab.txt

test: $(VENV)/.test
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/.test
	$(BIN)/mypy

bench: $(VENV)/.radeh
	$(BIN)/python benchmarks/speed.py

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

clean:
	rm -rf $(VENV) build dist site *.egg-info
