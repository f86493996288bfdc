# 两条命令就够：make demo 看效果，make test 跑全部检查。其余目标供开发用。
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_LOCK := requirements/run.txt
TEST_LOCK := requirements/test.txt

.PHONY: demo test check unit bench serve lock clean

demo: $(VENV)/.run
	$(BIN)/python -m cli.demo samples

test: $(VENV)/.test
	$(MAKE) --no-print-directory check unit

check: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: $(VENV)/.test
	$(BIN)/python -m pytest --cov --cov-report=term:skip-covered

bench: $(VENV)/.test
	$(BIN)/python -m bench

serve: $(VENV)/.run
	$(BIN)/duijie serve

# The marker of the test environment satisfies the run environment too: it is a superset.
$(VENV)/.run: $(RUN_LOCK) pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "正在安装依赖（第一次约需半分钟，取决于网络）……"
	@test -e $(VENV)/.test || $(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r $(RUN_LOCK)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: $(TEST_LOCK) pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "正在安装测试依赖（第一次约需几分钟：sentence-transformers 带来 torch）……"
	@$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r $(TEST_LOCK)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.run

# Needs uv; writes names, versions and hashes only.
lock:
	uv pip compile pyproject.toml requirements/build.in --extra local --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --output-file $(RUN_LOCK)
	uv pip compile pyproject.toml requirements/build.in --extra local --extra transformers --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --output-file $(TEST_LOCK)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage*
