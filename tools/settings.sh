#!/usr/bin/env bash
# Writes docs/settings.md anew from the settings that the service declares.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. tools/needs.sh

usage() {
    cat <<'TEXT'
Usage: tools/settings.sh [--help]

Builds the service and writes docs/settings.md from the settings it declares (src/Assemblies.Server/Platform/Settings.cs). Run it after a change
there; a test compares the two.
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
    install_missing
    quietly dotnet build src/Assemblies.Server --verbosity quiet --nologo || exit
    local made
    made=$(
        cat <<'TEXT'
# Settings

Environment variables; `appsettings.json` and the command line take them too, there with a colon for each `__` (`--Smtp:Host=mail`).
All are checked at start: a wrong one stops it with a sentence that names it. `tools/settings.sh` makes this page from the code.

TEXT
        dotnet src/Assemblies.Server/bin/Debug/net10.0/Assemblies.Server.dll settings
    )
    printf '%s\n' "$made" >docs/settings.md
    say 'Made docs/settings.md anew.'
}

main "$@"
