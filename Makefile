# Two commands do everything: `make demo` and `make test`. `make help` lists the rest.
# Paths stay relative, so that the checkout may lie anywhere, blanks and Chinese characters included.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
export PYTHONUTF8 := 1
# An environment below a Chinese folder cannot start under the plain C locale.
export LC_ALL := C.UTF-8
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo test lint types layers sql templates readme tests torture fix bench fuzz clean

help:
	@echo "make demo   装好环境，用样例数据走一遍全月的活"
	@echo "make test   装好开发环境，过全部检查"
	@echo "make torture 断电、杀进程、写坏磁盘、改字节：台账一样完好（几分钟）"
	@echo "make fix    自动改正能改的格式，重算 README 里的输出"
	@echo "make bench  测速：同一轮里与裸脚本比的倍数"
	@echo "make fuzz   拿乱改的文件试读一分钟（另装 atheris）"
	@echo "make clean  删掉环境和演示工作区"

.venv/runtime: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "需要 Python 3.11 以上；可写 make PYTHON=python3.12 …")'
	$(PYTHON) -m venv .venv
	$(PIP) pip
	$(PIP) --editable .
	@touch $@

.venv/development: .venv/runtime
	$(PIP) --group dev
	@touch $@

demo: .venv/runtime
	@test -f demo/zs.toml || $(BIN)/zs demo demo
	$(BIN)/zs -C demo ingest --received 文件 demo/来文
	$(BIN)/zs -C demo status
	$(BIN)/zs -C demo show
	$(BIN)/zs -C demo rank
	$(BIN)/zs -C demo rank --among province
	$(BIN)/zs -C demo brief press --date 2022-12-20
	@echo
	@echo "文稿在 demo/输出/2022-11/。接着试试："
	@echo "  . $(BIN)/activate && cd demo"
	@echo "  zs show 2022-10 --region 叶县"
	@echo "  zs rank 2022-11 --indicator fdi_used --by growth"
	@echo "  zs --help"

test: lint types layers sql templates readme tests

lint: .venv/development
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet

types: .venv/development
	$(BIN)/mypy

layers: .venv/development
	PATH="$$PWD/$(BIN):$$PATH" lint-imports

sql: .venv/development
	$(BIN)/sqlfluff lint --disable-progress-bar sql
	$(BIN)/python -m tests.portable

templates: .venv/development
	$(BIN)/djlint templates --extension html.j2 --lint --quiet

readme: .venv/development
	$(BIN)/cog --check --check-fail-msg="改法：make fix" -P -I . README.md README.en.md

tests: .venv/development
	$(BIN)/pytest --cov --quiet --numprocesses auto --dist loadfile

torture: .venv/development
	$(BIN)/pytest --quiet -m torture -s

fix: .venv/development
	$(BIN)/ruff check --fix --quiet
	$(BIN)/ruff format --quiet
	$(BIN)/sqlfluff fix --quiet sql
	$(BIN)/cog -r -P -I . README.md README.en.md

bench: .venv/development
	$(BIN)/python -m benchmarks

fuzz: .venv/development
	$(PIP) atheris
	$(BIN)/python -m tests.dirty.fuzz

clean:
	rm -rf .venv demo
