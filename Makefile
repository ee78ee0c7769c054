# Two commands matter: `make run` and `make test`. Both need python3 (3.11 or newer) and make.
PYTHON ?= python3
PY = .venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help run test test-full fix states requirements messages bench measure screenshots

help:            ## list what make can do
	@grep -hE '^[a-z%-]+:.*##' $(MAKEFILE_LIST) | sed 's/:[^#]*##/\t/' | expand -t 16
run:             ## start database, five doors and worker; Ctrl-C stops them
	@$(PYTHON) tools/environment.py requirements.lock
	@$(PY) -m rapporteur messages compile
	@exec $(PY) -m rapporteur run
test:            ## run every check, as CI does
	@$(PYTHON) tools/environment.py requirements-dev.lock
	@$(PY) tools/stages.py
test-full:       ## the same, with all languages and both themes in the browser
	@$(PYTHON) tools/environment.py requirements-dev.lock
	@RAPPORTEUR_TEST_FULL=1 $(PY) tools/stages.py
fix:             ## let the tools mend what they can
	@$(PYTHON) tools/environment.py requirements-dev.lock
	@$(PY) -m ruff check --fix -q . ; $(PY) -m ruff format -q .
states:          ## draw the tables of states into docs/states/
	@$(PYTHON) tools/environment.py requirements-dev.lock
	@$(PY) -m rapporteur states
requirements:    ## make docs/requirements.md from the marks of the tests
	@$(PYTHON) tools/environment.py requirements-dev.lock
	@$(PY) tools/requirements.py
messages:        ## bring the catalogues of translations up to date
	@$(PYTHON) tools/environment.py requirements-dev.lock
	@$(PY) -m rapporteur messages extract && $(PY) -m rapporteur messages compile
bench:           ## measure, each figure beside its baseline of the same run
	@$(PYTHON) tools/environment.py requirements-dev.lock
	@$(PY) -m tests.bench
bench-%:         ## measure one thing alone: bench-intake, bench-queue, bench-letters, …
	@$(PYTHON) tools/environment.py requirements-dev.lock
	@$(PY) -m tests.bench $*
measure:         ## count the code: sizes, types, docstrings, tests
	@$(PYTHON) tools/environment.py requirements-dev.lock
	@$(PY) tools/measure.py
screenshots:     ## take the pictures of the pages into screenshots/
	@$(PYTHON) tools/environment.py requirements-dev.lock
	@$(PY) -m pytest -q -m journey tests/journeys/test_screenshots.py
