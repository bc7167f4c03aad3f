# `make serve` and `make test` are all a newcomer needs; `make check` is what a change must pass.

PYTHON ?= python3
PORT ?= 8000
PYTEST_OPTIONS ?=

BIN := .venv/bin
SERVE := .venv/serve.installed
ALL := .venv/all.installed
CASES := tests/chatbot/cases

.PHONY: serve test slow lint types check bench score clean

serve: $(SERVE)
	$(BIN)/python -m web --port $(PORT)

test: $(ALL)
	$(BIN)/python -m pytest -m "not slow" $(PYTEST_OPTIONS)

slow: $(ALL)
	$(BIN)/python -m pytest -m slow $(PYTEST_OPTIONS)

lint: $(ALL)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(ALL)
	$(BIN)/mypy

check: lint types test

bench: $(ALL)
	$(BIN)/python -m tests.benchmarks.bench_decoding

# Needs the evaluation files: CORPORA_DIR is a folder with `corpora/` and `eval/` in it. FIRST=1000 takes the first
# sentences of each test set only.
score: $(ALL)
	@test -n "$(CORPORA_DIR)" || { echo "make score: set CORPORA_DIR to a folder that holds eval/translation/tatoeba-test.en-fr.{en,fr} (and de, es, ja, nl, pl, sv, tr, zh) and corpora/{self-dialogue/self-dialogue.jsonl.gz,ms-personality-chat/english.tar.gz}" >&2; exit 2; }
	$(BIN)/python -m translate.score --short tests/translate/short_inputs
	$(BIN)/python -m translate.score --tests $(CORPORA_DIR)/eval/translation $(FIRST:%=--first %)
	$(BIN)/python -m chatbot.evaluate $(CORPORA_DIR)/corpora/self-dialogue/self-dialogue.jsonl.gz
	$(BIN)/python -m chatbot.score --memory $(CASES)/memory.toml --skills $(CASES)/skills.toml --small-talk $(CORPORA_DIR)/corpora/ms-personality-chat/english.tar.gz

clean:
	rm -rf .venv

$(SERVE): requirements-serve.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-serve.txt
	touch $@

$(ALL): requirements.txt requirements-serve.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $(SERVE) $@
