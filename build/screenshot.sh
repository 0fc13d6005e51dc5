#!/usr/bin/env bash
# Makes the README's picture build/screenshot.png: the real window after students ran the lab
# notebook of app/testdata in real Jupyter kernels. It uses a separate network (a namespace;
# needs root), so that the address looks like one in a classroom.
# shellcheck source=build/lib.sh
. "$(dirname "$0")/lib.sh"

STUDENTS=('Amélie Rousseau' 'Omar Haddad' 'Ewa Wiśniewska' '田中 由紀' 'Kwame Mensah' 'Zoë Papadaki')
ADDRESS=192.168.1.20 PORT=6780 OWNER=dieuleveut SESSION=kmeans-2

prepare() {
  need "${BASE_PACKAGES[@]}" "${WINDOW_PACKAGES[@]}" "${DESKTOP_PACKAGES[@]}" "${PYTHON_PACKAGES[@]}"
  npm_packages
  frontend_build
  build_window "$BIN/npt-desktop" devtools
}

make_network() {
  ip link set lo up
  ip link add lan type veth peer name far
  ip link set far up
  ip link set lan up
  ip addr add "$ADDRESS/24" dev lan
  ip route add default dev lan
}

first_cell() {
  printf '%s\n' 'import requests' \
    "exec(requests.get('http://$ADDRESS:$PORT/get-send-code').content)" \
    "npt_config = {'session_name': '$SESSION', 'session_owner': '$OWNER'}" \
    "npt_config['sender_name'] = input('Name:')"
}

run_class() {
  local student
  for student in "${STUDENTS[@]}"; do
    first_cell | (cd app/testdata && NPT_HOME=$WORK/$student MPLBACKEND=agg \
      /usr/bin/python3 run_notebook.py lab.ipynb "$student") >/dev/null
    echo "ok: $student ran the lab"
  done
}

picture() {
  # shellcheck source=build/desktop.sh
  . build/desktop.sh
  make_network
  start_desktop
  start_app ":$PORT" "$OWNER" "$SESSION"
  run_class
  open_tab Records
  eventually 10 'a row of question 4' page_shows 'def assign'
  page "document.querySelector('[data-question=\"4\"]').click()" >/dev/null
  eventually 10 'its answer' page_shows 'First sent'
  sleep 2 # the tint of fresh rows fades
  shoot "$ROOT/build/screenshot.png"
}

if [ "${1:-}" = --on-its-own-network ]; then
  picture
else
  prepare
  exec unshare --net "$0" --on-its-own-network
fi
