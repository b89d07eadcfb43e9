#!/bin/sh
# Fetches the test images of Go 1.19 (BSD license) from Debian into a folder, where ConformanceTests finds them. Nothing is installed.
# Usage: tools/golden/fetch_go_images.sh [FOLDER]    the default is tests/corpora/go, which git ignores
set -eu

root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)
target=${1:-$root/tests/corpora/go}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download golang-1.19-src
dpkg-deb -x golang-1.19-src_*.deb files
mkdir -p "$target"
images=files/usr/share/go-1.19/src/image
cp "$images"/testdata/*.jpeg "$images"/testdata/*.gif "$images"/png/testdata/*.png "$images"/png/testdata/pngsuite/*.png "$target"
echo "$(ls "$target" | wc -l) files in $target"
