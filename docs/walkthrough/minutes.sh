# Part of docs/walkthrough.sh: decisions and actions, the minutes from draft to approved, the assembly that approves them, closing. Sourced after votes.sh.

MINUTES=deputy@nl.stem.example.org

the_decisions() {
    clock 2 'the decisions'
    local register found
    register=$(call "$(head_of PL)" GET "/api/v1/decisions?assembly=$CODE&limit=100")
    found=$(js 'a.items.map((d) => (d.number ?? "motion " + d.motion) + " " + d.title + ": " + d.outcome).sort().join("\n")' "$register")
    printf '%s\n' "$found" | sed 's/^/    /'
    [ "$(js 'a.items.map((d) => `${d.key} ${d.outcome}`).sort().join(", ")' "$register")" = '01 adopted, 02 adopted, 03 adopted, 13.1 tiedRejected' ] || fail "other decisions than the votes: $found"
    call "$(head_of BE)" POST "/api/v1/decisions/$CODE/02/assign" "{\"organisation\":\"SI\",\"effective\":\"$(js 'String(+a.slice(0, 4) + 1)' "\"$D\"")-01-01\",\"due\":\"$(day 70)\"}" >/dev/null
    call "$(head_of BE)" POST "/api/v1/decisions/$CODE/01/assign" '{"responsible":"The secretariat"}' >/dev/null
    call "$(head_of BE)" POST "/api/v1/decisions/$CODE/03/assign" '{"responsible":"The secretariat"}' >/dev/null
    call "$(head_of BE)" POST "/api/v1/assemblies/$CODE/actions" "{\"what\":\"Send the new charter to the registry\",\"organisation\":\"NL\",\"until\":\"$(day 60)\",\"decision\":\"03\"}" >/dev/null
    say 'The budget is carried out by Slovenia; the new charter goes to the registry, which is an action.'
    say "The public finds $(js 'a.items.length' "$(call '' GET "/api/v1/decisions?search=charter&assembly=$CODE")") of them by “charter”."
    call "$(head_of BE)" POST "/api/v1/assemblies/$CODE/adjourn" >/dev/null
    refused assembly.not_ready_to_close "$(head_of BE)" POST "/api/v1/assemblies/$CODE/close" '{}'

    local before
    before=$(newest)
    clock 6 'the list of decisions goes to the members'
    local count=0
    for _ in $(seq 60); do
        count=$(js 'a.filter((m) => m.subject.includes("ecisions")).length' "$(mail_since "$before")")
        [ "$count" = 0 ] || break
        sleep 1
    done
    [ "$count" != 0 ] || fail 'no list of decisions came'
    settled
    say "$(js 'a.filter((m) => m.subject.includes("ecisions")).length' "$(mail_since "$before")") mails; what can be contested until when stands in them."
}

# writes PATH TEXT: the minute-taker saves what the minutes say there.
writes() {
    local path="/api/v1/assemblies/$CODE/minutes/$1/text"
    call $MINUTES PUT "$path" "$(node -p 'JSON.stringify({ text: process.argv[1] })' "$2")" -H "If-Match: \"$(js 'a.version ?? 0' "$(call $MINUTES GET "$path")")\"" >/dev/null
}

# publishes: the draft as it stands.
publishes() {
    call $MINUTES POST "/api/v1/assemblies/$CODE/minutes/publish" '{}' -H "If-Match: $(js '`"${a.version}"`' "$(call $MINUTES GET "/api/v1/assemblies/$CODE/minutes/draft")")"
}

the_minutes() {
    clock 32 'the minutes are written, checked and published'
    local places item eight version
    places=$(call $MINUTES GET "/api/v1/assemblies/$CODE/minutes/places")
    say "The draft is there: $(js 'a.places.filter((p) => p.when).length' "$places") items that were on, with their times; motions, votes and attendance by themselves."
    writes opening 'The chair opened the assembly and thanked the host.'
    writes closing 'The chair closed the assembly and thanked all who had come.'
    for item in $(js 'a.places.filter((p) => p.item && p.when).map((p) => p.item).join(" ")' "$places"); do
        writes "items/$item" 'The item was presented and discussed.'
    done
    eight=$(js 'a.places.find((p) => p.number === "8").item' "$places")
    writes "items/$eight" 'The budget was adopted with 19 votes in favour.'
    refused minutes.findings $MINUTES POST "/api/v1/assemblies/$CODE/minutes/publish" '{}' -H "If-Match: $(js '`"${a.version}"`' "$(call $MINUTES GET "/api/v1/assemblies/$CODE/minutes/draft")")"
    writes "items/$eight" 'The budget was adopted with 18 votes in favour. Members asked for quarterly figures.'
    version=$(publishes)
    say "Version $(js 'a.number' "$version") is published to the members: $(js 'a.hash.slice(0, 16)' "$version")…"
    settled

    clock 40 'a member objects, and is right'
    local objection
    objection=$(js 'a.id' "$(call "$(head_of FI)" POST "/api/v1/assemblies/$CODE/minutes/object" "{\"text\":\"We asked for figures every month.\",\"item\":\"$eight\"}")")
    call $MINUTES POST "/api/v1/assemblies/$CODE/minutes/objections/$objection/take-up" '{"reason":"So it was said; the text is put right."}' >/dev/null
    writes "items/$eight" 'The budget was adopted with 18 votes in favour. Members asked for monthly figures.'
    version=$(publishes)
    HASH=$(js 'a.hash' "$version")
    say "Version $(js 'a.number' "$version"): $(js 'a.changes.join(" ")' "$version")"
    call "$(head_of PL)" GET "/api/v1/assemblies/$CODE/minutes/versions/2.docx" >"$WORK/minutes.docx"
    call "$(head_of PL)" GET "/api/v1/assemblies/$CODE/minutes/versions/2.html" >"$WORK/minutes.html"
    grep -q '18 of 20 votes cast are yes' "$WORK/minutes.html" || fail 'the minutes do not say how the budget was voted on'
    grep -q "${HASH:0:16}" "$WORK/minutes.html" || fail 'the hash is not printed'
    say "As a document: $(wc -c <"$WORK/minutes.docx") bytes for Word, and a page to print with its hash."
    settled
}

# The edition that follows, its host assigned by the secretariat; its first vote is on the minutes.
the_next_assembly() {
    local of=$CODE first=$D hash=$HASH proposal n session poll member
    CODE=$(js 'const [, y, n] = a.split("-"); n === "1" ? `GA-${y}-2` : `GA-${+y + 1}-1`' "\"$of\"")
    D=$(first_day)
    clock -120 "$CODE: the secretariat assigns its host"
    call $SECRETARIAT POST /api/v1/host-calls "{\"edition\":\"$CODE\",\"periodFrom\":\"$(day -21)\",\"periodUntil\":\"$(day 30)\",\"opensOn\":\"$(day -120)\",
        \"closesOn\":\"$(day -110)\",\"criteria\":\"A room for 120.\",\"decidedBy\":\"secretariat\",\"expectedOnSite\":90}" >/dev/null
    proposal=$(js 'a.id ?? a' "$(call $BULGARIA POST "/api/v1/host-calls/$CODE/proposals" "{\"proposal\":{\"coHosts\":[],\"city\":\"Пловдив\",\"cityLatin\":\"Plovdiv\",\"country\":\"BG\",
        \"latitude\":42.15,\"longitude\":24.75,\"timeZone\":\"Europe/Sofia\",\"venue\":\"Дом на културата\",\"dateOptions\":[{\"openMeeting\":\"$(day -1)\",\"days\":[\"$D\",\"$(day 1)\"]}],
        \"mainRoomSeats\":120,\"sideRooms\":3,\"stepFreeAccess\":\"everywhere\",\"hearingSupport\":\"both\",\"costToNetworkEur\":31000,\"hotelPerNightEur\":74,
        \"travel\":\"Trains from Sofia.\",\"motivation\":\"The regional science fair runs in the same week.\"}}")")
    call $BULGARIA POST "/api/v1/proposals/$proposal/submit" '{"signatory":"Мария Георгиева"}' >/dev/null
    clock -105 'the host accepts'
    n=$(js 'a.n' "$(call $SECRETARIAT POST "/api/v1/host-calls/$CODE/assign" "{\"proposal\":\"$proposal\",\"dateOption\":1,\"reason\":\"The only proposal, and a good one.\"}")")
    call $BULGARIA POST "/api/v1/host-calls/$CODE/assignments/$n/accept" >/dev/null
    call $SECRETARIAT POST "/api/v1/assemblies/$CODE/announce" >/dev/null
    call $SECRETARIAT POST "/api/v1/assemblies/$CODE/officers" "{\"person\":\"$(person BE head)\",\"office\":\"chair\"}" >/dev/null
    call $SECRETARIAT POST "/api/v1/assemblies/$CODE/officers" "{\"person\":\"$(person NL deputy)\",\"office\":\"minuteTaker\"}" >/dev/null
    for session in "{\"title\":\"Minutes of $of\",\"minutes\":10,\"kind\":\"decision\",\"ruleType\":\"minutes\"}" \
        '{"title":"Follow-up of decisions","minutes":15,"kind":"information","ruleType":"followUp"}'; do
        call $SECRETARIAT POST "/api/v1/assemblies/$CODE/sessions" "{\"meeting\":\"day1\",\"session\":{\"minutes\":0,\"kind\":\"plain\"},\"items\":[$session]}" >/dev/null
    done
    call $SECRETARIAT POST "/api/v1/assemblies/$CODE/sessions" '{"meeting":"open","session":{"title":"Welcome","minutes":60,"kind":"plain"}}' >/dev/null
    call $SECRETARIAT POST "/api/v1/assemblies/$CODE/agenda/publish" -H "If-Match: $(version "/api/v1/assemblies/$CODE/agenda/publish")" >/dev/null
    clock -43 "$CODE is convened"
    call $SECRETARIAT POST "/api/v1/assemblies/$CODE/convene" >/dev/null
    clock -28 'delegates register'
    fees_are_paid
    for member in $(attendance '[...a.onSite, ...a.online].join(" ")'); do registers "$member" online >/dev/null; done
    clock_at 05:45 "the first day of $CODE"
    for member in $(attendance '[...a.onSite, ...a.online].join(" ")'); do
        call "$(head_of "$member")" POST "/api/v1/assemblies/$CODE/check-ins/self" '{"meeting":"day1"}' >/dev/null
    done
    call "$(head_of BE)" POST "/api/v1/meetings/$(meeting_id day1)/open" >/dev/null

    step "The first vote of $CODE is on the minutes of $of"
    lines_of day1
    goes_on day1 1
    MOTION=$(js 'a.number' "$(call "$(head_of BE)" POST "/api/v1/assemblies/$CODE/motions" "{\"item\":\"1\",\"motion\":{\"title\":\"Minutes of $of\",
        \"text\":\"The minutes of $of are approved.\",\"proposer\":\"Steering committee\",\"ruleType\":\"minutes\",\"minutesOf\":\"$of\"}}")")
    poll=$(js 'a.id' "$(call "$(head_of BE)" POST "/api/v1/assemblies/$CODE/polls" "{\"motion\":\"$MOTION\"}")")
    for member in $(attendance '[...a.onSite, ...a.online].join(" ")'); do
        call "$(head_of "$member")" POST "/api/v1/polls/$poll/ballots" "{\"member\":\"$member\",\"choice\":\"yes\"}" >/dev/null
    done
    say "$(js 'a.result.sentence' "$(call "$(head_of BE)" POST "/api/v1/polls/$poll/close")")"
    goes_on day1 end
    say "Follow-up of decisions: $(js '(a.items ?? a.actions ?? a).map((x) => x.what).join("; ")' "$(call "$(head_of BE)" GET "/api/v1/assemblies/$CODE/follow-up")")"
    call "$(head_of BE)" POST "/api/v1/meetings/$(meeting_id day1)/close" >/dev/null

    step "The minutes of $of are approved, signed and closed with it"
    minutes=$(call "$(head_of PL)" GET "/api/v1/assemblies/$of/minutes")
    [ "$(js 'String(!!a.approval)' "$minutes")" = true ] || fail "the minutes are not approved: $(js '({ approval: a.approval, versions: a.versions })' "$minutes")"
    refused minutes.approved $MINUTES POST "/api/v1/assemblies/$of/minutes/publish" '{}' -H 'If-Match: "1"'
    refused minutes.other_hash "$(head_of BE)" POST "/api/v1/assemblies/$of/minutes/sign" '{"hash":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}'
    call "$(head_of BE)" POST "/api/v1/assemblies/$of/minutes/sign" "{\"hash\":\"$hash\"}" >/dev/null
    call $MINUTES POST "/api/v1/assemblies/$of/minutes/sign" "{\"hash\":\"$hash\"}" >/dev/null
    call "$(head_of BE)" POST "/api/v1/assemblies/$of/close" '{}' >/dev/null
    say "$(js 'a.state' "$(call $SECRETARIAT GET "/api/v1/assemblies/$of")"): $of. In the yearbook it stands with host, dates and $(js '[a.items ?? a.assemblies ?? a].flat().find((x) => x.code === b).decisions.length' \
        "$(call '' GET /api/v1/yearbook)" "\"$of\"") public decisions."
    NEXT=$CODE CODE=$of D=$first
    settled
}
