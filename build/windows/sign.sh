#!/usr/bin/env bash
# Signs a Windows program in place. Without a key it does nothing: unsigned programs run,
# after a warning of Windows.
#
#   NPT_SIGN_KEY=key.pfx NPT_SIGN_PASSWORD_FILE=password sign.sh FILE
#   NPT_SIGN_TIMESTAMP=http://...    also has that service note the time
set -euo pipefail
file=$1
if [ -z "${NPT_SIGN_KEY:-}" ]; then exit 0; fi

arguments=(-pkcs12 "$NPT_SIGN_KEY" -h sha256 -n 'Notebook Progress Tracker')
if [ -n "${NPT_SIGN_PASSWORD_FILE:-}" ]; then arguments+=(-readpass "$NPT_SIGN_PASSWORD_FILE"); fi
if [ -n "${NPT_SIGN_TIMESTAMP:-}" ]; then arguments+=(-ts "$NPT_SIGN_TIMESTAMP"); fi
osslsigncode sign "${arguments[@]}" -in "$file" -out "$file.signed"
mv "$file.signed" "$file"
