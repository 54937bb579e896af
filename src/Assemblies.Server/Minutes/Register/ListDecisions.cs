using Assemblies.Domain;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Minutes.Register;

/// <summary>
/// The register of decisions, the newest first; of a search those that have the words in number or title before the others. Motions that were not adopted
/// stand in it under their own number. Everybody finds what is theirs to read, and nothing else.
/// </summary>
/// <param name="Filter">What it is narrowed to.</param>
/// <param name="After">Where to read on.</param>
/// <param name="Limit">How many, 1 to 100.</param>
public sealed record ListDecisions(DecisionFilter Filter, DecisionCursor? After, int? Limit) : IQuery<Page<DecisionLine>>
{
    /// <inheritdoc />
    public Access Needs => new Anybody();

    internal sealed class Handler(AssembliesDb db, DecisionsSeen seen) : IQueryHandler<ListDecisions, Page<DecisionLine>>
    {
        public async Task<Result<Page<DecisionLine>>> Handle(ListDecisions query, CancellationToken ct)
        {
            var limit = Paging.Limit(query.Limit);
            var found = await Read(await seen.Entries(ct), db, query.Filter, query.After, limit + 1, ct);
            var page = Paging.Cut(found, limit, it => new DecisionCursor(it.InTitle, it.Entry.Entry).ToString());
            return new Page<DecisionLine>([.. page.Items.Select(it => it.Line)], page.Next);
        }
    }

    /// <summary>Entries that fit, in order, from a cursor on.</summary>
    internal static Task<List<DecisionRead>> Read(
        IQueryable<Domain.Minutes.Decision> entries,
        AssembliesDb db,
        DecisionFilter filter,
        DecisionCursor? after,
        int most,
        CancellationToken ct
    )
    {
        var placed = filter.Order(filter.Narrow(entries, db));
        if (after is { } cursor)
        {
            // What has it in the title comes before what has not.
            placed =
                cursor.InTitle && filter.SearchWords.Count > 0
                    ? placed.Where(it => !it.InTitle || it.Entry.Entry < cursor.Entry)
                    : placed.Where(it => !it.InTitle && it.Entry.Entry < cursor.Entry);
        }

        return DecisionRead.Of(placed.Take(most), entries, db).ToListAsync(ct);
    }

    /// <summary>The filter as an address carries it.</summary>
    internal sealed class Asked
    {
        /// <summary>Words; accents and capitals do not matter, endings do.</summary>
        public string? Search { get; set; }

        /// <summary>Of this assembly.</summary>
        public string? Assembly { get; set; }

        /// <summary>Decided in this year.</summary>
        public int? Year { get; set; }

        /// <summary>Of this type of item.</summary>
        public string? Type { get; set; }

        /// <summary>Adopted or not.</summary>
        public Named<DecisionOutcome>? Outcome { get; set; }

        /// <summary>Carried out by this organisation.</summary>
        public string? Responsible { get; set; }

        /// <summary>What everybody reads, or what is for members.</summary>
        public bool? IsPublic { get; set; }

        public DecisionFilter Filter =>
            new(
                Said(Search),
                Said(Assembly),
                Year,
                Said(Type),
                Outcome is { } outcome ? outcome.Value is DecisionOutcome.Adopted : null,
                Said(Responsible),
                IsPublic
            );

        private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "decisions",
                (
                    [AsParameters] Asked asked,
                    DecisionCursor? after,
                    int? limit,
                    IMediator mediator,
                    HttpContext context,
                    CancellationToken ct
                ) => mediator.Send(new ListDecisions(asked.Filter, after, limit), ct).ToHttp(context)
            )
            .WithName("listDecisions")
            .WithSummary("Search the register of decisions")
            .WithDescription(
                "The newest first; of a search those with the words in number or title before the others. All words have to occur, or to begin a word; "
                    + "accents and capitals do not matter, endings do. Motions that were not adopted have no number of the register and stand under their "
                    + "own. The public finds public decisions, members all that is theirs to read. Read on with `after`, or by the Link header."
            )
            .Refuses(RequestErrors.MalformedAddress);
}

/// <summary>What a motion came to, for filters.</summary>
public enum DecisionOutcome
{
    /// <summary>A decision, with a number.</summary>
    Adopted,

    /// <summary>Not adopted, for whatever reason.</summary>
    NotAdopted,
}
