using System.Net.Http.Json;
using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Domain.Rules;
using Assemblies.Server.Registration;
using Assemblies.Server.Tests.Invitations;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using static Assemblies.Domain.Registration.TakingPart;

namespace Assemblies.Server.Tests.Registration;

/// <summary>Deadlines, and who gets more time. The clock moves on, so that each test has a service of its own.</summary>
public sealed class ExceptionTests
{
    private Spring2027 it = null!;
    private Gathering at = null!;

    [SetUp]
    public async Task Start()
    {
        it = await Spring2027.Start("--Jobs:Run=false");
        at = await Gathering.Convened(it);
    }

    [TearDown]
    public async Task End() => await it.DisposeAsync();

    [Test]
    public async Task After_the_deadline_it_is_refused_one_asks_is_given_time_until_a_day_and_what_changes_is_marked()
    {
        var people = await at.Newcomers(2);
        var late = await at.Take(people[0]);
        it.Service.Clock.Reset(Instant.FromUtc(2027, 4, 8, 21, 59));
        await at.Send(DemoNetwork.FinlandHead, at.Form(OnSite)).Succeeds();
        it.Service.Clock.Reset(Instant.FromUtc(2027, 4, 8, 22, 0));
        Assert.That(await at.Send(people[1], at.Day1(OnSite)).Refusal(), Is.EqualTo("409 registration.closed"));
        Assert.That(
            (await at.Shown(people[1])).Registering,
            Has.Property("Says").EqualTo("Thursday 8 April 2027, 23:59 (Brussels)").And.Property("IsPast").True
        );

        // Changes are taken until their own deadline.
        await at.Take(people[0], Online, late.Version);

        var client = await at.As(people[1]);
        object asking = new { kind = "registration", why = "Our visa came today." };
        await client.PostAsJsonAsync($"{at.A}/exceptions/requests", asking).Succeeds();
        Assert.That(
            await client.PostAsJsonAsync($"{at.A}/exceptions/requests", asking).Refusal(),
            Is.EqualTo("409 registration.asked_already")
        );
        Assert.That(
            await client.PostAsJsonAsync($"{at.A}/exceptions/requests", new { kind = "registrationChanges", why = "In case." }).Refusal(),
            Is.EqualTo("409 registration.still_open")
        );
        Assert.That((await at.Shown(people[1])).Asked, Is.EqualTo(DeadlineKind.Registration));

        var request = (await List()).Requests.Single();
        Assert.That((request.Name, request.Why, request.AnsweredAt), Is.EqualTo(("Person 2", "Our visa came today.", (Instant?)null)));
        await it
            .Secretariat.PostAsJsonAsync(
                $"{at.A}/exceptions",
                new
                {
                    kind = "registration",
                    person = request.Person.Value,
                    until = "2027-04-10",
                    why = "The visa was late.",
                    request = request.Id.Value,
                }
            )
            .Succeeds();
        Assert.That(await at.Told(people[1]), Is.EqualTo(["you have more time"]));
        Assert.That((await at.Shown(people[1])).Registering!.ExceptionUntil, Is.EqualTo(new LocalDate(2027, 4, 10)));

        await at.Take(people[1]);
        var marked = (await List()).Late.Single();
        Assert.That(marked.Name, Is.EqualTo("Person 2"));
        Assert.That(marked.Changes, Has.Member("General Assembly, day 1: not said → on site"));
        Assert.That(
            await it.Service.Db(db =>
                db.AuditRows.OrderByDescending(a => a.Number).Where(a => a.What == "Register").Select(a => a.On).FirstAsync()
            ),
            Is.EqualTo($"{at.Code} (after the deadline, by an exception)")
        );

        it.Service.Clock.Reset(Instant.FromUtc(2027, 4, 10, 22, 0));
        await at.Cancel(people[1]).Succeeds();
        Assert.That(await at.Send(people[1], at.Day1(OnSite)).Refusal(), Is.EqualTo("409 registration.closed"), "it ended by itself");
    }

    [Test]
    public async Task Changes_close_later_cancelling_is_possible_until_it_begins_and_then_the_door_decides()
    {
        var email = (await at.Newcomers(1))[0];
        var registered = await at.Take(email);
        it.Service.Clock.Reset(Instant.FromUtc(2027, 4, 20, 22, 0));
        Assert.That(await at.Send(email, at.Day1(Online), registered.Version).Refusal(), Is.EqualTo("409 registration.changes_closed"));
        Assert.That(
            await (await at.As(email))
                .PostAsJsonAsync(
                    $"{at.A}/registrations/{registered.Registration}/replace",
                    new { by = (await at.Person(DemoNetwork.FinlandHead)).Value }
                )
                .Refusal(),
            Is.EqualTo("409 registration.changes_closed")
        );
        await at.Cancel(email).Succeeds();
        Assert.That((await List()).Late.Single().Changes, Is.EqualTo(["Registered → cancelled"]));

        it.Service.Clock.Reset(Instant.FromUtc(2027, 4, 10, 0, 0));
        var exception = await Give(
                new
                {
                    kind = "registration",
                    organisation = "FI",
                    until = "2027-04-20",
                    why = "Late.",
                }
            )
            .Value<GiveException.Given>();
        await at.Send(DemoNetwork.FinlandHead, at.Form(OnSite)).Succeeds();
        it.Service.Clock.Reset(Instant.FromUtc(2027, 4, 21, 11, 0));
        Assert.That(await at.Cancel(DemoNetwork.FinlandHead).Refusal(), Is.EqualTo("409 registration.began"));
        _ = exception;
    }

    [Test]
    public async Task An_exception_taken_back_lets_nobody_through_and_a_request_is_declined_once()
    {
        it.Service.Clock.Reset(Instant.FromUtc(2027, 4, 9, 8, 0));
        var given = await Give(
                new
                {
                    kind = "registration",
                    organisation = "FI",
                    until = "2027-04-20",
                    why = "Late.",
                }
            )
            .Value<GiveException.Given>();
        Assert.That(await at.Told(DemoNetwork.FinlandHead), Is.EqualTo(["you have more time"]));
        await it.Secretariat.PostAsync($"{at.A}/exceptions/{given.Id}/end", null).Succeeds();
        await it.Secretariat.PostAsync($"{at.A}/exceptions/{given.Id}/end", null).Succeeds();
        Assert.That(await at.Send(DemoNetwork.FinlandHead, at.Form(OnSite)).Refusal(), Is.EqualTo("409 registration.closed"));

        var asked = await (await at.As(DemoNetwork.FinlandHead))
            .PostAsJsonAsync($"{at.A}/exceptions/requests", new { kind = "registration", why = "We forgot." })
            .Value<AskForException.Asked>();
        var address = $"{at.A}/exceptions/requests/{asked.Id}/decline";
        await it.Secretariat.PostAsJsonAsync(address, new { why = "The hall is full." }).Succeeds();
        Assert.That(
            await it.Secretariat.PostAsJsonAsync(address, new { why = "Again." }).Refusal(),
            Is.EqualTo("409 registration.answered_already")
        );
        Assert.That((await at.Letter(DemoNetwork.FinlandHead)).Paragraphs[^1], Is.EqualTo("The hall is full."));
        Assert.That((await List()).Exceptions.Single().Holds, Is.False);
    }

    [Test]
    public async Task Exceptions_are_for_somebody_until_a_day_to_come_and_for_proxies_by_the_secretariat_alone()
    {
        it.Service.Clock.Reset(Instant.FromUtc(2027, 4, 9, 8, 0));
        await it.Service.Db(async db =>
        {
            var assembly = await db.Assemblies.Where(a => a.Code == at.Code).Select(a => a.Id).SingleAsync();
            db.Add(
                new Domain.Meetings.Officer(
                    await db.People.Where(p => p.Email == DemoNetwork.SloveniaHead).Select(p => p.Id).SingleAsync(),
                    assembly,
                    Domain.Meetings.Office.Host,
                    default,
                    null
                )
            );
            return await db.SaveChangesAsync();
        });
        var host = await at.As(DemoNetwork.SloveniaHead);
        var proxies = new
        {
            kind = "proxies",
            organisation = "FI",
            until = "2027-04-20",
            why = "Late.",
        };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await host.PostAsJsonAsync($"{at.A}/exceptions", proxies).Refusal(),
                Is.EqualTo("403 registration.secretariats_exception")
            );
            Assert.That(
                await Give(
                        new
                        {
                            kind = "registration",
                            organisation = "FI",
                            until = "2027-04-08",
                            why = "Late.",
                        }
                    )
                    .Refusal(),
                Is.EqualTo("400 registration.day_passed")
            );
            Assert.That(
                await Give(
                        new
                        {
                            kind = "registration",
                            organisation = "XX",
                            until = "2027-04-10",
                            why = "Late.",
                        }
                    )
                    .Refusal(),
                Is.EqualTo("400 registration.for_whom")
            );
            Assert.That(
                await Give(
                        new
                        {
                            kind = "registration",
                            until = "2027-04-10",
                            why = "Late.",
                        }
                    )
                    .Refusal(),
                Is.EqualTo("400 registration.for_whom")
            );
            Assert.That(
                await Give(
                        new
                        {
                            kind = "objections",
                            organisation = "FI",
                            until = "2027-04-10",
                            why = "Late.",
                        }
                    )
                    .Refusal(),
                Is.EqualTo("400 request.invalid")
            );
            Assert.That(
                await it.Secretariat.PostAsync($"{at.A}/exceptions/{Id<Exemption>.New()}/end", null).Refusal(),
                Is.EqualTo("404 registration.unknown_exception")
            );
        }

        await Give(proxies).Succeeds();
        Assert.That((await List()).Exceptions.Single().Kind, Is.EqualTo(DeadlineKind.Proxies));
        Assert.That(
            await (await at.As(DemoNetwork.FinlandHead)).GetAsync($"{at.A}/exceptions").Refusal(),
            Is.EqualTo("403 access.forbidden")
        );
    }

    private Task<ListExceptions.Answer> List() => it.Secretariat.GetAsync($"{at.A}/exceptions").Value<ListExceptions.Answer>();

    private Task<HttpResponseMessage> Give(object exception) => it.Secretariat.PostAsJsonAsync($"{at.A}/exceptions", exception);
}
