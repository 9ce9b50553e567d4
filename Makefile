# The menu. `make` alone prints it.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
STORE ?= ladybug
# Two at a time, each file by one of two processes: more would each start a Neo4j and a browser of its own.
TOGETHER := -n 2 --dist loadfile
CODE := $(wildcard graph_schema ingest service visualise tests scripts bench)

.PHONY: help
help: ## print this menu
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: setup
setup: $(READY) ## make .venv from requirements.lock (done once for each state of the lock)

# uv comes from the lock too: pip installs the lock's own lines for it, hashes and all.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) scripts/system_packages.py
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@sed -n '/^uv==/,/# via/p' requirements.lock > $(VENV)/uv.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $(VENV)/uv.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $(READY)

.PHONY: demo
demo: $(READY) ## invent an area, land its feeds, and serve it; STORE=neo4j keeps it on a server started for it
	@$(BIN)/risk-network demo --store $(STORE)

.PHONY: test
test: $(READY) ## run the tests
	@$(BIN)/python -m pytest $(TOGETHER)

.PHONY: soak
soak: $(READY) ## run the long proofs at full depth, and write docs/soak.md
	@mkdir -p reports
	@status=0; RISK_NETWORK_SOAK=1 $(BIN)/python -m pytest $(TOGETHER) -m soak --timeout=7200 --junit-xml=reports/soak.xml || status=$$?; \
	$(BIN)/python scripts/record_soak.py reports/soak.xml docs/soak.md; exit $$status

.PHONY: check
check: lint test ## format, lint, types, imports, tests: what must be green before a commit

.PHONY: lint
lint: $(READY) ## format, lint, types, imports
	@$(BIN)/ruff format --check $(CODE)
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/mypy $(CODE)
	@$(BIN)/lint-imports

.PHONY: format
format: $(READY) ## put the code into the house's format, and mend what ruff can mend
	@$(BIN)/ruff check --fix-only $(CODE)
	@$(BIN)/ruff format $(CODE)

.PHONY: bench
bench: $(READY) ## measure the speeds we answer for
	@$(BIN)/python -m bench

.PHONY: docs
docs: $(READY) ## write the generated pages of docs/
	@$(BIN)/python scripts/build_docs.py

.PHONY: secrets
secrets: ## make the passwords that docker-compose.yml reads, where there are none
	@$(PYTHON) scripts/make_secrets.py

.PHONY: lock
lock: $(READY) ## resolve the dependencies anew into requirements.lock
	@$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --no-header --all-extras \
		--python-version 3.11 pyproject.toml --output-file requirements.lock
