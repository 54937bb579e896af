using System.Net.Http.Json;
using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Server.Registration;
using Assemblies.Server.Tests.Invitations;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Registration;

/// <summary>Writing to a selection: who gets it, to oneself first, rest, calling back, once each.</summary>
public sealed class CircularTests
{
    private const string A = Spring2027.A;

    private static readonly object Registered = new { kind = "registered" };

    private Spring2027 spring = null!;
    private HttpClient host = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        spring = await Spring2027.Start();
        await spring.Convene();
        host = spring.Secretariat;
        foreach (var email in new[] { DemoNetwork.FinlandHead, DemoNetwork.GreeceHead })
        {
            using var client = await spring.Service.As(email);
            var form = await client.GetAsync($"{A}/registration-form").Value<ShowRegistration.Answer>();
            await client
                .Post($"{A}/registrations", new { meetings = form.Meetings.Select(m => new { m.Meeting, how = "onSite" }) })
                .Succeeds();
        }

        await spring.AllSent();
    }

    [OneTimeTearDown]
    public async Task End() => await spring.DisposeAsync();

    [SetUp]
    public void Forget() => spring.Forget();

    [Test]
    public async Task The_preview_says_who_gets_it_and_how_it_reads_for_one_of_them()
    {
        var preview = await Preview(
            new
            {
                to = Registered,
                subject = "The tram",
                text = "It stops [here](https://tram.example.org).\n\nBye",
                @as = DemoNetwork.GreeceHead,
            }
        );

        Assert.That(preview.Gets.Select(g => g.Email), Is.EquivalentTo([DemoNetwork.FinlandHead, DemoNetwork.GreeceHead]));
        Assert.That(
            preview.Letter,
            Does.Contain("The tram").And.Contain("https://tram.example.org").And.Contain($"Dear {preview.ShownTo},")
        );
        Assert.That(preview.Gets.Single(g => g.Name == preview.ShownTo).Email, Is.EqualTo(DemoNetwork.GreeceHead));
    }

    [Test]
    public async Task Who_gets_nothing_is_named_with_the_reason()
    {
        var code = await spring.Service.Db(async db =>
        {
            var assembly = await db.Assemblies.SingleAsync(a => a.Code == Spring2027.Code);
            var now = spring.Service.Clock.GetCurrentInstant();
            var walkIn = new Attendee(
                "Without Mail",
                null,
                null,
                "Europe/Ljubljana",
                "Museum",
                Domain.Meetings.Audience.AssociatedPartners
            );
            var twin = walkIn with { Name = "Zwilling", Email = DemoNetwork.FinlandHead };
            db.AddRange(
                new Registrant(assembly.Id, walkIn, "WALK-IN-1", now, null),
                new Registrant(assembly.Id, twin, "WALK-IN-2", now, null)
            );
            return await db.SaveChangesAsync();
        });
        Assert.That(code, Is.EqualTo(2));
        try
        {
            var preview = await Preview(new { to = Registered });

            Assert.That(preview.Gets, Has.Count.EqualTo(2));
            Assert.That(preview.GetsNothing.Select(g => g.Name), Is.EquivalentTo(["Without Mail", "Zwilling"]));
            Assert.That(preview.GetsNothing.Select(g => g.Why), Has.All.Not.Empty);
        }
        finally
        {
            await spring.Service.Db(db => db.Registrants.Where(r => r.Badge.StartsWith("WALK-IN")).ExecuteDeleteAsync());
        }
    }

    [Test]
    public async Task An_empty_selection_is_nobody_and_another_number_than_was_seen_is_refused()
    {
        Assert.That(await Send(new { kind = "guests" }, 0).Refusal(), Is.EqualTo("409 circulars.nobody"));
        Assert.That(await Send(Registered, 41).Refusal(), Is.EqualTo("409 circulars.other_number"));
        Assert.That(await Send(new { kind = "onSite" }, 1).Refusal(), Is.EqualTo("400 request.invalid"));
        Assert.That(
            await Send(new { kind = "onSite", meeting = Guid.CreateVersion7() }, 1).Refusal(),
            Is.EqualTo("400 circulars.unknown_selection")
        );
        Assert.That(await host.GetAsync($"{A}/circulars/{Id<Circular>.New()}").Refusal(), Is.EqualTo("404 circulars.unknown"));
        Assert.That(
            await host.PostAsJsonAsync(
                    $"{A}/circulars/try",
                    new
                    {
                        to = Registered,
                        subject = "",
                        text = "",
                    }
                )
                .Refusal(),
            Is.EqualTo("400 request.invalid")
        );
    }

    [Test]
    public async Task Every_selection_that_is_offered_can_be_previewed()
    {
        var selections = await host.GetAsync($"{A}/circulars/selections").Value<IReadOnlyList<ListSelections.Line>>();

        Assert.That(selections.Select(s => s.To.Kind), Does.Contain(SelectionKind.OnSite).And.Contain(SelectionKind.InvitedWithoutAnswer));
        foreach (var one in selections)
        {
            var preview = await Preview(new { to = one.To });
            Assert.That(preview.ToInWords, Is.EqualTo(one.InWords));
        }
    }

    [Test]
    public async Task To_oneself_first_goes_to_its_writer_alone()
    {
        await host.PostAsJsonAsync(
                $"{A}/circulars/try",
                new
                {
                    to = Registered,
                    subject = "Try",
                    text = "Hello",
                }
            )
            .Succeeds();
        await spring.AllSent();

        Assert.That(spring.Mails.Select(m => (m.To, m.Subject)), Is.EqualTo([(DemoNetwork.Secretariat, "Trial: Try")]));
    }

    [Test]
    public async Task It_rests_can_be_called_back_and_then_nobody_gets_it()
    {
        var made = await Send(Registered, 2, "Called back").Value<SendCircular.Answer>();
        await Run();
        Assert.That(spring.Mails, Is.Empty, "it rests");
        await host.PostAsync($"{A}/circulars/{made.Id}/call-back", null).Succeeds();
        await host.PostAsync($"{A}/circulars/{made.Id}/call-back", null).Succeeds();
        await Rested(made.Id);
        await Run();

        Assert.That(spring.Mails, Is.Empty);
        var list = await host.GetAsync($"{A}/circulars").Value<IReadOnlyList<ListCirculars.Line>>();
        Assert.That(list.Single(l => l.Id == made.Id).CalledBackAt, Is.Not.Null);
    }

    [Test]
    public async Task Once_it_has_rested_it_goes_once_to_each_and_cannot_be_called_back()
    {
        var made = await Send(Registered, 2, "Goes out").Value<SendCircular.Answer>();
        await Rested(made.Id);
        await Task.WhenAll(Run(), Run());
        await Run();
        await spring.AllSent();

        Assert.That(spring.Mails.Select(m => m.To), Is.EquivalentTo([DemoNetwork.FinlandHead, DemoNetwork.GreeceHead]));
        Assert.That(spring.Mails.Select(m => m.Message.ReplyTo.Mailboxes.Single().Address), Has.All.EqualTo(DemoNetwork.Secretariat));
        Assert.That(await host.PostAsync($"{A}/circulars/{made.Id}/call-back", null).Refusal(), Is.EqualTo("409 circulars.has_gone"));
        var shown = await host.GetAsync($"{A}/circulars/{made.Id}").Value<ShowCircular.Answer>();
        Assert.That(shown.Recipients.Select(r => r.State), Has.All.EqualTo(Server.Platform.Outbox.DeliveryState.Sent));
        Assert.That(shown.Line.SentAt, Is.Not.Null);
    }

    private Task<PreviewCircular.Answer> Preview(object body) => host.Post($"{A}/circulars/preview", body).Value<PreviewCircular.Answer>();

    private Task<HttpResponseMessage> Send(object to, int number, string subject = "A letter") =>
        host.PostAsJsonAsync(
            $"{A}/circulars",
            new
            {
                to,
                subject,
                text = "Hello.\n\nBye.",
                number,
            }
        );

    private async Task Run() => Assert.That((await spring.Service.Send(new SendCirculars())).Error, Is.Null);

    // The settling time goes by the database's clock, which nobody moves.
    private Task<int> Rested(Id<Circular> circular) =>
        spring.Service.Db(db =>
            db.Circulars.Where(c => c.Id == circular)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.At, c => c.At - Duration.FromHours(1)))
        );
}
