# make demo: one fictitious pupil's trajectory, told in the terminal.   make test: the whole gate.
# make quick: the gate without a browser, a site or what takes long, with 25 examples a property.
# Both set themselves up in .venv from hash-locked files; a second call finds the stamp and is quick.
# Another interpreter: make test PYTHON=/path/to/python3.   More for pytest: make test ARGS="-k language".

.PHONY: demo test quick check site bench fuzz lock clean
.DELETE_ON_ERROR:

# A hundred processes of the tests start with what the first of them compiled.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14 python; do \
  "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo "$$p" && break; done)
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input
ARGS ?=

demo: $(VENV)/.run
	@$(PY) -m prodia demo $(ARGS)

test: $(VENV)/.dev
	@$(PY) -m pytest -n auto --dist loadscope --no-loadscope-reorder --durations=10 $(ARGS)

quick: $(VENV)/.dev
	@HYPOTHESIS_PROFILE=quick $(PY) -m pytest -n auto --dist loadscope --no-loadscope-reorder --durations=10 \
	  -m "not browser and not build and not whole" $(ARGS)

check: $(VENV)/.dev
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(PY) -m prodia check

site: $(VENV)/.dev
	NO_MKDOCS_2_WARNING=1 $(PY) -m mkdocs build --strict $(ARGS)
	NO_MKDOCS_2_WARNING=1 $(PY) -m mkdocs build --strict -f mkdocs.en.yml $(ARGS)

# Definitions changed by their grammar, most of them still right: none may end in an exception.
fuzz: $(VENV)/.dev
	$(PY) -m tests.fuzz $(ARGS)

bench: $(VENV)/.dev
	$(PY) -m tests.bench $(ARGS)

# The locks hold for Python 3.11 and later on Linux, macOS and Windows. Needs uv; nothing else does.
LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
  --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml
lock:
	$(LOCK) --extra authors --extra dask --extra docs --extra documents --extra frames --extra site --extra spark \
	  --extra xlsx --group dev -o requirements/dev.txt
	$(LOCK) --group build -c requirements/dev.txt -o requirements/run.txt

clean:
	rm -rf build dist site .hypothesis .mypy_cache .pytest_cache .ruff_cache $(VENV)
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(PY):
	@test -n "$(PYTHON)" || { echo "prodia needs Python 3.11 or later, and found none. \
	Install one, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3"; exit 2; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make a virtual \
	environment with pip. On Debian and Ubuntu: apt-get install python3-venv. \
	Or name another Python: make $(MAKECMDGOALS) PYTHON=/path/to/python3"; exit 2; }
	"$(PYTHON)" -m venv $(VENV)

# run.txt is a part of dev.txt with the same versions, so the two can share one environment. Of the
# gigabyte for developers little is ever imported, so that what is imported is compiled then, and no more.
$(VENV)/.%: requirements/%.txt pyproject.toml | $(PY)
	$(PIP) install -qq $(if $(filter dev,$*),--no-compile) --require-hashes -r $<
	$(PIP) install -qq --no-deps --no-build-isolation --editable .
	@touch $@
