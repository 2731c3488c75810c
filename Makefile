# passline: everything a person needs, on Debian. `make help` lists it.

BUILD      ?= build
PREFIX     ?= /usr/local
DESTDIR    ?=
ROWS       ?= 1000000
RUNS       ?= 5
HUGE       ?= 0
SEEDS      ?= 1-200
CMAKE_ARGS ?=

# What each step needs from Debian, beyond make itself.
BUILD_PACKAGES := g++ cmake ninja-build pkg-config \
                  libcli11-dev libyaml-cpp-dev libfmt-dev nlohmann-json3-dev libutf8proc-dev libboost-math-dev \
                  libxlsxwriter-dev libminizip-dev libexpat1-dev zlib1g-dev nettle-dev
TEST_PACKAGES  := $(BUILD_PACKAGES) python3 doctest-dev libical3 python3-yaml
CHECK_PACKAGES := $(TEST_PACKAGES) clang-format clang-tidy-16 systemd cron
BENCH_PACKAGES := python3 python3-pandas r-cran-data.table sqlite3 miller

.DEFAULT_GOAL := build
.PHONY: deps build demo test check bench install format clean help

build: ## compile; leaves build/passline (the default)
	@cmake/install_packages.sh $(BUILD_PACKAGES)
	@[ -f $(BUILD)/build.ninja ] || cmake -S . -B $(BUILD) -G Ninja $(CMAKE_ARGS)
	@cmake --build $(BUILD) --target passline

demo: build ## grade a quarter of the shipped example and explain one person
	@examples/demo.sh $(BUILD)/passline

test: ## build and run every test
	@cmake/install_packages.sh $(TEST_PACKAGES)
	@$(MAKE) --no-print-directory build
	@cmake --build $(BUILD) --target passline_unit
	@python3 tests/run_all.py test --build $(BUILD) --seeds $(SEEDS)

check: ## the tests under sanitizers; clang-tidy, format, layers, docs in step
	@cmake/install_packages.sh $(CHECK_PACKAGES)
	@[ -f $(BUILD)/check/build.ninja ] || cmake -S . -B $(BUILD)/check -G Ninja -DCMAKE_BUILD_TYPE=Debug \
	    -DCMAKE_CXX_FLAGS_DEBUG="-O1 -g1" -DPASSLINE_WERROR=ON -DPASSLINE_SANITIZE=address,undefined $(CMAKE_ARGS)
	@cmake --build $(BUILD)/check --target passline passline_unit
	@python3 tests/run_all.py check --build $(BUILD)/check --seeds 1-20

bench: build ## time and memory beside DuckDB, Polars, …; writes docs/performance.md (ROWS, RUNS, HUGE)
	@cmake/install_packages.sh $(BENCH_PACKAGES)
	@command -v npm >/dev/null || cmake/install_packages.sh nodejs npm
	@cmake --build $(BUILD) --target bench_tool
	@python3 tests/bench/bench.py --passline $(BUILD)/passline --tool $(BUILD)/bench_tool --folder $(BUILD)/bench \
	    --rows $(ROWS) --runs $(RUNS) --huge $(HUGE) --page docs/performance.md

install: build ## install into PREFIX (/usr/local), below DESTDIR
	@DESTDIR=$(DESTDIR) cmake --install $(BUILD) --prefix $(PREFIX)

format: ## lay out the C++ sources by .clang-format
	@cmake/install_packages.sh clang-format python3
	@python3 tests/run_all.py format

deps: ## install what building, testing and checking need, and only what is missing
	@cmake/install_packages.sh $(CHECK_PACKAGES)

clean: ## remove what was built
	@rm -rf $(BUILD)

help: ## list these targets
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18
