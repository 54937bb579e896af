using Assemblies.Domain;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes.Register;

/// <summary>One action with its history.</summary>
/// <param name="Assembly">The code of the assembly at which it was given.</param>
/// <param name="Seq">Its number there.</param>
public sealed record ShowAction(string Assembly, int Seq) : IQuery<ShowAction.Answer>
{
    /// <inheritdoc />
    public Access Needs => new SignedIn();

    /// <summary>An action.</summary>
    /// <param name="Line">What stands in lists.</param>
    /// <param name="GivenAt">When it was given.</param>
    /// <param name="OwnerEmail">The mail address of the person who does it, for those who keep the register; null otherwise.</param>
    /// <param name="Steps">What happened to it, in order.</param>
    /// <param name="MayKeep">Whether the reader may change, drop and open it again.</param>
    /// <param name="MayFinish">Whether the reader may say that it is done.</param>
    public sealed record Answer(
        ListActions.Line Line,
        Instant GivenAt,
        string? OwnerEmail,
        IReadOnlyList<Step> Steps,
        bool MayKeep,
        bool MayFinish
    );

    /// <summary>What happened to it.</summary>
    /// <param name="Kind">What.</param>
    /// <param name="At">When.</param>
    /// <param name="By">By whom; null for the service itself.</param>
    /// <param name="Owner">Who does it from then on.</param>
    /// <param name="Until">The last day from then on.</param>
    /// <param name="Words">What was said.</param>
    public sealed record Step(ActionStepKind Kind, Instant At, string? By, string? Owner, LocalDate? Until, string? Words);

    internal sealed class Handler(AssembliesDb db, ActionsSeen seen, Reader reader) : IQueryHandler<ShowAction, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowAction query, CancellationToken ct)
        {
            var one = (await seen.All(ct)).Where(a => a.Code == query.Assembly && a.Seq == query.Seq);
            var line = await seen.Lines(one).SingleOrDefaultAsync(ct);
            if (line is null)
            {
                return ActionErrors.Unknown;
            }

            var mayKeep = new OfficersOf(query.Assembly, ShowDecision.Keepers).Allows(reader);
            var action = await one.Select(a => new
                {
                    a.Id,
                    a.At,
                    a.Person,
                    a.Organisation,
                    Email = db.People.Where(p => p.Id == a.Person).Select(p => p.Email).FirstOrDefault(),
                })
                .SingleAsync(ct);
            var steps = await db
                .ActionSteps.Where(s => s.Action == action.Id)
                .OrderBy(s => s.Seq)
                .Select(s => new Step(
                    s.Kind,
                    s.At,
                    db.People.Where(p => p.Id == s.By).Select(p => p.Name).FirstOrDefault(),
                    db.People.Where(p => p.Id == s.Person).Select(p => p.Name).FirstOrDefault()
                        ?? db.Organisations.Where(o => o.Id == s.Organisation).Select(o => o.Name).FirstOrDefault(),
                    s.Until,
                    s.Words
                ))
                .ToListAsync(ct);
            var isTheirs = action.Person == reader.Person || (action.Organisation is { } owner && reader.ActsFor(owner));
            return new Answer(line, action.At, mayKeep ? action.Email : null, steps, mayKeep, mayKeep || isTheirs);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/actions/{seq:int}",
                (string code, int seq, IMediator mediator, CancellationToken ct) => mediator.Send(new ShowAction(code, seq), ct).ToHttp()
            )
            .WithName("showAction")
            .WithSummary("Show an action")
            .WithDescription("With its history: who was to do it by when, and what was said.")
            .Refuses(AccessErrors.SignIn, ActionErrors.Unknown);
}
