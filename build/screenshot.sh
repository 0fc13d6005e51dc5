#!/usr/bin/env bash
# Makes the README's picture build/screenshot.png: the dashboard of the demo's class in the middle of its
# lab, some six minutes after it began.
# shellcheck source=build/lib.sh
. "$(dirname "$0")/lib.sh"

# Some of the class are called 田中 or 박, which the font of the tests cannot write.
need "${BASE_PACKAGES[@]}" "${BROWSER_PACKAGES[@]}" fonts-wqy-microhei
npm_packages
frontend_build
build_headless "$BIN/npt-test"
CHROMIUM=$(chromium_path)
export CHROMIUM
cd frontend
NPT_BIN=$BIN/npt-test npx playwright test --project=picture
