using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Invitations;
using Assemblies.Server.Platform.Calendar;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
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
                    RuleFor(c => c.SubstituteName)
                        .NotEmpty()
                        .WithMessage("Enter the name of who comes.")
                        .OneLine()
                        .MaximumLength(200)
                        .WithMessage("A name has at most 200 letters.");
                    RuleFor(c => c.SubstituteEmail)
                        .Must(email => EmailAddress.IsUsable(email?.Trim()))
                        .WithMessage("Enter the address of who comes, for example anna@example.org.");
                }
            );
        }
    }

    internal sealed class Handler(
        AssembliesDb db,
        EntryRevising revising,
        EntryMails mails,
        StandIns standIns,
        AnswerSessions sessions,
        AnswerSubstitute substitute,
        IClock clock
    ) : ICommandHandler<AnswerInvitation, Answer>
    {
        public async Task<Result<Answer>> Handle(AnswerInvitation command, CancellationToken cancellationToken)
        {
            var ct = cancellationToken;
            if (await db.Linked(command.Token, ct) is not { } linked)
            {
                return InvitationsErrors.UnknownLink;
            }

            // Where the answer is a registration the seats are locked before the entry, as whoever registers by a form does.
            if (linked.Invitation.IsRegistration)
            {
                await db.LockSeats(linked.Assembly.Id, ct);
            }

            // Whoever answers at the same moment by another link waits; then both see where the invitation stands.
            await revising.Take([linked.Entry.Id], ct);
            await db.Entry(linked.Invitation).ReloadAsync(ct);
            await db.Entry(linked.Entry).ReloadAsync(ct);
            var taken = (await revising.Take([linked.Entry.Id], ct))[0];
            var now = clock.GetCurrentInstant();
            if (linked.Refusal(now) is { } refusal)
            {
                return refusal;
            }

            var it = new Answering(linked, taken, now, await db.Now(ct));
            var outcome = command.Given switch
            {
                InvitationAnswer.SessionsOnly => await sessions.Answer(command, it, ct),
                InvitationAnswer.Substituted => await substitute.Answer(command, it, ct),
                _ => await Whole(command.Given, it, ct),
            };
            if (outcome is { } refused)
            {
                return refused;
            }

            linked.Invitation.Answered(command.Given, command.How, now);
            return new Answer(command.Given, now);
        }

        /// <summary>Yes, no or perhaps to the whole: what took the place of their own entry goes, and it comes back unless they do not come.</summary>
        private async Task<Error?> Whole(InvitationAnswer given, Answering it, CancellationToken ct)
        {
            await standIns.TakeBack(it, _ => true, ct);
            if (it.Invitation.WithdrawnAt is not null && given is not InvitationAnswer.Declined)
            {
                var revision = await revising.Revise(it.Taken, RevisionKind.Attendance, it.Taken.Latest.Seen, it.Stamp, ct);
                it.Invitation.Restore(revision, it.Invitation.InsteadOf);
                it.Invitation.Answered(given, it.Invitation.How, it.Now);
                const string why = "your entry is back in your calendar, as you answered.";
                await mails.Invite(it.Taken.Entry, it.Taken.Group, [it.Invitation], it.Stamp, why, ct);
            }

            return null;
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
                InvitationsErrors.InvitedAlready,
                InvitationsErrors.TooManyAsked
            );
}
