# Two commands matter: `make briefing` and `make test`. Both need only Python 3.11 or newer, make and a package registry.

PYTHON ?= python3
OUTLINE ?= spec/briefing.yaml
PYTEST_ARGS ?= -n auto --dist loadfile
BENCH_ARGS ?=

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
INSTALL := $(PIP) install --quiet --constraint constraints.txt
PRODUCT := .venv/installed
TESTED := .venv/installed-with-tests

.PHONY: help briefing test lint pictures gallery bench clean
.DEFAULT_GOAL := briefing

help:
	@echo 'make briefing   the PDF briefing and the deck of $(OUTLINE), into dist/'
	@echo 'make test       every test; as root on Debian it also installs the outside tools that they ask'
	@echo 'make lint       style, types and floors only'
	@echo 'make pictures   draws the pictures of the README anew'
	@echo 'make gallery    draws docs/gallery.md anew from the examples of the charts'
	@echo 'make bench      times, beside what most would pick and against floors measured in the same run'
	@echo 'make clean      removes what was made'

briefing: $(PRODUCT)
	$(BIN)/hefei-report build $(OUTLINE) --output-dir dist

test: $(TESTED)
	@.ci/install-tools
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(TESTED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The README's pictures, from what stands in dist/.
pictures: $(TESTED) briefing
	$(BIN)/python assets/pictures/draw.py

# Every kind of chart in both media; needs LibreOffice for the slides.
gallery: $(TESTED)
	$(BIN)/python -m assets.pictures.gallery

# What is promised first, with README renewed where WRITE says what changed: make bench WRITE='paragraphs kept'
bench: $(TESTED)
	$(BIN)/python -m bench.at_once $(if $(WRITE),--write '$(WRITE)') $(BENCH_ARGS)
	$(BIN)/python -m bench.dominant
	$(BIN)/python bench/bench.py
	$(BIN)/python bench/typesetting.py
	$(BIN)/python bench/deck.py
	$(BIN)/python bench/charts.py

clean:
	rm -rf .venv .tools dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name it: make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv

# The build backend comes first, from the same pinned versions, so that nothing is fetched unseen later.
$(PRODUCT): pyproject.toml constraints.txt | .venv/bin/python
	$(INSTALL) hatchling
	$(INSTALL) --no-build-isolation --editable .
	@touch $@

$(TESTED): $(PRODUCT)
	$(INSTALL) --no-build-isolation --editable '.[archive,test]'
	@touch $@
