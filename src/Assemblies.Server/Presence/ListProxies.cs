using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>
/// The proxies of an assembly with what happened to each: principal and holder see theirs; chair, deputy chair, minute-taker, tellers and the
/// secretariat all. Also what the reader's member may do now, and whom it can choose.
/// </summary>
/// <param name="Code">Of which assembly.</param>
public sealed record ListProxies(string Code) : IQuery<ListProxies.Answer>
{
    /// <inheritdoc />
    public Access Needs => new InsiderOf(Code);

    /// <summary>The list.</summary>
    /// <param name="Until">The last day to give and withdraw one, in the rules' zone; null when no day stands.</param>
    /// <param name="PerHolder">How many a member may hold; 0: there are none.</param>
    /// <param name="Members">What the members of which the reader is head or deputy may do.</param>
    /// <param name="Holders">Whom one can choose: entitled members that have given none and have room.</param>
    /// <param name="Items">The numbered items of the published agenda, for scope and instructions.</param>
    /// <param name="Proxies">Those that the reader may see, the newest first.</param>
    public sealed record Answer(
        LocalDate? Until,
        int PerHolder,
        IReadOnlyList<OwnMember> Members,
        IReadOnlyList<Holder> Holders,
        IReadOnlyList<Item> Items,
        IReadOnlyList<Line> Proxies
    );

    /// <summary>A member that the reader acts for.</summary>
    /// <param name="Organisation">Its id.</param>
    /// <param name="Code">Its code.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Refusal">Why it cannot give a proxy now; null when it can.</param>
    /// <param name="RefusalCode">The code of that; null when it can.</param>
    public sealed record OwnMember(Id<Organisation> Organisation, string Code, string Name, string? Refusal, string? RefusalCode);

    /// <summary>A member that can hold one more.</summary>
    /// <param name="Code">Its code.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Room">How many more.</param>
    public sealed record Holder(string Code, string Name, int Room);

    /// <summary>An item one can name.</summary>
    /// <param name="Number">Its printed number.</param>
    /// <param name="Title">Its title; null where it is closed to the reader.</param>
    public sealed record Item(string Number, string? Title);

    /// <summary>A proxy.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Principal">The code of the member that gave it.</param>
    /// <param name="PrincipalName">Its name.</param>
    /// <param name="Holder">The code of the member that votes for it.</param>
    /// <param name="HolderName">Its name.</param>
    /// <param name="Text">The written power.</param>
    /// <param name="Items">The numbers of the items it is for; empty for the whole assembly.</param>
    /// <param name="Instructions">How to vote on some of them.</param>
    /// <param name="State">Where it stands.</param>
    /// <param name="Steps">What happened to it, the first first.</param>
    /// <param name="MayAnswer">Whether the reader may accept or refuse it now, for the holder.</param>
    /// <param name="MayWithdraw">Whether the reader may withdraw it now, for the principal.</param>
    public sealed record Line(
        Id<Proxy> Id,
        string Principal,
        string PrincipalName,
        string Holder,
        string HolderName,
        string Text,
        IReadOnlyList<string> Items,
        IReadOnlyList<GivenInstruction> Instructions,
        ProxyState State,
        IReadOnlyList<Step> Steps,
        bool MayAnswer,
        bool MayWithdraw
    );

    /// <summary>Something that happened to it.</summary>
    /// <param name="What">What.</param>
    /// <param name="At">When.</param>
    /// <param name="By">By whom, by name; null for the service itself.</param>
    /// <param name="Why">Why; null where nothing was said.</param>
    /// <param name="Source">How the secretariat came to know it; null when they did it themselves.</param>
    public sealed record Step(ProxyEvent What, Instant At, string? By, string? Why, Source? Source);

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : IQueryHandler<ListProxies, Answer>
    {
        public async Task<Result<Answer>> Handle(ListProxies query, CancellationToken ct)
        {
            var assembly = await db.Assemblies.Where(a => a.Code == query.Code).Select(a => new { a.Id }).SingleOrDefaultAsync(ct);
            if (assembly is null)
            {
                return AccessErrors.NotFound;
            }

            var now = clock.GetCurrentInstant();
            var book = await db.ProxyBook(assembly.Id, now, ct);
            var seen = book.Proxies.Where(p => reader.Sees(query.Code, p)).OrderByDescending(p => p.Id.Value).ToList();
            var items = await db
                .AgendaItems.AsNoTracking()
                .Where(i => i.Assembly == assembly.Id && i.PrintedIn != null && i.Number != null)
                .Select(i => new
                {
                    i.Id,
                    Number = i.Number!,
                    i.Title,
                    i.Closed,
                })
                .ToListAsync(ct);
            var numbers = items.ToDictionary(i => i.Id, i => i.Number);
            var involved = seen.SelectMany(p => new[] { p.Principal, p.Holder }).Distinct().ToList();
            var names = await db
                .Organisations.Where(o => involved.Contains(o.Id))
                .ToDictionaryAsync(o => o.Id, o => new { o.Code, o.Name }, ct);
            var actors = seen.SelectMany(p => p.Steps).Select(s => s.By).OfType<Id<Person>>().Distinct().ToList();
            var people = await db.People.Where(p => actors.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
            var readsAll = reader.IsSecretariat || reader.Offices.Any(o => o.Code == query.Code);
            return new Answer(
                book.Deadline?.Date,
                book.PerHolder,
                await OwnMembers(book, now, ct),
                [
                    .. book
                        .Roll.Where(m => book.RefusesHolder(m.Organisation) is null)
                        .Select(m => new Holder(m.Code, m.Name, book.RoomFor(m.Organisation))),
                ],
                [
                    .. items
                        .OrderBy(i => i.Number.Length)
                        .ThenBy(i => i.Number, StringComparer.Ordinal)
                        .Select(i => new Item(i.Number, i.Closed && !readsAll && !MayVote(book) ? null : i.Title)),
                ],
                [
                    .. seen.Select(p => new Line(
                        p.Id,
                        names[p.Principal].Code,
                        names[p.Principal].Name,
                        names[p.Holder].Code,
                        names[p.Holder].Name,
                        p.Text,
                        [.. p.Items.Select(i => numbers.GetValueOrDefault(i, "–"))],
                        [.. p.Instructions.Select(i => new GivenInstruction(numbers.GetValueOrDefault(i.Item, "–"), i.Vote, i.About))],
                        p.State,
                        [
                            .. p
                                .Steps.OrderBy(s => s.Seq)
                                .Select(s => new Step(s.What, s.At, s.By is { } by ? people.GetValueOrDefault(by) : null, s.Why, s.Source)),
                        ],
                        p.State is ProxyState.Given && reader.ActsFor(p.Holder),
                        p.IsStanding && reader.ActsFor(p.Principal) && book.MayWithdraw(p, reader.Person)
                    )),
                ]
            );
        }

        private bool MayVote(ProxyBook book) => book.Roll.Any(m => m.Entitled && reader.ActsFor(m.Organisation));

        private async Task<IReadOnlyList<OwnMember>> OwnMembers(ProxyBook book, Instant now, CancellationToken ct)
        {
            var own = new List<OwnMember>();
            foreach (var member in book.Roll.Where(m => reader.ActsFor(m.Organisation)))
            {
                var isIn = await db.IsPresentToday(book.Assembly, member.Organisation, now, ct);
                var refusal = book.RefusesPrincipal(member.Organisation, isIn, reader.Person);
                own.Add(new(member.Organisation, member.Code, member.Name, refusal?.Message, refusal?.Code));
            }

            return own;
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/proxies",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ListProxies(code), ct).ToHttp()
            )
            .WithName("listProxies")
            .WithSummary("List proxies")
            .WithDescription(
                "With what happened to each. Principal and holder see theirs; chair, deputy chair, minute-taker, tellers and the secretariat all. Also whether "
                    + "the reader's member can give one now, and to whom."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound);
}
