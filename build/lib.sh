# shellcheck shell=bash
# shellcheck disable=SC2034 # the lists below are used by the scripts that source this
# Shared by run.sh, test.sh and bench.sh: which packages are needed, how they are installed,
# and how the frontend and the program are built. Source it; never run it. Code that runs
# before need_on_other_system must work in bash 3.2 of macOS.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
CACHE=$ROOT/build/.cache # stamps and tools; git-ignored; safe to delete
BIN=$ROOT/build/bin
NODE_NEEDED=20.19.0 # the oldest that Vite 8 runs on
cd "$ROOT"
mkdir -p "$CACHE" "$BIN"

# chromium_path prints the path of a Chromium. Ubuntu has it only as a snap, which apt cannot
# install; there an installed browser of another name is used.
chromium_path() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

# headless_path prints the path of a Chromium that needs no window. Its shell is the same engine
# and takes a third less of the processors.
headless_path() { command -v chromium-headless-shell || chromium_path; }

# --- Package lists: the one place that names them -------------------------

# The native window: a C compiler for cgo, GTK 3 and WebKitGTK 4.1.
WINDOW_PACKAGES=(gcc libc6-dev pkg-config libgtk-3-dev libwebkit2gtk-4.1-dev)
# Every build needs these: certificates for npm and Go, git for the version.
BASE_PACKAGES=(ca-certificates git)
# test.sh: a real browser, a real desktop, real Jupyter kernels, and linters.
BROWSER_PACKAGES=(fonts-dejavu)
if ! chromium_path >/dev/null; then BROWSER_PACKAGES+=(chromium); fi
DESKTOP_PACKAGES=(xvfb openbox xdotool imagemagick dbus-x11 iproute2 procps curl)
# The network lab: hosts in namespaces, some of them with a system's own responder.
NETWORK_PACKAGES=(iproute2 avahi-daemon avahi-utils libnss-mdns nftables dbus)
PYTHON_PACKAGES=(python3 python3-requests python3-ipykernel python3-nbclient
  python3-nbformat python3-numpy python3-pandas python3-matplotlib python3-pil
  python3-openpyxl python3-torch python3-pytest python3-joblib python3-dill
  python3-sympy python3-sklearn python3-seaborn python3-plotly python3-altair)
# What teachers open a table with: 80 MB to download, half a minute to install.
OFFICE_PACKAGES=(libreoffice-calc-nogui)
LINT_PACKAGES=(mypy black flake8 shellcheck)
# package.sh: icons from SVG, the Windows installer, signing.
PACKAGE_PACKAGES=(librsvg2-bin icoutils nsis osslsigncode)
# test-packages.sh: a bare Debian, a Windows to try on, and what judges packages.
PACKAGE_TEST_PACKAGES=(debootstrap lintian desktop-file-utils appstream rpm wine wine64
  gcc-mingw-w64-x86-64)
TEST_PACKAGES=("${BROWSER_PACKAGES[@]}" "${DESKTOP_PACKAGES[@]}" "${NETWORK_PACKAGES[@]}"
  "${PYTHON_PACKAGES[@]}" "${OFFICE_PACKAGES[@]}" "${LINT_PACKAGES[@]}")

# --- Talking ----------------------------------------------------------------

if [ -t 2 ]; then BOLD=$'\e[1m' RED=$'\e[31m' PLAIN=$'\e[0m'; else BOLD='' RED='' PLAIN=''; fi

# progress N TOTAL TEXT announces a stage, and how long it took last time. All talk goes to
# stderr: stdout belongs to the program that run.sh starts.
progress() {
  local last=''
  stage_ends
  TIMED=$CACHE/took/${0##*/}-$1 TIMED_SINCE=$SECONDS
  if [ -e "$TIMED" ]; then last=", last time $(cat "$TIMED") s"; fi
  printf '%s[%s/%s] %s%s%s\n' "$BOLD" "$1" "$2" "$3" "$last" "$PLAIN" >&2
}

# stage_ends notes how long the stage took that progress announced before.
TIMED='' TIMED_SINCE=0
stage_ends() {
  if [ -z "$TIMED" ]; then return; fi
  mkdir -p "${TIMED%/*}"
  echo $((SECONDS - TIMED_SINCE)) >"$TIMED"
}

say() { printf '      %s\n' "$*" >&2; }
die() {
  printf '%s%s%s\n' "$RED" "$*" "$PLAIN" >&2
  exit 1
}

# quietly LOG COMMAND... hides the output of a command that works, but for its newest line now and
# then, and shows the end of it when it fails.
quietly() {
  local log=$CACHE/$1.log name=$1 failed=0 teller
  shift
  : >"$log"
  tell "$name" "$log" &
  teller=$!
  "$@" >"$log" 2>&1 </dev/null || failed=1
  kill "$teller" 2>/dev/null || true
  wait "$teller" 2>/dev/null || true
  if [ "$failed" = 0 ]; then return; fi
  tail -n 40 "$log" >&2
  die "Failed: $* (the whole output is in ${log#"$ROOT"/})"
}

# tell NAME LOG says every 15 seconds that a command goes on, and what it wrote last, for as long as
# the script lives: Ctrl-C does not reach what runs in the background.
tell() {
  local seconds=0 newest
  while sleep 15 >/dev/null 2>&1 && kill -0 $$ 2>/dev/null; do
    seconds=$((seconds + 15))
    newest=$(tail -n 1 "$2" | tr -d '\r\033' | cut -c 1-80)
    say "$1, for $seconds s${newest:+: $newest}"
  done
}

# --- The system ---------------------------------------------------------------

# has NAME tells whether a command can be run.
has() { command -v "$1" >/dev/null 2>&1; }

# at_least HAVE WANTED compares dotted versions.
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# has_display tells whether a window can open.
has_display() {
  [ "$(uname -s)" = Darwin ] || [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]
}

# has_apt tells whether this is Debian, Ubuntu or one of their children.
has_apt() { has apt-get && has dpkg-query; }

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif has sudo; then
    sudo "$@"
  else
    die "Root is needed for: $* (there is no sudo here: run it as root, then start again)"
  fi
}

# missing_packages NAME... prints those that dpkg does not have. It asks no
# network, so a second run costs milliseconds.
missing_packages() {
  local installed name
  # dpkg-query fails if it does not know one of them, but still prints the others.
  installed=$({ dpkg-query -W -f='${Package} ${Status}\n' "$@" 2>/dev/null || true; } |
    awk '/ install ok installed$/ {print $1}')
  for name in "$@"; do
    grep -qxF "$name" <<<"$installed" || printf '%s\n' "$name"
  done
}

# apt_lists fetches the package lists, once a run and only when asked.
apt_lists() {
  [ -z "${APT_LISTS_FRESH:-}" ] || return 0
  quietly apt-update as_root apt-get update -q
  APT_LISTS_FRESH=yes
}

# candidate NAME prints the upstream version that apt would install, or nothing.
candidate() {
  apt-cache policy "$1" 2>/dev/null |
    sed -n 's/^  Candidate: \([0-9]*:\)\{0,1\}\([0-9.]*\).*/\2/p'
}

no_package() {
  if [ "$1" = chromium ]; then
    echo "This system's apt has no chromium: install Google Chrome, or the snap chromium, then start again."
  else
    echo "This system's apt has no package $1: Debian 12, Ubuntu 22.04 or newer is needed."
  fi
}

# install_packages NAME... installs those that are missing, on Debian and Ubuntu.
install_packages() {
  local missing name
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -gt 0 ] || return 0
  say "installing ${missing[*]}"
  apt_lists
  for name in "${missing[@]}"; do
    [ -n "$(candidate "$name")" ] || die "$(no_package "$name")"
  done
  quietly apt-install as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends "${missing[@]}"
}

# --- Go and Node ----------------------------------------------------------------

go_needed() { sed -n 's/^go //p' go.mod; }

# go_is_good tells whether `go` can build this module. A Go that may fetch newer toolchains
# answers here with the version that it switched to.
go_is_good() {
  local have
  has go && have=$(go env GOVERSION 2>/dev/null) && at_least "${have#go}" "$(go_needed)"
}

node_is_good() { has node && has npm && at_least "$(node --version | tr -d v)" "$NODE_NEEDED"; }

# from_apt NEEDED PACKAGE... installs the packages if the first is recent enough.
from_apt() {
  local needed=$1 offered
  shift
  has_apt || return 1
  apt_lists
  offered=$(candidate "$1")
  [ -n "$offered" ] && at_least "$offered" "$needed" && install_packages "$@"
}

# need_go_and_node stops with every shortage at once, not one after the other.
need_go_and_node() {
  local wrong=''
  # The official archive unpacks to this folder; a new terminal may not have it in PATH yet.
  has go || PATH=$PATH:/usr/local/go/bin
  go_is_good || from_apt "$(go_needed)" golang-go ||
    wrong="- Go $(go_needed) or newer; here: $(version_of go version), in apt: $(apt_offers golang-go).
  https://go.dev/dl/ says how to install it; /usr/local/go is looked into.
"
  node_is_good || from_apt "$NODE_NEEDED" nodejs npm ||
    wrong="$wrong- Node.js $NODE_NEEDED or newer with npm; here: $(version_of node --version), in apt: $(apt_offers nodejs).
  https://nodejs.org/en/download says how to install it.
"
  [ -z "$wrong" ] || die "Please install, then start again:
$wrong"
}

version_of() { if has "$1"; then "$@" 2>/dev/null | head -n 1; else echo none; fi; }
apt_offers() {
  local offered=''
  if has_apt; then offered=$(candidate "$1"); fi
  echo "${offered:-none}"
}

# --- Other systems ----------------------------------------------------------------

# need_on_other_system says what to install by name where there is no apt, or
# returns when all of it is there.
need_on_other_system() {
  local lacking=''
  go_is_good || lacking="$lacking Go>=$(go_needed)"
  node_is_good || lacking="$lacking Node.js>=$NODE_NEEDED"
  if has_display; then
    has cc || lacking="$lacking C-compiler"
    [ "$(uname -s)" = Darwin ] || pkg-config --exists webkit2gtk-4.1 2>/dev/null ||
      lacking="$lacking GTK-3-and-WebKitGTK-4.1"
  fi
  [ -z "$lacking" ] || die "Still missing here:$lacking

This script installs packages on Debian and Ubuntu only. Elsewhere, install by name:
  Fedora      golang nodejs npm gcc pkgconf-pkg-config gtk3-devel webkit2gtk4.1-devel
  Arch        go nodejs npm gcc pkgconf gtk3 webkit2gtk-4.1
  openSUSE    go nodejs npm gcc pkgconf gtk3-devel webkit2gtk3-devel
  macOS       Xcode's command line tools (xcode-select --install), go, node
  Windows     use WSL with Debian or Ubuntu, or build there with the wails command line
Go $(go_needed) and Node.js $NODE_NEEDED are the oldest that work; https://go.dev/dl/ and
https://nodejs.org/en/download have them for every system. Then start again."
}

# need NAME... makes sure of Go, Node and, on Debian and Ubuntu, these packages.
need() {
  if has_apt; then
    install_packages "$@"
    need_go_and_node
  else
    need_on_other_system
  fi
}

# --- Building -----------------------------------------------------------------------

# npm_packages runs npm ci when the lock file is not the one installed last.
npm_packages() {
  local stamp=$CACHE/npm-ci.sum sum
  sum=$(cd frontend && cksum package-lock.json)
  if [ -d frontend/node_modules ] && [ "$(cat "$stamp" 2>/dev/null)" = "$sum" ]; then return; fi
  rm -f "$stamp"
  (cd frontend && quietly npm-ci npm ci --no-audit --no-fund --loglevel=error)
  printf '%s\n' "$sum" >"$stamp"
}

# frontend_build makes frontend/dist when its sources or packages changed.
frontend_build() {
  local stamp=$CACHE/frontend-build
  if [ -f frontend/dist/index.html ] && ! frontend_changed_since "$stamp"; then return; fi
  node build/notices.mjs # what the build itself makes must not count as changed
  touch "$stamp.start" # a file saved while the build runs must count as changed
  (cd frontend && quietly frontend-build npm run build)
  mv "$stamp.start" "$stamp"
}

# frontend_changed_since STAMP tells whether a source or a package changed. It ignores files
# that builds and tests write. It checks folders too, because only they show a deleted file.
frontend_changed_since() {
  if [ ! -e "$1" ] || [ "$CACHE/npm-ci.sum" -nt "$1" ]; then return 0; fi
  [ -n "$(find frontend -mindepth 1 \
    \( -name node_modules -o -name dist -o -name e2e -o -name test-results \) -prune \
    -o -newer "$1" -print | head -n 1)" ]
}

# version prints the one name of this version, which the git tag gives: `npt version`, the page About, what notebooks are
# told, file names and packages all have it. As dpkg and rpm compare it: 1.2.0 for the tag v1.2.0, 1.2.0+3.gabc1234 three
# commits later, 0+202601021530.gabc1234 where there is no tag, dev where there is no git.
version() {
  local described when
  if ! described=$(git describe --tags --always --dirty 2>/dev/null); then
    echo dev
    return
  fi
  described=${described#v}
  described=${described/-dirty/.dirty}
  if [[ $described =~ ^([0-9.]+)-([0-9]+)-(g.*)$ ]]; then
    echo "${BASH_REMATCH[1]}+${BASH_REMATCH[2]}.${BASH_REMATCH[3]}"
  elif [[ $described == [0-9]*.[0-9]* ]]; then
    echo "$described"
  else
    when=$(TZ=UTC git log -1 --format=%cd --date=format-local:%Y%m%d%H%M)
    echo "0+$when.g$described"
  fi
}

# go_build OUTPUT ARGUMENT... builds the program with plain `go build`. On Linux `wails build`
# adds only steps that are done already or not wanted (bindings are committed, npm runs above,
# go.mod is tidy), and its command line would have to be compiled first. package.sh uses wails
# for packages.
go_build() {
  local output=$1
  shift
  # No -trimpath here: with it the build cache of `go test` could not be used.
  go build -buildvcs=false -ldflags "-s -w -X npt/app.Version=$(version)" -o "$output" "$@" .
}

# build_window OUTPUT [TAG]: the desktop application of this system.
build_window() {
  local tags=desktop,production
  case $(uname -s) in
    Linux) tags=$tags,webkit2_41 ;;
    # `wails build` sets this too: its file dialogs need this framework.
    Darwin) export CGO_LDFLAGS="${CGO_LDFLAGS:-} -framework UniformTypeIdentifiers" ;;
  esac
  CGO_ENABLED=1 go_build "$1" -tags "$tags${2:+,$2}"
}

# build_headless OUTPUT: everything but the window; needs no GTK, and no C compiler.
build_headless() { go_build "$1"; }
