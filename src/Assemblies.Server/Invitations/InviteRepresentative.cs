using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>
/// The secretariat invites somebody who came onto the roll after the convocation, or came back to it, to each meeting that is for them. A repeat is
/// refused: nothing lacks any more.
/// </summary>
/// <param name="Code">Which assembly.</param>
/// <param name="Person">Whom.</param>
public sealed record InviteRepresentative(string Code, Id<Person> Person) : ICommand<InviteRepresentative.Answer>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => $"{Code} {Person}";

    /// <summary>What was done.</summary>
    /// <param name="Meetings">Keys of the meetings they are invited to now.</param>
    public sealed record Answer(IReadOnlyList<string> Meetings);

    internal sealed class Handler(AssembliesDb db, EntryRevising revising, EntryMails mails, IClock clock)
        : ICommandHandler<InviteRepresentative, Answer>
    {
        public async Task<Result<Answer>> Handle(InviteRepresentative request, CancellationToken cancellationToken)
        {
            var assembly = await db
                .Assemblies.AsNoTracking()
                .Include(a => a.Meetings)
                .SingleOrDefaultAsync(a => a.Code == request.Code, cancellationToken);
            if (assembly is null)
            {
                return AccessErrors.NotFound;
            }

            var now = clock.GetCurrentInstant();
            var lacking = (await db.NotInvitedYet(assembly, now, cancellationToken)).FirstOrDefault(person => person.Key == request.Person);
            if (lacking is null)
            {
                return InvitationsErrors.NothingToInviteTo;
            }

            var stamp = await db.Now(cancellationToken);
            foreach (var taken in await revising.Take([.. lacking.Select(one => one.Entry.Id)], cancellationToken))
            {
                var (_, _, who, before) = lacking.First(one => one.Entry.Id == taken.Entry.Id);
                var invitation = before ?? new Invitation(taken.Entry, who, now);
                if (before is null)
                {
                    await db.InsertAll([invitation], cancellationToken);
                }
                else
                {
                    // Calendars took it off by a number; it comes back with a higher one.
                    before.InviteAgain(
                        await revising.Revise(taken, RevisionKind.Attendance, taken.Latest.Seen, stamp, cancellationToken),
                        who
                    );
                }

                await mails.Invite(taken.Entry, taken.Group, [invitation], stamp, null, cancellationToken);
            }

            return new Answer([.. lacking.OrderBy(one => one.Meeting.StartsAt).Select(one => one.Meeting.Key)]);
        }
    }

    internal sealed record Body(Id<Person> Person);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/invitations",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new InviteRepresentative(code, body.Person), ct).ToHttp()
            )
            .WithName(nameof(InviteRepresentative))
            .WithExample(new Body(new(Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057"))))
            .WithSummary("Invite somebody who came onto the roll later")
            .WithDescription(
                "Whoever gets a mandate after the convocation, or gets one again, is not invited by itself. This invites them to each meeting that is for them and "
                    + "that they lack. A repeat is refused."
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                AccessErrors.NotFound,
                InvitationsErrors.NothingToInviteTo,
                InvitationsErrors.InvitedMeanwhile
            );
}
