using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>
/// The chair opens a meeting on its day. In a statutory one the quorum is checked; it opens without it too: then there is debate, but no decision.
/// A repeat is refused.
/// </summary>
/// <param name="Meeting">Which.</param>
public sealed record OpenMeeting(Id<Meeting> Meeting) : ICommand<SittingNow>
{
    /// <inheritdoc />
    public Access Needs => new LeadsMeeting(Meeting);

    /// <inheritdoc />
    public string On => Meeting.ToString();

    internal sealed class Handler(AssembliesDb db, QuorumDesk quorum, IClock clock, Reader reader)
        : ICommandHandler<OpenMeeting, SittingNow>
    {
        public async Task<Result<SittingNow>> Handle(OpenMeeting command, CancellationToken cancellationToken)
        {
            // Two meetings of one assembly opened at once: the second sees the first.
            await db.Database.ExecuteSqlAsync(
                $"select 1 from assembly where id = (select assembly from meeting where id = {command.Meeting.Value}) for no key update",
                cancellationToken
            );
            var (taken, refusal) = await db.TakeSitting(command.Meeting, null, cancellationToken);
            if (taken is null)
            {
                return refusal!;
            }

            if (!taken.Sitting.IsOpen && await OpenBeside(taken, cancellationToken) is { } other)
            {
                return SittingErrors.AnotherIsOpen with { Message = $"“{other}” is open. Close it first." };
            }

            var opened = taken.Sitting.Open(
                taken.Assembly.State,
                await WhoPresides(taken.Assembly.Id, cancellationToken),
                clock.GetCurrentInstant(),
                reader.Person
            );
            if (opened.Error is { } cannot)
            {
                return cannot;
            }

            db.Add(opened.Value!);
            if (taken.Sitting.Of.Statutory)
            {
                await db.FixRoll(taken.Assembly.Id, clock.GetCurrentInstant(), reader.Person, cancellationToken);
            }

            var check = await quorum.Check(taken.Sitting, QuorumCheckKind.Opening, cancellationToken);
            return SittingNow.Of(taken.Sitting, check, reader.Name);
        }

        private Task<string?> OpenBeside(SittingInHand taken, CancellationToken ct) =>
            db
                .Meetings.Where(m =>
                    m.Assembly == taken.Assembly.Id
                    && m.Id != taken.Sitting.Meeting
                    && db.SittingSteps.OpenNow(db).Any(s => s.Meeting == m.Id)
                )
                .Select(m => m.Title)
                .FirstOrDefaultAsync(ct);

        /// <summary>Whoever opens it, when they chair; else the chair.</summary>
        private async Task<Id<Person>?> WhoPresides(Id<Assembly> assembly, CancellationToken ct) =>
            reader.Holds(assembly, Office.Chair, Office.DeputyChair)
                ? reader.Person
                : await db
                    .Officers.Where(o => o.Assembly == assembly && o.Office == Office.Chair && o.EndedAt == null)
                    .Select(o => (Id<Person>?)o.Person)
                    .FirstOrDefaultAsync(ct);
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "meetings/{id}/open",
                (Id<Meeting> id, IMediator mediator, CancellationToken ct) => mediator.Send(new OpenMeeting(id), ct).ToHttp()
            )
            .WithName("openMeeting")
            .WithSummary("Open a meeting")
            .WithDescription(
                "On its day, when its assembly is convened and no other of its meetings is open. In a meeting of the general assembly the quorum is "
                    + "checked; without it there is debate, but no decision. A repeat is refused."
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                SittingErrors.OpenAlready,
                SittingErrors.IsClosed,
                SittingErrors.MeetingIsCancelled,
                SittingErrors.NotConvened,
                SittingErrors.TooEarly,
                SittingErrors.AnotherIsOpen,
                SittingErrors.ChangedMeanwhile
            );
}
