#!/usr/bin/env bash
# Takes the pictures of the documentation anew: the demo network in the middle of its life, as the pages are.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. tools/needs.sh

usage() {
    cat <<'TEXT'
Usage: tools/pictures.sh [--help]

Starts a service of its own with the demo network, plays the scenario of the browser tests and keeps a picture of each page that the
documentation shows, phone and desktop, in docs/pictures. Look at them before you commit them.

  ASSEMBLIES_CHROMIUM    the browser to use (default: the system's)
TEXT
}

main() {
    case "${1:-}" in
    '') ;;
    -h | --help) usage && exit ;;
    *) usage >&2 && exit 2 ;;
    esac

    need_dotnet
    need_node
    need_postgres
    need_browser
    install_missing
    ASSEMBLIES_PICTURES="$PWD/docs/pictures" dotnet test tests/Assemblies.Browser.Tests --nologo --filter 'FullyQualifiedName~PicturesTests'
    printf '\nTaken: look at docs/pictures.\n'
}

main "$@"
