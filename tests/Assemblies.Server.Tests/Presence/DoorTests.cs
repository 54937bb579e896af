using System.Net.Http.Json;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Presence;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Presence;

/// <summary>One day at the door, told in pieces: each test has members of its own.</summary>
public sealed class DoorTests
{
    private const string A = DayOne.A;
    private const string OtherDesk = DayOne.Teller;

    private DayOne day = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        day = await DayOne.Start();
        await day.Proxy("LV", "EE");
        await day.Proxy("PT", "ES");
        await day.Proxy("BG", "HU");
        await day.Proxy("GR", "CZ");
        day.Begins();
    }

    [OneTimeTearDown]
    public async Task End() => await day.DisposeAsync();

    [Test]
    public async Task Public_case_C29_two_desks_make_one_present_person_head_and_deputy_count_once_and_undo_is_seen_at_the_other_desk()
    {
        var (head, deputy) = (DayOne.Head("AT"), DayOne.Deputy("AT"));
        var before = (await day.Presence()).PresentOrRepresented;
        var both = await Task.WhenAll(day.CheckIn(head).Value<DoorAnswer>(), day.CheckIn(head, desk: OtherDesk).Value<DoorAnswer>());
        await day.CheckIn(deputy).Value<DoorAnswer>();
        var counted = (await day.Presence()).PresentOrRepresented;
        var rows = await Rows(head);
        await Undo(both[0].Row!.Value);
        await Undo((await Find(deputy, "österreicher")).Row!.Value);
        var atTheOther = await Find(head, "bruckner");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(both.Count(answer => answer.IsNew), Is.EqualTo(1));
            Assert.That(both.Select(answer => answer.Row).Distinct().Count(), Is.EqualTo(1));
            Assert.That(rows, Is.EqualTo(1));
            Assert.That(counted - before, Is.EqualTo(1));
            Assert.That((atTheOther.IsIn, atTheOther.State), Is.EqualTo((false, "Out since 08:31")));
            Assert.That((await day.Presence()).PresentOrRepresented, Is.EqualTo(before));
        }
    }

    [Test]
    public async Task Public_case_C30_the_proxy_counts_while_its_holder_is_in()
    {
        var holder = DayOne.Head("EE");
        var none = (await day.Presence()).PresentOrRepresented;
        await day.CheckIn(holder).Succeeds();
        var both = (await day.Presence()).PresentOrRepresented;
        var represented = await day.Member("LV");
        await day.CheckOut(holder).Succeeds();
        var neither = (await day.Presence()).PresentOrRepresented;
        await day.CheckIn(holder).Succeeds();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((both - none, neither - none, (await day.Presence()).PresentOrRepresented - none), Is.EqualTo((2, 0, 2)));
            Assert.That((represented.State, represented.Holder), Is.EqualTo((MemberState.Represented, "EE")));
            Assert.That((await day.Presence()).Sentence, Does.EndWith(" of 23 present or represented, 12 needed"));
        }
    }

    [Test]
    public async Task The_desk_reads_what_stands_in_words()
    {
        var first = await day.CheckIn(DayOne.Head("BE")).Value<DoorAnswer>();
        var again = await day.CheckIn(DayOne.Head("BE"), desk: OtherDesk).Value<DoorAnswer>();
        var deputy = await day.CheckIn(DayOne.Deputy("BE")).Value<DoorAnswer>();
        var unpaid = await day.CheckIn(DayOne.Head("HR")).Value<DoorAnswer>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Sentence, Is.EqualTo("Lotte Van den Broeck, STEM-Platform Noordzee (BE): in. Has the vote. 08:31"));
            Assert.That(
                again.Sentence,
                Does.StartWith("Lotte Van den Broeck, STEM-Platform Noordzee (BE): in since 08:31, at the desk of ")
                    .And.EndWith(". Has the vote.")
            );
            Assert.That((first.IsNew, again.IsNew), Is.EqualTo((true, false)));
            Assert.That(deputy.Sentence, Does.EndWith("(BE): in. Lotte Van den Broeck has the vote. 08:31"));
            Assert.That(
                (unpaid.HasVote, unpaid.Sentence),
                Is.EqualTo((false, "Željka Šimić, STEM Jadran (HR): in. Seated without a vote. 08:31"))
            );
            Assert.That(first.Warnings, Is.EqualTo(["Not registered for this meeting."]));
        }
    }

    [Test]
    public async Task A_principal_who_comes_after_all_is_asked_first_then_votes_itself_and_P_stays()
    {
        await day.CheckIn(DayOne.Head("ES")).Succeeds();
        var before = await day.Presence();
        var asked = await day.CheckIn(DayOne.Head("PT")).Refusal();
        using var words = await day.CheckIn(DayOne.Head("PT"));
        var says = await words.Content.ReadAsStringAsync();
        var stands = await day.Member("PT");
        await day.CheckIn(DayOne.Head("PT"), endsProxy: true).Succeeds();
        var after = await day.Presence();
        var proxy = await day.Service.Db(db =>
            db.Proxies.SingleAsync(p => db.Organisations.Any(o => o.Id == p.Principal && o.Code == "PT"))
        );
        var told = await day.Service.Db(db =>
            db.OutboxMails.Where(m => m.Key.StartsWith($"presence.proxy/{proxy.Id}/3/")).Select(m => m.Email).ToListAsync()
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(asked, Is.EqualTo("409 presence.ends_proxy"));
            Assert.That(
                System.Text.RegularExpressions.Regex.Unescape(says),
                Does.Contain("This ends the proxy of Rota STEM Atlântico to Red STEAM Iberia.")
            );
            Assert.That((stands.State, before.PresentOrRepresented), Is.EqualTo((MemberState.Represented, after.PresentOrRepresented)));
            Assert.That((await day.Member("PT")).State, Is.EqualTo(MemberState.Present));
            Assert.That(proxy.State, Is.EqualTo(ProxyState.Void));
            Assert.That(told, Is.EquivalentTo(new[] { DayOne.Head("PT"), DayOne.Deputy("PT"), DayOne.Head("ES"), DayOne.Deputy("ES") }));
        }
    }

    [Test]
    public async Task A_wrong_press_that_ended_a_proxy_is_taken_back_with_what_it_did()
    {
        var mistake = await day.CheckIn(DayOne.Deputy("GR"), endsProxy: true).Value<DoorAnswer>();
        var undone = await Undo(mistake.Row!.Value);
        var repeat = await Undo(mistake.Row.Value);
        await day.CheckIn(DayOne.Head("CZ")).Succeeds();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((undone.IsIn, undone.IsNew, repeat.IsNew), Is.EqualTo((false, true, false)));
            Assert.That((await day.Member("GR")).State, Is.EqualTo(MemberState.Represented));
            Assert.That(await TryUndo(undone.Row!.Value), Is.EqualTo("409 presence.is_correction"));
            Assert.That(await TryUndo(999_999), Is.EqualTo("404 presence.unknown_row"));
        }
    }

    [Test]
    public async Task A_principal_that_checks_in_while_its_holder_checks_out_counts_once_whoever_is_first()
    {
        await day.CheckIn(DayOne.Head("HU")).Succeeds();
        var before = (await day.Presence()).PresentOrRepresented;
        await Task.WhenAll(
            day.CheckIn(DayOne.Head("BG"), endsProxy: true).Succeeds(),
            day.CheckOut(DayOne.Head("HU"), desk: OtherDesk).Succeeds()
        );
        Assert.That(
            ((await day.Member("BG")).State, (await day.Member("HU")).State, (await day.Presence()).PresentOrRepresented),
            Is.EqualTo((MemberState.Present, MemberState.Absent, before - 1))
        );
    }

    [Test]
    public async Task Two_desks_and_one_person_two_hundred_times_make_one_presence_each_time()
    {
        var email = DayOne.Head("DE");
        var registrant = day.Registrants[email];
        var wrong = new List<string>();
        for (var round = 0; round < 200; round++)
        {
            var both = await Task.WhenAll(day.CheckIn(email).Value<DoorAnswer>(), day.CheckIn(email, desk: OtherDesk).Value<DoorAnswer>());
            if (both.Count(answer => answer.IsNew) is not 1 || both[0].Row != both[1].Row)
            {
                wrong.Add($"round {round}: {both[0].Row} and {both[1].Row}");
            }

            await day.CheckOut(email).Succeeds();
        }

        var moves = await day.Service.Db(db =>
            db.PresenceEntries.Where(e => e.Registrant == registrant).OrderBy(e => e.Number).Select(e => e.Move).ToListAsync()
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(wrong, Is.Empty);
            Assert.That(moves, Is.EqualTo(Enumerable.Range(0, 400).Select(n => n % 2 is 0 ? Move.In : Move.Out)));
        }
    }

    [Test]
    public async Task A_press_that_was_sent_twice_on_a_slow_line_counts_once_and_answers_the_same()
    {
        var client = await day.As(DayOne.Desk);
        async Task<string> Press()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{A}/check-ins/walk-in")
            {
                Content = JsonContent.Create(
                    new
                    {
                        meeting = "day1",
                        name = "Maja Potočnik",
                        affiliation = "Ministry of Education",
                    }
                ),
            };
            request.Headers.Add("Idempotency-Key", "press-1");
            using var answer = await client.SendAsync(request);
            return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
        }

        var answers = await Task.WhenAll(Press(), Press());
        Assert.That(
            (
                answers[0] == answers[1],
                answers[0].Contains("Maja Poto", StringComparison.Ordinal),
                await day.Service.Db(db => db.Registrants.CountAsync(r => r.Name == "Maja Potočnik"))
            ),
            Is.EqualTo((true, true, 1))
        );
    }

    [Test]
    public async Task The_vote_is_handed_over_and_taken_back_within_the_delegation()
    {
        var (head, deputy) = (await day.As(DayOne.Head("FR")), await day.As(DayOne.Deputy("FR")));
        object To(string email) => new { meeting = "day1", to = day.Registrants[email].Value };
        await day.CheckIn(DayOne.Head("FR")).Succeeds();
        var absent = await head.PostAsJsonAsync($"{A}/vote/hand-over", To(DayOne.Deputy("FR"))).Refusal();
        await day.CheckIn(DayOne.Deputy("FR")).Succeeds();
        var notTheirs = await deputy.PostAsJsonAsync($"{A}/vote/hand-over", To(DayOne.Deputy("FR"))).Refusal();
        var foreign = await head.PostAsJsonAsync($"{A}/vote/hand-over", To(DayOne.Head("IT"))).Refusal();
        await head.PostAsJsonAsync($"{A}/vote/hand-over", To(DayOne.Deputy("FR"))).Succeeds();
        await head.PostAsJsonAsync($"{A}/vote/hand-over", To(DayOne.Deputy("FR"))).Succeeds();
        var handed = await day.Member("FR");
        await head.PostAsJsonAsync($"{A}/vote/take-back", new { meeting = "day1" }).Succeeds();
        var back = await day.Member("FR");
        var organiser = await (await day.As(DemoNetwork.Partner))
            .PostAsJsonAsync($"{A}/vote/take-back", new { meeting = "day1" })
            .Refusal();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(absent, Is.EqualTo("409 presence.receiver_is_out"));
            Assert.That(notTheirs, Is.EqualTo("403 presence.not_yours_to_hand"));
            Assert.That(foreign, Is.EqualTo("400 presence.not_of_delegation"));
            Assert.That(organiser, Is.EqualTo("409 presence.not_a_delegate"));
            Assert.That(handed.Voter, Is.EqualTo(handed.People.Single(p => p.Role is MandateRole.Deputy).Name));
            Assert.That(back.Voter, Is.EqualTo(back.People.Single(p => p.Role is MandateRole.Head).Name));
            Assert.That(await day.Service.Db(db => db.VoteHandovers.CountAsync()), Is.EqualTo(1), "a repeat is the same hand-over");
        }
    }

    [Test]
    public async Task Who_has_no_business_at_the_door_checks_nobody_in_and_who_is_not_known_is_not_checked_in()
    {
        var registrant = day.Registrants[DayOne.Head("SE")].Value;
        async Task<string> By(string email, object who) => await (await day.As(email)).PostAsJsonAsync($"{A}/check-ins", who).Refusal();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await By(DayOne.Head("SE"), new { meeting = "day1", registrant }), Is.EqualTo("403 access.forbidden"));
            Assert.That(
                await By(DayOne.Desk, new { meeting = "day1", registrant = Guid.CreateVersion7() }),
                Is.EqualTo("404 presence.unknown_attendee")
            );
            Assert.That(
                await By(DayOne.Desk, new { meeting = "day1", person = Guid.CreateVersion7() }),
                Is.EqualTo("404 presence.unknown_attendee")
            );
            Assert.That(await By(DayOne.Desk, new { meeting = "day1" }), Is.EqualTo("400 request.invalid"));
            Assert.That(await By(DayOne.Desk, new { meeting = "day9", registrant }), Is.EqualTo("404 presence.unknown_meeting"));
            Assert.That(await By(DayOne.Desk, new { meeting = "day2", registrant }), Is.EqualTo("409 presence.not_its_day"));
            Assert.That(await By(DayOne.Desk, new { meeting = "open", registrant }), Is.EqualTo("409 presence.not_its_day"));
            Assert.That(
                await (await day.As(DemoNetwork.Commission)).PostAsJsonAsync($"{A}/check-ins/self", new { meeting = "day1" }).Refusal(),
                Is.EqualTo("409 presence.not_registered")
            );
            Assert.That(
                await day.Service.Anybody().PostAsJsonAsync($"{A}/check-ins/self", new { meeting = "day1" }).Refusal(),
                Does.StartWith("40")
            );
        }
    }

    [Test]
    public async Task An_ended_mandate_checks_nobody_in_online_and_has_no_vote_at_the_desk()
    {
        var email = DayOne.Head("SE");
        await day.Service.Db(async db =>
        {
            var mandate = await db.Mandates.SingleAsync(m => db.People.Any(p => p.Id == m.Person && p.Email == email));
            mandate.End(new LocalDate(2027, 4, 21), new LocalDate(2027, 4, 21));
            return await db.SaveChangesAsync();
        });
        var self = await (await day.As(email)).PostAsJsonAsync($"{A}/check-ins/self", new { meeting = "day1" }).Refusal();
        var desk = await day.CheckIn(email).Value<DoorAnswer>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(self, Is.EqualTo("409 presence.mandate_ended").Or.EqualTo("404 access.not_found"));
            Assert.That(desk.Warnings, Has.Some.EqualTo("The mandate has ended: no vote."));
            Assert.That((desk.HasVote, (await day.Member("SE")).State), Is.EqualTo((false, MemberState.Absent)));
        }
    }

    [Test]
    public async Task The_search_finds_without_accents_by_organisation_and_badge_and_whom_nobody_registered()
    {
        async Task<string[]> Search(string text) =>
            [
                .. (
                    await (await day.As(DayOne.Desk))
                        .GetAsync($"{A}/desk/search?meeting=day1&q={Uri.EscapeDataString(text)}")
                        .Value<SearchDesk.Found[]>()
                ).Select(f => $"{f.Name}{(f.Person is null ? "" : "*")}"),
            ];
        var commission = await day.Service.Db(db =>
            db.People.Where(p => p.Email == DemoNetwork.Commission).Select(p => p.Name).SingleAsync()
        );
        var badge = await day.Service.Db(db => db.Registrants.Where(r => r.Email == DayOne.Head("NO")).Select(r => r.Badge).SingleAsync());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Search("soren alborg"), Is.EqualTo(["Søren Ålborg"]));
            Assert.That(await Search("LOTTE van"), Is.EqualTo(["Lotte Van den Broeck"]));
            Assert.That(await Search("nauka napred"), Is.Empty, "the affiliation is the organisation's own name");
            Assert.That((await Search("teaduspakt")).Length, Is.EqualTo(2));
            Assert.That((await Search(badge)).Length, Is.EqualTo(1));
            Assert.That(await Search("dg-eac"), Is.EqualTo([commission + "*"]), "not registered, and known");
            Assert.That(await Search(" "), Is.Empty);
            Assert.That(await Search("nobody of that name"), Is.Empty);
        }
    }

    [Test]
    public async Task Somebody_whom_the_network_knows_is_registered_by_being_checked_in_once()
    {
        var person = await day.Service.Db(db => db.People.Where(p => p.Email == DemoNetwork.Partner).Select(p => p.Id).SingleAsync());
        async Task<DoorAnswer> Press(string desk) =>
            await (await day.As(desk))
                .PostAsJsonAsync($"{A}/check-ins", new { meeting = "day1", person = person.Value })
                .Value<DoorAnswer>();
        var both = await Task.WhenAll(Press(DayOne.Desk), Press(OtherDesk));
        Assert.That(
            (
                both[0].Registrant,
                both.Count(answer => answer.IsNew),
                await day.Service.Db(db => db.Registrants.CountAsync(r => r.Person == person))
            ),
            Is.EqualTo((both[1].Registrant, 1, 1))
        );
    }

    [Test]
    public async Task Online_delegates_check_in_and_out_themselves_and_the_chair_sees_who_is_silent()
    {
        var (email, registrant) = (DayOne.Head("NO"), day.Registrants[DayOne.Head("NO")]);
        var client = await day.As(email);
        var arrived = await client.PostAsJsonAsync($"{A}/check-ins/self", new { meeting = "day1" }).Value<DoorAnswer>();
        var clock = day.Service.Clock;
        async Task<bool> IsSilent() =>
            (await (await day.As(DayOne.Chair)).GetAsync($"{A}/silent?meeting=day1").Value<ListSilent.Line[]>()).Any(l =>
                l.Registrant == registrant
            );
        var atOnce = await IsSilent();
        clock.AdvanceMinutes(9);
        await client.GetAsync($"{A}/room").Succeeds();
        await Eventually.Holds(() => day.Service.Db(db => db.Seen.AnyAsync(s => s.Registrant == registrant)));
        clock.AdvanceMinutes(9);
        var seen = await IsSilent();
        clock.AdvanceMinutes(1);
        var silent = await IsSilent();
        var withoutReason = await day.CheckOut(email, desk: DayOne.Chair).Refusal();
        var byChair = await day.CheckOut(email, "Silent for ten minutes.", DayOne.Chair).Value<DoorAnswer>();
        var out1 = await client.PostAsJsonAsync($"{A}/check-outs/self", new { meeting = "day1" }).Value<DoorAnswer>();
        day.Begins();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(arrived.Sentence, Does.EndWith("(NO): in, online. Has the vote. 08:31"));
            Assert.That((atOnce, seen, silent), Is.EqualTo((false, false, true)));
            Assert.That(withoutReason, Is.EqualTo("400 presence.reason_missing"));
            Assert.That((byChair.IsNew, byChair.IsIn, out1.IsNew), Is.EqualTo((true, false, false)));
            Assert.That(
                (await day.As(DayOne.Desk)).GetAsync($"{A}/silent?meeting=day1").Refusal().Result,
                Is.EqualTo("403 access.forbidden")
            );
        }
    }

    [Test]
    public async Task The_head_count_has_everybody_in_the_building_once_and_nobody_who_is_online()
    {
        await day.CheckIn(DayOne.Head("PL")).Succeeds();
        await (await day.As(DayOne.Head("IE"))).PostAsJsonAsync($"{A}/check-ins/self", new { meeting = "day1" }).Succeeds();
        var count = await (await day.As(DayOne.Desk)).GetAsync($"{A}/head-count").Value<HeadCount.Answer>();
        var ids = count.People.Select(p => p.Registrant).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(count.Count, Is.EqualTo(ids.Distinct().Count()));
            Assert.That(ids, Does.Contain(day.Registrants[DayOne.Head("PL")]).And.Not.Contain(day.Registrants[DayOne.Head("IE")]));
        }
    }

    [Test]
    public async Task The_ledger_is_read_row_by_row_and_the_desk_shows_the_meeting_of_today()
    {
        await day.CheckIn(DayOne.Head("LT")).Succeeds();
        var client = await day.As(DayOne.Desk);
        var ledger = await client.GetAsync($"{A}/attendance?meeting=day1&limit=1").Value<Page<ListAttendance.Line>>();
        var desk = await client.GetAsync($"{A}/desk").Value<ShowDesk.Answer>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ledger.Items.Count, Is.EqualTo(1));
            Assert.That((desk.Meeting, desk.MayHandCodes), Is.EqualTo(("day1", false)));
            Assert.That(
                desk.Meetings.Select(m => (m.Key, m.Closed is null)),
                Is.EqualTo([("open", false), ("day1", true), ("day2", false)])
            );
            Assert.That(await client.GetAsync($"{A}/desk?meeting=day9").Refusal(), Is.EqualTo("404 presence.unknown_meeting"));
            Assert.That(await client.GetAsync($"{A}/attendance?meeting=day9").Refusal(), Is.EqualTo("404 presence.unknown_meeting"));
        }
    }

    [Test]
    public async Task Nothing_of_the_ledger_is_changed_or_removed_even_by_the_service_itself()
    {
        await day.CheckIn(DayOne.Head("LT")).Succeeds();
        foreach (var sql in new[] { "update presence_entry set move = 'Out'", "delete from presence_entry", "delete from proxy_step" })
        {
            var refused = await day.Service.Db(async db =>
            {
                try
                {
                    await db.Database.ExecuteSqlRawAsync(sql);
                    return "done";
                }
                catch (Npgsql.PostgresException e)
                {
                    return e.SqlState;
                }
            });
            Assert.That(refused, Is.EqualTo(Npgsql.PostgresErrorCodes.InsufficientPrivilege), sql);
        }
    }

    private async Task<DoorAnswer> Undo(long row) =>
        await (await day.As(OtherDesk)).PostAsJsonAsync($"{A}/attendance/rows/{row}/undo", new { }).Value<DoorAnswer>();

    private async Task<string> TryUndo(long row) =>
        await (await day.As(OtherDesk)).PostAsJsonAsync($"{A}/attendance/rows/{row}/undo", new { }).Refusal();

    private async Task<SearchDesk.Found> Find(string email, string text) =>
        (
            await (await day.As(DayOne.Desk))
                .GetAsync($"{A}/desk/search?meeting=day1&q={Uri.EscapeDataString(text)}")
                .Value<SearchDesk.Found[]>()
        ).Single(f => f.Registrant == day.Registrants[email]);

    private Task<int> Rows(string email)
    {
        var registrant = day.Registrants[email];
        return day.Service.Db(db => db.PresenceEntries.CountAsync(e => e.Registrant == registrant));
    }
}
