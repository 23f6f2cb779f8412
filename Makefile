# Every command of the project. `make` alone lists them.
# Set-up runs on whatever python3 is on PATH; everything else on the environment that it makes in .venv.
PYTHON ?= python3
BIN := .venv/bin
# make workshop PORT=8100 PUBLIC_PORT=8101
export WITHINREACH_PORT := $(or $(PORT),$(WITHINREACH_PORT),8000)
export WITHINREACH_PUBLIC_PORT := $(or $(PUBLIC_PORT),$(WITHINREACH_PUBLIC_PORT),8866)

.DEFAULT_GOAL := help
.PHONY: help workshop workshop-clean test test-fresh look gallery preview build check lock setup

help:  ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 24

workshop:  ## prepare everything and start the Hub with a participant and an instructor
	@$(PYTHON) deploy/setup.py
	@exec $(BIN)/withinreach hub

workshop-clean:  ## remove what the workshop made: accounts, their files, the environment
	@test -x $(BIN)/withinreach || $(PYTHON) deploy/setup.py
	@$(BIN)/withinreach hub --clean
	@$(PYTHON) deploy/setup.py --remove

test:  ## install what tests need, check style and types, run all tests
	@$(PYTHON) deploy/setup.py --tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

test-fresh:  ## run `make test` and `make workshop` in a fresh Debian 12 (root; log in build/fresh.log)
	@$(PYTHON) deploy/fresh.py

look: setup  ## write screenshots of every page to build/look
	$(BIN)/python -m tests.look

gallery: setup  ## show every kind of task in every state, through Voilà
	@exec $(BIN)/python -m tests.gallery.serve

preview: setup  ## show a module that follows its files: make preview MODULE=01-foundations
	@exec $(BIN)/withinreach preview $(MODULE)

build: setup  ## rebuild release/ and notebooks/ from source/
	$(BIN)/withinreach build

check: setup  ## check every task file, key and notebook
	$(BIN)/withinreach check

lock:  ## resolve pyproject.toml and the proxy's package.json again (needs the network)
	@$(PYTHON) deploy/lock.py

setup:
	@$(PYTHON) deploy/setup.py
