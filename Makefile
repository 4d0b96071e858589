# Every task is one word. `make check` is what CI runs.
.DEFAULT_GOAL := help
.PHONY: help install run test check lock docs bench browser clean
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

help:  ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(STAMP): requirements/dev.txt requirements/axe.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Paperboy needs Python 3.11 or newer; try: make PYTHON=python3.12 …" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements/dev.txt
	$(BIN)/pip install --quiet --require-hashes --no-deps -r requirements/axe.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

install: $(STAMP)  ## make the virtual environment with the locked dependencies

run: install  ## start Paperboy with this terminal as its platform
	@$(BIN)/paperboy run

test: install  ## all tests, in parallel
	$(BIN)/pytest -n auto -q

check: install  ## what CI runs: lint, types, import rules, locks, audit, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python requirements/lock.py --check
	$(BIN)/python requirements/audit.py
	$(MAKE) test

lock: install  ## write requirements/*.txt anew from pyproject.toml
	$(BIN)/python requirements/lock.py

docs: install  ## write the table of settings in docs/operating.md anew
	$(BIN)/python -m bot.settings.described docs/operating.md

bench: install  ## measure, with the floor beside each figure (BENCH=full adds a million papers)
	$(BIN)/python -m bench

browser:  ## install Chromium, in which tests/browser run; without it they are skipped (Debian packages)
	@tests/browser/install.sh

screenshots: install browser  ## take the pictures in docs/screenshots anew
	$(BIN)/python -m tests.browser.screenshots

clean:  ## remove the virtual environment and caches (never data/)
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis *.egg-info
