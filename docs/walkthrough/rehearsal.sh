# Part of docs/walkthrough.sh: the rehearsal, on an assembly of its own, of what goes wrong on the day: a principal comes after all, a holder leaves,
# the quorum is lost and found. It is convened while the real one registers, held nine days before it, and then cancelled. Sourced after who-comes.sh.

# only MEMBERS… register, all on site.
register_all() {
    local member
    for member in "$@"; do registers "$member" onSite >/dev/null; done
}

# counted WHY: the quorum is checked by hand; the row has to say whether it holds.
counted() {
    local check
    check=$(call "$(head_of BE)" POST "/api/v1/meetings/$(meeting_id day1)/quorum")
    [ "$(js 'String(a.holds)' "$check")" = "$1" ] || fail "the check was to say $1: $check"
}

# rehearsing: CODE and D are those of the rehearsal from here on, its first day being nine days before D; afterwards "real" brings them back.
rehearsing() { REAL=$CODE DAY=$D && CODE=${REAL%-*}-$((7 + ${REAL##*-})) && D=$(day -9); }
real() { CODE=$REAL D=$DAY; }

a_rehearsal_is_convened() {
    local of=$CODE
    rehearsing
    step "A rehearsal, $CODE, is copied from $of"
    call $SECRETARIAT POST "/api/v1/assemblies/$of/copy" "{\"newCode\":\"$CODE\",\"firstDay\":\"$(day -1)\",\"title\":\"Rehearsal\",\"what\":[\"meetings\",\"sessions\"]}" >/dev/null
    call $SECRETARIAT POST "/api/v1/assemblies/$CODE/officers" "{\"person\":\"$(person BE head)\",\"office\":\"chair\"}" >/dev/null
    call $SECRETARIAT POST "/api/v1/assemblies/$CODE/agenda/publish" -H "If-Match: $(version "/api/v1/assemblies/$CODE/agenda/publish")" >/dev/null
    call $SECRETARIAT POST "/api/v1/assemblies/$CODE/convene" '{"overrideReason":"A rehearsal, agreed with all members."}' >/dev/null
    settled
    register_all AT BE BG CZ DE DK EE ES FR HU IT LT PT
    PROXY=$(js 'a.id ?? a' "$(call "$(head_of PT)" POST "/api/v1/assemblies/$CODE/proxies" '{"holder":"ES","text":"PT gives its vote at the rehearsal to ES."}')")
    call "$(head_of ES)" POST "/api/v1/assemblies/$CODE/proxies/$PROXY/accept" >/dev/null
    say 'Thirteen members register; Portugal, which cannot come, gives its vote to Spain.'
    settled
    real
}

the_rehearsal() {
    local registration came
    rehearsing
    clock_at 06:35 'the rehearsal begins'
    DESK=$SECRETARIAT
    local member
    for member in AT BE BG CZ DE DK EE ES FR HU IT; do checks_in "$member" >/dev/null; done
    here 23/11/1/12/12
    call "$(head_of BE)" POST "/api/v1/meetings/$(meeting_id day1)/open" >/dev/null
    counted true

    step 'The principal comes after all'
    refused presence.ends_proxy "$DESK" POST "/api/v1/assemblies/$CODE/check-ins" "{\"meeting\":\"day1\",\"person\":\"$(person PT head)\",\"where\":\"onSite\"}"
    came=$(checks_in PT ',"endsProxy":true')
    say "$(js 'a.sentence' "$came")"
    here 23/12/0/12/12
    [ "$(js "a.proxies.find((p) => p.id === \"$PROXY\").state" "$(call $SECRETARIAT GET "/api/v1/assemblies/$CODE/proxies")")" = void ] || fail 'the proxy is not void'
    say 'P is as it was; the proxy is void from now on.'

    step 'A quorum lost, and found'
    registration=$(js 'a.members.find((m) => m.code === "ES").people[0].registrant' "$(call $SECRETARIAT GET "/api/v1/assemblies/$CODE/presence?meeting=day1")")
    call "$DESK" POST "/api/v1/assemblies/$CODE/check-outs" "{\"meeting\":\"day1\",\"registrant\":\"$registration\"}" >/dev/null
    here 23/11/0/11/12
    counted false
    checks_in LT >/dev/null
    here 23/12/0/12/12
    counted true
    say "$(js '(a.items ?? a).length' "$(call $SECRETARIAT GET "/api/v1/assemblies/$CODE/quorum")") checks stand as rows, never to change."
    call "$(head_of BE)" POST "/api/v1/meetings/$(meeting_id day1)/close" >/dev/null
    call $SECRETARIAT POST "/api/v1/assemblies/$CODE/cancel" '{"reason":"The rehearsal is over."}' >/dev/null
    settled
    say 'The rehearsal is over and cancelled: it leaves the calendars, and does not stand in the yearbook.'
    real
}
