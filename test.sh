#!/usr/bin/env bash
# Runs every check and every test: installs what is missing, builds, lints, tests. The last line counts.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit
. tools/needs.sh

usage() {
    cat <<'TEXT'
Usage: ./test.sh [--help] [FILTER]

Checks the format, builds, lints, runs every test and prints "N passed, N failed" at last; a check that fails counts as one.
FILTER is one of `dotnet test --filter`, for example 'FullyQualifiedName~Hosting'.

  ASSEMBLIES_CHROMIUM    the browser to use (default: the system's)
  CI=true                restores packages exactly as locked
TEXT
}

passed=0 failed=0 skipped=0 filter='' log=''

main() {
    case "${1:-}" in
    -h | --help) usage && exit ;;
    esac
    filter="${1:-}"
    log=$(mktemp)
    trap closing EXIT
    trap 'exit 130' INT TERM

    need_certificates
    need_curl
    need_dotnet
    need_node
    need_postgres
    need_browser
    install_missing

    step 'Format' format
    step 'Build' build || exit 1
    step 'Lint' lint
    step 'Browser' browser_of_playwright tests/Assemblies.Browser.Tests/bin/Release/net10.0 || exit 1

    # One project after the other: each starts a PostgreSQL, and two cores are enough for one.
    tests Domain "$filter"
    tests Server "${filter:+($filter)&}TestCategory!=Contract"
    # What the run before has seen of the API is everything its document names.
    [ -n "$filter" ] || tests Server TestCategory=Contract
    tests Browser "$filter"

    # The machine's zone must not matter: what has to do with time once more, half a day ahead of where it was written.
    export TZ=Pacific/Auckland
    tests Domain "$filter"
    tests Server "${filter:+($filter)&}TestCategory=Time"
}

closing() {
    local code=$?
    rm -f "$log"
    if [ "$code" -ne 0 ] && [ "$failed" = 0 ]; then failed=1; fi # ended on the way: not a success
    if [ "$((passed + failed))" = 0 ]; then failed=1; fi         # nor is a run without a test
    printf '%d passed, %d failed%s\n' "$passed" "$failed" "$([ "$skipped" = 0 ] || echo ", $skipped skipped")"
    [ "$failed" = 0 ]
    exit $? # named: a bare exit within a trap repeats the code from before it
}

step() {
    local name=$1 from=$SECONDS
    shift
    if "$@" >"$log" 2>&1; then
        say "$name: ok, $((SECONDS - from)) s"
    else
        cat "$log" >&2
        say "$name: FAILED (what it said is above)"
        failed=$((failed + 1))
        return 1
    fi
}

format() {
    dotnet tool restore && dotnet csharpier check .
}

build() {
    dotnet build Assemblies.sln --configuration Release --verbosity quiet --nologo
}

lint() {
    local fine=0 bin=tools/lint/node_modules/.bin
    need_later_node
    [ tools/lint/node_modules/.package-lock.json -nt tools/lint/package-lock.json ] ||
        npm ci --prefix tools/lint --ignore-scripts --no-audit --no-fund --loglevel=error || return

    "$bin/dclint" docker-compose.yml --max-warnings 0 || fine=1
    "$bin/dockerfilelint" deploy/Dockerfile || fine=1
    ours -name '*.sh' -o -path './.ci/run' | xargs -n 1 bash -n || fine=1
    if ours -name 'package-lock.json' -o -name 'packages.lock.json' | xargs grep -nE 'https?://'; then
        echo 'A lock file names an address: other machines have other registries. Remove it (CONTRIBUTING.md, Packages).'
        fine=1
    fi
    return "$fine"
}

# Our own files, without those that were fetched or built.
ours() {
    find . \( -name node_modules -o -name bin -o -name obj -o -name .git -o -name .run \) -prune -o \( "$@" \) -type f -print
}

# What the runner says closes with a line such as "Passed!  - Failed:     0, Passed:    27, Skipped:     0, …".
tests() {
    local project=$1 code=0 counts
    dotnet test "tests/Assemblies.$project.Tests/bin/Release/net10.0/Assemblies.$project.Tests.dll" --nologo \
        --blame-hang-timeout 10m --blame-hang-dump-type none ${2:+--filter "$2"} 2>&1 | tee "$log" >&2 || code=$?

    counts=$(sed -nE 's/.*(Passed|Failed|Skipped)! +- Failed: +([0-9]+), Passed: +([0-9]+), Skipped: +([0-9]+),.*/\2 \3 \4/p' "$log")
    if [ -z "$counts" ] && [ -z "$filter" ]; then code=1; fi # without a filter of the caller's each run has tests
    read -r f p s <<<"${counts:-0 0 0}"
    if [ "$code" -ne 0 ] && [ "$f" = 0 ]; then
        say "Assemblies.$project.Tests ended with code $code: counted as a failure."
        f=1
    fi
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

main "$@"
