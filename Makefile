# Ontzorg. `make` alone lists what you can do. Every path here is relative: the project
# may live in a directory with spaces.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
export DJANGO_SETTINGS_MODULE := ontzorg.config.settings
WORKERS ?= 2
WALLS := tests/security tests/fuzz tests/faults tests/concurrency tests/walls tests/supply \
  src/ontzorg/config/tests/test_merge_jobs.py src/ontzorg/verzuim/tests/test_settled.py \
  $(addprefix tests/e2e/test_,passkey.py planted_faults.py widths.py keyboard.py)
SCANNERS := $(VENV)/scanners
# Tests and checks have a database server of their own, beside the one with your data.
TEST_VAR := $(if $(ONTZORG_VAR),$(ONTZORG_VAR),var/test)
BESIDE_TEST_SERVER := ONTZORG_VAR='$(TEST_VAR)' $(BIN)/python -m ontzorg.config.embedded

STAMP_VENV := $(VENV)/stamp-venv
STAMP_PACKAGES := $(VENV)/stamp-packages
STAMP_BENCH := $(VENV)/stamp-bench
STAMP_SCANNERS := $(VENV)/stamp-scanners
STAMP_NPM := $(VENV)/stamp-npm
STAMP_FRONTEND := $(VENV)/stamp-frontend
FRONTEND_SOURCES := $(shell find frontend -path frontend/node_modules -prune -o -type f -print)
# The stylesheet keeps only the classes that a template or a portal names.
FRONTEND_READS := $(shell find src/ontzorg -name '*.html' -o -path '*/portals/*.py')

.PHONY: help setup demo run test walls check measure bench lock dist sbom weaknesses clean

help: ## List what you can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

setup: $(STAMP_PACKAGES) $(STAMP_FRONTEND) ## Install everything the project needs, in .venv

demo: setup ## Start the product with demo data on http://localhost:8000
	@$(BIN)/python -m ontzorg.config.cli demo $(ARGS)

run: setup ## Start the product without demo data
	@$(BIN)/python -m ontzorg.config.cli serve $(ARGS)

test: setup ## Run every test, the browser tests too
	@$(BIN)/python -m ontzorg.config.browser
	@$(BESIDE_TEST_SERVER) $(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

walls: setup $(STAMP_SCANNERS) ## Attack, break and fuzz the product at length, and print how often
	@$(BIN)/python -m ontzorg.config.browser
	@$(BESIDE_TEST_SERVER) $(BIN)/python -m pytest -n $(WORKERS) -m 'walls or not walls' $(WALLS) $(ARGS)

check: setup ## Check style, types, rooms, sizes, names, tables and lock files
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/lint-imports --no-cache
	@ONTZORG_VAR='$(TEST_VAR)' $(BIN)/python -m mypy
	@$(BESIDE_TEST_SERVER) $(BIN)/python -m django makemigrations --check --dry-run
	@ONTZORG_VAR='$(TEST_VAR)' $(BIN)/python -m pytest tests/architecture

measure: $(STAMP_PACKAGES) ## Print the sizes of functions and files
	@$(BIN)/python -m tests.architecture.sizes

bench: setup $(STAMP_BENCH) ## Measure speed on a large book (BENCH_WERKGEVERS=200 is quicker)
	@$(BIN)/python -m tests.performance.bench_rules
	@$(BIN)/python -m tests.performance.bench

lock: $(STAMP_VENV) ## Write the lock files anew (UPGRADE=1 takes newer releases)
	@$(BIN)/python -m tests.architecture.locks $(if $(UPGRADE),--upgrade)

dist: setup ## Build the wheel in dist/
	@$(BIN)/uv build --quiet --wheel --no-build-isolation --python $(BIN)/python --out-dir dist

sbom: $(STAMP_PACKAGES) ## Write the list of parts to dist/ontzorg.cdx.json
	@$(BIN)/python -m tests.supply.sbom

weaknesses: $(STAMP_PACKAGES) ## Compare our packages with a list of known weaknesses (LIST=osv.zip)
	@$(BIN)/python -m tests.supply.advisories '$(LIST)'

clean: ## Remove what setup made; your data under var/ stay
	@rm -rf $(VENV) dist frontend/node_modules src/ontzorg/portals/shared/static/build
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache var/test

$(STAMP_VENV):
	@[ -n '$(PYTHON)' ] || { echo 'Ontzorg needs Python 3.11 or newer: install it first.' >&2; exit 1; }
	@echo 'Making the virtual environment $(VENV)'
	@$(PYTHON) -m venv --clear $(VENV) || { \
	  echo 'Python has no venv here. On Debian or Ubuntu: apt-get install python3-venv' >&2; exit 1; }
	@touch $@

$(STAMP_PACKAGES): $(STAMP_VENV) requirements/bootstrap.lock requirements/dev.lock pyproject.toml
	@echo 'Installing Python packages'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
	  --requirement requirements/bootstrap.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes \
	  --requirement requirements/dev.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMP_BENCH): $(STAMP_PACKAGES) requirements/bench.lock
	@echo 'Installing what the benchmark compares with'
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes \
	  --requirement requirements/bench.lock || echo 'It cannot be installed here and is left out.'
	@touch $@

# The scanners of others need older packages than we do: they get an environment of their own.
$(STAMP_SCANNERS): $(STAMP_PACKAGES) requirements/walls.lock
	@echo 'Installing the scanners that attack the product'
	@{ $(BIN)/uv venv --quiet --clear --python $(BIN)/python $(SCANNERS) && \
	  $(BIN)/uv pip install --quiet --python $(SCANNERS)/bin/python --require-hashes \
	    --requirement requirements/walls.lock; } || echo 'They cannot be installed here; T13 is left out.'
	@touch $@

$(STAMP_NPM): $(STAMP_PACKAGES) frontend/package.json frontend/package-lock.json
	@echo 'Installing frontend packages'
	@cd frontend && PATH="$$OLDPWD/$(BIN):$$PATH" npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(STAMP_FRONTEND): $(STAMP_NPM) $(FRONTEND_SOURCES) $(FRONTEND_READS)
	@echo 'Building the frontend'
	@cd frontend && PATH="$$OLDPWD/$(BIN):$$PATH" npm run --silent build -- --logLevel error
	@touch $@
