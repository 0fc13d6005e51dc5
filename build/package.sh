#!/usr/bin/env bash
# Makes the files for teachers in build/bin: installers and portable programs, their checksums,
# a list of all parts (SBOM) and the licences of third parties.
#
#   ./build/package.sh                  everything that can be made here
#   ./build/package.sh linux            .deb, .rpm, .tar.gz
#   ./build/package.sh windows          .exe, installer
#
# The same commit gives the same bytes. To sign for Windows set NPT_SIGN_KEY (see
# windows/sign.sh). For macOS there is darwin/package.sh, to be run on a Mac.
# shellcheck source=build/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=build/publisher.env
. build/publisher.env

NFPM_VERSION=v2.45.2
WINRES_VERSION=v0.3.3
NAME=notebook-progress-tracker
DESKTOP_ID=npt
ICON_SIZES=(16 22 24 32 48 64 128 256 512)
STAGE=$CACHE/package # all that is between sources and packages

# It builds the committed state; all times in packages are the time of the commit.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
DATE=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%d)
VERSION=$(version)
export SOURCE_DATE_EPOCH LC_ALL=C TZ=UTC
umask 022

# numbers prints the version as Windows wants it: four numbers.
numbers() {
  local all
  all=$(sed -n 's/^\([0-9]*\)\.\([0-9]*\)\.\{0,1\}\([0-9]*\)+\{0,1\}\([0-9]*\).*/\1 \2 \3 \4/p' <<<"$VERSION")
  # shellcheck disable=SC2086 # four words, some of them missing
  set -- ${all:-0 0 0 0}
  echo "${1:-0}.${2:-0}.${3:-0}.${4:-0}"
}

# --- What all systems share ------------------------------------------------------

# tool PACKAGE VERSION installs a Go program outside of every go.mod, once.
tool() {
  local name=${1##*/}
  [ -x "$CACHE/bin/$name-$2" ] && return
  say "building $name $2"
  GOBIN=$CACHE/bin GOOS='' GOARCH='' quietly "go-$name" go install "$1@$2"
  mv "$CACHE/bin/$name" "$CACHE/bin/$name-$2"
}

icons() {
  local size drawing
  mkdir -p "$STAGE/icons"
  for size in "${ICON_SIZES[@]}"; do
    drawing=build/appicon.svg
    if [ "$size" -le 24 ]; then drawing=build/appicon-small.svg; fi
    rsvg-convert -w "$size" -h "$size" "$drawing" -o "$STAGE/icons/icon-$size.png"
  done
}

# filled FILE prints a template with the version, the date and the publisher filled in.
filled() {
  sed -e "s/@VERSION@/$VERSION/g" -e "s/@DATE@/$DATE/g" -e "s/@PUBLISHER@/$PUBLISHER/g" \
    -e "s/@LICENSE_ID@/$LICENSE_ID/g" -e "s|@LICENSE_TEXT@|$LICENSE_TEXT|g" "$1"
}

# packed prints the gzip of a file, without a time or a name in it.
packed() { gzip -9nc "$1"; }

# program OUTPUT TAGS ARGUMENT... builds the program to ship, without paths of this machine.
program() {
  local output=$1 tags=$2
  shift 2
  go build -buildvcs=false -trimpath -tags "$tags" "$@" -o "$output" .
}

flags() { echo "-s -w -buildid= -X npt/app.Version=$VERSION"; }

# --- Linux --------------------------------------------------------------------------

linux() {
  progress 3 5 "Linux: program (some 5 minutes the first time)"
  CGO_ENABLED=1 program "$STAGE/npt" desktop,production,webkit2_41 \
    -buildmode=pie -ldflags "$(flags) -linkmode=external -extldflags '-Wl,-z,relro,-z,now -Wl,--build-id=none'"
  progress 4 5 "Linux: packages"
  install_tree "$STAGE/tree/usr"
  portable
  tool github.com/goreleaser/nfpm/v2/cmd/nfpm "$NFPM_VERSION"
  nfpm deb "$BIN/${NAME}_${VERSION}_$ARCH.deb"
  nfpm rpm "$BIN/$NAME-$VERSION-1.$(rpm_arch).rpm"
}

rpm_arch() { case $ARCH in amd64) echo x86_64 ;; arm64) echo aarch64 ;; *) echo "$ARCH" ;; esac; }

# install_tree PREFIX lays out what a package installs.
install_tree() {
  local prefix=$1 size doc=$1/share/doc/$NAME
  rm -rf "$prefix"
  install -D -m 755 "$STAGE/npt" "$prefix/bin/npt"
  install -D -m 644 build/linux/npt.desktop "$prefix/share/applications/$DESKTOP_ID.desktop"
  install -D -m 644 build/appicon.svg "$prefix/share/icons/hicolor/scalable/apps/npt.svg"
  ln -s npt "$prefix/bin/$NAME"
  for size in "${ICON_SIZES[@]}"; do
    install -D -m 644 "$STAGE/icons/icon-$size.png" "$prefix/share/icons/hicolor/${size}x$size/apps/npt.png"
  done
  mkdir -p "$prefix/share/metainfo" "$prefix/share/man/man1" "$doc"
  filled build/linux/npt.metainfo.xml >"$prefix/share/metainfo/io.github.notebook_progress_tracker.npt.metainfo.xml"
  filled build/linux/npt.1 >"$STAGE/npt.1"
  packed "$STAGE/npt.1" >"$prefix/share/man/man1/npt.1.gz"
  ln -s npt.1.gz "$prefix/share/man/man1/$NAME.1.gz"
  filled build/linux/copyright >"$doc/copyright"
  packed frontend/public/notices.txt >"$doc/notices.txt.gz"
  changelog >"$STAGE/changelog"
  packed "$STAGE/changelog" >"$doc/changelog.Debian.gz"
}

# changelog prints Debian's form of it: this version, and where to look for the rest.
changelog() {
  printf '%s (%s) unstable; urgency=low\n\n  * Commit %s; the whole history is in git.\n\n -- %s  %s\n' \
    "$NAME" "$VERSION-1" "$(git rev-parse --short HEAD)" \
    "$PUBLISHER <$PUBLISHER_EMAIL>" "$(date -u -R -d "@$SOURCE_DATE_EPOCH")"
}

nfpm() {
  quietly "nfpm-$1" env ARCH="$ARCH" PACKAGE_VERSION="$VERSION" \
    MAINTAINER="$PUBLISHER <$PUBLISHER_EMAIL>" LICENSE_ID="$LICENSE_ID" "$CACHE/bin/nfpm-$NFPM_VERSION" package --config "$STAGE/nfpm.yaml" --packager "$1" --target "$2"
}

# portable makes the archive that needs no installation.
portable() {
  local folder=$NAME-$VERSION-linux-$ARCH
  rm -rf "$STAGE/portable"
  mkdir -p "$STAGE/portable/$folder"
  cp "$STAGE/npt" build/linux/README.txt LICENSE frontend/public/notices.txt "$STAGE/portable/$folder/"
  install -m 755 build/linux/start.sh "$STAGE/portable/$folder/$NAME"
  cp "$STAGE/icons/icon-256.png" "$STAGE/portable/$folder/npt.png"
  tar -C "$STAGE/portable" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" \
    -cf - "$folder" | gzip -9n >"$BIN/$folder.tar.gz"
}

# --- Windows ------------------------------------------------------------------------

windows() {
  local exe=$BIN/npt-$VERSION-windows-amd64.exe syso=$ROOT/rsrc_windows_amd64.syso
  progress 3 5 "Windows: program (some 5 minutes the first time)"
  tool github.com/tc-hib/go-winres "$WINRES_VERSION"
  filled build/windows/winres.json >"$STAGE/icons/winres.json"
  # Go takes resources from the folder of main.go only.
  # shellcheck disable=SC2064 # the path of now
  trap "rm -f '$syso'" EXIT
  quietly winres "$CACHE/bin/go-winres-$WINRES_VERSION" make --in "$STAGE/icons/winres.json" --arch amd64 \
    --out "$ROOT/rsrc" --product-version "$(numbers)" --file-version "$(numbers)"
  GOOS=windows GOARCH=amd64 CGO_ENABLED=0 program "$exe" desktop,production -ldflags "$(flags) -H windowsgui"
  rm -f "$syso"
  build/windows/sign.sh "$exe"
  progress 4 5 "Windows: installer"
  installer "$exe" "$BIN/npt-$VERSION-windows-amd64-setup.exe"
}

installer() {
  local exe=$1 setup=$2 ico=$STAGE/npt.ico wails define=()
  (cd "$STAGE/icons" && icotool -c -o "$ico" icon-16.png icon-24.png icon-32.png icon-48.png icon-64.png icon-256.png)
  # Microsoft's small program that fetches the runtime comes with wails.
  wails=$(go list -m -f '{{.Dir}}' github.com/wailsapp/wails/v2)
  # Files carry their times into the installer.
  cp "$exe" "$STAGE/setup.exe"
  cp frontend/public/notices.txt "$wails/internal/webview2runtime/MicrosoftEdgeWebview2Setup.exe" "$STAGE/"
  touch -d "@$SOURCE_DATE_EPOCH" "$STAGE/setup.exe" "$STAGE/notices.txt" "$STAGE/MicrosoftEdgeWebview2Setup.exe" "$ico"
  if [ -n "${NPT_SIGN_KEY:-}" ]; then define+=("-DSIGN=$ROOT/build/windows/sign.sh"); fi
  quietly makensis makensis -V3 -INPUTCHARSET UTF8 "-DVERSION=$VERSION" "-DVERSION4=$(numbers)" "-DPUBLISHER=$PUBLISHER" "-DEXE=$STAGE/setup.exe" \
    "-DICON=$ico" "-DNOTICES=$STAGE/notices.txt" "-DWEBVIEW2=$STAGE/MicrosoftEdgeWebview2Setup.exe" "-DOUT=$setup" \
    ${define[@]+"${define[@]}"} build/windows/installer.nsi
  build/windows/sign.sh "$setup"
}

# --- All of it ------------------------------------------------------------------------

# papers writes the files that accompany the packages.
papers() {
  node build/sbom.mjs "$VERSION" "$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)" \
    >"$BIN/$NAME-$VERSION.cdx.json"
  cp frontend/public/notices.txt "$BIN/notices.txt"
  cd "$BIN"
  made | xargs sha256sum -- >SHA256SUMS
  cd "$ROOT"
}

# made lists the files of this run.
made() { (cd "$BIN" && find . -maxdepth 1 \( -name "$NAME*" -o -name 'npt-*-windows-*' -o -name notices.txt \) -printf '%f\n') | sort; }

forget_last() {
  rm -f "$BIN/$NAME"*.deb "$BIN/$NAME"*.rpm "$BIN/$NAME"*.tar.gz "$BIN/$NAME"*.cdx.json \
    "$BIN"/npt-*-windows-*.exe "$BIN/notices.txt" "$BIN/SHA256SUMS"
}

main() {
  local target=${1:-all}
  case $target in
    linux | windows | all) ;;
    *) die "Package for what? linux, windows or all. (darwin/package.sh is for a Mac.)" ;;
  esac
  progress 1 5 "System packages, Go and Node"
  has_apt || die "package.sh runs on Debian and Ubuntu."
  need "${BASE_PACKAGES[@]}" "${WINDOW_PACKAGES[@]}" "${PACKAGE_PACKAGES[@]}"
  ARCH=$(go env GOARCH)
  forget_last
  rm -rf "$STAGE"
  mkdir -p "$STAGE"
  # nfpm fills variables into most fields, but not into the paths of contents.
  sed "s|\${STAGE}|$STAGE/tree|" build/linux/nfpm.yaml >"$STAGE/nfpm.yaml"
  progress 2 5 "npm packages, interface, icons"
  npm_packages
  frontend_build
  icons
  if [ "$target" != windows ]; then linux; fi
  if [ "$target" != linux ]; then windows; fi
  progress 5 5 "Checksums, parts, licences"
  papers
  cd "$BIN"
  made | xargs ls -lh -- SHA256SUMS >&2
}

main "$@"
exit # so that an edit of this file while it runs cannot confuse bash
