using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes;

/// <summary>
/// A keeper of the minutes answers an objection: it is taken up, and the next version names it, or it is annexed for the assembly that approves the
/// minutes. A repeat is refused.
/// </summary>
/// <param name="Assembly">Of which assembly.</param>
/// <param name="Objection">Which.</param>
/// <param name="Outcome">How.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record AnswerObjection(string Assembly, Id<MinutesObjection> Objection, ObjectionOutcome Outcome, string Reason)
    : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new KeepsMinutes(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} {Objection}";

    internal sealed class Validator : AbstractValidator<AnswerObjection>
    {
        public Validator() =>
            RuleFor(c => c.Reason)
                .Must(text => !string.IsNullOrWhiteSpace(text))
                .WithMessage("Write in a sentence why; the member reads it.")
                .MaximumLength(2000)
                .WithMessage("Keep it to 2,000 characters.");
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<AnswerObjection, Done>
    {
        public async Task<Result<Done>> Handle(AnswerObjection command, CancellationToken cancellationToken)
        {
            var opened = await db.OpenMinutes(command.Assembly, cancellationToken);
            if (opened.Value is not { } assembly)
            {
                return opened.Error!;
            }

            if (!await db.MinutesObjections.AnyAsync(o => o.Id == command.Objection && o.Assembly == assembly.Id, cancellationToken))
            {
                return MinutesErrors.UnknownObjection;
            }

            if (await db.ObjectionAnswers.AnyAsync(a => a.Objection == command.Objection, cancellationToken))
            {
                return MinutesDomainErrors.AnsweredAlready;
            }

            db.Add(
                new ObjectionAnswer(command.Objection, command.Outcome, command.Reason.Trim(), clock.GetCurrentInstant(), reader.Person)
            );
            return Done.It;
        }
    }

    internal sealed record Body(string Reason);

    internal static void Map(IEndpointRouteBuilder api)
    {
        Describe(Answers("take-up", ObjectionOutcome.TakenUp))
            .WithName("takeUpObjection")
            .WithExample(new Body("The roll of the vote says so; the text is put right."))
            .WithSummary("Take an objection up")
            .WithDescription("The next version names it; change the text, then publish. A repeat is refused.");
        Describe(Answers("annex", ObjectionOutcome.Annexed))
            .WithName("annexObjection")
            .WithExample(new Body("Chair and minute-taker remember it as it is written; the assembly decides."))
            .WithSummary("Annex an objection")
            .WithDescription("It goes to the assembly that approves the minutes, with this answer. A repeat is refused.");

        RouteHandlerBuilder Answers(string verb, ObjectionOutcome outcome) =>
            api.MapPost(
                $"assemblies/{{code}}/minutes/objections/{{id}}/{verb}",
                (string code, Id<MinutesObjection> id, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new AnswerObjection(code, id, outcome, body.Reason), ct).ToHttp()
            );
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route) =>
        route.Refuses(
            AccessErrors.SignIn,
            AccessErrors.NotFound,
            MinutesErrors.KeepersOnly,
            MinutesErrors.UnknownObjection,
            MinutesDomainErrors.AnsweredAlready,
            MinutesDomainErrors.Approved,
            MinutesDomainErrors.NotBegun,
            RequestErrors.Invalid,
            RequestErrors.KeyReused
        );
}

/// <summary>The objections to an assembly's minutes: all for those who keep them, one's own for a member's people. The first first.</summary>
/// <param name="Assembly">Of which assembly.</param>
public sealed record ListObjections(string Assembly) : IQuery<IReadOnlyList<ListObjections.Row>>
{
    /// <inheritdoc />
    public Access Needs => new ObjectsAt(Assembly);

    /// <summary>An objection.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Version">To which version.</param>
    /// <param name="Item">At which item; null for the minutes as a whole.</param>
    /// <param name="Number">The item's printed number.</param>
    /// <param name="Member">Whose, by name.</param>
    /// <param name="Text">What it says.</param>
    /// <param name="At">When it came.</param>
    /// <param name="By">Who handed it in, by name.</param>
    /// <param name="Source">How the secretariat came to know it; null when the member objected itself.</param>
    /// <param name="Outcome">How it was answered; null while it is not.</param>
    /// <param name="Answer">Why, in words.</param>
    public sealed record Row(
        Id<MinutesObjection> Id,
        int Version,
        Id<AgendaItem>? Item,
        string? Number,
        string Member,
        string Text,
        Instant At,
        string? By,
        Source? Source,
        ObjectionOutcome? Outcome,
        string? Answer
    );

    internal sealed class Handler(AssembliesDb db, Reader reader) : IQueryHandler<ListObjections, IReadOnlyList<Row>>
    {
        public async Task<Result<IReadOnlyList<Row>>> Handle(ListObjections query, CancellationToken cancellationToken)
        {
            var assembly = await db.Assemblies.Where(a => a.Code == query.Assembly).Select(a => a.Id).SingleAsync(cancellationToken);
            var all = new KeepsMinutes(query.Assembly).Allows(reader);
            var own = reader.Hats.Select(h => h.Organisation).ToList();
            var rows = await (
                from objection in db.MinutesObjections
                join member in db.Organisations on objection.Organisation equals member.Id
                join answer in db.ObjectionAnswers on objection.Id equals answer.Objection into answers
                from answer in answers.DefaultIfEmpty()
                where objection.Assembly == assembly && (all || own.Contains(objection.Organisation))
                orderby objection.At, objection.Id
                select new
                {
                    Objection = objection,
                    member.Name,
                    Answer = answer,
                    By = db.People.Where(p => p.Id == objection.By).Select(p => p.Name).FirstOrDefault(),
                    Number = db.AgendaItems.IgnoreQueryFilters().Where(i => i.Id == objection.Item).Select(i => i.Number).FirstOrDefault(),
                }
            )
                .AsNoTracking()
                .ToListAsync(cancellationToken);
            return rows.ConvertAll(r => new Row(
                r.Objection.Id,
                r.Objection.Version,
                r.Objection.Item,
                r.Number,
                r.Name,
                r.Objection.Text,
                r.Objection.At,
                r.By,
                r.Objection.Source,
                r.Answer?.Outcome,
                r.Answer?.Reason
            ));
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/minutes/objections",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ListObjections(code), ct).ToHttp()
            )
            .WithName("listObjections")
            .WithSummary("The objections to the minutes")
            .WithDescription("All for those who keep the minutes; for a member's people those of their own. Each with its answer.")
            .Refuses(AccessErrors.SignIn, AccessErrors.NotFound, MinutesErrors.NotYourMember);
}
