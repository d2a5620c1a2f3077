# `make` lists what can be asked for. Set-up happens by itself and is repeated only when what it depends on has changed:
# each stamp's name holds a hash of the content of the files behind it, so neither clocks nor branches fool it.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# Options of the targets below.
DEMO ?= yes
DAYS ?= 1
ARGS ?=
SOAK_EXAMPLES ?= 5000
SOAK_DAYS ?= 10000
SOAK_MEGABYTES ?= 1024
SOAK_CALLS ?= 300
SOAK_FUZZ_SECONDS ?= 600

PYTHON := .venv/bin/python
# The version Lambda runs: `chalice package` builds for the interpreter it runs on.
SYSTEM_PYTHON := $(shell command -v python3.11 || command -v python3)
PYTEST := $(PYTHON) -m pytest

# A virtual environment belongs to one place: a moved clone makes it again.
VENV_READY := .venv/.ready-$(shell { pwd; cat requirements.txt requirements-dev.txt; } | sha256sum | cut -c1-16)

.PHONY: help setup run forward reset package openapi test lint format types unit functional launcher contract architecture \
  simulation soak e2e browser frontend bench python page processes system clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

# ---- the two commands ------------------------------------------------------------------------------------------------
run: python processes ## Start everything on this machine (DEMO=yes|no) and say where to look
	@$(PYTHON) -m infra.local.run --demo $(DEMO) --directory .local

# Packaged first, because suites that run side by side would package at the same time.
test: setup system package ## The whole verdict: lint, types, every test suite, front end, browser
	@$(PYTHON) -m infra.verdict

# ---- the running local cloud -----------------------------------------------------------------------------------------
forward: python ## Move the running local cloud's clock (DAYS=1) and send what is due by then
	@$(PYTHON) -m infra.local.forward --days $(DAYS) --directory .local

reset: python ## Forget everything the local cloud remembers (stop it first)
	@$(PYTHON) -m infra.local.reset --directory .local

# ---- set-up ----------------------------------------------------------------------------------------------------------
setup: ## Everything a fresh clone needs, once
	@$(MAKE) -j2 python page

$(VENV_READY):
	@echo "Setting up the Python environment"
	@$(SYSTEM_PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { apt-get update -qq && apt-get install -y -qq python3.11-venv; } >&2
	@grep -qsF "$$(pwd)/.venv" .venv/pyvenv.cfg || $(SYSTEM_PYTHON) -m venv --clear .venv
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-input --requirement requirements-dev.txt
	@rm -f .venv/.ready-* && touch $@

# Both look at the content of their sources and do nothing when it has not changed. The page's build needs the standard
# library alone, so it does not wait for the environment.
python: $(VENV_READY)
	@$(PYTHON) -m infra.pages
	@$(PYTHON) -m infra.generate reasons

page:
	@$(SYSTEM_PYTHON) -c 'from pathlib import Path; from infra.local.back_office_build import build_back_office as b; b(Path.cwd())'

# $(call need,any of these commands,Debian package)
need = command -v $(1) >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends $(2); } >&2

processes:
	@$(call need,ps,procps)

# What only the tests need: a browser, and the programs a merchant or a person at the terminal uses.
system: processes
	@$(call need,chromium chromium-browser google-chrome,chromium)
	@$(call need,sftp,openssh-client)
	@$(call need,curl,curl)

# ---- one suite at a time (ARGS= goes to the tool) --------------------------------------------------------------------
lint: python ## Style, complexity, security habits (ruff)
	@$(PYTHON) -m ruff check . $(ARGS)
	@$(PYTHON) -m ruff format --check . $(ARGS)

format: python ## Repair what lint can repair
	@$(PYTHON) -m ruff check --fix . $(ARGS)
	@$(PYTHON) -m ruff format . $(ARGS)

types: python ## mypy, strict
	@$(PYTHON) -m mypy $(ARGS)

unit: python ## Rules, use cases, pages: no network, no AWS
	@$(PYTEST) tests/unit $(ARGS)

functional: python page system ## Routes, triggers and adapters on the embedded AWS
	@$(PYTEST) tests/functional $(ARGS)

launcher: python page system ## The local cloud of `make run`: started, stopped, killed, its clock moved
	@$(PYTEST) tests/launcher $(ARGS)

contract: python ## What must agree: template, settings, OpenAPI, docs
	@$(PYTEST) tests/contract $(ARGS)

architecture: python ## Rooms, sizes, entry points
	@$(PYTEST) tests/architecture $(ARGS)

simulation: python ## Crashes, lost answers and repeated events against the send protocol
	@$(PYTEST) tests/simulation $(ARGS)

soak: python ## For hours: the simulations, a large file, every route, a fuzzer at every door (SOAK_… say how long)
	@$(PYTHON) -m tests.simulation.soak --examples $(SOAK_EXAMPLES)
	@$(PYTHON) -m tests.simulation.days --days $(SOAK_DAYS)
	@$(PYTHON) -m tests.soak.large_file --megabytes $(SOAK_MEGABYTES)
	@SCHEMA_EXAMPLES=$(SOAK_CALLS) $(PYTEST) tests/functional/api/test_read_endpoints.py tests/functional/api/test_write_endpoints.py -k documented
	@SOAK_ROWS=100000 $(PYTEST) tests/simulation/test_large_file.py
	@for door in csv json webservice archive; do \
	  $(PYTHON) -m tests.fuzz.run --target $$door --seconds $(SOAK_FUZZ_SECONDS) 2>&1 | tail -n 8; done

e2e: python page system ## The packaged template on the embedded AWS, door to inbox
	@$(PYTEST) tests/e2e $(ARGS)

browser: python page system ## The pages in headless Chromium
	@$(PYTEST) tests/browser $(ARGS)

frontend: page ## The back office: types and build, lint, tests
	@cd backoffice && npm run --silent lint && npm run --silent test

bench: python ## Pace and cost of sender and intake, and a page's cost at a million rows, against what was promised (an hour)
	@$(PYTHON) -m tests.bench
	@$(PYTHON) -m tests.bench.intake_bench
	@$(PYTHON) -m tests.bench.list_bench

# ---- what is built ---------------------------------------------------------------------------------------------------
openapi: python ## Write docs/openapi.json from the routes, and the columns the page knows from the intake
	@$(PYTHON) -m infra.generate columns openapi

package: python page ## Build what is deployed: .build/package/{sam.yaml,deployment.zip}
	@$(PYTHON) -m infra.package

clean: ## Remove everything that can be made again (the local cloud's memory stays)
	@rm -rf .build .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis backoffice/node_modules backoffice/dist \
	  backoffice/src/generated chalicelib/pages/compiled
