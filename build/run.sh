#!/usr/bin/env bash
# From a fresh clone to the running application: installs what is missing,
# builds what changed and opens the window. With no display it serves the same
# interface to a browser and prints the address. Arguments go to the program.
#
#   ./build/run.sh [--data DIR] [--owner NAME] [--session NAME] ...
# shellcheck source=build/lib.sh
. "$(dirname "$0")/lib.sh"

main() {
  local packages=("${BASE_PACKAGES[@]}")
  if has_display; then packages+=("${WINDOW_PACKAGES[@]}"); fi

  progress 1 5 "System packages, Go and Node (up to 4 minutes the first time)"
  need "${packages[@]}"
  progress 2 5 "npm packages (a minute the first time)"
  npm_packages
  progress 3 5 "Interface (up to a minute when it changed)"
  frontend_build
  start "$@"
}

start() {
  if has_display; then
    progress 4 5 "Application (some 2 minutes the first time)"
    build_window "$BIN/npt"
    progress 5 5 "Starting"
    exec "$BIN/npt" "$@"
  fi
  progress 4 5 "Application, without the window: there is no display (a few minutes the first time)"
  build_headless "$BIN/npt"
  progress 5 5 "Serving; open the console's address in a browser, Ctrl-C stops"
  case ${1:-} in
    [a-z]*) exec "$BIN/npt" "$@" ;; # a command of its own, such as export
    *) exec "$BIN/npt" serve --console 127.0.0.1:0 "$@" ;;
  esac
}

main "$@"
exit # so that an edit of this file while it runs cannot confuse bash
