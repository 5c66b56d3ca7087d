# The verbs of this site. `make` alone explains them.
# Written for GNU make 3.81 too, the one that comes with a Mac.

.DEFAULT_GOAL := help

# Three at once, each with a browser of its own: on two processors, one of them mostly waits.
PYTEST = .venv/bin/pytest -n 3
PRESS = PYTHONPATH=plugins .venv/bin/python -m blog.build
# Whoever looks at a terminal has just read what is wrong. There make ends as if by Ctrl-C: it fails,
# and nothing behind && runs, but it adds no "Error 1" of its own, which is for programs.
# Where Ctrl-C is ignored, it stays as it was; and make has a moment to hear it.
TOLD = || { [ -t 2 ] && ! sh -c 'kill -INT $$$$' || exit 1; trap '' INT; kill -INT $$PPID; sleep 0.1; }

# It is today when it is today at the practice, wherever this runs.
ZONE := $(shell sed -n 's/^ *time_zone *= *"\(.*\)".*/\1/p' content/practice.toml 2>/dev/null)
export TZ := $(or $(ZONE),Europe/London)

# What Python has compiled is kept, wherever this runs: every build would compile it again.
export PYTHONDONTWRITEBYTECODE :=

# As they were typed: a dollar sign in a title is no variable of make's.
override TITLE := $(value TITLE)
override POST := $(value POST)
override URL := $(value URL)
override FROM := $(value FROM)
override WRITE := $(value WRITE)
override PICTURES := $(value PICTURES)
export TITLE POST URL FROM WRITE PICTURES

.PHONY: new
new: .venv/site ## Start a post: make new TITLE="A title"
	@$(PRESS).new $(TOLD)

# To make, the words of a title without quotes are further verbs: after `new` there are none.
ifeq ($(firstword $(MAKECMDGOALS)),new)
override TITLE := $(TITLE) $(wordlist 2,99,$(value MAKECMDGOALS))
.DEFAULT: ; @:
else

.PHONY: help setup html serve desk import publish smoke check test test-all test-hosting test-deploy audit bench
.PHONY: screenshot packages lock clean

help:
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

setup: .venv/site ## Make this the blog of another practice: six questions
	@$(PRESS).setup $(TOLD)

html: .venv/site ## Build the site for this computer, into output/
	@$(PRESS).build $(TOLD)
	@echo "See it with: make serve"

serve: .venv/site ## Show the site in the browser, and follow every save (PORT=8000)
	@$(PRESS).serve

desk: .venv/site ## Write, look at and publish your texts in the browser
	@PYTHONPATH=plugins .venv/bin/python -m blog.desk

import: .venv/site ## Bring the old blog over: make import FROM=export.csv (then WRITE=yes)
	@PYTHONPATH=plugins .venv/bin/python -m blog.importing $(TOLD)

publish: .venv/site ## Build the site for the public, into output/
	@$(PRESS).build publish $(TOLD)

smoke: .venv/site ## Read the live site as a visitor would (URL=https://www.example.com)
	@PYTHONPATH=plugins .venv/bin/python -m blog.live $(TOLD)

check: .venv/site ## Read everything as a careful colleague would, or one post: POST=name
	@$${GITHUB_ACTIONS:+echo ::add-matcher::.github/problems.json} # which shows it beside the file
	@$(PRESS).build check $(TOLD)

test: .venv/test ## Test the program itself, in a real browser too
	@.venv/bin/ruff check .
	@browser="$$(sh tests/browser.sh)" && BROWSER_PATH="$$browser" $(PYTEST)

test-all: .venv/test ## Test it with the long runs, in nginx too, and see that the tests miss little
	@.venv/bin/ruff check .
	@nginx="$$(sh tests/hosting/nginx.sh)" && browser="$$(sh tests/browser.sh)" && \
	export NGINX_PATH="$$nginx" BROWSER_PATH="$$browser" && \
	$(PYTEST) --cov -m "not slow" && \
	$(PYTEST) --hypothesis-profile=long -m "slow or hypothesis"

test-hosting: .venv/test ## Test the public site in a real web server, nginx
	@nginx="$$(sh tests/hosting/nginx.sh)" && browser="$$(sh tests/browser.sh)" && \
	NGINX_PATH="$$nginx" BROWSER_PATH="$$browser" .venv/bin/pytest -m server tests/hosting

test-deploy: .venv/test ## Test each step of the workflow in a clean clone, as GitHub runs it
	@.venv/bin/pytest -x -v --durations=0 tests/rehearse_deploy.py

audit: .venv/audit ## Measure the public pages as a phone and a checker see them: a table
	@browser="$$(sh tests/browser.sh)" && BROWSER_PATH="$$browser" .venv/bin/python tests/audit

bench: .venv/test ## Measure what a build costs, and how many visits one small web server can take
	@.venv/bin/python tests/bench
	@nginx="$$(sh tests/hosting/nginx.sh)" && \
	NGINX_PATH="$$nginx" .venv/bin/python tests/hosting/bench.py

screenshot: html .venv/test ## Take the picture of the site for the README
	@browser="$$(sh tests/browser.sh)" && BROWSER_PATH="$$browser" .venv/bin/python tests/screenshot.py

clean: ## Remove all that can be made again; what you wrote stays
	@rm -rf output .build .venv .pytest_cache .ruff_cache .coverage
	@find . -name __pycache__ -prune -exec rm -rf {} +

lock: .venv/site ## Bring every package to its newest version, and tell what changed
	@command -v uv >/dev/null || .venv/bin/python -m pip install -q uv
	@mkdir -p .build && $(LOCKED) >.build/locked.txt
	@$(COMPILE) pyproject.toml -o requirements.txt
	@$(COMPILE) --group test -c requirements.txt -o requirements-test.txt
	@$(COMPILE) --group audit -c requirements.txt -c requirements-test.txt \
		-o requirements-audit.txt
	@told="$$($(LOCKED) | diff .build/locked.txt - | sed -n 's/^</gone:/p; s/^>/new: /p')"; \
	echo "$${told:-No package has changed.}"; [ -z "$$told" ] || echo "Now try them: make test"

packages: .venv/audit ## List the packages with their licences; ask whether one is known to be unsafe
	@.venv/bin/pip-licenses
	@said="$$($(AUDIT) 2>&1)" && { echo "$$said"; exit; }; \
	case "$$said" in *"Found "*"known vulnerabilit"*) \
		echo "$$said"; echo "If it is mended in a newer version: make lock, then make test"; exit 1;; \
	esac; \
	why="No package was CHECKED for known vulnerabilities: $$(echo "$$said" | tail -n 1 | cut -c 1-200)"; \
	echo "$${GITHUB_ACTIONS:+::warning::}$$why"

# OSV has the advisories of PyPA and of GitHub. It is asked, and not PyPI, which pip-audit would ask
# by itself: where a mirror stands in for PyPI and knows of no advisories, pip-audit passes over every
# package, and calls it a success.
AUDIT = .venv/bin/pip-audit --disable-pip --progress-spinner off --vulnerability-service osv \
	--requirement requirements.txt --requirement requirements-test.txt \
	--requirement requirements-audit.txt

# Each package of the locks, in its version.
LOCKED = cat requirements*.txt | sed -n 's/^\([^ ]*==[^ ;]*\).*/\1/p' | sort -u

endif

COMPILE = PATH="$$PATH:.venv/bin" uv pip compile -q --upgrade --universal --python-version 3.11 \
	--generate-hashes --custom-compile-command "make lock"

# Setting up. Each file below .venv is a stamp that says how far it has got.

.venv/site: requirements.txt .venv/bin/python
	@$(call install,requirements.txt)

.venv/test: requirements-test.txt .venv/site
	@$(call install,requirements-test.txt)

.venv/audit: requirements-audit.txt .venv/test
	@$(call install,requirements-audit.txt)

# uv is quicker, so it is used where there is one.
# The lock names every package, so nothing else is looked for (--no-deps): older pips would take
# coverage[toml] for a package of its own, and refuse it as soon as there is a newer one.
install = if command -v uv >/dev/null; \
	then uv pip install -q --python .venv/bin/python --no-deps --require-hashes -r $(1); \
	else .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r $(1); fi \
	&& touch $@ \
	|| { echo "The setup did not finish. Is this computer online? Then please try again."; exit 1; }

.venv/bin/python:
	@echo "Setting up, once; this takes about a minute..."
	@if command -v uv >/dev/null; then uv venv -q --clear --seed --python '>=3.11' .venv; exit; fi; \
	for python in python3 python3.14 python3.13 python3.12 python3.11; do \
		$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		$$python -m venv --clear .venv >/dev/null && exit; \
		echo "Python is here, but its part for setting up is not."; \
		echo "On Debian or Ubuntu, this puts it right: sudo apt install python3-venv"; \
		exit 1; \
	done; \
	echo "This needs Python 3.11 or newer; you can get it from https://www.python.org"; exit 1
