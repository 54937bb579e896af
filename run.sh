#!/usr/bin/env bash
# Starts Assemblies on this machine: installs what is missing, builds, serves.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. tools/needs.sh

usage() {
    cat <<'TEXT'
Usage: ./run.sh [--help]

Builds Assemblies and serves it on http://127.0.0.1:8080 with a private PostgreSQL and the demo network.
When it is ready it prints the address and who to sign in as. Ctrl-C ends it; a second start finds the same data.

  ASPNETCORE_URLS                  where it serves (default http://127.0.0.1:8080)
  ASSEMBLIES_DATA_DIR              where its data lies (default .run)
  ConnectionStrings__Assemblies    a PostgreSQL database of yours instead of the private one

All settings: docs/settings.md. To begin anew, end it and remove the folder .run.
TEXT
}

main() {
    case "${1:-}" in
    '') ;;
    -h | --help) usage && exit ;;
    *) usage >&2 && exit 2 ;;
    esac

    need_certificates
    need_dotnet
    need_node
    need_postgres
    install_missing
    build
    serve
}

# The build alone would take five seconds to find that there is nothing to do.
build() {
    local stamp=src/Assemblies.Server/bin/Release/built now
    now=$(sources)
    if [ "$now" != "$(cat "$stamp" 2>/dev/null)" ]; then
        say 'Building …'
        quietly dotnet build src/Assemblies.Server --configuration Release --verbosity quiet --nologo
        printf '%s\n' "$now" >"$stamp"
    fi
}

# Names, sizes and times of what is built; the present second where find cannot tell them, so that it is built each time.
sources() {
    find src Directory.*.props .editorconfig BannedSymbols.txt \
        \( -name bin -o -name obj -o -name node_modules -o -path '*/wwwroot/lib' \) -prune -o -type f -printf '%p %s %T@\n' 2>/dev/null |
        LC_ALL=C sort || date +%s
}

serve() {
    export ASPNETCORE_ENVIRONMENT="${ASPNETCORE_ENVIRONMENT:-Development}"
    export ASPNETCORE_URLS="${ASPNETCORE_URLS:-http://127.0.0.1:8080}"
    export ASSEMBLIES_DATA_DIR="${ASSEMBLIES_DATA_DIR:-$PWD/.run}"

    # Minutes come as PDF too where the machine has a Chromium; all else works without.
    local chromium
    chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
    export Pdf__Chromium="${Pdf__Chromium-$chromium}"

    # exec: signals go to the service itself; it ends, and PostgreSQL with it.
    exec dotnet src/Assemblies.Server/bin/Release/net10.0/Assemblies.Server.dll --contentRoot "$PWD/src/Assemblies.Server"
}

main "$@"
