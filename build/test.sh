#!/usr/bin/env bash
# Installs what is missing and runs every check and every test. The last line says how many
# passed and failed: a check counts as one, a test step as its number of tests. Exits 1 if
# anything failed.
#
#   ./build/test.sh                 everything
#   ./build/test.sh go-test pytest  these steps only (and says loudly what did not run)
#   ./build/test.sh --list          the names of the steps
#
# Each step writes its whole output to build/.cache/test/STEP.log.
# shellcheck source=build/lib.sh
. "$(dirname "$0")/lib.sh"

LOGS=$CACHE/test
STEP_LIMIT=1200 # seconds; a step that hangs must not hang the run
FUZZ_RUNS=5000
NETLAB=app/netlab
GOLANGCI_VERSION=v2.15.0

# In order. First the steps that others need, then two lanes that compute side by side (two cores),
# and a third one that mostly waits, for notebooks to start and pauses to end. Then the steps that
# measure time: the browser, and beside it the network laboratory, which mostly waits too. Last the
# window, which needs the screen for itself.
FIRST=(npm-ci frontend-build binary)
GO_LANE=(gofmt go-tidy go-vet go-test)
REST_LANE=(eslint shellcheck black flake8 mypy prettier vitest bindings fuzz cross-build golangci)
WAITING_LANE=(pytest)
BROWSER_LANE=(e2e)
NETWORK_LANE=(netlab)
LAST=(window)
STEPS=("${FIRST[@]}" "${GO_LANE[@]}" "${REST_LANE[@]}" "${WAITING_LANE[@]}" "${BROWSER_LANE[@]}"
  "${NETWORK_LANE[@]}" "${LAST[@]}")

# How long the steps that install or compile usually take on two cores. It is printed when the
# step starts, so that nobody thinks it hangs.
declare -A USUALLY=(
  [npm-ci]='15 s' [frontend-build]='25 s' [binary]='40 s, 2 min the first time'
  [go-vet]='15 s, 2 min the first time' [cross-build]='20 s, 2 min the first time'
  [golangci]='1 min, 4 min the first time' [window]='1 min, 6 min the first time'
)

PYTHON=/usr/bin/python3 # the one that apt's packages are for, whatever is first in PATH
export NPT_BIN=$BIN/npt-test # the program that pytest and Playwright start
export PYTHONDONTWRITEBYTECODE=1
# One font cache for all notebooks, made before any of them runs: making it takes
# seconds, and matplotlib says so in the middle of a cell's output.
export MPLCONFIGDIR=$CACHE/matplotlib

# --- The steps: each is a function step_NAME, run in a shell of its own -----------

step_npm-ci() { npm_packages; }
step_frontend-build() {
  frontend_build
  ! frontend_changed_since "$CACHE/frontend-build" || die "The interface counts as changed right after it was built: run.sh would build it at each start."
}
step_binary() { build_headless "$NPT_BIN"; }

step_gofmt() {
  local wrong
  wrong=$(git ls-files -co --exclude-standard '*.go' | existing | xargs gofmt -l)
  [ -z "$wrong" ] || die "gofmt would change:"$'\n'"$wrong"
}

# Both shapes of the program: for the browser, and with the window.
step_go-vet() {
  go vet ./...
  go vet -tags desktop,production,webkit2_41 . ./app/...
}

# go.mod must require exactly the modules that the source imports.
step_go-tidy() { go mod tidy -diff; }

# The program must build for the other systems too. Windows needs no C compiler and is built as
# it ships. For macOS the window needs a Mac; the rest does not.
step_cross-build() {
  GOOS=windows CGO_ENABLED=0 go build -tags desktop,production -o "$BIN/npt-cross.exe" .
  GOOS=darwin CGO_ENABLED=0 go vet ./...
  rm -f "$BIN/npt-cross.exe"
}

step_golangci() {
  local tool=$CACHE/bin/golangci-lint
  if [ "$("$tool" version --short 2>/dev/null)" != "${GOLANGCI_VERSION#v}" ]; then
    # Outside every go.mod, so that its few hundred requirements do not enter ours.
    GOBIN=$CACHE/bin go install "github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$GOLANGCI_VERSION"
  fi
  "$tool" run --allow-serial-runners --config build/golangci.yml ./...
}

# With the race detector, which makes everything several times slower: a test that needs real
# speed asks for it in bench.sh. SQLite is without: it is C translated to Go, and its memory is
# outside Go's heap, where the detector does not look, so that it would only be six times slower.
# So are Go's decoders of pictures, which share nothing.
RACE=(-race)
for without in modernc.org/sqlite/lib modernc.org/libc image/... compress/...; do
  RACE+=("-gcflags=$without=-race=false")
done

step_go-test() {
  go list ./... | grep -v "/$NETLAB\$" | xargs go test "${RACE[@]}" -timeout 10m -json |
    "$PYTHON" build/count.py go "$LOGS/go-test.count"
}

# The network laboratory: the real program and real notebooks in networks of
# namespaces.
step_netlab() {
  go test "${RACE[@]}" -timeout 10m -json "./$NETLAB" | "$PYTHON" build/count.py go "$LOGS/netlab.count"
}

# fuzz runs each target a number of times on top of its corpus, to check that it works. A search
# for bugs takes longer: go test -fuzz NAME ./backend/ingest. The limit is a number of runs and
# not a time, because go may report a target as failed if its time ends during a run.
step_fuzz() {
  local file name count=0
  while IFS=: read -r file name; do
    echo "--- $name in $(dirname "$file")"
    go test -run '^$' -fuzz "^$name\$" -fuzztime "${FUZZ_RUNS}x" -fuzzminimizetime 10x "./$(dirname "$file")"
    count=$((count + 1))
  done < <(fuzz_targets)
  [ "$count" -gt 0 ] || die "There is no fuzz target: what decodes records must have one."
  echo "$count 0 0" >"$LOGS/fuzz.count"
}

fuzz_targets() {
  git grep --untracked -o 'func Fuzz[A-Za-z0-9_]*' -- '*_test.go' | sed 's/:func /:/'
}

step_shellcheck() {
  git ls-files -co --exclude-standard '*.sh' '.ci/run' | existing | xargs shellcheck -x -P .
}

step_black() { python_files | xargs "$PYTHON" -m black --config build/black.toml --quiet --check --diff; }
step_flake8() { python_files | xargs "$PYTHON" -m flake8 --config build/flake8.ini; }

# One run for each folder: mypy does not accept two files of one name in one run. Tests import
# from the folder above. Test data is checked by black and flake8 only.
step_mypy() {
  local folder
  for folder in $(python_files | grep -v /testdata/ | xargs -n 1 dirname | sort -u); do
    echo "--- $folder"
    MYPYPATH=$folder:$(dirname "$folder") \
      "$PYTHON" -m mypy --strict --config-file build/mypy.ini "$folder"/*.py
  done
}

step_pytest() {
  counted pytest "$PYTHON" -W error -m pytest -q -p no:cacheprovider \
    --junitxml "$LOGS/pytest.xml" backend/pyclient
}

step_eslint() { cd frontend && npm run --silent lint; }
step_prettier() { cd frontend && npm run --silent format; }

step_vitest() {
  counted vitest npm --prefix frontend run test -- \
    --reporter=default --reporter=junit --outputFile.junit="$LOGS/vitest.xml"
}

# The committed bindings must equal those that wails generates from api.API now.
step_bindings() {
  local before=$CACHE/bindings-before
  rm -rf "$before"
  cp -r frontend/wailsjs "$before"
  go tool -modfile=build/tools/go.mod wails generate module -nocolour
  diff -r "$before" frontend/wailsjs ||
    die "frontend/wailsjs was out of date. It is regenerated now: look at it and commit it."
}

step_e2e() {
  CHROMIUM=$(headless_path)
  export CHROMIUM
  PLAYWRIGHT_JUNIT_OUTPUT_FILE=$LOGS/e2e.xml \
    counted e2e npm --prefix frontend run e2e -- --reporter=list,junit
}

step_window() { build/test-window.sh; }

# counted STEP COMMAND... runs tests that leave a JUnit report STEP.xml, and
# counts them whether they passed or not.
counted() {
  local step=$1 status=0
  shift
  "$@" || status=$?
  "$PYTHON" build/count.py junit "$LOGS/$step.count" "$LOGS/$step.xml"
  return "$status"
}

# existing drops the names of files that git still lists but that are gone.
existing() {
  local name
  while read -r name; do if [ -e "$name" ]; then printf '%s\n' "$name"; fi; done
}

python_files() { git ls-files -co --exclude-standard '*.py' | existing; }

# --- Running them -------------------------------------------------------------------

# run_step NAME runs a step, and leaves NAME.count ("passed failed skipped").
run_step() {
  local name=$1 from=$SECONDS status=0 verdict='ok    ' passed failed skipped broken=
  rm -f "$LOGS/$name".*
  [ -z "${USUALLY[$name]:-}" ] || say "$name (usually ${USUALLY[$name]})"
  # A new shell, because `set -e` has no effect in a function whose status is tested.
  timeout -k 10 "$STEP_LIMIT" "$0" --run-step "$name" >"$LOGS/$name.log" 2>&1 </dev/null &
  wait $! || status=$? # in the background, so that stop finds it among the jobs
  [ "$status" != 124 ] || echo "Stopped after $STEP_LIMIT s." >>"$LOGS/$name.log"

  if [ ! -s "$LOGS/$name.count" ]; then
    if [ "$status" = 0 ]; then echo 1 0 0; else echo 0 1 0; fi >"$LOGS/$name.count"
  fi
  read -r passed failed skipped <"$LOGS/$name.count"
  broken=$(sed -n '2,11s/^/          /p' "$LOGS/$name.count") # the first ten names
  # A step can fail although all its tests pass: a race, a leak, a crash on exit.
  if [ $status != 0 ] && [ "$failed" = 0 ]; then failed=1; fi
  echo "$passed $failed $skipped" >"$LOGS/$name.count"

  [ "$failed" = 0 ] || verdict=FAILED
  printf '%s %4d s  %-15s %4d passed, %d failed%s\n' "$verdict" $((SECONDS - from)) "$name" \
    "$passed" "$failed" "$([ "$skipped" = 0 ] || echo ", $skipped SKIPPED")"
  [ -z "$broken" ] || printf '%s\n' "$broken"
}

# run_all STEP... runs those of these steps that are wanted, one after the other.
run_all() {
  local name
  for name in "$@"; do
    if wanted "$name"; then run_step "$name"; fi
  done
}

# lane STEP... does run_all in the background; it must end its own step when it is stopped.
lane() {
  trap 'end_jobs; exit 130' INT TERM
  run_all "$@"
}

# stop ends everything that was started: the lanes end their steps, and `timeout` ends all
# processes of a step.
stop() {
  end_jobs
  echo 'Stopped: not everything ran.' >&2
  exit 130
}

end_jobs() {
  jobs -p | xargs -r kill 2>/dev/null || true
  wait
}

wanted() { [[ -z "$WANTED" || " $WANTED " == *" $1 "* ]]; }

# summary prints the logs of what failed, what was skipped, and the last line.
summary() {
  local name passed failed skipped all_passed=0 all_failed=0 all_skipped=0 left_out=()
  for name in "${STEPS[@]}"; do
    if ! wanted "$name"; then
      left_out+=("$name")
      continue
    fi
    read -r passed failed skipped <"$LOGS/$name.count" || failed=1
    if [ "$failed" != 0 ]; then show_log "$name"; fi
    if [ "$skipped" != 0 ]; then printf 'SKIPPED in %s: %s (see its log)\n' "$name" "$skipped"; fi
    all_passed=$((all_passed + passed)) all_failed=$((all_failed + failed))
    all_skipped=$((all_skipped + skipped))
  done
  [ ${#left_out[@]} = 0 ] || printf 'NOT RUN, because only some steps were asked for: %s\n' "${left_out[*]}"
  printf 'in %d min %d s\n' $((SECONDS / 60)) $((SECONDS % 60))
  printf '%d passed, %d failed%s\n' "$all_passed" "$all_failed" \
    "$([ "$all_skipped" = 0 ] || echo ", $all_skipped skipped")"
  [ "$all_failed" = 0 ]
}

show_log() {
  printf '\n======== %s failed; the last lines of build/.cache/test/%s.log:\n' "$1" "$1"
  tail -n 60 "$LOGS/$1.log"
  echo
}

# prepare installs what the steps need; if it cannot, it prints the names.
prepare() {
  has_apt || die "test.sh runs on Debian and Ubuntu. The packages that it needs are there called:
  ${BASE_PACKAGES[*]} ${WINDOW_PACKAGES[*]} ${TEST_PACKAGES[*]}
  and Go $(go_needed), Node.js $NODE_NEEDED or newer."
  need "${BASE_PACKAGES[@]}" "${WINDOW_PACKAGES[@]}" "${TEST_PACKAGES[@]}"
  # It only saves time, and Ubuntu has none: then the browser does it.
  has chromium-headless-shell || (install_packages chromium-headless-shell) ||
    say 'without chromium-headless-shell the browser tests take a third longer'
  quietly matplotlib "$PYTHON" -c 'import matplotlib.pyplot'
}

main() {
  case ${1:-} in
    --list) printf '%s\n' "${STEPS[@]}" ;;
    --run-step) "step_$2" ;;
    *)
      WANTED="$*"
      mkdir -p "$LOGS"
      trap stop INT TERM
      progress 1 4 "System packages, Go and Node (some 4 minutes the first time)"
      prepare
      progress 2 4 "npm packages, interface, program"
      run_all "${FIRST[@]}"
      progress 3 4 "Checks and tests: Go beside the rest"
      lane "${GO_LANE[@]}" &
      lane "${REST_LANE[@]}" &
      lane "${WAITING_LANE[@]}" &
      wait
      progress 4 4 "In a real browser, in networks of their own and in the real window"
      lane "${BROWSER_LANE[@]}" &
      lane "${NETWORK_LANE[@]}" &
      wait
      run_all "${LAST[@]}"
      summary
      ;;
  esac
}

main "$@"
exit # so that an edit of this file while it runs cannot confuse bash
