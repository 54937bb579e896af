using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Registration;

/// <summary>Tells whom an exception is for, or who asked, what was decided.</summary>
internal sealed class ExceptionMail(AssembliesDb db, OutgoingMail outgoing)
{
    public Task Given(Assembly assembly, Exemption given, IReadOnlyCollection<Id<Person>> to, CancellationToken ct) =>
        Send(
            assembly,
            given.Kind,
            $"exception/{given.Id}",
            "you have more time",
            [
                $"{Deadline.TitleOf(given.Kind)}: the deadline holds for you until {Clocks.Deadline(given.Until)} (Brussels time).",
                given.Why,
            ],
            to,
            ct
        );

    public Task Declined(Assembly assembly, ExceptionRequest request, CancellationToken ct) =>
        Send(
            assembly,
            request.Kind,
            $"exception/{request.Id}",
            "no exception from the deadline",
            [$"{Deadline.TitleOf(request.Kind)}: the deadline stays as it is for {assembly.Title}. They write:", request.Declined!],
            [request.By, request.Person],
            ct
        );

    private async Task Send(
        Assembly assembly,
        DeadlineKind kind,
        string occasion,
        string subject,
        IReadOnlyList<string> says,
        IReadOnlyCollection<Id<Person>> to,
        CancellationToken ct
    )
    {
        var people = await db.People.Where(p => to.Contains(p.Id)).OrderBy(p => p.Email).ToListAsync(ct);
        var (page, action) = kind is DeadlineKind.Proxies ? ("proxies", "Go to the proxies") : ("registration", "Go to the registration");
        var letter = new RegistrationLetter(
            $"{assembly.Code}: {subject}",
            Platform.Look.Words.Capital(subject),
            assembly.Title,
            says,
            [],
            $"/assemblies/{assembly.Code}/{page}",
            action
        );
        await outgoing.Add(
            [
                .. people.Select(p => new NewMail(
                    $"{ComposeRegistrationNews.TheKind}/{occasion}/{p.Id}",
                    ComposeRegistrationNews.TheKind,
                    "",
                    p.Email,
                    p.Name,
                    JsonSerializer.Serialize(letter, Json.Options)
                )
                {
                    Person = p.Id,
                    Assembly = assembly.Id,
                    Group = "registration",
                }),
            ],
            ct
        );
    }
}
