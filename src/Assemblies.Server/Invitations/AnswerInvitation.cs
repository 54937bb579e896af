using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Calendar;
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
/// Whoever has the link answers, and may change their mind until the meeting begins. Single sessions take the place of the meeting's entry; a
/// substitute gets the invitation, and who is represented a cancellation. The same answer twice changes nothing.
/// </summary>
/// <param name="Token">What the link holds.</param>
/// <param name="Given">The answer.</param>
/// <param name="Sessions">Which sessions; for <see cref="InvitationAnswer.SessionsOnly"/>.</param>
/// <param name="How">How they take part; null when they do not say.</param>
/// <param name="SubstituteName">Who comes instead; for <see cref="InvitationAnswer.Substituted"/>.</param>
/// <param name="SubstituteEmail">That person's address.</param>
public sealed record AnswerInvitation(
    string Token,
    InvitationAnswer Given,
    IReadOnlyList<Id<Session>> Sessions,
    Attending? How,
    string? SubstituteName,
    string? SubstituteEmail
) : ICommand<AnswerInvitation.Answer>
{
    /// <inheritdoc />
    public Access Needs => new HolderOfLink(Token);

    /// <inheritdoc />
    public string On => $"invitation by link {Convert.ToHexStringLower(Secrets.Hash(Token).AsSpan(0, 4))}";

    /// <summary>What stands now.</summary>
    /// <param name="Given">The answer.</param>
    /// <param name="At">When it was given.</param>
    public sealed record Answer(InvitationAnswer Given, Instant At);

    internal sealed class Validator : AbstractValidator<AnswerInvitation>
    {
        public Validator()
        {
            RuleFor(c => c.Given).NotEqual(InvitationAnswer.NeedsAction).WithMessage("Choose one of the answers.");
            RuleFor(c => c.Sessions)
                .NotEmpty()
                .When(c => c.Given is InvitationAnswer.SessionsOnly)
                .WithMessage("Choose at least one session.");
            When(
                c => c.Given is InvitationAnswer.Substituted,
                () =>
                {
                    RuleFor(c => c.SubstituteName).NotEmpty().WithMessage("Enter the name of who comes.").MaximumLength(200);
                    RuleFor(c => c.SubstituteEmail)
                        .Must(email => EmailAddress.IsUsable(email?.Trim()))
                        .WithMessage("Enter the address of who comes, for example anna@example.org.");
                }
            );
        }
    }

    internal sealed class Handler(AssembliesDb db, EntryRevising revising, EntryMails mails, Settings settings, IClock clock)
        : ICommandHandler<AnswerInvitation, Answer>
    {
        public async Task<Result<Answer>> Handle(AnswerInvitation command, CancellationToken cancellationToken)
        {
            var ct = cancellationToken;
            if (await db.Linked(command.Token, ct) is not { } linked)
            {
                return InvitationsErrors.UnknownLink;
            }

            // Whoever answers at the same moment by another link waits; then both see where the invitation stands.
            var taken = (await revising.Take([linked.Entry.Id], ct))[0];
            await db.Entry(linked.Invitation).ReloadAsync(ct);
            await db.Entry(linked.Entry).ReloadAsync(ct);
            taken = (await revising.Take([linked.Entry.Id], ct))[0];
            var now = clock.GetCurrentInstant();
            if (linked.Refusal(now) is { } refusal)
            {
                return refusal;
            }

            var stamp = await db.Now(ct);
            var outcome = command.Given switch
            {
                InvitationAnswer.SessionsOnly => await OnlySessions(command, linked, taken, now, stamp, ct),
                InvitationAnswer.Substituted => await Substitute(command, linked, taken, now, stamp, ct),
                _ => await Whole(linked, taken, now, stamp, command.Given, ct),
            };
            if (outcome is { } refused)
            {
                return refused;
            }

            linked.Invitation.Answered(command.Given, command.How, now);
            return new Answer(command.Given, now);
        }

        /// <summary>Yes, no or perhaps to the whole: their own entry comes back if it was taken, and what took its place goes.</summary>
        private async Task<Error?> Whole(
            Linked linked,
            TakenEntry taken,
            Instant now,
            Instant stamp,
            InvitationAnswer given,
            CancellationToken ct
        )
        {
            await WithdrawInstead(linked, _ => true, now, stamp, ct);
            if (linked.Invitation.WithdrawnAt is null)
            {
                return null;
            }

            var revision = await revising.Revise(taken, RevisionKind.Attendance, taken.Latest.Seen, stamp, ct);
            linked.Invitation.Restore(revision, linked.Invitation.InsteadOf);
            linked.Invitation.Answered(given, linked.Invitation.How, now);
            await mails.Invite(
                taken.Entry,
                taken.Group,
                [linked.Invitation],
                stamp,
                "your entry is back in your calendar, as you answered.",
                ct
            );
            return null;
        }

        private async Task<Error?> OnlySessions(
            AnswerInvitation command,
            Linked linked,
            TakenEntry taken,
            Instant now,
            Instant stamp,
            CancellationToken ct
        )
        {
            var offered = await db.SessionsFor(linked, ct);
            var chosen = offered.Where(s => command.Sessions.Contains(s.Id)).ToList();
            if (chosen.Count != command.Sessions.Distinct().Count())
            {
                return InvitationsErrors.UnknownSession.At("sessions");
            }

            var ids = chosen.ConvertAll(s => (Id<Session>?)s.Id);
            await WithdrawInstead(linked, entry => entry.Kind is not EntryKind.Session || !ids.Contains(entry.Session), now, stamp, ct);
            await TakeOwnBack(
                linked,
                taken,
                "You come to single sessions only, as you answered; each of them is an entry of its own.",
                now,
                stamp,
                ct
            );
            foreach (var session in chosen)
            {
                await InviteTo(session, linked, now, stamp, ct);
            }

            return null;
        }

        private async Task<Error?> Substitute(
            AnswerInvitation command,
            Linked linked,
            TakenEntry taken,
            Instant now,
            Instant stamp,
            CancellationToken ct
        )
        {
            var (email, name) = (Person.NormalEmail(command.SubstituteEmail!), command.SubstituteName!.Trim());
            var there = await db.Invitations.SingleOrDefaultAsync(
                i => i.Entry == taken.Entry.Id && i.Email == email && i.Id != linked.Invitation.Id,
                ct
            );
            if (email == linked.Invitation.Email || there is { WithdrawnAt: null } && there.InsteadOf != linked.Invitation.Id)
            {
                return InvitationsErrors.InvitedAlready.At("substituteEmail");
            }

            await WithdrawInstead(linked, _ => true, now, stamp, ct, but: there?.Id);
            if (there is { WithdrawnAt: null })
            {
                return null;
            }

            var revision = await revising.Revise(taken, RevisionKind.Attendance, taken.Latest.Seen, stamp, ct);
            if (linked.Invitation.WithdrawnAt is null)
            {
                linked.Invitation.Withdraw(now);
                await mails.TakeBack(
                    taken.Entry,
                    taken.Group,
                    [linked.Invitation],
                    revision.Sequence,
                    $"{name} comes in your place, as you answered.",
                    ct
                );
            }

            var substitute = there ?? new Invitation(taken.Entry, await Known(email, name, linked, now, ct), now, linked.Invitation.Id);
            if (there is null)
            {
                await db.InsertAll([substitute], ct);
            }
            else
            {
                there.Restore(revision, linked.Invitation.Id);
                there.AskAgain();
            }

            await mails.Invite(
                taken.Entry,
                taken.Group,
                [substitute],
                stamp,
                $"{linked.Invitation.Name} asks you to come in their place.",
                ct
            );
            return null;
        }

        private async Task<Invitee> Known(string email, string name, Linked linked, Instant now, CancellationToken ct)
        {
            var of = linked.Invitation;
            var person = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Email == email, ct);
            if (person is not null)
            {
                return of.Who with
                {
                    Email = email,
                    Name = person.Name,
                    TimeZone = person.TimeZone,
                    Person = person.Id,
                    Guest = null,
                    Mandate = null,
                };
            }

            var guest = await db.Guests.SingleOrDefaultAsync(g => g.Assembly == linked.Assembly.Id && g.Email == email, ct);
            if (guest is null)
            {
                guest = new Guest(linked.Assembly.Id, email, name, of.TimeZone, now);
                await db.InsertAll([guest], ct);
            }

            return of.Who with
            {
                Email = email,
                Name = name,
                Person = null,
                Guest = guest.Id,
                Mandate = null,
            };
        }

        private async Task TakeOwnBack(Linked linked, TakenEntry taken, string why, Instant now, Instant stamp, CancellationToken ct)
        {
            if (linked.Invitation.WithdrawnAt is null)
            {
                linked.Invitation.Withdraw(now);
                await revising.TakeBack(taken, [linked.Invitation], why, stamp, ct);
            }
        }

        private async Task InviteTo(PublishedSession session, Linked linked, Instant now, Instant stamp, CancellationToken ct)
        {
            var taken = await EntryOf(session, linked, stamp, ct);
            var of = linked.Invitation;
            var there = await db.Invitations.SingleOrDefaultAsync(
                i => i.Entry == taken.Entry.Id && i.Person == of.Person && i.Guest == of.Guest,
                ct
            );
            if (there is { WithdrawnAt: null })
            {
                return;
            }

            if (there is null)
            {
                there = new Invitation(taken.Entry, of.Who, now, of.Id);
                there.Answered(InvitationAnswer.Accepted, null, now);
                await db.InsertAll([there], ct);
            }
            else
            {
                there.Restore(await revising.Revise(taken, RevisionKind.Attendance, taken.Latest.Seen, stamp, ct), of.Id);
                there.Answered(InvitationAnswer.Accepted, null, now);
            }

            await mails.Invite(taken.Entry, taken.Group, [there], stamp, "you come to this session, as you answered.", ct);
        }

        private async Task<TakenEntry> EntryOf(PublishedSession session, Linked linked, Instant stamp, CancellationToken ct)
        {
            var id = await db
                .DiaryEntries.Where(e => e.Session == session.Id && e.CancelledAt == null)
                .Select(e => (Id<DiaryEntry>?)e.Id)
                .SingleOrDefaultAsync(ct);
            if (id is { } known)
            {
                return (await revising.Take([known], ct))[0];
            }

            var entry = new DiaryEntry(
                linked.Assembly.Id,
                EntryKind.Session,
                linked.Meeting.Id,
                session.Id,
                linked.Entry.Generation,
                settings.MailDomain
            );
            var revision = entry.First(Snapshots.Of(linked.Assembly, linked.Meeting, session), stamp);
            await db.InsertAll([entry], ct);
            await db.InsertAll([revision], ct);
            return new(entry, revision, linked.Meeting.Key);
        }

        /// <summary>Takes back what stands in the place of an invitation: a substitute's, single sessions'.</summary>
        private async Task WithdrawInstead(
            Linked linked,
            Func<DiaryEntry, bool> which,
            Instant now,
            Instant stamp,
            CancellationToken ct,
            Id<Invitation>? but = null
        )
        {
            var children = await (
                from invitation in db.Invitations
                join entry in db.DiaryEntries on invitation.Entry equals entry.Id
                where invitation.InsteadOf == linked.Invitation.Id && invitation.WithdrawnAt == null && invitation.Id != but
                select new { invitation, entry }
            ).ToListAsync(ct);
            foreach (var child in children.Where(child => which(child.entry)).OrderBy(child => child.entry.Id.Value))
            {
                child.invitation.Withdraw(now);
                var taken = (await revising.Take([child.entry.Id], ct))[0];
                await revising.TakeBack(taken, [child.invitation], $"{linked.Invitation.Name} has answered anew.", stamp, ct);
            }
        }
    }

    internal sealed record Body(
        InvitationAnswer Answer,
        IReadOnlyList<Id<Session>>? Sessions = null,
        Attending? How = null,
        string? SubstituteName = null,
        string? SubstituteEmail = null
    );

    internal static void MapRoot(IEndpointRouteBuilder root) =>
        root.MapPost(
                "rsvp/{token}",
                (string token, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator
                        .Send(
                            new AnswerInvitation(
                                token,
                                body.Answer,
                                body.Sessions ?? [],
                                body.How,
                                body.SubstituteName,
                                body.SubstituteEmail
                            ),
                            ct
                        )
                        .ToHttp()
            )
            .WithMetadata(new ForPrograms())
            .WithTags("invitations")
            .WithName(nameof(AnswerInvitation))
            .WithExample(new Body(InvitationAnswer.Accepted))
            .WithSummary("Answer an invitation by its link")
            .WithDescription(
                "Comes, does not, comes to some sessions only, or sends somebody else. The link is what counts, no account is needed. A later "
                    + "answer takes the place of an earlier one until the meeting begins; the same answer again changes nothing."
            )
            .Refuses(
                InvitationsErrors.UnknownLink,
                InvitationsErrors.MeetingBegan,
                InvitationsErrors.MeetingCancelled,
                InvitationsErrors.NotInvited,
                InvitationsErrors.UnknownSession,
                InvitationsErrors.InvitedAlready
            );
}
