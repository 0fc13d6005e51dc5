#!/usr/bin/env bash
# Tests the packages as teachers would use them: on a bare Debian 12, and on Windows as far as
# wine emulates it. Needs root, some minutes, and some hundred MB from Debian's mirror.
#
#   ./build/test-packages.sh                 everything
#   ./build/test-packages.sh debian wine     these steps only, with the packages of the last run
#
# The packages are made in a clean clone of the last commit; the upgrade starts from the
# packages of the commit before. Each step's output is in build/.cache/packages/STEP.log.
# shellcheck source=build/lib.sh
. "$(dirname "$0")/lib.sh"

STEPS=(before build reproducible checksums metadata lint signing portable debian rpm wine installer)
LAB=$CACHE/packages       # clones, packages and logs
NEW=$LAB/new OLD=$LAB/old # the packages of this commit and of the one before
NAME=notebook-progress-tracker
OWNER=prof SESSION=packages STUDENT='Ada Lovelace'

# --- Building ---------------------------------------------------------------------

# package_of COMMIT FOLDER TARGET makes the packages of a commit in a clean clone.
package_of() {
  rm -rf "$LAB/clone" "$2"
  git clone -q "$ROOT" "$LAB/clone"
  git -C "$LAB/clone" checkout -q --detach "$1"
  # The tools are the same; Go caches compiled packages itself.
  mkdir -p "$LAB/clone/build/.cache"
  if [ -d "$CACHE/bin" ]; then cp -r "$CACHE/bin" "$LAB/clone/build/.cache/"; fi
  "$LAB/clone/build/package.sh" "$3"
  git -C "$LAB/clone" describe --tags --always >"$LAB/clone/build/bin/VERSION"
  mv "$LAB/clone/build/bin" "$2"
}

step_before() { package_of HEAD~1 "$OLD" linux; }
step_build() { package_of HEAD "$NEW" all; }

# The same commit gives the same bytes, in another folder and another clone.
step_reproducible() {
  package_of HEAD "$LAB/again" all
  diff "$NEW/SHA256SUMS" "$LAB/again/SHA256SUMS"
  echo "ok: $(wc -l <"$NEW/SHA256SUMS") files are the same, byte for byte"
}

# --- Looking at them -----------------------------------------------------------------

step_checksums() {
  (cd "$NEW" && sha256sum -c SHA256SUMS)
  local version
  version=$(cat "$NEW/VERSION")
  tar -xzf "$NEW/$NAME"-*.tar.gz -C "$WORK" --strip-components 1
  [ "$("$WORK/npt" version)" = "$version" ] || die "npt version says $("$WORK/npt" version), not $version"
  ! grep -qF "$ROOT" "$WORK/npt" || die "The program knows the folder that it was built in."
  /usr/bin/python3 - "$NEW/$NAME"-*.cdx.json "$version" <<'PY'
import json, sys
bom = json.load(open(sys.argv[1]))
assert bom["bomFormat"] == "CycloneDX" and bom["metadata"]["component"]["version"] == sys.argv[2]
names = {c["name"] for c in bom["components"]}
assert {"github.com/wailsapp/wails/v2", "gorm.io/gorm", "react", "@mantine/core"} <= names, names
print(f"ok: the SBOM names {len(names)} parts")
PY
  for name in github.com/wailsapp/wails/v2 react katex 'Go standard library'; do
    grep -qF "$name" "$NEW/notices.txt" || die "The notices lack $name."
  done
}

step_metadata() {
  dpkg-deb -x "$NEW"/*.deb "$WORK/deb"
  desktop-file-validate "$WORK/deb/usr/share/applications/npt.desktop"
  appstreamcli validate --no-net "$WORK"/deb/usr/share/metainfo/*.xml
  man --warnings -l "$WORK/deb/usr/share/man/man1/npt.1.gz" 2>&1 >/dev/null | grep . && die 'The man page has faults.'
  for size in 16 22 24 32 48 64 128 256 512; do
    identify "$WORK/deb/usr/share/icons/hicolor/${size}x$size/apps/npt.png" | grep -q "${size}x$size"
  done
  ! grep -rn '@[A-Z_]*@' "$WORK/deb/usr/share/doc" "$WORK/deb/usr/share/metainfo" || die 'A template was not filled.'
  needs "$WORK/deb/usr/bin/npt"
  one_name
}

# one_name checks that both packages can be started by both names, and that all that names a version names the same.
one_name() {
  local version
  mkdir "$WORK/tar"
  tar -xzf "$NEW/$NAME"-*.tar.gz -C "$WORK/tar" --strip-components 1
  version=$(dpkg-deb -f "$NEW"/*.deb Version | sed "s/-1\$//") # without the release of the package
  for program in "$WORK/deb/usr/bin/npt" "$WORK/deb/usr/bin/$NAME" "$WORK/tar/npt" "$WORK/tar/$NAME"; do
    [ "$("$program" version)" = "$version" ] || die "$program is $("$program" version), and the package $version."
  done
  for file in "$NEW/${NAME}_${version}_"*.deb "$NEW/$NAME-$version-"{linux-*.tar.gz,1.*.rpm} "$NEW/npt-$version-windows-"*; do
    [ -f "$file" ] || die "There is no $file."
  done
  echo "ok: $version everywhere, by both names"
}

# needs PROGRAM compares what the program is linked with to what the .deb asks for, by the names that each system has.
needs() {
  local depends glibc
  depends=$(dpkg-deb -f "$NEW"/*.deb Depends)
  glibc=$(objdump -T "$1" | sed -n 's/.*(GLIBC_\([0-9.]*\)).*/\1/p' | sort -Vu | tail -n 1)
  dpkg --compare-versions "$glibc" le 2.34 || die "It needs glibc $glibc: Ubuntu 22.04 has 2.35, Debian 12 has 2.36."
  for name in 'libc6 (>= 2.34)' 'libgtk-3-0 | libgtk-3-0t64' 'libwebkit2gtk-4.1-0'; do
    grep -qF "$name" <<<"$depends" || die "It depends on $depends, which lacks $name"
  done
  objdump -p "$1" | grep -q 'NEEDED *libwebkit2gtk-4.1.so.0'
  objdump -p "$1" | grep -q 'NEEDED *libgtk-3.so.0'
  echo "ok: glibc $glibc or later, $depends"
}

step_lint() {
  # Debian's rules, except those for packages that are part of Debian.
  lintian --allow-root --fail-on error --suppress-tags initial-upload-closes-no-bugs "$NEW"/*.deb
}

# --- Signing ---------------------------------------------------------------------------

# A key is made, a program signed with it, and the signature read back.
step_signing() {
  local key=$WORK/key.pfx exe=$WORK/npt.exe
  cp "$NEW"/npt-*-windows-amd64.exe "$exe"
  build/windows/sign.sh "$exe"
  cmp "$exe" "$NEW"/npt-*-windows-amd64.exe
  echo 'ok: without a key nothing is changed'
  openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj '/CN=A throw-away key' \
    -addext extendedKeyUsage=codeSigning -keyout "$WORK/key.pem" -out "$WORK/cert.pem" 2>/dev/null
  echo secret >"$WORK/password"
  openssl pkcs12 -export -inkey "$WORK/key.pem" -in "$WORK/cert.pem" -out "$key" -passout "file:$WORK/password"
  NPT_SIGN_KEY=$key NPT_SIGN_PASSWORD_FILE=$WORK/password build/windows/sign.sh "$exe"
  osslsigncode verify -CAfile "$WORK/cert.pem" -in "$exe" | tee "$WORK/verified" | grep -E 'Signature verification: ok|Succeeded' ||
    { cat "$WORK/verified"; die 'The signature is not good.'; }
}

# --- Linux -----------------------------------------------------------------------------

step_portable() {
  tar -xzf "$NEW/$NAME"-*.tar.gz -C "$WORK" --strip-components 1
  [ "$("$WORK/$NAME" version)" = "$("$WORK/npt" version)" ] || die 'The starter does not start the program.'
  # The message about a missing library when there is no display.
  mkdir "$WORK/bin"
  printf '#!/bin/sh\necho "	libwebkit2gtk-4.1.so.0 => not found"\n' >"$WORK/bin/ldd"
  chmod +x "$WORK/bin/ldd"
  PATH=$WORK/bin:$PATH DISPLAY='' "$WORK/$NAME" 2>"$WORK/said" && die 'It started without its library.'
  grep -q 'apt install libwebkit2gtk-4.1-0' "$WORK/said"
  echo 'ok: what is missing is said'
}

# bare_debian makes a Debian 12 with nothing but its essentials, once.
bare_debian() {
  if [ ! -f "$LAB/debian.tar" ]; then
    rm -rf "$LAB/debian"
    debootstrap --variant=minbase bookworm "$LAB/debian" "$(mirror)"
    tar -C "$LAB/debian" -cf "$LAB/debian.tar" .
  fi
  rm -rf "$LAB/debian"
  mkdir -p "$LAB/debian" "$LAB/archives"
  tar -C "$LAB/debian" -xf "$LAB/debian.tar"
  cp /etc/resolv.conf "$LAB/debian/etc/"
  mount -t proc proc "$LAB/debian/proc"
  mount --rbind /dev "$LAB/debian/dev"
  mount --bind "$LAB/archives" "$LAB/debian/var/cache/apt/archives"
  mkdir "$LAB/debian/packages"
  cp "$OLD"/*.deb "$LAB/debian/packages/old.deb"
  cp "$NEW"/*.deb "$LAB/debian/packages/new.deb"
}

# mirror prints the address from which this machine gets Debian.
mirror() {
  local found
  found=$(sed -n -e 's/^URIs: *//p' -e 's/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\).*/\2/p' \
    /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | grep '/debian/\{0,1\}$' || true)
  head -n 1 <<<"${found:-http://deb.debian.org/debian}"
}

inside() { chroot "$LAB/debian" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 "$@"; }
install_deb() { inside DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "/packages/$1.deb"; }

RECORDS=/root/.local/share/$NAME/records.db

step_debian() {
  # The mounts go with this shell.
  if [ "${1:-}" != mounted ]; then
    unshare --mount --propagation private "$0" --run-step debian mounted
    return
  fi
  # shellcheck source=build/desktop.sh
  . build/desktop.sh
  bare_debian
  inside apt-get update -q
  install_deb old
  start_desktop
  PORT=$(free_port)
  start_inside
  send_record 'before the upgrade'
  stop_inside
  install_deb new
  start_inside
  send_record 'after the upgrade'
  shoot "$LAB/debian.png"
  local colours
  colours=$(identify -format %k "$LAB/debian.png")
  [ "$colours" -ge 50 ] || die "The window is blank: $colours colours in $LAB/debian.png"
  echo "ok: a window with $colours colours, see ${LAB#"$ROOT"/}/debian.png"
  stop_inside
  inside npt export --owner "$OWNER" --session "$SESSION" --output - | tee "$WORK/export.csv" | grep -q 'after the upgrade'
  grep -q 'before the upgrade' "$WORK/export.csv"
  echo 'ok: the records of both versions are there'
  inside apt-get remove -q -y "$NAME"
  [ -s "$LAB/debian$RECORDS" ] || die 'Removing it took the records along.'
  inside dpkg --purge "$NAME"
  [ -s "$LAB/debian$RECORDS" ] || die 'Purging it took the records along.'
  [ -z "$(inside find /usr /etc /var/lib -path /var/lib/dpkg -prune -o -name '*npt*' -print | grep -vE '/(ssl|perl|python)' || true)" ] ||
    die "It left: $(inside find /usr /etc -name '*npt*')"
  echo 'ok: removed and purged; the records are still there'
}

# The package is installed into an empty root and removed again; what it depends on is only read, as there is no Fedora here.
step_rpm() {
  # shellcheck source=build/desktop.sh
  . build/desktop.sh
  export XDG_STATE_HOME=$WORK/state
  local root=$WORK/root rpm data
  rpm=$(echo "$NEW"/*.rpm) data=$WORK/root/root/.local/share/$NAME
  rpm -K --nosignature "$rpm"
  rpm -qp --requires "$rpm" | tee "$WORK/requires"
  for name in 'libgtk-3.so.0()(64bit)' 'libwebkit2gtk-4.1.so.0()(64bit)'; do grep -qxF "$name" "$WORK/requires"; done
  [ -z "$(rpm -qp --scripts "$rpm")" ] || die 'It runs scripts, which nobody has tried.'
  mkdir -p "$root"
  rpm --root "$root" --initdb
  rpm --root "$root" --nodeps -i "$rpm"
  rpm --root "$root" --nodeps -V "$NAME"
  [ "$("$root/usr/bin/npt" version)" = "$(cat "$NEW/VERSION")" ] || die 'It installed another version.'
  "$root/usr/bin/npt" serve --listen 127.0.0.1:0 --data "$data" --owner "$OWNER" --session "$SESSION" --json >"$WORK/serve.json" 2>/dev/null </dev/null &
  eventually 30 "the app serves" grep -q console "$WORK/serve.json"
  PORT=$(sed -n 's/.*"notebooks":\["[^"]*:\([0-9]*\)".*/\1/p' "$WORK/serve.json")
  post_record 'sent to the rpm'
  "$root/usr/bin/npt" quit --data "$data"
  wait
  "$root/usr/bin/npt" export --data "$data" --owner "$OWNER" --session "$SESSION" --output - | grep -qF 'sent to the rpm'
  rpm --root "$root" --nodeps -e "$NAME"
  [ -s "$data/records.db" ] || die 'Removing it took the records along.'
  [ -z "$(find "$root/usr" -type f -o -type l)" ] || die "It left: $(find "$root/usr" -type f -o -type l)"
  echo 'ok: installed, took a record, removed; the record is still there'
}

start_inside() {
  background app chroot "$LAB/debian" /usr/bin/env -i PATH=/usr/bin:/bin HOME=/root LANG=C.UTF-8 DISPLAY="$DISPLAY" \
    npt --listen "127.0.0.1:$PORT" --owner "$OWNER" --session "$SESSION"
  eventually 60 'a window' window_id
  eventually 60 'its page' grep -qF 'app: ready' "$LAB/debian/root/.local/state/$NAME/npt.log"
}

stop_inside() {
  inside npt quit
  rm -f "$LAB/debian/root/.local/state/$NAME/npt.log"
}

# send_record ANSWER does what a student does: the four-line cell, then a send.
send_record() {
  NPT_HOME=$WORK/student /usr/bin/python3 - <<PY
import requests
exec(requests.get("http://127.0.0.1:$PORT/get-send-code").content)
npt_config = {'session_name': '$SESSION', 'session_owner': '$OWNER'}
npt_config['sender_name'] = '$STUDENT of $1'
send('$1', 1)
PY
  eventually 20 "the record $1" record_is_there "$1"
}

record_is_there() { inside npt export --owner "$OWNER" --session "$SESSION" --output - | grep -qF "$1"; }

# --- Windows ----------------------------------------------------------------------------

# a_windows makes a prefix of wine, with the one function that Go asks for and wine 8 lacks.
a_windows() {
  export WINEPREFIX=$WORK/wine WINEDEBUG=-all WINEDLLOVERRIDES='bcryptprimitives=n,b;mscoree,mshtml=' DISPLAY=
  wineboot -i
  cat >"$WORK/prng.c" <<'C'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size) { return SystemFunction036(data, size); }
C
  x86_64-w64-mingw32-gcc -shared -o "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" "$WORK/prng.c" -ladvapi32
}

end_windows() { wineserver -k || true; }

serve_under_wine() {
  local exe=$1
  PORT=$(free_port)
  wine "$exe" serve --json --listen "127.0.0.1:$PORT" --owner "$OWNER" --session "$SESSION" >"$WORK/serve.json" 2>"$WORK/serve.log" </dev/null &
  eventually 60 'the app serves' grep -q console "$WORK/serve.json"
}

step_wine() {
  # shellcheck source=build/desktop.sh
  . build/desktop.sh
  a_windows
  local exe=$WORK/npt.exe
  cp "$NEW"/npt-*-windows-amd64.exe "$exe"
  wrestool -l "$exe" | grep -E 'type=(icon|group_icon|version|manifest)|--type=(3|14|16|24)' || die 'The program has no icon, version or manifest.'
  wrestool -x --raw --type=24 "$exe" | grep -aiq 'permonitorv2' || die 'The manifest does not say that it knows about DPI.'
  [ "$(wine "$exe" version | tr -d '\r')" = "$(cat "$NEW/VERSION")" ] || die "It says another version: $(wine "$exe" version)"
  serve_under_wine "$exe"
  record_inside_wine "$exe" 'sent to wine'
  wine "$exe" quit
  wait
  echo 'ok: served, took a record, exported it, stopped'
  end_windows
}

# post_record ANSWER sends a record without a Python.
post_record() {
  curl -sf "http://127.0.0.1:$PORT/add-record" -d "session_owner=$OWNER" -d "session_name=$SESSION" -d part_name=default \
    -d sender_uuid=1 -d question_nb=1 -d type=str --data-urlencode "sender_name=$STUDENT" --data-urlencode "data=$1"
}

# record_inside_wine EXE ANSWER sends a record and finds it in an export.
record_inside_wine() {
  post_record "$2"
  wine "$1" export --owner "$OWNER" --session "$SESSION" --output - >"$WORK/export.csv"
  grep -qF "$2" "$WORK/export.csv" || die 'The export lacks the record.'
}

step_installer() {
  # shellcheck source=build/desktop.sh
  . build/desktop.sh
  a_windows
  local setup=$WORK/setup.exe local_data programs data menu left
  cp "$NEW"/npt-*-setup.exe "$setup"
  wine "$setup" /S /NOWEBVIEW2
  local_data=$(find "$WINEPREFIX/drive_c/users" -type d -path '*/AppData/Local' | head -n 1)
  programs="$local_data/Programs/Notebook Progress Tracker" data=$local_data/$NAME
  [ -f "$programs/npt.exe" ] || die 'The program is not where it belongs.'
  menu=$(find "$WINEPREFIX/drive_c/users" -name 'Notebook Progress Tracker.lnk')
  [ -n "$menu" ] || die 'It is not in the start menu.'
  wine reg query 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\NotebookProgressTracker' | grep -q DisplayVersion
  serve_under_wine "$programs/npt.exe"
  record_inside_wine "$programs/npt.exe" 'sent to the installed'
  # Installs over the running program, as an upgrade does; the program is ended first.
  wine "$setup" /S /NOWEBVIEW2
  wait
  [ -f "$programs/npt.exe" ] || die 'The upgrade lost the program.'
  uninstall
  for left in "$programs" "$menu"; do [ ! -e "$left" ] || die "The uninstaller left $left"; done
  wine reg query 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\NotebookProgressTracker' && die 'It is still registered.'
  [ -s "$data/records.db" ] || die 'The uninstaller took the records along.'
  echo 'ok: in, upgraded while it ran, and out; the records are still there'
  wine "$setup" /S /NOWEBVIEW2
  uninstall /RECORDS
  [ ! -e "$data" ] || die 'The records are there although it was asked to delete them.'
  echo 'ok: deleted when asked to'
  end_windows
}

# uninstall runs the uninstaller, which copies itself away and goes on from there.
uninstall() {
  wine "$programs/uninstall.exe" /S "$@"
  wineserver -w
}

# --- Running them -----------------------------------------------------------------------

run_step() {
  local name=$1 from=$SECONDS
  if "$0" --run-step "$name" >"$LAB/$name.log" 2>&1 </dev/null; then
    printf 'ok     %4d s  %s\n' $((SECONDS - from)) "$name"
    PASSED=$((PASSED + 1))
  else
    printf 'FAILED %4d s  %s\n' $((SECONDS - from)) "$name"
    tail -n 30 "$LAB/$name.log"
    FAILED=$((FAILED + 1))
  fi
}

main() {
  local name wanted=("$@")
  PASSED=0 FAILED=0
  [ ${#wanted[@]} -gt 0 ] || wanted=("${STEPS[@]}")
  has_apt || die 'test-packages.sh runs on Debian.'
  [ "$(id -u)" = 0 ] || die 'It needs root, for a Debian of its own (chroot and mounts).'
  [ -z "$(git status --porcelain --untracked-files=no)" ] || say 'What is not committed is not tested.'
  need "${BASE_PACKAGES[@]}" "${WINDOW_PACKAGES[@]}" "${PACKAGE_PACKAGES[@]}" "${PACKAGE_TEST_PACKAGES[@]}" \
    "${DESKTOP_PACKAGES[@]}" python3 python3-requests man-db openssl
  mkdir -p "$LAB"
  for name in "${wanted[@]}"; do run_step "$name"; done
  printf '%s, version %s: %d passed, %d failed\n' "$(date -u +%Y-%m-%d)" "$(cat "$NEW/VERSION" 2>/dev/null || echo "not built yet")" "$PASSED" "$FAILED"
  [ "$FAILED" = 0 ]
}

if [ "${1:-}" = --run-step ]; then
  # desktop.sh makes its own WORK, and ends the programs that it started.
  WORK=$(mktemp -d)
  trap 'rm -rf "$WORK"' EXIT
  step_"$2" "${@:3}"
else
  main "$@"
fi
exit # so that an edit of this file while it runs cannot confuse bash
