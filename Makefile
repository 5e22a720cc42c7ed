# The commands of Youju: `make help`. Compiled code goes to CARGO_TARGET_DIR, by default ./target.
SHELL       := bash
.SHELLFLAGS := -eu -o pipefail -c
.NOTPARALLEL:
.DEFAULT_GOAL := help

CACHE  := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/youju
TARGET := $(abspath $(or $(CARGO_TARGET_DIR),target))
NPM    := npm --no-audit --no-fund --no-update-notifier

export PATH := $(PATH):$(CACHE)/judges/bin:$(CACHE)/tools/bin

.PHONY: help up test check unit web e2e conformance walk bench generate clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

up: ## Build everything and run it with a demo company; prints the address and the accounts
	@.ci/install up
	@$(MAKE) --no-print-directory web/dist/index.html
	@cargo build --release --package server --bin youju
	@exec $(TARGET)/release/youju serve --demo $(ARGS)

test: ## Everything below that checks something
	@.ci/install test
	@$(MAKE) --no-print-directory check unit web e2e conformance

check: ## Formatting and lints of the Rust code
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- --deny warnings

unit: ## Tests of the Rust code, among them those over HTTP on a real PostgreSQL
	cargo build
	@if cargo nextest --version >/dev/null 2>&1; then \
		cargo nextest run --workspace --no-fail-fast; \
		cargo test --workspace --doc; \
	else \
		cargo test --workspace --no-fail-fast; \
	fi

web: web/node_modules/.package-lock.json ## Lint, types and tests of the web client
	$(NPM) --prefix web run lint
	$(NPM) --prefix web run check
	$(NPM) --prefix web test

e2e: web/dist/index.html tests/e2e/node_modules/.package-lock.json ## Journeys in a real browser on the real service
	cargo build
	YOUJU_BIN=$(TARGET)/debug/youju $(NPM) --prefix tests/e2e test

conformance: web/node_modules/.package-lock.json ## What judges that are not ours say
	cargo build
	YOUJU_BIN=$(TARGET)/debug/youju tests/conformance/run

walk: web/dist/index.html ## From a roster to an evidence bundle: make walk ROSTER=staff.xlsx OUT=folder
	@: $${ROSTER:?the roster to import} $${OUT:?the folder for what comes out}
	cargo build --release --package server --bin youju --package tests --bin walk
	YOUJU_BIN=$(TARGET)/release/youju tests/walk/run "$(ROSTER)" "$(OUT)"

bench: ## Speed as a ratio to this machine's floor
	cargo build --release --package server --bin youju
	YOUJU_BIN=$(TARGET)/release/youju tests/bench/run

# diesel writes schema.rs from a throw-away PostgreSQL: the service need not compile for that.
generate: web/node_modules/.package-lock.json ## Write schema.rs, openapi.yaml and the client's types anew
	@.ci/install generate
	pg_virtualenv -t sh -ec 'export DATABASE_URL="postgresql:///postgres?host=$$PGHOST&port=$$PGPORT&user=$$PGUSER&password=$$PGPASSWORD"; \
		diesel migration run --migration-dir migrations --config-file api/store/diesel.toml'
	cargo run --quiet --bin youju -- openapi > openapi.yaml.new
	mv openapi.yaml.new openapi.yaml
	cargo run --quiet --bin youju -- openapi --roles > api/docs/roles.md
	$(NPM) --prefix web run generate

clean: ## Remove what was built; the demo company's data in .data stay
	cargo clean
	rm -rf web/dist web/node_modules tests/e2e/node_modules

%/node_modules/.package-lock.json: %/package-lock.json
	$(NPM) --prefix $* ci
	@touch $@

web/dist/index.html: web/node_modules/.package-lock.json web/index.html web/vite.config.ts $(shell find web/src web/public -type f 2>/dev/null)
	$(NPM) --prefix web run build
	@touch $@
