#!/usr/bin/env bash
# Makes what is published into build/bin/release: the packages, their checksums and the notes of the release, which are
# the newest section of CHANGELOG.md.
#
#   ./build/release.sh           the version of the tag at this commit, such as v1.2.0
#   ./build/release.sh --try     this commit, whatever it is called; the notes are of what is unreleased
#
# It refuses what is not committed, a tag that CHANGELOG.md does not have a section for, and files that do not agree.
# Nothing is sent anywhere: upload build/bin/release by hand, with notes.md as the text.
# shellcheck source=build/lib.sh
. "$(dirname "$0")/lib.sh"

NAME=notebook-progress-tracker
RELEASE=$BIN/release
VERSION=$(version)

# section HEADING prints what CHANGELOG.md says below it.
section() { awk -v "heading=## [$1]" 'index($0, "## [") == 1 { inside = index($0, heading) == 1; next } inside' CHANGELOG.md; }

# heading prints which section of CHANGELOG.md this release is.
heading() { if [ "$1" = --try ]; then echo Unreleased; else echo "$VERSION"; fi; }

# refuse_unready stops before anything is built if this cannot be a release.
refuse_unready() {
  [ -z "$(git status --porcelain)" ] || die "Commit first: packages are made of what is committed."
  if [ "$1" != --try ]; then
    [[ $VERSION =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || die "This commit is $VERSION: tag it first, such as git tag v1.0.0"
    grep -m 1 '^## \[[0-9]' CHANGELOG.md | grep -qF "## [$VERSION]" || die "The newest version in CHANGELOG.md is not $VERSION."
  fi
  section "$(heading "$1")" | grep '^- ' >/dev/null || die "CHANGELOG.md says nothing about $(heading "$1")."
}

# notes prints the text of the release.
notes() {
  cat <<NOTES
# Notebook Progress Tracker $VERSION
$(section "$1")

## Files

\`sha256sum -c SHA256SUMS\` tells whether they came whole.

\`\`\`text
$(cat "$RELEASE/SHA256SUMS")
\`\`\`
NOTES
}

# check_files stops if a file is missing, broken or of another version, or lacks one of the two names.
check_files() {
  local work name
  work=$(mktemp -d)
  (cd "$RELEASE" && sha256sum --quiet -c SHA256SUMS)
  dpkg-deb -x "$RELEASE/${NAME}_${VERSION}"_*.deb "$work/deb"
  mkdir "$work/tar"
  tar -xzf "$RELEASE/$NAME-$VERSION"-linux-*.tar.gz -C "$work/tar" --strip-components 1
  for name in npt "$NAME"; do
    [ -x "$work/deb/usr/bin/$name" ] || die "The .deb has no $name."
    [ -x "$work/tar/$name" ] || die "The .tar.gz has no $name."
  done
  [ "$("$work/tar/npt" version)" = "$VERSION" ] || die "The program is $("$work/tar/npt" version), not $VERSION."
  rm -rf "$work"
}

main() {
  local mode=${1:-tagged}
  case $mode in tagged | --try) ;; *) die "Release what? Nothing for the tag at this commit, or --try." ;; esac
  refuse_unready "$mode"
  build/package.sh all
  rm -rf "$RELEASE"
  mkdir "$RELEASE"
  (cd "$BIN" && sed 's/^[^ ]*  //' SHA256SUMS | xargs -I{} cp -p -- {} "$RELEASE/" && cp -p SHA256SUMS "$RELEASE/")
  notes "$(heading "$mode")" >"$RELEASE/notes.md"
  check_files
  say "ready in ${RELEASE#"$ROOT"/}:"
  ls -lh "$RELEASE" >&2
}

main "$@"
exit # so that an edit of this file while it runs cannot confuse bash
