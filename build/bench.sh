#!/usr/bin/env bash
# Measures what the design promises and prints two tables: ratios within one run, which are
# comparable between machines, and absolute figures.
#
#   ./build/bench.sh                everything, about 10 minutes
#   ./build/bench.sh store ingest   these only
#   ./build/bench.sh large          an export of 2 GB, which is in no other run
#   NPT_BENCH_LARGE=1 ./build/bench.sh store    with a million records too
#
# To add one: a function bench_NAME whose output has lines as Go's benchmarks
# write them ("BenchmarkThing  1  12.5 p50-ms  0.93 ratio"), its NAME in
# BENCHES, and a line in GOALS for each promise.
# shellcheck source=build/lib.sh
. "$(dirname "$0")/lib.sh"

BENCHES=(store ingest files keeping import start window sizes board verdicts classroom hostile send values notebook visible records live feedback assistants)
RESULTS=$CACHE/bench

# Benchmark, unit, goal. Figures without a goal are printed too.
GOALS='
Save/200B/64callers        ratio     >= 0.8
Save/200B/256callers       ratio     >= 0.8
Save/50kB/64callers        ratio     >= 0.8
AddRecord                  ratio     >= 0.5
ComeBack                   other-p99-ms <= 300
ComeBack                   alone-s   <= 5
Files/handOut              other-p99-ms <= 300
Files/handOut              ratio     >= 0.5
Files/handIn               other-p99-ms <= 300
Assistants/act             p95-ms    <= 500
Assistants/ingest          ratio     >= 0.9
Export/csv                 ratio     >= 0.7
Export/zip                 ratio     >= 0.7
Gradebook                  s         <= 1
Keep/backup                p99-ratio <= 2
Keep/export                p99-ratio <= 2
LargeExport/csv            resident-MB <= 300
LargeExport/zip            resident-MB <= 300
Read/100000/page           ms/op     <= 10
Read/100000/pageOfQuestion ms/op     <= 10
Read/100000/questions      ms/op     <= 10
Find/byTime                ms/op     <= 50
Find/byStudent             ms/op     <= 50
Find/byQuestion            ms/op     <= 50
Find/byAnswer              ms/op     <= 100
Find/byAttempts            ms/op     <= 100
Find/student               ms/op     <= 100
Find/name                  ms/op     <= 100
Find/type                  ms/op     <= 100
Find/text/common           ms/op     <= 100
Find/text/rare             ms/op     <= 100
Find/text/none             ms/op     <= 100
Delete                     longest-wait-ms <= 500
Copy                       p99-ratio <= 2
Send/up                    p99-ms    <= 5
Send/stopped               p99-ms    <= 5
Send/black-hole            p99-ms    <= 5
Plot/line                  ratio     <= 1.6
Plot/four-images           ratio     <= 1.6
Plot/far-text              ratio     <= 1.6
Digest/array100MB          ratio     <= 2
Digest/with-nan            ratio     <= 2.5
Digest/whole-numbers       ratio     <= 2
Digest/large-whole-numbers ratio     <= 3.5
Digest/bytes               ratio     <= 2.5
Digest/bools               ratio     <= 2
Digest/small-floats        ratio     <= 2.5
Digest/columns-first       ratio     <= 4
Digest/frame-of-numbers    ratio     <= 3
Digest/frame1Mrows         ratio     <= 3
FirstCell/exec             cpu-ms    <= 40
FirstCell/exec-bare        cpu-ms    <= 60
FirstCell/again            cpu-ms    <= 10
SendLoop/300               s-to-last-seen <= 2
Dashboard/facts            p50-ms    <= 50
Dashboard/judged           p50-ms    <= 100
Dashboard/afterOneRecord   p50-ms    <= 150
Dashboard/question         p50-ms    <= 50
Dashboard/size             changed-kB <= 20
Notebook/renumber          s         <= 0.5
Notebook/renumber          x-file    <= 5
Notebook/student           s         <= 0.5
Notebook/student           x-file    <= 5
Verdicts/firstPage         p50-ms    <= 50
Verdicts/page              p50-ms    <= 10
Verdicts/right             p50-ms    <= 100
Verdicts/notChecked        p50-ms    <= 100
Verdicts/right/byStudent   p50-ms    <= 100
Verdicts/right/byAnswer    p50-ms    <= 150
Verdicts/byVerdict         p50-ms    <= 100
Verdicts/byVerdict/inTheMiddle p50-ms <= 100
Verdicts/afterOneRecord    p50-ms    <= 50
Verdicts/markToList        p50-ms    <= 500
Verdicts/markToFilter      p50-ms    <= 1000
Judge                      ms/10000  <= 1000
Corpus/behaviour           %pure     >= 95
Corpus/behaviour           groups-of-90%/question <= 10
Behaviour/mine             ms/6000   <= 150
Behaviour/outputs          ms/6000   <= 150
Visible                    p50-ms    <= 300
Feedback/sendToTold        p50-ms    <= 300
Feedback/sendToTold        p95-ms    <= 300
Feedback/labelToLast       s-to-last <= 2
Hostile/arrays-that-differ-in-the-last-number resident-MB <= 300
Hostile/arrays-that-differ-in-the-last-number other-p99-ms <= 300
Hostile/the-same-compared-exactly resident-MB <= 300
Hostile/the-same-compared-exactly other-p99-ms <= 300
Hostile/30-arrays-of-8-MB resident-MB <= 300
Hostile/30-arrays-of-8-MB other-p99-ms <= 300
Hostile/a-JPEG-of-1000-scans resident-MB <= 300
Hostile/a-JPEG-of-1000-scans other-p99-ms <= 300
Hostile/a-JPEG-of-8-MB-of-scans resident-MB <= 300
Hostile/a-JPEG-of-8-MB-of-scans other-p99-ms <= 300
Hostile/a-JPEG-of-many-pixels-and-few-scans resident-MB <= 300
Hostile/a-JPEG-of-many-pixels-and-few-scans other-p99-ms <= 300
Hostile/a-PNG-of-many-pixels-in-few-bytes resident-MB <= 300
Hostile/a-PNG-of-many-pixels-in-few-bytes other-p99-ms <= 300
Hostile/code-of-8-MB-names-ignored resident-MB <= 300
Hostile/code-of-8-MB-names-ignored other-p99-ms <= 300
Hostile/code-of-8-MB-of-comments resident-MB <= 300
Hostile/code-of-8-MB-of-comments other-p99-ms <= 300
Hostile/code-of-loops-without-an-end resident-MB <= 300
Hostile/code-of-loops-without-an-end other-p99-ms <= 300
Hostile/text-of-8-MB-of-accents resident-MB <= 300
Hostile/text-of-8-MB-of-accents other-p99-ms <= 300
Hostile/text-of-8-MB-for-a-pattern resident-MB <= 300
Hostile/text-of-8-MB-for-a-pattern other-p99-ms <= 300
Hostile/a-list-of-four-million-values resident-MB <= 300
Hostile/a-list-of-four-million-values other-p99-ms <= 300
Hostile/a-list-of-lists resident-MB <= 300
Hostile/a-list-of-lists other-p99-ms <= 300
Hostile/a-deep-dict resident-MB <= 300
Hostile/a-deep-dict other-p99-ms <= 300
Window/empty               painted-ms <= 1000
Window/100000records       painted-ms <= 1000
Records/keystroke          p95-ms    <= 100
Records/scrollFrame        p95-ms    <= 20
Records/wholeJump          x-table   <= 4
Records/heap               MB-after  <= 100
Room/300x60                p50-ms    <= 300
Live/dashboard             cpu-ms/record <= 15
Live/dashboard/900         shift     <= 0.05
Live/dashboard/1024        shift     <= 0.05
Live/dashboard/1280        shift     <= 0.05
Live/dashboard/1920        shift     <= 0.05
Live/dashboard/pointed     shift     <= 0.05
Live/records               shift     <= 0.05
Live/gallery               shift     <= 0.05
Live/question              shift     <= 0.05
Live/dashboard/900         p95-frame-ms <= 50
Live/dashboard/1024        p95-frame-ms <= 50
Live/dashboard/1280        p95-frame-ms <= 50
Live/dashboard/1920        p95-frame-ms <= 50
Live/dashboard/pointed     p95-frame-ms <= 50
'

# Three rounds of each comparison: the table takes the median.
bench_store() {
  go_bench ./backend/store '^BenchmarkSave$' -benchtime 1x -count 3
  go_bench ./backend/store '^BenchmarkRead$'
  go_bench ./backend/store '^BenchmarkFind$'
  go_bench ./backend/store '^BenchmarkDelete$' -benchtime 1x
  go_bench ./backend/store '^BenchmarkCopy$' -benchtime 1x -count 3
}

bench_ingest() {
  go_bench ./app/engine '^BenchmarkAddRecord$' -benchtime 1x -count 3
  go_bench ./app/engine '^BenchmarkComeBack$' -benchtime 1x
}

# From the sending of an answer to a judged question until its notebook is told, in a class of 200 that sends 50
# records a second; and from a label with a hint until the last of 60 is told.
bench_feedback() { go_bench ./app/engine '^BenchmarkFeedback$' -benchtime 1x; }

# From an act of one of ten assistants until all see it, and answers a second with them beside without, by HTTPS.
bench_assistants() { go_bench ./app/assistants '^BenchmarkAssistants$' -benchtime 1x; }

# 50 students download 20 MB at once, 200 hand in 5 MB at once, beside a server that only reads and writes files;
# and how long answers take meanwhile.
bench_files() { go_bench ./app/engine '^BenchmarkFiles$' -benchtime 1x -count 3; }

# CSV and ZIP beside encoding/csv and archive/zip, the gradebook of a large class, 100,000 records that come in again, and
# how long answers take while a backup or a ZIP is written.
bench_keeping() { go_bench ./app/engine '^Benchmark(Export|Gradebook|Keep)$' -benchtime 1x -count 3; }

# 100,000 records that come back from a ZIP, against how long the same are stored one by one.
bench_import() { go_bench ./app/engine '^BenchmarkImport$' -benchtime 1x; }

# The memory that an export of 2 GB takes.
bench_large() { go_bench ./app '^BenchmarkLargeExport$' -benchtime 1x; }

bench_start() { go_bench ./app '^BenchmarkStart$' -benchtime 1x; }

# The calls of the dashboard and of a question's page, with 300 students and 60 questions.
bench_board() { go_bench ./app/api '^BenchmarkDashboard$' -benchtime 1x; }

# Lists of 100,000 records with verdicts: pages, filters and orders, and from a mark to the list that shows it.
bench_verdicts() { go_bench ./app/api '^BenchmarkVerdicts$' -benchtime 1x; }

# What renumbering a notebook of 20 MB and making its students' version take.
bench_notebook() { go_bench ./backend/notebook '^BenchmarkNotebook$' -benchtime 5x; }

# The time from the start of the process to the window, to its first paint, and to the last
# answer that the page waits for; with an empty file and with a large one.
bench_window() {
  need "${WINDOW_PACKAGES[@]}" "${DESKTOP_PACKAGES[@]}"
  npm_packages
  frontend_build
  # desktop.sh gives what it starts a home of its own; Go's caches stay where they are.
  GOCACHE=$(go env GOCACHE) GOPATH=$(go env GOPATH)
  export GOCACHE GOPATH
  # shellcheck source=build/desktop.sh
  . build/desktop.sh
  build_window "$PROGRAM"
  start_desktop
  NPT_BENCH_WINDOW=$PROGRAM go_bench ./app/window '^BenchmarkWindow$' -benchtime 1x
}

# What a student can cost the teacher's computer: a page with each kind of hostile answer.
bench_hostile() { go_bench ./app '^BenchmarkHostile$' -benchtime 1x; }

# The size of the last packages of package.sh, in MB.
bench_sizes() {
  local file
  for file in "$BIN"/*.deb "$BIN"/*.rpm "$BIN"/*.tar.gz "$BIN"/npt-*.exe; do
    [ -f "$file" ] || continue
    awk -v kind="$(kind_of "$file")" -v bytes="$(stat -c %s "$file")" 'BEGIN {printf "BenchmarkSize/%s 1 %.2f MB\n", kind, bytes / 1e6}'
  done
}

kind_of() { case $1 in *-setup.exe) echo setup.exe ;; *.tar.gz) echo tar.gz ;; *) echo "${1##*.}" ;; esac; }

bench_classroom() {
  local room
  need "${PYTHON_PACKAGES[@]}" # Corpus runs students' functions
  for room in pyjson payload compare; do go_bench "./backend/$room" .; done
}

# How long a call of send holds up a cell, by the state of the teacher's computer; what a plot costs.
bench_send() {
  need "${PYTHON_PACKAGES[@]}"
  /usr/bin/python3 backend/pyclient/tests/bench_send.py
}

# What the digest of a large value and the first cell cost, and when the last of 300 sends is seen.
bench_values() {
  need "${PYTHON_PACKAGES[@]}"
  npm_packages
  frontend_build
  go_build build/bin/npt-test
  /usr/bin/python3 backend/pyclient/tests/bench_values.py build/bin/npt-test
}

# From the HTTP answer to the row in Chromium, and to the dashboard's cell in a full
# hall: Playwright prints the same lines.
bench_visible() {
  npm_packages
  frontend_build
  go_build build/bin/npt-test
  cd frontend && npm run --silent bench -- visible room
}

# The Records tab in Chromium: keystroke to paint and frames of 100,000 records, the
# heap after an hour of live ones.
bench_records() {
  npm_packages
  frontend_build
  go_build build/bin/npt-test
  cd frontend && npm run --silent bench -- records
}

# The pages under the live records of a class of 200: the time of the processor for one
# record, and at 20 a second the lengths of frames and how far anything moves by itself.
bench_live() {
  npm_packages
  frontend_build
  go_build build/bin/npt-test
  cd frontend && npm run --silent bench -- live
}

go_bench() {
  local package=$1 pattern=$2
  shift 2
  go test -run '^$' -bench "$pattern" -timeout 30m "$@" "$package"
}

main() {
  local wanted=("$@") name number=0 failed=()
  [ ${#wanted[@]} -gt 0 ] || wanted=("${BENCHES[@]}")
  need "${BASE_PACKAGES[@]}" python3 "${BROWSER_PACKAGES[@]}"
  mkdir -p "$RESULTS"
  rm -f "$RESULTS"/*
  for name in "${wanted[@]}"; do
    number=$((number + 1))
    progress "$number" "${#wanted[@]}" "$name"
    # In its own shell, so that the others still run if this one fails.
    "$0" --run "$name" >"$RESULTS/$name.log" 2>&1 </dev/null || failed+=("$name")
  done
  printf '%s\n' "$(uname -sr), $(nproc) cores, $(go env GOVERSION), version $(version)"
  python3 build/bench_table.py "$RESULTS"/*.log <<<"$GOALS"
  for name in ${failed[@]+"${failed[@]}"}; do
    printf '\nFAILED: %s\n' "$name"
    tail -n 20 "$RESULTS/$name.log"
  done
  [ ${#failed[@]} = 0 ]
}

if [ "${1:-}" = --run ]; then "bench_$2"; else main "$@"; fi
exit # so that an edit of this file while it runs cannot confuse bash
