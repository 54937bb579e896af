#!/usr/bin/env bash
# Makes the Initial migration anew from the model. Until the first release there is one, and it is replaced, never added to.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. tools/needs.sh

usage() {
    cat <<'TEXT'
Usage: tools/migration.sh [--help]

Removes src/Assemblies.Server/Platform/Database/Migrations and makes it again from the entities and their configuration.
Needs no database. Data of an older schema in .run is refused by the service afterwards: remove .run to begin anew.
TEXT
}

main() {
    case "${1:-}" in
    '') ;;
    -h | --help) usage && exit ;;
    *) usage >&2 && exit 2 ;;
    esac

    need_dotnet
    install_missing

    local migrations=Platform/Database/Migrations kept
    kept=$(mktemp -d)
    trap "rm -rf '$kept'" EXIT
    [ ! -d "src/Assemblies.Server/$migrations" ] || mv "src/Assemblies.Server/$migrations" "$kept/"

    quietly dotnet tool restore
    quietly dotnet restore src/Assemblies.Server
    if ! quietly dotnet ef migrations add Initial --project src/Assemblies.Server --output-dir "$migrations"; then
        [ ! -d "$kept/Migrations" ] || { rm -rf "src/Assemblies.Server/$migrations" && mv "$kept/Migrations" "src/Assemblies.Server/$migrations"; }
        say 'Nothing was changed.'
        exit 1
    fi
    quietly dotnet csharpier format "src/Assemblies.Server/$migrations"
    say "Made src/Assemblies.Server/$migrations anew. Look at the difference: git diff --stat"
}

main "$@"
