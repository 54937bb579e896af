using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>
/// Fixes the roll of each convened assembly whose record date is over. Answers how many; a repeat finds none. For a job that comes by after midnight;
/// at the latest it is fixed when the first meeting is opened.
/// </summary>
public sealed record FixRolls : ICommand<int>
{
    /// <inheritdoc />
    public Access Needs => new TheService();

    /// <inheritdoc />
    public string On => "rolls";

    internal sealed class Handler(AssembliesDb db, IClock clock) : ICommandHandler<FixRolls, int>
    {
        public async Task<Result<int>> Handle(FixRolls command, CancellationToken ct)
        {
            var now = clock.GetCurrentInstant();
            var open = await db
                .Assemblies.AsNoTracking()
                .Where(a => a.Steps.Any(s => s.Kind == StepKind.Convened))
                .Where(a => !db.RollLines.Any(l => l.Assembly == a.Id && a.Steps.All(s => s.Kind != StepKind.Convened || s.At <= l.At)))
                .Select(a => new { a.Id, Steps = a.Steps.OrderBy(s => s.Seq).Select(s => s.Kind).ToList() })
                .ToListAsync(ct);
            var convened = open.FindAll(a => AssemblyLife.StateAfter(a.Steps) is AssemblyState.Convened).ConvertAll(a => a.Id);
            var deadlines = await db.DeadlinesOf(convened, ct);
            var due = deadlines.Where(d => d.Value[DeadlineKind.RecordDate]?.IsPast(now) is true).Select(d => d.Key).ToList();
            foreach (var assembly in due)
            {
                await db.FixRoll(assembly, now, null, ct);
            }

            return due.Count;
        }
    }
}
