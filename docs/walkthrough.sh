#!/usr/bin/env bash
# The life of an assembly, from the call for hosts to its approved minutes, by curl against a running service in Development.
# Run it again on the same data: it takes the next free edition.
set -euo pipefail

usage() {
    cat <<'TEXT'
Usage: docs/walkthrough.sh [BASE]

BASE is where the service listens (default http://127.0.0.1:8080). Start it with ./run.sh. The walkthrough moves business time,
which only Development allows, and counts what the mail server took by the mailbox at BASE/dev/mail. Needs curl and node.
TEXT
}

case "${1:-}" in -h | --help) usage && exit ;; esac
BASE=${1:-http://127.0.0.1:8080}
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT

SECRETARIAT=head@nl.stem.example.org SLOVENIA=head@si.stem.example.org BULGARIA=head@bg.stem.example.org NORWAY=head@no.stem.example.org
COMMISSION=observer.dg-eac@ec.example.org SECOND=observer.dg-rtd@ec.example.org

step() { printf '\n%s\n' "$*"; }
say() { printf '    %s\n' "$*"; }
# Within "$(…)" an exit would end only the subshell.
trap 'exit 1' TERM
fail() { printf 'FAILED: %s\n' "$*" >&2 && kill -TERM $$ && exit 1; }

# js EXPRESSION [JSON or @FILE…]: what the expression makes of the JSON texts, which it knows as a, b, c.
js() {
    node -e '
        const [expression, ...texts] = process.argv.slice(1);
        const [a, b, c] = texts.map((text) => JSON.parse(text[0] === "@" ? require("fs").readFileSync(text.slice(1), "utf8") : text));
        const made = eval(expression);
        console.log(typeof made === "string" ? made : JSON.stringify(made));' -- "$@"
}

token() {
    local file=$WORK/token.${1//[^a-z.]/_}
    [ -s "$file" ] || js 'a.token' "$(curl -fsS -X POST -H 'Content-Type: application/json' -d "{\"email\":\"$1\"}" "$BASE/dev/token")" >"$file"
    cat "$file"
}

# send WHO METHOD PATH [BODY | curl's words…]: leaves the answer in $WORK/answer and prints the status.
send() {
    local who=$1 method=$2 path=$3 words=()
    shift 3
    [ -z "$who" ] || words+=(-H "Authorization: Bearer $(token "$who")")
    case "${1:-}" in
    '') ;;
    -*) words+=("$@") ;;
    *) words+=(-H 'Content-Type: application/json' --data-binary "$1") && shift && words+=("$@") ;;
    esac
    curl -sS -X "$method" -o "$WORK/answer" -w '%{http_code}' "${words[@]}" "$BASE$path"
}

# call, as send, prints the answer; a refusal ends the walkthrough.
call() {
    local status
    status=$(send "$@")
    case $status in
    2??) cat "$WORK/answer" ;;
    *) fail "$2 $3: $status $(cat "$WORK/answer")" ;;
    esac
}

# refused CODE, then as send: it has to be refused so, and is printed in words.
refused() {
    local code=$1
    shift
    send "$@" >/dev/null
    [ "$(js 'a.code ?? ""' "$(cat "$WORK/answer")")" = "$code" ] || fail "$2 $3: expected $code, got $(cat "$WORK/answer")"
    say "Refused: $(js 'a.title' "$(cat "$WORK/answer")")"
    js '(a.reasons ?? []).map((r) => "      – " + r.message).join("\n")' "$(cat "$WORK/answer")" | sed '/^$/d'
}

# The day so many days from D.
day() { js 'const d = new Date(a + "T12:00:00Z"); d.setUTCDate(d.getUTCDate() + b); d.toISOString().slice(0, 10)' "\"$D\"" "$1"; }

# Business time goes to ten or eleven in the morning of that day.
clock() {
    curl -fsS -X POST -H 'Content-Type: application/json' -d "{\"now\":\"$(day "$1")T09:00:00Z\"}" "$BASE/dev/clock" >/dev/null
    step "$(day "$1"), $([ "$1" -gt 0 ] && echo "D+$1" || echo "D−$((-$1))"): $2"
}

# The first statutory day of $CODE: the fourth Thursday of April or the third of October; the open meeting is on the day before.
first_day() {
    js 'const [, y, n] = a.split("-"), d = new Date(Date.UTC(+y, n === "1" ? 3 : 9, 1));
        while (d.getUTCDay() !== 4) d.setUTCDate(d.getUTCDate() + 1);
        d.setUTCDate(d.getUTCDate() + (n === "1" ? 21 : 14)); d.toISOString().slice(0, 10)' "\"$CODE\""
}

# version PATH: what If-Match has to say.
version() { js '`"${a.version}"`' "$(call $SECRETARIAT GET "$1")"; }

# mail [QUERY]: what the mail server took, the newest first, as a file for js.
mail() { curl -fsS -o "$WORK/mail" "$BASE/dev/mail/list.json$([ -z "${1:-}" ] || printf '?%s' "$1")" && printf '@%s' "$WORK/mail"; }
mail_since() { mail "after=$1"; }
newest() { js 'a.length ? a[0].number : 0' "$(mail)"; }

# Waits until all mail of the assembly has been taken by the mail server.
settled() {
    local counts=
    for _ in $(seq 240); do
        counts=$(js 'a.counts' "$(call $SECRETARIAT GET "/api/v1/assemblies/$CODE/deliveries?limit=1")")
        [ "$(js 'a.waiting + a.deferred' "$counts")" != 0 ] || return 0
        sleep 0.25
    done
    fail "the outbox does not empty: $counts"
}

the_network() {
    for _ in $(seq 60); do curl -fsS "$BASE/health/ready" >/dev/null 2>&1 && break || sleep 1; done
    curl -fsS "$BASE/health/ready" >/dev/null || fail "nothing answers at $BASE; start the service with ./run.sh"

    step 'The network'
    local organisations taken
    organisations=$(call $SECRETARIAT GET '/api/v1/organisations?limit=100')
    say "$(js 'a.items.length + " organisations, " + a.items.filter((o) => o.kind === "member").length + " of them members."' "$organisations")"

    taken=$(js 'a.items.map((x) => x.code).concat((b.items ?? b).map((x) => x.edition))' \
        "$(call $SECRETARIAT GET '/api/v1/assemblies?limit=100')" "$(call $SECRETARIAT GET '/api/v1/host-calls?limit=100')")
    CODE=$(js 'Array.from({ length: 200 }, (_, i) => `GA-${2027 + (i >> 1)}-${(i % 2) + 1}`).find((code) => !a.includes(code))' "$taken")

    D=$(first_day)
    say "The next free edition is $CODE; its first statutory day, D, could be $D."
}

a_host() {
    clock -185 'the secretariat calls for hosts'
    call $SECRETARIAT POST /api/v1/host-calls "{\"edition\":\"$CODE\",\"periodFrom\":\"$(day -21)\",\"periodUntil\":\"$(day 30)\",\"opensOn\":\"$(day -185)\",
        \"closesOn\":\"$(day -170)\",\"criteria\":\"Short journeys, step-free access, a room for 120.\",\"decidedBy\":\"secretariat\",\"expectedOnSite\":90}" >/dev/null
    say "The call for $CODE is open until $(day -170); heads and deputies of all members are told."

    clock -178 'two members propose'
    local proposal slovenia bulgaria
    proposal="{\"proposal\":{\"coHosts\":[],\"city\":\"Ljubljana\",\"country\":\"SI\",\"latitude\":46.06,\"longitude\":14.51,\"timeZone\":\"Europe/Ljubljana\",
        \"venue\":\"Cankarjev dom\",\"address\":\"Prešernova cesta 10\",\"dateOptions\":[{\"openMeeting\":\"$(day -1)\",\"days\":[\"$D\",\"$(day 1)\"]},
        {\"openMeeting\":\"$(day 20)\",\"days\":[\"$(day 21)\",\"$(day 22)\"]}],\"mainRoomSeats\":160,\"sideRooms\":4,\"stepFreeAccess\":\"everywhere\",
        \"hearingSupport\":\"both\",\"costToNetworkEur\":36500,\"hotelPerNightEur\":98,\"travel\":\"Airport 25 minutes away, trains from Vienna and Zagreb.\",
        \"motivation\":\"First assembly in Slovenia; the ministry opens the open meeting.\"}}"
    slovenia=$(js 'a.id ?? a' "$(call $SLOVENIA POST "/api/v1/host-calls/$CODE/proposals" "$proposal")")
    call $SLOVENIA POST "/api/v1/proposals/$slovenia/submit" '{"signatory":"Špela Žagar"}' >/dev/null
    bulgaria=$(js 'a.id ?? a' "$(call $BULGARIA POST "/api/v1/host-calls/$CODE/proposals" "$(js 'JSON.stringify({ proposal: { ...a.proposal, city: "Пловдив",
        cityLatin: "Plovdiv", country: "BG", latitude: 42.15, longitude: 24.75, timeZone: "Europe/Sofia", venue: "Дом на културата", address: null,
        dateOptions: [a.proposal.dateOptions[1]], mainRoomSeats: 120, sideRooms: 3, stepFreeAccess: "notToOneSideRoom", hearingSupport: "captionsOnly",
        costToNetworkEur: 31000, hotelPerNightEur: 74, motivation: "The regional science fair runs in the same week." } })' "$proposal")")")
    call $BULGARIA POST "/api/v1/proposals/$bulgaria/submit" '{"signatory":"Мария Георгиева"}' >/dev/null
    refused hosting.unknown_proposal $SLOVENIA GET "/api/v1/proposals/$bulgaria"
    say 'Each sees its own proposal; the other one is not there for it.'

    clock -165 'the secretariat compares, and asks one of them'
    js 'a.proposals.map((p) => `    ${p.city}: ${p.kilometres.sum.toLocaleString("en")} km in all, ${p.costToNetworkEur.toLocaleString("en")} €, ${p.lastHosted}`).join("\n")' \
        "$(call $SECRETARIAT GET "/api/v1/host-calls/$CODE/comparison")"
    local n
    n=$(js 'a.n' "$(call $SECRETARIAT POST "/api/v1/host-calls/$CODE/assign" \
        "{\"proposal\":\"$slovenia\",\"dateOption\":1,\"reason\":\"Shortest journeys of the two, and never hosted before.\"}")")
    call $SLOVENIA POST "/api/v1/host-calls/$CODE/assignments/$n/accept" >/dev/null
    local assembly
    assembly=$(call $SECRETARIAT GET "/api/v1/assemblies/$CODE")
    say "$(js 'a.title' "$assembly"): $(js 'a.meetings.map((m) => m.title + " on " + m.date).join("; ")' "$assembly")."
    say "$(js '(a.tasks ?? a.items ?? a).length' "$(call $SLOVENIA GET "/api/v1/assemblies/$CODE/tasks")") tasks stand in the plan that host and secretariat share."
}

dates_and_officers() {
    clock -90 'the dates are announced, officers appointed'
    call $SECRETARIAT POST "/api/v1/assemblies/$CODE/announce" >/dev/null
    call $SECRETARIAT POST "/api/v1/assemblies/$CODE/officers" "{\"person\":\"$(person BE head)\",\"office\":\"chair\"}" >/dev/null
    call $SECRETARIAT POST "/api/v1/assemblies/$CODE/officers" "{\"person\":\"$(person NL deputy)\",\"office\":\"minuteTaker\"}" >/dev/null
    settled
    say 'Everyone who will be convened knows the dates; the chair comes from Belgium, the minute-taker from the Netherlands.'
    js 'a.deadlines.filter((d) => ["convocation", "membersItems", "finalDocuments", "draftMinutes"].includes(d.kind)).map((d) => `    ${d.title}: ${d.date}`).join("\n")' \
        "$(call $SECRETARIAT GET "/api/v1/assemblies/$CODE/deadlines")"
}

# person ORGANISATION ROLE: the id of its head or deputy.
person() {
    js "(a.representatives ?? []).find((r) => r.role === \"$2\").person" "$(call $SECRETARIAT GET "/api/v1/organisations/$1")"
}

an_agenda() {
    clock -60 'the agenda is prepared'
    local programme=$HERE/walkthrough/programme.json lines line
    lines=$(js 'a.meetings.flatMap((m) => m.lines.map(({ title, minutes, kind, item, presenters, ...rest }) => JSON.stringify({ meeting: m.key,
        session: item ? rest : { title, minutes, kind, presenters, ...rest }, items: item ? [{ title, minutes, ...item }] : undefined }))).join("\n")' "$(cat "$programme")")
    while IFS= read -r line; do
        call $SECRETARIAT POST "/api/v1/assemblies/$CODE/sessions" "$line" >/dev/null
    done <<<"$lines"
    say "$(wc -l <<<"$lines") lines of the programme are entered; their times follow from their minutes."

    # The smallest PDF there is stands for the papers.
    printf '%%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n' >"$WORK/paper.pdf"
    local request
    request=$(js 'a.id ?? a' "$(call $NORWAY POST "/api/v1/assemblies/$CODE/agenda/requests" \
        '{"title":"A taskforce on mentoring","text":"It reports to the next assembly.","minutes":15,"kind":"decision"}')")
    call $NORWAY POST "/api/v1/assemblies/$CODE/agenda/requests/$request/documents" -F "title=What the taskforce would do" -F "file=@$WORK/paper.pdf;type=application/pdf" >/dev/null
    call $SECRETARIAT POST "/api/v1/assemblies/$CODE/agenda/requests/$request/accept" '{"meeting":"day2"}' >/dev/null
    say 'Norway requests an item with a paper, and the secretariat takes it up.'
    call $SLOVENIA POST "/api/v1/assemblies/$CODE/documents/country-updates" -F "file=@$WORK/paper.pdf;type=application/pdf" >/dev/null
    refused file.kind $SLOVENIA POST "/api/v1/assemblies/$CODE/documents/country-updates" -F "file=@$HERE/walkthrough.sh;filename=update.pdf;type=application/pdf"
    say 'Slovenia hands in its country update.'

    local charter
    charter=$(js 'a.meetings.flatMap((m) => m.sessions).flatMap((s) => s.items).find((i) => (i.plan ?? i.item ?? i).title === "Amendment of the charter").id' \
        "$(call $SECRETARIAT GET "/api/v1/assemblies/$CODE/agenda")")
    call $SECRETARIAT PUT "/api/v1/assemblies/$CODE/agenda/items/$charter/text" '{"text":"Article 7 shall read: **Each member has one vote.**"}' \
        -H "If-Match: $(js '`"${a.version}"`' "$(call $SECRETARIAT GET "/api/v1/assemblies/$CODE/agenda/items/$charter")")" >/dev/null
    refused meetings.notice_refused $SECRETARIAT POST "/api/v1/assemblies/$CODE/convene"
    call $SECRETARIAT POST "/api/v1/assemblies/$CODE/agenda/publish" -H "If-Match: $(version "/api/v1/assemblies/$CODE/agenda/publish")" >/dev/null
    say "Version 1 of the agenda is published: $(js '(a.items ?? a).length' "$(call $SECRETARIAT GET "/api/v1/assemblies/$CODE/agenda/versions")") version, never to change."
    say "The public sees $(js 'a.meetings.flatMap((m) => m.sessions).length' "$(call '' GET "/api/v1/assemblies/$CODE/programme")") sessions of it."
}

a_convocation() {
    clock -43 'the assembly is convened'
    local before preview different
    before=$(newest)
    preview=$(call $SECRETARIAT GET "/api/v1/assemblies/$CODE/convene")
    say "The preview says: $(js 'a.meetings.map((m) => m.mails + " to " + m.title).join(", ")' "$preview")."
    EXPECTED=$(js 'a.meetings.reduce((sum, m) => sum + m.mails, 0)' "$preview")
    call $SECRETARIAT POST "/api/v1/assemblies/$CODE/convene" >/dev/null
    settled
    INVITATIONS=$(js 'a.filter((m) => m.method === "REQUEST").length' "$(mail_since "$before")")
    different=$(js 'new Set(a.filter((m) => m.method === "REQUEST").map((m) => m.messageId)).size' "$(mail_since "$before")")
    say "The mail server took $INVITATIONS invitations, $different different ones."
    [ "$INVITATIONS" = "$EXPECTED" ] || fail "$EXPECTED were to go, $INVITATIONS went"
    [ "$different" = "$EXPECTED" ] || fail "$EXPECTED were to go, but only $different of them were different"

    step 'The Commission answers by the links in its mail, without an account'
    answer "$before" $COMMISSION '{"answer":"accepted"}' 'comes'
    local after
    after=$(newest)
    answer "$before" $SECOND '{"answer":"substituted","substituteName":"A colleague of DG RTD","substituteEmail":"colleague.dg-rtd@ec.example.org"}' 'sends somebody else'
    settled
    say "$(js 'a.map((m) => m.method + " to " + m.to).sort().join(", ")' "$(mail_since "$after")")"
}

# answer SINCE WHO BODY WORDS: by the link in the invitation that somebody got.
answer() {
    local link
    link=$(js 'a.find((m) => m.method === "REQUEST").links.find((l) => l.includes("/rsvp/")).split("?")[0]' \
        "$(mail "after=$1&to=$2")")
    call '' POST "/rsvp/${link##*/rsvp/}" "$3" >/dev/null
    say "$2 $4."
}

a_change() {
    clock -30 'the room of the first day changes'
    local before meeting
    before=$(newest)
    meeting=$(js 'a.meetings.find((m) => m.key === "day1")' "$(call $SECRETARIAT GET "/api/v1/assemblies/$CODE")")
    call $SECRETARIAT PUT "/api/v1/meetings/$(js 'a.id' "$meeting")" "$(js '({ title: a.title, statutory: a.statutory, audience: a.audience, format: a.format,
        date: a.date, start: a.start, end: a.end, room: "Linhart hall", mapLink: a.mapLink, onlineLink: a.onlineLink })' "$meeting")" \
        -H "If-Match: $(version "/api/v1/assemblies/$CODE")" >/dev/null
    call $SECRETARIAT POST "/api/v1/assemblies/$CODE/invitations/send-now" >/dev/null
    settled
    say "$(js 'a.filter((m) => m.method === "REQUEST").length' "$(mail_since "$before")") updates of one entry go out, one to each who was invited to that day."
}

the_documents() {
    clock -14 'the final documents are sent'
    local before
    before=$(newest)
    call $SECRETARIAT POST "/api/v1/assemblies/$CODE/send-documents" >/dev/null
    settled
    say "$(js 'a.filter((m) => m.subject.includes("ocuments")).length' "$(mail_since "$before")") mails with links and hashes."
}

the_last_week() {
    local before
    # The open meeting is the day before the assembly: a week and a day before it.
    before=$(newest)
    clock -8 'reminders'
    reminded "$before"
    the_proxies
    before=$(newest)
    clock -2 'reminders'
    reminded "$before"
}

# reminded SINCE: waits for the reminders of that day, which the service sends by itself.
reminded() {
    local count=0 last=-1
    for _ in $(seq 60); do
        count=$(js 'a.length' "$(mail_since "$1")")
        [ "$count" = 0 ] || [ "$count" != "$last" ] || break
        last=$count
        sleep 1
    done
    [ "$count" != 0 ] || fail 'no reminder came'
    js 'Object.entries(a.reduce((all, m) => ({ ...all, [m.subject]: (all[m.subject] ?? 0) + 1 }), {})).map(([subject, n]) => `    ${n} × ${subject}`).join("\n")' \
        "$(mail_since "$1")"
}

. "$HERE/walkthrough/who-comes.sh"
. "$HERE/walkthrough/rehearsal.sh"
. "$HERE/walkthrough/votes.sh"
. "$HERE/walkthrough/minutes.sh"

the_network
fees_need_both
a_host
dates_and_officers
an_agenda
a_convocation
a_change
a_registration
a_rehearsal_is_convened
the_documents
the_rehearsal
the_last_week
day_one
votes_of_day_one
day_two
the_decisions
the_minutes
the_next_assembly
step "$CODE is closed: its minutes are approved by $NEXT and signed. Invitations: $EXPECTED decided, $INVITATIONS taken by the mail server."
