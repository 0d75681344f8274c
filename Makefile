# Everything a fresh machine needs is python >= 3.11 (with pip and venv), git and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed
COMPILED := $(VENV)/compiled
LINTED := $(VENV)/lint.txt

# The real listings some tests read; without them those tests skip.
READLIST_SEEDS ?= $(wildcard ../shared/seeds)
export READLIST_SEEDS

# Compiled once: not by every command that the tests try.
unexport PYTHONDONTWRITEBYTECODE

# Many tests wait for a terminal or another process: two to a core, but few enough for any memory.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print(2 * min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 8))')

.PHONY: demo test test-long other-pythons lint format pictures benchmarks clean

demo: $(STAMP)  ## open readlist on the bundled sample library
	@$(BIN)/readlist demo

test: $(COMPILED)  ## everything that is checked on a change; what lint says stands below the tests
	@$(MAKE) --no-print-directory lint > $(LINTED) 2>&1 & lint=$$!; \
	$(BIN)/pytest -n $(WORKERS) --dist worksteal; tests=$$?; \
	wait $$lint; lint=$$?; cat $(LINTED); \
	if [ $$tests = 0 ] && [ $$lint = 0 ]; then echo 'make test: tests and lint passed'; \
	else echo "make test: FAILED (exit codes: tests $$tests, lint $$lint)"; exit 1; fi

test-long: test other-pythons  ## kills, several processes, long random histories, other Pythons
	$(BIN)/pytest -m long
	$(BIN)/pytest -n $(WORKERS) --dist worksteal -m 'hypothesis and not long' --hypothesis-profile random
	READLIST_LATE=0.1 $(BIN)/pytest -n $(WORKERS) --dist worksteal tests/tui

other-pythons:  ## the tests on every other supported Python that is installed
	@for version in 3.11 3.12 3.13; do \
	  python$$version -c '' 2>/dev/null || { echo "no python$$version here: skipped"; continue; }; \
	  python$$version -m venv $(VENV)-$$version && \
	  $(VENV)-$$version/bin/python -m pip install --quiet '.[dev]' && \
	  $(VENV)-$$version/bin/python -m pytest -n auto --dist worksteal || exit 1; \
	done

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

pictures: $(STAMP)  ## draw the README's pictures from the program itself
	$(BIN)/python -m tests.pictures docs

PAPERS ?= 10000
benchmarks: $(STAMP)  ## measure, and print docs/benchmarks.md's tables (PAPERS="10000 100000": long)
	@$(BIN)/python -m pip install --quiet --editable '.[dev,benchmarks]' || \
	  echo 'tantivy cannot be installed here: left out' >&2
	@$(BIN)/python -m tests.benchmarks --papers $(PAPERS)

clean:
	rm -rf $(VENV) $(VENV)-* build *.egg-info

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'readlist needs Python 3.11 or newer: make PYTHON=python3.12 ...' >&2; exit 1; }
	@echo 'setting up $(VENV), once: about a minute …'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

# What pytest makes of the tests takes three times as long as reading it: not by each worker at once.
$(COMPILED): $(STAMP)
	@$(BIN)/pytest --collect-only > /dev/null || true
	@touch $@
