#!/usr/bin/env bash
# The smoke test of the native window: a real desktop (Xvfb, a window manager, a
# D-Bus session), the real program, a record from real Python. Passes when the
# window's page shows the record and a screenshot of it is not blank.
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

main() {
  need "${BASE_PACKAGES[@]}" "${WINDOW_PACKAGES[@]}" "${DESKTOP_PACKAGES[@]}" python3-requests
  npm_packages
  frontend_build
  build_window "$PROGRAM" devtools
  start_desktop
  PORT=$(free_port)
  start_app "127.0.0.1:$PORT" "$OWNER" "$SESSION"
  open_tab Records
  send_record
  eventually 10 "the student's name in the window" page_shows "$STUDENT"
  eventually 10 'the answer in the window' page_shows "$ANSWER"
  check_screenshot
}

main
exit # so that an edit of this file while it runs cannot confuse bash
