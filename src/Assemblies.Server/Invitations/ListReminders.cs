using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>The calendar of reminders of an assembly: what goes when to how many, as things stand, and what went.</summary>
/// <param name="Code">Which assembly.</param>
public sealed record ListReminders(string Code) : IQuery<ListReminders.Answer>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <summary>The reminders.</summary>
    /// <param name="Ahead">Those to come, by day.</param>
    /// <param name="Sent">How many were sent.</param>
    public sealed record Answer(IReadOnlyList<Row> Ahead, int Sent);

    /// <summary>A reminder.</summary>
    /// <param name="Kind">What it is about.</param>
    /// <param name="What">In words.</param>
    /// <param name="On">The day it goes out, at an hour that is sensible where each reader lives.</param>
    /// <param name="Due">The day it is about.</param>
    /// <param name="People">How many it concerns, as things stand; who does what is asked before gets none.</param>
    /// <param name="Gone">How many of them have it already.</param>
    public sealed record Row(ReminderKind Kind, string What, LocalDate On, LocalDate Due, int People, int Gone);

    internal sealed class Handler(AssembliesDb db, ReminderPlan plan) : IQueryHandler<ListReminders, Answer>
    {
        public async Task<Result<Answer>> Handle(ListReminders request, CancellationToken cancellationToken)
        {
            if (!await db.Assemblies.AnyAsync(a => a.Code == request.Code, cancellationToken))
            {
                return AccessErrors.NotFound;
            }

            var planned = await plan.Read(request.Code, cancellationToken);
            var keys = await db
                .OutboxMails.Where(m => m.Group == "reminders" && db.Assemblies.Any(a => a.Id == m.Assembly && a.Code == request.Code))
                .Select(m => new { m.Key, m.State })
                .ToListAsync(cancellationToken);
            var gone = keys.Select(m => m.Key).ToHashSet(StringComparer.Ordinal);
            return new Answer(
                [.. planned.Select(r => new Row(r.Kind, r.What, r.On, r.Due, r.To.Count, r.To.Count(to => gone.Contains(r.Key(to)))))],
                keys.Count(m => m.State is DeliveryState.Sent)
            );
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/reminders",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ListReminders(code), ct).ToHttp()
            )
            .WithName(nameof(ListReminders))
            .WithSummary("List what an assembly's people will be reminded of")
            .WithDescription(
                "What goes when to how many, as things stand; each goes once, on a working day between 08:00 and 18:00 of its reader."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.SecretariatOnly, AccessErrors.NotFound);
}
