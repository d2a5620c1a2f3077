# `make` lists what can be asked for. Set-up happens by itself and is repeated only when what it depends on has changed:
# each stamp's name holds a hash of the content of the files behind it, so neither clocks nor branches fool it.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
export PYTHONDONTWRITEBYTECODE := 1

# Options of the targets below.
DEMO ?= yes
DAYS ?= 1
ARGS ?=

PYTHON := .venv/bin/python
# The version Lambda runs: `chalice package` builds for the interpreter it runs on.
SYSTEM_PYTHON := $(shell command -v python3.11 || command -v python3)
PYTEST := $(PYTHON) -m pytest

hash = $(shell cat $(1) 2>/dev/null | sha256sum | cut -c1-16)
# A virtual environment and node_modules belong to one place; a moved clone makes them again.
place := $(shell pwd | sha256sum | cut -c1-8)
page_sources := backoffice/src backoffice/public backoffice/index.html backoffice/package-lock.json \
  backoffice/tsconfig.json backoffice/vite.config.ts chalicelib/domain/reasons.py infra/generate.py

VENV_READY := .venv/.ready-$(place)-$(call hash,requirements.txt requirements-dev.txt)
NPM_READY := backoffice/node_modules/.ready-$(place)-$(call hash,backoffice/package.json backoffice/package-lock.json)
PAGE_READY := .build/page-$(shell find $(page_sources) -path '*/generated' -prune -o -type f -print0 2>/dev/null \
  | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16)

.PHONY: help setup run forward reset package openapi test lint format types unit functional contract architecture \
  simulation e2e browser frontend chromium generated page backoffice/dist clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

# ---- the two commands ------------------------------------------------------------------------------------------------
run: setup page ## Start everything on this machine (DEMO=yes|no) and say where to look
	@$(PYTHON) -m infra.local.run --demo $(DEMO) --directory .local

test: setup ## The whole verdict: lint, types, every test suite, front end, browser
	@$(PYTHON) -m infra.verdict

# ---- the running local cloud -----------------------------------------------------------------------------------------
forward: setup ## Move the running local cloud's clock (DAYS=1)
	@$(PYTHON) -m infra.local.clock forward --days $(DAYS)

reset: ## Forget everything the local cloud remembers (stop it first)
	@rm -rf .local

# ---- set-up ----------------------------------------------------------------------------------------------------------
setup: $(VENV_READY) $(NPM_READY) generated ## Everything a fresh clone needs, once

$(VENV_READY):
	@echo "Setting up the Python environment"
	@$(SYSTEM_PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { apt-get update -qq && apt-get install -y -qq python3.11-venv; } >&2
	@grep -qsF "$$(pwd)/.venv" .venv/pyvenv.cfg || $(SYSTEM_PYTHON) -m venv --clear .venv
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-input --requirement requirements-dev.txt
	@rm -f .venv/.ready-* && touch $@

$(NPM_READY):
	@echo "Setting up the back office"
	@cd backoffice && npm ci --no-audit --no-fund --loglevel=error
	@rm -f backoffice/node_modules/.ready-* && touch $@

generated: | $(VENV_READY)
	@$(PYTHON) -m infra.pages
	@$(PYTHON) -m infra.generate reasons

page: setup
	@test -f $(PAGE_READY) -a -f backoffice/dist/index.html || $(MAKE) backoffice/dist

backoffice/dist:
	@echo "Building the back office"
	@cd backoffice && npm run --silent build -- --logLevel warn
	@mkdir -p .build && rm -f .build/page-* && touch $(PAGE_READY)

chromium:
	@command -v chromium chromium-browser google-chrome >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } >&2

# ---- one suite at a time (ARGS= goes to the tool) --------------------------------------------------------------------
lint: setup ## Style, complexity, security habits (ruff)
	@$(PYTHON) -m ruff check . $(ARGS)
	@$(PYTHON) -m ruff format --check . $(ARGS)

format: setup ## Repair what lint can repair
	@$(PYTHON) -m ruff check --fix . $(ARGS)
	@$(PYTHON) -m ruff format . $(ARGS)

types: setup ## mypy, strict
	@$(PYTHON) -m mypy $(ARGS)

unit: setup ## Rules, use cases, pages: no network, no AWS
	@$(PYTEST) tests/unit $(ARGS)

functional: setup ## Routes, triggers and adapters on the embedded AWS
	@$(PYTEST) tests/functional $(ARGS)

contract: setup ## What must agree: template, settings, OpenAPI, docs
	@$(PYTEST) tests/contract $(ARGS)

architecture: setup ## Rooms, sizes, entry points
	@$(PYTEST) tests/architecture $(ARGS)

simulation: setup ## Crashes, lost answers and repeated events against the send protocol
	@$(PYTEST) tests/simulation $(ARGS)

e2e: setup page ## The packaged template on the embedded AWS, door to inbox
	@$(PYTEST) tests/e2e $(ARGS)

browser: setup page chromium ## The pages in headless Chromium
	@$(PYTEST) tests/browser $(ARGS)

frontend: setup ## The back office: lint, tests, types and build
	@cd backoffice && npm run --silent lint && npm run --silent test
	@$(MAKE) page

# ---- what is built ---------------------------------------------------------------------------------------------------
openapi: setup ## Write docs/openapi.json from the routes
	@$(PYTHON) -m infra.generate openapi

package: setup page ## Build what is deployed: .build/package/{sam.yaml,deployment.zip}
	@$(PYTHON) -m infra.package

clean: ## Remove everything that can be made again (the local cloud's memory stays)
	@rm -rf .build .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis backoffice/node_modules backoffice/dist \
	  backoffice/src/generated chalicelib/pages/compiled
