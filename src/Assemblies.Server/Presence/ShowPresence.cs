using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>Which members are present, represented, absent or seated without a vote at a meeting, with E and P: the one count.</summary>
/// <param name="Code">Of which assembly.</param>
/// <param name="Meeting">Of which of its meetings, by its key.</param>
/// <param name="Item">The number of the item that is on, for proxies of chosen items; null for none.</param>
public sealed record ShowPresence(string Code, string Meeting, string? Item) : IQuery<ShowPresence.Answer>
{
    /// <inheritdoc />
    public Access Needs => new InsiderOf(Code);

    /// <summary>The count.</summary>
    /// <param name="IsFixed">Whether the roll is fixed.</param>
    /// <param name="Entitled">E: how many may vote.</param>
    /// <param name="Present">How many of them are present by themselves.</param>
    /// <param name="Represented">How many are represented by a present holder.</param>
    /// <param name="PresentOrRepresented">P.</param>
    /// <param name="Needed">How many the rules need for a quorum.</param>
    /// <param name="HasQuorum">Whether there is one.</param>
    /// <param name="Sentence">"21 of 23 present or represented, 12 needed".</param>
    /// <param name="Members">Every member, in the order of codes.</param>
    public sealed record Answer(
        bool IsFixed,
        int Entitled,
        int Present,
        int Represented,
        int PresentOrRepresented,
        int Needed,
        bool HasQuorum,
        string Sentence,
        IReadOnlyList<Line> Members
    );

    /// <summary>A member.</summary>
    /// <param name="Code">Its code.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="State">How it takes part.</param>
    /// <param name="Voter">Who has its vote, by name; null when nobody of its own does.</param>
    /// <param name="Holder">The code of the member that votes for it by proxy; null when none does.</param>
    /// <param name="People">Its delegates who are in.</param>
    public sealed record Line(string Code, string Name, MemberState State, string? Voter, string? Holder, IReadOnlyList<InRoom> People);

    /// <summary>A delegate who is in.</summary>
    /// <param name="Registrant">Their registration.</param>
    /// <param name="Name">Their name.</param>
    /// <param name="Role">As what.</param>
    /// <param name="Where">Where they are in.</param>
    public sealed record InRoom(Id<Registrant> Registrant, string Name, MandateRole Role, Where Where);

    internal sealed class Handler(AssembliesDb db, IClock clock) : IQueryHandler<ShowPresence, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowPresence query, CancellationToken ct)
        {
            var found = await db.MeetingOf(query.Code, query.Meeting, ct);
            if (found.Value is not { } meeting)
            {
                return found.Error!;
            }

            var item = query.Item is { } number
                ? await db
                    .AgendaItems.Where(i => i.Assembly == meeting.Assembly && i.PrintedIn != null && i.Number == number)
                    .Select(i => (Id<Domain.Agenda.AgendaItem>?)i.Id)
                    .SingleOrDefaultAsync(ct)
                : null;
            if (query.Item is not null && item is null)
            {
                return PresenceErrors.UnknownItem.At("item");
            }

            var now = clock.GetCurrentInstant();
            var call = await db.RollCallOf(meeting, item, now, ct);
            var rules = await db.RulesFor(meeting.Assembly, ct);
            var count = QuorumCount.Of(call, rules!.Parameters.Quorum);
            var codes = call.Members.ToDictionary(m => m.Member.Organisation, m => m.Member.Code);
            return new Answer(
                await db.StandingRoll(meeting.Assembly).AnyAsync(ct),
                count.Entitled,
                count.Present,
                count.Represented,
                count.Counted,
                count.Needed,
                count.Holds,
                count.Sentence,
                [
                    .. call.Members.Select(m => new Line(
                        m.Member.Code,
                        m.Member.Name,
                        m.State,
                        m.Voter?.Name,
                        m.Holder is { } holder ? codes[holder] : null,
                        [.. m.In.Select(d => new InRoom(d.Registrant, d.Name, d.Role, d.In!.Value))]
                    )),
                ]
            );
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/presence",
                (string code, string meeting, string? item, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ShowPresence(code, meeting, item), ct).ToHttp()
            )
            .WithName("showPresence")
            .WithSummary("Show who is present")
            .WithDescription(
                "Each member's state at a meeting with E, present, represented and P, by the one counting rule. `meeting` is the meeting's key, `item` the number "
                    + "of the item that is on: proxies for chosen items count at these alone. For members, officers and the secretariat."
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                PresenceErrors.UnknownMeeting,
                PresenceErrors.UnknownItem
            );
}
