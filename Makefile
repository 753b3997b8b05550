# Two commands on a fresh machine (python3 >= 3.11, pip, make):
#   make demo   runs the shipped example case
#   make test   runs every check and test
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: setup demo test test-slow lint bench lock system clean

setup: $(STAMP)

$(STAMP): requirements-dev.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("redactor needs Python 3.11 or newer: make PYTHON=python3.11 …" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || $(PYTHON) -m virtualenv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(STAMP)

demo: setup
	rm -rf redactor-demo
	$(BIN)/redactor demo --out redactor-demo

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# LibreOffice and poppler-utils make and read real files in the tests; without them those tests are skipped by name.
system:
	sh scripts/system-packages.sh

test: setup system lint
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not slow"

# What takes too long for every change: whole-process kills, clusters, hundreds of files. Run before a release.
test-slow: setup system
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m slow

bench: setup
	$(BIN)/python -m benchmarks

lock:
	uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml --extra cluster --group dev -o requirements-dev.lock

clean:
	rm -rf $(VENV) dist build redactor-demo .mypy_cache .ruff_cache .pytest_cache .hypothesis
