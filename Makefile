# One word for each daily act; `make help` lists them.
# Another Python: make PYTHON=/path/to/python3 …   Another port: QIAOTU_PORT=9000 make run

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test lint check soak bench neo4j demo schema lock clean

# The newest Python that will do, else whichever there is: tools/setup.py says when it is too old.
# Each is tried, for a name on the path may be a shim with nothing behind it; looked up only once.
PYTHON ?= $(eval PYTHON := $(shell \
	for name in python3.14 python3.13 python3.12 python3.11 python3; do \
		"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
			&& { command -v "$$name"; exit; }; \
	done; command -v python3))$(PYTHON)
NO_PYTHON := Python 3.11 or later is needed; there is no python3 here. / 需要 Python 3.11 或更高版本。
PREPARE = test -n "$(PYTHON)" || { echo "$(NO_PYTHON)" >&2; exit 1; }; "$(PYTHON)" -m tools.setup
BIN := .venv/bin

help: ## list these targets (默认:列出所有命令)
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: ## prepare .venv and the page; safe to repeat (准备环境)
	@$(PREPARE)

run: setup ## setup, then serve on http://127.0.0.1:8765 (启动)
	@$(BIN)/qiaotu serve

# A city's own folder: older data-demo folders hold the documents' facts.
DEMO_OFFICE := syn-o-000001
DEMO := QIAOTU_STORE= QIAOTU_SEED_ON_START=false QIAOTU_OFFICE=$(DEMO_OFFICE) QIAOTU_DATA=data-demo/city
demo: setup ## serve a synthetic city on a data folder of its own (演示:合成城市,不动真实数据)
	@test -d data-demo/generated || $(BIN)/qiaotu generate --size city -o data-demo/generated
	@test -e data-demo/city/ready || { \
		$(DEMO) $(BIN)/qiaotu import data-demo/generated/records && touch data-demo/city/ready; }
	@$(DEMO) $(BIN)/qiaotu serve

setup-dev:
	@$(PREPARE) --dev

test: setup-dev ## every test; what this machine lacks is named at the end (测试)
	@$(BIN)/python -m pytest --numprocesses=2
	@$(BIN)/python -m tools.page test

lint: setup-dev ## ruff, mypy, eslint, vue-tsc (静态检查)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m tools.page check

check: lint test ## lint and test: what CI runs (全部检查)

soak: setup-dev ## kill the import of a city again and again; minutes (反复杀死导入)
	@QIAOTU_TEST_SOAK=1 $(BIN)/python -m pytest tests/seed/imports/test_import_resume.py

bench: setup-dev ## measure speed, side by side in one run (性能测试)
	@$(BIN)/python -m tests.bench.engines_bench
	@$(BIN)/python -m tests.bench.routes_bench
	@$(BIN)/python -m tests.bench.search_bench
	@$(BIN)/python -m tests.bench.import_bench
	@$(BIN)/python -m tests.bench.page_bench

neo4j: setup ## run a Neo4j to try things on, by Docker or Java (启动 Neo4j)
	@$(BIN)/python -m tests.support.neo4j_server

schema: setup-dev ## make anew what is made from graph/schema.yaml (按数据模式重新生成)
	@$(BIN)/python -m tools.schema

lock: ## make the requirements*.txt files anew; needs Python 3.11 (更新依赖锁)
	@python3.11 -m tools.lock

clean: ## remove what was built; data stay (清理,不删数据)
	@rm -rf .venv viz/web/node_modules viz/web/dist dist build data-demo
	@rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
