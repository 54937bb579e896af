using Assemblies.Domain;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>
/// Ends assignments whose last day for the answer is over, and asks the next of each order. Answers how many; a repeat finds none. For a job that
/// comes by after midnight.
/// </summary>
public sealed record ExpireAssignments : ICommand<int>
{
    /// <inheritdoc />
    public Access Needs => new TheService();

    /// <inheritdoc />
    public string On => "assignments";

    internal sealed class Handler(AssembliesDb db, IClock clock) : ICommandHandler<ExpireAssignments, int>
    {
        public async Task<Result<int>> Handle(ExpireAssignments command, CancellationToken ct)
        {
            var (now, rules) = (clock.GetCurrentInstant(), await db.RulesNow(ct));
            var today = rules.DayOf(now);
            var editions = await (
                from a in db.HostAssignments
                join c in db.HostCalls on a.Call equals c.Id
                where a.AcceptedAt == null && a.DeclinedAt == null && a.ExpiredAt == null && a.AnswerBy < today
                orderby c.Edition
                select c.Edition
            ).ToListAsync(ct);
            var expired = 0;
            foreach (var edition in editions)
            {
                var call = await db.HostCalls.Lock(db, edition, ct);
                if (call!.Expire(now, rules))
                {
                    await call.AskNext(db, now, rules, ct);
                    expired++;
                }
            }

            return expired;
        }
    }
}
