using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>A member as lists name it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its own name.</param>
/// <param name="NameLatin">Its name in Latin script, where its own is in another.</param>
public sealed record MemberName(string Code, string Name, string? NameLatin);

/// <summary>A call in a list.</summary>
/// <param name="Edition">The edition wanted.</param>
/// <param name="State">Where it stands.</param>
/// <param name="PeriodFrom">The first day on which the assembly may begin.</param>
/// <param name="PeriodUntil">The last day on which it may end.</param>
/// <param name="OpensOn">The first day for proposals, in the rules' zone.</param>
/// <param name="ClosesOn">The last day for proposals, in the rules' zone.</param>
/// <param name="DecidedBy">Who chooses.</param>
/// <param name="Host">Who hosts, once it is decided.</param>
/// <param name="Proposals">How many the reader may see, drafts left out.</param>
public sealed record CallLine(
    string Edition,
    CallState State,
    LocalDate PeriodFrom,
    LocalDate PeriodUntil,
    LocalDate OpensOn,
    LocalDate ClosesOn,
    DecidedBy DecidedBy,
    MemberName? Host,
    int Proposals
);

/// <summary>A call for hosts, as the reader may see it.</summary>
/// <param name="Edition">The edition wanted.</param>
/// <param name="State">Where it stands.</param>
/// <param name="PeriodFrom">The first day on which the assembly may begin.</param>
/// <param name="PeriodUntil">The last day on which it may end.</param>
/// <param name="OpensOn">The first day for proposals, in the rules' zone.</param>
/// <param name="ClosesOn">The last day for proposals, to its end in the rules' zone.</param>
/// <param name="Criteria">What the choice goes by.</param>
/// <param name="DecidedBy">Who chooses.</param>
/// <param name="ExpectedOnSite">How many people are expected in the room.</param>
/// <param name="Steps">What was brought about, in order.</param>
/// <param name="Host">Who hosts, once it is decided.</param>
/// <param name="Assignments">Who was asked, as far as the reader may know: the secretariat all, a member its own.</param>
/// <param name="OwnProposals">The proposals of the members the reader belongs to, withdrawn ones too.</param>
/// <param name="Version">Its ETag.</param>
public sealed record CallView(
    string Edition,
    CallState State,
    LocalDate PeriodFrom,
    LocalDate PeriodUntil,
    LocalDate OpensOn,
    LocalDate ClosesOn,
    string Criteria,
    DecidedBy DecidedBy,
    int ExpectedOnSite,
    IReadOnlyList<CallStepView> Steps,
    MemberName? Host,
    IReadOnlyList<AssignmentLine> Assignments,
    IReadOnlyList<ProposalLine> OwnProposals,
    long Version
) : IVersioned;

/// <summary>A step of a call.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When.</param>
/// <param name="Words">Why, or where the members vote.</param>
public sealed record CallStepView(CallStepKind Kind, Instant At, string? Words);

/// <summary>An assignment in a list.</summary>
/// <param name="N">Its number.</param>
/// <param name="Member">Who was asked.</param>
/// <param name="State">What became of it.</param>
/// <param name="AnswerBy">The last day for the answer, in the rules' zone.</param>
public sealed record AssignmentLine(int N, MemberName Member, AssignmentState State, LocalDate AnswerBy);

/// <summary>A proposal in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its number in the call; null for a draft.</param>
/// <param name="State">Where it stands.</param>
/// <param name="By">Whose it is.</param>
/// <param name="City">The city; null while a draft names none.</param>
/// <param name="CityLatin">The city in Latin script, where its own name is in another.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
public sealed record ProposalLine(
    Id<HostProposal> Id,
    int? Number,
    ProposalState State,
    MemberName By,
    string? City,
    string? CityLatin,
    Instant? SubmittedAt
);

/// <summary>How rows become what is shown.</summary>
internal static class CallViews
{
    /// <summary>Names of members, by id.</summary>
    public static async Task<Dictionary<Id<Organisation>, MemberName>> MemberNames(
        this AssembliesDb db,
        IEnumerable<Id<Organisation>> ids,
        CancellationToken ct
    )
    {
        var wanted = ids.Distinct().ToList();
        return await db
            .Organisations.Where(o => wanted.Contains(o.Id))
            .ToDictionaryAsync(o => o.Id, o => new MemberName(o.Code, o.Name, o.NameLatin), ct);
    }

    /// <summary>Lines of proposals, in the order of their numbers, drafts last.</summary>
    public static async Task<List<ProposalLine>> Lines(this IQueryable<HostProposal> proposals, AssembliesDb db, CancellationToken ct)
    {
        var rows = await (
            from p in proposals
            join o in db.Organisations on p.By equals o.Id
            orderby p.Number == null, p.Number, p.DraftedAt
            select new
            {
                p.Id,
                p.Number,
                p.City,
                p.CityLatin,
                p.SubmittedAt,
                p.WithdrawnAt,
                By = new MemberName(o.Code, o.Name, o.NameLatin),
            }
        ).ToListAsync(ct);
        return rows.ConvertAll(p => new ProposalLine(
            p.Id,
            p.Number,
            p.WithdrawnAt is not null ? ProposalState.Withdrawn
                : p.SubmittedAt is not null ? ProposalState.Submitted
                : ProposalState.Draft,
            p.By,
            p.City,
            p.CityLatin,
            p.SubmittedAt
        ));
    }
}
