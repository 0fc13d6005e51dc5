#!/usr/bin/env bash
# Tests the native window: a real desktop (Xvfb, a window manager, a D-Bus session), the
# real program, a record from real Python. The window's page must show the record, and
# a screenshot of it must not be blank. Further tests: a second start, closing with a session
# open, the position after a restart, a start that fails.
#
# Leaves build/.cache/test/window.png. Run it alone, or as a step of test.sh.
# shellcheck source=build/lib.sh
. "$(dirname "$0")/lib.sh"

# shellcheck source=build/desktop.sh
. build/desktop.sh

SHOT=$CACHE/test/window.png
OWNER=prof SESSION=smoke STUDENT='Ada Lovelace'
ANSWER="sent at $(date +%s) by a smoke test"

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

# check_screenshot tells a drawn window from a blank one: text alone brings a
# hundred shades, an empty page a handful.
check_screenshot() {
  shoot "$SHOT"
  local colours
  colours=$(identify -format %k "$SHOT")
  [ "$colours" -ge 50 ] || die "The window is blank: $colours colours in $SHOT"
  echo "ok: a screenshot with $colours colours, ${SHOT#"$ROOT"/}"
}

state() { echo "$XDG_STATE_HOME/notebook-progress-tracker"; }
window() { head -n 1 "$WORK/window"; }
is_in_front() { [ "$(xdotool getactivewindow)" = "$(window)" ]; }
is_gone() { ! kill -0 "$1" 2>/dev/null; }

# geometry prints position and size, without the title bar.
geometry() { xdotool getwindowgeometry --shell "$(window)" | grep -E '^(X|Y|WIDTH|HEIGHT)=' | tr '\n' ' '; }

check_second_start() {
  xdotool windowminimize "$(window)"
  "$PROGRAM" --data "$WORK/data" || die 'A second start failed.'
  eventually 5 'a second start brings the first window to the front' is_in_front
}

# check_leaving closes the window as a teacher does, with a session open.
check_leaving() {
  xdotool windowsize --sync "$(window)" 1000 700
  xdotool windowmove --sync "$(window)" 150 60
  sleep 0.5
  PLACE=$(geometry)
  press alt+F4
  eventually 5 'Alt+F4 asks about the open session' page_shows 'A session is open'
  press Escape
  eventually 5 'Escape keeps the window' page_lacks 'A session is open'
  press alt+F4
  eventually 5 'Alt+F4 asks again' page_shows 'A session is open'
  press Return
  eventually 10 'Enter closes it' is_gone "$APP"
}

# check_help opens the help by its key, which the menu takes.
check_help() {
  press F1
  eventually 5 'F1 opens the help' page_shows 'Which first cell do I need?'
  open_tab Records
}

press() {
  xdotool windowactivate --sync "$(window)"
  xdotool key "$1"
}

page_lacks() { ! page_shows "$1"; }
tab_is() { page 'location.hash' | grep -q "$1"; }
is_at_its_place() { [ "$(geometry)" = "$PLACE" ]; }

check_restart() {
  echo 'panic: on purpose' >"$(state)/crash-last.txt"
  open_app
  eventually 5 "the window where it was, $PLACE" is_at_its_place
  eventually 5 'the tab that was open' tab_is records
  eventually 5 'the crash is offered' page_shows 'The app crashed'
  kill "$APP"
  eventually 10 'SIGTERM ends it without a question' is_gone "$APP"
}

# A position on a screen that is gone, as after a lesson with a projector.
check_projector_gone() {
  sed -i -e 's/"x":[-0-9]*/"x":5000/' -e 's/"y":[-0-9]*/"y":-900/' "$(state)/window.json"
  open_app
  local X Y
  eval "$(xdotool getwindowgeometry --shell "$(window)")"
  if [ "$X" -lt 0 ] || [ "$X" -gt 1000 ] || [ "$Y" -lt 0 ] || [ "$Y" -gt 600 ]; then
    die "The window is at $X,$Y, on no screen."
  fi
  echo 'ok: a window on a screen that is gone comes back to one that is there'
  end "$APP"
}

# A start that fails says why in a message of the system, and ends.
check_fatal() {
  mkdir "$WORK/broken"
  echo 'not a database, by far' >"$WORK/broken/records.db"
  background fatal "$PROGRAM" --data "$WORK/broken"
  local fatal=${PIDS[-1]}
  eventually 20 'a message about the data file' dialog_shows
  xdotool key Return
  eventually 10 'the program ends after it' is_gone "$fatal"
}

# check_no_display starts the program where no window can be had: without a display, and on one that does not answer.
check_no_display() {
  local display
  mkdir "$WORK/bin"
  printf '%s\n' '#!/bin/sh' "echo \"\$1\" >'$WORK/opened'" >"$WORK/bin/xdg-open"
  chmod +x "$WORK/bin/xdg-open"
  for display in '' :250; do
    rm -f "$WORK/opened"
    background windowless env PATH="$WORK/bin:$PATH" DISPLAY="$display" "$PROGRAM" --data "$WORK/windowless" \
      --listen 127.0.0.1:0 --owner "$OWNER" --session "$SESSION"
    eventually 20 "a browser in place of a window on the display '$display'" browser_gets_page
    grep -q 'there is no display for it' "$WORK/windowless.log" || die 'It does not say why there is no window.'
    "$PROGRAM" quit --data "$WORK/windowless"
    eventually 10 'npt quit ends it' is_gone "${PIDS[-1]}"
  done
}

# A file of cookies makes curl send them on.
browser_gets_page() { curl -sfL -c "$WORK/cookies" "$(cat "$WORK/opened")" | grep -q '<div id="root"'; }

dialog_shows() { xdotool search --onlyvisible --name "^$TITLE" windowactivate --sync 2>/dev/null && sleep 1; }

# open_app starts the window with the same data folder and waits for its page.
open_app() {
  rm -f "$WORK/window"
  start_app "127.0.0.1:$PORT" "$OWNER" "$SESSION"
  APP=${PIDS[-1]}
}

main() {
  need "${BASE_PACKAGES[@]}" "${WINDOW_PACKAGES[@]}" "${DESKTOP_PACKAGES[@]}" python3-requests
  npm_packages
  frontend_build
  build_window "$PROGRAM" devtools
  start_desktop
  PORT=$(free_port)
  open_app
  open_tab Records
  send_record
  eventually 10 "the student's name in the window" page_shows "$STUDENT"
  eventually 10 'the answer in the window' page_shows "$ANSWER"
  check_screenshot
  check_help
  check_second_start
  check_leaving
  check_restart
  check_projector_gone
  check_fatal
  check_no_display
}

main
exit # so that an edit of this file while it runs cannot confuse bash
