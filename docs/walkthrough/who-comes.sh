# Part of docs/walkthrough.sh: who comes. Registration, seats, the waiting list, proxies; day 1 in session; the rehearsal of a hard day.
# Sourced; the figures are those of attendance.json, and each is checked.

attendance() { js "$1" "@$HERE/walkthrough/attendance.json"; }

# head MEMBER: the address of its head.
head_of() { printf 'head@%s.stem.example.org' "${1,,}"; }

# meeting KEY: the id of a meeting of the assembly.
meeting_id() { js "a.meetings.find((m) => m.key === \"$1\").id" "$(call $SECRETARIAT GET "/api/v1/assemblies/$CODE")"; }

# registers MEMBER onSite|online|not: the head answers the one form for all days.
registers() {
    local meetings
    meetings=$(js "a.meetings.filter((m) => !m.cancelled).map((m) => ({ meeting: m.id, how: \"$2\" }))" "$(call $SECRETARIAT GET "/api/v1/assemblies/$CODE")")
    call "$(head_of "$1")" POST "/api/v1/assemblies/$CODE/registrations" "{\"meetings\":$meetings}"
}

# The fee of a member that is seated without a vote stays unpaid; all others pay for the year of the assembly before the record date.
fees_are_paid() {
    local member organisation paid=0
    for member in $(attendance '[...a.onSite, ...a.online, ...a.absent, ...a.proxies.map((p) => p.principal)].join(" ")'); do
        organisation=$(call $SECRETARIAT GET "/api/v1/organisations/$member")
        if [ "$(js 'String((a.facts.feePaidUntil ?? "") < b)' "$organisation" "\"$D\"")" = true ]; then
            call $SECRETARIAT PUT "/api/v1/organisations/$member" "$(js '({ facts: { ...a.facts, feePaidUntil: b.slice(0, 4) + "-12-31" } })' "$organisation" "\"$D\"")" \
                -H "If-Match: $(js '`"${a.version}"`' "$organisation")" >/dev/null
            paid=$((paid + 1))
        fi
    done
    [ "$paid" = 0 ] || say "$paid members pay their fee for the year."
}

a_registration() {
    clock -28 'delegates register'
    fees_are_paid
    local before seats pool answer
    before=$(newest)
    seats=$(call $SECRETARIAT GET "/api/v1/assemblies/$CODE/seats")
    pool=$(js 'a.pools.find((p) => p.kind === "onSite" && p.meeting === "day1")' "$seats")
    call $SECRETARIAT PUT "/api/v1/assemblies/$CODE/seats/$(js 'a.id' "$pool")" '{"capacity":2,"reserved":0}' -H "If-Match: $(js '`"${a.version}"`' "$pool")" >/dev/null
    registers AT onSite >/dev/null
    registers BE onSite >/dev/null
    answer=$(registers BG onSite)
    say "Two places on site on day 1, by mistake: Bulgaria is number $(js 'a.seats.find((s) => s.state === "waiting").numberInLine' "$answer") in line, and online meanwhile."

    pool=$(js 'a.pools.find((p) => p.kind === "onSite" && p.meeting === "day1")' "$(call $SECRETARIAT GET "/api/v1/assemblies/$CODE/seats")")
    call $SECRETARIAT PUT "/api/v1/assemblies/$CODE/seats/$(js 'a.id' "$pool")" '{"capacity":60,"reserved":0}' -H "If-Match: $(js '`"${a.version}"`' "$pool")" >/dev/null
    settled
    js 'a.filter((m) => m.to === "head@bg.stem.example.org").length ? "" : (() => { throw new Error("Bulgaria was not told"); })()' "$(mail_since "$before")" >/dev/null
    say 'The host finds the larger hall: Bulgaria moves up, and is told why.'

    local member
    for member in $(attendance '[...a.onSite.filter((m) => !["AT", "BE", "BG"].includes(m)), ...a.seatedWithoutVote].join(" ")'); do registers "$member" onSite >/dev/null; done
    for member in $(attendance 'a.online.join(" ")'); do registers "$member" online >/dev/null; done
    pool=$(js 'a.pools.find((p) => p.kind === "onSite" && p.meeting === "day1")' "$(call $SECRETARIAT GET "/api/v1/assemblies/$CODE/seats")")
    say "On site on day 1: $(js 'a.taken' "$pool") of $(js 'a.capacity' "$pool") places are taken, $(js 'a.waiting' "$pool") wait."
    [ "$(js 'a.taken' "$pool")" = 17 ] || fail "17 places on site were to be taken: $pool"
    settled
}

the_proxies() {
    clock -5 'two members cannot come, and give their votes'
    local count n proxy principal holder id
    count=$(attendance 'a.proxies.length')
    for n in $(seq 0 $((count - 1))); do
        proxy=$(attendance "a.proxies[$n]")
        principal=$(js 'a.principal' "$proxy") holder=$(js 'a.holder' "$proxy")
        id=$(js 'a.id ?? a' "$(call "$(head_of "$principal")" POST "/api/v1/assemblies/$CODE/proxies" "$(js '({ holder: a.holder,
            text: `${a.principal} gives its vote at this assembly to ${a.holder}.`, instructions: a.instructions })' "$proxy")")")
        call "$(head_of "$holder")" POST "/api/v1/assemblies/$CODE/proxies/$id/accept" >/dev/null
        say "$principal gives its vote to $holder, which accepts; both are told."
    done
    refused proxies.holds_one "$(head_of EE)" POST "/api/v1/assemblies/$CODE/proxies" '{"holder":"FI","text":"EE gives its vote to FI."}'
    settled
}

# Business time goes to that hour of day D, UTC.
clock_at() {
    curl -fsS -X POST -H 'Content-Type: application/json' -d "{\"now\":\"${D}T$1:00Z\"}" "$BASE/dev/clock" >/dev/null
    step "$D, $1 UTC: $2"
}

# checks_in MEMBER: the host's desk finds the head and lets them in on day 1.
checks_in() {
    call "$DESK" POST "/api/v1/assemblies/$CODE/check-ins" "{\"meeting\":\"day1\",\"person\":\"$(person "$1" head)\",\"where\":\"onSite\"${2:-}}"
}

# here KEY=VALUE…: the one count of day 1 has to be so.
here() {
    local presence expected=$1
    presence=$(call $SECRETARIAT GET "/api/v1/assemblies/$CODE/presence?meeting=day1")
    [ "$(js '[a.entitled, a.present, a.represented, a.presentOrRepresented, a.needed].join("/")' "$presence")" = "$expected" ] ||
        fail "expected E/present/represented/P/needed = $expected: $(js '({ ...a, members: a.members.map((m) => m.code + " " + m.state).join(", ") })' "$presence")"
    say "$(js 'a.sentence' "$presence"). $(js 'a.hasQuorum ? "Quorum reached." : "Quorum not reached: debate goes on, no decisions."' "$presence")"
}

# stand WORDS STATE MEMBERS: these members and no others are in that state on day 1.
stand() {
    local found
    found=$(js "a.members.filter((m) => m.state === \"$2\").map((m) => m.code).sort().join(\" \")" \
        "$(call $SECRETARIAT GET "/api/v1/assemblies/$CODE/presence?meeting=day1")")
    [ "$found" = "$3" ] || fail "$1 was to be $3: $found"
    say "$1: $found"
}

day_one() {
    clock_at 06:35 'the desk opens'
    DESK=$SLOVENIA
    local member answer day1 room sheet
    for member in $(attendance '[...a.onSite, ...a.seatedWithoutVote].join(" ")'); do answer=$(checks_in "$member"); done
    say "$(js 'a.sentence' "$answer")"
    answer=$(checks_in SI)
    [ "$(js 'String(a.isNew)' "$answer")" = false ] || fail 'a second press counted again'
    say "A second press counts nothing: $(js 'a.sentence' "$answer")"
    for member in $(attendance 'a.online.join(" ")'); do
        call "$(head_of "$member")" POST "/api/v1/assemblies/$CODE/check-ins/self" '{"meeting":"day1"}' >/dev/null
    done
    say 'Norway, Ireland and Finland press “I am here”.'
    stand "Seated without a vote" withoutVote "$(attendance 'a.seatedWithoutVote.join(" ")')"
    stand Absent absent "$(attendance 'a.absent.join(" ")')"
    stand "Represented by proxy" represented "$(attendance 'a.proxies.map((p) => p.principal).join(" ")')"
    here "$(attendance '[a.entitled, a.onSite.length + a.online.length, a.proxies.length, a.presentOrRepresented, a.needed].join("/")')"

    clock_at 07:00 'the chair opens day 1'
    day1=$(meeting_id day1)
    call "$(head_of BE)" POST "/api/v1/meetings/$day1/open" >/dev/null
    refused sitting.open_already "$(head_of BE)" POST "/api/v1/meetings/$day1/open"
    answer=$(js 'a[0]' "$(js 'a.items ?? a' "$(call "$(head_of BE)" GET "/api/v1/assemblies/$CODE/quorum")")")
    say "The check at the opening is a row of its own: $(js 'a.sentence' "$answer"), by version $(js 'a.rulesVersion' "$answer") of the rules."
    [ "$(js '[a.entitled, a.present + a.represented, a.needed, a.holds].join("/")' "$answer")" = "$(attendance '[a.entitled, a.presentOrRepresented, a.needed, true].join("/")')" ] ||
        fail "the check says otherwise: $answer"
    room=$(call "$(head_of PL)" GET "/api/v1/assemblies/$CODE/room")
    say "The room sees: $(js 'a.quorum?.sentence ?? a.meeting.title' "$room")"

    sheet=$(call "$DESK" GET "/api/v1/assemblies/$CODE/attendance/sheets/day1")
    say "The attendance sheet has $(js 'a.rows.length' "$sheet") people to sign, and $(js 'a.online.length' "$sheet") by video with the hours of the ledger."
    [ "$(js '[a.rows.length, a.online.length].join("/")' "$sheet")" = 17/3 ] || fail "17 were to sign and 3 to be online: $(js 'a.rows.map((r) => r.organisation)' "$sheet")"
    js 'a.rows.slice(0, 3).map((r) => `      ${(r.nameLatin ?? r.name).padEnd(24)} ${r.affiliation}`).join("\n")' "$sheet"
    call "$DESK" GET "/api/v1/assemblies/$CODE/attendance/evidence/package" >"$WORK/evidence.zip"
    grep -aq 'documents/sheet-day1.html' "$WORK/evidence.zip" || fail 'the package has no sheet of day 1'
    say "For the auditor all of it is one ZIP of $(grep -aoE '(documents/)?[a-zA-Z0-9-]+\.(csv|html|css|txt)PK' "$WORK/evidence.zip" | wc -l) files, each with its hash."
}
