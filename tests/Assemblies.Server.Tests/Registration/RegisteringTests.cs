using System.Net.Http.Json;
using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Server.Registration;
using Assemblies.Server.Tests.Invitations;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using static Assemblies.Domain.Registration.TakingPart;

namespace Assemblies.Server.Tests.Registration;

/// <summary>The form: who fills it in for whom, what it refuses, what is told.</summary>
public sealed class RegisteringTests
{
    private Spring2027 it = null!;

    [OneTimeSetUp]
    public async Task Start() => it = await Spring2027.Start("--Jobs:Run=false");

    [OneTimeTearDown]
    public async Task End() => await it.DisposeAsync();

    [Test]
    public async Task A_delegate_registers_and_is_told_exactly_what_is_theirs()
    {
        var at = await Gathering.Convened(it);
        await at.Resize(0, meeting: "day2");
        await at.Send(DemoNetwork.FinlandHead, at.Form(OnSite, ("open", Not))).Succeeds();

        var letter = await at.Letter(DemoNetwork.FinlandHead);
        Assert.That(
            letter.Seats.Select(s => $"{s.Title}: {s.Says}"),
            Is.EqualTo([
                "Open meeting: STEM skills for Europe: You do not take part.",
                "General Assembly, day 1: On site.",
                "General Assembly, day 2: Number 1 in line for a seat on site; online until a seat on site is free.",
            ])
        );
        var shown = await at.Shown(DemoNetwork.FinlandHead);
        Assert.That(
            shown.Seats.Single(s => s.NumberInLine is 1).History.Select(h => $"{h.What}: {h.Why}"),
            Is.EqualTo(["Joined: The host gives these seats one by one."])
        );
        Assert.That(
            (shown.IsComing, shown.Closed, shown.MayCancel, shown.NeedsGoneOn),
            Is.EqualTo((true, (string?)null, true, (LocalDate?)new LocalDate(2027, 5, 24)))
        );
        Assert.That(
            shown.Delegation.Select(d => (d.Role, d.IsComing)),
            Is.EqualTo([(MandateRole.Head, (bool?)true), (MandateRole.Deputy, null)])
        );
        Assert.That(
            (await at.Shown("deputy@fi.stem.example.org")).Meetings.Single(m => m.Key == "day2").OnSite,
            Has.Property("WouldBe").EqualTo(2)
        );
    }

    [Test]
    public async Task The_same_again_changes_nothing_a_change_names_its_version_and_another_device_is_told_what_stands()
    {
        var at = await Gathering.Convened(it);
        var email = (await at.Newcomers(1))[0];
        var first = await at.Take(email);
        Assert.That((await at.Take(email)).Version, Is.EqualTo(first.Version));
        Assert.That(await at.Told(email), Has.Count.EqualTo(1));

        var changed = await at.Take(email, Online, first.Version);
        Assert.That(await at.Send(email, at.Day1(OnSite), first.Version).Refusal(), Is.EqualTo("412 registration.changed_meanwhile"));
        using var stale = await at.Send(email, at.Day1(Not));
        var problem = await stale.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
        Assert.That(problem.GetProperty("current").GetProperty("version").GetInt64(), Is.EqualTo(changed.Version));
        Assert.That(await at.Told(email), Is.EqualTo(["you are registered", "your registration has changed"]));
        Assert.That((await at.Letter(email)).Paragraphs, Has.Member("General Assembly, day 1: on site → online"));
    }

    [Test]
    public async Task Every_meeting_needs_an_answer_that_fits_and_each_field_is_named()
    {
        var at = await Gathering.Convened(it);
        await it.Service.Db(db =>
            db.Meetings.Where(m => m.Id == at.Meetings["day2"])
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.Format, MeetingFormat.OnSite))
        );
        var (ai, climate) = (await Bookable(at, "AI", "Roundtable"), await Bookable(at, "Climate", "Roundtable"));
        using var answer = await at.Send(
            DemoNetwork.FinlandHead,
            new
            {
                meetings = new[] { new { meeting = at.Meetings["day2"].Value, how = "online" } },
                items = new[] { ai, climate }.Select(pool => new { pool = pool.Value, wanted = true }),
                needs = new { helps = new[] { "vegan" }, phone = "0601" },
            }
        );
        var problem = await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
        Assert.That(problem.GetProperty("errors").EnumerateObject().Select(e => e.Name), Is.EqualTo(["needs.phone"]), "the shape first");

        using var second = await at.Send(
            DemoNetwork.FinlandHead,
            new
            {
                meetings = new[] { new { meeting = at.Meetings["day2"].Value, how = "online" } },
                items = new[] { ai, climate }.Select(pool => new { pool = pool.Value, wanted = true }),
            }
        );
        problem = await second.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
        Assert.That(
            problem.GetProperty("errors").EnumerateObject().Select(e => $"{e.Name}: {e.Value[0].GetString()}"),
            Is.EquivalentTo([
                "meetings.open: Say whether you take part in Open meeting: STEM skills for Europe.",
                "meetings.day1: Say whether you take part in General Assembly, day 1.",
                "meetings.day2: General Assembly, day 2 takes place in the room only.",
                $"items.{ai}: Choose one of these: Roundtable.",
            ])
        );
    }

    [Test]
    public async Task A_fifth_person_of_an_organisation_is_refused_in_words_and_a_third_on_site_waits()
    {
        var at = await Gathering.Convened(it);
        var people = await at.Newcomers(5, sameOrganisation: true);
        foreach (var email in people.Take(4))
        {
            await at.Take(email);
        }

        Assert.That(await at.Has(people[2]), Does.StartWith("number 1 in line"));
        Assert.That(await at.Send(people[4], at.Day1(OnSite)).Refusal(), Is.EqualTo("409 registration.quota_full"));
        await at.Send(people[4], at.Day1(Not)).Succeeds(); // who does not come takes no place
        await at.Cancel(people[0]).Succeeds();
        await at.Take(people[4], Online);
        Assert.That((await at.Shown(people[4])).IsComing, Is.True);
    }

    [Test]
    public async Task Head_and_deputy_register_their_people_host_and_secretariat_anybody_saying_how_they_know_and_nobody_a_stranger()
    {
        var at = await Gathering.Convened(it);
        var deputy = await at.Person("deputy@fi.stem.example.org");
        await at.Send(DemoNetwork.FinlandHead, at.Form(Online, deputy, null, [])).Succeeds();
        Assert.That(await at.Told("deputy@fi.stem.example.org"), Is.EqualTo(["you are registered"]));

        var greece = await at.Person(DemoNetwork.GreeceHead);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await at.Send(DemoNetwork.FinlandHead, at.Form(OnSite, greece, null, [])).Refusal(),
                Is.EqualTo("404 registration.unknown_person")
            );
            Assert.That(
                await at.Send(DemoNetwork.FinlandHead, at.Form(OnSite, greece, "They called.", [])).Refusal(),
                Is.EqualTo("404 registration.unknown_person")
            );
            Assert.That(
                await at.Send(DemoNetwork.Secretariat, at.Form(OnSite, greece, null, [])).Refusal(),
                Is.EqualTo("400 registration.source_missing")
            );
            Assert.That(
                await (await at.As(DemoNetwork.FinlandHead)).GetAsync($"{at.A}/registration-form?person={greece}").Refusal(),
                Is.EqualTo("404 registration.unknown_person")
            );
        }

        await at.Send(DemoNetwork.Secretariat, at.Form(OnSite, greece, "Called on Monday morning.", [])).Succeeds();
        Assert.That((await at.Letter(DemoNetwork.GreeceHead)).Paragraphs[1], Does.Contain("Called on Monday morning."));
        var source = await at.Service.Db(db =>
            db.Registrants.Where(r => r.Person == greece && db.Assemblies.Any(a => a.Id == r.Assembly && a.Code == at.Code))
                .Select(r => r.Source)
                .SingleAsync()
        );
        Assert.That(source, Is.EqualTo(new Source(SourceKind.Phone, "Called on Monday morning.")));

        await Organises(at, DemoNetwork.SloveniaHead);
        await at.Send(DemoNetwork.SloveniaHead, at.Form(OnSite, await at.Person(DemoNetwork.CzechiaHead), "Wrote to the host.", []))
            .Succeeds();
        Assert.That(await at.Told(DemoNetwork.CzechiaHead), Is.EqualTo(["you are registered"]));
    }

    [Test]
    public async Task Registration_opens_when_the_assembly_is_convened_and_not_for_whom_nothing_is()
    {
        var at = await Gathering.Planned(it);
        Assert.That(await at.Send(DemoNetwork.FinlandHead, at.Form(OnSite)).Refusal(), Is.EqualTo("409 registration.not_open"));
        Assert.That((await at.Shown(DemoNetwork.FinlandHead)).Closed, Is.EqualTo("registration.not_open"));
    }

    [Test]
    public async Task What_helps_somebody_is_theirs_to_see_alone_and_lies_apart()
    {
        var at = await Gathering.Convened(it);
        var people = await at.Newcomers(2, sameOrganisation: true);
        await at.Send(
                people[1],
                new
                {
                    meetings = at.Meetings.Values.Select(m => new { meeting = m.Value, how = "onSite" }),
                    needs = new
                    {
                        helps = new[] { "vegan", "stepFree" },
                        more = " No nuts ",
                        phone = "+386 41 234 567",
                    },
                }
            )
            .Succeeds();
        Assert.That(
            (await at.Shown(people[1])).Helps,
            Has.Property("More").EqualTo("No nuts").And.Property("Phone").EqualTo("+386 41 234 567")
        );
        Assert.That((await at.Shown(people[1])).Helps!.Helps, Is.EqualTo([Help.StepFree, Help.Vegan]));
        var seen = await (await at.As(people[0]))
            .GetAsync($"{at.A}/registration-form?person={await at.Person(people[1])}")
            .Value<ShowRegistration.Answer>();
        Assert.That(seen.Helps, Is.Null);
        Assert.That(seen.Who.Name, Is.EqualTo("Person 2"));
    }

    [Test]
    public async Task Whoever_cancels_is_out_and_comes_back_with_the_same_registration_at_the_end()
    {
        var at = await Gathering.Convened(it);
        var people = await at.Newcomers(3);
        await at.Resize(1);
        foreach (var email in people)
        {
            await at.Take(email);
        }

        var before = await at.Shown(people[1]);
        await at.Cancel(people[1]).Succeeds();
        Assert.That(await at.Cancel(people[1]).Refusal(), Is.EqualTo("409 registration.cancelled"));
        var again = await at.Take(people[1]);
        Assert.That(again.Registration, Is.EqualTo(before.Registration));
        Assert.That(await at.Has(people[1]), Does.StartWith("number 2 in line"));
        Assert.That(await at.Has(people[2]), Does.StartWith("number 1 in line"));
        Assert.That(await at.Told(people[1]), Is.EqualTo(["you are registered", "your registration is cancelled", "you are registered"]));
    }

    [Test]
    public async Task A_foreign_registration_is_as_unknown_as_none()
    {
        var at = await Gathering.Convened(it);
        await at.Take(DemoNetwork.GreeceHead);
        var greece = await at.Shown(DemoNetwork.GreeceHead);
        var finland = await at.As(DemoNetwork.FinlandHead);
        var line = greece.Seats[0].Line;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await finland.PostAsync($"{at.A}/registrations/{greece.Registration}/cancel", null).Refusal(),
                Is.EqualTo("404 registration.unknown")
            );
            Assert.That(
                await finland
                    .PostAsJsonAsync(
                        $"{at.A}/registrations/{greece.Registration}/replace",
                        new { by = (await at.Person(DemoNetwork.FinlandHead)).Value }
                    )
                    .Refusal(),
                Is.EqualTo("404 registration.unknown")
            );
            Assert.That(
                await finland.PostAsync($"{at.A}/seats/lines/{line}/give-back", null).Refusal(),
                Is.EqualTo("404 registration.unknown_line")
            );
            Assert.That(
                await finland.PostAsync($"{at.A}/seats/lines/{line}/accept", null).Refusal(),
                Is.EqualTo("404 registration.unknown_line")
            );
            Assert.That(
                await finland.PostAsync($"{at.A}/registrations/{Id<Registrant>.New()}/cancel", null).Refusal(),
                Is.EqualTo("404 registration.unknown")
            );
        }
    }

    [Test]
    public async Task Somebody_else_of_the_organisation_comes_with_seat_place_and_entry_and_nobody_of_another_one()
    {
        var at = await Gathering.Convened(it);
        var (finland, other) = (await at.Newcomers(2, sameOrganisation: true), (await at.Newcomers(1))[0]);
        await at.Resize(1);
        await at.Resize(0, meeting: "day2");
        await at.Send(finland[0], at.Form(OnSite)).Succeeds();
        await at.Send(other, at.Form(OnSite)).Succeeds();
        var registration = (await at.Shown(finland[0])).Registration;
        var client = await at.As(finland[0]);
        Assert.That(
            await client
                .PostAsJsonAsync($"{at.A}/registrations/{registration}/replace", new { by = (await at.Person(other)).Value })
                .Refusal(),
            Is.EqualTo("400 registration.other_organisation")
        );

        await client
            .PostAsJsonAsync($"{at.A}/registrations/{registration}/replace", new { by = (await at.Person(finland[1])).Value })
            .Succeeds();
        Assert.That(await at.Has(finland[1]), Is.EqualTo("on site"));
        Assert.That(await at.Has(finland[1], "day2"), Does.StartWith("number 1 in line"));
        Assert.That(await at.Has(finland[0]), Is.Empty);
        Assert.That((await at.Shown(finland[0])).ReplacedBy, Is.EqualTo("Person 2"));
        Assert.That(await at.Told(finland[1]), Is.EqualTo(["you come in the place of Person 1"]));
        Assert.That((await at.Told(finland[0]))[^1], Is.EqualTo("Person 2 comes in your place"));
        Assert.That(
            await client
                .PostAsJsonAsync($"{at.A}/registrations/{registration}/replace", new { by = (await at.Person(finland[1])).Value })
                .Refusal(),
            Is.EqualTo("409 registration.cancelled")
        );
    }

    [Test]
    public async Task Whoever_comes_already_takes_nobodys_place_and_loses_none_of_their_own()
    {
        var at = await Gathering.Convened(it);
        var finland = await at.Newcomers(2, sameOrganisation: true);
        await at.Resize(1);
        await at.Take(finland[1]);
        await at.Take(finland[0]);
        var waits = (await at.Shown(finland[0])).Registration;

        Assert.That(
            await (await at.As(finland[0]))
                .PostAsJsonAsync($"{at.A}/registrations/{waits}/replace", new { by = (await at.Person(finland[1])).Value })
                .Refusal(),
            Is.EqualTo("409 registration.comes_already")
        );
        Assert.That(await at.Has(finland[1]), Is.EqualTo("on site"));
    }

    [Test]
    public async Task A_cancelled_meeting_ends_its_seats_and_is_asked_no_more()
    {
        var at = await Gathering.Convened(it);
        var email = (await at.Newcomers(1))[0];
        var registered = await at.Send(email, at.Form(OnSite)).Value<Register.Answer>();
        var (id, version) = await it.Service.Db(async db =>
            (at.Meetings["day2"], await db.Assemblies.Where(a => a.Code == at.Code).Select(a => a.Version).SingleAsync())
        );
        await it.Secretariat.Post($"/api/v1/meetings/{id}/cancel", new { reason = "The house is closed." }, version).Succeeds();

        Assert.That(await at.Has(email, "day2"), Is.Empty);
        Assert.That((await at.Shown(email)).Meetings.Select(m => m.Key), Is.EqualTo(["open", "day1"]));
        Assert.That(await at.Told(email), Is.EqualTo(["you are registered"]), "the cancellation of the entry tells it");
        Assert.That(
            await at.Send((await at.Newcomers(1))[0], at.Form(OnSite)).Refusal(),
            Is.EqualTo("400 registration.wish"),
            "a form that was opened before"
        );
        _ = registered;
    }

    [Test]
    public async Task An_ended_mandate_ends_the_registration_and_frees_the_seat()
    {
        var at = await Gathering.Convened(it);
        var people = await at.Newcomers(2);
        await at.Resize(1);
        await at.Take(people[0]);
        await at.Take(people[1]);
        var mandate = await it.Service.Db(db =>
            db.Mandates.Where(m => db.People.Any(p => p.Id == m.Person && p.Email == people[0])).Select(m => m.Id).SingleAsync()
        );
        await it.Secretariat.PostAsJsonAsync($"/api/v1/representatives/{mandate}/end", new { lastDay = "2026-11-24" }).Succeeds();

        Assert.That(await at.Has(people[1]), Is.EqualTo("on site"));
        Assert.That((await at.Told(people[0]))[^1], Is.EqualTo("your registration is cancelled"));
        Assert.That(await at.Send(people[0], at.Day1(OnSite)).Refusal(), Is.EqualTo("409 registration.no_mandate"));
    }

    [Test]
    public async Task One_seat_is_given_back_and_who_waited_for_it_online_stays_online()
    {
        var at = await Gathering.Convened(it);
        var people = await at.Newcomers(3);
        await at.Resize(1);
        foreach (var email in people)
        {
            await at.Send(email, at.Form(OnSite)).Succeeds();
        }

        var second = (await at.Shown(people[1])).Seats.Single(s => s.NumberInLine is 1);
        await (await at.As(people[1])).PostAsync($"{at.A}/seats/lines/{second.Line}/give-back", null).Succeeds();
        Assert.That(await at.Has(people[1]), Is.EqualTo("online"));

        var first = (await at.Shown(people[0])).Seats.Single(s => s.Title == "General Assembly, day 1, on site");
        await (await at.As(people[0])).PostAsync($"{at.A}/seats/lines/{first.Line}/give-back", null).Succeeds();
        Assert.That(await at.Has(people[0]), Is.Empty);
        Assert.That(await at.Has(people[0], "day2"), Is.EqualTo("on site"), "the other days stay");
        Assert.That(await at.Has(people[2]), Is.EqualTo("on site"));
        Assert.That((await at.Told(people[0]))[^1], Is.EqualTo("your seat is given back"));
    }

    [Test]
    public async Task A_moved_address_gets_the_mail()
    {
        var at = await Gathering.Convened(it);
        var email = (await at.Newcomers(1))[0];
        await at.Take(email);
        var (mandate, version) = await it.Service.Db(async db =>
        {
            var person = await db.People.SingleAsync(p => p.Email == email);
            return (await db.Mandates.Where(m => m.Person == person.Id).Select(m => m.Id).SingleAsync(), person.Version);
        });
        await it
            .Secretariat.Put(
                $"/api/v1/representatives/{mandate}",
                new
                {
                    email = $"new.{email}",
                    name = "Person 1",
                    nameLatin = (string?)null,
                },
                version
            )
            .Succeeds();
        await at.Cancel($"new.{email}").Succeeds();
        Assert.That(await at.Told($"new.{email}"), Is.EqualTo(["your registration is cancelled"]));
    }

    private static async Task<Id<SeatPool>> Bookable(Gathering at, string title, string? choice) =>
        (await at.Secretariat.Post($"{at.A}/seats", new { item = new { title, choice }, capacity = 10 }).Value<AddBookable.Added>()).Seats;

    private static Task<int> Organises(Gathering at, string email) =>
        at.Service.Db(async db =>
        {
            var assembly = await db.Assemblies.Where(a => a.Code == at.Code).Select(a => a.Id).SingleAsync();
            var person = await db.People.Where(p => p.Email == email).Select(p => p.Id).SingleAsync();
            db.Add(new Officer(person, assembly, Office.Host, at.Service.Clock.GetCurrentInstant(), null));
            return await db.SaveChangesAsync();
        });
}
