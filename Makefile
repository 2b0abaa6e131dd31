# `make run` and `make test` need nothing set up first; both are safe to repeat. `make help` lists the rest.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PY := .venv/bin/python
HOST ?= 127.0.0.1
PORT ?= 8000
PUBLIC_URL ?=
ARGS ?=
ALL ?=
# A database that lasts as long as the command, for commands that need none.
NO_DATABASE := DATABASE_URL=sqlite://:memory:
templates = $$(git ls-files 'templates/*.html')

.PHONY: help run test test-fast lint format lock bench clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-12s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## serve with sample data on http://127.0.0.1:8000 (HOST= PORT= PUBLIC_URL= open it to others)
	@scripts/setup run
	@HOST='$(HOST)' PORT='$(PORT)' PUBLIC_URL='$(PUBLIC_URL)' exec $(PY) scripts/serve.py

test: ## the whole suite: PostgreSQL with browser journeys, then SQLite (ARGS= goes to pytest)
	@scripts/setup test
	@scripts/test $(ARGS)

test-fast: ## the suite on SQLite, without the browser (ARGS= goes to pytest)
	@scripts/setup dev
	@$(NO_DATABASE) $(PY) -m pytest -m 'not browser' $(ARGS)

lint: ## code, templates, migrations, third-party files, locked requirements, shell scripts
	@scripts/setup dev
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@.venv/bin/djade --check $(templates)
	@$(NO_DATABASE) $(PY) manage.py makemigrations --check --dry-run
	@$(PY) scripts/vendor_check.py
	@$(PY) scripts/lock_check.py
	@.venv/bin/shellcheck scripts/setup scripts/test scripts/lock scripts/clean scripts/chromium .ci/run

format: ## let ruff and djade put code and templates in shape
	@scripts/setup dev
	@$(PY) -m ruff check --fix-only .
	@$(PY) -m ruff format .
	@.venv/bin/djade $(templates) || true

lock: ## pin what pyproject.toml asks for, by hash (ARGS=--upgrade takes newer versions)
	@scripts/setup dev
	@scripts/lock $(ARGS)

bench: ## time pages, reports and imports; prints a table and writes var/bench.json (ARGS=)
	@scripts/setup test
	@$(PY) scripts/bench.py $(ARGS)

clean: ## remove what the other targets made; ALL=1 removes the database and the secret key too
	@scripts/clean $(ALL)
