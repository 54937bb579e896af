using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>Who is registered, with what each has and where it stands, by name. For host and secretariat.</summary>
/// <param name="Code">Of which assembly.</param>
public sealed record ListRegistrations(string Code) : IQuery<ListRegistrations.Answer>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <summary>Only those with a line in these seats; null for all.</summary>
    public Id<SeatPool>? Seats { get; init; }

    /// <summary>Only those whose line in these seats (or in any) stands there; null for all.</summary>
    public SeatState? State { get; init; }

    /// <summary>Only those of one organisation, by its code; null for all.</summary>
    public string? Organisation { get; init; }

    /// <summary>Only those whose name, affiliation or address has this in it.</summary>
    public string? Search { get; init; }

    /// <summary>Which registrations: those that stand unless said otherwise.</summary>
    public Shown Show { get; init; }

    /// <summary>Read on from here; null for the beginning.</summary>
    public string? After { get; init; }

    /// <summary>How many, 100 at most; null for 50.</summary>
    public int? Limit { get; init; }

    /// <summary>Which registrations are listed.</summary>
    public enum Shown
    {
        /// <summary>Those that stand.</summary>
        Coming,

        /// <summary>Those that were cancelled or handed to somebody else.</summary>
        Cancelled,

        /// <summary>Those that stand and were changed after the deadline.</summary>
        ChangedLate,

        /// <summary>Guests of the open meeting that stand.</summary>
        Guests,
    }

    /// <summary>The registrations.</summary>
    /// <param name="Items">Those of this page.</param>
    /// <param name="Total">How many there are.</param>
    /// <param name="Next">For the next page; null on the last.</param>
    public sealed record Answer(IReadOnlyList<Line> Items, int Total, string? Next);

    /// <summary>A registration.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Person">Who; null for a guest or a walk-in.</param>
    /// <param name="Name">Their own name.</param>
    /// <param name="NameLatin">In Latin script, where their own is in another.</param>
    /// <param name="Affiliation">For whom they come.</param>
    /// <param name="Organisation">The organisation's code; null for guests.</param>
    /// <param name="Email">Their address; null for a walk-in who gave none.</param>
    /// <param name="Role">As what they represent it; null for guests.</param>
    /// <param name="Counts">Whether they take a seat; interpreters and the host's staff do not.</param>
    /// <param name="PhotoConsent">Whether they may be recognisable in photographs.</param>
    /// <param name="Badge">What their badge's code says.</param>
    /// <param name="At">When they were registered.</param>
    /// <param name="CancelledAt">When it was cancelled; null while it stands.</param>
    /// <param name="ChangedLate">Whether something was changed after its deadline.</param>
    /// <param name="Seats">What they have.</param>
    public sealed record Line(
        Id<Registrant> Id,
        Id<Person>? Person,
        string Name,
        string? NameLatin,
        string Affiliation,
        string? Organisation,
        string? Email,
        MandateRole? Role,
        bool Counts,
        bool PhotoConsent,
        string Badge,
        Instant At,
        Instant? CancelledAt,
        bool ChangedLate,
        IReadOnlyList<Seat> Seats
    );

    /// <summary>A seat, or a place in line.</summary>
    /// <param name="Seats">Of which seats.</param>
    /// <param name="Title">What they are called.</param>
    /// <param name="State">Where it stands.</param>
    /// <param name="IsMeanwhile">Online only until a seat on site is theirs.</param>
    public sealed record Seat(Id<SeatPool> Seats, string Title, SeatState State, bool IsMeanwhile);

    internal sealed class Handler(SeatBooks books, RegistrationLines lines) : IQueryHandler<ListRegistrations, Answer>
    {
        public async Task<Result<Answer>> Handle(ListRegistrations query, CancellationToken ct)
        {
            if (await books.Find(query.Code, ct) is not { } assembly)
            {
                return AccessErrors.NotFound;
            }

            var order = await lines.Order(assembly, query, ct);
            var limit = Paging.Limit(query.Limit);
            var page = Paging.Cut(
                [.. order.Skip(Id<Registrant>.TryParse(query.After, null, out var last) ? order.IndexOf(last) + 1 : 0).Take(limit + 1)],
                limit,
                id => id.ToString()
            );
            return new Answer(await lines.Read(assembly, page.Items, ct), order.Count, page.Next);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/registrations",
                (
                    string code,
                    Id<SeatPool>? seats,
                    Named<SeatState>? state,
                    string? organisation,
                    string? search,
                    Named<Shown>? show,
                    string? after,
                    int? limit,
                    IMediator mediator,
                    HttpContext http,
                    CancellationToken ct
                ) =>
                    mediator
                        .Send(
                            new ListRegistrations(code)
                            {
                                Seats = seats,
                                State = state?.Value,
                                Organisation = organisation,
                                Search = search,
                                Show = show?.Value ?? Shown.Coming,
                                After = after,
                                Limit = limit,
                            },
                            ct
                        )
                        .ToHttp(http, page => page.Next)
            )
            .WithName("listRegistrations")
            .WithSummary("List registrations")
            .WithDescription(
                "Who is registered, with what each has and where it stands, by name. Those of one kind of seats, one state, one organisation; those that "
                    + "were cancelled, or changed after the deadline."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound);
}
