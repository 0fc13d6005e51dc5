#!/usr/bin/env bash
# The smoke test of the native window: a real desktop (Xvfb, a window manager, a
# D-Bus session), the real program, a record from real Python. Passes when the
# window's page shows the record and a screenshot of it is not blank.
#
# Leaves build/.cache/test/window.png. Run it alone, or as a step of test.sh.
# shellcheck source=build/lib.sh
. "$(dirname "$0")/lib.sh"

PROGRAM=$BIN/npt-desktop
SHOT=$CACHE/test/window.png
TITLE='Notebook Progress Tracker'
OWNER=prof SESSION=smoke STUDENT='Ada Lovelace'
ANSWER="sent at $(date +%s) by a smoke test"

WORK=$(mktemp -d)
PIDS=() # of what this test started, in order: nothing else is ever ended

trap finish EXIT
finish() {
  local status=$? i
  for ((i = ${#PIDS[@]} - 1; i >= 0; i--)); do end "${PIDS[i]}"; done
  [ $status = 0 ] || show_app_log
  rm -rf "$WORK"
}

# end PID asks a program to end, and stops asking after 5 s.
end() {
  local tries
  kill "$1" 2>/dev/null || return 0
  for tries in {1..50}; do
    kill -0 "$1" 2>/dev/null || return 0
    sleep 0.1
  done
  echo "did not end when asked to ($tries tries), killed: $1"
  kill -9 "$1"
}

show_app_log() {
  echo "--- what the program said:"
  tail -n 40 "$WORK/app.log" 2>/dev/null || true
}

# background LOG COMMAND... starts a program and remembers it for the end.
background() {
  local log=$WORK/$1.log
  shift
  "$@" >"$log" 2>&1 </dev/null &
  PIDS+=($!)
}

# eventually SECONDS WHAT COMMAND... waits until the command succeeds.
eventually() {
  local deadline=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" 2>"$WORK/last-try"; do
    if [ $SECONDS -ge $deadline ]; then
      cat "$WORK/last-try" >&2
      die "In vain: $what"
    fi
    sleep 0.2
  done
  echo "ok: $what"
}

free_port() {
  /usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# start_desktop brings up an X server on a free display, and sessions on it.
start_desktop() {
  background xvfb Xvfb -displayfd 1 -screen 0 1440x900x24 -nolisten tcp
  eventually 20 'an X server' grep -q '^[0-9]' "$WORK/xvfb.log"
  DISPLAY=:$(grep -m 1 '^[0-9]' "$WORK/xvfb.log")
  background dbus dbus-daemon --session --nofork --print-address=1
  eventually 10 'a D-Bus session' grep -q '^unix:' "$WORK/dbus.log"
  DBUS_SESSION_BUS_ADDRESS=$(grep -m 1 '^unix:' "$WORK/dbus.log")
  # Nothing of the machine's own desktop, and nothing into the home of who tests.
  unset WAYLAND_DISPLAY
  export DISPLAY DBUS_SESSION_BUS_ADDRESS NO_AT_BRIDGE=1 GDK_BACKEND=x11
  export HOME=$WORK/home XDG_RUNTIME_DIR=$WORK/run XDG_CONFIG_HOME=$WORK/home/.config
  export XDG_DATA_HOME=$WORK/home/.local/share XDG_CACHE_HOME=$WORK/home/.cache
  mkdir -m 700 "$HOME" "$XDG_RUNTIME_DIR"
  background openbox openbox
}

start_app() {
  PORT=$(free_port) INSPECTOR=$(free_port)
  export WEBKIT_INSPECTOR_HTTP_SERVER=127.0.0.1:$INSPECTOR
  background app "$PROGRAM" --data "$WORK/data" --listen "127.0.0.1:$PORT" \
    --owner "$OWNER" --session "$SESSION"
  eventually 30 'notebooks can fetch the client' \
    curl -sf -o "$WORK/client.py" "http://127.0.0.1:$PORT/get-send-code"
  eventually 30 "a window named $TITLE" window_id
  eventually 30 'a page that shows the session' page_shows "$SESSION"
}

window_id() { xdotool search --onlyvisible --name "^$TITLE" >"$WORK/window"; }

page() { node --experimental-websocket build/window-page.mjs "$INSPECTOR" "$1"; }

page_shows() { page document.body.innerText | grep -qF "$1"; }

# send_record does what a student does: the four-line cell, then a send.
send_record() {
  /usr/bin/python3 - <<PY
import requests
exec(requests.get("http://127.0.0.1:$PORT/get-send-code").content)
npt_config = {'session_name': '$SESSION', 'session_owner': '$OWNER'}
npt_config['sender_name'] = '$STUDENT'
send('$ANSWER', 1)
PY
  echo 'ok: sent a record from Python'
}

open_tab() {
  page "[...document.querySelectorAll('[role=tab], nav a, nav button, header a, header button')]
    .find((e) => e.textContent.trim() === '$1').click()"
}

# check_screenshot tells a drawn window from a blank one: text alone brings a
# hundred shades, an empty page a handful.
check_screenshot() {
  mkdir -p "$(dirname "$SHOT")"
  import -window "$(head -n 1 "$WORK/window")" "$SHOT"
  local colours
  colours=$(identify -format %k "$SHOT")
  [ "$colours" -ge 50 ] || die "The window is blank: $colours colours in $SHOT"
  echo "ok: a screenshot with $colours colours, ${SHOT#"$ROOT"/}"
}

main() {
  need "${BASE_PACKAGES[@]}" "${WINDOW_PACKAGES[@]}" "${DESKTOP_PACKAGES[@]}" python3-requests
  npm_packages
  frontend_build
  build_window "$PROGRAM" devtools
  start_desktop
  start_app
  open_tab Records
  send_record
  eventually 10 "the student's name in the window" page_shows "$STUDENT"
  eventually 10 'the answer in the window' page_shows "$ANSWER"
  check_screenshot
}

main
