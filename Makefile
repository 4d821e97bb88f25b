# Everything from nothing but Python 3.11+ and make.
PYTHON ?= python3
PORT ?= 8093
CAMPAIGN ?= lai-chau-2023
VENV := .venv
BIN := $(VENV)/bin

# Where compiled modules may not be kept, every start of the program compiles all of it anew: up to
# a second each time, and the tests start it some two hundred times.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo install test check bench catalogs clean

demo: $(VENV)/.installed
	$(BIN)/thidua demo --port $(PORT) --campaign $(CAMPAIGN)

install: $(VENV)/.installed

test: $(VENV)/.tested check
	$(BIN)/pytest --numprocesses auto --dist worksteal

check: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.benched
	$(BIN)/python -m tests.bench

catalogs: $(VENV)/.tested
	$(BIN)/python -m locales

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	touch $@

$(VENV)/.benched: $(VENV)/.tested
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
