using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>Tells the members' heads and deputies of a call, once, on its first day.</summary>
internal sealed class CallAnnouncements(AssembliesDb db, HostingMail mail, IClock clock)
{
    /// <summary>Tells them if the call has opened and they do not know yet.</summary>
    public async Task<bool> TellIfOpen(HostCall call, CancellationToken ct)
    {
        var (now, rules) = (clock.GetCurrentInstant(), await db.RulesNow(ct));
        if (call.ToldAt is not null || call.StateAt(now, rules) is not CallState.Open)
        {
            return false;
        }

        call.Told(now);
        var letter = new HostingLetter(
            $"Call for hosts of {call.Edition}: propose by {Clocks.Day(call.ClosesOn)}",
            $"Who hosts {call.Edition}?",
            [
                $"The network looks for a member to host {call.Edition}, between {Clocks.Days(call.PeriodFrom, call.PeriodUntil)}. "
                    + $"About {Words.Count(call.ExpectedOnSite, "person is", "people are")} expected on site.",
                $"What the choice goes by: {call.Criteria}",
                call.DecidedBy is DecidedBy.Members ? "The members choose by a vote." : "The secretariat chooses, and says why.",
            ],
            [new("Proposals until", $"{Clocks.Deadline(call.ClosesOn)} Brussels time")],
            "Read the call and propose",
            $"/host-calls/{call.Edition}"
        );
        await mail.Send("hosting.opened", $"call {call.Edition}", "", await db.HeadsAndDeputies(null, clock, ct), letter, ct);
        return true;
    }
}

/// <summary>Tells the members of calls that have opened meanwhile. Answers how many calls; a repeat finds none. For a job that comes by after midnight.</summary>
public sealed record TellOfOpenCalls : ICommand<int>
{
    /// <inheritdoc />
    public Access Needs => new TheService();

    /// <inheritdoc />
    public string On => "calls for hosts";

    internal sealed class Handler(AssembliesDb db, CallAnnouncements announcements, IClock clock) : ICommandHandler<TellOfOpenCalls, int>
    {
        public async Task<Result<int>> Handle(TellOfOpenCalls command, CancellationToken ct)
        {
            var today = (await db.RulesNow(ct)).DayOf(clock.GetCurrentInstant());
            var editions = await db
                .HostCalls.Where(c => c.ToldAt == null && c.OpensOn <= today && c.ClosesOn >= today)
                .OrderBy(c => c.Edition)
                .Select(c => c.Edition)
                .ToListAsync(ct);
            var told = 0;
            foreach (var edition in editions)
            {
                told += await announcements.TellIfOpen((await db.HostCalls.Lock(db, edition, ct))!, ct) ? 1 : 0;
            }

            return told;
        }
    }
}
