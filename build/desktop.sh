# shellcheck shell=bash
# Shared by test-window.sh, test-packages.sh and bench.sh: a separate desktop (Xvfb, a window manager, a
# D-Bus session) with the real program in its window. Source it after lib.sh; never run it.
# When the script ends, it ends every program that it started.

PROGRAM=$BIN/npt-desktop
TITLE='Notebook Progress Tracker'

WORK=$(mktemp -d)
PIDS=() # of what this script started, in order: nothing else is ever ended

trap finish EXIT
finish() {
  local status=$? i
  for ((i = ${#PIDS[@]} - 1; i >= 0; i--)); do end "${PIDS[i]}"; done
  [ $status = 0 ] || show_app_log
  rm -rf "$WORK"
}

# end PID asks a program to end, and kills it after 5 s.
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
  # Uses nothing of the machine's own desktop, and writes nothing into the user's home.
  unset WAYLAND_DISPLAY
  export DISPLAY DBUS_SESSION_BUS_ADDRESS NO_AT_BRIDGE=1 GDK_BACKEND=x11
  export HOME=$WORK/home XDG_RUNTIME_DIR=$WORK/run XDG_CONFIG_HOME=$WORK/home/.config
  export XDG_DATA_HOME=$WORK/home/.local/share XDG_CACHE_HOME=$WORK/home/.cache
  export XDG_STATE_HOME=$WORK/home/.local/state
  mkdir -m 700 "$HOME" "$XDG_RUNTIME_DIR"
  background openbox openbox
}

# start_app HOST:PORT OWNER SESSION opens the window and waits until it shows the session.
start_app() {
  INSPECTOR=$(free_port)
  export WEBKIT_INSPECTOR_HTTP_SERVER=127.0.0.1:$INSPECTOR
  background app "$PROGRAM" --data "$WORK/data" --listen "$1" --owner "$2" --session "$3"
  eventually 30 'notebooks can fetch the client' \
    curl -sf -o "$WORK/client.py" "http://127.0.0.1:${1##*:}/get-send-code"
  eventually 30 "a window named $TITLE" window_id
  eventually 30 'a page that shows the session' page_shows "$3"
}

window_id() { xdotool search --onlyvisible --name "^$TITLE" >"$WORK/window"; }

page() { node --experimental-websocket build/window-page.mjs "$INSPECTOR" "$1"; }

page_shows() { page document.body.innerText | grep -qF "$1"; }

open_tab() {
  page "[...document.querySelectorAll('[role=tab], nav a, nav button, header a, header button')]
    .find((e) => e.textContent.trim() === '$1').click()"
}


# shoot FILE takes a screenshot of the window.
shoot() {
  mkdir -p "$(dirname "$1")"
  import -window "$(head -n 1 "$WORK/window")" "$1"
}
