#!/bin/sh
# Starts the portable program. What it needs from the system is looked for first, as
# a program that the loader cannot start ends without a word after a double click.
here=$(dirname "$(readlink -f "$0")")

complain() {
  text="Notebook Progress Tracker cannot start: $1"
  echo "$text" >&2
  for try in "zenity --error --no-wrap --text" "kdialog --error" "xmessage -center"; do
    # shellcheck disable=SC2086 # command and options
    if command -v ${try%% *} >/dev/null 2>&1; then $try "$text" && break; fi
  done
  exit 1
}

missing=$(ldd "$here/npt" 2>/dev/null | sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p' | tr '\n' ' ')
if [ -n "$missing" ]; then
  complain "this system lacks $missing
Debian and Ubuntu: sudo apt install libwebkit2gtk-4.1-0
Fedora: sudo dnf install webkit2gtk4.1
openSUSE: sudo zypper install libwebkit2gtk-4_1-0
Arch: sudo pacman -S webkit2gtk-4.1"
fi
exec "$here/npt" "$@"
