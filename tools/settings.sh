#!/usr/bin/env bash
# Writes docs/settings.md anew from the settings that the service declares.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. tools/needs.sh

main() {
    need_dotnet
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
