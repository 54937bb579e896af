using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>
/// The secretariat convenes an assembly: the rules are pinned, the proof is kept, everybody on the roll is invited to each meeting that is for
/// them. Refused with all reasons at once; a written reason overrides. A repeat is refused; with the same key it gets the same answer.
/// </summary>
/// <param name="Code">Which.</param>
/// <param name="OverrideReason">Why it is done although the rules are against it, for the minutes; null when they are not.</param>
public sealed record ConveneAssembly(string Code, string? OverrideReason) : ICommand<ConveneAssembly.Answer>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => Code;

    /// <summary>What was done.</summary>
    /// <param name="Code">The assembly.</param>
    /// <param name="At">When.</param>
    /// <param name="RulesVersion">The version of the rules it is under from now on.</param>
    /// <param name="People">How many people were invited.</param>
    /// <param name="Mails">How many mails go out: one a person and meeting.</param>
    /// <param name="Warnings">What was not as the rules want it, and did not stop it.</param>
    public sealed record Answer(string Code, Instant At, int RulesVersion, int People, int Mails, IReadOnlyList<string> Warnings);

    internal sealed class Validator : AbstractValidator<ConveneAssembly>
    {
        public Validator() =>
            RuleFor(c => c.OverrideReason)
                .Length(10, 2000)
                .When(c => !string.IsNullOrWhiteSpace(c.OverrideReason))
                .WithMessage("Write the reason in a sentence, of 10 to 2,000 letters; it is kept for the minutes.");
    }

    internal sealed class Handler(AssembliesDb db, EntryMails mails, Settings settings, Reader reader, IClock clock)
        : ICommandHandler<ConveneAssembly, Answer>
    {
        public async Task<Result<Answer>> Handle(ConveneAssembly command, CancellationToken cancellationToken)
        {
            // Of two at once the second waits here, and then finds it convened.
            await db
                .Database.SqlQuery<Guid>($"""select id as "Value" from assembly where code = {command.Code} for update""")
                .ToListAsync(cancellationToken);
            var now = clock.GetCurrentInstant();
            var prepared = await Preparation.Of(db, command.Code, now, cancellationToken);
            if (prepared.Value is not { } ready)
            {
                return prepared.Error!;
            }

            var reason = string.IsNullOrWhiteSpace(command.OverrideReason) ? null : command.OverrideReason.Trim();
            if (ready.Check.Refusal is { } refusal && reason is null)
            {
                return refusal;
            }

            var invitees = ready.Told.Invitees().ToList();
            if (invitees.Count is 0)
            {
                return InvitationsErrors.NobodyToTell;
            }

            var assembly = ready.Assembly;
            var step = assembly.Convene(ready.Rules.Number, now, reader.Person, ready.Check.Refusal is null ? null : reason);
            var stamp = await db.Now(cancellationToken);
            var entries = await MakeEntries(assembly, stamp, cancellationToken);
            await Prove(ready, step, entries, cancellationToken);
            await Invite(entries, invitees, now, stamp, cancellationToken);
            return new Answer(
                assembly.Code,
                now,
                ready.Rules.Number,
                invitees.Select(it => it.Who.Person).Distinct().Count(),
                invitees.Count,
                [.. ready.Check.Warnings.Select(warning => warning.Message)]
            );
        }

        private async Task<List<Made>> MakeEntries(Assembly assembly, Instant stamp, CancellationToken ct)
        {
            var generation =
                await db.DiaryEntries.Where(e => e.Assembly == assembly.Id).Select(e => (int?)e.Generation).MaxAsync(ct) + 1 ?? 1;
            var made = assembly
                .Meetings.Where(m => m.CancelledAt is null)
                .Select(meeting =>
                    Make(
                        new(assembly.Id, EntryKind.Meeting, meeting.Id, null, generation, settings.MailDomain),
                        meeting,
                        Snapshots.Of(assembly, meeting)
                    )
                )
                .ToList();
            if (Snapshots.OfDays(assembly) is { } days)
            {
                made.Add(Make(new(assembly.Id, EntryKind.Span, null, null, generation, settings.MailDomain), null, days));
            }

            await db.InsertAll(made.ConvertAll(one => one.Entry), ct);
            await db.InsertAll(made.ConvertAll(one => one.Revision), ct);
            return made;

            Made Make(DiaryEntry entry, Meeting? meeting, EntrySnapshot seen) => new(entry, meeting, entry.First(seen, stamp));
        }

        private async Task Prove(Preparation ready, AssemblyStep step, IReadOnlyList<Made> entries, CancellationToken ct)
        {
            var content = JsonSerializer.Serialize(
                new
                {
                    ready.Assembly.Code,
                    ready.Assembly.Title,
                    Rules = ready.Rules.Number,
                    Agenda = ready.Agenda is { } agenda ? new { agenda.Number, agenda.Hash } : null,
                    Meetings = entries
                        .Where(e => e.Meeting is not null)
                        .Select(e => new
                        {
                            e.Meeting!.Key,
                            e.Entry.Uid,
                            e.Revision.Seen,
                        }),
                },
                Json.Options
            );
            var proof = new Convocation(
                ready.Assembly.Id,
                ProofOf.Convocation,
                step,
                ready.Rules.Number,
                ready.Agenda?.Id,
                content,
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))
            );
            await db.InsertAll([proof], ct);
            await db.InsertAll(
                [.. ready.Told.Select(told => new ConvocationRecipient(proof.Id, told, [.. told.Meetings.Select(m => m.Key)]))],
                ct
            );
        }

        private async Task Invite(
            IReadOnlyList<Made> entries,
            IReadOnlyList<(Meeting Meeting, Invitee Who)> invitees,
            Instant now,
            Instant stamp,
            CancellationToken ct
        )
        {
            var byMeeting = entries.Where(e => e.Meeting is not null).ToDictionary(e => e.Meeting!.Id);
            var all = invitees
                .GroupBy(it => it.Meeting.Id)
                .Select(group =>
                    (byMeeting[group.Key], group.Select(it => new Invitation(byMeeting[group.Key].Entry, it.Who, now)).ToList())
                )
                .ToList();
            await db.InsertAll(all.SelectMany(it => it.Item2).ToList(), ct);
            await mails.Invite(
                [.. all.Select(it => (it.Item1.Entry, it.Item1.Meeting!.Key, (IReadOnlyCollection<Invitation>)it.Item2))],
                stamp,
                null,
                ct
            );
        }

        private sealed record Made(DiaryEntry Entry, Meeting? Meeting, DiaryRevision Revision);
    }

    internal sealed record Body(string? OverrideReason = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/convene",
                (string code, Body? body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ConveneAssembly(code, body?.OverrideReason), ct).ToHttp()
            )
            .WithName(nameof(ConveneAssembly))
            .WithExample(new Body("The venue was confirmed only yesterday; the steering committee agreed by mail."))
            .WithSummary("Convene an assembly")
            .WithDescription(
                "Pins the rules, keeps the proof of convocation and invites everybody on the roll to the meetings that are for them. "
                    + "Refused with all reasons at once (`reasons`); `overrideReason` overrides them and is kept for the minutes. "
                    + "A repeat is refused; with the same Idempotency-Key it gets the same answer and sends nothing."
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                AccessErrors.NotFound,
                new("meetings.notice_refused", ErrorKind.Conflict, "The rules do not allow convening now; `reasons` says why."),
                new("assembly.wrong_state", ErrorKind.Conflict, "The assembly is not planned; it cannot be convened now."),
                Domain.Rules.NoticeCheck.AfterBegin,
                InvitationsErrors.NoStatutoryDay,
                InvitationsErrors.NobodyToTell,
                InvitationsErrors.ConvenedMeanwhile,
                RequestErrors.KeyReused
            );
}
