# Part of docs/walkthrough.sh: the open votes of both days, ballot by ballot as votes.json says; each figure is checked. Sourced after who-comes.sh.

votes() { js "$1" "@$HERE/walkthrough/votes.json"; }

# The network votes on fees by members and by weights: by its rules, which a new edition is convened under.
fees_need_both() {
    local rules has
    rules=$(call $SECRETARIAT GET /api/v1/rules)
    has=$(js 'String(a.parameters.majorities.find((m) => m.type === "fees").rule.bothMajorities)' "$rules")
    [ "$has" = true ] || call $SECRETARIAT POST /api/v1/rules/versions "$(js '({ follows: a.number, note: "The charter, article 9: fees are decided by members and by weights.",
        parameters: { ...a.parameters, majorities: a.parameters.majorities.map((m) => m.type === "fees" ? { ...m, rule: { ...m.rule, bothMajorities: true } } : m) } })' "$rules")" >/dev/null
    say 'By the rules, fees need a majority of members and one of weights.'
}

# lines_of KEY: what the chair of that meeting will take up, as published: when, whether an item or a session, its id, its printed number.
LINES=() ON=
lines_of() {
    mapfile -t LINES < <(js 'a.meetings.find((m) => m.key === b).sessions.filter((s) => s.kind !== "checkIn").flatMap((s) => {
        let at = Date.parse(s.hours.startsAt);
        return s.items.length === 0 ? [[s.hours.startsAt, "session", s.id].join(" ")]
            : s.items.map((i) => { const line = [new Date(at).toISOString(), "item", i.id, i.number].join(" "); at += i.minutes * 60000; return line; });
    }).join("\n")' "$(call $SECRETARIAT GET "/api/v1/assemblies/$CODE/programme")" "\"$1\"")
}

# goes_on KEY NUMBER|end: the chair takes up each line in order, at its time, until that item is on; ON is the number of the one that is.
goes_on() {
    local at kind id number
    while [ "$ON" != "$2" ] && [ ${#LINES[@]} -gt 0 ]; do
        read -r at kind id number <<<"${LINES[0]}"
        LINES=("${LINES[@]:1}")
        curl -fsS -X POST -H 'Content-Type: application/json' -d "{\"now\":\"$at\"}" "$BASE/dev/clock" >/dev/null
        call "$(head_of BE)" POST "/api/v1/meetings/$(meeting_id "$1")/go-to" "{\"$kind\":\"$id\"}" >/dev/null
        ON=${number:-$ON}
    done
    [ "$ON" = "$2" ] || [ "$2" = end ] || fail "item $2 is not on the programme of $1"
}

# caster MEMBER: who casts its vote, its own head or that of the holder of its proxy.
caster() { head_of "$(attendance "(a.proxies.find((p) => p.principal === \"$1\") ?? { holder: \"$1\" }).holder")"; }

# casts POLL CHOICE MEMBERS…
casts() {
    local poll=$1 choice=$2 member
    shift 2
    for member in "$@"; do
        call "$(caster "$member")" POST "/api/v1/polls/$poll/ballots" "{\"member\":\"$member\",\"choice\":\"$choice\"}" >/dev/null
    done
}

# a_vote N KEY: the vote of that place in votes.json, at that meeting. Leaves the motion's number in MOTION and the poll in POLL.
a_vote() {
    local n=$1 vote body closed
    vote=$(votes "a[$n]")
    goes_on "$2" "$(js 'a.item' "$vote")"
    body=$(js '({ item: a.item, motion: { title: a.title, text: a.text, proposer: "Steering committee", ruleType: a.ruleType } })' "$vote")
    if [ "$(js 'String(!!a.refused)' "$vote")" = true ]; then
        refused "$(js 'a.refused' "$vote")" "$(head_of BE)" POST "/api/v1/assemblies/$CODE/motions" "$body"
        return
    fi

    MOTION=$(js 'a.number' "$(call "$(head_of BE)" POST "/api/v1/assemblies/$CODE/motions" "$body")")
    POLL=$(js 'a.id' "$(call "$(head_of BE)" POST "/api/v1/assemblies/$CODE/polls" "{\"motion\":\"$MOTION\"}")")
    casts "$POLL" yes $(js 'a.yes.join(" ")' "$vote")
    casts "$POLL" no $(js 'a.no.join(" ")' "$vote")
    casts "$POLL" abstain $(js 'a.abstain.join(" ")' "$vote")
    closed=$(js 'a.result' "$(call "$(head_of BE)" POST "/api/v1/polls/$POLL/close")")
    say "Motion $MOTION, $(js 'a.title' "$vote"): $(js 'a.words' "$closed"). $(js 'a.sentence' "$closed")"
    [ "$(js '[a.yes, a.no, a.abstain].join("/") + " " + a.outcome' "$closed")" = "$(js 'a.tally.join("/") + " " + a.outcome' "$vote")" ] || fail "the file says $vote, the vote was $closed"
    [ "$(js 'a.votes.map((v) => v.code + v.choice).sort().join(" ")' "$(call "$(head_of PL)" GET "/api/v1/polls/$POLL")")" = \
        "$(js '["yes", "no", "abstain"].flatMap((c) => a[c].map((m) => m + c)).sort().join(" ")' "$vote")" ] || fail "the record names others than the file"
}

votes_of_day_one() {
    lines_of day1
    step 'Item 3: the minutes of the assembly before, and what a ballot is'
    a_vote 0 day1
    refused poll.not_in_it "$(head_of CH)" POST "/api/v1/polls/$POLL/ballots" '{"member":"CH","choice":"yes"}'
    refused poll.cast_already "$(head_of AT)" POST "/api/v1/polls/$POLL/ballots" '{"member":"AT","choice":"no"}'
    say "$(js 'a.sentence.replace(/[0-9:]+$/, "…")' "$(call "$(head_of AT)" POST "/api/v1/polls/$POLL/ballots" '{"member":"AT","choice":"yes"}')") is still the answer to the same ballot."

    step 'Item 8: two motions with two rules'
    a_vote 1 day1
    a_vote 2 day1
    goes_on day1 end
    clock_at 15:30 'day 1 is over'
    call "$(head_of BE)" POST "/api/v1/meetings/$(meeting_id day1)/close" >/dev/null
}

day_two() {
    local day1=$D member
    D=$(day 1)
    clock_at 06:45 'day 2: the desk opens again'
    for member in $(attendance '[...a.onSite, ...a.seatedWithoutVote].join(" ")'); do
        call "$DESK" POST "/api/v1/assemblies/$CODE/check-ins" "{\"meeting\":\"day2\",\"person\":\"$(person "$member" head)\",\"where\":\"onSite\"}" >/dev/null
    done
    for member in $(attendance 'a.online.join(" ")'); do
        call "$(head_of "$member")" POST "/api/v1/assemblies/$CODE/check-ins/self" '{"meeting":"day2"}' >/dev/null
    done
    clock_at 07:02 'the chair opens day 2'
    say "$(js 'a.check.sentence' "$(call "$(head_of BE)" POST "/api/v1/meetings/$(meeting_id day2)/open")")"

    lines_of day2
    step 'Item 12: the charter, with a quorum of its own'
    a_vote 3 day2
    step 'Item 13: a tie'
    a_vote 4 day2
    goes_on day2 end
    clock_at 11:30 'day 2 is over'
    call "$(head_of BE)" POST "/api/v1/meetings/$(meeting_id day2)/close" >/dev/null
    D=$day1
}
