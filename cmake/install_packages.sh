#!/bin/sh
# install_packages.sh PACKAGE…: installs those Debian packages that are missing; silent and quick when none is.
set -eu

if ! command -v dpkg-query >/dev/null 2>&1; then
    exit 0 # Not Debian: whoever builds here has installed the like; CMake names what it does not find.
fi

installed=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true)
missing=
for package in "$@"; do
    case "
$installed
" in
    *"
$package installed
"*) ;;
    *) missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "These packages are missing and only root can install them:" >&2
        echo "    apt-get install$missing" >&2
        exit 1
    fi
    as_root=sudo
fi

echo "Installing:$missing"
install() {
    # shellcheck disable=SC2086  # a list of packages, split on purpose
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing </dev/null
}
# The package lists of a fresh machine are empty or old: the first try fails quickly then.
install || { $as_root apt-get update -q </dev/null && install; } || {
    echo "apt-get could not install:$missing" >&2
    echo "Install them by hand (network? package sources?) and run make again." >&2
    exit 1
}
