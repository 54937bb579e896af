using System.Globalization;
using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>
/// Tells the members' heads and deputies of a call, once, on its first day; from then on whenever proposals are taken for longer or shorter than
/// they were told.
/// </summary>
internal sealed class CallAnnouncements(AssembliesDb db, HostingMail mail, IClock clock) : IReactTo<LastDayMoved>, IReactTo<CallClosedEarly>
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
                $"The network looks for a member to host {call.Edition}, from {Clocks.Days(call.PeriodFrom, call.PeriodUntil)}. "
                    + $"About {Words.Count(call.ExpectedOnSite, "person is", "people are")} expected on site.",
                $"What the choice goes by: {call.Criteria}",
                call.DecidedBy is DecidedBy.Members ? "The members choose by a vote." : "The secretariat chooses, and says why.",
            ],
            [new("Proposals until", HostingWords.Until(call.ClosesOn, rules))],
            "Read the call and propose",
            $"/host-calls/{call.Edition}"
        );
        await mail.Send("hosting.opened", $"call {call.Edition}", "", await db.HeadsAndDeputies(null, clock, ct), letter, ct);
        return true;
    }

    /// <summary>Proposals are taken for longer, or shorter, or again.</summary>
    public async ValueTask Happened(LastDayMoved happened, CancellationToken ct)
    {
        var (call, rules) = ((await db.HostCalls.FindAsync([happened.Call], ct))!, await db.RulesNow(ct));
        await Tell(
            call,
            new(
                $"Call for hosts of {call.Edition}: now until {Clocks.Day(call.ClosesOn)}",
                $"Proposals to host {call.Edition} are taken until another day",
                [$"The last day is now {Clocks.Day(call.ClosesOn)}; you were told {Clocks.Day(happened.Was)}."],
                [new("Proposals until", HostingWords.Until(call.ClosesOn, rules))],
                "Read the call",
                $"/host-calls/{call.Edition}"
            ),
            ct
        );
    }

    /// <summary>Proposals are no longer taken.</summary>
    public async ValueTask Happened(CallClosedEarly happened, CancellationToken ct)
    {
        var call = (await db.HostCalls.FindAsync([happened.Call], ct))!;
        await Tell(
            call,
            new(
                $"Call for hosts of {call.Edition}: closed early",
                $"Proposals to host {call.Edition} are no longer taken",
                [
                    $"The call would have ended on {Clocks.Day(call.ClosesOn)}. The reason: {happened.Why}",
                    "Drafts that were not submitted stay out; what was submitted stands.",
                ],
                [],
                "Read the call",
                $"/host-calls/{call.Edition}"
            ),
            ct
        );
    }

    // Each change is an occasion of its own: a call can be closed, opened again and closed once more.
    private async Task Tell(HostCall call, HostingLetter letter, CancellationToken ct)
    {
        var occasion = string.Create(CultureInfo.InvariantCulture, $"{call.Version}/{call.Steps.Max(s => s.Seq)}");
        await mail.Send("hosting.moved", $"call {call.Edition}", occasion, await db.HeadsAndDeputies(null, clock, ct), letter, ct);
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
            var today = await db.Today(clock.GetCurrentInstant(), ct);
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
