using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Mail;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>What convening would do now: each check, who gets what and why, who gets nothing and why, and how the mail looks.</summary>
/// <param name="Code">Which assembly.</param>
/// <param name="Meeting">The key of the meeting whose mail is shown; null for the first.</param>
public sealed record PreviewConvocation(string Code, string? Meeting = null) : IQuery<PreviewConvocation.Answer>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <summary>What would be done.</summary>
    /// <param name="Code">The assembly.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="MayConvene">Whether it can be done without a reason.</param>
    /// <param name="Checks">Each check.</param>
    /// <param name="People">How many people would be invited.</param>
    /// <param name="Mails">How many mails that is.</param>
    /// <param name="Meetings">What each meeting's mail would be.</param>
    /// <param name="Gets">Who gets what, and why.</param>
    /// <param name="GetsNothing">Who gets nothing, and why.</param>
    /// <param name="Mail">A mail as its recipient would see it; null when nobody gets any.</param>
    public sealed record Answer(
        string Code,
        string Title,
        bool MayConvene,
        IReadOnlyList<Check> Checks,
        int People,
        int Mails,
        IReadOnlyList<MeetingLine> Meetings,
        IReadOnlyList<Line> Gets,
        IReadOnlyList<Line> GetsNothing,
        Sample? Mail
    );

    /// <summary>A check.</summary>
    /// <param name="Code">Stable.</param>
    /// <param name="Title">What is checked.</param>
    /// <param name="Verdict">How it came out.</param>
    /// <param name="Sentence">Why, and how to mend it.</param>
    public sealed record Check(string Code, string Title, NoticeVerdict Verdict, string Sentence);

    /// <summary>A meeting.</summary>
    /// <param name="Key">Its key.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Mails">How many people are invited to it.</param>
    public sealed record MeetingLine(string Key, string Title, int Mails);

    /// <summary>Somebody on the roll.</summary>
    /// <param name="Name">Their name.</param>
    /// <param name="Email">Their address.</param>
    /// <param name="Organisation">For whom they speak.</param>
    /// <param name="Kind">What it is to the network.</param>
    /// <param name="Role">As what.</param>
    /// <param name="Meetings">Keys of the meetings they are invited to.</param>
    /// <param name="Why">Why, in words.</param>
    public sealed record Line(
        string Name,
        string Email,
        string Organisation,
        OrganisationKind Kind,
        MandateRole Role,
        IReadOnlyList<string> Meetings,
        string Why
    );

    /// <summary>A mail.</summary>
    /// <param name="To">To whom.</param>
    /// <param name="Meeting">The key of its meeting.</param>
    /// <param name="Subject">Its subject.</param>
    /// <param name="Text">Its plain text; the links lead nowhere yet.</param>
    /// <param name="Html">Its HTML.</param>
    public sealed record Sample(string To, string Meeting, string Subject, string Text, string Html);

    internal sealed class Handler(AssembliesDb db, EntryReading reading, Settings settings, IClock clock)
        : IQueryHandler<PreviewConvocation, Answer>
    {
        public async Task<Result<Answer>> Handle(PreviewConvocation request, CancellationToken cancellationToken)
        {
            var prepared = await Preparation.Of(db, request.Code, clock.GetCurrentInstant(), cancellationToken);
            if (prepared.Value is not { } ready)
            {
                return prepared.Error!;
            }

            var invitees = ready.Told.Invitees().ToList();
            return new Answer(
                ready.Assembly.Code,
                ready.Assembly.Title,
                ready.Check.Refusal is null,
                [.. ready.Check.Lines.Select(line => new Check(line.Code, line.Title, line.Verdict, line.Sentence))],
                invitees.Select(it => it.Who.Person).Distinct().Count(),
                invitees.Count,
                [
                    .. ready
                        .Assembly.Meetings.Where(m => m.CancelledAt is null)
                        .OrderBy(m => m.StartsAt)
                        .Select(m => new MeetingLine(m.Key, m.Title, invitees.Count(it => it.Meeting.Id == m.Id))),
                ],
                [.. ready.Told.Where(told => told.Meetings.Count > 0).Select(ToLine)],
                [.. ready.Told.Where(told => told.Meetings.Count is 0).Select(ToLine)],
                await MailOf(ready, invitees.Find(it => request.Meeting is null || it.Meeting.Key == request.Meeting), cancellationToken)
            );
        }

        internal static Line ToLine(Told told) =>
            new(
                told.Of.Name,
                told.Of.Email,
                told.Of.OrganisationName,
                told.Of.Kind,
                told.Of.Role,
                [.. told.Meetings.Select(m => m.Key)],
                told.Why
            );

        private async Task<Sample?> MailOf(Preparation ready, (Domain.Meetings.Meeting Meeting, Invitee Who) first, CancellationToken ct)
        {
            if (first.Who is not { } who)
            {
                return null;
            }

            var seen = Snapshots.Of(ready.Assembly, first.Meeting);
            var facts = await reading.Facts(ready.Assembly, first.Meeting, EntryKind.Meeting, seen, null, ct);
            var letter = EntryLetters.Invitation(facts, new(who.Name, Zones.Of(who.TimeZone), who.Audience, "preview", null), settings);
            var (html, text) = MailLayout.Render(letter);
            return new($"{who.Name} <{who.Email}>", first.Meeting.Key, EntryLetters.Subject(facts), text, html);
        }
    }

    // A mail brings style of its own and must not run or load anything.
    private const string MailPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

    internal static void MapRoot(IEndpointRouteBuilder root) =>
        root.MapGet(
                "assemblies/{code}/convene/mail",
                async (string code, string? meeting, HttpContext context, IMediator mediator, CancellationToken ct) =>
                {
                    var preview = await mediator.Send(new PreviewConvocation(code, meeting), ct);
                    if (preview.Value?.Mail is not { } mail)
                    {
                        return (preview.Error ?? InvitationsErrors.NobodyToTell).ToProblem();
                    }

                    context.Response.Headers.ContentSecurityPolicy = MailPolicy;
                    return Results.Content(mail.Html, "text/html; charset=utf-8");
                }
            )
            .ExcludeFromDescription();

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/convene",
                (string code, string? meeting, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new PreviewConvocation(code, meeting), ct).ToHttp()
            )
            .WithName(nameof(PreviewConvocation))
            .WithSummary("Look at a convocation before it goes out")
            .WithDescription(
                "Each check with the way to mend it, who gets what and why, who gets nothing and why, the number of mails, and one of them as "
                    + "it would look. Changes nothing."
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                AccessErrors.NotFound,
                new("assembly.wrong_state", ErrorKind.Conflict, "The assembly is not planned; it cannot be convened now."),
                NoticeCheck.AfterBegin,
                InvitationsErrors.NoStatutoryDay
            );
}
