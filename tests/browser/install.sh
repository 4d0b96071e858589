#!/bin/sh
# Chromium and its driver as the distribution packages them, with a font that has Hangul: for the tests in
# tests/browser and for `make screenshots`. Does nothing where they are installed.
set -eu
packages="chromium chromium-driver fonts-noto-cjk"

if ! command -v apt-get >/dev/null; then
    command -v chromium >/dev/null && command -v chromedriver >/dev/null && exit 0
    echo "There is no apt-get here: install Chromium, its chromedriver (of the same version) and a Korean font" \
        "with this system's package manager, so that chromium and chromedriver are on the PATH." >&2
    exit 1
fi

missing=""
for package in $packages; do
    dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null | grep -q "install ok installed" ||
        missing="$missing $package"
done
[ -z "$missing" ] && exit 0

as_root=""
if [ "$(id -u)" != 0 ]; then
    as_root="sudo"
    echo "Installing$missing; sudo may ask for your password."
fi
$as_root apt-get update --quiet=2
# shellcheck disable=SC2086 # several words are meant
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install --quiet=2 --yes --no-install-recommends $missing
