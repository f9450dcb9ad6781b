# What a contributor runs; .ci/run runs the same. Needs Python 3.11 or newer and git, nothing else.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
COVERAGE := --cov --cov-branch --cov-report=term --cov-fail-under=95

.PHONY: check lint format slow pythons docs figures bench demo constraints

check: lint  ## format, lint, types, layers, tests with branch coverage
	$(BIN)/pytest -n 2 $(COVERAGE)

lint: $(INSTALLED)  ## what is checked without running anything
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy src tools tests/support/builders.py bench/run.py bench/reading.py
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/win32
	$(BIN)/mypy --platform darwin --cache-dir .mypy_cache/darwin
	$(BIN)/lint-imports

format: $(INSTALLED)  ## put every file into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

slow: $(INSTALLED)  ## the sweeps that kill, crowd and measure
	$(BIN)/pytest -n 2 -m slow

pythons: $(INSTALLED)  ## the quick part of the tests on the other Pythons that are promised and found here
	$(BIN)/python tools/other_pythons.py

docs: $(INSTALLED)  ## write docs/reference and the picture anew from the program
	PYTHONPATH=tests $(BIN)/python tools/write_docs.py

figures: $(INSTALLED)  ## what the source tree is made of; WITH='--list' names what is counted
	$(BIN)/python tools/house_figures.py $(WITH)

bench: $(INSTALLED)  ## start-up and growth, as ratios to bare Python; a few minutes
	$(BIN)/python bench/run.py

demo: $(INSTALLED)  ## a sample workspace in clientkit-demo/
	$(BIN)/clientkit demo

constraints:  ## the newest versions that pyproject.toml allows; run 'make check' after it
	rm -rf .venv && $(PYTHON) -m venv .venv
	$(BIN)/pip install -q -e '.[dev]'
	{ sed '/^[^#]/d' constraints.txt; $(BIN)/pip freeze --exclude-editable; } > constraints.new
	mv constraints.new constraints.txt

$(INSTALLED): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install -q -c constraints.txt -e '.[dev]'
	touch $@
