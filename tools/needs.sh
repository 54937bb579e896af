# shellcheck shell=bash
# What run.sh, test.sh and the tools need. Sourced: each need_… notes what is missing, install_missing fetches it all in one go.

# Where a list of revoked certificates cannot be fetched, each restore would wait for it, longer than for the packages themselves.
export NUGET_CERT_REVOCATION_MODE="${NUGET_CERT_REVOCATION_MODE:-offline}"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false

missing=()   # Debian's names
elsewhere=() # the same for people with another system
unpackaged=0 # how many of them no package here has

say() { printf '%s\n' "$*" >&2; }

# Runs it; what it says is shown only when it fails.
quietly() {
    local said
    said=$("$@" 2>&1) || { local code=$?; say "$said"; return "$code"; }
}

missing() {
    elsewhere+=("$1")
    missing+=("${@:2}")
    if [ $# = 1 ]; then unpackaged=$((unpackaged + 1)); fi
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif [ -t 0 ]; then
        sudo "$@"
    else
        sudo -n "$@" # nobody is there to type a password
    fi
}

# Whether apt could install it; a fresh machine has no lists yet.
offered() {
    command -v apt-cache >/dev/null || return
    [ -n "$(find /var/lib/apt/lists -maxdepth 1 -name '*Packages*' -print -quit 2>/dev/null)" ] || as_root apt-get update -qq >/dev/null 2>&1
    apt-cache policy "$1" 2>/dev/null | grep -q 'Candidate: [^(]'
}

# Debian would make and start a PostgreSQL server of its own on installing it.
only_programs() {
    local conf=/etc/postgresql-common/createcluster.conf
    [ -e "$conf" ] || as_root sh -c "mkdir -p ${conf%/*} && echo 'create_main_cluster = false' >$conf"
}

install_missing() {
    [ ${#elsewhere[@]} -gt 0 ] || return 0
    if [ ${#missing[@]} -gt 0 ] && [ "$unpackaged" = 0 ] && command -v apt-get >/dev/null && as_root true 2>/dev/null; then
        say "Installing ${missing[*]} …"
        if [[ " ${missing[*]} " == *' postgresql '* ]]; then only_programs; fi
        if quietly as_root apt-get update -qq &&
            quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; then
            return
        fi
        say 'The packages could not be installed.'
    fi
    say 'This is missing here. Install it and start again:'
    for one in "${elsewhere[@]}"; do say "  - $one"; done
    if [ ${#missing[@]} -gt 0 ] && command -v apt-get >/dev/null; then say "On this system, as root: apt-get install --no-install-recommends ${missing[*]}"; fi
    exit 1
}

need_certificates() {
    if [ -e /etc/ssl/certs/ca-certificates.crt ] || ! command -v apt-get >/dev/null; then return; fi
    missing 'The certificates of the authorities that the package sources are checked against' ca-certificates
}

# Ubuntu has the SDK among its packages, Debian has not. A copy in the usual places outside PATH will do.
need_dotnet() {
    local place
    for place in '' "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet; do
        if PATH="${place:+$place:}$PATH" dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
            if [ -n "$place" ]; then export DOTNET_ROOT="$place" PATH="$place:$PATH"; fi
            return
        fi
    done
    if offered dotnet-sdk-10.0; then
        missing '.NET SDK 10.0' dotnet-sdk-10.0
        return
    fi
    missing '.NET SDK 10.0, of which this system has no package: https://dotnet.microsoft.com/download/dotnet/10.0, unpacked into ~/.dotnet'
}

# The walkthrough speaks to the service by it.
need_curl() {
    command -v curl >/dev/null || missing 'curl' curl
}

node_is() {
    node -e 'const [a, b] = process.versions.node.split(".").map(Number), [c, d] = process.argv[1].split(".").map(Number);
        process.exit(a > c || a == c && b >= d ? 0 : 1)' "$1" 2>/dev/null
}

# Only while building: it fetches the style sheet and bundles the script.
need_node() {
    if command -v npm >/dev/null && node_is 18.0; then return; fi
    if command -v node >/dev/null && ! node_is 18.0; then
        missing "Node.js 18 or later (https://nodejs.org): $(node --version) is too old"
        return
    fi
    missing 'Node.js 18 or later with npm (Fedora: nodejs-npm, Arch, Alpine: nodejs npm, macOS: brew install node)' nodejs npm
}

need_postgres() {
    if [ -n "${ConnectionStrings__Assemblies:-}${ASSEMBLIES_PG_BIN:-}" ]; then return; fi
    if ! command -v setsid >/dev/null || ! command -v flock >/dev/null; then
        missing 'util-linux: setsid and flock (macOS: brew install util-linux)' util-linux
    fi
    if command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then return; fi
    if compgen -G '/usr/pgsql-*/bin/initdb' >/dev/null || compgen -G '/opt/homebrew/opt/postgresql@*/bin/initdb' >/dev/null; then return; fi
    missing 'PostgreSQL 15 or later, the server programs (Fedora: postgresql-server, Arch, Alpine: postgresql, macOS: brew install postgresql@17)' postgresql
}

# The fonts too: without them Chromium measures boxes instead of letters. Ubuntu's package is a snap, which cannot read this folder:
# there browser_of_playwright helps.
need_browser() {
    local one
    if [ -n "${ASSEMBLIES_CHROMIUM:-}" ]; then return; fi
    for one in chromium chromium-browser google-chrome google-chrome-stable; do
        if command -v "$one" >/dev/null && [[ $(readlink -f "$(command -v "$one")") != *snap* ]]; then
            ASSEMBLIES_CHROMIUM=$(command -v "$one")
            export ASSEMBLIES_CHROMIUM
            return
        fi
    done
    if grep -qi '^ID=debian' /etc/os-release 2>/dev/null; then
        missing 'Chromium' chromium fonts-liberation fonts-noto-core
        export ASSEMBLIES_CHROMIUM=/usr/bin/chromium
    fi
}

# For systems without a usable package: the test library's own browser. Wants the browser tests built.
browser_of_playwright() {
    local home="$1/.playwright" node
    [ -z "${ASSEMBLIES_CHROMIUM:-}" ] || return 0
    node=$(compgen -G "$home/node/*/node" | head -n 1) && "$node" "$home/package/cli.js" install --with-deps chromium >&2 &&
        ASSEMBLIES_CHROMIUM=$(find "${PLAYWRIGHT_BROWSERS_PATH:-$HOME/.cache/ms-playwright}" -path '*chrome-linux*' -name chrome -type f | sort | tail -n 1) &&
        [ -n "$ASSEMBLIES_CHROMIUM" ] && export ASSEMBLIES_CHROMIUM && return
    say 'Install Chromium or Chrome, or name one in ASSEMBLIES_CHROMIUM, and start again.'
    return 1
}

# Linters and tests want a later Node than Debian 12 and Ubuntu 24.04 have; one from npm, for them alone. With an npm of its own: Debian's finds
# its parts only by Debian's Node.
need_later_node() {
    local folder=tools/lint/node arch
    if node_is 20.19; then return; fi
    arch=$(node -p process.arch)
    [ -x "$folder/node_modules/node-linux-$arch/bin/node" ] ||
        npm install --prefix "$folder" --ignore-scripts --no-save --no-package-lock --no-audit --no-fund --loglevel=error \
            "node-linux-$arch@20" npm@10 >&2
    export PATH="$PWD/$folder/node_modules/node-linux-$arch/bin:$PWD/$folder/node_modules/.bin:$PATH"
}
