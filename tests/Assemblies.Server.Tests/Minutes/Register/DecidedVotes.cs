using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Assemblies.Server.Tests.Minutes.Register;

/// <summary>Votes with a result, without a room full of people: the register reacts to each as to one that was cast ballot by ballot.</summary>
internal static class DecidedVotes
{
    private static int motions;

    /// <summary>A vote with a result on the first item of an assembly, or on its first closed one.</summary>
    /// <returns>Its poll.</returns>
    public static async Task<Id<Poll>> Decide(
        TestService service,
        string code,
        string title,
        string text,
        Outcome outcome = Outcome.Adopted,
        string type = "budget",
        bool closed = false,
        Id<Motion>? again = null
    )
    {
        await using var scope = service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AssembliesDb>();
        var (now, poll) = (service.Clock.GetCurrentInstant(), Id<Poll>.New());
        await using var transaction = await db.Database.BeginTransactionAsync();
        var item = await Item(db, code, closed);
        var meeting = await db.Meetings.Where(m => m.Assembly == item.Assembly && m.Key == "day1").Select(m => m.Id).SingleAsync();
        var motion = again ?? Id<Motion>.New();
        var number = 1 + await db.Motions.CountAsync(m => m.Item == item.Id);
        if (again is null)
        {
            // Two at once would take one number: here they are not what is tried.
            var seq = Interlocked.Increment(ref motions);
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into motion (id, assembly, item, seq, number, title, text, proposer, rule_type, documents, version, at)
                values ({motion.Value}, {item.Assembly.Value}, {item.Id.Value}, {seq}, {item.Number
                    + "."
                    + number}, {title}, {text}, 'SI', {type}, '[]', 1, {now})
                """
            );
        }

        var polls = 1 + await db.PollResults.CountAsync(r => r.Motion == motion);
        await db.Database.ExecuteSqlAsync(
            $$"""
            insert into poll (id, assembly, meeting, motion, item, seq, method, opened_at, ended_at, rule, entitled, present, represented, roll)
            values ({{poll.Value}}, {{item.Assembly.Value}}, {{meeting.Value}}, {{motion.Value}}, {{item.Id.Value}}, {{polls}}, 'Ballots', {{now}}, {{now}}, '{}', 23, 19, 2, '[]')
            """
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into poll_result (poll, motion, assembly, outcome, yes, no, abstain, present, entitled, needed, sentence, at)
            values ({poll.Value}, {motion.Value}, {item.Assembly.Value}, {outcome.ToString()}, 18, 2, 1, 21, 23, 11, '18 of 20 votes cast are yes, at least 11 needed.', {now})
            """
        );
        await Happened(scope, new MotionDecided(item.Assembly, motion, poll, outcome, null));
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        scope.ServiceProvider.GetRequiredService<Commits>().Happened();
        return poll;
    }

    /// <summary>The vote is annulled.</summary>
    public static async Task Annul(TestService service, Id<Poll> poll, string reason)
    {
        await using var scope = service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AssembliesDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var of = await db.PollResults.SingleAsync(r => r.Poll == poll);
        await Happened(scope, new PollAnnulled(of.Assembly, of.Motion, poll, reason));
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        scope.ServiceProvider.GetRequiredService<Commits>().Happened();
    }

    private static async Task Happened<T>(AsyncServiceScope scope, T happened)
        where T : DomainEvent
    {
        foreach (var reaction in scope.ServiceProvider.GetServices<IReactTo<T>>())
        {
            await reaction.Happened(happened, CancellationToken.None);
        }
    }

    private static Task<AgendaItem> Item(AssembliesDb db, string code, bool closed) =>
        db
            .AgendaItems.Where(i => db.Assemblies.Any(a => a.Id == i.Assembly && a.Code == code))
            .Where(i => i.Closed == closed)
            .OrderBy(i => i.Number)
            .FirstAsync();
}
