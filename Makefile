# `make` alone lists what there is.
.DEFAULT_GOAL := help
.PHONY: help run test grade chaos bench check lock env dev-env clean
SHELL := /bin/sh

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run: env ## the whole system here, until Ctrl-C  [DEMO=1 with a demo] [PORT=8080] [FLOWER_PORT=5555]
	@.venv/bin/scrapersky up $(if $(filter-out 0,$(DEMO)),--demo)

# Four processes on two cores, since half of the tests wait for others. They start some hundred of our programs, which are
# therefore kept compiled, whatever the environment says.
test: dev-env ## all tests  [ARGS="tests/unit -q"]
	@sh ops/install-test-tools.sh
	@PYTHONDONTWRITEBYTECODE= .venv/bin/python -m pytest $(or $(ARGS),-q -n 4 --dist loadfile --no-loadscope-reorder)

grade: dev-env ## precision and recall on labelled pages  [ARGS=--misses]
	@.venv/bin/python -m tests.grade $(ARGS)

chaos: dev-env ## random faults on a whole system, then the judge  [SEED=] [MINUTES=10]
	@.venv/bin/python -m tests.faults.lab $(if $(SEED),--seed $(SEED)) --minutes $(or $(MINUTES),10)

bench: env ## CPU of a domain, ours and others', in 8 minutes; writes docs/benchmarks/speed.md  [ARGS=--quick]
	@sh ops/make-bench-env.sh && .venv/bin/python -m benchmarks.speed $(ARGS)

check: dev-env ## format, lint, types, imports, house rules, migrations
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/python -m pytest tests/house -q
	.venv/bin/python -m migrations.check

env: ## .venv with what `make run` needs
	@sh ops/make-env.sh run

dev-env: ## .venv with what `make test` and `make check` need
	@sh ops/make-env.sh dev

lock: ## requirements*.lock from setup.cfg  [ARGS=--upgrade]
	@sh ops/lock.sh $(ARGS)

clean: ## remove .venv and caches; the data in var/ stays
	@rm -rf .venv .venv-tools .venv-bench .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
