#!/usr/bin/env bash
# To be run on a Mac: makes Notebook Progress Tracker.app and a .dmg of it for both
# kinds of Mac. It was written without one and never run.
#
#   build/darwin/package.sh
#   NPT_MAC_IDENTITY='Developer ID Application: ...' build/darwin/package.sh
#   NPT_MAC_NOTARY=profile    of `xcrun notarytool store-credentials`: notarises too
# shellcheck source=build/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=build/publisher.env
. build/publisher.env

APP="$BIN/Notebook Progress Tracker.app"
VERSION=$(version)
# Apple wants numbers: those of the tag, or zeros.
NUMBERS=$(printf '%s\n' "$VERSION" | sed -n 's/^\([0-9]\{1,\}\.[0-9.]*[0-9]\).*/\1/p')

program() {
  local arch
  for arch in amd64 arm64; do
    GOARCH=$arch build_window "$CACHE/npt-$arch" -trimpath
  done
  lipo -create -output "$APP/Contents/MacOS/npt" "$CACHE/npt-amd64" "$CACHE/npt-arm64"
}

icon() {
  local set=$CACHE/npt.iconset size
  rm -rf "$set"
  mkdir "$set"
  for size in 16 32 128 256 512; do
    sips -z $size $size build/appicon.png --out "$set/icon_${size}x$size.png" >/dev/null
    sips -z $((size * 2)) $((size * 2)) build/appicon.png --out "$set/icon_${size}x$size@2x.png" >/dev/null
  done
  iconutil -c icns -o "$APP/Contents/Resources/npt.icns" "$set"
}

sign() {
  # Without an identity it is signed for this Mac alone, which arm64 asks for.
  codesign --force --options runtime --entitlements build/darwin/npt.entitlements \
    --sign "${NPT_MAC_IDENTITY:--}" "$APP"
}

image() {
  local dmg=$BIN/notebook-progress-tracker-$VERSION.dmg
  hdiutil create -volname 'Notebook Progress Tracker' -srcfolder "$APP" -ov -format UDZO "$dmg"
  if [ -n "${NPT_MAC_NOTARY:-}" ]; then
    xcrun notarytool submit --wait --keychain-profile "$NPT_MAC_NOTARY" "$dmg"
    xcrun stapler staple "$dmg"
  fi
}

main() {
  [ "$(uname -s)" = Darwin ] || die 'This is for a Mac: codesign, lipo, iconutil and hdiutil exist there only.'
  need_on_other_system
  npm_packages
  frontend_build
  rm -rf "$APP"
  mkdir -p "$APP/Contents/MacOS" "$APP/Contents/Resources"
  sed -e "s/@VERSION@/$VERSION/" -e "s/@NUMBERS@/${NUMBERS:-0.0.0}/" -e "s/@PUBLISHER@/$PUBLISHER/" \
    build/darwin/Info.plist >"$APP/Contents/Info.plist"
  program
  icon
  cp frontend/public/notices.txt "$APP/Contents/Resources/"
  sign
  image
}

main "$@"
