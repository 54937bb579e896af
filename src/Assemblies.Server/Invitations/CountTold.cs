using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>How many people would be told of a step of an assembly: what cannot be undone is counted before it is done.</summary>
/// <param name="Code">Of which assembly.</param>
/// <param name="Step">Which step.</param>
public sealed record CountTold(string Code, StepKind Step) : IQuery<int>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    internal sealed class Handler(AssembliesDb db, IClock clock) : IQueryHandler<CountTold, int>
    {
        public async Task<Result<int>> Handle(CountTold query, CancellationToken cancellationToken)
        {
            var assembly = await db
                .Assemblies.AsNoTracking()
                .Include(a => a.Meetings)
                .SingleOrDefaultAsync(a => a.Code == query.Code, cancellationToken);
            if (assembly is null)
            {
                return AccessErrors.NotFound;
            }

            var today = (await db.RulesFor(assembly, cancellationToken)).Parameters.DayOf(clock.GetCurrentInstant());
            var told =
                query.Step is StepKind.Announced
                    ? await TellOfSteps.OnTheRoll(db, assembly, today, cancellationToken)
                    : await TellOfSteps.ToldBefore(db, assembly.Id, today, cancellationToken);
            return told.Count();
        }
    }
}

/// <summary>How many people have a meeting in their calendars, and would be told that it is cancelled.</summary>
/// <param name="Meeting">Which.</param>
public sealed record CountInvited(Id<Meeting> Meeting) : IQuery<int>
{
    /// <inheritdoc />
    public Access Needs => new MayEditMeeting(Meeting);

    internal sealed class Handler(AssembliesDb db) : IQueryHandler<CountInvited, int>
    {
        public async Task<Result<int>> Handle(CountInvited query, CancellationToken cancellationToken) =>
            await (
                from invitation in db.Invitations
                join entry in db.DiaryEntries on invitation.Entry equals entry.Id
                where entry.Meeting == query.Meeting && entry.CancelledAt == null && invitation.WithdrawnAt == null
                select invitation.Email
            )
                .Distinct()
                .CountAsync(cancellationToken);
    }
}
